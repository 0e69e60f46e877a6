"""The pages about help: every member can read the lists, and what is said of them is plain."""

from dataclasses import dataclass, replace

from starlette.testclient import TestClient

from bot.flows.seen import QuestionSeen
from practice.safety import Concern, published
from tests.unit.web.conftest import FakeFlows
from tests.unit.web.writing_fakes import QUESTION, FakeAnswering


@dataclass
class Gentle(FakeAnswering):
    """A question whose every tap offers people."""

    async def tap(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        return replace(QUESTION, is_gentle=True, offers_people=True)


def test_every_member_can_read_which_words_bring_signposts(amira: TestClient) -> None:
    page = amira.get("/how-its-set-up/words")

    assert page.status_code == 200
    assert "Nothing is kept: not that a phrase was found, not which one, not what you chose." in page.text
    assert "Nobody is told." in page.text
    assert "No one monitors Inrole" in page.text
    for each in published():
        assert each.about in page.text
        assert f"The {len(each.phrases)} phrases" in page.text
    assert len(published()) == len(Concern)


def test_how_its_set_up_leads_to_the_lists(amira: TestClient) -> None:
    assert '<a href="/how-its-set-up/words">' in amira.get("/how-its-set-up").text


def test_nobody_without_a_way_in_reads_the_lists_or_the_people(stranger: TestClient) -> None:
    for path in ("/how-its-set-up/words", "/people-to-talk-to"):
        page = stranger.get(path)
        assert page.status_code in (303, 401, 403)
        assert "phrases" not in page.text


def test_people_to_talk_to_are_named_with_how_to_reach_them(amira: TestClient) -> None:
    page = amira.get("/people-to-talk-to")

    assert page.status_code == 200
    assert "01632 960 222" in page.text
    assert "Practical help" in page.text


def test_a_tap_that_offers_people_leads_to_them(amira: TestClient, flows: FakeFlows) -> None:
    flows.answering = Gentle()

    answer = amira.post(
        f"/questions/{QUESTION.occurrence}",
        data={"doing": f"tap:{QUESTION.taps[0][0]}", "once": "n1"},
        follow_redirects=False,
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/people-to-talk-to")
