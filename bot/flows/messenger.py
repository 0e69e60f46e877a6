"""What flows ask of a chat, and how sending can go wrong."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.flows.seen import HoldSeen, QuestionSeen, RoleWelcomeSeen, SuitsSeen, WelcomeSeen


class Purpose(StrEnum):
    """Why a message leaves; each has its type in the message's metadata."""

    NUDGE = "nudge"
    AGAIN = "again"
    REMINDER = "reminder"
    WELCOME = "welcome"
    NOTICE = "notice"


ASKS = (Purpose.NUDGE, Purpose.AGAIN, Purpose.REMINDER)
"""The purposes that ask a person something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSeen:
    """A plain message: sentences, and a button.

    The button opens `url`, or answers with a fresh way in to the page that `page` names, or opens a view: of
    the share whose id is `opens`, or of the person's own where that is "mine".
    """

    lines: tuple[str, ...]
    button: str | None = None
    url: str | None = None
    page: str | None = None
    opens: str | None = None


Content = QuestionSeen | WelcomeSeen | RoleWelcomeSeen | HoldSeen | SuitsSeen | NoticeSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One claimed message: `message` is the random id it carries; `channel` the DM where it is known."""

    message: str
    purpose: Purpose
    person: str
    channel: str | None
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where a message arrived."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody as the chat's own list shows them; `standing` is member, guest, bot, stranger or left."""

    id: str
    name: str
    zone: str | None
    standing: str


class Unreachable(Exception):
    """The chat refuses this person or message for good; the message is its reason."""


class TryLater(Exception):
    """The chat had no time: nothing was sent. `wait` is in seconds, None when it did not say.

    `is_asked` says that the chat itself asked for patience; otherwise it could not be reached at all.
    """

    def __init__(self, wait: float | None, *, is_asked: bool = True) -> None:
        super().__init__("the chat asks for patience")
        self.wait = wait
        self.is_asked = is_asked


class NotHeard(Exception):
    """No clear answer came: the message may or may not have arrived."""


class Closed(Exception):
    """The workspace as a whole no longer takes our messages: uninstalled or the token revoked."""


class CannotAsk(Exception):
    """The chat does not let us read the history that would tell."""


class Messenger(Protocol):
    """The chat, as flows see it."""

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Send one message once; raise Unreachable, TryLater, NotHeard or Closed."""
        ...

    async def find(
        self, *, person: str, channel: str | None, message: str, since: datetime
    ) -> Receipt | None:
        """Look for a message by its id; raise CannotAsk, TryLater or NotHeard."""
        ...

    async def colleagues(self) -> list[Colleague]:
        """Return everybody the chat lists; raise TryLater, NotHeard or Closed."""
        ...

    async def identity(self) -> tuple[str, str]:
        """Return the workspace's id and our own there; raise TryLater, NotHeard or Closed."""
        ...
