"""Planning: whom to welcome, and which rhythm comes to be decided on which date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars, next_opening
from bot.flows.deciding import AHEAD, LOOKED_BACK, Asking, decide
from bot.flows.events import dates_after, every_date
from bot.flows.ground import Ground, local_date
from bot.flows.in_force import Running, in_force
from bot.flows.messenger import Purpose
from bot.flows.offering import offer_fewer
from bot.flows.reminding import plan_reminders
from bot.flows.rezoning import Rezoning, follow_person
from storage import people, rhythms, sendings
from storage.tables import Sending, Workspace

FIRST = "first"
ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """A rhythm on one of its dates; where several meet on a date the lower `rank` is decided first."""

    on: date
    rank: tuple[float, str]
    asking: Asking
    noted: Mapping[str, datetime] | None = None


class Planning:
    """Turns wishes into rows: everything that will leave is a sending before it leaves."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._rezoning = Rezoning(ground)

    async def plan(self) -> None:
        """Plan welcomes and questions; running it again changes nothing."""
        await self._rezoning.look()
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session, alone=True)
            await self._plan_welcomes(session, service, now)
            turns: list[_Turn] = []
            there = await rhythms.open_rhythms(session, service.id)
            since_on = now.date() - LOOKED_BACK
            for running in await in_force(session, service, there, since_on=since_on):
                turns += await self._turns(session, service, running, now)
            for turn in sorted(turns, key=lambda turn: (turn.on, turn.rank)):
                await self._plan_turn(session, service, turn, now)
            await plan_reminders(session, service, now)
            await offer_fewer(self._ground, session, service, notify=notify)

    async def replan(self, session: AsyncSession, person_id: str) -> None:
        """Take back what is planned for a person and not yet due, so that it is planned as things are now."""
        await rhythms.take_back(
            session,
            self._ground.workspace,
            person=person_id,
            after=self._ground.clock(),
            purpose=Purpose.NUDGE,
        )

    async def follow(self, session: AsyncSession, person_id: str) -> None:
        """Let what is planned for a person follow them into the zone they are in now."""
        service = await self._ground.service(session)
        await follow_person(session, service, person_id, now=self._ground.clock())
        await self.replan(session, person_id)

    async def _plan_welcomes(self, session: AsyncSession, service: Workspace, now: datetime) -> None:
        waiting = await people.not_welcomed(session, service.id, purpose=Purpose.WELCOME)
        if not waiting:
            return
        known = await calendars(session, service, [person for person, _ in waiting], on=now.date())
        for person, is_practitioner in waiting:
            opening = next_opening(known[person.id], now)
            if opening is None:
                continue
            session.add(
                Sending(
                    workspace=service.id,
                    purpose=Purpose.WELCOME,
                    subject=FIRST if is_practitioner else ROLE,
                    person=person.id,
                    due_at=opening[0],
                    until_at=opening[1],
                )
            )

    async def _turns(
        self, session: AsyncSession, service: Workspace, running: Running, now: datetime
    ) -> list[_Turn]:
        rhythm, version, wish, rank = running.rhythm, running.version, running.wish, running.rank
        asking = Asking(rhythm=rhythm, version=version, wish=wish)
        in_force_on = local_date(version.effective_at, service.zone)
        from_on, until_on = max(now.date() - LOOKED_BACK, in_force_on), now.date() + 2 * AHEAD
        if wish.after is None:
            dates = every_date(wish, from_on=from_on, until_on=until_on)
            return [_Turn(on=on, rank=rank, asking=asking) for on in dates]
        after = await dates_after(
            session, rhythm.workspace, wish, team=rhythm.team, from_on=from_on, until_on=until_on
        )
        return [_Turn(on=on, rank=rank, asking=asking, noted=noted) for on, noted in after.items()]

    async def _plan_turn(self, session: AsyncSession, service: Workspace, turn: _Turn, now: datetime) -> None:
        rhythm, noted = turn.asking.rhythm, turn.noted
        rows = await people.to_ask(session, service.id, team=rhythm.team, rhythm=rhythm.id, on=turn.on)
        if noted is not None:
            rows = [row for row in rows if row.person.id in noted]
        if rows:
            await decide(session, service, turn.asking, rows, on=turn.on, now=now, noted=noted or {})


async def notify(ground: Ground, session: AsyncSession, *, subject: str, person_ids: frozenset[str]) -> None:
    """Put a notice on the road to each of these people, in their own hours, once a subject."""
    now = ground.clock()
    service = await ground.service(session)
    persons = await people.some_people(session, service.id, person_ids)
    known = await calendars(session, service, list(persons.values()), on=now.date())
    openings = {person_id: next_opening(known[person_id], now) for person_id in sorted(persons)}
    await sendings.add(
        session,
        [
            Sending(
                workspace=service.id,
                purpose=Purpose.NOTICE,
                subject=subject,
                person=person_id,
                due_at=opening[0],
                until_at=opening[1],
            )
            for person_id, opening in openings.items()
            if opening is not None
        ],
    )
