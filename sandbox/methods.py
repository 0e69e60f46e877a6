"""The Web API methods by name, with what each takes, and those about people and conversations."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sandbox import chat, modals
from sandbox.messages import message_json, moment_of
from sandbox.refusals import Refused
from sandbox.wire import Json, is_true
from sandbox.workspace import Workspace

PAGE = 100
LARGEST_PAGE = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One method: what it does, what it takes, whether a GET may call it, the scope it needs."""

    run: Callable[[Workspace, Json], Json]
    required: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()
    reads: bool = False
    scope: str | None = None

    def check(self, args: Json) -> None:
        """Refuse arguments that are missing or that the method does not have, saying which."""
        places = [
            f"[ERROR] missing required field: {name}"
            for name in self.required
            if args.get(name) in (None, "")
        ]
        places += [
            f"[ERROR] unsupported argument: {name}"
            for name in args
            if name not in self.optional and name not in self.required and name not in ALWAYS
        ]
        if places:
            raise Refused("invalid_arguments", places)


ALWAYS = frozenset({"token", "team_id"})


def auth_test(workspace: Workspace, _: Json) -> Json:
    """Say who the token is."""
    identity = workspace.identity
    return {
        "ok": True,
        "url": f"https://{identity.domain}.example/",
        "team": identity.team_name,
        "user": identity.bot_name,
        "team_id": identity.team,
        "user_id": identity.bot_user,
        "bot_id": identity.bot_id,
        "is_enterprise_install": False,
    }


def open_conversation(workspace: Workspace, args: Json) -> Json:
    """Open, or find, the direct messages with one person."""
    if args.get("channel"):
        conversation = chat.opened(workspace, args["channel"])
    else:
        people = args.get("users") or ""
        names = people if isinstance(people, list) else [name for name in str(people).split(",") if name]
        if not names:
            raise Refused("users_list_not_supplied")
        if len(names) > 1:
            raise Refused("missing_scope", needed="mpim:write", provided=",".join(sorted(workspace.scopes)))
        member = workspace.members.get(names[0])
        if member is None:
            raise Refused("user_not_found")
        if member.deleted:
            raise Refused("user_disabled")
        conversation = chat.addressed(workspace, member.id)
    channel: Json = {"id": conversation.channel}
    if is_true(args.get("return_im")):
        channel |= {"is_im": True, "user": conversation.person, "is_open": True, "created": 0}
    return {"ok": True, "no_op": True, "already_open": True, "channel": channel}


def history(workspace: Workspace, args: Json) -> Json:
    """Return a page of messages, newest first; metadata only with `include_all_metadata`."""
    conversation = chat.opened(workspace, args["channel"])
    limit = _limit(args)
    oldest = _moment(args, "oldest", "invalid_ts_oldest") or 0
    latest = _moment(args, "latest", "invalid_ts_latest")
    inclusive = is_true(args.get("inclusive"))
    reached = _read_cursor(args, "ts")
    messages = conversation.page(oldest=oldest, latest=latest, inclusive=inclusive, before=reached)
    page = list(islice(messages, limit + 1))
    with_metadata = is_true(args.get("include_all_metadata"))
    body: Json = {
        "ok": True,
        "messages": [message_json(each, workspace.identity, metadata=with_metadata) for each in page[:limit]],
        "has_more": len(page) > limit,
        "pin_count": 0,
    }
    if len(page) > limit:
        body["response_metadata"] = {"next_cursor": _cursor("ts", moment_of(page[limit - 1].ts))}
    return body


def person(workspace: Workspace, args: Json) -> Json:
    """Return one account."""
    if args["user"] not in workspace.members:
        raise Refused("user_not_found")
    return {"ok": True, "user": workspace.profile(args["user"])}


def people(workspace: Workspace, args: Json) -> Json:
    """Return a page of all accounts.

    As with Slack a page may hold fewer than the limit, even none, before the end: only an empty cursor ends
    it.
    """
    everybody = list(workspace.members)
    start = _read_cursor(args, "user") or 0
    size = max(1, _limit(args) - 1) if args.get("limit") else len(everybody) + 1
    page = everybody[start : start + size]
    following = _cursor("user", start + size) if len(page) == size else ""
    return {
        "ok": True,
        "members": [workspace.profile(each) for each in page],
        "cache_ts": int(workspace.clock().timestamp()),
        "response_metadata": {"next_cursor": following},
    }


_POSTING = frozenset(
    {
        "attachments",
        "blocks",
        "icon_emoji",
        "icon_url",
        "link_names",
        "markdown_text",
        "metadata",
        "parse",
        "text",
    }
)
_MORE_POSTING = frozenset(
    {"mrkdwn", "reply_broadcast", "thread_ts", "unfurl_links", "unfurl_media", "username"}
)

METHODS: dict[str, Method] = {
    "auth.test": Method(run=auth_test),
    "chat.postMessage": Method(
        run=chat.post_message, required=("channel",), optional=_POSTING | _MORE_POSTING, scope="chat:write"
    ),
    "chat.update": Method(
        run=chat.update,
        required=("channel", "ts"),
        optional=(_POSTING | {"reply_broadcast"}) - {"icon_emoji", "icon_url"},
        scope="chat:write",
    ),
    "chat.delete": Method(run=chat.delete, required=("channel", "ts"), scope="chat:write"),
    "chat.postEphemeral": Method(
        run=chat.post_ephemeral,
        required=("channel", "user"),
        optional=_POSTING | {"thread_ts", "username"},
        scope="chat:write",
    ),
    "conversations.open": Method(
        run=open_conversation,
        optional=frozenset({"channel", "users", "return_im", "prevent_creation"}),
        scope="im:write",
    ),
    "conversations.history": Method(
        run=history,
        required=("channel",),
        optional=frozenset({"cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest"}),
        reads=True,
        scope="im:history",
    ),
    "users.info": Method(
        run=person, required=("user",), optional=frozenset({"include_locale"}), reads=True, scope="users:read"
    ),
    "users.list": Method(
        run=people, optional=frozenset({"cursor", "include_locale", "limit"}), reads=True, scope="users:read"
    ),
    "views.open": Method(run=modals.open_view, required=("trigger_id", "view")),
    "views.push": Method(run=modals.push_view, required=("trigger_id", "view")),
    "views.update": Method(
        run=modals.update_view, required=("view",), optional=frozenset({"external_id", "hash", "view_id"})
    ),
    "views.publish": Method(
        run=modals.publish_view, required=("user_id", "view"), optional=frozenset({"hash"})
    ),
}
"""Every method the workspace knows."""


def _limit(args: Json) -> int:
    try:
        limit = int(args.get("limit") or PAGE)
    except (TypeError, ValueError) as broken:
        raise Refused("invalid_limit") from broken
    if limit < 1:
        raise Refused("invalid_limit")
    return min(limit, LARGEST_PAGE)


def _moment(args: Json, name: str, error: str) -> int | None:
    if args.get(name) in (None, ""):
        return None
    try:
        return moment_of(str(args[name]))
    except ValueError as broken:
        raise Refused(error) from broken


def _cursor(kind: str, position: int) -> str:
    return base64.b64encode(f"next_{kind}:{position}".encode()).decode()


def _read_cursor(args: Json, kind: str) -> int | None:
    cursor: Any = args.get("cursor")
    if not cursor:
        return None
    try:
        name, _, position = base64.b64decode(str(cursor), validate=True).decode().partition(":")
        place = int(position)
    except (binascii.Error, UnicodeDecodeError, ValueError) as broken:
        raise Refused("invalid_cursor") from broken
    if name != f"next_{kind}":
        raise Refused("invalid_cursor")
    return place
