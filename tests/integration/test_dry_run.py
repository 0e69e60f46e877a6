"""`inrole apply --dry-run`: it says what would change, and leaves nothing behind."""

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot import clock
from bot.__main__ import cli
from bot.app import rehearsing
from bot.flows.applying import Applying
from bot.flows.service_file import read_service_file
from bot.settings import read_settings
from storage.database import open_database
from tests.examples import TWELVE, agreed
from tests.grounds import grounded
from tests.wire import settings_for

FILE = agreed(*TWELVE[:2], starts_on="2024-01-02")
ANY_PORT = 1


def said(folder: Path, url: str, *options: str) -> Result:
    file = folder / "service.toml"
    file.write_bytes(FILE)
    return CliRunner().invoke(cli, ["apply", str(file), *options], env=settings_for(url, ANY_PORT, ANY_PORT))


async def rehearsed(url: str) -> list[str]:
    settings = read_settings(**settings_for(url, ANY_PORT, ANY_PORT))
    async with rehearsing(settings, clock.now) as ground:
        return (await Applying(ground).apply(read_service_file(FILE), rehearse=True)).added


async def held(url: str) -> tuple[int, ...]:
    database = open_database(url)
    async with database.reading() as session:
        counts = [
            (await session.execute(text(f"SELECT COUNT(*) FROM {table}"))).scalar_one()
            for table in ("workspace", "person", "team")
        ]
    await database.close()
    return tuple(counts)


def test_where_there_is_no_database_none_is_made(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'inrole.db'}"

    rehearsal = said(tmp_path, url, "--dry-run")
    left = [each.name for each in tmp_path.iterdir()]
    applied = said(tmp_path, url)

    assert rehearsal.exit_code == applied.exit_code == 0, rehearsal.output
    assert "Nothing was written: this was a dry run." in rehearsal.stdout
    assert rehearsal.stdout.splitlines()[:-1] == applied.stdout.splitlines()[:-1]
    assert left == ["service.toml"]
    assert (tmp_path / "inrole.db").exists()


async def test_a_database_that_holds_nothing_goes_on_holding_nothing(ready_url: str):
    added = await rehearsed(ready_url)

    assert "team Assessment North (assessment-north)" in added
    assert await held(ready_url) == (0, 0, 0)


async def test_a_service_is_rehearsed_on_as_it_stands(ready_url: str):
    async with grounded(ready_url, agreed(*TWELVE[:1], starts_on="2024-01-02")):
        before = await held(ready_url)

    added = await rehearsed(ready_url)

    assert f"person {TWELVE[1]}" in added
    assert f"person {TWELVE[0]}" not in added
    assert await held(ready_url) == before


@pytest.mark.parametrize("url", ["inrole.db", "mysql://127.0.0.1/inrole"], ids=["no address", "another"])
def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path: Path, url: str):
    refused = said(tmp_path, url, "--dry-run")

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "INROLE_DATABASE_URL" in refused.stderr
