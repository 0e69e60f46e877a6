"""The library can be browsed whole, each question as it will look; suggestions stay on their page."""

import re
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.errors import Mistaken
from bot.flows.browsing import previewed
from bot.slack import messages, modals
from prompts.library import load_library

LIBRARY = load_library()
SUGGEST = {"form": "form-1", "element": "offering-a-real-choice", "words": "Say it shorter."}
TEAM_CARD = "/teams/assessment-north/cards/offering-a-real-choice"
LINE = {"reflection": "r2", "number": "1"}


def plain(page: str) -> str:
    """Return what can be read on a page, each piece on a line of its own."""
    bare = re.sub(r"<[^>]+>", "\n", page[page.find("<main") :])
    return "\n".join(filter(None, (line.strip() for line in unescape(bare).splitlines())))


def words_in(blocks: list[Any]) -> list[str]:
    """Return what Slack shows of blocks, in order: text, then what can be pressed."""
    found: list[str] = []
    for block in blocks:
        if "text" in block:
            found.append(block["text"]["text"])
        found += [
            unescape(each["text"]) for each in block.get("elements", ()) if each.get("type") == "mrkdwn"
        ]
        pressed = [block[part] for part in ("accessory",) if part in block]
        pressed += block.get("elements", ()) if block["type"] == "actions" else []
        found += [(each.get("placeholder") or each["text"])["text"] for each in pressed]
    return [unescape(words) for words in found]


def test_the_library_lists_every_pack_and_card(amira: TestClient) -> None:
    page = plain(amira.get("/library").text)

    assert len(LIBRARY.packs) > 10
    assert [pack.title for pack in LIBRARY.packs.values() if pack.title not in page] == []
    assert [card.name for card in LIBRARY.cards.values() if card.name not in page] == []


@pytest.mark.parametrize("slug", sorted(LIBRARY.packs))
def test_each_prompt_looks_on_its_page_as_it_will_in_slack(amira: TestClient, slug: str) -> None:
    pack = LIBRARY.packs[slug]
    page = amira.get(f"/library/packs/{slug}").text
    drawn = [
        plain(f"<main>{part}") for part in re.findall(r'<div class="slack">(.*?)\n</div>', page, re.DOTALL)
    ]
    live = [prompt for prompt in pack.prompts if not prompt.retired]
    asked = [
        previewed(LIBRARY, pack, prompt, short=short)
        for prompt in live
        for short in (False, True)
        if not short or (prompt.short.text, prompt.short.taps) != (prompt.text, prompt.taps)
    ]

    assert len(drawn) == len(asked) >= 8
    for seen, shown in zip(asked, drawn, strict=True):
        expected = words_in(messages.question(seen).blocks) if pack.sent else [seen.question]
        if pack.sent and seen.is_personal:
            opened = [words for words in words_in(modals.question(seen)["blocks"]) if words != modals.SHORT]
            expected = [*expected, "Behind Answer", *opened]
        assert shown.splitlines()[: len(expected)] == expected


def test_the_page_of_a_pack_says_its_framework_and_originator(amira: TestClient) -> None:
    page = plain(amira.get("/library/packs/home-visit").text)

    assert "ERA" in page
    assert "Jasper" in page
    assert "After Jasper (2003, 2013)." in page


def test_what_reflect_asks_stands_below_each_question(amira: TestClient) -> None:
    page = plain(amira.get("/library/packs/home-visit").text)

    assert "What happened, in a line or two? No names." in page
    assert "Not enough time / Too much work at once" in page


def test_every_framework_stands_with_originator_stages_and_credit(amira: TestClient) -> None:
    page = plain(amira.get("/library/frameworks").text)

    assert len(LIBRARY.frameworks) > 10
    for framework in LIBRARY.frameworks.values():
        assert f"{framework.originator}, {framework.year}" in page
        assert framework.credit in page
        assert " · ".join(framework.stages) in page


def test_a_pack_that_is_not_there_is_nothing_here(amira: TestClient) -> None:
    assert amira.get("/library/packs/nothing").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/library",
        "/library/packs/home-visit",
        "/library/frameworks",
        "/library/suggest?element=offering-a-real-choice",
        "/library/suggestions",
        TEAM_CARD,
        "/teams/assessment-north/lines/r2",
    ],
)
def test_only_members_who_signed_in_open_these_pages(
    stranger: TestClient, amira: TestClient, path: str
) -> None:
    assert stranger.get(path).status_code == 401
    assert amira.get(path).status_code == 200


def test_a_suggestion_goes_to_the_flow_with_its_form_as_key(amira: TestClient, flows: Any) -> None:
    answer = amira.post("/library/suggest", data={**SUGGEST, "name": "yes"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/library/suggest/sent")
    ((person, about, words, named, key),) = flows.suggesting.taken
    assert (person, about.element, words, named) == (
        "U0AMIRA",
        "offering-a-real-choice",
        "Say it shorter.",
        True,
    )
    assert "form-1" in key


def test_a_name_is_left_out_unless_it_was_added(amira: TestClient, flows: Any) -> None:
    page = amira.get("/library/suggest?element=offering-a-real-choice").text
    amira.post("/library/suggest", data=SUGGEST)

    assert re.search(r'value="no" checked', page)
    assert flows.suggesting.taken[0][3] is False


def test_a_suggestion_that_cannot_be_taken_shows_the_form_again_with_what_was_typed(
    amira: TestClient, flows: Any
) -> None:
    async def refuse(*_: Any, **__: Any) -> None:
        raise Mistaken("A sentence or two is plenty.")

    flows.suggesting.suggest = refuse

    answer = amira.post("/library/suggest", data={**SUGGEST, "words": "Long & <wordy>", "name": "yes"})

    assert answer.status_code == 422
    assert "A sentence or two is plenty." in answer.text
    assert "Long &amp; &lt;wordy&gt;</textarea>" in answer.text
    assert re.search(r'value="yes" checked', answer.text)


def test_every_text_box_says_that_no_one_monitors_and_where_to_turn(amira: TestClient) -> None:
    page = plain(amira.get("/library/suggest?element=offering-a-real-choice").text)

    assert "no names or details that point to a child" in page
    assert "No one monitors Inrole" in page
    assert "01632 960 111" in page


def test_where_nobody_reads_the_form_is_closed_with_a_sentence(amira: TestClient, flows: Any) -> None:
    flows.suggesting.leads = frozenset()

    answer = amira.get("/library/suggest?element=offering-a-real-choice")

    assert answer.status_code == 422
    assert "No practice lead is named yet." in answer.text
    assert "<textarea" not in answer.text


def test_suggested_words_are_read_on_the_leads_page_and_are_never_markup(
    amira: TestClient, flows: Any
) -> None:
    page = amira.get("/library/suggestions").text

    assert "Say &lt;em&gt;child&lt;/em&gt; as well." in page
    assert "without a name" in page
    assert amira.post("/library/suggestions/s1/settle").headers["location"] == "/library/suggestions"
    assert flows.suggesting.settled == ["s1"]


def test_nobody_but_a_practice_lead_opens_or_hears_of_the_list(amira: TestClient, flows: Any) -> None:
    assert "/library/suggestions" in amira.get("/library").text
    flows.suggesting.leads = frozenset({"U0LEAD"})

    assert "/library/suggestions" not in amira.get("/library").text
    assert amira.get("/library/suggestions").status_code == 404


def test_a_shown_line_is_added_to_the_card_in_two_steps(amira: TestClient, flows: Any) -> None:
    step = amira.get("/teams/assessment-north/lines/r2").text

    answer = amira.post(f"{TEAM_CARD}/add", data=LINE)

    assert "Add to Offering a real choice" in step
    assert "Waiting was the choice." in step
    assert (answer.status_code, answer.headers["location"]) == (303, TEAM_CARD)
    assert flows.carding.added == [("U0AMIRA", "assessment-north", "offering-a-real-choice", "r2", 1)]


def test_a_teams_card_has_its_lines_and_only_members_a_way_to_take_them_off(
    amira: TestClient, flows: Any
) -> None:
    page = amira.get(TEAM_CARD).text
    amira.post(f"{TEAM_CARD}/take-off", data=LINE)
    flows.carding.is_member = False

    assert "I asked which room felt easier &amp; then &lt;waited&gt;." in page
    assert "Take off the card" in page
    assert flows.carding.taken_off == [("U0AMIRA", "assessment-north", "offering-a-real-choice", "r2", 1)]
    assert "Take off the card" not in amira.get(TEAM_CARD).text


def test_the_digest_offers_its_lines_to_members_alone(amira: TestClient, flows: Any) -> None:
    without = amira.get("/teams/assessment-north/digests/latest").text
    flows.reading.addable = ("r2", "r9")

    page = amira.get("/teams/assessment-north/digests/latest").text

    assert "Add to our card" not in without
    assert re.findall(r'href="/teams/assessment-north/lines/(\w+)"', page) == ["r2", "r9"]


@pytest.mark.parametrize("path", ["/library/suggest", f"{TEAM_CARD}/add", "/library/suggestions/s1/settle"])
def test_another_sites_form_changes_nothing(amira: TestClient, flows: Any, path: str) -> None:
    answer = amira.post(path, data={**SUGGEST, **LINE}, headers={"sec-fetch-site": "cross-site"})

    assert answer.status_code == 403
    assert (flows.suggesting.taken, flows.suggesting.settled, flows.carding.added) == ([], [], [])
