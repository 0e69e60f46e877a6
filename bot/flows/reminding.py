"""Reminding: one more message about an open question, for those alone who asked to be reminded."""

from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.calendars import calendars
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.messenger import Purpose
from practice.cadence import due_at, is_working_day, sending_until
from practice.facts import Days
from storage import people, reminders, rhythms, workspaces
from storage.tables import Sending, Workspace

LONGEST_OPEN = timedelta(days=60)


class Reminding:
    """Whether a person is reminded: theirs alone to say."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def is_wanted(self, person_id: str) -> bool:
        """Return whether a person asked to be reminded."""
        async with self._ground.reading() as session:
            person = await people.person(session, self._ground.workspace, person_id)
        if person is None:
            raise Unknown(NOT_SET_UP)
        return person.wants_reminder

    async def want(self, person_id: str, *, is_wanted: bool, key: str) -> None:
        """Keep whether a person would like a reminder; nobody is told."""
        async with self._ground.writing.begin() as session:
            person = await people.person(session, self._ground.workspace, person_id)
            if person is None:
                raise Unknown(NOT_SET_UP)
            now = self._ground.clock()
            if await workspaces.is_first_arrival(session, self._ground.workspace, key, now):
                person.wants_reminder = is_wanted


async def plan_reminders(session: AsyncSession, service: Workspace, now: datetime) -> None:
    """Put the reminders that are due now on the road; a question answered or put off has none."""
    waiting = await reminders.left_open(
        session,
        service.id,
        now=now,
        since=now.date() - LONGEST_OPEN,
        asked_for=Purpose.NUDGE,
        reminded=Purpose.REMINDER,
    )
    if not waiting:
        return
    known = await calendars(session, service, [person for _, _, person in waiting], on=now.date())
    for occurrence, version, person in waiting:
        wish, days = rhythms.read_wish(version.wish), known[person.id]
        on = (
            None if wish.remind_after is None else reminded_on(days, occurrence.planned_on, wish.remind_after)
        )
        due = None if on is None else due_at(wish, days, on, seed=f"{occurrence.id}:{person.id}")
        if on is None or due is None or not due <= now < sending_until(days, on):
            continue
        session.add(
            Sending(
                workspace=service.id,
                purpose=Purpose.REMINDER,
                subject=occurrence.id,
                person=person.id,
                due_at=now,
                until_at=sending_until(days, on),
            )
        )


def reminded_on(days: Days, asked_on: date, after: int) -> date | None:
    """Return the n-th working day of a person after a question, within sixty days."""
    ahead = (asked_on + timedelta(days=number) for number in range(1, LONGEST_OPEN.days + 1))
    working = [on for on in ahead if is_working_day(days, on)]
    return working[after - 1] if after <= len(working) else None
