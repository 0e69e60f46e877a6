"""Suggesting a wording: anybody may, with or without their name, and practice leads read it on a page."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.calendars import calendars, next_opening
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.guarding import NamesChoice, guard_lines
from bot.flows.messenger import Purpose
from bot.flows.seen_library import SuggestFormSeen, SuggestionSeen
from bot.flows.signposting import signposts_now
from practice.cadence import moment_at
from practice.facts import Days
from storage import people, reflections, sendings, suggestions, workspaces
from storage.tables import Sending, Suggestion

LEAD = "practice lead"
SUBJECT = "suggestions:"
WORDS = "words"
LONGEST = 3000
NO_SUCH_WORDING = "There is no such question or card here. Open it again and try from there."
NOBODY_READS = (
    "No practice lead is named in your service yet, so nobody would read it. "
    "Whoever runs Inrole can name one."
)
EMPTY = "Write the words you would use, or close this: nothing is sent."
TOO_LONG = f"That is longer than {LONGEST} characters. A sentence or two is plenty."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a suggestion is about: a prompt of a pack, or the card of a practice element."""

    pack: str = ""
    prompt: str = ""
    element: str = ""


class Suggesting:
    """Takes suggestions in and shows them to practice leads, nowhere else."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def open(self, person: str, about: Wording) -> SuggestFormSeen:
        """Return the form for a wording; raise Unknown for a strange one, Mistaken where nobody reads."""
        said = self._said(about)
        async with self._ground.reading() as session:
            await self._known(session, person)
            await self._leads(session)
            signposts = await signposts_now(session, self._ground, person)
        return SuggestFormSeen(
            form=secrets.token_hex(12),
            pack=about.pack,
            prompt=about.prompt,
            element=about.element,
            said=said,
            signposts=signposts,
        )

    async def suggest(
        self,
        person: str,
        about: Wording,
        words: str,
        *,
        named: bool,
        names: NamesChoice | None = None,
        key: str,
    ) -> None:
        """Keep a suggestion, sealed and masked, and let practice leads know; the same `key` counts once.

        Raise NamesAsked for likely names until `names` settles them.
        """
        self._said(about)
        line = words.strip()
        if not line:
            raise Mistaken(EMPTY)
        if len(line) > LONGEST:
            raise Mistaken(TOO_LONG)
        workspace, now = self._ground.workspace, self._ground.clock()
        async with self._ground.writing.begin() as session:
            await self._known(session, person)
            leads = await self._leads(session)
            masked = await guard_lines(session, self._ground, person, {WORDS: line}, choice=names)
            if not await workspaces.is_first_arrival(session, workspace, key, now):
                return
            service = await self._ground.service(session)
            row = Suggestion(
                workspace=workspace,
                element=about.element or None,
                pack=about.pack or None,
                prompt=about.prompt or None,
                person=person if named else None,
                made_on=local_date(now, service.zone),
            )
            session.add(row)
            await session.flush()
            await reflections.write_words(
                session, self._ground.seal, workspace=workspace, owner=row.id, lines=masked, now=now
            )
            await self._tell(session, leads, now)

    async def waiting(self, person: str) -> tuple[SuggestionSeen, ...]:
        """Return what waits, oldest first, for a practice lead; raise Unknown for anybody else."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            await self._lead(session, person)
            rows = await suggestions.waiting(session, workspace)
            words = await reflections.read_words(
                session, self._ground.seal, workspace=workspace, owners=[row.id for row in rows]
            )
            names = await people.names(session, workspace)
        return tuple(
            SuggestionSeen(
                suggestion=row.id,
                pack=row.pack or "",
                prompt=row.prompt or "",
                element=row.element or "",
                said=self._said_before(row),
                words=words.get(row.id, {}).get(WORDS, ""),
                by=names.get(row.person) if row.person else None,
                made_on=row.made_on,
            )
            for row in rows
        )

    async def is_lead(self, person: str) -> bool:
        """Whether a person is a practice lead."""
        async with self._ground.reading() as session:
            return await is_lead(session, self._ground.workspace, person)

    async def settle(self, person: str, suggestion: str) -> None:
        """Take a suggestion off the list and forget its words; raise Unknown for who is no practice lead."""
        workspace, now = self._ground.workspace, self._ground.clock()
        async with self._ground.writing.begin() as session:
            await self._lead(session, person)
            row = await suggestions.suggestion(session, workspace, suggestion)
            if row is None:
                raise Unknown(NO_SUCH_WORDING)
            service = await self._ground.service(session)
            row.settled_on = local_date(now, service.zone)
            row.person = None
            await reflections.forget_words(session, workspace, [row.id])

    def _said(self, about: Wording) -> str:
        library = self._ground.library
        card = library.cards.get(about.element)
        if card is not None:
            return card.name
        prompt = library.prompt(about.pack, about.prompt)
        if prompt is None:
            raise Unknown(NO_SUCH_WORDING)
        return prompt.text

    def _said_before(self, row: Suggestion) -> str:
        about = Wording(pack=row.pack or "", prompt=row.prompt or "", element=row.element or "")
        try:
            return self._said(about)
        except Unknown:
            return "A wording that has left the library"

    async def _known(self, session: AsyncSession, person: str) -> None:
        if await people.person(session, self._ground.workspace, person) is None:
            raise Unknown(NOT_SET_UP)

    async def _leads(self, session: AsyncSession) -> list[str]:
        found = [
            post.person
            for post in await people.posts(session, self._ground.workspace)
            if post.capacity == LEAD
        ]
        if not found:
            raise Mistaken(NOBODY_READS)
        return found

    async def _lead(self, session: AsyncSession, person: str) -> None:
        if not await is_lead(session, self._ground.workspace, person):
            raise Unknown(NO_SUCH_WORDING)

    async def _tell(self, session: AsyncSession, leads: list[str], now: datetime) -> None:
        service = await self._ground.service(session)
        rows = list((await people.some_people(session, self._ground.workspace, leads)).values())
        known = await calendars(session, service, rows, on=now.date())
        for lead in rows:
            if lead.left_at is not None:
                continue
            await self._tell_one(session, lead.id, known[lead.id], now)

    async def _tell_one(self, session: AsyncSession, lead: str, days: Days, now: datetime) -> None:
        """Put a notice on the road, one a day at most: what comes later in a day is told on the next."""
        workspace, opening = self._ground.workspace, next_opening(days, now)
        if opening is None:
            return
        subject = subject_of(days, opening[0])
        if await suggestions.is_told(
            session, workspace, purpose=Purpose.NOTICE, subject=subject, person=lead
        ):
            tomorrow = local_date(opening[0], days.zone) + timedelta(days=1)
            opening = next_opening(days, moment_at(tomorrow, datetime.min.time(), days.zone))
            if opening is None:
                return
            subject = subject_of(days, opening[0])
        row = Sending(
            workspace=workspace,
            purpose=Purpose.NOTICE,
            subject=subject,
            person=lead,
            due_at=opening[0],
            until_at=opening[1],
        )
        await sendings.add(session, [row])


def subject_of(days: Days, at: datetime) -> str:
    """Return the subject of a day's notice to somebody."""
    return f"{SUBJECT}{local_date(at, days.zone).isoformat()}"


async def is_lead(session: AsyncSession, workspace: str, person: str) -> bool:
    """Whether a person is a practice lead."""
    held = await people.posts(session, workspace, person=person)
    return any(post.capacity == LEAD for post in held)
