"""The values that cross between rooms: who, when and what was decided, without behaviour."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum


class Weekday(StrEnum):
    """A day of the week by its three letters, Monday first."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """Return Monday as 0 to Sunday as 6, as `date.weekday` counts."""
        return list(Weekday).index(self)


class Moment(StrEnum):
    """The point in the working day that a question belongs to."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Pressure(StrEnum):
    """How full a person says their week was, lightest first."""

    STEADY = "steady"
    BUSY = "busy"
    FULL = "full"
    TOO_FULL = "too full"
    NOT_SAFE = "not safe to carry"

    @property
    def level(self) -> int:
        """Return 1 (steady) to 5 (not safe to carry)."""
        return list(Pressure).index(self) + 1


class Used(StrEnum):
    """The four taps of the weekly item."""

    YES = "yes"
    PARTLY = "partly"
    COULD_NOT = "came up, couldn't"
    DID_NOT_COME_UP = "didn't come up"


BARRIERS: dict[str, str] = {
    "time": "Not enough time",
    "workload": "Too much work at once",
    "deadline": "A deadline, form or the IT",
    "rule": "A rule, threshold or court date",
    "decision": "Someone else's decision",
    "service": "A service, placement or interpreter wasn't there",
    "agency": "Another agency",
    "place": "Nowhere private or safe",
    "backup": "Backup or supervision wasn't there",
    "other": "Something else",
}
"""What got in the way, by code; the words are the taps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A stretch of a local day; `ends` at or before `starts` means it ends on the next date."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """`days_on` then `days_off`, repeating from an anchor date; the day a shift starts is its shift date."""

    days_on: int
    days_off: int
    anchor_on: date
    hours: Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingPattern:
    """When a person works: weekdays with hours, or a shift which takes precedence."""

    days: frozenset[Weekday] = frozenset(list(Weekday)[:5])
    hours: Hours = field(default_factory=lambda: Hours(starts=time(9), ends=time(17)))
    shift: Shift | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nth:
    """The nth weekday of a month: 1 to 4 from its start, -1 the last."""

    number: int
    day: Weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """Calendar days after an event of a kind, each moved to the next working day."""

    event: str
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """When a rhythm would like to ask: exactly one of `on`, `nth` and `after` says on which dates.

    `every_weeks` is 1, 2, 4 or 6, counted from the Monday of the week of `starts_on`. `at` is a local time,
    or None for the moment's place in the person's day. `zone` is an IANA name, or None for each member's own.
    `expires_after` is in working days of the person.
    """

    on: frozenset[Weekday] = frozenset()
    nth: tuple[Nth, ...] = ()
    after: After | None = None
    every_weeks: int = 1
    at: time | None = None
    zone: str | None = None
    moment: Moment = Moment.AFTER
    spread: timedelta = timedelta(0)
    starts_on: date
    ends_on: date | None = None
    expires_after: int = 3
    remind_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """Dates on which nothing is sent, `until` exclusive; None is open-ended."""

    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """What one person's calendar is made of: zone, pattern over time, holidays and quiet.

    `patterns` holds (from_on, pattern), ascending; the last that has begun counts. `closures` are dates of
    the team: bank holidays the person does not work, closure days, emergency quiet days. `quiets` are the
    person's own and the team's holds. `preferred_at` is the person's own local time of day;
    `preferred_moment` the start or end of it.
    """

    zone: str
    patterns: tuple[tuple[date, WorkingPattern], ...]
    closures: frozenset[date] = frozenset()
    quiets: tuple[Quiet, ...] = ()
    preferred_at: time | None = None
    preferred_moment: Moment | None = None
