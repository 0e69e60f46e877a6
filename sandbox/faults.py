"""Faults on order: what goes wrong with the next calls of the app and with the next events to it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class CallFault(StrEnum):
    """What can go wrong with a call of the app."""

    LIMITED = "limited"
    """HTTP 429 with `Retry-After`; the call has no effect."""
    LIMITED_SILENTLY = "limited_silently"
    """HTTP 429 without `Retry-After`; no effect."""
    BROKEN = "broken"
    """HTTP 500 before any effect."""
    BROKEN_AFTER = "broken_after"
    """HTTP 500 after the effect."""
    DROPPED_AFTER = "dropped_after"
    """The effect happens, then the connection closes in the middle of the answer."""
    WITHHELD_AFTER = "withheld_after"
    """The effect happens, then no answer comes until the app gives up."""
    GARBLED_AFTER = "garbled_after"
    """The effect happens, then the answer is a page and no JSON."""
    REFUSED = "refused"
    """`ok: false` with the error given; no effect."""


class EventFault(StrEnum):
    """What can go wrong with an event to the app."""

    REPEATED = "repeated"
    """Sent `copies` times under one event id."""
    RENAMED = "renamed"
    """Sent `copies` times, each under an event id of its own."""
    LATE = "late"
    """Sent when the workspace's clock has moved on by `delay`."""
    SHUFFLED = "shuffled"
    """Held until `copies` events wait, then sent one after the other, the last first."""


BEFORE = frozenset({CallFault.LIMITED, CallFault.LIMITED_SILENTLY, CallFault.BROKEN, CallFault.REFUSED})
"""The faults that strike before the call has any effect."""


@dataclass(slots=True, kw_only=True)
class OrderedCallFault:
    """A fault for the next `times` calls of a method, of calls about one person where `person` is set.

    `retry_after` is in whole seconds and belongs to `limited`, `error` to `refused`.
    """

    fault: CallFault
    method: str
    times: int = 1
    person: str | None = None
    retry_after: int = 1
    error: str = "internal_error"


@dataclass(slots=True, kw_only=True)
class OrderedEventFault:
    """A fault for the next `times` events; `copies` and `delay` as the fault says."""

    fault: EventFault
    times: int = 1
    copies: int = 2
    delay: timedelta = timedelta(0)


class Faults:
    """The faults that are still to come, in the order they were asked for."""

    def __init__(self) -> None:
        self.calls: list[OrderedCallFault] = []
        self.events: list[OrderedEventFault] = []

    def on_call(
        self,
        fault: str,
        method: str,
        *,
        times: int = 1,
        person: str | None = None,
        retry_after: int = 1,
        error: str = "internal_error",
    ) -> OrderedCallFault:
        """Order a fault for calls of `method` (`*` for all); details as in `OrderedCallFault`."""
        ordered = OrderedCallFault(
            fault=CallFault(fault),
            method=method,
            times=times,
            person=person,
            retry_after=retry_after,
            error=error,
        )
        self.calls.append(ordered)
        return ordered

    def on_event(
        self, fault: str, *, times: int = 1, copies: int = 2, delay: timedelta = timedelta(0)
    ) -> OrderedEventFault:
        """Order a fault for the next events; details as in `OrderedEventFault`."""
        ordered = OrderedEventFault(fault=EventFault(fault), times=times, copies=copies, delay=delay)
        self.events.append(ordered)
        return ordered

    def clear(self) -> None:
        """Call off every fault still to come."""
        self.calls.clear()
        self.events.clear()

    def for_call(self, method: str, person: str | None) -> OrderedCallFault | None:
        """Return the fault that strikes this call, used up by one; `None` when none does."""
        for ordered in self.calls:
            if ordered.method in (method, "*") and ordered.person in (None, person):
                ordered.times -= 1
                if ordered.times <= 0:
                    self.calls.remove(ordered)
                return ordered
        return None

    def for_event(self) -> OrderedEventFault | None:
        """Return the fault that strikes the next event, used up by one; `None` when none does."""
        if not self.events:
            return None
        ordered = self.events[0]
        ordered.times -= 1
        if ordered.times <= 0:
            self.events.pop(0)
        return ordered
