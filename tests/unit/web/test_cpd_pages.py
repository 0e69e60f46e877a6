"""A CPD draft: chosen, read, and taken away as a file; only of one's own, and only from our own pages."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.flows.cpd import Chosen

CHOSEN = {"reflection": ["r1", "r2"], "plans": "yes", "peer": ""}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {
    "docx": (b"PK", DOCX),
    "pdf": (b"%PDF", "application/pdf"),
    "txt": (b"\xef\xbb\xbfCPD", "text/plain"),
}


def test_reflections_are_chosen_from_a_list_and_a_link_brings_one_along(amira: TestClient) -> None:
    page = amira.get("/me/cpd?reflection=r1").text

    boxes = re.findall(r'name="reflection" value="(\w+)"( checked)?', page)

    assert boxes == [("r2", ""), ("r1", " checked")]
    assert "with a plan and a peer&#39;s line" in page or "with a plan and a peer's line" in page


def test_the_draft_is_read_with_its_headings_before_it_is_taken_away(amira: TestClient, flows: Any) -> None:
    page = amira.post("/me/cpd", data=CHOSEN).text

    assert flows.cpd.drafted == [Chosen(reflections=("r1", "r2"), with_plans=True, with_peer=False)]
    assert "<h2>What the activity was</h2>" in page
    assert "<p>She picked &lt;the&gt; garden.</p>" in page
    assert '<p class="gap">Not written yet: what changed.</p>' in page
    assert re.findall(r'action="/me/cpd/(\w+)"', page) == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_draft_comes_as_a_file_that_no_cache_keeps(amira: TestClient, flows: Any, kind: str) -> None:
    begins, media_type = KINDS[kind]

    answer = amira.post(f"/me/cpd/{kind}", data=CHOSEN)

    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["content-type"].startswith(media_type)
    assert answer.headers["content-disposition"] == f'attachment; filename="cpd-draft.{kind}"'
    assert answer.headers["cache-control"] == "no-store"
    assert flows.cpd.drafted == [Chosen(reflections=("r1", "r2"), with_plans=True, with_peer=False)]


def test_nothing_chosen_asks_again(amira: TestClient) -> None:
    answer = amira.post("/me/cpd", data={"plans": "yes"})

    assert answer.status_code == 422
    assert "Choose at least one reflection." in answer.text
    assert 'name="reflection"' in answer.text


@pytest.mark.parametrize(
    ("way", "sent"),
    [
        ("/me/cpd", {"reflection": "somebodys"}),
        ("/me/cpd/pdf", {"reflection": "somebodys"}),
        ("/me/cpd/odt", CHOSEN),
    ],
)
def test_what_is_not_theirs_and_what_is_no_file_are_the_same_page(
    amira: TestClient, way: str, sent: dict[str, Any]
) -> None:
    answer = amira.post(way, data=sent)

    assert answer.status_code == 404
    assert answer.text == amira.get("/nowhere").text


@pytest.mark.parametrize("way", ["/me/cpd", "/me/cpd/pdf"])
def test_no_draft_for_strangers_or_another_sites_page(
    amira: TestClient, stranger: TestClient, flows: Any, way: str
) -> None:
    signed_out = stranger.post(way, data=CHOSEN)
    elsewhere = amira.post(way, data=CHOSEN, headers={"Sec-Fetch-Site": "cross-site"})

    assert (signed_out.status_code, elsewhere.status_code) == (401, 403)
    assert flows.cpd.drafted == []


def test_in_its_season_the_page_says_softly_what_could_become_a_piece(amira: TestClient, flows: Any) -> None:
    before = amira.get("/me").text
    flows.cpd.is_enough = True

    assert "three reflections that could become a CPD piece" not in before
    assert "You have three reflections that could become a CPD piece" in amira.get("/me").text
