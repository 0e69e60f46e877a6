"""Each person's calendar, put together from what is remembered of them, their team and the service."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from practice.cadence import day_of, local_date
from practice.facts import Days, Hours, Quiet, WorkingPattern
from practice.windows import bank_holidays
from storage import people, quiets
from storage.patterns import as_moment, patterns_of
from storage.quiets import Kind
from storage.tables import Person, QuietTime, Workspace

LONG_AGO = date(1970, 1, 1)
_CLOSED = (Kind.CLOSURE, Kind.EMERGENCY, Kind.SERVICE_CLOSURE)


def holidays_of(service: Workspace, on: date) -> frozenset[date]:
    """Return the service's bank holidays of the years around a date."""
    return bank_holidays(service.calendar, (on.year - 1, on.year, on.year + 1))


async def calendars(
    session: AsyncSession,
    service: Workspace,
    those: Collection[Person],
    *,
    on: date,
    with_holds: bool = True,
) -> Mapping[str, Days]:
    """Return the calendar of each of these people as it is known on a date, with or without their holds.

    Whoever works shifts works bank holidays and the service's closures, and not those of their team.
    """
    ids = [person.id for person in those]
    patterns = await patterns_of(session, service.id, ids)
    belongs = await people.teams_of(session, service.id, ids)
    teams = {team for found in belongs.values() for team in found}
    known = await quiets.quiets(session, service.id, people_ids=ids, team_ids=teams)
    quiet_rows = [row for row in known if with_holds or row.kind != Kind.HOLD]
    usual = WorkingPattern(hours=Hours(starts=service.hours_start, ends=service.hours_end))
    holidays = holidays_of(service, on)
    return {
        person.id: _days(
            person,
            service,
            ((LONG_AGO, usual), *patterns.get(person.id, ())),
            holidays,
            [row for row in quiet_rows if row.person == person.id or row.team in belongs.get(person.id, ())],
        )
        for person in those
    }


def next_opening(days: Days, now: datetime) -> tuple[datetime, datetime] | None:
    """Return the next stretch of a person's working time, from now on, within a month."""
    today = local_date(days, now)
    for ahead in range(-1, 31):
        stretch = day_of(days, today + timedelta(days=ahead))
        if stretch is not None and stretch.ends_at > now:
            return max(stretch.starts_at, now), stretch.ends_at
    return None


def _days(
    person: Person,
    service: Workspace,
    patterns: tuple[tuple[date, WorkingPattern], ...],
    holidays: frozenset[date],
    quiet_rows: list[QuietTime],
) -> Days:
    works_shifts = patterns[-1][1].shift is not None
    kinds = (Kind.CLOSURE, Kind.EMERGENCY) if works_shifts else _CLOSED
    closed = [row for row in quiet_rows if row.kind in kinds]
    closures = {date.fromordinal(day) for row in closed for day in _ordinals(row)}
    own = [row for row in quiet_rows if row.person is not None]
    return Days(
        zone=person.zone or service.zone,
        patterns=patterns,
        closures=frozenset(closures) | (frozenset() if works_shifts else holidays),
        quiets=tuple(Quiet(from_on=row.from_on, until_on=row.until_on) for row in own),
        preferred_at=person.preferred_at,
        preferred_moment=as_moment(person.preferred_moment),
    )


def _ordinals(row: QuietTime) -> range:
    until = row.until_on or row.from_on
    return range(row.from_on.toordinal(), until.toordinal())
