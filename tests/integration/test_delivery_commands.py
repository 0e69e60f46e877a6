"""`inrole preview`, `inrole ledger` and stopping `inrole serve`, as whoever runs the server meets them."""

import asyncio
import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import httpx2
import pytest
from typer.testing import CliRunner, Result

from bot import clock
from bot.__main__ import cli
from tests.databases import ready_database
from tests.examples import TWELVE, agreed
from tests.ports import free_port
from tests.wire import joined, settings_for

AMIRA = TWELVE[0]
TEAM = "assessment-north"
PATIENCE = 90


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give the settings of an Inrole that knows a team of one."""

    async def prepare() -> dict[str, str]:
        async with ready_database("sqlite", tmp_path) as url:
            settings = settings_for(url, free_port(), free_port())
            key = settings["INROLE_SECRET_KEYS"]
            async with joined(url, at=clock.now(), INROLE_SECRET_KEYS=key) as wire:
                await wire.apply(agreed(AMIRA, starts_on="2024-01-02"))
            return settings

    return asyncio.run(prepare())


def said(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env=environment)


def as_json(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_preview_prints_the_wish_of_a_team_for_so_many_weeks(environment: dict[str, str]):
    wish = as_json(said(environment, "preview", TEAM, "--weeks", "2", "--json"))
    words = said(environment, "preview", "Assessment North").stdout

    assert wish["team"] == TEAM
    assert wish["dates"][0].keys() == {"on", "rhythm", "planned", "not_planned"}
    assert {name for each in wish["dates"] for name in each["planned"]} == {"Amira"}
    assert "Weekly question: Amira" in words
    assert "told to the person" not in words


def test_preview_and_ledger_of_a_person_say_that_the_person_is_told(environment: dict[str, str]):
    plan = said(environment, "preview", TEAM, "--person", AMIRA)
    ledger = said(environment, "ledger", "--person", AMIRA)

    assert "Weekly question: at 09:30" in plan.stdout
    assert "told to the person" in plan.stderr
    assert "told to the person" in ledger.stderr
    assert as_json(said(environment, "ledger", "--person", AMIRA, "--json"))["person"] == AMIRA


def test_ledger_prints_the_service_by_date(environment: dict[str, str]):
    assert as_json(said(environment, "ledger", "--json")).keys() == {
        "from_on",
        "until_on",
        "dates",
        "outages",
    }
    assert said(environment, "ledger").stdout.startswith("The service, ")


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("preview",), 2, "Say whose weeks ahead"),
        (("preview", "nowhere"), 1, "There is no team 'nowhere'. Teams: assessment-north."),
        (("preview", TEAM, "--weeks", "0"), 1, "choose 1 to 26"),
        (("ledger", "--person", "U0NOBODY"), 1, "There is no person 'U0NOBODY'"),
        (("worker",), 1, "SQLite has one writer"),
        (("serve", "--no-clock"), 1, "SQLite has one writer"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_refused_in_a_sentence(
    environment: dict[str, str], arguments: tuple[str, ...], code: int, sentence: str
):
    refused = said(environment, *arguments)

    assert (refused.exit_code, refused.stdout) == (code, "")
    assert sentence in refused.stderr.replace("\n", " ")


async def test_serve_ends_calmly_when_told_to(tmp_path: Path):
    async with ready_database("sqlite", tmp_path) as url, asyncio.timeout(PATIENCE):
        process = await _served(url)
        process.send_signal(signal.SIGTERM)
        _, written = await process.communicate()

    assert process.returncode == 0
    assert b"Traceback" not in written


async def test_a_second_serve_on_one_file_is_refused_and_a_killed_one_keeps_nobody_out(tmp_path: Path):
    async with ready_database("sqlite", tmp_path) as url, asyncio.timeout(PATIENCE):
        first = await _served(url)
        second, _ = await _begun(url)
        _, said = await second.communicate()
        first.kill()
        await first.communicate()
        third = await _served(url)
        third.send_signal(signal.SIGTERM)
        await third.communicate()

    assert second.returncode == 1
    assert said.decode().endswith("stop that one first, or use PostgreSQL, which serves any number.\n")
    assert third.returncode == 0


async def test_serve_on_a_taken_port_says_so_in_a_sentence(tmp_path: Path):
    async with ready_database("sqlite", tmp_path) as url, asyncio.timeout(PATIENCE):
        with socket.socket() as other:
            port = free_port()
            other.bind(("127.0.0.1", port))
            other.listen()
            process, _ = await _begun(url, port)
            _, said = await process.communicate()

    assert process.returncode == 1
    assert said.decode().splitlines()[-1].startswith(f"INROLE_PORT: nothing can listen on 127.0.0.1:{port}")
    assert "Inrole listens" not in said.decode()


async def _begun(url: str, port: int | None = None) -> tuple[asyncio.subprocess.Process, int]:
    port = port or free_port()
    settings = settings_for(url, port, free_port()) | {"INROLE_PORT": str(port)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "serve"),
        env={**os.environ, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    return process, port


async def _served(url: str) -> asyncio.subprocess.Process:
    process, port = await _begun(url)
    async with httpx2.AsyncClient() as browser:
        while not await _is_live(browser, port):
            assert process.returncode is None
    return process


async def _is_live(browser: httpx2.AsyncClient, port: int) -> bool:
    try:
        return (await browser.get(f"http://127.0.0.1:{port}/health/live")).status_code == 200
    except httpx2.ConnectError:
        return False
