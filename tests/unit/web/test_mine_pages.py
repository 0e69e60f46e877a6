"""Pages of one's own: nothing stands open, words never reach an address, and nobody else's is found."""

import re
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.flows.seen_journal import Asked, MineSeen

WAYS = {
    "get": ("/me/journal/r9", "/me/journal/r9/delete", "/me/journal/r9/share"),
    "post": ("/me/journal/r9/withdraw", "/me/journal/r9/delete", "/me/journal/r9/share"),
}
SHARING = {"audience": "peer", "colleague": "U0BEN", "key": "k1"}
EVERY_POST = (*WAYS["post"], "/me/journal", "/me/download", "/me/erase")


def test_nothing_of_ones_own_stands_open(amira: TestClient) -> None:
    page = amira.get("/me").text

    assert page.count("<details") >= 6
    assert "<details open" not in page
    assert "She picked the garden." not in page
    assert 'href="/me/journal"' in page


def test_the_front_says_who_opened_what_was_shared(amira: TestClient) -> None:
    page = amira.get("/me").text

    assert "Shared with Sunita (supervisor)" in page
    assert "opened 23 November 2026 at 09:40" in page
    assert "I would like to hear more." in page


def test_the_front_has_ones_own_plans_with_what_was_said_of_them(amira: TestClient) -> None:
    page = amira.get("/me").text

    assert "If I am asked to visit before four, then I will ask which room feels easier." in page
    assert "Tried it. It helped." in page
    assert "He sat down." in page


def test_each_share_has_its_own_way_back(amira: TestClient, flows: Any) -> None:
    page = amira.get("/me").text
    forms = re.findall(r'action="(/me/journal/[^"]+/withdraw)">\s*<input[^>]*value="([^"]+)"', page)

    answers = [amira.post(way, data={"share": share, "back": "mine"}) for way, share in forms]

    assert forms == [("/me/journal/r2/withdraw", "s1"), ("/me/journal/r2/withdraw", "s2")]
    assert flows.sharing.withdrawn == ["s1", "s2"]
    assert {answer.headers["location"] for answer in answers} == {"/me?done=withdrawn"}


def test_a_reflection_is_taken_back_from_everybody_at_once(amira: TestClient, flows: Any) -> None:
    answer = amira.post("/me/journal/r2/withdraw")

    assert flows.sharing.withdrawn == ["r2"]
    assert answer.headers["location"] == "/me/journal/r2?done=withdrawn"


def test_the_journal_lists_what_was_kept_apart_from_what_is_not_finished(amira: TestClient) -> None:
    page = amira.get("/me/journal").text
    order = ["Not finished", "kept until 27 November 2026", "Half a thought.", "<h2>Kept</h2>", "17 November"]

    places = [page.find(words) for words in order]

    assert -1 not in places
    assert places == sorted(places)
    assert "She picked the garden." in page
    assert "<details open" not in page


@pytest.mark.parametrize("path", ["/me/journal", "/me/cpd"])
def test_how_each_begins_is_shown_once_asked_for(amira: TestClient, path: str) -> None:
    page = amira.get(path).text

    assert re.search(r'<span class="excerpt">She picked', page)
    assert re.findall(r'<input type="checkbox" class="begins"[^>]*>', page) == [
        '<input type="checkbox" class="begins" autocomplete="off">'
    ]


def test_pages_of_ones_own_are_told_apart_by_their_titles(amira: TestClient) -> None:
    paths = (
        "/me",
        "/me/journal",
        "/me/journal/r1",
        "/me/journal/r1/delete",
        "/me/journal/r1/share",
        "/me/cpd",
    )

    titles = [re.findall(r"<title>(.*)</title>", amira.get(path).text)[0] for path in paths]

    assert len(set(titles)) == len(paths)
    assert titles[2] == "A reflection, 10 November 2026 · inrole"


def test_an_empty_journal_says_how_to_begin(amira: TestClient, flows: Any) -> None:
    flows.journalling.mine_seen = MineSeen(plans=(), kept=())

    assert "/reflect" in amira.get("/me/journal").text
    assert "Nothing is shared." in amira.get("/me").text


def test_words_that_are_looked_for_come_in_a_body_and_stand_in_no_address(
    amira: TestClient, flows: Any
) -> None:
    sent = {"words": " the garden ", "since": "2026-11-01", "until": "", "pathway": "visit", "page": "2"}

    answer = amira.post("/me/journal", data=sent)

    assert flows.journalling.asked == [
        Asked(from_on=date(2026, 11, 1), pathway="visit", words="the garden", page=2)
    ]
    assert answer.status_code == 200
    addresses = re.findall(r'(?:href|action)="([^"]*)"', answer.text)
    assert addresses
    assert not [address for address in addresses if "garden" in address]
    assert answer.text.count('name="words" value="the garden"') == 3


def test_words_in_an_address_are_not_taken(amira: TestClient, flows: Any) -> None:
    page = amira.get("/me/journal?words=garden")

    assert flows.journalling.asked == [Asked()]
    assert 'value="garden"' not in page.text


def test_dates_alone_lead_to_an_address_that_can_be_gone_back_to(amira: TestClient, flows: Any) -> None:
    answer = amira.post("/me/journal", data={"words": "  ", "since": "2026-11-01", "principle": "choice"})
    there = amira.get(answer.headers["location"])

    assert answer.headers["location"] == "/me/journal?since=2026-11-01&principle=choice"
    assert flows.journalling.asked == [Asked(from_on=date(2026, 11, 1), principle="choice")]
    assert 'href="/me/journal?since=2026-11-01&amp;principle=choice&amp;page=2"' in there.text


@pytest.mark.parametrize("written", ["", "soon", "2026-02-30", "0001-01-01", "9999-12-31"])
def test_a_date_that_is_none_narrows_nothing(amira: TestClient, flows: Any, written: str) -> None:
    assert amira.get(f"/me/journal?since={written}").status_code == 200
    assert flows.journalling.asked == [Asked()]


@pytest.mark.parametrize("page", ["0", "-1", "many", "99999999"])
def test_a_page_nobody_could_mean_is_refused(amira: TestClient, page: str) -> None:
    assert amira.get(f"/me/journal?page={page}").status_code == 422


def test_a_reflection_is_read_whole_on_its_page(amira: TestClient) -> None:
    page = amira.get("/me/journal/r2").text

    for words in (
        "She picked the garden.",
        "Waiting was the choice.",
        "Not enough time",
        "If a visit feels rushed, then I will sit down first",
        'href="/cards/offering-a-real-choice"',
        "Shared with Sunita (supervisor)",
        'href="/me/journal/r2/share"',
        'href="/me/journal/r2/delete"',
    ):
        assert words in page


def test_what_is_private_says_so(amira: TestClient) -> None:
    assert "It is private." in amira.get("/me/journal/r1").text
    assert "It is private." not in amira.get("/me/journal/r2").text


def test_deleting_asks_first_and_keeps_the_plan_unless_told(amira: TestClient, flows: Any) -> None:
    asked = amira.get("/me/journal/r2/delete").text
    assert flows.journalling.deleted == []

    kept = amira.post("/me/journal/r2/delete")
    gone = amira.post("/me/journal/r2/delete", data={"plan": "delete"})

    assert re.search(r'value="keep" checked', asked)
    assert flows.journalling.deleted == [("r2", False), ("r2", True)]
    assert {kept.headers["location"], gone.headers["location"]} == {"/me/journal?done=deleted"}
    assert "Nothing of it is left here." in amira.get("/me/journal?done=deleted").text


def test_sharing_begins_with_keep_private_and_names_a_colleague(amira: TestClient, flows: Any) -> None:
    asked = amira.get("/me/journal/r1/share").text
    assert re.search(r'value="private" checked', asked)

    nobody = amira.post("/me/journal/r1/share", data=SHARING | {"colleague": ""})
    shared = amira.post("/me/journal/r1/share", data=SHARING)

    assert nobody.status_code == 422
    assert "Choose a colleague first." in nobody.text
    assert re.search(r'value="peer" checked', nobody.text)
    assert shared.headers["location"] == "/me/journal/r1?done=shared"
    assert flows.sharing.shared == [("r1", "peer", "U0BEN")]


def test_a_link_to_share_with_whom_nobody_may_be_chosen_begins_with_keep_private(amira: TestClient) -> None:
    page = amira.get("/me/journal/r1/share?to=agenda").text

    assert re.findall(r'value="(\w+)" checked', page) == ["private"]


@pytest.mark.parametrize("method", WAYS)
def test_somebody_elses_and_nobodys_are_the_same_page(amira: TestClient, flows: Any, method: str) -> None:
    nowhere = amira.get("/nowhere")

    found = [amira.request(method, way, data=SHARING if method == "post" else None) for way in WAYS[method]]

    assert {answer.status_code for answer in found} == {404}
    assert {answer.text for answer in found} == {nowhere.text}
    assert (flows.journalling.deleted, flows.sharing.shared, flows.sharing.withdrawn) == ([], [], [])


@pytest.mark.parametrize("way", EVERY_POST)
def test_nothing_is_done_for_strangers_or_for_another_sites_page(
    amira: TestClient, stranger: TestClient, flows: Any, way: str
) -> None:
    signed_out = stranger.post(way, data=SHARING)
    elsewhere = amira.post(way, data=SHARING, headers={"Sec-Fetch-Site": "cross-site"})

    assert (signed_out.status_code, elsewhere.status_code) == (401, 403)
    assert (flows.journalling.deleted, flows.forgetting.erased) == ([], [])


def test_everything_comes_as_a_zip_that_no_cache_keeps(amira: TestClient) -> None:
    answer = amira.post("/me/download")

    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"] == 'attachment; filename="inrole-mine.zip"'
    assert answer.headers["cache-control"] == "no-store"


def test_erasing_everything_asks_first_and_signs_out(amira: TestClient, flows: Any) -> None:
    asked = amira.get("/me/erase").text
    assert flows.forgetting.erased == []

    done = amira.post("/me/erase")

    assert re.findall(r'<form method="post" action="([^"]+)">', asked)[-1] == "/me/erase"
    assert "Keep everything" in asked
    assert flows.forgetting.erased == ["U0AMIRA"]
    assert "you are signed out" in done.text
    assert 'inrole=""' in done.headers["set-cookie"]


def test_words_people_wrote_are_never_markup(amira: TestClient) -> None:
    page = amira.post("/me/journal", data={"words": '"><script>alert(1)</script>'}).text

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
