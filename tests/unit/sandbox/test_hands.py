"""What a person does and what the app hears of it."""

from typing import Any

import pytest
from starlette.responses import PlainTextResponse, Response

from sandbox.hands import Hand
from sandbox.messages import Message
from sandbox.refusals import HandRefused, NotFound, Unanswered
from sandbox.wire import Json
from tests.unit.sandbox.drawings import (
    actions,
    asked,
    button,
    modal,
    option,
    picked,
    plain,
    question,
    section,
)
from tests.unit.sandbox.practising import Arrival, Practice, practising


async def asked_in(practice: Practice, blocks: list[Json] | None = None) -> tuple[Hand, Message]:
    await practice.client.chat_postMessage(channel="U0AMIRA", text="A question", blocks=blocks or question())
    await practice.workspace.settled()
    practice.app.arrivals.clear()
    hand = practice.workspace.hand("U0AMIRA")
    return hand, hand.messages()[-1]


async def opened(practice: Practice, *blocks: Json, **more: Any) -> Hand:
    hand = practice.workspace.hand("U0AMIRA")
    await hand.command("/reflect")
    trigger = practice.app.arrivals.pop().form["trigger_id"]
    await practice.client.views_open(trigger_id=trigger, view=modal(*blocks, **more))
    return hand


def one_arrival(practice: Practice) -> Json:
    [arrival] = practice.app.arrivals
    return arrival.payload


async def test_a_pressed_button_tells_everything_an_app_reads(practice: Practice):
    hand, message = await asked_in(practice)

    await hand.press(message.ts, "Yes")

    payload = one_arrival(practice)
    assert payload["type"] == "block_actions"
    assert payload["user"]["id"] == "U0AMIRA"
    assert payload["team"]["id"] == "T0NORTH"
    assert payload["channel"]["id"] == message.channel
    assert payload["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert payload["message"]["ts"] == message.ts
    assert payload["trigger_id"]
    assert payload["response_url"].startswith(practice.url)
    [action] = payload["actions"]
    assert (action["type"], action["action_id"], action["block_id"]) == ("button", "yes", "taps")
    assert (action["value"], action["text"]["text"]) == ("1", "Yes")
    assert action["action_ts"]


async def test_every_press_has_an_action_ts_of_its_own(practice: Practice):
    hand, message = await asked_in(practice)

    await hand.press(message, "Yes")
    await hand.press(message, "yes")

    stamps = [arrival.payload["actions"][0]["action_ts"] for arrival in practice.app.arrivals]
    assert len(set(stamps)) == 2


async def test_an_old_screen_shows_the_old_buttons(practice: Practice):
    hand, message = await asked_in(practice)
    await practice.client.chat_update(
        channel=message.channel, ts=message.ts, text="Thanks", blocks=[section("Thanks")]
    )
    await practice.workspace.settled()
    practice.app.arrivals.clear()

    with pytest.raises(NotFound, match="no button 'Yes'"):
        await hand.press(message.ts, "Yes")
    await hand.press(message, "Yes")

    payload = one_arrival(practice)
    assert payload["message"]["text"] == "Thanks"
    assert payload["actions"][0]["action_id"] == "yes"


async def test_a_choice_is_made_by_its_words_and_shows_in_the_state(practice: Practice):
    hand, message = await asked_in(practice)

    await hand.choose(message.ts, "Later", "Tomorrow")

    payload = one_arrival(practice)
    [action] = payload["actions"]
    assert (action["type"], action["selected_option"]["value"]) == ("static_select", "tomorrow")
    assert payload["state"]["values"]["taps"]["later"]["selected_option"]["value"] == "tomorrow"


async def test_an_overflow_carries_its_option_and_keeps_no_state(practice: Practice):
    menu = {"type": "overflow", "action_id": "more", "options": [option("Pause"), option("Help")]}
    hand, message = await asked_in(practice, [{**section("Anything else?"), "accessory": menu}])

    await hand.choose(message.ts, "more", "Help")

    payload = one_arrival(practice)
    assert payload["actions"][0]["selected_option"]["value"] == "help"
    assert payload["state"]["values"] == {}


async def test_what_is_not_there_cannot_be_pressed_or_chosen(practice: Practice):
    hand, message = await asked_in(practice)

    with pytest.raises(NotFound, match="the buttons are: Yes, Partly"):
        await hand.press(message.ts, "No")
    with pytest.raises(NotFound, match="there are: In an hour, Tomorrow"):
        await hand.choose(message.ts, "Later", "Never")
    with pytest.raises(NotFound, match="nothing called 'Sooner'"):
        await hand.choose(message.ts, "Sooner", "Tomorrow")
    with pytest.raises(NotFound, match="no message"):
        await hand.press("1.000001", "Yes")
    with pytest.raises(NotFound, match="nobody"):
        practice.workspace.hand("U0NOBODY")
    assert practice.app.arrivals == []


async def test_a_button_on_a_whisper_comes_without_the_message(practice: Practice):
    channel = (await practice.client.conversations_open(users="U0AMIRA"))["channel"]["id"]
    await practice.client.chat_postEphemeral(channel=channel, user="U0AMIRA", text="t", blocks=question())
    hand = practice.workspace.hand("U0AMIRA")

    await hand.press(hand.messages()[0], "Yes")

    payload = one_arrival(practice)
    assert payload["container"]["is_ephemeral"]
    assert "message" not in payload


async def test_a_closed_account_does_nothing(practice: Practice):
    hand = practice.workspace.hand("U0LEFT")

    with pytest.raises(HandRefused, match="closed"):
        await hand.say("Hello")
    with pytest.raises(HandRefused, match="closed"):
        await hand.open_home()
    with pytest.raises(HandRefused, match="closed"):
        await hand.command("/reflect")


async def test_a_command_carries_its_words_and_leave_to_answer(practice: Practice):
    body = await practice.workspace.hand("U0AMIRA").command("/reflect", "visit & tea")

    [arrival] = practice.app.arrivals
    assert body is None
    assert arrival.headers["content-type"].startswith("application/x-www-form-urlencoded")
    assert (arrival.form["command"], arrival.form["text"]) == ("/reflect", "visit &amp; tea")
    assert (arrival.form["user_id"], arrival.form["team_id"]) == ("U0AMIRA", "T0NORTH")
    assert arrival.form["channel_id"].startswith("D")
    assert arrival.form["trigger_id"]
    assert arrival.form["response_url"]


async def test_what_a_command_is_answered_with_is_whispered(practice: Practice):
    practice.app.answering({"response_type": "ephemeral", "text": "There is none for you."})
    hand = practice.workspace.hand("U0AMIRA")

    body = await hand.command("/digest")

    assert body == {"response_type": "ephemeral", "text": "There is none for you."}
    assert [(seen.text, seen.ephemeral) for seen in hand.messages()] == [("There is none for you.", True)]


async def test_a_command_may_be_answered_in_plain_words(practice: Practice):
    async def answer(_: Arrival) -> Response:
        return PlainTextResponse("In a moment.")

    practice.app.answer = answer

    assert await practice.workspace.hand("U0AMIRA").command("/digest") == {
        "response_type": "ephemeral",
        "text": "In a moment.",
    }


async def test_a_command_answered_with_bad_blocks_is_not_shown(practice: Practice):
    practice.app.answering({"text": "t", "blocks": [{"type": "nonsense"}]})
    hand = practice.workspace.hand("U0AMIRA")

    with pytest.raises(Unanswered, match="invalid_blocks"):
        await hand.command("/digest")

    assert hand.messages() == []


async def test_a_form_that_lacks_something_never_reaches_the_app(practice: Practice):
    hand = await opened(
        practice,
        asked("What?", "what", min_length=3, max_length=5),
        asked("And?", "and", optional=True, action_id="more"),
    )

    empty = await hand.submit()
    hand.fill("What?", "ab")
    short = await hand.submit()
    hand.fill("What?", "abcdef")
    long = await hand.submit()

    assert [set(errors or {}) for errors in (empty, short, long)] == [{"what"}] * 3
    assert practice.app.arrivals == []
    assert hand.view() is not None


async def test_a_submitted_form_sends_escaped_text_and_null_for_the_empty(practice: Practice):
    hand = await opened(
        practice,
        asked("What?", "what"),
        asked("And?", "and", optional=True, action_id="more"),
        picked("Who?", "sharing"),
        picked("Which?", "which", "checkboxes", action_id="picks"),
        private_metadata="n1",
        callback_id="reflect",
    )
    hand.fill("What?", "a < b & c")
    hand.fill("which", ["Keep private", "Show the team"])

    errors = await hand.submit()

    payload = one_arrival(practice)
    values = payload["view"]["state"]["values"]
    assert errors is None
    assert (payload["type"], payload["view"]["callback_id"]) == ("view_submission", "reflect")
    assert payload["view"]["private_metadata"] == "n1"
    assert values["what"]["words"] == {"type": "plain_text_input", "value": "a &lt; b &amp; c"}
    assert values["and"]["more"]["value"] is None
    assert values["sharing"]["pick"]["selected_option"] is None
    assert [each["value"] for each in values["which"]["picks"]["selected_options"]] == [
        "keep private",
        "show the team",
    ]
    assert hand.view() is None


@pytest.mark.parametrize(
    ("kind", "more", "bad", "good"),
    [
        ("email_text_input", {}, "nowhere", "a@example.org"),
        ("url_text_input", {}, "nowhere", "https://example.org"),
        ("number_input", {"is_decimal_allowed": False}, "1.5", "2"),
        ("number_input", {"is_decimal_allowed": True, "min_value": "1"}, "0.5", "1.5"),
        ("number_input", {"is_decimal_allowed": True, "max_value": "1"}, "1.5", "0.5"),
        ("number_input", {"is_decimal_allowed": True}, "one", "1"),
    ],
)
async def test_typed_kinds_are_checked_by_the_client(
    practice: Practice, kind: str, more: Json, bad: str, good: str
):
    block = {**asked("What?", "what"), "element": {"type": kind, "action_id": "a", **more}}
    hand = await opened(practice, block)

    hand.fill("What?", bad)
    refused = await hand.submit()
    hand.fill("What?", good)
    taken = await hand.submit()

    assert set(refused or {}) == {"what"}
    assert taken is None


@pytest.mark.parametrize(
    ("element", "value", "slot"),
    [
        ({"type": "timepicker"}, "09:30", "selected_time"),
        ({"type": "datepicker"}, "2026-11-24", "selected_date"),
        ({"type": "datetimepicker"}, 1_800_000_000, "selected_date_time"),
        ({"type": "users_select"}, "U0BEN", "selected_user"),
        ({"type": "multi_users_select"}, ["U0BEN"], "selected_users"),
    ],
)
async def test_every_picker_keeps_what_was_picked(practice: Practice, element: Json, value: Any, slot: str):
    hand = await opened(practice, {**asked("When?", "when"), "element": {**element, "action_id": "a"}})

    assert set(await hand.submit() or {}) == {"when"}
    hand.fill("When?", value)
    await hand.submit()

    assert one_arrival(practice)["view"]["state"]["values"]["when"]["a"][slot] == value


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ({"type": "timepicker"}, "9 o'clock"),
        ({"type": "datepicker"}, "tomorrow"),
        ({"type": "datetimepicker"}, "soon"),
        ({"type": "plain_text_input"}, 5),
        (
            {"type": "multi_static_select", "options": [option("a"), option("b")], "max_selected_items": 1},
            ["a", "b"],
        ),
    ],
)
async def test_what_does_not_fit_cannot_be_put_in(practice: Practice, element: Json, value: Any):
    hand = await opened(practice, {**asked("When?", "when"), "element": {**element, "action_id": "a"}})

    with pytest.raises(HandRefused):
        hand.fill("When?", value)


async def test_errors_of_the_app_stay_with_the_form(practice: Practice):
    hand = await opened(practice, asked("What?", "what"))
    hand.fill("What?", "Sam")
    practice.app.answering({"response_action": "errors", "errors": {"what": "Is that a name?"}})

    assert await hand.submit() == {"what": "Is that a name?"}
    assert hand.view() is not None

    practice.app.answer = None
    assert await hand.submit() is None
    assert hand.view() is None


async def test_an_update_keeps_the_id_and_a_push_makes_a_new_one(practice: Practice):
    hand = await opened(practice, asked("What?", "what", optional=True))
    first = hand.view() or {}
    step = modal(asked("So what?", "so", optional=True))

    practice.app.answering({"response_action": "update", "view": step})
    await hand.submit()
    updated = hand.view() or {}
    practice.app.answering({"response_action": "push", "view": step})
    await hand.submit()
    pushed = hand.view() or {}

    assert updated["id"] == first["id"]
    assert updated["hash"] != first["hash"]
    assert pushed["id"] != first["id"]
    assert pushed["previous_view_id"] == first["id"]


async def test_an_empty_answer_closes_one_form_and_clear_closes_all(practice: Practice):
    step = modal(asked("So what?", "so", optional=True))
    hand = await opened(practice, asked("What?", "what", optional=True))
    root = hand.view() or {}

    practice.app.answering({"response_action": "push", "view": step})
    await hand.submit()
    practice.app.answer = None
    await hand.submit()
    back = hand.view() or {}
    practice.app.answering({"response_action": "push", "view": step})
    await hand.submit()
    practice.app.answering({"response_action": "clear"})
    await hand.submit()

    assert back["id"] == root["id"]
    assert hand.view() is None


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "dance"},
        {"response_action": "errors", "errors": {"nowhere": "No such input."}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "update"},
    ],
)
async def test_an_answer_slack_does_not_take_leaves_the_form_as_it_was(practice: Practice, body: Json):
    hand = await opened(practice, asked("What?", "what", optional=True))
    before = hand.view()
    practice.app.answering(body)

    with pytest.raises(Unanswered):
        await hand.submit()

    assert hand.view() == before


async def test_a_form_answered_late_is_submitted_again_under_the_same_view():
    async with practising(ack_timeout=0.05) as practice:
        hand = await opened(practice, asked("What?", "what", optional=True))
        late = iter([True])

        async def answer(_: Arrival) -> Response:
            if next(late, False):
                await practice.workspace.changes.after(practice.workspace.changes.number, seconds=1)
            return Response()

        practice.app.answer = answer
        await hand.submit()

        first, again = (arrival.payload for arrival in practice.app.arrivals)

    assert first["type"] == again["type"] == "view_submission"
    assert first["view"]["id"] == again["view"]["id"]
    assert hand.view() is None


async def test_a_form_without_anything_to_submit_is_not_submitted(practice: Practice):
    hand = await opened(practice, section())

    with pytest.raises(HandRefused, match="nothing to submit"):
        await hand.submit()
    await hand.close_view()
    with pytest.raises(NotFound, match="no form open"):
        await hand.submit()


@pytest.mark.parametrize(
    ("more", "kinds"), [({}, []), ({"notify_on_close": True}, ["view_closed"])], ids=["silent", "told"]
)
async def test_closing_is_told_only_where_the_form_asks_for_it(
    practice: Practice, more: Json, kinds: list[str]
):
    hand = await opened(practice, asked("What?", "what"), **more)

    await hand.close_view()

    assert [arrival.payload["type"] for arrival in practice.app.arrivals] == kinds
    assert all(not arrival.payload["is_cleared"] for arrival in practice.app.arrivals)
    assert all("trigger_id" not in arrival.payload for arrival in practice.app.arrivals)
    assert hand.view() is None


async def test_a_form_that_clears_on_close_takes_the_stack_with_it(practice: Practice):
    step = modal(section(), clear_on_close=True, notify_on_close=True)
    hand = await opened(practice, asked("What?", "what", optional=True), notify_on_close=True)
    practice.app.answering({"response_action": "push", "view": step})
    await hand.submit()
    practice.app.answer = None
    practice.app.arrivals.clear()

    await hand.close_view()

    assert [arrival.payload["is_cleared"] for arrival in practice.app.arrivals] == [True, True]
    assert hand.view() is None


async def test_buttons_in_a_form_carry_what_was_typed(practice: Practice):
    hand = await opened(practice, asked("What?", "what"), actions(button("Back", "back")))
    hand.fill("What?", "Half a thought")

    await hand.press_view("Back")

    payload = one_arrival(practice)
    assert payload["view"]["state"]["values"]["what"]["words"]["value"] == "Half a thought"
    assert payload["container"]["type"] == "view"
    assert hand.view() is not None


async def test_an_input_that_dispatches_tells_the_app_at_once(practice: Practice):
    hand = await opened(
        practice, {**picked("Who?", "sharing"), "dispatch_action": True}, asked("What?", "what")
    )

    hand.fill("Who?", "Show the team")
    await practice.workspace.settled()

    payload = one_arrival(practice)
    assert payload["actions"][0]["selected_option"]["value"] == "show the team"


async def test_an_input_that_dispatches_stays_filled_where_the_app_is_silent(practice: Practice):
    hand = await opened(practice, {**picked("Who?", "sharing"), "dispatch_action": True})

    async def answer(_: Arrival) -> Response:
        return Response(status_code=500)

    practice.app.answer = answer
    hand.fill("Who?", "Show the team")
    await practice.workspace.settled()

    chosen = (hand.view() or {})["state"]["values"]["sharing"]["pick"]
    assert chosen["selected_option"]["value"] == "show the team"


async def test_nobody_presses_a_home_that_is_not_there_or_edits_what_is_not_theirs(practice: Practice):
    hand, message = await asked_in(practice)

    with pytest.raises(NotFound, match="no Home"):
        await hand.press_home("Answer")
    with pytest.raises(NotFound, match="of your own"):
        await hand.edit(message.ts, "Mine now")

    assert hand.messages() == [message]


async def test_choices_outside_inputs_are_kept_and_told(practice: Practice):
    select = {
        "type": "static_select",
        "action_id": "stage",
        "placeholder": plain("Stage"),
        "options": [option("One")],
    }
    hand = await opened(practice, actions(select), asked("What?", "what", optional=True))

    await hand.choose_view("Stage", "One")
    await hand.submit()

    chosen, submitted = (arrival.payload for arrival in practice.app.arrivals)
    assert chosen["actions"][0]["selected_option"]["value"] == "one"
    assert submitted["view"]["state"]["values"]["taps"]["stage"]["selected_option"]["value"] == "one"
