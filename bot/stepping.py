"""Stepping: moving a made-up clock on, stopping wherever something is due, as the demo and the tests do."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

from bot.flows.parts import Flows
from bot.schedule import Jobs
from storage import sendings

STRIDE = timedelta(hours=1)
FURTHEST = timedelta(days=60)


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
            self._clock.advance_to(min(await self._next_stop(), moment))
            await self._stop()

    async def to_next_question(self) -> bool:
        """Move on until the next message has left; False when none is due within sixty days."""
        await self._stop()
        furthest = self._clock() + FURTHEST
        while self._clock() < furthest:
            due = await self._next_due()
            self._clock.advance_to(min(await self._next_stop(), furthest))
            await self._stop()
            if due is not None and due <= self._clock():
                return True
        return False

    async def _stop(self) -> None:
        await self._jobs.tick_all()
        await self._settled()

    async def _next_due(self) -> datetime | None:
        ground = self._flows.ground
        async with ground.reading() as session:
            return await sendings.next_due_at(session, ground.workspace, after=self._clock())

    async def _next_stop(self) -> datetime:
        due = await self._next_due()
        stride = self._clock() + STRIDE
        return min(due, stride) if due is not None else stride
