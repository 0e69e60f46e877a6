"""What Slack sends, read once: payloads become small facts, and only this module knows their shape."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import ValidationError

from bot.errors import Mistaken
from bot.flows.messenger import Colleague
from bot.slack.actions import carried, field_name
from bot.slack.blocks import Json
from bot.slack.metadata import Remembered, remembered
from bot.slack.shapes import (
    NOT_READABLE,
    Account,
    CommandShape,
    ContainerShape,
    Envelope,
    Happening,
    Interaction,
    Shape,
    TokensShape,
    ViewShape,
)

_PLAIN = frozenset({None, "file_share", "me_message", "thread_broadcast"})


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenView:
    """A view in front of a person, with what is typed and chosen in it by the names of its inputs.

    `texts` has every text input, an empty one as ""; `choices` every other, chosen codes, dates or times in
    order. `body` is the view as Slack tells it, for redrawing.
    """

    id: str
    hash: str
    callback: str
    about: Remembered
    texts: Mapping[str, str] = field(repr=False)
    choices: Mapping[str, tuple[str, ...]] = field(repr=False)
    body: Json = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """A button pressed or a choice made, on a message, a view or Home.

    `action` is the stem of the action id and `code` what was chosen; `value` is the id that the button or its
    block carries. `channel` and `message_ts` are None in a view, `view` is None on a message.
    """

    person: str
    team: str
    action: str
    code: str
    value: str
    action_id: str
    action_ts: str
    trigger: str
    channel: str | None = None
    message_ts: str | None = None
    response_url: str | None = None
    view: OpenView | None = None

    @property
    def key(self) -> str:
        """What makes this press one of a kind, however often Slack sends it."""
        place = self.message_ts or (self.view.id if self.view else "")
        return f"press:{self.person}:{place}:{self.action_ts}:{self.action_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A view sent off with its button."""

    person: str
    team: str
    trigger: str
    view: OpenView

    @property
    def key(self) -> str:
        """What makes this submission one of a kind: the view as last drawn, however often it is sent."""
        return f"submit:{self.person}:{self.view.id}:{self.view.hash}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A view closed without sending it off."""

    person: str
    team: str
    view: OpenView


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A slash command with the words after it."""

    person: str
    team: str
    name: str
    words: str
    channel: str
    trigger: str
    response_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """Something new a person put into the conversation; `text` is for a talk of theirs alone."""

    event: str
    team: str
    person: str
    channel: str
    ts: str
    text: str = field(default="", repr=False)
    has_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrote:
    """A message a person edited, or deleted: then `text` is empty."""

    event: str
    team: str
    person: str
    channel: str
    ts: str
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeOpened:
    """A visit to Home or to the conversation; `tab` says which, `hash` is the Home's, None at first."""

    event: str
    team: str
    person: str
    tab: str
    hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """An account joined or changed."""

    event: str
    team: str
    colleague: Colleague


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """The workspace took the app or its token away; `reason` is the event's name."""

    event: str
    team: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """An event that asks nothing of us: our own echo, a link that unfolds, somebody's own token."""

    event: str
    team: str


Event = Wrote | Rewrote | HomeOpened | Changed | Removed | Other


_Shape = TypeVar("_Shape", bound=Shape)


def press(payload: Mapping[str, Any]) -> Press:
    """Return a press from a `block_actions` payload; raise Mistaken for one that cannot be read."""
    read = _read(Interaction, payload)
    if not read.actions:
        raise Mistaken(NOT_READABLE)
    action = read.actions[0]
    stem, suffix = carried(action.action_id)
    chosen = action.chosen()
    container = read.container or ContainerShape()
    return Press(
        person=read.user.id,
        team=read.workspace,
        action=stem,
        code=chosen[0] if chosen else suffix,
        value=action.value if action.value is not None else carried(action.block_id).value,
        action_id=action.action_id,
        action_ts=action.action_ts,
        trigger=read.trigger_id,
        channel=read.channel.id if read.channel else container.channel_id,
        message_ts=container.message_ts,
        response_url=read.response_url,
        view=_view(read.view, payload["view"]) if read.view else None,
    )


def submission(payload: Mapping[str, Any]) -> Submission:
    """Return a submitted view; raise Mistaken for a payload that cannot be read."""
    read = _read(Interaction, payload)
    return Submission(
        person=read.user.id, team=read.workspace, trigger=read.trigger_id, view=_the_view(read, payload)
    )


def closing(payload: Mapping[str, Any]) -> Closing:
    """Return a closed view; raise Mistaken for a payload that cannot be read."""
    read = _read(Interaction, payload)
    return Closing(person=read.user.id, team=read.workspace, view=_the_view(read, payload))


def command(payload: Mapping[str, Any]) -> Command:
    """Return a slash command from its form fields; raise Mistaken for one that cannot be read."""
    read = _read(CommandShape, payload)
    return Command(
        person=read.user_id,
        team=read.team_id,
        name=read.command,
        words=_unescaped(read.text).strip(),
        channel=read.channel_id,
        trigger=read.trigger_id,
        response_url=read.response_url,
    )


def event(payload: Mapping[str, Any]) -> Event:
    """Return what happened from an `event_callback`; raise Mistaken for one that cannot be read."""
    read = _read(Envelope, payload)
    happening, common = read.event, {"event": read.event_id, "team": read.team_id}
    match happening:
        case Happening(type="message", user=str(person), channel=str(channel)) if _is_plain(happening):
            return Wrote(
                **common,
                person=person,
                channel=channel,
                ts=happening.ts,
                text=_unescaped(happening.text),
                has_file=bool(happening.files),
            )
        case Happening(type="message", subtype="message_changed" | "message_deleted", channel=str(channel)):
            return _rewrote(happening, channel, common) or Other(**common)
        case Happening(type="app_home_opened", user=str(person)):
            seen = happening.view.hash if happening.view else None
            return HomeOpened(**common, person=person, tab=happening.tab, hash=seen or None)
        case Happening(type="user_change" | "team_join", user=dict(account)):
            return Changed(**common, colleague=colleague(account))
        case (
            Happening(type="app_uninstalled")
            | Happening(type="tokens_revoked", tokens=TokensShape(bot=[_, *_]))
        ):
            return Removed(**common, reason=happening.type)
        case _:
            return Other(**common)


def _rewrote(happening: Happening, channel: str, common: Mapping[str, str]) -> Rewrote | None:
    """Return what a person changed of their own, None for our own message or a link that unfolds."""
    after, before = happening.message, happening.previous_message
    is_gone = happening.subtype == "message_deleted" or (after is not None and after.subtype == "tombstone")
    said = before if is_gone else after
    if said is None or said.user is None or said.bot_id is not None:
        return None
    if not is_gone and said.edited is None:
        return None
    return Rewrote(
        event=common["event"],
        team=common["team"],
        person=said.user,
        channel=channel,
        ts=happening.deleted_ts or said.ts,
        text="" if is_gone else _unescaped(said.text),
    )


def said_in(answer: Any, *, person: str, ts: str) -> str | None:
    """Return what a person wrote at a moment, from an answer about a conversation's history, or None."""
    for each in answer.get("messages") or ():
        if isinstance(each, dict) and each.get("ts") == ts and each.get("user") == person:
            return _unescaped(str(each.get("text") or "")) or None
    return None


def colleague(account: Mapping[str, Any]) -> Colleague:
    """Return somebody as `users.list` describes them; raise Mistaken for what describes nobody."""
    read = _read(Account, account)
    return Colleague(id=read.id, name=read.called(), zone=read.tz, standing=read.standing())


def is_deepest(view: Mapping[str, Any]) -> bool:
    """Say whether Slack lays nothing above a view: it is the third on the stack, the most there can be."""
    below = view.get("previous_view_id")
    return bool(below) and below != view.get("root_view_id")


def first_input(view: Mapping[str, Any]) -> str | None:
    """Return the block id of a view's first input, None where it has none."""
    inputs = (block for block in view.get("blocks") or () if block.get("type") == "input")
    return next((str(block.get("block_id")) for block in inputs), None)


def _read(shape: type[_Shape], payload: Mapping[str, Any]) -> _Shape:
    try:
        return shape.model_validate(payload)
    except ValidationError:
        raise Mistaken(NOT_READABLE) from None


def _the_view(read: Interaction, payload: Mapping[str, Any]) -> OpenView:
    if read.view is None:
        raise Mistaken(NOT_READABLE)
    return _view(read.view, payload["view"])


def _view(view: ViewShape, body: Json) -> OpenView:
    texts: dict[str, str] = {}
    choices: dict[str, tuple[str, ...]] = {}
    for block_id, inputs in (view.state.values if view.state else {}).items():
        name = field_name(block_id)
        for each in inputs.values():
            if each.type.endswith("text_input"):
                texts[name] = _unescaped(each.value or "")
            else:
                choices[name] = each.chosen()
    return OpenView(
        id=view.id,
        hash=view.hash,
        callback=view.callback_id,
        about=remembered(view.private_metadata),
        texts=texts,
        choices=choices,
        body=body,
    )


def _unescaped(written: str) -> str:
    return written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _is_plain(happening: Happening) -> bool:
    return happening.bot_id is None and happening.subtype in _PLAIN
