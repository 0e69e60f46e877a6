"""A whole Inrole and a practice workspace, joined over loopback HTTP with truly signed requests."""

import asyncio
import io
import json
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import uvicorn
from starlette.types import ASGIApp

from bot.app import Inrole, running
from bot.flows.service_file import read_service_file
from bot.logs import start_logging
from bot.settings import Settings, read_settings
from bot.stepping import Stepper
from sandbox.clock import SteppingClock
from sandbox.hands import Hand
from sandbox.messages import Message
from sandbox.server import create_app
from sandbox.workspace import Member, Workspace
from storage import sendings
from storage.sealing import new_key
from tests.examples import MONDAY, members
from tests.ports import free_port

RECORDS = os.environ.get("INROLE_TEST_RECORDS")
HALF_A_DAY = timedelta(hours=12)
BROKEN = frozenset({"job_failed", "listener_failed", "request_broke"})
"""What is logged where something of ours broke and a guard caught it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Both ends of the wire, and the clock between them."""

    workspace: Workspace
    inrole: Inrole
    clock: SteppingClock
    stepper: Stepper
    address: str
    browser: httpx2.AsyncClient
    settings: Settings
    log: io.StringIO
    browsers: AsyncExitStack
    expected: set[str] = field(default_factory=set)

    def hand(self, person: str) -> Hand:
        """Return what a person can do in the workspace."""
        return self.workspace.hand(person)

    def messages(self, person: str, event_type: str | None = None) -> list[Message]:
        """Return the messages Inrole sent a person, of one kind or of all."""
        return [
            message
            for message in self.hand(person).messages()
            if message.metadata and (event_type is None or message.metadata["event_type"] == event_type)
        ]

    async def apply(self, written: bytes) -> None:
        """Apply a service file and let the jobs take it up."""
        await self.inrole.flows.applying.apply(read_service_file(written))
        await self.inrole.jobs.tick_all()
        await self.workspace.settled()

    async def tick(self) -> None:
        """Let every job run once, where the clock stands."""
        await self.inrole.jobs.tick_all()
        await self.workspace.settled()

    async def until(self, moment: datetime) -> None:
        """Step the clock to a moment."""
        await self.stepper.until(moment)

    async def jump(self, moment: datetime) -> None:
        """Set the clock on to a moment without stopping between, as while Inrole is down, and tick there."""
        self.clock.advance_to(moment)
        await self.tick()

    async def through(self, moment: datetime) -> None:
        """Step the clock to a moment by each due moment on the way and the middle of each day."""
        while self.clock() < moment:
            await self.jump(min(await self._next_due() or moment, self.clock() + HALF_A_DAY, moment))

    async def _next_due(self) -> datetime | None:
        ground = self.inrole.flows.ground
        async with ground.reading() as session:
            return await sendings.next_due_at(session, ground.workspace, after=self.clock())

    async def new_browser(self) -> httpx2.AsyncClient:
        """Return somebody else's browser, which remembers nobody."""
        return await self.browsers.enter_async_context(
            httpx2.AsyncClient(base_url=self.address, verify=False)
        )

    def broken(self) -> list[str]:
        """Return the log lines of what broke and was not expected to."""
        return [
            line
            for line in self.log.getvalue().splitlines()
            if line.startswith("{") and json.loads(line)["event"] in BROKEN - self.expected
        ]


@asynccontextmanager
async def joined(
    database_url: str,
    *,
    at: datetime = MONDAY,
    people: Sequence[Member] | None = None,
    record: Path | None = None,
    **settings: Any,
) -> AsyncIterator[Wire]:
    """Give a running Inrole in a practice workspace; the clock stands at `at` until it is stepped.

    Nothing of ours may break inside the block: what a guard caught fails the test, unless the test puts the
    event's name among the wire's `expected`.
    """
    clock, log = SteppingClock(at), io.StringIO()
    start_logging("json", log)
    here, there = free_port(), free_port()
    given = settings_for(database_url, here, there) | settings
    read = read_settings(**given)
    workspace = Workspace(
        team="T0NORTH",
        name="Northshire practice workspace",
        clock=clock,
        signing_secret=given["SLACK_SIGNING_SECRET"],
        bot_token=given["SLACK_BOT_TOKEN"],
        members=list(people or members()),
        events_url=f"http://127.0.0.1:{here}/slack/events",
        record=record or _record(),
    )
    async with served(create_app(workspace), there):
        await workspace.start()
        try:
            async with (
                running(read, clock, ticking=False) as inrole,
                served(inrole.web, here),
                httpx2.AsyncClient(base_url=read.address, verify=False) as browser,
                AsyncExitStack() as browsers,
            ):
                stepper = Stepper(clock, inrole.flows, inrole.jobs, workspace.settled)
                wire = Wire(
                    workspace=workspace,
                    inrole=inrole,
                    clock=clock,
                    stepper=stepper,
                    address=read.address,
                    browser=browser,
                    settings=read,
                    log=log,
                    browsers=browsers,
                )
                yield wire
                assert not (broken := wire.broken()), broken
        finally:
            await workspace.stop()


@asynccontextmanager
async def served(app: ASGIApp, port: int) -> AsyncIterator[None]:
    """Serve an application on loopback while the block lasts."""
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    server = uvicorn.Server(config)
    server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]
    task = asyncio.create_task(server.serve())
    while not server.started:
        if task.done():
            await task
        await asyncio.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        await task


def settings_for(database_url: str, here: int, there: int) -> dict[str, str]:
    """Return the settings of an Inrole that listens on port `here`, with a workspace on port `there`."""
    return {
        "SLACK_SIGNING_SECRET": "a-signing-secret",
        "SLACK_BOT_TOKEN": "xoxb-practice",
        "INROLE_SECRET_KEYS": new_key(),
        "INROLE_PUBLIC_URL": f"http://127.0.0.1:{here}",
        "INROLE_DATABASE_URL": database_url,
        "INROLE_SLACK_API_URL": f"http://127.0.0.1:{there}/api/",
        "INROLE_LOCAL_SLACK": "true",
        "INROLE_SENDS_PER_MINUTE": "1000000",
    }


def _record() -> Path | None:
    return Path(RECORDS) / f"{os.getpid()}-{os.urandom(4).hex()}.jsonl" if RECORDS else None
