"""Wishes, patterns and days that tests of recurring and due times share."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from practice.cadence import due_at
from practice.facts import Days, Hours, Moment, Quiet, Shift, Weekday, Wish, WorkingPattern

LONG_AGO = date(2020, 1, 1)
LONDON = "Europe/London"
OFFICE = WorkingPattern()
NIGHTS = WorkingPattern(
    shift=Shift(
        days_on=2,
        days_off=4,
        anchor_on=date(2026, 10, 24),
        hours=Hours(starts=time(22), ends=time(8)),
    )
)


def days_of(
    pattern: WorkingPattern = OFFICE,
    *,
    zone: str = LONDON,
    closures: frozenset[date] = frozenset(),
    quiets: tuple[Quiet, ...] = (),
    preferred_at: time | None = None,
    preferred_moment: Moment | None = None,
) -> Days:
    return Days(
        zone=zone,
        patterns=((LONG_AGO, pattern),),
        closures=closures,
        quiets=quiets,
        preferred_at=preferred_at,
        preferred_moment=preferred_moment,
    )


def weekly(
    *on: Weekday,
    at: time | None = None,
    zone: str | None = None,
    every_weeks: int = 1,
    starts_on: date = date(2026, 1, 5),
    moment: Moment = Moment.AFTER,
    spread: timedelta = timedelta(0),
    expires_after: int = 3,
) -> Wish:
    return Wish(
        on=frozenset(on),
        at=at,
        zone=zone,
        every_weeks=every_weeks,
        starts_on=starts_on,
        moment=moment,
        spread=spread,
        expires_after=expires_after,
    )


def local(moment: datetime | None, zone: str = LONDON) -> str:
    assert moment is not None
    assert moment.tzinfo is UTC
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def due(wish: Wish, days: Days, on: date) -> datetime:
    moment = due_at(wish, days, on, seed="rhythm person")
    assert moment is not None
    return moment
