"""The manifest asks Slack for what the listeners hear and the calls need, and for nothing else."""

import re
from pathlib import Path

from bot.slack import listeners, payloads
from bot.slack.manifest import COMMANDS, EVENTS, SCOPES, manifest
from bot.slack.payloads import Other
from tests.house.committed import ROOT, committed_files

NEEDS = {
    "auth.test": None,
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.open": "im:write",
    "users.list": "users:read",
    "views.open": None,
    "views.publish": None,
    "views.push": None,
    "views.update": None,
}
"""The scope each method asks for in a direct message, by Slack's method reference."""

EVENT_SCOPES = {"message.im": "im:history", "team_join": "users:read", "user_change": "users:read"}
ACCOUNT = {"id": "U0AMIRA", "name": "amira"}
HAPPENINGS: dict[str, dict[str, object]] = {
    "message.im": {
        "type": "message",
        "channel": "D0AMIRA",
        "channel_type": "im",
        "user": "U0AMIRA",
        "text": "Hello",
    },
    "app_home_opened": {"type": "app_home_opened", "user": "U0AMIRA", "channel": "D0AMIRA", "tab": "home"},
    "app_uninstalled": {"type": "app_uninstalled"},
    "tokens_revoked": {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0INROLE"]}},
    "team_join": {"type": "team_join", "user": ACCOUNT},
    "user_change": {"type": "user_change", "user": ACCOUNT},
}


def methods_called() -> set[str]:
    sources = [path for path in committed_files() if path.parts[:2] == ("bot", "slack")]
    source = "\n".join((ROOT / path).read_text() for path in sources if path.suffix == ".py")
    by_name = set(re.findall(r"_call\(\s*\"([a-zA-Z.]+)\"", source))
    by_attribute = re.findall(r"_client\.((?:chat|views|users|conversations|auth)_[A-Za-z]+)\b", source)
    return by_name | {name.replace("_", ".", 1) for name in by_attribute}


def test_it_asks_for_the_scopes_that_calls_events_and_commands_need():
    called = methods_called()

    assert called <= set(NEEDS), "a call that no scope is known for"
    needed = {NEEDS[method] for method in called} | {EVENT_SCOPES.get(event) for event in EVENTS}
    assert set(SCOPES) == (needed | {"commands"}) - {None}


def test_each_event_it_subscribes_to_is_heard_as_something():
    for event in EVENTS:
        happening = {"event_ts": "1764000000.000100", "ts": "1764000000.000100", **HAPPENINGS[event]}
        envelope = {"type": "event_callback", "event_id": "Ev0", "team_id": "T0NORTH", "event": happening}

        assert not isinstance(payloads.event(envelope), Other), event


def test_its_events_and_commands_are_those_of_the_listeners():
    assert {event.partition(".")[0] for event in EVENTS} == set(listeners.EVENTS)
    assert set(COMMANDS) == set(listeners.COMMANDS)


def test_each_command_is_answered_by_name():
    source = (ROOT / Path("bot/slack/listeners.py")).read_text()

    assert all(f'"{command}"' in source for command in COMMANDS)


def test_nothing_beyond_the_lists_is_asked_for():
    told = manifest("https://inrole.example.org")

    assert told["oauth_config"]["scopes"] == {"bot": list(SCOPES)}
    assert told["settings"]["event_subscriptions"]["bot_events"] == list(EVENTS)
    assert [each["command"] for each in told["features"]["slash_commands"]] == list(COMMANDS)
