"""Pages show what was published and what is one's own, in plain words, and nothing of anybody else."""

import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bot.flows.entering import Reader
from bot.web.figures import drawn
from bot.web.schemas import Band, BandFigure, Figures, NamedFigure

Opened = Callable[..., TestClient]

TEAM = "/teams/assessment-north"
DIGEST = f"{TEAM}/digests/latest"
SIGNED_IN = ["/", "/me", TEAM, DIGEST, "/how-its-set-up", "/cards/offering-a-real-choice", "/nowhere"]
SIGNED_OUT = ["/", "/me", "/enter/fresh", "/enter/strange", "/nowhere"]
WORDS = {
    path.name: re.sub(r"{[{%].*?[%}]}|<[^>]*>", " ", path.read_text())
    for path in files("bot.web").joinpath("templates").iterdir()
    if path.name.endswith(".html")
}


def test_a_stranger_reads_what_inrole_is_and_how_to_get_in(stranger: TestClient) -> None:
    page = stranger.get("/").text

    assert "up to you" in page
    assert "/digest" in page
    assert "<nav" not in page


def test_the_front_page_leads_to_each_team_and_its_latest_digest(amira: TestClient) -> None:
    page = amira.get("/").text

    assert "Hello Amira" in page
    assert f'href="{TEAM}"' in page
    assert f'href="{DIGEST}"' in page
    assert "Monday 21 December 2026" in page


def test_a_digest_reads_in_its_order(amira: TestClient) -> None:
    page = amira.get(DIGEST).text
    order = [
        "26 October to 22 November 2026",
        "<h1>Offering a real choice</h1>",
        "The card, as this team has made it",
        "What people chose to show",
        "We did the form last instead of first.",
        "One thing to try aloud",
        "Shall we do the hard part first or last?",
        "Two questions to take into supervision",
        "In figures, as words",
        "Most used it. For some it came up and couldn&#39;t be done. Few had a very full week.",
        "Where something isn&#39;t shown",
        "These words are about people together",
    ]

    places = [page.find(words) for words in order]

    assert -1 not in places
    assert places == sorted(places)


def test_words_to_try_are_read_once(amira: TestClient) -> None:
    assert amira.get(DIGEST).text.count("Shall we do the hard part") == 1


def test_each_picture_of_a_figure_stands_beside_its_word(amira: TestClient) -> None:
    page = amira.get(DIGEST).text

    told = re.findall(r"<th scope=\"row\">(.*?)</th><td><svg.*?</svg>\s*(\w+)</td>", page, re.DOTALL)
    filled = [svg.count('class="on"') for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]

    assert told == [("Used it", "most"), ("Came up, couldn&#39;t", "some"), ("Had a very full week", "few")]
    assert filled == [3, 2, 1]


@given(st.lists(st.sampled_from(["few", "some", "most", None]), min_size=3, max_size=3))
def test_a_figure_that_is_not_shown_leaves_no_trace(bands: list[Band | None]) -> None:
    used, could_not, very_full = (BandFigure(shown=band is not None, band=band) for band in bands)
    figures = Figures(
        used=used, could_not=could_not, very_full_weeks=very_full, barriers=NamedFigure(shown=False)
    )

    assert [figure.band for figure in drawn(figures)] == [band for band in bands if band is not None]


def test_a_digest_without_figures_draws_none(amira: TestClient, flows: Any) -> None:
    flows.reading.content["figures"] = {key: {"shown": False} for key in flows.reading.content["figures"]}
    flows.reading.content["headline"] = "There are no figures this time."

    page = amira.get(DIGEST).text

    assert "There are no figures this time." in page
    assert "<svg" not in page
    assert "Where something isn&#39;t shown" in page


def test_barriers_are_named_in_the_order_they_were_frozen(amira: TestClient, flows: Any) -> None:
    flows.reading.content["figures"]["barriers"] = {
        "shown": True,
        "named": ["Another agency", "Not enough time"],
    }

    page = amira.get(DIGEST).text

    assert 0 < page.find("Another agency") < page.find("Not enough time")


def test_barriers_of_which_none_was_named_say_so(amira: TestClient, flows: Any) -> None:
    flows.reading.content["figures"]["barriers"] = {"shown": True, "named": []}

    assert "named by enough people to show" in amira.get(DIGEST).text


def test_withdrawn_words_are_gone_from_the_page_at_once(amira: TestClient, flows: Any) -> None:
    before = amira.get(DIGEST).text
    flows.reading.shown = ()

    after = amira.get(DIGEST).text

    assert "We did the form last" in before
    assert "We did the form last" not in after
    assert "An empty list is a fine list." in after


def test_words_people_wrote_are_never_markup(amira: TestClient, flows: Any) -> None:
    flows.reading.shown = (("<script>alert(1)</script> & “quoted”",),)

    page = amira.get(DIGEST).text

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; “quoted”" in page


def test_an_example_says_that_it_is_one(amira: TestClient, flows: Any) -> None:
    plain = amira.get(DIGEST).text
    flows.reading.is_example = True

    assert "EXAMPLE" not in plain
    assert "EXAMPLE" in amira.get(DIGEST).text


def test_before_the_first_digest_its_page_says_when_and_what(amira: TestClient, flows: Any) -> None:
    flows.reading.published = ()

    answer = amira.get(DIGEST)

    assert answer.status_code == 404
    assert "The first digest is due on Monday 23 November 2026." in answer.text
    assert f'href="{TEAM}"' in answer.text


def test_a_team_without_a_digest_says_what_will_be_there_when_and_one_thing_to_do(
    amira: TestClient, flows: Any
) -> None:
    flows.reading.published = ()

    page = amira.get(TEAM).text

    assert "Here you will find" in page
    assert "The first is due on Monday 21 December 2026." in page
    assert page.count("until then</a>") == 1


def test_a_team_lists_its_digests_newest_first(amira: TestClient) -> None:
    page = amira.get(TEAM).text

    assert re.findall(r"digests/(\d{4}-\d{2}-\d{2})", page) == ["2026-11-22", "2026-10-25", "2026-09-27"]


def test_absent_and_forbidden_pages_are_one_page(amira: TestClient, flows: Any) -> None:
    absent = amira.get("/teams/nowhere/digests/latest")
    flows.entering.sessions["amira-session"] = Reader(person="U0BEN", name="Ben")

    forbidden = amira.get(DIGEST)

    assert absent.status_code == forbidden.status_code == 404
    assert absent.content == forbidden.content


@pytest.mark.parametrize("written", ["nonsense", "20261122", "2026-02-30", "LATEST"])
def test_a_digest_nobody_could_mean_is_a_page_that_is_not_there(amira: TestClient, written: str) -> None:
    answer = amira.get(f"{TEAM}/digests/{written}")

    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")


def test_how_its_set_up_names_threshold_people_roles_routes_and_changes(amira: TestClient) -> None:
    page = amira.get("/how-its-set-up").text

    for words in (
        "Taking part is voluntary.",
        "5 people",
        "Amira, Ben",
        "Sunita",
        "Lowri",
        "01632 960 111",
        "Grace joined Assessment North.",
        "can be right at most 60",
    ):
        assert words in page


@pytest.mark.parametrize("path", SIGNED_IN)
def test_the_practice_workspace_is_named_on_every_page(opened: Opened, path: str) -> None:
    practice = opened(signed_in=True, local_slack=True).get(path).text
    real = opened(signed_in=True).get(path).text

    assert "Practice workspace" in practice
    assert "Practice workspace" not in real


@pytest.mark.parametrize("path", SIGNED_OUT)
def test_the_practice_workspace_is_named_to_strangers_too(opened: Opened, path: str) -> None:
    assert "Practice workspace" in opened(local_slack=True).get(path).text


@pytest.mark.parametrize("path", SIGNED_IN)
def test_every_page_works_without_scripts_and_inline_styles(amira: TestClient, path: str) -> None:
    page = amira.get(path).text

    assert "<main" in page
    assert not re.search(r"<script|<style| style=|javascript:| on\w+=", page)
    assert page.count("<h1") == 1


@pytest.mark.parametrize("template", sorted(WORDS))
def test_no_page_uses_a_word_we_leave_out(template: str) -> None:
    banned = r"\b(should|must|fail\w*|just|simply|user|overdue|anonymous|comply|well done|why did you)\b"

    assert not re.findall(banned, WORDS[template], re.IGNORECASE)


def test_the_templates_were_read() -> None:
    assert {"layout.html", "digest.html", "mine.html"} <= set(WORDS)


THEMES = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(
        r":root \{(.*?)\}", files("bot.web").joinpath("static/inrole.css").read_text(), re.DOTALL
    )
    if "--notice:" in block
]


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text in ("ink", "soft", "action") for ground in ("paper", "raised", "wash")]
    + [
        ("ink", "notice-wash"),
        ("notice", "notice-wash"),
        ("on-action", "action"),
        ("on-action", "action-deep"),
    ],
)
def test_text_stands_out_from_its_ground(theme: dict[str, str], text: str, ground: str) -> None:
    lighter, darker = sorted((luminance(theme[text]), luminance(theme[ground])), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
