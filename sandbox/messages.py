"""Direct messages: what was posted between the app and one person, and how Slack gives it back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sandbox.people import Identity
from sandbox.wire import Json

MICROSECONDS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message as it stands; an edit makes a new value under the same `ts`.

    `text` is as on the wire: what a person typed has its control characters escaped. `bot_id` is `None` for a
    person's message. An ephemeral message is seen by one person and is in no history.
    """

    ts: str
    channel: str
    user: str
    text: str
    bot_id: str | None = None
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    edited_ts: str | None = None
    ephemeral: bool = False


class Conversation:
    """The direct messages between the app and one person, oldest first."""

    def __init__(self, *, channel: str, person: str) -> None:
        self.channel = channel
        self.person = person
        self.messages: dict[str, Message] = {}
        self.whispers: dict[str, Message] = {}
        self.typed: dict[str, dict[str, dict[str, Json]]] = {}
        self._stamps: list[int] = []
        self._last = 0

    def stamp(self, now: datetime) -> str:
        """Return the next time stamp: the moment in microseconds, and later than every one before it."""
        self._last = max(round(now.timestamp() * MICROSECONDS), self._last + 1)
        return written(self._last)

    def add(self, message: Message) -> None:
        """Put the message at the end, or among those only this person sees."""
        if message.ephemeral:
            self.whispers[message.ts] = message
            return
        self.messages[message.ts] = message
        self._stamps.append(moment_of(message.ts))

    def replace(self, message: Message) -> None:
        """Put the message in the place of the one with its time stamp."""
        shelf = self.whispers if message.ephemeral else self.messages
        shelf[message.ts] = message

    def remove(self, ts: str) -> None:
        """Take the message away for good."""
        self.typed.pop(ts, None)
        if self.whispers.pop(ts, None) is None:
            del self.messages[ts]
            del self._stamps[bisect_left(self._stamps, moment_of(ts))]

    def find(self, ts: str) -> Message | None:
        """Return the message with that time stamp, an ephemeral one included."""
        return self.messages.get(ts) or self.whispers.get(ts)

    def seen(self) -> list[Message]:
        """Return what the person sees now, oldest first."""
        if not self.whispers:
            return list(self.messages.values())
        return sorted(
            [*self.messages.values(), *self.whispers.values()], key=lambda message: moment_of(message.ts)
        )

    def page(
        self, *, oldest: int, latest: int | None, inclusive: bool, before: int | None = None
    ) -> Iterator[Message]:
        """Yield the messages between the two moments, newest first (all in microseconds)."""
        low = bisect_left(self._stamps, oldest) if inclusive else bisect_right(self._stamps, oldest)
        high = len(self._stamps)
        if latest is not None:
            high = bisect_right(self._stamps, latest) if inclusive else bisect_left(self._stamps, latest)
        if before is not None:
            high = min(high, bisect_left(self._stamps, before))
        for position in range(high - 1, low - 1, -1):
            yield self.messages[written(self._stamps[position])]


def written(microseconds: int) -> str:
    """Return a moment as Slack writes it: seconds, a point, six digits."""
    return f"{microseconds // MICROSECONDS}.{microseconds % MICROSECONDS:06d}"


def moment_of(ts: str) -> int:
    """Return a time stamp in microseconds; `ValueError` when it is none."""
    seconds, _, rest = ts.partition(".")
    if not seconds.isdecimal() or (rest and not rest.isdecimal()) or len(rest) > len("000000"):
        message = f"{ts!r} is no time stamp"
        raise ValueError(message)
    return int(seconds) * MICROSECONDS + int(rest.ljust(6, "0"))


def message_json(message: Message, identity: Identity, *, metadata: bool = False) -> Json:
    """Return the message as Slack gives it back; its metadata only when asked for."""
    body: Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": identity.team,
    }
    if message.bot_id:
        body["bot_id"] = message.bot_id
        body["app_id"] = identity.app_id
        body["bot_profile"] = {
            "id": identity.bot_id,
            "app_id": identity.app_id,
            "name": identity.bot_name,
            "team_id": identity.team,
            "deleted": False,
        }
    if message.blocks:
        body["blocks"] = message.blocks
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
    if message.edited_ts:
        body["edited"] = {"user": message.user, "ts": message.edited_ts}
    if metadata and message.metadata:
        body["metadata"] = message.metadata
    return body
