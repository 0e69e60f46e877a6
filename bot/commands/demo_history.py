"""Twelve weeks of a made-up service, lived on a clock that is stepped: digests gated and frozen as ever."""

import heapq
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count

from bot.commands import demo_story as story
from bot.commands.demo_past import Past
from bot.commands.demo_quietly import Asked, Quietly
from bot.commands.demo_story import Reply
from bot.flows.delivering import Delivering
from bot.flows.joining import NOT_FOR_ME
from bot.flows.keeping import FormOf, Written
from bot.flows.parts import Flows
from bot.flows.seen import Stage
from practice.cadence import moment_at
from practice.windows import PUBLISHED_AT, SHORT
from sandbox.clock import SteppingClock
from sandbox.workspace import Workspace
from storage import sendings

ZONE = "Europe/London"
SET_UP_AT = datetime(2026, 9, 7, 8, 0, tzinfo=UTC)
TOLD_UNTIL = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
"""Where the history ends and the wire begins."""

OPENS_AT = datetime(2026, 12, 8, 10, 0, tzinfo=UTC)
"""The moment at which a newcomer finds the service: a Tuesday morning, today's questions on their way."""

LIVED_WEEKS = 1
"""How many of the last weeks are sent and answered one by one, through every flow."""

WELCOMES = {"U0AMIRA": "start", "U0CALLUM": "end", "U0LEILA": NOT_FOR_ME}
EARLY = time(5)
A_DAY = timedelta(days=1)
UNPACED = 1_000_000

ToCome = tuple[datetime, int, Callable[[], Awaitable[None]]]


class History:
    """Lives through the twelve weeks; each digest is published when it is due, from what was answered."""

    def __init__(self, flows: Flows, workspace: Workspace, clock: SteppingClock) -> None:
        self._flows = flows
        self._clock = clock
        self._quietly = Quietly(workspace)
        self._delivering = Delivering(
            flows.ground, self._quietly, sends_per_minute=UNPACED, in_flight=4, sole=True
        )
        self._service = story.service()
        self._replies: Mapping[tuple[str, int], Reply] = story.replies(self._service)
        self._past = Past(flows.ground, self._quietly, self._replies)
        self._to_come: list[ToCome] = []
        self._order = count()

    async def tell(self, told: Callable[[int], None]) -> None:
        """Live from the first day to `TOLD_UNTIL`; `told` hears each week's number as it begins."""
        await self._begin()
        for week in range(1, story.WEEKS + 1):
            told(week)
            monday = story.FIRST_WEEK + timedelta(weeks=week - 1)
            await self._open(monday)
            if week > story.WEEKS - LIVED_WEEKS:
                await self._live(monday)
            else:
                await self._write_down(monday)
        await self._until(TOLD_UNTIL)
        await self._flows.tidying.tidy()
        await self._flows.applying.apply(self._service)

    async def _begin(self) -> None:
        await self._flows.applying.apply(story.without(self._service, story.NEWCOMER))
        await self._flows.joining.arrive(self._quietly)
        await self._flows.joining.meet(self._quietly)
        await self._flows.planning.plan()
        await self._flows.digesting.tick()
        await self._delivering.deliver()
        await self._until(SET_UP_AT + timedelta(hours=3))
        for person, choice in WELCOMES.items():
            seen = await self._flows.joining.answer_welcome(person, choice, key=f"demo welcome {person}")
            sent = await self._flows.joining.welcome_message(person)
            if sent is not None:
                self._quietly.redraw(person, sent[1], seen)

    async def _open(self, monday: date) -> None:
        await self._until(moment_at(monday, EARLY, ZONE))
        if (monday - story.FIRST_WEEK).days % SHORT == 0:
            await self._flows.digesting.tick()
            await self._until(moment_at(monday, PUBLISHED_AT, ZONE))
            await self._flows.digesting.tick()
            await self._delivering.deliver()
        else:
            await self._flows.digesting.tick()

    async def _write_down(self, monday: date) -> None:
        for told in await self._past.write(monday):
            self._expect(told.at, partial(self._write, told.asked, told.reply))

    async def _live(self, monday: date) -> None:
        for weekday in range(1, 4):
            await self._until(moment_at(monday + weekday * A_DAY, EARLY, ZONE))
            await self._flows.planning.plan()

    async def _until(self, moment: datetime) -> None:
        due = await self._next_due()
        while True:
            next_at = self._to_come[0][0] if self._to_come else None
            at = min((found for found in (due, next_at) if found is not None), default=None)
            if at is None or at > moment:
                break
            self._clock.advance_to(max(at, self._clock()))
            if at == next_at:
                await heapq.heappop(self._to_come)[2]()
                continue
            await self._delivering.deliver()
            self._expect_replies()
            due = await self._next_due()
        self._clock.advance_to(moment)

    async def _next_due(self) -> datetime | None:
        ground = self._flows.ground
        async with ground.reading() as session:
            return await sendings.next_due_at(session, ground.workspace, after=self._clock())

    def _expect(self, at: datetime, happening: Callable[[], Awaitable[None]]) -> None:
        heapq.heappush(self._to_come, (at, next(self._order), happening))

    def _expect_replies(self) -> None:
        for asked in self._quietly.asked:
            reply = self._replies.get((asked.person, story.week_of(self._clock().date())))
            if reply is not None:
                self._expect(self._clock() + reply.after, partial(self._answer, asked, reply))
        self._quietly.asked = []

    async def _answer(self, asked: Asked, reply: Reply) -> None:
        person, occurrence = asked.person, asked.occurrence
        answering = self._flows.answering
        key = f"demo {occurrence}"
        if reply.used is None:
            seen = await answering.put_off(person, occurrence, Stage.SKIPPED, key=f"{key} skip")
            self._quietly.redraw(person, asked.ts, seen)
            return
        seen = await answering.tap(person, occurrence, reply.used, key=f"{key} used")
        if reply.pressure is not None:
            seen = await answering.tell_pressure(person, occurrence, reply.pressure, key=f"{key} pressure")
        if reply.barriers:
            seen = await answering.tell_barriers(person, occurrence, reply.barriers, key=f"{key} barriers")
        if reply.written is not None:
            await self._write(asked, reply)
        self._quietly.redraw(person, asked.ts, seen)

    async def _write(self, asked: Asked, reply: Reply) -> None:
        if reply.written is None:
            return
        form = await self._flows.reflecting.open(asked.person, asked.occurrence)
        about = FormOf(form=form.form, occurrence=form.occurrence, pack=form.pack, prompt=form.prompt)
        share = "team" if reply.written.shown else "private"
        written = Written(lines=reply.written.lines, choices={}, share=share)
        await self._flows.reflecting.keep(asked.person, about, written, key=f"demo {asked.occurrence} words")
