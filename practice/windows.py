"""The grid of windows: which dates a digest covers, planned by the size of the team before they begin."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache

from holidays import country_holidays

from practice.cadence import moment_at

GRID_FROM = date(2026, 1, 5)
"""The Monday from which windows of every length are counted."""

SHORT = 14
LONG = 28
"""The two lengths, in days; each second short window starts where a long one does."""

SIZE_FOR_SHORT = 10
"""The fewest people for a fortnightly window."""

KNOWN_FOR = timedelta(days=28)
"""How long a person has been known before their answers count, founding members aside."""

PUBLISHED_AT = time(9, 30)

_SATURDAY = 5


class Calendar(StrEnum):
    """Whose bank holidays a service keeps."""

    ENGLAND_AND_WALES = "england-and-wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern-ireland"
    NONE = "none"


_SUBDIVISIONS: dict[Calendar, tuple[str, ...]] = {
    Calendar.ENGLAND_AND_WALES: ("ENG", "WLS"),
    Calendar.SCOTLAND: ("SCT",),
    Calendar.NORTHERN_IRELAND: ("NIR",),
    Calendar.NONE: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of whole local dates, `until_on` exclusive."""

    from_on: date
    until_on: date

    @property
    def last_on(self) -> date:
        """Return the date the period ends."""
        return self.until_on - timedelta(days=1)

    @property
    def length(self) -> int:
        """Return how many days it covers."""
        return (self.until_on - self.from_on).days


def length_for(size: int) -> int:
    """Return the days in a window of a team of so many people: 14 from ten people on, else 28."""
    return SHORT if size >= SIZE_FOR_SHORT else LONG


def next_window(*, size_at: Callable[[date], int], after_on: date, previous_length: int | None) -> Period:
    """Return the first window that starts after `after_on`: today, or the last date of the window before.

    Short windows start on the fourteen-day grid and long ones on the twenty-eight-day grid. A team changes
    length only where a long window starts, so between those the previous length holds; a first window (None)
    is short as soon as the team is large enough. `size_at` says how many people would count from a date on.
    """
    starts_on = _after(after_on, step=SHORT)
    starts_long_on = _after(after_on, step=LONG)
    if starts_on != starts_long_on and (previous_length or length_for(size_at(starts_on))) == SHORT:
        return _period(starts_on, SHORT)
    return _period(starts_long_on, length_for(size_at(starts_long_on)))


def is_counted(
    known_from_on: date, founding: bool, starts_on: date, *, in_another_until_on: date | None = None
) -> bool:
    """Return whether a person counts in a window of their team: known for 28 days at its start, or founding.

    `in_another_until_on` is the end (exclusive) of a window of another team that counts them: until it is
    over they count there alone.
    """
    if in_another_until_on is not None and in_another_until_on > starts_on:
        return False
    return founding or starts_on - known_from_on >= KNOWN_FOR


def closes_at(period: Period, zone: str) -> datetime:
    """Return the moment a window closes: the local midnight that ends its last date."""
    return moment_at(period.until_on, time(), zone)


def publishes_at(period: Period, *, zone: str, holidays: frozenset[date]) -> datetime:
    """Return when a digest comes out: 09:30 in the service's zone on the working day after the window."""
    on = period.until_on
    while on.weekday() >= _SATURDAY or on in holidays:
        on += timedelta(days=1)
    return moment_at(on, PUBLISHED_AT, zone)


def bank_holidays(calendar: str, years: Iterable[int]) -> frozenset[date]:
    """Return the bank holidays of a `Calendar` in those years, each with the weekday taken in its place.

    The `holidays` package has the dates of the Banking and Financial Dealings Act 1971 and of the
    proclamations known at its release.
    """
    kept = Calendar(calendar)
    return frozenset(on for year in years for on in _bank_holidays_in(kept, year))


@cache
def _bank_holidays_in(calendar: Calendar, year: int) -> frozenset[date]:
    return frozenset(
        on
        for subdivision in _SUBDIVISIONS[calendar]
        for on in country_holidays("GB", subdiv=subdivision, years=year)
    )


def _after(on: date, *, step: int) -> date:
    return GRID_FROM + timedelta(days=((on - GRID_FROM).days // step + 1) * step)


def _period(from_on: date, length: int) -> Period:
    return Period(from_on=from_on, until_on=from_on + timedelta(days=length))
