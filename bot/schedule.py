"""The few interval jobs: plan, deliver, digest, tidy, meet; each asks the database what is due."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.flows.health import Health

log = structlog.get_logger()

INTERVALS: Mapping[str, timedelta] = {
    "plan": timedelta(seconds=60),
    "deliver": timedelta(seconds=2),
    "digest": timedelta(minutes=5),
    "tidy": timedelta(minutes=10),
    "meet": timedelta(minutes=10),
}


@dataclass(frozen=True, slots=True)
class Jobs:
    """Every job by name, run in the order in which one feeds the next."""

    work: Mapping[str, Callable[[], Awaitable[None]]]
    health: Health

    async def tick(self, job: str) -> None:
        """Run one job; a fault is logged once with a reference and the next tick tries again."""
        try:
            await self.work[job]()
        except Exception as error:
            log.exception("job_failed", job=job, reference=secrets.token_hex(4), exc_info=error)
            return
        self.health.ticked(job)

    async def tick_all(self) -> None:
        """Run every job once."""
        for job in self.work:
            await self.tick(job)


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
        )
    return scheduler
