"""The payloads Slack sends when a person acts: block actions, submitted and closed views, commands."""

from typing import TYPE_CHECKING, Any

from sandbox.inputs import SLOTS, sent
from sandbox.messages import Message, message_json
from sandbox.views import OpenView
from sandbox.wire import Json, escaped

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


def action(block: Json, element: Json, chosen: Json, ts: str) -> Json:
    """Return the entry of `actions` for what was pressed or chosen; `chosen` is the state it now has."""
    told: Json = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": ts,
        **chosen,
    }
    if element["type"] == "button":
        told["text"] = {"emoji": True, **element["text"]}
    for key in ("value", "style", "placeholder"):
        if key in element and key not in told:
            told[key] = element[key]
    slot = SLOTS.get(element["type"], ("", ""))[0]
    if slot == "value" and isinstance(told.get("value"), str) and element["type"] != "button":
        told["value"] = escaped(told["value"])
    return told


def on_message(workspace: "Workspace", person: str, message: Message, done: Json) -> Json:
    """Return the `block_actions` payload of something done on a message, with a response address."""
    conversation = workspace.conversation_of(person)
    payload = _head(workspace, person, "block_actions") | {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": message.ephemeral,
        },
        "channel": {"id": message.channel, "name": "directmessage"},
        "state": {"values": sent(conversation.typed.get(message.ts, {}))},
        "response_url": response_url(workspace, person, message.ts),
        "actions": [done],
    }
    if not message.ephemeral:
        payload["message"] = message_json(message, workspace.identity)
    return payload


def on_view(workspace: "Workspace", view: OpenView, done: Json) -> Json:
    """Return the `block_actions` payload of something done in a modal or Home."""
    return _head(workspace, view.person, "block_actions") | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.as_json(workspace.identity),
        "actions": [done],
    }


def submission(workspace: "Workspace", view: OpenView) -> Json:
    """Return the `view_submission` payload."""
    return _head(workspace, view.person, "view_submission") | {
        "view": view.as_json(workspace.identity),
        "response_urls": [],
    }


def closing(workspace: "Workspace", view: OpenView, *, cleared: bool) -> Json:
    """Return the `view_closed` payload, which carries no trigger."""
    payload = _head(workspace, view.person, "view_closed")
    del payload["trigger_id"]
    return payload | {"view": view.as_json(workspace.identity), "is_cleared": cleared}


def command(workspace: "Workspace", person: str, name: str, text: str) -> dict[str, str]:
    """Return the form fields of a slash command typed in the conversation with the app."""
    identity = workspace.identity
    return {
        "token": "none",
        "team_id": identity.team,
        "team_domain": identity.domain,
        "channel_id": workspace.conversation_of(person).channel,
        "channel_name": "directmessage",
        "user_id": person,
        "user_name": workspace.members[person].name.lower(),
        "command": name,
        "text": escaped(text),
        "api_app_id": identity.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, person, None),
        "trigger_id": workspace.tickets.trigger(person),
    }


def response_url(workspace: "Workspace", person: str, ts: str | None) -> str:
    """Return a fresh response address into the person's conversation."""
    channel = workspace.conversation_of(person).channel
    key = workspace.tickets.address(person=person, channel=channel, ts=ts)
    return f"{workspace.url or 'http://127.0.0.1'}/response/{key}"


def _head(workspace: "Workspace", person: str, kind: str) -> dict[str, Any]:
    identity = workspace.identity
    name = workspace.members[person].name.lower()
    return {
        "type": kind,
        "team": {"id": identity.team, "domain": identity.domain},
        "user": {"id": person, "username": name, "name": name, "team_id": identity.team},
        "api_app_id": identity.app_id,
        "token": "none",
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": workspace.tickets.trigger(person),
    }
