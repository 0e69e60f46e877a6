"""The `chat.*` methods: post, edit and delete messages, and whisper to one person."""

from typing import Any

from sandbox.limits import checked_message
from sandbox.messages import Conversation, Message, message_json
from sandbox.refusals import Refused
from sandbox.wire import Json
from sandbox.workspace import Workspace


def post_message(workspace: Workspace, args: Json) -> Json:
    """Post a message to a `D...` channel or a person's id; the answer names the `D...` id."""
    conversation = addressed(workspace, args["channel"])
    text, blocks, metadata = checked_message(args)
    message = workspace.post(
        conversation, text=text, blocks=blocks, metadata=metadata, thread_ts=args.get("thread_ts")
    )
    return {
        "ok": True,
        "channel": conversation.channel,
        "ts": message.ts,
        "message": message_json(message, workspace.identity, metadata=True),
    }


def update(workspace: Workspace, args: Json) -> Json:
    """Edit a message of the app's own in a `D...` channel; blocks left out go when text is given alone."""
    conversation = opened(workspace, args["channel"])
    before = _own(workspace, conversation, args["ts"], "cant_update_message")
    text, blocks, metadata = checked_message(args)
    parts: dict[str, Any] = {"text": text, "blocks": blocks}
    if "metadata" in args:
        parts["metadata"] = metadata
    message = workspace.amend(conversation, before, **parts)
    return {
        "ok": True,
        "channel": conversation.channel,
        "ts": message.ts,
        "text": message.text,
        "message": message_json(message, workspace.identity),
    }


def delete(workspace: Workspace, args: Json) -> Json:
    """Delete a message of the app's own in a `D...` channel."""
    conversation = opened(workspace, args["channel"])
    message = _own(workspace, conversation, args["ts"], "cant_delete_message")
    workspace.withdraw(conversation, message)
    return {"ok": True, "channel": conversation.channel, "ts": message.ts}


def post_ephemeral(workspace: Workspace, args: Json) -> Json:
    """Post what only `user` sees, in their own conversation; it is in no history."""
    conversation = opened(workspace, args["channel"])
    if args["user"] != conversation.person:
        raise Refused("user_not_in_channel")
    text, blocks, _ = checked_message(args)
    message = workspace.post(conversation, text=text, blocks=blocks, ephemeral=True)
    return {"ok": True, "message_ts": message.ts}


def addressed(workspace: Workspace, channel: Any) -> Conversation:
    """Return the conversation with that id or with that person; `Refused` with `channel_not_found`."""
    member = workspace.members.get(channel) if isinstance(channel, str) else None
    if member is None:
        return opened(workspace, channel)
    if member.bot:
        raise Refused("cannot_dm_bot")
    return workspace.conversation_of(member.id)


def opened(workspace: Workspace, channel: Any) -> Conversation:
    """Return the conversation with that `D...` id; `Refused` with `channel_not_found` for anything else."""
    conversation = workspace.conversations.get(channel) if isinstance(channel, str) else None
    if conversation is None:
        raise Refused("channel_not_found")
    return conversation


def _own(workspace: Workspace, conversation: Conversation, ts: Any, otherwise: str) -> Message:
    message = conversation.messages.get(ts) if isinstance(ts, str) else None
    if message is None:
        raise Refused("message_not_found")
    if message.bot_id != workspace.identity.bot_id:
        raise Refused(otherwise)
    return message
