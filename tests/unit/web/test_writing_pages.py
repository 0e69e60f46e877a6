"""The pages on which people answer and write: every kind of stage, Back, and what is shown again."""

from html import unescape

from starlette.testclient import TestClient

from bot.flows.committing import PlanNeedsBoth
from bot.flows.guarding import NamesAsked
from bot.flows.seen import Stage
from tests.unit.web.conftest import FakeFlows

ABOUT = {"form": "f1", "pack": "review", "prompt": "what-is-different", "once": "n1"}


def test_a_step_asks_lines_taps_and_several_with_the_lines_that_always_stand(amira: TestClient):
    first = amira.get("/reflect/form").text
    second = amira.get("/reflect/forms/f1/1").text

    assert 'name="line:What"' in first
    assert 'type="checkbox" name="choice:Feelings"' in first
    assert 'type="radio" name="choice:Helped"' in second
    assert "0 is not at all, 10 is fully" in second
    assert ">Back<" in second
    assert ">Back<" not in first
    for page in (first, second):
        assert "Facts about a child go on their record" in page
        assert "01632 960 111" in page
    assert "Keep private" in second


def test_what_is_typed_and_chosen_arrives_by_field_and_what_was_left_is_empty(
    flows: FakeFlows, amira: TestClient
):
    sent = {
        **ABOUT,
        "step": "0",
        "go": "next",
        "line:What": "A visit.\r\nA quiet one.",
        "asks:Feelings": "",
        "choice:Feelings": ["calm", "hurried"],
    }

    answer = amira.post("/reflect/form", data=sent)

    assert answer.headers["location"] == "/reflect/forms/f1/1"
    ((step, written),) = flows.reflecting.written
    assert step == 0
    assert written.lines == {"What": "A visit.\nA quiet one.", "Feelings": "calm / hurried"}


def test_a_choice_that_was_taken_back_is_kept_as_nothing(flows: FakeFlows, amira: TestClient):
    amira.post("/reflect/form", data={**ABOUT, "step": "1", "go": "next", "asks:Helped": "", "line:if": ""})

    assert flows.reflecting.written[0][1].lines == {"Helped": "", "if": ""}


def test_the_last_step_says_it_is_saved_and_back_leads_to_the_step_before(
    flows: FakeFlows, amira: TestClient
):
    saved = amira.post("/reflect/form", data={**ABOUT, "step": "1", "go": "next", "line:if": "a visit"})
    back = amira.post("/reflect/form", data={**ABOUT, "step": "1", "go": "back", "line:if": "a visit"})

    assert saved.headers["location"] == "/reflect/saved"
    assert back.headers["location"] == "/reflect/forms/f1/0"
    assert "Thanks, saved" in amira.get("/reflect/saved").text


def test_what_cannot_be_kept_is_shown_again_as_it_was_typed_and_escaped(flows: FakeFlows, amira: TestClient):
    typed = {**ABOUT, "step": "1", "go": "next", "line:if": "<b>a visit</b>", "choice:Helped": "10"}
    flows.reflecting.refusal = PlanNeedsBoth("then")
    half = amira.post("/reflect/form", data={**typed, "asks:Helped": ""})
    flows.reflecting.refusal = NamesAsked(("Zbigniew",), "abcde")
    named = amira.post("/reflect/form", data={**typed, "asks:Helped": ""})

    for page in (half, named):
        assert page.status_code == 422
        assert "<b>a visit</b>" not in page.text
        assert "<b>a visit</b>" in unescape(page.text)
        assert 'value="10" checked' in page.text
    assert "two halves" in half.text
    assert "Zbigniew" in named.text
    assert 'name="shown" value="abcde"' in named.text


def test_a_question_has_its_taps_pressure_receipt_and_barriers(flows: FakeFlows, amira: TestClient):
    assert 'value="tap:could_not"' in amira.get("/questions/o1").text
    flows.answering.stage = Stage.PRESSURE
    assert 'value="pressure:5"' in amira.get("/questions/o1").text
    flows.answering.stage = Stage.RECEIPT
    receipt = amira.get("/questions/o1").text
    assert "Your answer isn&#39;t shown to anyone" in receipt
    assert 'value="time" checked' in receipt
    assert 'value="tap:yes"' in amira.get("/questions/o1?change=true").text
    flows.answering.stage = Stage.SKIPPED
    assert "No one is told." in amira.get("/questions/o1").text


def test_each_answer_reaches_its_flow_and_nonsense_says_what_to_do(flows: FakeFlows, amira: TestClient):
    for doing in ("tap:yes", "pressure:2", "skip", "not today"):
        answer = amira.post("/questions/o1", data={"doing": doing, "once": "n1"})
        assert answer.headers["location"] == "/questions/o1"
    amira.post("/questions/o1", data={"doing": "barriers", "barriers": ["time", "rule"], "once": "n2"})

    assert flows.answering.told == [
        ("tap", "yes"),
        ("pressure", "2"),
        ("put off", "skipped"),
        ("put off", "not today"),
        ("barriers", "time", "rule"),
    ]
    nonsense = amira.post("/questions/o1", data={"doing": "dance"})
    assert nonsense.status_code == 422
    assert "Choose one of the answers" in nonsense.text


def test_nobody_signed_out_can_answer_or_write(stranger: TestClient, flows: FakeFlows):
    for path in ("/reflect", "/reflect/form", "/reflect/forms/f1/1", "/reflect/saved", "/questions/o1"):
        assert stranger.get(path).status_code in (303, 401)
    assert stranger.post("/reflect/form", data=ABOUT).status_code in (303, 401)

    assert flows.reflecting.written == []
