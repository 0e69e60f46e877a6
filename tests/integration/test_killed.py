"""A process killed without warning in the middle of sending: another takes up what it held."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest

from sandbox.clock import SteppingClock
from sandbox.server import create_app
from sandbox.workspace import Member, Workspace
from storage.sealing import new_key
from tests.acting import ASKED_AT, BEFORE_ASKED
from tests.examples import agreed, members
from tests.ports import free_port
from tests.wire import joined, served, settings_for

MANY = [f"U0M{number:03}" for number in range(40)]
PEOPLE = [*members(), *(Member(id=slack, name=slack.lower(), real_name=slack) for slack in MANY)]
PATIENCE = 90

pytestmark = pytest.mark.timeout(400)


async def test_killed_in_the_middle_of_sending_everybody_still_gets_one_message(ready_url: str):
    key = new_key()
    async with joined(ready_url, at=BEFORE_ASKED, people=PEOPLE, INROLE_SECRET_KEYS=key) as wire:
        await wire.apply(agreed(*MANY))
    here, there = free_port(), free_port()
    settings = settings_for(ready_url, here, there) | {
        "INROLE_SECRET_KEYS": key,
        "INROLE_PORT": str(here),
        "INROLE_SENDS_PER_MINUTE": "300",
    }
    workspace = Workspace(
        team="T0NORTH",
        name="Northshire practice workspace",
        clock=SteppingClock(ASKED_AT),
        signing_secret=settings["SLACK_SIGNING_SECRET"],
        bot_token=settings["SLACK_BOT_TOKEN"],
        members=PEOPLE,
        events_url=None,
    )
    workspace.faults.on_call("withheld_after", "chat.postMessage", times=3)

    async with served(create_app(workspace), there):
        async with child(ASKED_AT, 1, settings) as first:
            await until_sent(workspace, 15)
            first.kill()
            await first.wait()
        before = sent(workspace)
        async with child(ASKED_AT + timedelta(seconds=60), 10, settings):
            await until_sent(workspace, len(MANY))
            await until_quiet(workspace)

    assert 15 <= before < len(MANY)
    assert {person: len(workspace.hand(person).messages()) for person in MANY} == dict.fromkeys(MANY, 1)


@asynccontextmanager
async def child(
    moment: datetime, speed: float, settings: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Give a running Inrole in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.child",
        moment.isoformat(),
        str(speed),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def sent(workspace: Workspace) -> int:
    """Return how many messages have arrived."""
    return sum(len(workspace.hand(person).messages()) for person in MANY)


async def until_sent(workspace: Workspace, number: int) -> None:
    """Return when so many messages have arrived."""
    async with asyncio.timeout(PATIENCE):
        while sent(workspace) < number:
            await workspace.changes.after(workspace.changes.number, seconds=1)


async def until_quiet(workspace: Workspace) -> None:
    """Return when nothing has happened for longer than two deliveries are apart."""
    async with asyncio.timeout(PATIENCE):
        number = -1
        while number != workspace.changes.number:
            number = workspace.changes.number
            await workspace.changes.after(number, seconds=2.5)
