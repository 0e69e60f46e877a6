"""Wishing: what the rhythms of a team wish for by calendar, closures and contracted pattern, and no more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars
from bot.flows.events import dates_after, every_date
from bot.flows.ground import Ground
from bot.flows.in_force import Running, in_force
from bot.flows.watching import IN_TIME
from practice.foresight import Foreseen, Wanted, contracted, foresee
from storage import outages, people, rhythms, wished
from storage.tables import Outage, Team, Wished, Workspace

RUN_IN = timedelta(weeks=4)
"""How long before the first date shown rhythms are followed, so that those that meet give way as they do."""

LOOKED_BACK = timedelta(days=7)
EARLIEST_ZONE = timedelta(hours=14)
OWN_EVENTS = frozenset({"visit"})
"""Events that people note for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamWish:
    """What a team's rhythms wish for: each person with what becomes of each date."""

    running: tuple[Running, ...]
    foreseen: Mapping[str, list[Foreseen]]
    names: Mapping[str, str]


class Wishing:
    """Counts what was wished for, so that delivery can be told without telling of anybody."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def tally(self) -> None:
        """Write down what each team's rhythms wish for today and what became of it; again changes nothing."""
        now = self._ground.clock()
        async with self._ground.reading() as session:
            teams = await people.teams(session, self._ground.workspace)
        for team in teams:
            async with self._ground.writing.begin() as session:
                service = await self._ground.service(session, alone=True)
                await self._tally_team(session, service, team, now)
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session, alone=True)
            await self._settle(session, service, now)

    async def _tally_team(self, session: AsyncSession, service: Workspace, team: Team, now: datetime) -> None:
        first_on, last_on = now.date() - LOOKED_BACK, (now + EARLIEST_ZONE).date()
        known = await wished.rows_of(session, service.id, team.id, from_on=first_on, until_on=last_on)
        dates = [first_on + timedelta(days=number) for number in range((last_on - first_on).days + 1)]
        open_dates = [on for on in dates if on not in known or not _has_begun(known[on], now)]
        if not open_dates:
            return
        wish = await wish_of(session, service, team, from_on=open_dates[0], until_on=open_dates[-1])
        for on in open_dates:
            row = known.get(on) or Wished(workspace=service.id, team=team.id, on=on)
            _count(row, [one for theirs in wish.foreseen.values() for one in theirs if one.planned_on == on])
            session.add(row)

    async def _settle(self, session: AsyncSession, service: Workspace, now: datetime) -> None:
        for row in await wished.unsettled(session, service.id, now - IN_TIME):
            team = await people.team_by_id(session, service.id, row.team)
            if team is None or row.from_at is None or row.over_at is None:
                continue
            lasted = await outages.since(session, service.id, row.from_at)
            over = [outage for outage in lasted if outage.from_at < row.over_at]
            if over and now < row.over_at:
                continue
            if over:
                wish = await wish_of(session, service, team, from_on=row.on, until_on=row.on)
                there = [
                    one for theirs in wish.foreseen.values() for one in theirs if one.planned_on == row.on
                ]
                row.missed = sum(_is_missed(one, over) for one in there)
                row.late = sum(_is_late(one, over) for one in there) - row.missed
                row.missed, row.late = min(row.missed, row.people), min(row.late, row.people)
            row.settled = True


async def running_in(
    session: AsyncSession, service: Workspace, team: str, *, since_on: date
) -> tuple[Running, ...]:
    """Return the open rhythms of a team with what they wish from a date on."""
    there = await rhythms.open_rhythms(session, service.id, team=team)
    return await in_force(session, service, there, since_on=since_on)


async def dates_of(
    session: AsyncSession, running: Running, *, from_on: date, until_on: date
) -> Callable[[str], tuple[tuple[date, datetime], ...]]:
    """Return a rhythm's dates for each person, each with since when it was known."""
    wish, version = running.wish, running.version
    if wish.after is None:
        everybodys = tuple(
            (on, version.effective_at) for on in every_date(wish, from_on=from_on, until_on=until_on)
        )
        return lambda _: everybodys
    after = await dates_after(
        session, version.workspace, wish, team=running.rhythm.team, from_on=from_on, until_on=until_on
    )
    return lambda person: tuple(
        (on, max(noted[person], version.effective_at)) for on, noted in after.items() if person in noted
    )


async def wish_of(
    session: AsyncSession, service: Workspace, team: Team, *, from_on: date, until_on: date
) -> TeamWish:
    """Return what a team's rhythms wish for from one date to another, both included.

    Everybody who belongs to the team is in it, whether or not they take part. Events that people note for
    themselves are theirs, and left out.
    """
    running = tuple(
        each
        for each in await running_in(session, service, team.id, since_on=from_on - RUN_IN)
        if each.wish.after is None or each.wish.after.event not in OWN_EVENTS
    )
    rows = await people.memberships(session, service.id, team=team.id)
    persons = await people.some_people(session, service.id, [row.person for row in rows])
    here = {
        row.person: row.from_on
        for row in rows
        if persons[row.person].left_at is None and persons[row.person].standing in people.ASKED_STANDINGS
    }
    days = await calendars(session, service, [persons[person] for person in here], on=from_on)
    span = {"from_on": from_on - RUN_IN, "until_on": until_on}
    dates = [(each, await dates_of(session, each, **span)) for each in running]
    foreseen = {
        person: _within(
            foresee(
                [
                    Wanted(
                        rhythm=each.rhythm.id,
                        wish=each.wish,
                        dates=tuple((on, since) for on, since in theirs(person) if on >= since_on),
                        rank=each.rank,
                        seed=f"{each.rhythm.id}:{person}",
                    )
                    for each, theirs in dates
                ],
                contracted(days[person]),
            ),
            from_on,
            until_on,
        )
        for person, since_on in here.items()
    }
    return TeamWish(
        running=running,
        foreseen=foreseen,
        names={person: persons[person].name or person for person in here},
    )


def _within(foreseen: Sequence[Foreseen], from_on: date, until_on: date) -> list[Foreseen]:
    return [one for one in foreseen if from_on <= (one.planned_on or one.on) <= until_on]


def _has_begun(row: Wished, now: datetime) -> bool:
    return row.settled or (row.from_at is not None and row.from_at <= now)


def _count(row: Wished, there: Sequence[Foreseen]) -> None:
    due = [one.due_at for one in there if one.due_at is not None]
    row.people = len(due)
    row.from_at, row.last_at = min(due, default=None), max(due, default=None)
    row.over_at = max((one.until_at for one in there if one.until_at is not None), default=None)


def _is_late(one: Foreseen, over: Sequence[Outage]) -> bool:
    return one.due_at is not None and any(
        outage.from_at <= one.due_at and (outage.until_at is None or one.due_at < outage.until_at)
        for outage in over
    )


def _is_missed(one: Foreseen, over: Sequence[Outage]) -> bool:
    return any(
        one.due_at is not None
        and one.until_at is not None
        and outage.from_at <= one.due_at
        and (outage.until_at is None or one.until_at <= outage.until_at)
        for outage in over
    )
