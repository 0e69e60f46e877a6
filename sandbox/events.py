"""The events of Slack's Events API that the workspace sends, by the fields the app reads."""

from html import unescape
from uuid import uuid4

from sandbox.messages import Conversation, Message, message_json
from sandbox.people import Identity
from sandbox.wire import Json, fresh_id

ALL_EVENTS = frozenset(
    {
        "message.im",
        "app_home_opened",
        "user_change",
        "team_join",
        "tokens_revoked",
        "app_uninstalled",
    }
)
"""Every event an app can subscribe to here."""


def posted(message: Message, identity: Identity) -> Json:
    """Return the `message` event: the app's own with its `bot_id`, a person's in rich text as well."""
    event = message_json(message, identity) | _place(message.channel, message.ts)
    if not message.bot_id:
        words = {"type": "text", "text": unescape(message.text)}
        part = {"type": "rich_text_section", "elements": [words]}
        event["blocks"] = [{"type": "rich_text", "block_id": fresh_id("b"), "elements": [part]}]
        event["client_msg_id"] = str(uuid4())
    return event


def changed(message: Message, before: Message, identity: Identity, event_ts: str) -> Json:
    """Return the `message_changed` event of an edit."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": message_json(message, identity),
        "previous_message": message_json(before, identity),
        "ts": event_ts,
    } | _place(message.channel, event_ts)


def deleted(before: Message, identity: Identity, event_ts: str) -> Json:
    """Return the `message_deleted` event."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": before.ts,
        "previous_message": message_json(before, identity),
        "ts": event_ts,
    } | _place(before.channel, event_ts)


def home_opened(conversation: Conversation, *, tab: str, view: Json | None, event_ts: str) -> Json:
    """Return the `app_home_opened` event; it has no `view` before the app has published one."""
    event: Json = {
        "type": "app_home_opened",
        "user": conversation.person,
        "channel": conversation.channel,
        "tab": tab,
        "event_ts": event_ts,
    }
    if tab == "home" and view is not None:
        event["view"] = view
    return event


def person_changed(kind: str, account: Json, event_ts: str) -> Json:
    """Return a `user_change` or `team_join` event with the account as `users.info` gives it."""
    return {"type": kind, "user": account, "cache_ts": account["updated"], "event_ts": event_ts}


def revoked(identity: Identity, event_ts: str) -> Json:
    """Return the `tokens_revoked` event for the app's bot."""
    return {
        "type": "tokens_revoked",
        "tokens": {"oauth": [], "bot": [identity.bot_user]},
        "event_ts": event_ts,
    }


def uninstalled(event_ts: str) -> Json:
    """Return the `app_uninstalled` event."""
    return {"type": "app_uninstalled", "event_ts": event_ts}


def _place(channel: str, event_ts: str) -> Json:
    return {"channel": channel, "channel_type": "im", "event_ts": event_ts}
