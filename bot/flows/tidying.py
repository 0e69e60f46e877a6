"""Tidying: what has served its time is dropped."""

from datetime import timedelta

from bot.flows.forgetting_one import forget_abandoned
from bot.flows.ground import Ground
from bot.flows.talking import LEFT_ALONE_AFTER
from storage import access, outages, sendings, talks, workspaces

ARRIVALS_KEPT = timedelta(days=7)
WAYS_IN_KEPT = timedelta(days=1)
WAITS_FOR = timedelta(days=30)
OUTAGES_KEPT = timedelta(days=400)


class Tidying:
    """Drops old keys, links, sessions, outages and drafts; ends talks left alone, gives up the long due."""

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
            await talks.end_left_alone(
                session, self._ground.workspace, before=now - LEFT_ALONE_AFTER, now=now
            )
            await forget_abandoned(session, self._ground)
            await sendings.give_up(
                session, self._ground.workspace, before=now - WAITS_FOR, reason=outages.REASON
            )
