"""Planning: whom to welcome, and on which date each person is asked what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars
from bot.flows.events import dates_after, every_date
from bot.flows.ground import Ground, local_date as date_in
from bot.flows.messenger import Purpose
from bot.flows.offering import offer_fewer
from bot.flows.reminding import plan_reminders
from practice.cadence import day_of, local_date, sending_until
from practice.contact import Deferred, HeldBack, Planned, place
from practice.facts import Days, Wish
from storage import people, rhythms, sendings
from storage.tables import Occurrence, Person, Rhythm, RhythmVersion, Sending, Workspace

AHEAD = timedelta(days=1)
LOOKED_BACK = timedelta(days=7)
OUTAGE = "outage"
FIRST = "first"
ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """A rhythm, the version in force and what it wishes."""

    rhythm: Rhythm
    version: RhythmVersion
    wish: Wish


class Planning:
    """Turns wishes into rows: everything that will leave is a sending before it leaves."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def plan(self) -> None:
        """Plan welcomes and questions; running it again changes nothing."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session, alone=True)
            await self._plan_welcomes(session, service, now)
            for rhythm in await rhythms.open_rhythms(session, service.id):
                await self._plan_rhythm(session, service, rhythm, now)
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

    async def _plan_rhythm(
        self, session: AsyncSession, service: Workspace, rhythm: Rhythm, now: datetime
    ) -> None:
        version = await rhythms.latest_version(session, service.id, rhythm.id)
        asking = _Asking(rhythm=rhythm, version=version, wish=rhythms.read_wish(version.wish))
        in_force_on = date_in(version.effective_at, service.zone)
        from_on, until_on = max(now.date() - LOOKED_BACK, in_force_on), now.date() + 2 * AHEAD
        if asking.wish.after is None:
            for on in every_date(asking.wish, from_on=from_on, until_on=until_on):
                await self._plan_date(session, service, asking, on, now)
            return
        after = await dates_after(
            session, service.id, asking.wish, team=rhythm.team, from_on=from_on, until_on=until_on
        )
        for on, noted in after.items():
            await self._plan_date(session, service, asking, on, now, noted=noted)

    async def _plan_date(
        self,
        session: AsyncSession,
        service: Workspace,
        asking: _Asking,
        on: date,
        now: datetime,
        *,
        noted: Mapping[str, datetime] | None = None,
    ) -> None:
        team_asked = await people.to_ask(
            session, service.id, team=asking.rhythm.team, rhythm=asking.rhythm.id, on=on
        )
        asked = [row for row in team_asked if noted is None or row.person.id in noted]
        if not asked:
            return
        known = await calendars(session, service, [row.person for row in asked], on=on)
        taken = await rhythms.planned_dates(
            session, service.id, [row.person.id for row in asked], from_on=on - LOOKED_BACK
        )
        for row in asked:
            days = known[row.person.id]
            if local_date(days, now) + AHEAD < on:
                continue
            since = max(row.from_at, asking.version.effective_at)
            if noted is not None:
                since = max(since, noted[row.person.id])
            self._decide(session, asking, row.person, days, on, since=since, now=now, taken=taken)

    def _decide(
        self,
        session: AsyncSession,
        asking: _Asking,
        person: Person,
        days: Days,
        on: date,
        *,
        since: datetime,
        now: datetime,
        taken: Mapping[str, set[date]],
    ) -> None:
        seed = f"{asking.rhythm.id}:{person.id}:{on}"
        placed = place(asking.wish, days, on, taken=frozenset(taken.get(person.id, ())), seed=seed)
        if isinstance(placed, HeldBack):
            if local_date(days, since) <= on:
                session.add(
                    self._occurrence(asking, person, on, on, decision="held back", reason=placed.reason)
                )
            return
        if placed.due_at < since:
            return
        planned_on = placed.to_on if isinstance(placed, Deferred) else placed.on
        until = sending_until(days, planned_on)
        occurrence = self._occurrence(
            asking,
            person,
            on,
            planned_on,
            decision="planned" if isinstance(placed, Planned) else "deferred",
            reason=placed.reason if isinstance(placed, Deferred) else None,
        )
        occurrence.due_at = placed.due_at
        occurrence.expires_at = placed.expires_at
        taken.setdefault(person.id, set()).add(planned_on)  # type: ignore[attr-defined]
        is_over = until <= now
        session.add(occurrence)
        session.add(
            Sending(
                workspace=person.workspace,
                purpose=Purpose.NUDGE,
                subject=occurrence.id,
                person=person.id,
                due_at=placed.due_at,
                until_at=until,
                state="missed" if is_over else "due",
                reason=OUTAGE if is_over else None,
            )
        )

    def _occurrence(
        self,
        asking: _Asking,
        person: Person,
        on: date,
        planned_on: date,
        *,
        decision: str,
        reason: str | None,
    ) -> Occurrence:
        return Occurrence(
            workspace=person.workspace,
            rhythm=asking.rhythm.id,
            version=asking.version.number,
            person=person.id,
            on=on,
            planned_on=planned_on,
            decision=decision,
            reason=reason,
        )


def next_opening(days: Days, now: datetime) -> tuple[datetime, datetime] | None:
    """Return the next stretch of a person's working time, from now on, within a month."""
    today = local_date(days, now)
    for ahead in range(-1, 31):
        stretch = day_of(days, today + timedelta(days=ahead))
        if stretch is not None and stretch.ends_at > now:
            return max(stretch.starts_at, now), stretch.ends_at
    return None


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
