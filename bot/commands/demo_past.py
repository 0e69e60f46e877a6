"""The demo's older weeks: the rows that planning, sending and answering would have left, written at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.commands.demo_quietly import Asked, Quietly
from bot.commands.demo_story import Reply, week_of
from bot.flows.asking import USED_CODES, Standing, question_seen
from bot.flows.calendars import calendars
from bot.flows.choosing import choose, focus_of
from bot.flows.ground import Ground
from bot.flows.messenger import Purpose
from bot.flows.seen import Stage
from practice.cadence import sending_until, wished_dates
from practice.contact import Deferred, HeldBack, place
from practice.facts import Days, Pressure
from storage import people, rhythms
from storage.answers import PRESSURE, WEEKLY
from storage.tables import Answer, GotInTheWay, Nudge, Occurrence, Rhythm, Sending

_PRESSURES = {str(each.level): each.value for each in Pressure}
_A_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A reply of the past: to which question, when it came, and what it was."""

    at: datetime
    asked: Asked
    reply: Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """A question on its date, with the reply that came at `at`."""

    occurrence: Occurrence
    nudge: Nudge
    days: Days
    due_at: datetime
    reply: Reply | None
    at: datetime


class Past:
    """Writes a week at a time.

    When each question came and what it said is decided by the rules that decide it for everybody; only the
    way there is shorter, since twelve weeks of single taps would take longer than a newcomer waits.
    """

    def __init__(self, ground: Ground, quietly: Quietly, replies: Mapping[tuple[str, int], Reply]) -> None:
        self._ground = ground
        self._quietly = quietly
        self._replies = replies

    async def write(self, monday: date) -> list[Told]:
        """Write the week that begins on `monday` and return the replies that still have words to be kept."""
        async with self._ground.writing.begin() as session:
            questions: list[_Question] = []
            for rhythm in await rhythms.open_rhythms(session, self._ground.workspace):
                questions.extend(await self._questions(session, rhythm, monday))
            session.add_all([each.occurrence for each in questions])
            await session.flush()
            session.add_all([each.nudge for each in questions])
            told = [await self._send(session, each) for each in sorted(questions, key=_due)]
        return [each for each in told if each is not None and each.reply.written is not None]

    async def _questions(self, session: AsyncSession, rhythm: Rhythm, monday: date) -> list[_Question]:
        workspace = self._ground.workspace
        version = await rhythms.latest_version(session, workspace, rhythm.id)
        wish = rhythms.read_wish(version.wish)
        focus = await focus_of(session, self._ground, rhythm.team)
        service = await self._ground.service(session)
        made: list[_Question] = []
        for on in wished_dates(wish, from_on=monday, until_on=monday + _A_WEEK, works=lambda _: True):
            asked = await people.to_ask(session, workspace, team=rhythm.team, rhythm=rhythm.id, on=on)
            known = await calendars(session, service, [row.person for row in asked], on=on)
            for row in asked:
                days = known[row.person.id]
                placed = place(wish, days, on, taken=(), seed=f"{rhythm.id}:{row.person.id}:{on}")
                if isinstance(placed, HeldBack):
                    continue
                occurrence = Occurrence(
                    workspace=workspace,
                    rhythm=rhythm.id,
                    version=version.number,
                    person=row.person.id,
                    on=on,
                    planned_on=placed.to_on if isinstance(placed, Deferred) else on,
                    due_at=placed.due_at,
                    expires_at=placed.expires_at,
                    decision="deferred" if isinstance(placed, Deferred) else "planned",
                    reason=placed.reason if isinstance(placed, Deferred) else None,
                )
                nudge = await choose(session, self._ground, occurrence, version, focus, zone=days.zone)
                if nudge is not None:
                    made.append(self._question(occurrence, nudge, days, placed.due_at))
        return made

    def _question(self, occurrence: Occurrence, nudge: Nudge, days: Days, due_at: datetime) -> _Question:
        reply = self._replies.get((occurrence.person, week_of(occurrence.on)))
        if reply is not None:
            nudge.replied = True
            nudge.put_off = Stage.SKIPPED.value if reply.used is None else None
        at = due_at + reply.after if reply is not None else due_at
        return _Question(occurrence=occurrence, nudge=nudge, days=days, due_at=due_at, reply=reply, at=at)

    async def _send(self, session: AsyncSession, question: _Question) -> Told | None:
        occurrence = question.occurrence
        answers = _answers(question)
        seen = await question_seen(
            session,
            self._ground,
            question.nudge,
            occurrence,
            days=question.days,
            now=question.at,
            so_far=Standing(answer=answers.get(WEEKLY), pressure=answers.get(PRESSURE)),
        )
        sending = Sending(
            workspace=occurrence.workspace,
            purpose=Purpose.NUDGE,
            subject=occurrence.id,
            person=occurrence.person,
            due_at=question.due_at,
            until_at=sending_until(question.days, occurrence.planned_on),
            state="sent",
            sent_at=question.due_at,
        )
        asked = self._quietly.post(sending, seen, at=question.due_at, changed=question.reply is not None)
        sending.channel, sending.ts = asked.channel, asked.ts
        session.add_all([sending, *answers.values(), *_barriers(question)])
        return Told(at=question.at, asked=asked, reply=question.reply) if question.reply else None


def _due(question: _Question) -> datetime:
    return question.due_at


def _answers(question: _Question) -> dict[str, Answer]:
    reply = question.reply
    if reply is None or reply.used is None:
        return {}
    told = {WEEKLY: USED_CODES[reply.used].value}
    if reply.pressure is not None:
        told[PRESSURE] = _PRESSURES[reply.pressure]
    occurrence = question.occurrence
    return {
        item: Answer(
            workspace=occurrence.workspace,
            person=occurrence.person,
            item=item,
            period_on=occurrence.on,
            value=value,
            counted=value,
            element=question.nudge.element,
            occurrence=occurrence.id,
            late=occurrence.expires_at is not None and question.at > occurrence.expires_at,
            answered_at=question.at,
        )
        for item, value in told.items()
    }


def _barriers(question: _Question) -> Iterator[GotInTheWay]:
    for code in question.reply.barriers if question.reply else ():
        yield GotInTheWay(
            workspace=question.occurrence.workspace,
            source=question.occurrence.id,
            code=code,
            person=question.occurrence.person,
            ticked_at=question.at,
        )
