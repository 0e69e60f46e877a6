"""Tidying: what has served its time is dropped."""

from datetime import timedelta

from bot.flows.ground import Ground
from storage import access, outages, workspaces

ARRIVALS_KEPT = timedelta(days=7)
WAYS_IN_KEPT = timedelta(days=1)
OUTAGES_KEPT = timedelta(days=400)


class Tidying:
    """Drops the keys of old arrivals, spent links and ended page sessions."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def tidy(self) -> None:
        """Drop what is past keeping."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            await self._ground.service(session, alone=True)
            await workspaces.forget_arrivals(session, now - ARRIVALS_KEPT)
            await access.forget_spent(session, now - WAYS_IN_KEPT)
            await outages.forget_outages(session, now - OUTAGES_KEPT)
