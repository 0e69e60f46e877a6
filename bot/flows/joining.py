"""Joining: a person's own yes or no, when it suits them, and pausing; and who the workspace says is here."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.calendars import calendars
from bot.flows.deciding import paces_of
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.leaving import leave_places, return_to_places
from bot.flows.messenger import ASKS, Colleague, Messenger, Purpose
from bot.flows.planning import FIRST, Planning
from bot.flows.seen import WelcomeSeen
from practice.cadence import local_date as shift_date
from practice.contact import Pace, Reason
from practice.facts import Days, Moment
from storage import erasing, people, quiets, rhythms, sendings, shares, workspaces
from storage.tables import Person, QuietTime, TakingPart

NOT_FOR_ME = "no"
ANSWERS = {
    "start": "Start of my day",
    "end": "End of my day",
    "pick": "I'll pick",
    NOT_FOR_ME: "Not for me",
}
MOMENTS = {"start": Moment.BEFORE, "end": Moment.AFTER}
LONGEST_PAUSE = timedelta(days=365)

log = structlog.get_logger()


class Joining:
    """Who takes part, and when it suits them: theirs alone to say."""

    def __init__(self, ground: Ground, planning: Planning) -> None:
        self._ground = ground
        self._planning = planning
        self._slack_team: str | None = None

    async def answer_welcome(
        self, person_id: str, choice: str, *, at: time | None = None, key: str
    ) -> WelcomeSeen:
        """Keep a person's yes with the time that suits them, or their no."""
        if choice not in ANSWERS or (choice == "pick" and at is None):
            raise Mistaken("Choose one of the buttons. Nothing was changed.")
        async with self._ground.writing.begin() as session:
            person = await self._person(session, person_id)
            if await self._is_first(session, key):
                await self._answer(session, person, choice, at)
            words = f"{at:%H:%M}" if at is not None and choice == "pick" else ANSWERS[choice]
            return WelcomeSeen(name=person.name, answer=words)

    async def leave(self, person_id: str, *, key: str) -> None:
        """Stop everything to a person; nobody is told."""
        async with self._ground.writing.begin() as session:
            person = await self._person(session, person_id)
            if await self._is_first(session, key):
                await self._stop(session, person)

    async def pause(self, person_id: str, until_on: date | None, *, key: str) -> None:
        """Send nothing to a person until a date, or until they say; the reason is never asked."""
        async with self._ground.writing.begin() as session:
            person = await self._person(session, person_id)
            today = shift_date(await self._days(session, person), self._ground.clock())
            if until_on is not None and not today < until_on <= today + LONGEST_PAUSE:
                raise Mistaken("Choose a day after today, within a year.")
            if await self._is_first(session, key):
                await quiets.end_quiet(session, self._ground.workspace, person_id, today)
                session.add(
                    QuietTime(
                        workspace=self._ground.workspace,
                        person=person_id,
                        kind="quiet time",
                        from_on=today,
                        until_on=until_on,
                    )
                )
                await session.flush()
                await self._planning.replan(session, person_id)

    async def resume(self, person_id: str, *, key: str) -> None:
        """Start again from the next date."""
        async with self._ground.writing.begin() as session:
            person = await self._person(session, person_id)
            if await self._is_first(session, key):
                now = self._ground.clock()
                today = shift_date(await self._days(session, person), now)
                await quiets.end_quiet(session, self._ground.workspace, person_id, today)
                await people.renew_yes(session, self._ground.workspace, person_id, now)
                await self._planning.replan(session, person_id)

    async def is_known(self, person_id: str) -> bool:
        """Whether Inrole is set up for a person."""
        async with self._ground.reading() as session:
            return await people.person(session, self._ground.workspace, person_id) is not None

    async def is_ours(self, team: str) -> bool:
        """Whether a workspace id is the one this process serves."""
        if self._slack_team is None:
            async with self._ground.reading() as session:
                self._slack_team = (await self._ground.service(session)).slack_team
        return self._slack_team == team

    async def is_first(self, key: str) -> bool:
        """Note that something arrived; False when it had before."""
        async with self._ground.writing.begin() as session:
            return await self._is_first(session, key)

    async def welcome_message(self, person_id: str) -> tuple[str, str] | None:
        """Return the channel and ts of a person's welcome, or None before it went out."""
        async with self._ground.reading() as session:
            sent = await sendings.of_subject(
                session, self._ground.workspace, purpose=Purpose.WELCOME, subject=FIRST, person=person_id
            )
        return (sent.channel, sent.ts) if sent and sent.channel and sent.ts else None

    async def arrive(self, messenger: Messenger) -> None:
        """Note which workspace this is and that it takes our messages."""
        team, bot = await messenger.identity()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session)
            if service.slack_team not in (None, team):
                raise Mistaken(
                    f"This database belongs to Slack workspace {service.slack_team}, the token to {team}. "
                    "Use the token of the first, or another database."
                )
            service.slack_team, service.bot, service.removed_at = team, bot, None

    async def meet(self, messenger: Messenger) -> None:
        """Learn from the workspace who is here: names, zones, guests, and who has left."""
        colleagues = await messenger.colleagues()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session, alone=True)
            known = {person.id: person for person in await people.people(session, self._ground.workspace)}
            for colleague in colleagues:
                if colleague.id in known:
                    await self._note(session, known[colleague.id], colleague, zone=service.zone)

    async def note_change(self, colleague: Colleague) -> None:
        """Learn what the workspace says changed about one person."""
        async with self._ground.writing.begin() as session:
            person = await people.person(session, self._ground.workspace, colleague.id)
            if person is not None:
                zone = (await self._ground.service(session)).zone
                await self._note(session, person, colleague, zone=zone)

    async def close(self, reason: str) -> None:
        """Stop all sending: the workspace has removed us."""
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session)
            service.removed_at = service.removed_at or self._ground.clock()
        log.warning("workspace_closed", reason=reason)

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())

    async def _person(self, session: AsyncSession, person_id: str) -> Person:
        person = await people.person(session, self._ground.workspace, person_id)
        if person is None:
            raise Unknown(NOT_SET_UP)
        return person

    async def _days(self, session: AsyncSession, person: Person) -> Days:
        service = await self._ground.service(session)
        known = await calendars(session, service, [person], on=self._ground.clock().date())
        return known[person.id]

    async def _answer(self, session: AsyncSession, person: Person, choice: str, at: time | None) -> None:
        now = self._ground.clock()
        person.welcomed_at = person.welcomed_at or now
        if choice == NOT_FOR_ME:
            await self._stop(session, person)
            return
        person.preferred_at = at
        person.preferred_moment = MOMENTS[choice].value if choice in MOMENTS else None
        if await people.is_taking_part(session, person.workspace, person.id) is None:
            session.add(TakingPart(workspace=person.workspace, person=person.id, from_at=now))
        elif await self._is_slowed(session, person, now):
            await people.renew_yes(session, person.workspace, person.id, now)
        await session.flush()
        await self._planning.replan(session, person.id)

    async def _stop(self, session: AsyncSession, person: Person) -> None:
        now: datetime = self._ground.clock()
        person.welcomed_at = person.welcomed_at or now
        await people.stop_taking_part(session, person.workspace, person.id, now)
        await rhythms.take_back(session, person.workspace, purpose=Purpose.NUDGE, after=now, person=person.id)
        await sendings.hold_back(
            session,
            workspace=person.workspace,
            persons=[person.id],
            reason=Reason.PERSONAL.words,
            purposes=ASKS,
        )

    async def _is_slowed(self, session: AsyncSession, person: Person, now: datetime) -> bool:
        days = await self._days(session, person)
        paces = await paces_of(session, person.workspace, {person.id: days}, now)
        return paces[person.id] is not Pace.USUAL

    async def _note(self, session: AsyncSession, person: Person, colleague: Colleague, *, zone: str) -> None:
        if not person.name and await erasing.has_gone(session, person.workspace, person.id):
            colleague = replace(colleague, name="", zone=None)
        person.name = colleague.name or person.name
        moved = colleague.zone is not None and person.zone != colleague.zone
        person.zone = colleague.zone or person.zone
        has_left = colleague.standing == "left"
        if not has_left:
            person.standing = colleague.standing
        now = self._ground.clock()
        if has_left and person.left_at is None:
            person.left_at = now
            await leave_places(session, person, local_date(now, zone))
            await shares.end_unsupervised(session, person.workspace, now)
        elif not has_left and person.left_at is not None:
            person.left_at = None
            await return_to_places(session, person, local_date(now, zone))
            await people.renew_yes(session, person.workspace, person.id, now)
        if moved or has_left:
            await session.flush()
            await self._planning.follow(session, person.id)
