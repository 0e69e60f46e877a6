"""Health: whether the database, its migrations and each job are well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from storage.database import Database, DatabaseBroken

STALE_AFTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSeen:
    """How the process is."""

    is_well: bool
    database: str
    migrations: str
    jobs: Mapping[str, datetime | None]


class Health:
    """Knows when each job last ticked; a new process counts as well for three intervals."""

    def __init__(self, database: Database, clock: Clock, intervals: Mapping[str, timedelta]) -> None:
        self._database = database
        self._clock = clock
        self._intervals = intervals
        self._started_at = clock()
        self._ticked: dict[str, datetime] = {}

    def ticked(self, job: str) -> None:
        """Note that a job ran to its end."""
        self._ticked[job] = self._clock()

    async def ready(self) -> HealthSeen:
        """Return how everything is."""
        reachable = await self._database.is_reachable()
        current = reachable and await self._is_current()
        now = self._clock()
        jobs_well = all(
            now - self._ticked.get(job, self._started_at) <= STALE_AFTER * interval
            for job, interval in self._intervals.items()
        )
        return HealthSeen(
            is_well=reachable and current and jobs_well,
            database="ok" if reachable else "not reachable",
            migrations="ok" if current else "not current: run `inrole migrate`",
            jobs={job: self._ticked.get(job) for job in self._intervals},
        )

    async def _is_current(self) -> bool:
        try:
            return await self._database.is_current()
        except (DatabaseBroken, OSError):
            return False
