"""What lets an app act after a person did: trigger ids, good for three seconds, and response addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sandbox.refusals import Refused
from sandbox.wire import fresh_id

TRIGGER_SECONDS = 3.0
RESPONSE_USES = 5
RESPONSE_MINUTES = timedelta(minutes=30)
KEPT = 5_000


@dataclass(slots=True, kw_only=True)
class Trigger:
    """Leave to open one view for one person, issued at a reading of the stopwatch."""

    person: str
    issued: float
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseAddress:
    """Leave to answer into one conversation: five times within thirty minutes of the workspace's clock.

    `ts` is the message that was acted on, `None` after a command.
    """

    person: str
    channel: str
    ts: str | None
    issued: datetime
    uses: int = 0


class Tickets:
    """Every trigger and response address that was given out and may still be shown."""

    def __init__(self, *, clock: Callable[[], datetime], stopwatch: Callable[[], float]) -> None:
        self._clock = clock
        self._stopwatch = stopwatch
        self._triggers: dict[str, Trigger] = {}
        self._addresses: dict[str, ResponseAddress] = {}

    def trigger(self, person: str) -> str:
        """Issue a trigger id; it holds for three seconds of real time."""
        key = fresh_id("trigger.")
        self._triggers[key] = Trigger(person=person, issued=self._stopwatch())
        _forget_oldest(self._triggers)
        return key

    def exchange(self, key: object) -> str:
        """Use up a trigger and return whose it is.

        Raises `Refused` with `invalid_trigger_id`, `exchanged_trigger_id` or `expired_trigger_id`.
        """
        trigger = self._triggers.get(key) if isinstance(key, str) else None
        if trigger is None:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if self._stopwatch() - trigger.issued > TRIGGER_SECONDS:
            raise Refused("expired_trigger_id")
        trigger.used = True
        return trigger.person

    def address(self, *, person: str, channel: str, ts: str | None) -> str:
        """Issue a response address and return its last part."""
        key = fresh_id("R")
        self._addresses[key] = ResponseAddress(person=person, channel=channel, ts=ts, issued=self._clock())
        _forget_oldest(self._addresses)
        return key

    def spend(self, key: str) -> ResponseAddress:
        """Count one use of a response address; `Refused` (`expired_url`, `used_url`) when it is spent."""
        address = self._addresses.get(key)
        if address is None or self._clock() - address.issued > RESPONSE_MINUTES:
            raise Refused("expired_url")
        if address.uses >= RESPONSE_USES:
            raise Refused("used_url")
        address.uses += 1
        return address


def _forget_oldest(shelf: dict[str, Any]) -> None:
    if len(shelf) > KEPT:
        del shelf[next(iter(shelf))]
