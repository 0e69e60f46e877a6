"""Several processes on one PostgreSQL, none of them leading: nothing twice, nothing lost, no trouble."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest

from bot.app import running, working
from bot.errors import WrongSetting
from bot.flows.delivering import LEASE
from bot.flows.service_file import read_service_file
from bot.settings import read_settings
from sandbox.clock import SteppingClock
from sandbox.server import create_app
from sandbox.workspace import Member, Workspace
from storage import sendings
from storage.sealing import new_key
from tests.acting import ASKED_AT, BEFORE_ASKED, NOTICE, NUDGE, rows
from tests.databases import ready_database
from tests.examples import MONDAY, TWELVE, agreed, members
from tests.ports import free_port
from tests.windows import FORTNIGHT_PUBLISHED, questioned
from tests.wire import BROKEN, Wire, joined, served, settings_for

MANY = tuple(f"U0M{number:03}" for number in range(40))
PEOPLE = [*members(), *(Member(id=slack, name=slack.lower(), real_name=slack) for slack in MANY)]
PATIENCE = 90

pytestmark = pytest.mark.timeout(400)


@pytest.fixture
async def postgresql_url(tmp_path: Path) -> AsyncIterator[str]:
    async with ready_database("postgresql", tmp_path) as url:
        yield url


async def test_three_processes_in_the_same_second_ask_everybody_once(postgresql_url: str, tmp_path: Path):
    key = new_key()
    async with joined(postgresql_url, at=BEFORE_ASKED, people=PEOPLE, INROLE_SECRET_KEYS=key) as wire:
        await wire.inrole.flows.applying.apply(read_service_file(agreed(*MANY)))
    workspace, settings = _workspace(postgresql_url, key, ASKED_AT)

    async with served(create_app(workspace), _port(settings)), AsyncExitStack() as stack:
        for number in range(3):
            moment = ASKED_AT - timedelta(seconds=number)
            await stack.enter_async_context(worker(moment, settings, tmp_path / f"{number}.log"))
        await _until_sent(workspace, len(MANY))
        await _until_quiet(workspace)

    async with joined(postgresql_url, at=ASKED_AT, people=PEOPLE, INROLE_SECRET_KEYS=key) as wire:
        occurrences = await rows(wire, "SELECT person, COUNT(*) FROM occurrence GROUP BY person")
    assert {person: len(workspace.hand(person).messages()) for person in MANY} == dict.fromkeys(MANY, 1)
    assert dict(occurrences) == dict.fromkeys(MANY, 1)
    assert _troubles(tmp_path) == []


async def test_two_whole_processes_publish_one_digest_and_tell_of_it_once(
    postgresql_url: str, tmp_path: Path
):
    key = new_key()
    async with questioned(postgresql_url, *TWELVE, INROLE_SECRET_KEYS=key) as wire:
        assert await rows(wire, "SELECT COUNT(*) FROM digest") == [(0,)]
    workspace, settings = _workspace(postgresql_url, key, FORTNIGHT_PUBLISHED)

    async with served(create_app(workspace), _port(settings)), AsyncExitStack() as stack:
        for number in range(2):
            log = tmp_path / f"{number}.log"
            await stack.enter_async_context(worker(FORTNIGHT_PUBLISHED, settings, log))
        await _until_sent(workspace, len(TWELVE), people=TWELVE)
        await _until_quiet(workspace)

    async with joined(postgresql_url, at=FORTNIGHT_PUBLISHED, INROLE_SECRET_KEYS=key) as wire:
        assert await rows(wire, "SELECT COUNT(*) FROM digest") == [(1,)]
    assert {person: len(workspace.hand(person).messages()) for person in TWELVE} == dict.fromkeys(TWELVE, 1)
    assert _troubles(tmp_path) == []


async def test_every_job_may_run_twice_in_the_same_moment(postgresql_url: str):
    async with (
        questioned(postgresql_url, *TWELVE) as wire,
        running(wire.settings, wire.clock, ticking=False) as other,
    ):
        wire.clock.advance_to(FORTNIGHT_PUBLISHED)
        for job in wire.inrole.jobs.work:
            await asyncio.gather(
                *(jobs.tick(job) for jobs in (wire.inrole.jobs, other.jobs) for _ in range(3))
            )
        await wire.tick()

        assert await rows(wire, "SELECT COUNT(*) FROM digest") == [(1,)]
        notices = {person: len(wire.messages(person, NOTICE)) for person in TWELVE}
        assert notices == dict.fromkeys(TWELVE, 1)


async def test_a_process_told_to_stop_finishes_what_is_on_its_way_and_gives_back_the_rest(
    postgresql_url: str, tmp_path: Path
):
    key = new_key()
    async with joined(postgresql_url, at=BEFORE_ASKED, people=PEOPLE, INROLE_SECRET_KEYS=key) as wire:
        await wire.inrole.flows.applying.apply(read_service_file(agreed(*MANY)))
    workspace, settings = _workspace(postgresql_url, key, ASKED_AT)
    settings["INROLE_SENDS_PER_MINUTE"] = "240"

    async with (
        served(create_app(workspace), _port(settings)),
        worker(ASKED_AT, settings, tmp_path / "0.log") as first,
    ):
        await _until_sent(workspace, 6)
        first.send_signal(signal.SIGTERM)
        code = await asyncio.wait_for(first.wait(), PATIENCE)
    sent = _sent(workspace)

    async with joined(postgresql_url, at=ASKED_AT, people=PEOPLE, INROLE_SECRET_KEYS=key) as wire:
        states = dict(
            await rows(wire, "SELECT state, COUNT(*) FROM sending WHERE purpose = 'nudge' GROUP BY 1")
        )
    assert code == 0
    assert 6 <= sent < len(MANY)
    assert states == {"sent": sent, "due": len(MANY) - sent}
    assert _troubles(tmp_path) == []


async def test_claims_of_a_process_that_is_gone_are_taken_up_within_a_minute(postgresql_url: str):
    async with joined(postgresql_url, at=BEFORE_ASKED, people=PEOPLE) as wire:
        await wire.apply(agreed("U0AMIRA", "U0BEN"))
        await wire.jump(ASKED_AT - timedelta(seconds=1))
        await _claimed_by_one_that_is_gone(wire)
        for seconds in range(2, 62, 2):
            await wire.jump(ASKED_AT + timedelta(seconds=seconds))

        assert [len(wire.messages(person, NUDGE)) for person in ("U0AMIRA", "U0BEN")] == [1, 1]


async def test_a_clock_that_runs_elsewhere_leaves_no_jobs_in_the_health_of_this_process(postgresql_url: str):
    async with joined(postgresql_url) as wire:
        settings = wire.settings
        async with running(settings, wire.clock, has_clock=False) as faces:
            port = free_port()
            async with served(faces.web, port), httpx2.AsyncClient() as browser:
                wire.clock.advance_to(MONDAY + timedelta(days=1))
                ready = await browser.get(f"http://127.0.0.1:{port}/health/ready")

    assert ready.status_code == 200
    assert ready.json() == {"database": "ok", "migrations": "ok", "jobs": {}}


async def test_sqlite_takes_neither_a_worker_nor_a_face_without_a_clock(tmp_path: Path):
    async with ready_database("sqlite", tmp_path) as url:
        settings = read_settings(**settings_for(url, free_port(), free_port()))
        clock = SteppingClock(MONDAY)

        with pytest.raises(WrongSetting, match="SQLite has one writer"):
            async with working(settings, clock):
                pass
        with pytest.raises(WrongSetting, match="SQLite has one writer"):
            async with running(settings, clock, has_clock=False):
                pass


@asynccontextmanager
async def worker(
    moment: datetime, settings: Mapping[str, str], log: Path
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Give a worker in a process of its own that writes its log into a file."""
    with log.open("wb") as written:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.child",
            moment.isoformat(),
            "1",
            "worker",
            env={**os.environ, **settings},
            stderr=written,
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGTERM)
                await asyncio.wait_for(process.wait(), PATIENCE)


def _workspace(url: str, key: str, moment: datetime) -> tuple[Workspace, dict[str, str]]:
    settings = settings_for(url, free_port(), free_port()) | {"INROLE_SECRET_KEYS": key}
    workspace = Workspace(
        team="T0NORTH",
        name="Northshire practice workspace",
        clock=SteppingClock(moment),
        signing_secret=settings["SLACK_SIGNING_SECRET"],
        bot_token=settings["SLACK_BOT_TOKEN"],
        members=PEOPLE,
        events_url=None,
    )
    return workspace, settings


def _port(settings: Mapping[str, str]) -> int:
    port = urlsplit(settings["INROLE_SLACK_API_URL"]).port
    assert port is not None
    return port


def _sent(workspace: Workspace, people: Collection[str] = MANY) -> int:
    return sum(len(workspace.hand(person).messages()) for person in people)


async def _until_sent(workspace: Workspace, number: int, people: Collection[str] = MANY) -> None:
    async with asyncio.timeout(PATIENCE):
        while _sent(workspace, people) < number:
            await workspace.changes.after(workspace.changes.number, seconds=1)


async def _until_quiet(workspace: Workspace) -> None:
    async with asyncio.timeout(PATIENCE):
        number = -1
        while number != workspace.changes.number:
            number = workspace.changes.number
            await workspace.changes.after(number, seconds=2.5)


async def _claimed_by_one_that_is_gone(wire: Wire) -> None:
    ground = wire.inrole.flows.ground
    async with ground.writing.begin() as session:
        claimed = await sendings.claim(
            session,
            workspace=ground.workspace,
            now=ASKED_AT,
            by="gone",
            lease_until=ASKED_AT + LEASE,
            most=10,
        )
    assert len(claimed) == 2


def _troubles(folder: Path) -> list[str]:
    logs = sorted(folder.glob("*.log"))
    assert logs
    lines = [line for log in logs for line in log.read_text().splitlines()]
    return [
        line
        for line in lines
        if not line.startswith("{")
        or json.loads(line)["event"] in BROKEN
        or json.loads(line)["level"] == "error"
    ]
