"""What Slack sends, as small facts."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Mistaken
from bot.flows.messenger import Colleague
from bot.slack import form, payloads
from bot.slack.blocks import escaped
from bot.slack.metadata import Remembered
from tests.unit.slack.facts import LAST_STEP

WHO: dict[str, Any] = {
    "user": {"id": "U0AMIRA", "team_id": "T1"},
    "team": {"id": "T1", "domain": "north"},
    "trigger_id": "1.2",
}
BUTTON: dict[str, Any] = {
    "type": "button",
    "action_id": "used:could_not",
    "block_id": "taps:occurrence-1",
    "action_ts": "17.5",
    "value": "occurrence-1",
    "text": {"type": "plain_text", "text": "Came up, couldn't", "emoji": True},
}
MENU = {
    "type": "static_select",
    "action_id": "later",
    "block_id": "doing:occurrence-1",
    "action_ts": "17.6",
    "selected_option": {"text": {"type": "plain_text", "text": "Tomorrow"}, "value": "tomorrow"},
}
ON_MESSAGE: dict[str, Any] = {
    **WHO,
    "type": "block_actions",
    "container": {"type": "message", "message_ts": "16.1", "channel_id": "D1", "is_ephemeral": False},
    "channel": {"id": "D1", "name": "directmessage"},
    "response_url": "http://127.0.0.1/response/1",
    "actions": [BUTTON],
}
STATE = {
    "values": {
        "field:What": {"line:What": {"type": "plain_text_input", "value": "a &lt;b&gt; &amp; &amp;lt;"}},
        "field:Empty": {"line:Empty": {"type": "plain_text_input", "value": None}},
        "older": {"x": {"type": "plain_text_input", "value": "from last month"}},
        "field:share": {"share": {"type": "radio_buttons", "selected_option": {"value": "team"}}},
        "field:barriers": {
            "several": {"type": "checkboxes", "selected_options": [{"value": "time"}, {"value": "rule"}]}
        },
        "field:Where": {"tap": {"type": "radio_buttons", "selected_option": None}},
        "field:time": {"time": {"type": "timepicker", "selected_time": "09:30"}},
        "field:date": {"date": {"type": "datepicker", "selected_date": None}},
    }
}
SUBMITTED: dict[str, Any] = {
    **WHO,
    "type": "view_submission",
    "view": {**form.form(LAST_STEP), "id": "V1", "hash": "1.a", "team_id": "T1", "state": STATE},
    "response_urls": [],
}
ACCOUNT = {
    "id": "U0AMIRA",
    "name": "amira",
    "deleted": False,
    "profile": {"display_name": "Amira", "real_name": "Amira Khan"},
    "tz": "Europe/London",
    "is_bot": False,
    "is_restricted": False,
}


def happened(**event: Any) -> dict[str, Any]:
    return {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}


def test_a_button_on_a_message_becomes_a_press():
    press = payloads.press(ON_MESSAGE)

    assert press == payloads.Press(
        person="U0AMIRA",
        team="T1",
        action="used",
        code="could_not",
        value="occurrence-1",
        action_id="used:could_not",
        action_ts="17.5",
        trigger="1.2",
        channel="D1",
        message_ts="16.1",
        response_url="http://127.0.0.1/response/1",
    )


def test_a_menu_brings_its_occurrence_from_its_block():
    press = payloads.press({**ON_MESSAGE, "actions": [MENU]})

    assert (press.action, press.code, press.value) == ("later", "tomorrow", "occurrence-1")


def test_a_press_sent_again_has_the_same_key_and_another_press_another():
    again, other = copy.deepcopy(ON_MESSAGE), {**ON_MESSAGE, "actions": [{**BUTTON, "action_ts": "17.9"}]}

    assert payloads.press(again).key == payloads.press(ON_MESSAGE).key
    assert payloads.press(other).key != payloads.press(ON_MESSAGE).key


def test_a_press_in_a_form_brings_what_is_typed_there():
    back = {"type": "button", "action_id": "back", "block_id": "steps:1", "value": "form-1", "action_ts": "1"}

    press = payloads.press({**SUBMITTED, "type": "block_actions", "actions": [back]})

    assert press.view is not None
    assert press.view.texts["What"] == "a <b> & &lt;"
    assert (press.channel, press.message_ts) == (None, None)


def test_a_submitted_form_brings_texts_and_choices_by_the_names_of_its_inputs():
    view = payloads.submission(SUBMITTED).view

    assert view.texts == {"What": "a <b> & &lt;", "Empty": "", "older": "from last month"}
    assert view.choices == {
        "share": ("team",),
        "barriers": ("time", "rule"),
        "Where": (),
        "time": ("09:30",),
        "date": (),
    }
    assert view.about == Remembered(
        form="form-1", occurrence="occurrence-1", pack="pulse", prompt="weekly-item", step=1
    )


def test_a_form_sent_twice_has_one_key_until_it_is_drawn_again():
    again = copy.deepcopy(SUBMITTED)
    redrawn = {**SUBMITTED, "view": {**SUBMITTED["view"], "hash": "2.b"}}

    assert payloads.submission(again).key == payloads.submission(SUBMITTED).key
    assert payloads.submission(redrawn).key != payloads.submission(SUBMITTED).key


def test_typed_words_are_kept_out_of_what_is_printed():
    printed = repr(payloads.submission(SUBMITTED))

    assert "V1" in printed
    assert "from last month" not in printed


def test_a_closed_view_is_told_with_its_form():
    closing = payloads.closing({**SUBMITTED, "type": "view_closed", "is_cleared": False})

    assert (closing.person, closing.view.about.form) == ("U0AMIRA", "form-1")


@given(st.text())
def test_words_come_back_as_they_were_typed(typed: str):
    sent = {"field:x": {"line": {"type": "plain_text_input", "value": escaped(typed)}}}

    view = payloads.submission({**SUBMITTED, "view": {**SUBMITTED["view"], "state": {"values": sent}}}).view

    assert view.texts == {"x": typed}


def test_a_command_brings_the_words_after_it():
    fields = {
        "team_id": "T1",
        "user_id": "U0AMIRA",
        "command": "/reflect",
        "text": " visit &amp; plan ",
        "token": "x",
    }

    command = payloads.command(
        {**fields, "channel_id": "D1", "trigger_id": "1.2", "response_url": "http://x"}
    )

    assert (command.name, command.words, command.person) == ("/reflect", "visit & plan", "U0AMIRA")


@pytest.mark.parametrize("extra", [{}, {"subtype": "file_share", "files": [{}]}, {"text": "x" * 9000}])
def test_what_a_person_writes_is_noticed_and_its_words_are_in_no_repr(extra: dict[str, Any]):
    wrote = payloads.event(happened(type="message", user="U0AMIRA", channel="D1", ts="1.5", **extra))

    assert isinstance(wrote, payloads.Wrote)
    assert (wrote.person, wrote.channel, wrote.ts) == ("U0AMIRA", "D1", "1.5")
    assert wrote.text == extra.get("text", "")
    assert wrote.has_file == ("files" in extra)
    assert "xx" not in repr(wrote)


OWN = {"user": "U0AMIRA", "ts": "1.5", "text": "a &lt;b&gt;"}


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ({"subtype": "message_changed", "message": {**OWN, "edited": {}}, "previous_message": OWN}, "a <b>"),
        ({"subtype": "message_deleted", "deleted_ts": "1.5", "previous_message": OWN}, ""),
        (
            {
                "subtype": "message_changed",
                "message": {"user": "USLACKBOT", "ts": "1.5", "subtype": "tombstone", "text": "Gone."},
                "previous_message": OWN,
            },
            "",
        ),
    ],
    ids=["edited", "deleted", "deleted above a thread"],
)
def test_an_edit_or_a_deletion_of_ones_own_message_is_told_with_what_stands_now(
    event: dict[str, Any], text: str
):
    rewrote = payloads.event(happened(type="message", channel="D1", ts="1.6", **event))

    assert rewrote == payloads.Rewrote(
        event="Ev1", team="T1", person="U0AMIRA", channel="D1", ts="1.5", text=text
    )
    assert "a <b>" not in repr(rewrote)


@pytest.mark.parametrize(("ts", "person"), [("1.6", "U0AMIRA"), ("1.5", "U0BEN")])
def test_only_ones_own_message_at_that_moment_is_read_from_history(ts: str, person: str):
    answer = {"messages": [OWN]}

    assert payloads.said_in(answer, person="U0AMIRA", ts="1.5") == "a <b>"
    assert payloads.said_in(answer, person=person, ts=ts) is None


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message", "user": "U0INROLE", "bot_id": "B1", "channel": "D1", "ts": "1.5"},
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": "D1",
            "message": {"user": "U0INROLE", "bot_id": "B1"},
        },
        {
            "type": "message",
            "subtype": "message_changed",
            "channel": "D1",
            "message": {"user": "U0AMIRA", "ts": "1.5", "text": "a link"},
        },
        {"type": "message", "subtype": "message_deleted", "channel": "D1", "ts": "1.6"},
        {"type": "tokens_revoked", "tokens": {"oauth": ["U0AMIRA"], "bot": []}},
        {"type": "reaction_added", "user": "U0AMIRA", "item": {"type": "message"}},
    ],
    ids=[
        "our own echo",
        "an edit of ours",
        "a link that unfolds",
        "a deletion of nobody's",
        "somebody's own token",
        "unregistered",
    ],
)
def test_what_asks_nothing_of_us_is_told_apart(event: dict[str, Any]):
    assert payloads.event(happened(**event)) == payloads.Other(event="Ev1", team="T1")


def test_a_visit_to_home_brings_its_hash_when_there_is_one():
    view = {"id": "V1", "hash": "9.z", "type": "home"}

    first = payloads.event(happened(type="app_home_opened", user="U0AMIRA", tab="home"))
    later = payloads.event(happened(type="app_home_opened", user="U0AMIRA", tab="messages", view=view))

    assert first == payloads.HomeOpened(event="Ev1", team="T1", person="U0AMIRA", tab="home", hash=None)
    assert later == payloads.HomeOpened(event="Ev1", team="T1", person="U0AMIRA", tab="messages", hash="9.z")


@pytest.mark.parametrize("kind", ["user_change", "team_join"])
def test_a_changed_account_is_told_as_a_colleague(kind: str):
    changed = payloads.event(happened(type=kind, user=ACCOUNT, cache_ts=1))

    amira = Colleague(id="U0AMIRA", name="Amira", zone="Europe/London", standing="member")
    assert changed == payloads.Changed(event="Ev1", team="T1", colleague=amira)


@pytest.mark.parametrize(
    "event",
    [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0INROLE"]}}],
    ids=["uninstalled", "revoked"],
)
def test_being_removed_is_told_with_its_reason(event: dict[str, Any]):
    assert payloads.event(happened(**event)) == payloads.Removed(event="Ev1", team="T1", reason=event["type"])


@pytest.mark.parametrize(
    ("account", "standing"),
    [
        ({}, "member"),
        ({"is_restricted": True}, "guest"),
        ({"is_ultra_restricted": True}, "guest"),
        ({"is_stranger": True, "is_restricted": True}, "stranger"),
        ({"is_bot": True}, "bot"),
        ({"id": "USLACKBOT"}, "bot"),
        ({"deleted": True, "is_bot": True}, "left"),
    ],
)
def test_everybody_has_a_standing(account: dict[str, Any], standing: str):
    assert payloads.colleague({**ACCOUNT, **account}).standing == standing


def test_an_account_without_names_or_zone_is_called_by_its_id():
    assert payloads.colleague({"id": "U1"}) == Colleague(id="U1", name="U1", zone=None, standing="member")


@pytest.mark.parametrize(
    ("read", "payload"),
    [
        (payloads.press, {}),
        (payloads.press, {**ON_MESSAGE, "actions": []}),
        (payloads.press, {**ON_MESSAGE, "actions": "all"}),
        (payloads.press, {**ON_MESSAGE, "user": None}),
        (payloads.press, {**ON_MESSAGE, "team": None, "user": {"id": "U1"}}),
        (payloads.submission, WHO),
        (payloads.submission, {**SUBMITTED, "view": {"id": "V1", "state": {"values": [1]}}}),
        (payloads.closing, {**WHO, "type": "view_closed", "view": None}),
        (payloads.command, {"command": "/reflect"}),
        (payloads.event, {"event": {"type": "message"}}),
        (payloads.event, happened(type="user_change", user={"name": "nobody"})),
        (payloads.colleague, {}),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(read: Any, payload: dict[str, Any]):
    with pytest.raises(Mistaken, match="Nothing was changed"):
        read({"type": "block_actions", **payload})


def test_an_organisation_wide_install_names_the_workspace_beside_the_person():
    assert payloads.press({**ON_MESSAGE, "team": None}).team == "T1"
