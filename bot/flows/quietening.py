"""Quietening: not today, a team's quiet day, a hold after something serious, and how much is welcome."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, NotAllowed, Unknown
from bot.flows.calendars import calendars, next_opening
from bot.flows.deciding import paces_of
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.ground import local_date as date_in
from bot.flows.messenger import ASKS, Purpose
from bot.flows.seen import PauseSeen
from practice.cadence import Later, day_of, later, local_date
from practice.contact import WEEKLY, WEEKLY_BY_CHOICE, Pace, Reason
from practice.facts import Days
from storage import people, quiets, rhythms, sendings, workspaces
from storage.quiets import Kind
from storage.tables import Person, QuietTime, Sending, Team, Workspace

A_DAY = timedelta(days=1)
NEWCOMERS_WAIT = timedelta(days=14)
"""How long somebody who has not said yes hears nothing after something serious."""

HOLD = "hold:"
MANAGER = "manager"
NOT_YOUR_TEAM = "That is for the people of the team. Nothing was changed."
MANAGERS_ALONE = "Quiet days are set by the managers of a team. Nothing was changed."


class Quietening:
    """What keeps questions away, for one person or a whole team."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def pause_seen(self, person_id: str) -> PauseSeen:
        """Return what keeps a person's questions away now, and how many a week they welcome."""
        now = self._ground.clock()
        async with self._ground.reading() as session:
            person, days = await self._person(session, person_id, now)
            today = local_date(days, now)
            quiet = await quiets.open_quiet(session, person.workspace, person_id, today)
            held = await quiets.held_among(session, person.workspace, [person_id], today)
            pace = (await paces_of(session, person.workspace, {person_id: days}, now))[person_id]
        return PauseSeen(
            today=today,
            is_paused=quiet is not None or pace is Pace.PAUSED,
            paused_until=quiet.until_on if quiet else None,
            is_held=bool(held),
            weekly=person.weekly,
        )

    async def welcome_weekly(self, person_id: str, most: int, *, key: str) -> None:
        """Keep how many questions a week are welcome from everything together: two, or three by choice."""
        if most not in (WEEKLY, WEEKLY_BY_CHOICE):
            raise Mistaken("Choose two or three a week. Nothing was changed.")
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            person, _ = await self._person(session, person_id, now)
            if await self._is_first(session, key):
                person.weekly = most
                await session.flush()
                await rhythms.take_back(
                    session, person.workspace, purpose=Purpose.NUDGE, after=now, person=person_id
                )

    async def quiet_day(self, person_id: str, team_key: str, *, key: str) -> None:
        """Ask a team nothing today, and plan anew what was due; for its managers."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service, team, today = await self._managed(session, person_id, team_key, now)
            known = await quiets.of_team(session, service.id, team.id, Kind.EMERGENCY)
            if await self._is_first(session, key) and all(row.from_on != today for row in known):
                session.add(_quiet(service.id, Kind.EMERGENCY, today, today + A_DAY, team=team.id))
                await stir_team(session, service, team.id, now)

    async def undo_quiet_day(self, person_id: str, team_key: str, *, key: str) -> None:
        """Take today's quiet day back: what is still to come today comes."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service, team, today = await self._managed(session, person_id, team_key, now)
            if not await self._is_first(session, key):
                return
            for row in await quiets.of_team(session, service.id, team.id, Kind.EMERGENCY):
                if row.from_on == today:
                    row.until_on = row.from_on
            await stir_team(session, service, team.id, now)

    async def own_teams(self, person_id: str) -> tuple[tuple[str, str], ...]:
        """Return the key and name of each team a person is in, by name: those they can hold questions for."""
        async with self._ground.reading() as session:
            return tuple((team.key, team.name) for team in await self._teams_of(session, person_id))

    async def hold(self, person_id: str, team_key: str, *, key: str) -> None:
        """Stop all questions to a team at once and send each member the one kind message.

        Anyone in the team may. Who did is kept nowhere: even what makes the press one of a kind is hashed.
        Each person starts their own questions again.
        """
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            own = {team.key: team for team in await self._teams_of(session, person_id)}
            if team_key not in own:
                raise NotAllowed(NOT_YOUR_TEAM)
            if await self._is_first(session, sha256(key.encode()).hexdigest()):
                await self._hold(session, own[team_key], now)

    async def restart(self, person_id: str, *, key: str) -> None:
        """Start one person's questions again after a hold, from their next date; nobody is told."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            person, days = await self._person(session, person_id, now)
            if not await self._is_first(session, key):
                return
            today = local_date(days, now)
            await quiets.end_quiet(session, person.workspace, person_id, today, kind=Kind.HOLD)
            await people.renew_yes(session, person.workspace, person_id, now)
            await rhythms.take_back(
                session, person.workspace, purpose=Purpose.NUDGE, after=now, person=person_id
            )

    async def _hold(self, session: AsyncSession, team: Team, now: datetime) -> None:
        service = await self._ground.service(session, alone=True)
        today = date_in(now, service.zone)
        members = {row.person for row in await people.memberships(session, service.id, team=team.id)}
        readers = await people.readers(session, service.id, team.id)
        known = await people.some_people(session, service.id, members | readers)
        days = await calendars(session, service, list(known.values()), on=today)
        taking = await people.taking_part_among(session, service.id, members)
        held = await quiets.held_among(session, service.id, members, today + A_DAY)
        earlier = await quiets.of_team(session, service.id, team.id, Kind.HOLD)
        row = _quiet(service.id, Kind.HOLD, today, None, team=team.id)
        session.add(row)
        for member in members - held:
            from_on = local_date(days[member], now)
            until_on = None if member in taking else from_on + NEWCOMERS_WAIT
            session.add(_quiet(service.id, Kind.HOLD, from_on, until_on, person=member))
        await session.flush()
        await _stop(session, service.id, members, now)
        told = (members & taking) - held
        # A reader hears of it once a day whoever has started again since: else the second would tell.
        if all(hold.from_on != today for hold in earlier):
            told |= readers
        await _tell(session, service.id, f"{HOLD}{row.id}", {one: days[one] for one in told}, now)

    async def _teams_of(self, session: AsyncSession, person_id: str) -> list[Team]:
        workspace = self._ground.workspace
        own = {row.team for row in await people.memberships(session, workspace, person=person_id)}
        own |= {
            post.team
            for post in await people.posts(session, workspace, person=person_id)
            if post.team is not None and post.capacity in people.READS_TEAM
        }
        return [team for team in await people.teams(session, workspace) if team.id in own]

    async def _managed(
        self, session: AsyncSession, person_id: str, team_key: str, now: datetime
    ) -> tuple[Workspace, Team, date]:
        service = await self._ground.service(session, alone=True)
        team = await people.team(session, service.id, team_key)
        posts = await people.posts(session, service.id, person=person_id)
        managed = {post.team for post in posts if post.capacity == MANAGER}
        if team is None or team.id not in managed:
            raise NotAllowed(MANAGERS_ALONE)
        return service, team, date_in(now, service.zone)

    async def _person(self, session: AsyncSession, person_id: str, now: datetime) -> tuple[Person, Days]:
        service = await self._ground.service(session)
        person = await people.person(session, service.id, person_id)
        if person is None:
            raise Unknown(NOT_SET_UP)
        return person, (await calendars(session, service, [person], on=now.date()))[person_id]

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())


async def not_today(ground: Ground, session: AsyncSession, person_id: str, days: Days, now: datetime) -> None:
    """Send a person nothing more on their date or shift date; what was to come moves to a later one."""
    today = local_date(days, now)
    if await quiets.open_quiet(session, ground.workspace, person_id, today, kind=Kind.NOT_TODAY) is None:
        session.add(_quiet(ground.workspace, Kind.NOT_TODAY, today, today + A_DAY, person=person_id))
        await stir(session, await ground.service(session), [person_id], now)


async def stir_team(session: AsyncSession, service: Workspace, team: str, now: datetime) -> None:
    """Plan anew what has not left for the people of a team, after its days changed."""
    members = await people.memberships(session, service.id, team=team)
    await stir(session, service, {row.person for row in members}, now)


async def stir(session: AsyncSession, service: Workspace, person_ids: Collection[str], now: datetime) -> None:
    """Plan anew what has not left for these people: questions by their rhythm, *Later* on an open day."""
    await session.flush()
    await rhythms.take_back(session, service.id, purpose=Purpose.NUDGE, after=now - A_DAY, persons=person_ids)
    waiting = await sendings.waiting_for(session, service.id, person_ids, purpose=Purpose.AGAIN)
    if not waiting:
        return
    known = await people.some_people(session, service.id, {row.person for row in waiting})
    days = await calendars(session, service, list(known.values()), on=now.date())
    for row in waiting:
        _move(row, days[row.person], now)


def _move(row: Sending, days: Days, now: datetime) -> None:
    if day_of(days, local_date(days, row.due_at)) is not None:
        return
    at = later(days, now).get(Later.NEXT_WORKING_DAY)
    stretch = day_of(days, local_date(days, at)) if at else None
    if at is not None and stretch is not None:
        row.due_at, row.until_at = at, stretch.ends_at


async def _stop(session: AsyncSession, workspace: str, members: Collection[str], now: datetime) -> None:
    await rhythms.take_back(session, workspace, purpose=Purpose.NUDGE, after=now, persons=members)
    await sendings.hold_back(
        session, workspace=workspace, persons=members, reason=Reason.PERSONAL.words, purposes=ASKS
    )


async def _tell(
    session: AsyncSession, workspace: str, subject: str, days: Mapping[str, Days], now: datetime
) -> None:
    openings = {person_id: next_opening(theirs, now) for person_id, theirs in sorted(days.items())}
    notices = [
        Sending(
            workspace=workspace,
            purpose=Purpose.NOTICE,
            subject=subject,
            person=person_id,
            due_at=opening[0],
            until_at=opening[1],
        )
        for person_id, opening in openings.items()
        if opening is not None
    ]
    await sendings.add(session, notices)


def _quiet(
    workspace: str,
    kind: Kind,
    from_on: date,
    until_on: date | None,
    *,
    person: str | None = None,
    team: str | None = None,
) -> QuietTime:
    return QuietTime(
        workspace=workspace, person=person, team=team, kind=kind.value, from_on=from_on, until_on=until_on
    )
