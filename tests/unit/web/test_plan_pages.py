"""The pages of plans: what each form sends, and what comes back with it."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from tests.unit.web.conftest import FakeFlows
from tests.unit.web.plan_fakes import PLAN, TRIED

AT = "/questions/o1/plan"
Opens = Callable[..., TestClient]


def test_the_plan_itself_stands_closed_below_the_question_about_it(opened: Opens):
    page = opened(signed_in=True).get(AT)

    assert page.status_code == 200
    before, after = page.text.split("See my plan")
    assert "Did the moment come?" in before
    assert PLAN.sentence not in before
    assert PLAN.sentence in after


@pytest.mark.parametrize(
    ("doing", "kept"),
    [
        ("asked:tried", ("answer", "tried")),
        ("helped:-2", ("helped", "-2")),
        ("next:keep", ("settle", "keep")),
        ("tell:", ("tell", "A smile.")),
    ],
)
def test_each_button_says_what_was_chosen(opened: Opens, flows: FakeFlows, doing: str, kept: tuple[str, str]):
    sent = {"once": "1", "doing": doing, "line": "A smile."}

    page = opened(signed_in=True).post(AT, data=sent)

    assert page.status_code == 200
    assert flows.following.told_so_far == [kept]


def test_making_it_smaller_leads_to_its_form(opened: Opens):
    answer = opened(signed_in=True).post(AT, data={"once": "1", "doing": "next:smaller"})

    assert (answer.status_code, answer.headers["location"]) == (303, "/me/plans/p1/smaller")


def test_likely_names_are_shown_back_with_the_line_still_there(opened: Opens, flows: FakeFlows):
    flows.following.now = TRIED
    client = opened(signed_in=True)
    sent = {"once": "1", "doing": "tell:", "line": "Oluwaseun smiled."}

    page = client.post(AT, data=sent)
    again = client.post(AT, data={**sent, "names": "keep", "shown": "abcde"})

    assert page.status_code == 422
    assert "Oluwaseun smiled." in page.text
    assert again.status_code == 200
    assert flows.following.told_so_far == [("tell", "Oluwaseun smiled.")]


def test_half_a_plan_is_shown_again_as_it_was_typed(opened: Opens, flows: FakeFlows):
    sent = {"once": "1", "moment": "a door closes", "act": ""}

    page = opened(signed_in=True).post("/me/plans/p1/smaller", data=sent)

    assert page.status_code == 422
    assert "a door closes" in page.text
    assert "two halves" in page.text
    assert flows.committing.told == []


def test_a_new_plan_is_said_once_and_a_likely_name_is_shown_back(flows: FakeFlows, opened: Opens):
    amira = opened(signed_in=True)
    page = amira.get("/me/plans/p1/say")
    named = amira.post("/me/plans/p1/say", data={"once": "1", "said": "I tell Zbigniew first."})
    kept = amira.post("/me/plans/p1/say", data={"once": "1", "said": "Rushed? Then I sit."})

    assert "If a visit feels rushed, then I will sit down first." in page.text
    assert named.status_code == 422
    assert "I tell Zbigniew first." in named.text
    assert kept.headers["location"] == "/reflect/saved"
    assert ("said", "Rushed? Then I sit.") in flows.committing.told


def test_a_form_that_made_a_plan_leads_to_saying_it_once(opened: Opens):
    sent = {"form": "makes a plan", "step": "1", "go": "next", "once": "n1"}

    answer = opened(signed_in=True).post("/reflect/form", data=sent)

    assert answer.headers["location"] == "/me/plans/p1/say"


@pytest.mark.parametrize("path", [AT, "/me/plans/p1/smaller", "/me/plans/p1/let-go", "/me/plans/p1/say"])
def test_a_form_of_another_site_changes_nothing(opened: Opens, flows: FakeFlows, path: str):
    sent = {"once": "1", "doing": "asked:tried", "moment": "a", "act": "b"}

    answer = opened(signed_in=True).post(path, data=sent, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert flows.committing.told == []
    assert flows.following.told_so_far == []


@pytest.mark.parametrize("path", ["/questions/o2/plan", "/me/plans/p2/smaller"])
def test_what_is_not_theirs_is_not_there(opened: Opens, path: str):
    assert opened(signed_in=True).get(path).status_code == 404
