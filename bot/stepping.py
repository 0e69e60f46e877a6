"""Stepping: moving a made-up clock on, stopping wherever something is due, as the demo and the tests do."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.errors import Unknown
from bot.flows.ground import local_date
from bot.flows.parts import Flows
from bot.schedule import Jobs
from practice.cadence import moment_at
from storage import sendings

STOPS_AT = tuple(time(hour, 30) for hour in range(0, 24, 3))
"""The service's local times at which a walk stops even if nothing is due: digests come out at one of them."""

FURTHEST = timedelta(days=60)
A_DAY = timedelta(days=1)


class MadeUpClock(Protocol):
    """A clock that stands still until it is moved."""

    def __call__(self) -> datetime:
        """Return the moment it shows."""
        ...

    def advance_to(self, moment: datetime) -> None:
        """Show a later moment."""
        ...


async def _nothing() -> None:
    return


class Stepper:
    """Moves the clock on and lets every job tick at each stop."""

    def __init__(
        self,
        clock: MadeUpClock,
        flows: Flows,
        jobs: Jobs,
        settled: Callable[[], Awaitable[None]] = _nothing,
    ) -> None:
        self._clock = clock
        self._flows = flows
        self._jobs = jobs
        self._settled = settled

    async def forward(self, by: timedelta) -> None:
        """Move on by a length of time."""
        await self.until(self._clock() + by)

    async def until(self, moment: datetime) -> None:
        """Move on to a moment."""
        await self._stop()
        while self._clock() < moment:
            await self._advance_to(min(await self._next_stop(), moment))
            await self._stop()

    async def to_next_question(self, person: str | None = None) -> bool:
        """Move on until the next message has left; False when none is due within sixty days.

        The next one to `person`, where one is planned; otherwise the next to anybody.
        """
        await self._stop()
        theirs = await self._next_to(person) if person else None
        if theirs is not None:
            await self.until(theirs)
            return True
        furthest = self._clock() + FURTHEST
        while self._clock() < furthest:
            due = await self._next_due()
            await self._advance_to(min(await self._next_stop(), furthest))
            await self._stop()
            if due is not None and due <= self._clock():
                return True
        return False

    async def _next_to(self, person: str) -> datetime | None:
        try:
            planned = await self._flows.previewing.own(person)
        except Unknown:
            return None
        foreseen = [each.at for each in planned.dates if each.at is not None and each.at > self._clock()]
        due = await self._next_due(person)
        return min([*foreseen, *([due] if due else [])], default=None)

    async def _advance_to(self, moment: datetime) -> None:
        self._clock.advance_to(moment)
        await self._flows.watching.carry_on()

    async def _stop(self) -> None:
        await self._jobs.tick_all()
        await self._settled()

    async def _next_due(self, to: str | None = None) -> datetime | None:
        ground = self._flows.ground
        async with ground.reading() as session:
            return await sendings.next_due_at(session, ground.workspace, after=self._clock(), to=to)

    async def _next_stop(self) -> datetime:
        ground = self._flows.ground
        async with ground.reading() as session:
            zone = (await ground.service(session)).zone
        due, now = await self._next_due(), self._clock()
        today = local_date(now, zone)
        stops = (moment_at(on, at, zone) for on in (today, today + A_DAY) for at in STOPS_AT)
        stop = next(moment for moment in stops if moment > now)
        return min(due, stop) if due is not None else stop
