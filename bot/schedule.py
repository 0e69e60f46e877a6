"""The few interval jobs, from planning to tidying; each asks the database what is due."""

import asyncio
import secrets
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import clock
from bot.flows.health import Health

log = structlog.get_logger()

INTERVALS: Mapping[str, timedelta] = {
    "plan": timedelta(seconds=60),
    "deliver": timedelta(seconds=2),
    "focus": timedelta(minutes=5),
    "digest": timedelta(minutes=5),
    "tidy": timedelta(minutes=10),
    "meet": timedelta(minutes=10),
    "watch": timedelta(seconds=15),
    "tally": timedelta(minutes=10),
}


@dataclass(frozen=True, slots=True)
class Jobs:
    """Every job by name, run in the order in which one feeds the next; none runs twice at a time."""

    work: Mapping[str, Callable[[], Awaitable[None]]]
    health: Health
    _running: set[asyncio.Task[None]] = field(default_factory=set)
    _turns: Mapping[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def tick(self, job: str) -> None:
        """Run one job; a fault is logged once with a reference and the next tick tries again."""
        running = asyncio.create_task(self._tick(job))
        self._running.add(running)
        running.add_done_callback(self._running.discard)
        await running

    async def _tick(self, job: str) -> None:
        try:
            async with self._turns[job]:
                await self.work[job]()
        except Exception as error:
            log.exception("job_failed", job=job, reference=secrets.token_hex(4), exc_info=error)
            return
        self.health.ticked(job)

    async def tick_all(self) -> None:
        """Run every job once."""
        for job in self.work:
            await self.tick(job)

    async def finished(self) -> None:
        """Return when no job is running any more."""
        while self._running:
            await asyncio.wait(set(self._running))


def schedule(jobs: Jobs) -> AsyncIOScheduler:
    """Return a scheduler that ticks each job at its interval, and once at the start."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    for job in jobs.work:
        scheduler.add_job(
            jobs.tick,
            "interval",
            args=(job,),
            seconds=INTERVALS[job].total_seconds(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            next_run_time=clock.now(),
        )
    return scheduler


@asynccontextmanager
async def clockwork(jobs: Jobs, *, drain: Callable[[], None]) -> AsyncIterator[None]:
    """Tick every job at its interval, and once at the start, while the block lasts.

    At its end nothing new begins: `drain` says so to delivery, and what runs is waited for.
    """
    scheduler = schedule(jobs)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        drain()
        # Shutting the scheduler down cancels what it runs, so that has to end first.
        await jobs.finished()
        scheduler.shutdown(wait=False)
