"""Previewing: the weeks ahead, as a wish for managers and as the full truth for each person."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.calendars import calendars
from bot.flows.deciding import paces_of
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.in_force import Running
from bot.flows.looking import PLAN, known, note_look
from bot.flows.seen_delivery import OwnDate, OwnPlanSeen, WishedDate, WishSeen
from bot.flows.wishing import TeamWish, dates_of, running_in, wish_of
from practice.cadence import local_date as own_date
from practice.contact import Pace, Reason
from practice.facts import Days
from practice.foresight import Foreseen, Wanted, foresee
from practice.rhythm_rules import in_words
from storage import ledger, people, silences
from storage.tables import Occurrence, Person, Team, Workspace

WEEKS = 8
MOST_WEEKS = 26
LOOKED_BACK = timedelta(days=14)
NOTHING_HERE = (
    "There is nothing here for you. Check the address, or type /digest in Slack to see what you can open."
)
NOT_TAKING_PART = "Nothing is planned while you are not taking part. Home in Slack is where you can join."
PACES = {
    Pace.HALVED: (
        "A few questions in a row went by, so every second one is left out for now. "
        "After the next one you answer or skip, it is as before."
    ),
    Pace.PAUSED: (
        "Several questions in a row went by, so it is quiet for now. Home in Slack is where you start again."
    ),
}


class Previewing:
    """Looks ahead without writing anything down."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def wish(self, called: str, *, weeks: int = WEEKS) -> WishSeen:
        """Return a team's plan for whoever runs the installation, by its key or name; raise Unknown."""
        _check(weeks)
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            return await self._wish(session, service, await self._team(session, called), weeks)

    async def team_plan(self, reader: str, key: str) -> WishSeen:
        """Return a team's plan to its supervisors and managers; raise Unknown to anyone else."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            team = await people.team(session, service.id, key)
            if team is None or team.until_on is not None:
                raise Unknown(NOTHING_HERE)
            if reader not in await people.readers(session, service.id, team.id):
                raise Unknown(NOTHING_HERE)
            return await self._wish(session, service, team, WEEKS)

    async def own(self, person_id: str, *, weeks: int = WEEKS) -> OwnPlanSeen:
        """Return a person's own weeks ahead with every reason, for them alone."""
        _check(weeks)
        async with self._ground.reading() as session:
            person = await people.person(session, self._ground.workspace, person_id)
            if person is None:
                raise Unknown(NOT_SET_UP)
            return await self._own(session, person, weeks)

    async def look(self, person_id: str, *, called: str | None = None, weeks: int = WEEKS) -> OwnPlanSeen:
        """Return a person's own weeks ahead to somebody at the server; it is noted and told to the person.

        Where a team is `called` by key or name, they belong to it; raise Unknown otherwise.
        """
        _check(weeks)
        async with self._ground.reading() as session:
            person = await known(session, self._ground, person_id)
            if called is not None:
                await self._check_belongs(session, person, called)
            seen = await self._own(session, person, weeks)
        await note_look(self._ground, person_id, did=PLAN)
        return seen

    async def _check_belongs(self, session: AsyncSession, person: Person, called: str) -> None:
        team = await self._team(session, called)
        rows = await people.memberships(session, person.workspace, person=person.id)
        if team.id not in {row.team for row in rows}:
            raise Unknown(f"{person.id} is not in {team.name}. Leave the team out, or name theirs.")

    async def _team(self, session: AsyncSession, called: str) -> Team:
        workspace = self._ground.workspace
        team = await people.team(session, workspace, called)
        if team is None or team.until_on is not None:
            there = ", ".join(team.key for team in await people.teams(session, workspace)) or "none yet"
            raise Unknown(f"There is no team {called!r}. Teams: {there}.")
        return team

    async def _wish(self, session: AsyncSession, service: Workspace, team: Team, weeks: int) -> WishSeen:
        today = local_date(self._ground.clock(), service.zone)
        until_on = _last(today, weeks)
        wish = await wish_of(session, service, team, from_on=today, until_on=until_on)
        return WishSeen(
            team=team.key,
            team_name=team.name,
            from_on=today,
            until_on=until_on,
            rhythms=tuple((each.rhythm.name, in_words(each.wish)) for each in wish.running if each.is_newest),
            dates=tuple(each for each in _wished_dates(wish) if today <= each.on <= until_on),
        )

    async def _own(self, session: AsyncSession, person: Person, weeks: int) -> OwnPlanSeen:
        now = self._ground.clock()
        service = await self._ground.service(session)
        days = (await calendars(session, service, [person], on=now.date()))[person.id]
        today = own_date(days, now)
        until_on = _last(today, weeks)
        decided = await ledger.occurrences_of(session, service.id, person.id, from_on=today - LOOKED_BACK)
        running = await self._running(session, service, person, since_on=today)
        pace = (await paces_of(session, service.id, {person.id: days}, now))[person.id]
        taking = await people.is_taking_part(session, service.id, person.id)
        foreseen: Sequence[Foreseen] = ()
        if taking is not None:
            foreseen = foresee(
                await self._wanted(
                    session, person, running, decided, since=taking.from_at, span=(today, until_on)
                ),
                days,
                taken={row.planned_on for row in decided if row.due_at is not None},
                weekly=person.weekly,
                pace=pace,
            )
        names = {each.rhythm.id: each.rhythm.name for each, _ in running}
        rows = [*(_as_foreseen(row) for row in decided if row.rhythm in names), *foreseen]
        there = [one for one in rows if today <= (one.planned_on or one.on) <= until_on]
        return OwnPlanSeen(
            person=person.id,
            name=person.name,
            from_on=today,
            until_on=until_on,
            note=NOT_TAKING_PART if taking is None else PACES.get(pace),
            dates=tuple(
                _own_date(one, names[one.rhythm], days)
                for one in sorted(there, key=lambda one: (one.planned_on or one.on, names[one.rhythm]))
            ),
        )

    async def _running(
        self, session: AsyncSession, service: Workspace, person: Person, *, since_on: date
    ) -> list[tuple[Running, date]]:
        rows = await people.memberships(session, person.workspace, person=person.id)
        return [
            (each, row.from_on)
            for row in rows
            for each in await running_in(session, service, row.team, since_on=since_on)
        ]

    async def _wanted(
        self,
        session: AsyncSession,
        person: Person,
        running: Sequence[tuple[Running, date]],
        decided: Sequence[Occurrence],
        *,
        since: datetime,
        span: tuple[date, date],
    ) -> list[Wanted]:
        done = {(row.rhythm, row.on) for row in decided}
        found = []
        for each, from_on in running:
            rhythm = each.rhythm
            theirs = await dates_of(session, each, from_on=span[0], until_on=span[1])
            turns = await silences.turns(
                session, person.workspace, rhythm.id, [person.id], before=span[1] + timedelta(days=1)
            )
            found.append(
                Wanted(
                    rhythm=rhythm.id,
                    wish=each.wish,
                    dates=tuple(
                        (on, max(known_since, since))
                        for on, known_since in theirs(person.id)
                        if on >= from_on and (rhythm.id, on) not in done
                    ),
                    rank=each.rank,
                    seed=f"{rhythm.id}:{person.id}",
                    turns=turns.get(person.id, 0),
                )
            )
        return found


def _check(weeks: int) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        raise Mistaken(f"{weeks} weeks cannot be shown; choose 1 to {MOST_WEEKS}.")


def _last(from_on: date, weeks: int) -> date:
    return from_on + timedelta(weeks=weeks, days=-1)


def _wished_dates(wish: TeamWish) -> list[WishedDate]:
    names = {each.rhythm.id: each.rhythm.name for each in wish.running}
    planned: dict[tuple[date, str], set[str]] = {}
    wished: dict[tuple[date, str], set[str]] = {}
    for person, foreseen in wish.foreseen.items():
        for one in foreseen:
            wished.setdefault((one.on, names[one.rhythm]), set()).add(person)
            if one.planned_on is not None:
                planned.setdefault((one.planned_on, names[one.rhythm]), set()).add(person)
    return [
        WishedDate(
            on=on,
            rhythm=rhythm,
            planned=_named(wish, planned.get((on, rhythm), set())),
            not_planned=_named(wish, wished.get((on, rhythm), set()) - planned.get((on, rhythm), set())),
        )
        for on, rhythm in sorted(planned.keys() | wished.keys())
    ]


def _named(wish: TeamWish, people_ids: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(wish.names[person] for person in people_ids))


def _as_foreseen(row: Occurrence) -> Foreseen:
    return Foreseen(
        rhythm=row.rhythm,
        on=row.on,
        planned_on=row.planned_on if row.due_at is not None else None,
        due_at=row.due_at,
        reason=Reason(row.reason) if row.reason else None,
    )


def _own_date(one: Foreseen, rhythm: str, days: Days) -> OwnDate:
    return OwnDate(
        on=one.planned_on or one.on,
        rhythm=rhythm,
        at=None if one.due_at is None else one.due_at.astimezone(ZoneInfo(days.zone)),
        reason=None if one.reason is None else one.reason.words,
    )
