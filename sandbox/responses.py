"""What an app sends to a response address: a new message, a whisper, a replaced or deleted original."""

from sandbox.limits import checked_message
from sandbox.messages import Message
from sandbox.refusals import Refused
from sandbox.wire import Json, is_true
from sandbox.workspace import Workspace

KNOWN = frozenset(
    {
        "text",
        "blocks",
        "response_type",
        "replace_original",
        "delete_original",
        "thread_ts",
        "metadata",
        "unfurl_links",
        "unfurl_media",
    }
)


def respond(workspace: Workspace, key: str, body: Json) -> None:
    """Do what the app asks for at this response address.

    Raises `Refused`: `expired_url` or `used_url` for a spent address, `invalid_arguments`, and what a message
    is refused for. A new message is a whisper unless `response_type` says `in_channel`.
    """
    unknown = sorted(set(body) - KNOWN)
    if unknown:
        raise Refused("invalid_arguments", [f"[ERROR] unsupported argument: {name}" for name in unknown])
    address = workspace.tickets.spend(key)
    conversation = workspace.conversations[address.channel]
    original = conversation.find(address.ts) if address.ts else None
    if is_true(body.get("delete_original")):
        workspace.withdraw(conversation, _there(original))
        return
    text, blocks, metadata = checked_message(body)
    if is_true(body.get("replace_original")):
        workspace.amend(conversation, _there(original), text=text, blocks=blocks)
        return
    aloud = body.get("response_type") == "in_channel"
    workspace.post(conversation, text=text, blocks=blocks, metadata=metadata, ephemeral=not aloud)


def _there(original: Message | None) -> Message:
    if original is None:
        raise Refused("message_not_found")
    return original
