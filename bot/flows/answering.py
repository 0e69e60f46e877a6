"""Answering: taps, what got in the way, and putting a question off, each counted once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.asking import (
    USED_CODES,
    is_weekly,
    item_of,
    prompt_of,
    question_seen,
    stage_of,
    standing,
    taps_of,
)
from bot.flows.calendars import calendars
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.messenger import Purpose
from bot.flows.quietening import not_today
from bot.flows.riding import let_go_by_tap
from bot.flows.seen import CardSeen, QuestionSeen, Stage
from practice.cadence import Later, day_of, later, local_date
from practice.facts import BARRIERS, Days, Pressure
from storage import answers, digests, people, rhythms, sendings, workspaces
from storage.answers import PRESSURE
from storage.tables import Answer, Nudge, Occurrence, Sending

MOST_BARRIERS = 3
PRESSURE_CODES = {str(pressure.level): pressure for pressure in Pressure}
LATER_AT_MOST = 5
NOT_YOURS = "That question isn't here any more. Type /reflect if you would like one now."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """One question inside a transaction."""

    nudge: Nudge
    occurrence: Occurrence
    now: datetime


class Answering:
    """What a person does with a question that was sent to them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def tap(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        """Keep an answer and return the question as it now stands; the same `key` counts once.

        A tap that shows people to talk to is kept nowhere: nothing is written, and the receipt is returned.
        """
        gentle = await self._offering(person, occurrence, code)
        if gentle is not None:
            return gentle
        async with self._ground.writing.begin() as session:
            if not await self._is_first(session, key):
                return await self._seen(session, person, occurrence)
            asked = await self._asked(session, person, occurrence, to_change=True)
            codes = dict(taps_of(self._ground, asked.nudge))
            if code not in codes:
                raise Mistaken("That answer isn't one of the choices any more. Nothing was changed.")
            value = USED_CODES[code].value if is_weekly(asked.nudge) else codes[code]
            so_far = await standing(session, self._ground, asked.nudge, asked.occurrence)
            before = so_far.answer.value if so_far.answer else None
            await let_go_by_tap(session, self._ground, asked.nudge, person, value, before=before)
            await self._keep(session, asked, item_of(asked.nudge), value)
            asked.nudge.replied = True
            asked.nudge.put_off = None
            await session.flush()
            return await self._draw(session, asked)

    async def tell_pressure(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        """Keep how full the week was and return the question as it now stands."""
        async with self._ground.writing.begin() as session:
            if not await self._is_first(session, key):
                return await self._seen(session, person, occurrence)
            asked = await self._asked(session, person, occurrence, to_change=True)
            if code not in PRESSURE_CODES:
                raise Mistaken("That answer isn't one of the choices any more. Nothing was changed.")
            await self._keep(session, asked, PRESSURE, PRESSURE_CODES[code].value)
            await session.flush()
            return await self._draw(session, asked)

    async def tell_barriers(
        self, person: str, occurrence: str, codes: Collection[str], *, key: str
    ) -> QuestionSeen:
        """Keep what got in the way, three at most, and return the question as it now stands."""
        chosen = barriers_among(codes)
        async with self._ground.writing.begin() as session:
            if not await self._is_first(session, key):
                return await self._seen(session, person, occurrence)
            asked = await self._asked(session, person, occurrence, to_change=True)
            await answers.tick_barriers(
                session,
                self._ground.workspace,
                source=asked.occurrence.id,
                person_id=person,
                codes=chosen,
                now=asked.now,
                zone=await self._zone(session),
            )
            return await self._draw(session, asked)

    async def barriers(self, person: str, occurrence: str) -> tuple[str, ...]:
        """Return the codes ticked beside a question so far."""
        async with self._ground.reading() as session:
            asked = await self._asked(session, person, occurrence)
            return await answers.barriers_of(session, self._ground.workspace, asked.occurrence.id)

    async def put_off(self, person: str, occurrence: str, stage: Stage, *, key: str) -> QuestionSeen:
        """Note *Not today*, after which nothing more comes that day, or *Skip this one*.

        The question can still be answered.
        """
        async with self._ground.writing.begin() as session:
            if await self._is_first(session, key):
                asked = await self._asked(session, person, occurrence, to_change=True)
                asked.nudge.put_off = stage.value
                asked.nudge.replied = True
                await session.flush()
                if stage is Stage.NOT_TODAY:
                    days = await days_of(session, self._ground, person, asked.now)
                    await not_today(self._ground, session, person, days, asked.now)
            return await self._seen(session, person, occurrence)

    async def ask_again(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        """Put the question on the road once more, at the moment of *Later* that was chosen."""
        async with self._ground.writing.begin() as session:
            asked = await self._asked(session, person, occurrence, to_change=True)
            days = await days_of(session, self._ground, person, asked.now)
            open_now = {choice.name.lower(): (choice, at) for choice, at in later(days, asked.now).items()}
            if code not in open_now:
                raise Mistaken("That time has passed. Choose another under Later.")
            choice, at = open_now[code]
            if await self._is_first(session, key):
                await self._put_on_the_road(session, asked, days, at)
                so_far = await standing(session, self._ground, asked.nudge, asked.occurrence)
                if so_far.follow_up is not None and so_far.answer is None and not so_far.has_reflection:
                    # Only its follow-up was answered: the question itself is still wanted.
                    asked.nudge.replied = False
                asked.nudge.put_off = Stage.LATER.value
                await session.flush()
            return await self._draw(session, asked, later_words=_later_words(choice))

    async def again(self, person: str, occurrence: str) -> QuestionSeen:
        """Return the question with its taps once more, to answer after all or to change an answer."""
        async with self._ground.reading() as session:
            asked = await self._asked(session, person, occurrence)
            return await self._draw(session, asked, stage=Stage.ASKED)

    async def receipt(self, person: str, occurrence: str) -> QuestionSeen:
        """Return the question as answered, whatever was left unsaid."""
        async with self._ground.reading() as session:
            asked = await self._asked(session, person, occurrence)
            return await self._draw(session, asked, stage=Stage.RECEIPT)

    async def seen(self, person: str, occurrence: str) -> QuestionSeen:
        """Return the question as it now stands."""
        async with self._ground.reading() as session:
            return await self._seen(session, person, occurrence)

    async def card(self, person: str, occurrence: str) -> CardSeen:
        """Return the practice card behind *What counts?*."""
        async with self._ground.reading() as session:
            asked = await self._asked(session, person, occurrence)
            role = await people.held_role(session, self._ground.workspace, person)
            card = card_seen(self._ground, asked.nudge.element, role.role if role else None)
        if card is None:
            raise Unknown("There is no practice card for this question.")
        return card

    async def where(self, person: str, occurrence: str) -> tuple[str, str] | None:
        """Return the channel and ts of the newest message that asks a question, or None."""
        async with self._ground.reading() as session:
            return await rhythms.newest_message(session, self._ground.workspace, person, occurrence)

    async def _offering(self, person: str, occurrence: str, code: str) -> QuestionSeen | None:
        """Return the receipt of a tap that shows people to talk to, None for every other tap."""
        async with self._ground.reading() as session:
            asked = await self._asked(session, person, occurrence)
            prompt = prompt_of(self._ground, asked.nudge)
            if prompt is None or dict(taps_of(self._ground, asked.nudge)).get(code) not in prompt.signposts:
                return None
            return replace(await self._draw(session, asked, stage=Stage.RECEIPT), offers_people=True)

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())

    async def _asked(
        self, session: AsyncSession, person: str, occurrence_id: str, *, to_change: bool = False
    ) -> _Asked:
        found = await rhythms.question(session, self._ground.workspace, occurrence_id, to_change=to_change)
        if found is None or found[1].person != person:
            raise Unknown(NOT_YOURS)
        return _Asked(nudge=found[0], occurrence=found[1], now=self._ground.clock())

    async def _seen(self, session: AsyncSession, person: str, occurrence: str) -> QuestionSeen:
        return await self._draw(session, await self._asked(session, person, occurrence))

    async def _draw(
        self,
        session: AsyncSession,
        asked: _Asked,
        *,
        stage: Stage | None = None,
        later_words: str | None = None,
    ) -> QuestionSeen:
        so_far = await standing(session, self._ground, asked.nudge, asked.occurrence)
        stage = stage or stage_of(asked.nudge, so_far)
        days = None
        if stage is Stage.ASKED:
            days = await days_of(session, self._ground, asked.occurrence.person, asked.now)
        return await question_seen(
            session,
            self._ground,
            asked.nudge,
            asked.occurrence,
            days=days,
            now=asked.now,
            so_far=so_far,
            stage=stage,
            later_words=later_words,
        )

    async def _keep(self, session: AsyncSession, asked: _Asked, item: str, value: str) -> None:
        occurrence = asked.occurrence
        kept = await answers.answer(session, self._ground.workspace, occurrence.person, item, occurrence.on)
        if kept is not None:
            kept.value = value
            if not await digests.has_closed(session, kept, at=asked.now, zone=await self._zone(session)):
                kept.counted = value
            return
        session.add(
            Answer(
                workspace=self._ground.workspace,
                person=occurrence.person,
                item=item,
                period_on=occurrence.on,
                value=value,
                counted=value,
                element=asked.nudge.element,
                occurrence=occurrence.id,
                late=occurrence.expires_at is not None and asked.now > occurrence.expires_at,
                answered_at=asked.now,
            )
        )

    async def _zone(self, session: AsyncSession) -> str:
        return (await self._ground.service(session)).zone

    async def _put_on_the_road(self, session: AsyncSession, asked: _Asked, days: Days, at: datetime) -> None:
        workspace, occurrence = self._ground.workspace, asked.occurrence
        stretch = day_of(days, local_date(days, at))
        until_at = stretch.ends_at if stretch else None
        waiting = await sendings.waiting_again(session, workspace, occurrence.person, occurrence.id)
        if waiting is not None:
            waiting.due_at, waiting.until_at = at, until_at
            return
        before = await rhythms.times_put_off(session, workspace, occurrence.person, occurrence.id)
        if before >= LATER_AT_MOST:
            raise Mistaken(
                "This one has moved a few times. It stays here whenever it suits, or you can skip it."
            )
        session.add(
            Sending(
                workspace=workspace,
                purpose=Purpose.AGAIN,
                subject=f"{occurrence.id}:{before + 1}",
                person=occurrence.person,
                due_at=at,
                until_at=until_at,
            )
        )


async def days_of(session: AsyncSession, ground: Ground, person_id: str, now: datetime) -> Days:
    """Return one person's calendar."""
    service = await ground.service(session)
    person = await people.person(session, ground.workspace, person_id)
    if person is None:
        raise Unknown(NOT_SET_UP)
    return (await calendars(session, service, [person], on=now.date()))[person_id]


def barriers_among(codes: Collection[str]) -> Sequence[str]:
    """Return the codes that are barriers; raise Mistaken for more than three."""
    chosen = [code for code in BARRIERS if code in set(codes)]
    if len(chosen) > MOST_BARRIERS:
        raise Mistaken("Choose up to three. The ones that mattered most are enough.")
    return chosen


def card_seen(ground: Ground, element: str | None, role: str | None) -> CardSeen | None:
    """Return a practice card as it is shown to a role, or None where there is none."""
    card = ground.library.card_for(element, role) if element else None
    if element is None or card is None:
        return None
    return CardSeen(
        slug=element,
        name=card.name,
        principle=card.principle,
        parts=tuple((section.title, section.text) for section in card.sections()),
    )


def _later_words(choice: Later) -> str:
    words = {
        Later.END_OF_TODAY: "at the end of today",
        Later.TOMORROW: "tomorrow",
        Later.NEXT_WORKING_DAY: "on your next working day",
    }
    return words[choice]
