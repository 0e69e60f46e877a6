"""The contact budget: how seldom one person is asked, and where a question goes that cannot keep its date."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from practice.cadence import due_at, expires_at, stretch_on
from practice.facts import Days, Moment, Quiet, Wish

WEEKLY = 2
"""Questions a week from everything together; three by a person's own choice."""

DAYS_APART = 2
"""The fewest days from one question's date to the next, so never on two days running."""

WEEKLY_BY_CHOICE = 3

LONG_QUIET = timedelta(days=14)
"""From so long a quiet somebody comes back to their next date: nothing moves out of it."""

SILENCES_TO_HALVE = 3
SILENCES_TO_PAUSE = 6

_MONTHS_IN_TWELVE_WEEKS = 84 / 30.4


class Reason(StrEnum):
    """Why a question does not keep its date."""

    NOT_WORKING = "not_working"
    CLOSED = "closed"
    PERSONAL = "personal"
    BUDGET = "budget"
    DURING = "during"

    @property
    def words(self) -> str:
        """Return the reason as the person reads it."""
        return _WORDS[self]


_WORDS: dict[Reason, str] = {
    Reason.NOT_WORKING: "not a working day",
    Reason.CLOSED: "a bank holiday, closure or quiet day",
    Reason.PERSONAL: "personal setting",
    Reason.BUDGET: "contact budget: questions are kept few and apart",
    Reason.DURING: "for during the work, so found in /reflect and never sent",
}


class Pace(StrEnum):
    """How often a person is asked after silence."""

    USUAL = "usual"
    HALVED = "halved"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A question keeps its date; moments are UTC."""

    on: date
    due_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """A question goes to a later date, for a reason its own date gave; it expires when it would have."""

    to_on: date
    due_at: datetime
    expires_at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """A question found no date before it expired; the reason is its own date's."""

    reason: Reason


def place(
    wish: Wish, days: Days, on: date, *, taken: Collection[date], weekly: int = WEEKLY, seed: str
) -> Planned | Deferred | HeldBack:
    """Return where a wished date goes: it stays, moves to the first that can before it expires, or nowhere.

    `taken` are the local or shift dates of every other question the person has had or will have, `weekly` the
    most in a week from Monday. Expiry counts from the wished date. Out of two weeks of quiet and more nothing
    moves: coming back waits for the next date.
    """
    expires = expires_at(wish, days, on)
    due = _due_or_reason(wish, days, on, taken=taken, weekly=weekly, seed=seed)
    if isinstance(due, datetime):
        return Planned(on=on, due_at=due, expires_at=expires)
    if due is Reason.PERSONAL and _is_long_quiet(days, on):
        return HeldBack(reason=due)
    for number in range(1, (expires.date() - on).days + 2):
        to_on = on + timedelta(days=number)
        moved = _due_or_reason(wish, days, to_on, taken=taken, weekly=weekly, seed=seed)
        if isinstance(moved, datetime) and moved < expires:
            return Deferred(to_on=to_on, due_at=moved, expires_at=expires, reason=due)
    return HeldBack(reason=due)


def has_room(on: date, *, taken: Collection[date], weekly: int = WEEKLY) -> bool:
    """Return whether one more question fits a date: two days from every other, and few enough in its week."""
    monday = on - timedelta(days=on.weekday())
    in_week = sum(monday <= other < monday + timedelta(days=7) for other in taken)
    return in_week < weekly and all(abs((on - other).days) >= DAYS_APART for other in taken)


def precedence(wish: Wish) -> float:
    """Return where a wish stands when two meet on a date: the lower goes first.

    The rarer goes first, by how many dates it wishes in twelve weeks: the other has more dates to come. Days
    after an event come before all, for they come once.
    """
    if wish.after is not None:
        return 0.0
    if wish.nth:
        return len(wish.nth) * _MONTHS_IN_TWELVE_WEEKS
    return len(wish.on) * 12 / wish.every_weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A question that reached its person on a date and expired with nothing done about it."""

    on: date
    expires_at: datetime


def silences(left: Iterable[Left], days: Days) -> int:
    """Return how many of these are silences: none is that quiet or a hold touched before it expired."""
    zone = ZoneInfo(days.zone)
    return sum(
        not any(_touches(quiet, one.on, one.expires_at.astimezone(zone).date()) for quiet in days.quiets)
        for one in left
    )


def backing_off(silences: int) -> Pace:
    """Return the pace after so many silences in a row: halved from three, paused from six."""
    if silences >= SILENCES_TO_PAUSE:
        return Pace.PAUSED
    return Pace.HALVED if silences >= SILENCES_TO_HALVE else Pace.USUAL


def may_ask(pace: Pace, *, turns: int) -> bool:
    """Return whether the wished date that is the `turns`-th since the last question is asked at this pace.

    Turns count from one, so a halved pace leaves out one date and takes the next.
    """
    if pace is Pace.PAUSED:
        return False
    return turns >= (2 if pace is Pace.HALVED else 1)


def _touches(quiet: Quiet, from_on: date, last_on: date) -> bool:
    if quiet.until_on is not None and quiet.until_on <= quiet.from_on:
        return False
    return quiet.from_on <= last_on and (quiet.until_on is None or quiet.until_on > from_on)


def _is_long_quiet(days: Days, on: date) -> bool:
    return any(
        quiet.until_on is None or quiet.until_on - quiet.from_on >= LONG_QUIET
        for quiet in days.quiets
        if _touches(quiet, on, on)
    )


def _due_or_reason(
    wish: Wish, days: Days, on: date, *, taken: Collection[date], weekly: int, seed: str
) -> datetime | Reason:
    due = due_at(wish, days, on, seed=seed)
    if due is None:
        return _why_not(wish, days, on)
    return due if has_room(on, taken=taken, weekly=weekly) else Reason.BUDGET


def _why_not(wish: Wish, days: Days, on: date) -> Reason:
    if wish.moment is Moment.DURING:
        return Reason.DURING
    if stretch_on(days, on) is None:
        return Reason.NOT_WORKING
    return Reason.CLOSED if on in days.closures else Reason.PERSONAL
