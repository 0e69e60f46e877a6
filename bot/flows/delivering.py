"""Delivering: claim, commit, send, record, so that every message leaves once."""

import asyncio
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.flows.ground import Ground
from bot.flows.messenger import (
    CannotAsk,
    Closed,
    Messenger,
    NotHeard,
    Outgoing,
    Receipt,
    TryLater,
    Unreachable,
)
from bot.flows.pacing import Pace
from bot.flows.rendering import Rendering
from storage import outages, people, quiets, sendings
from storage.road import Glance, glance
from storage.sendings import Claimed, Outcome

BATCH = 128
IN_FLIGHT = 64
LEASE = timedelta(seconds=45)
LAST_START = timedelta(seconds=15)
LOOK_AGAIN = timedelta(seconds=10)
LOOKS = 2
FIRST_PATIENCE = 5.0
LONGEST_PATIENCE = 60.0
RECORD_EVERY = 0.05
WATCH_EVERY = 0.25
SETTLE_EVERY = 1.0
CANNOT_ASK = "Slack's history cannot be read"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _InHand:
    """A claimed message; `as_of` counts how often a team was quietened before it was put into words."""

    claimed: Claimed
    outgoing: Outgoing
    as_of: int


@dataclass(slots=True)
class _Run:
    """The working state of one tick; `quietened` is the newest count of how often a team was."""

    queue: asyncio.Queue[_InHand | None]
    done: list[Outcome]
    channels: dict[str, str]
    untried: list[str]
    over: asyncio.Event
    quietened: int = 0
    is_slowed: bool = False


class Delivering:
    """Sends what is due, once; what is unclear is settled by asking the chat's history."""

    def __init__(
        self,
        ground: Ground,
        messenger: Messenger,
        *,
        sends_per_minute: int,
        in_flight: int = IN_FLIGHT,
        sole: bool = False,
    ) -> None:
        self._ground = ground
        self._messenger = messenger
        self._rendering = Rendering(ground)
        self._in_flight = in_flight
        self._per_minute = sends_per_minute
        self._batch = max(1, min(BATCH, sends_per_minute // 6))
        self._by = secrets.token_hex(8)
        self._sole = sole
        self._first = True
        self._pace = Pace(sends_per_minute)
        self._paused_until = ground.clock()
        self._patience = FIRST_PATIENCE
        self._draining = asyncio.Event()

    def drain(self) -> None:
        """Take nothing new; what is in flight is finished."""
        self._draining.set()

    async def deliver(self) -> None:
        """Send everything that is due now."""
        now = self._ground.clock()
        orphaned = self._sole and self._first
        seen = await self._glance()
        if orphaned or seen.is_unclear:
            await self._settle(orphaned=orphaned)
        self._first = False
        if not seen.is_waiting or self._draining.is_set() or now < self._paused_until:
            return
        run = _Run(asyncio.Queue(maxsize=self._batch), [], {}, [], asyncio.Event())
        async with asyncio.TaskGroup() as group:
            recorder = group.create_task(self._record_now_and_then(run))
            watcher = group.create_task(self._watch(run))
            settler = group.create_task(self._settle_now_and_then(run))
            workers = [group.create_task(self._work(run)) for _ in range(self._in_flight)]
            await self._claim_all(run)
            for _ in workers:
                await run.queue.put(None)
            await asyncio.wait(workers)
            run.over.set()
            await recorder
            await watcher
            await settler
        await self._record(run)

    async def _claim_all(self, run: _Run) -> None:
        while not self._draining.is_set() and self._ground.clock() >= self._paused_until:
            claimed = await self._claim()
            if not claimed:
                return
            run.quietened = max(run.quietened, claimed[0].as_of)
            for one in claimed:
                await run.queue.put(one)
            if len(claimed) < self._batch and not (await self._glance()).is_waiting:
                return

    async def _glance(self) -> Glance:
        async with self._ground.reading() as session:
            return await glance(session, self._ground.workspace, now=self._ground.clock())

    async def _claim(self) -> list[_InHand]:
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session)
            if service.removed_at is not None:
                return []
            claimed = await sendings.claim(
                session,
                workspace=self._ground.workspace,
                now=now,
                by=self._by,
                lease_until=now + LEASE,
                most=self._batch,
            )
            as_of = await quiets.how_many_of_teams(session, self._ground.workspace)
            rendered = await self._rendering.render(session, service, claimed, now)
            await sendings.record(
                session, workspace=self._ground.workspace, by=self._by, outcomes=rendered.refused
            )
        for outcome in rendered.refused:
            # Why one was held back is its person's own.
            reason = outcome.reason if outcome.state == "missed" else None
            log.info("sending_settled", sending=outcome.id, state=outcome.state, reason=reason)
        return [_InHand(claimed, outgoing, as_of) for claimed, outgoing in rendered.outgoing]

    async def _work(self, run: _Run) -> None:
        while (item := await run.queue.get()) is not None:
            if self._may_start(run, item):
                await self._pace.turn(unless=self._draining)
            if not self._may_start(run, item):
                run.untried.append(item.claimed.id)
                continue
            outcome = await self._send(run, item.outgoing)
            run.done.append(outcome)

    def _may_start(self, run: _Run, item: _InHand) -> bool:
        now, lease_until = self._ground.clock(), item.claimed.lease_until
        is_late = lease_until is not None and now > lease_until - LAST_START
        is_outdated = item.as_of < run.quietened
        return not (is_late or is_outdated or self._draining.is_set() or now < self._paused_until)

    async def _send(self, run: _Run, outgoing: Outgoing) -> Outcome:
        sending = outgoing.message
        try:
            receipt = await self._messenger.send(outgoing)
        except TryLater as patience:
            run.is_slowed = run.is_slowed or patience.is_asked
            return self._put_off(sending, patience.wait)
        except NotHeard:
            log.warning("sending_unclear", sending=sending)
            return Outcome(id=sending, state="unknown", not_before=self._ground.clock() + LOOK_AGAIN)
        except Unreachable as refusal:
            log.warning("sending_refused", sending=sending, reason=str(refusal))
            return Outcome(id=sending, state="missed", reason=str(refusal))
        except Closed as closed:
            await self._close(str(closed))
            return Outcome(id=sending, state="due")
        self._patience = FIRST_PATIENCE
        if outgoing.channel != receipt.channel:
            run.channels[outgoing.person] = receipt.channel
        return self._sent(sending, receipt)

    def _sent(self, sending: str, receipt: Receipt) -> Outcome:
        return Outcome(
            id=sending, state="sent", channel=receipt.channel, ts=receipt.ts, sent_at=self._ground.clock()
        )

    def _put_off(self, sending: str, wait: float | None) -> Outcome:
        if wait is None:
            wait = self._patience
            self._patience = min(self._patience * 2, LONGEST_PATIENCE)
        until = self._ground.clock() + timedelta(seconds=wait)
        self._paused_until = max(self._paused_until, until)
        log.info("sending_paced", seconds=wait)
        return Outcome(id=sending, state="due", not_before=until)

    async def _close(self, reason: str) -> None:
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session)
            if service.removed_at is None:
                service.removed_at = now
                log.error("workspace_closed", reason=reason)
        self._paused_until = now + timedelta(seconds=LONGEST_PATIENCE)

    async def _watch(self, run: _Run) -> None:
        """Notice while sending that a team was quietened: what was claimed before is looked at again."""
        while not run.over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(run.over.wait(), WATCH_EVERY)
                return
            async with self._ground.reading() as session:
                newest = await quiets.how_many_of_teams(session, self._ground.workspace)
            run.quietened = max(run.quietened, newest)

    async def _record_now_and_then(self, run: _Run) -> None:
        while not run.over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(run.over.wait(), RECORD_EVERY)
            await self._record(run)

    async def _record(self, run: _Run) -> None:
        done, run.done = run.done, []
        untried, run.untried = run.untried, []
        channels, run.channels = run.channels, {}
        is_slowed, run.is_slowed = run.is_slowed, False
        if not (done or untried):
            return
        async with self._ground.writing.begin() as session:
            workspace = self._ground.workspace
            await sendings.record(session, workspace=workspace, by=self._by, outcomes=done)
            await sendings.release(session, workspace=workspace, by=self._by, ids=untried)
            await people.remember_dm(session, workspace, channels)
            if is_slowed:
                await outages.note_slowed(session, workspace, self._ground.clock())

    async def _settle_now_and_then(self, run: _Run) -> None:
        """Take up while sending what a process that is gone has left: a busy tick may be a long one."""
        while not run.over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(run.over.wait(), SETTLE_EVERY)
                return
            if (await self._glance()).is_unclear:
                await self._settle(orphaned=False)

    async def _settle(self, *, orphaned: bool) -> None:
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            open_fates = await sendings.take_up(
                session,
                workspace=self._ground.workspace,
                now=now,
                by=self._by,
                lease_until=now + LEASE,
                most=BATCH,
                orphaned=orphaned,
            )
        if not open_fates:
            return
        outcomes = [await self._look(one) for one in open_fates]
        async with self._ground.writing.begin() as session:
            await sendings.record(session, workspace=self._ground.workspace, by=self._by, outcomes=outcomes)

    async def _look(self, one: Claimed) -> Outcome:
        now = self._ground.clock()
        unknown = Outcome(id=one.id, state="unknown", looked=one.looked, not_before=now + LOOK_AGAIN)
        try:
            found = await self._messenger.find(
                person=one.person, channel=one.dm, message=one.id, since=one.due_at - timedelta(minutes=5)
            )
        except CannotAsk:
            return replace(unknown, not_before=None, reason=CANNOT_ASK)
        except TryLater as patience:
            wait = timedelta(seconds=patience.wait or FIRST_PATIENCE)
            return replace(unknown, not_before=now + max(wait, LOOK_AGAIN))
        except (NotHeard, Closed, Unreachable):
            return unknown
        if found is not None:
            return self._sent(one.id, found)
        if one.looked + 1 < LOOKS:
            return replace(unknown, looked=one.looked + 1)
        log.info("sending_not_arrived", sending=one.id)
        return Outcome(id=one.id, state="due")
