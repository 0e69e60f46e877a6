"""Watching: whether delivery runs, whether the chat answers, and the numbers of the whole service."""

from datetime import timedelta

from bot.flows.ground import Ground
from bot.flows.seen_delivery import DeliverySeen
from storage import outages, wished

BEAT_EVERY = timedelta(seconds=10)
"""How often the beat is written, however many processes watch."""

GAP = timedelta(minutes=5)
"""From how long without a beat on we say that we were not running."""

IN_TIME = timedelta(seconds=15)
"""How soon after it is due a message leaves when nothing is in its way."""

FEW = 20
"""Fewer waiting messages than this are no delay of the service: a few people are not told apart by it."""

STEP = timedelta(minutes=1)


class Watching:
    """Notes what stops all sending, from what says nothing of anybody: the clock and the chat's own list."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def watch(self) -> None:
        """Note that we run; after a gap, note the outage it was."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            workspace = self._ground.workspace
            beat = await outages.beat(session, workspace, now)
            if now - beat.at < BEAT_EVERY and now != beat.at:
                return
            if now - beat.at >= GAP:
                await outages.begin(session, workspace, outages.NOT_RUNNING, beat.at)
                await outages.end(session, workspace, outages.NOT_RUNNING, now)
            waiting = await outages.waiting(session, workspace, due_before=now - IN_TIME, most=FEW)
            if waiting < FEW:
                beat.caught_up_at = now
            beat.at = max(beat.at, now)

    async def carry_on(self) -> None:
        """Say that the clock was moved on by hand: that we did not run in between is no outage."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            beat = await outages.beat(session, self._ground.workspace, now)
            beat.at = max(beat.at, now)

    async def heard(self, *, whether: bool) -> None:
        """Note whether the chat answered when we asked it who is here."""
        now, workspace = self._ground.clock(), self._ground.workspace
        async with self._ground.writing.begin() as session:
            if whether:
                await outages.end(session, workspace, outages.NOT_HEARD, now)
            else:
                await outages.begin(session, workspace, outages.NOT_HEARD, now)

    async def delivery(self) -> DeliverySeen:
        """Return delivery in numbers, the same whatever any one person chose for themselves."""
        now, workspace = self._ground.clock(), self._ground.workspace
        async with self._ground.reading() as session:
            people, late, missed = await wished.settled(session, workspace)
            beat = await outages.last_beat(session, workspace)
            refused = await wished.troubles(session, workspace, state="missed", outage=outages.REASON)
            unknown = await wished.troubles(session, workspace, state="unknown", outage=outages.REASON)
            behind = now - beat.caught_up_at if beat else timedelta(0)
            return DeliverySeen(
                due=await wished.due(session, workspace, now),
                sent=people - missed,
                late=late,
                missed=missed + len(refused),
                unknown=len(unknown),
                lag_seconds=int(behind // STEP * STEP.total_seconds()),
                slowed_minutes=await outages.slowed_minutes(session, workspace),
            )
