"""What breaks midway: a long job, a release, a full disk, a locked or restarted database, a dead token."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import text

from bot.app import running
from bot.flows.delivering import Delivering
from bot.slack.messenger import SlackMessenger, make_client
from sandbox.workspace import Member
from storage.database import open_database
from tests.acting import ASKED_AT, BEFORE_ASKED, NUDGE, press, question, rows
from tests.databases import ready_database
from tests.examples import TWELVE, agreed, members
from tests.wire import Wire, joined

AMIRA = TWELVE[0]
MANY = tuple(f"U0M{number:03}" for number in range(60))
PEOPLE = [*members(), *(Member(id=slack, name=slack.lower(), real_name=slack) for slack in MANY)]
ONE_EACH = dict.fromkeys(TWELVE, 1)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
FOUR_A_SECOND = "240"
PATIENCE = 60
HOLDS_A_SECOND = """
import sqlite3, sys, time
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(1)
held.execute("COMMIT")
"""


async def test_a_long_job_keeps_no_question_waiting(ready_url: str):
    """F17."""
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.workspace.faults.on_call("withheld_after", "users.list")
        number = wire.workspace.changes.number
        long = asyncio.create_task(wire.inrole.jobs.tick("meet"))
        async with asyncio.timeout(PATIENCE):
            while wire.workspace.faults.calls:
                number = await changed(wire, number)
        wire.clock.advance_to(ASKED_AT)

        await wire.inrole.jobs.tick("plan")
        await wire.inrole.jobs.tick("deliver")

        assert not long.done()
        assert received(wire) == ONE_EACH
        long.cancel()
        with suppress(asyncio.CancelledError):
            await long


async def test_two_releases_in_the_middle_of_a_run_double_nothing_and_reach_everybody(ready_url: str):
    """F16."""
    async with joined(ready_url, at=BEFORE_ASKED, INROLE_SENDS_PER_MINUTE=FOUR_A_SECOND) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.clock.advance_to(ASKED_AT)
        for reached in (2, 5):
            async with running(wire.settings, wire.clock, ticking=False) as release:
                delivering = asyncio.create_task(release.jobs.tick("deliver"))
                await until_reached(wire, reached)
                release.flows.delivering.drain()
                await delivering
        assert sum(received(wire).values()) < len(TWELVE)

        await wire.tick()

        assert received(wire) == ONE_EACH


async def test_accepted_and_never_answered_is_one_message(ready_url: str):
    """F36."""
    impatient = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=1))
    async with joined(ready_url, at=BEFORE_ASKED) as wire, impatient:
        await wire.apply(agreed(AMIRA))
        wire.clock.advance_to(ASKED_AT)
        wire.workspace.faults.on_call("withheld_after", "chat.postMessage", person=AMIRA)
        client = make_client(
            token=wire.settings.slack_bot_token.get_secret_value(),
            base_url=wire.settings.slack_api_url,
            session=impatient,
        )
        delivering = Delivering(
            wire.inrole.flows.ground, SlackMessenger(client), sends_per_minute=1_000_000, in_flight=4
        )
        await delivering.deliver()
        assert await rows(wire, states_of(AMIRA)) == [("unknown", None)]

        await wire.jump(ASKED_AT + 11 * SECOND)
        await wire.jump(ASKED_AT + MINUTE)

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert await rows(wire, states_of(AMIRA)) == [("sent", None)]


async def test_a_file_that_another_process_locks_for_a_second_is_waited_for(tmp_path: Path):
    """F35."""
    async with ready_database("sqlite", tmp_path) as url, joined(url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        async with locked(url):
            await wire.jump(ASKED_AT)
        assert received(wire) == ONE_EACH

        async with locked(url):
            await press(wire, AMIRA, "Yes")

        assert "How full was your week?" in question(wire, AMIRA).text


async def test_a_full_disk_loses_and_doubles_nothing_and_needs_no_hands_afterwards(tmp_path: Path):
    """F35."""
    async with (
        ready_database("sqlite", tmp_path) as url,
        joined(url, at=BEFORE_ASKED, people=PEOPLE) as wire,
    ):
        await wire.apply(agreed(*MANY))
        wire.expected.update({"job_failed", "listener_failed"})
        await allow_pages(wire, 1)
        await wire.jump(ASKED_AT)
        assert '"job": "deliver"' in wire.log.getvalue()
        assert sum(len(wire.messages(person, NUDGE)) for person in MANY) < len(MANY)

        await allow_pages(wire, 1_000_000)
        for seconds in (1, 46, 57, 68, 80):
            await wire.jump(ASKED_AT + seconds * SECOND)

        assert {person: len(wire.messages(person, NUDGE)) for person in MANY} == dict.fromkeys(MANY, 1)


async def test_a_server_that_was_restarted_is_found_again_by_the_next_press_and_tick(tmp_path: Path):
    """F35."""
    async with ready_database("postgresql", tmp_path) as url, joined(url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        await end_connections(url)
        await wire.jump(ASKED_AT)
        assert received(wire) == ONE_EACH

        await end_connections(url)
        await press(wire, AMIRA, "Yes")

        assert "How full was your week?" in question(wire, AMIRA).text


async def test_a_token_revoked_in_the_middle_stops_at_once_and_coming_back_floods_nobody(ready_url: str):
    """F37."""
    async with joined(ready_url, at=BEFORE_ASKED, INROLE_SENDS_PER_MINUTE=FOUR_A_SECOND) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.clock.advance_to(ASKED_AT)
        ticking = asyncio.create_task(wire.tick())
        await until_reached(wire, 3)
        wire.workspace.revoke()
        before = sum(received(wire).values())
        await ticking
        for later in (MINUTE, HOUR, 9 * HOUR):
            await wire.jump(ASKED_AT + later)

        assert 3 <= before < len(TWELVE)
        assert sum(received(wire).values()) == before
        sends = [each for each in wire.workspace.exchanges if each.kind == "chat.postMessage"]
        assert sum(each.status != "ok" for each in sends) < len(TWELVE) - before
        assert "Slack did not answer" in {seen.what for seen in await wire.inrole.flows.ledgering.outages()}
        assert '"workspace_closed"' in wire.log.getvalue()

        wire.workspace.reinstall()
        for minute in (0, 5, 60):
            await wire.jump(datetime(2026, 12, 8, 10, 0, tzinfo=UTC) + minute * MINUTE)

        assert sum(received(wire).values()) == before + len(TWELVE)
        assert set(received(wire).values()) == {1, 2}
        states = await rows(wire, "SELECT DISTINCT state, reason FROM sending WHERE purpose = 'nudge'")
        assert set(states) == {("sent", None), ("missed", "outage")}


def received(wire: Wire) -> dict[str, int]:
    """Return how many questions each of the twelve has had."""
    return {person: len(wire.messages(person, NUDGE)) for person in TWELVE}


def states_of(person: str) -> str:
    """Return how to ask for what became of a person's questions."""
    return f"SELECT state, reason FROM sending WHERE purpose = 'nudge' AND person = '{person}'"


async def changed(wire: Wire, number: int) -> int:
    """Wait until something happens in the workspace, a second at most; return the number of the newest."""
    await wire.workspace.changes.after(number, seconds=1)
    return wire.workspace.changes.number


async def until_reached(wire: Wire, people: int) -> None:
    """Wait until so many questions have come."""
    async with asyncio.timeout(PATIENCE):
        while sum(received(wire).values()) < people:
            await changed(wire, wire.workspace.changes.number)


async def allow_pages(wire: Wire, number: int) -> None:
    """Let the file grow to so many pages and no further; fewer than it has mean that it is full now."""
    database = wire.inrole.flows.ground.database
    async with database.engine.connect() as connection:
        await connection.execute(text(f"PRAGMA max_page_count = {number}"))


async def end_connections(url: str) -> None:
    """End every connection to a PostgreSQL database."""
    database = open_database(url)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    others += "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    async with database.engine.connect() as connection:
        await connection.execute(text(others))
    await database.close()


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Let another process hold the file for a second from the beginning of the block."""
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDS_A_SECOND, url.partition("///")[2], stdout=asyncio.subprocess.PIPE
    )
    assert holder.stdout is not None
    assert await holder.stdout.readline() == b"held\n"
    yield
    assert await holder.wait() == 0
