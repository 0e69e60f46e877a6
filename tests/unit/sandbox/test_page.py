"""The JSON API that the workspace's page works with."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from sandbox.wire import Json
from tests.unit.sandbox.drawings import actions, asked, button, home, modal, question
from tests.unit.sandbox.practising import START, Practice, practising


async def get(practice: Practice, path: str) -> tuple[int, Json]:
    async with practice.session.get(practice.url + path) as answer:
        body: Json = await answer.json()
        return answer.status, body


async def post(practice: Practice, path: str, body: Any = None) -> tuple[int, Json]:
    async with practice.session.post(practice.url + path, json=body if body is not None else {}) as answer:
        told: Json = await answer.json()
        return answer.status, told


async def act(practice: Practice, doing: str, /, **body: Any) -> Json:
    status, told = await post(practice, f"/workspace/people/U0AMIRA/{doing}", body)
    assert status == 200, told
    return told


async def test_everybody_but_the_apps_own_accounts_is_listed(practice: Practice):
    _, body = await get(practice, "/workspace/people")

    assert [person["id"] for person in body["people"]] == ["U0AMIRA", "U0BEN", "U0GUEST", "U0LEFT", "U0ROBOT"]
    assert body["people"][0]["zone"] == "Europe/London"
    assert body["workspace"] == "Northshire practice workspace"


async def test_a_persons_messages_home_and_forms_are_seen_with_what_is_typed(practice: Practice):
    await practice.client.chat_postMessage(channel="U0AMIRA", text="A question", blocks=question())
    await practice.client.views_publish(user_id="U0AMIRA", view=home())
    await act(practice, "command", name="/reflect")
    trigger = practice.app.arrivals[-1].form["trigger_id"]
    await practice.client.views_open(trigger_id=trigger, view=modal(asked("What?", "what")))
    await act(practice, "fill", words="What?", value="a < b")
    errors = (await act(practice, "fill", words="What?", value=None), await act(practice, "submit"))[1][
        "errors"
    ]

    _, seen = await get(practice, "/workspace/people/U0AMIRA")

    assert [(message["from"], message["text"]) for message in seen["messages"]] == [("app", "A question")]
    assert seen["home"]["type"] == "home"
    [view] = seen["views"]
    assert view["typed"]["what"]["words"]["value"] is None
    assert set(view["errors"]) == set(errors) == {"what"}


async def test_every_act_of_a_hand_can_be_done(practice: Practice):
    await practice.client.chat_postMessage(channel="U0AMIRA", text="A question", blocks=question())
    door = actions(button("Answer", "answer"), {**question()[1]["elements"][2], "action_id": "pause"})
    await practice.client.views_publish(user_id="U0AMIRA", view=home(door))
    ts = (await get(practice, "/workspace/people/U0AMIRA"))[1]["messages"][0]["ts"]

    await act(practice, "press", ts=ts, words="Yes")
    await act(practice, "choose", ts=ts, words="Later", option="Tomorrow")
    said = (await act(practice, "say", words="Hello"))["ts"]
    await act(practice, "edit", ts=said, words="Hello there")
    await act(practice, "remove", ts=said)
    await act(practice, "open-home")
    await act(practice, "press-home", words="Answer")
    await act(practice, "choose-home", words="Later", option="Tomorrow")
    trigger = practice.app.arrivals[-1].payload["trigger_id"]
    form = modal(asked("What?", "what", optional=True), door)
    await practice.client.views_open(trigger_id=trigger, view=form)
    await act(practice, "press-view", words="Answer")
    await act(practice, "choose-view", words="Later", option="Tomorrow")
    submitted = await act(practice, "submit")

    assert submitted["errors"] is None
    assert submitted["seen"]["views"] == []
    kinds = [each.kind for each in practice.workspace.exchanges if each.direction == "out"]
    assert kinds == [
        *("message", "block_actions", "block_actions"),
        *("message", "message.message_changed", "message.message_deleted", "app_home_opened"),
        *("block_actions",) * 4,
        "view_submission",
    ]


async def test_a_form_is_closed(practice: Practice):
    await act(practice, "command", name="/reflect", text="visit")
    trigger = practice.app.arrivals[-1].form["trigger_id"]
    await practice.client.views_open(trigger_id=trigger, view=modal(asked("What?", "what")))

    closed = await act(practice, "close-view")

    assert closed["seen"]["views"] == []


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/workspace/people/U0NOBODY/say", {"words": "Hello"}, 404),
        ("/workspace/people/U0AMIRA/dance", {}, 404),
        ("/workspace/people/U0AMIRA/press", {"ts": "1.000001", "words": "Yes"}, 404),
        ("/workspace/people/U0AMIRA/press", {"words": "Yes"}, 400),
        ("/workspace/people/U0AMIRA/fill", {"words": "What?"}, 400),
        ("/workspace/people/U0AMIRA/submit", {}, 404),
        ("/workspace/people/U0AMIRA/say", ["Hello"], 400),
        ("/workspace/people/U0LEFT/say", {"words": "Hello"}, 409),
        ("/workspace/clock", {"step": "week"}, 409),
        ("/faults", {"of": "weather"}, 400),
        ("/faults", {"of": "call", "fault": "nonsense"}, 400),
        ("/faults", {"of": "call", "fault": "broken", "colour": "red"}, 400),
    ],
)
async def test_what_cannot_be_done_is_refused_in_a_sentence(
    practice: Practice, path: str, body: Any, status: int
):
    answer = await post(practice, path, body)

    assert answer[0] == status
    assert set(answer[1]) == {"error"}
    assert len(answer[1]["error"]) > 10


async def test_an_app_that_does_not_answer_is_said_so():
    async with practising(events_url="http://127.0.0.1:9/slack/events") as practice:
        status, body = await post(practice, "/workspace/people/U0AMIRA/command", {"name": "/reflect"})

    assert (status, body) == (424, {"error": "The app did not answer in time."})


async def test_the_page_answers_this_machine_alone_and_json_alone(practice: Practice):
    elsewhere = await practice.session.get(
        f"{practice.url}/workspace/people", headers={"Host": "inrole.example"}
    )
    form = await practice.session.post(
        f"{practice.url}/workspace/people/U0AMIRA/say", data={"words": "Hello"}
    )

    assert elsewhere.status == 403
    assert form.status == 400
    assert practice.workspace.hand("U0AMIRA").messages() == []


async def test_the_exchanges_are_given_after_a_number(practice: Practice):
    await practice.client.auth_test()
    await practice.client.auth_test()

    _, everything = await get(practice, "/workspace/exchanges")
    _, newer = await get(practice, "/workspace/exchanges?since=1")

    assert [each["number"] for each in everything["exchanges"]] == [1, 2]
    assert [each["number"] for each in newer["exchanges"]] == [2]
    assert (newer["exchanges"][0]["kind"], newer["exchanges"][0]["at"]) == ("auth.test", START.isoformat())
    assert (await get(practice, "/workspace/exchanges?since=x"))[0] == 400


async def test_news_comes_as_soon_as_there_is_some(practice: Practice):
    _, before = await get(practice, "/workspace/people/U0AMIRA")
    waiting = asyncio.create_task(get(practice, f"/workspace/changes?since={before['number']}"))

    await practice.client.chat_postMessage(channel="U0AMIRA", text="News")
    _, after = await waiting

    assert after["number"] > before["number"]


async def test_news_already_there_is_told_at_once(practice: Practice):
    _, before = await get(practice, "/workspace/people/U0AMIRA")

    async with asyncio.timeout(5):
        _, after = await get(practice, f"/workspace/changes?since={before['number'] - 1}")

    assert after["number"] == before["number"]


class Steps:
    """A stepping of the test's own, which waits to be let go."""

    def __init__(self) -> None:
        self.asked: list[timedelta | str] = []
        self.go = asyncio.Event()
        self.found = True

    async def forward(self, by: timedelta) -> None:
        self.asked.append(by)
        await self.go.wait()

    async def to_next_question(self, person: str | None) -> bool:
        self.asked.append(f"next for {person}")
        await self.go.wait()
        return self.found


async def test_the_clock_is_moved_in_the_background_one_walk_at_a_time():
    steps = Steps()
    async with practising(stepping=steps) as practice:
        _, still = await get(practice, "/workspace/clock")
        _, moving = await post(practice, "/workspace/clock", {"step": "hour"})
        again, _ = await post(practice, "/workspace/clock", {"step": "hour"})
        _, change = await get(practice, "/workspace/people/U0AMIRA")
        steps.go.set()
        await get(practice, f"/workspace/changes?since={change['number']}")
        _, stopped = await get(practice, "/workspace/clock")
        unknown, _ = await post(practice, "/workspace/clock", {"step": "century"})

    assert still == {"now": START.isoformat(), "stepping": False, "movable": True}
    assert (moving["stepping"], moving["until"]) == (True, (START + timedelta(hours=1)).isoformat())
    assert (again, unknown) == (409, 409)
    assert stopped == still
    assert steps.asked == [timedelta(hours=1)]


async def test_a_walk_to_a_question_that_is_not_planned_says_so():
    steps = Steps()
    steps.found = False
    steps.go.set()
    async with practising(stepping=steps) as practice:
        _, before = await get(practice, "/workspace/people/U0AMIRA")
        await post(practice, "/workspace/clock", {"step": "next", "person": "U0AMIRA"})
        await get(practice, f"/workspace/changes?since={before['number'] + 1}")
        _, after = await get(practice, "/workspace/clock")
        nobody, _ = await post(practice, "/workspace/clock", {"step": "next", "person": "U0NOBODY"})

    assert (steps.asked, nobody) == (["next for U0AMIRA"], 404)
    assert (after["stepping"], after["said"]) == (False, "No question is planned.")


async def test_faults_are_ordered_shown_and_called_off(practice: Practice):
    await post(
        practice,
        "/faults",
        {"of": "call", "fault": "limited", "method": "chat.postMessage", "retry_after": 3},
    )
    await post(practice, "/faults", {"of": "event", "fault": "late", "delay": 60, "times": 2})
    await post(practice, "/faults", {"of": "latency", "seconds": 0.001})
    _, ordered = await post(practice, "/faults", {"of": "token", "error": "token_revoked"})

    async with practice.session.delete(f"{practice.url}/faults") as answer:
        cleared = await answer.json()

    assert [(each["fault"], each["retry_after"]) for each in ordered["calls"]] == [("limited", 3)]
    assert [(each["fault"], each["delay"], each["times"]) for each in ordered["events"]] == [
        ("late", 60.0, 1)
    ]
    assert (ordered["latency"], ordered["token"]) == (0.001, "token_revoked")
    assert cleared == {"calls": [], "events": [], "latency": 0.0, "token": "good"}
