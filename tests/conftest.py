"""What tests share: an empty database of each kind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.databases import KINDS, fresh_database, ready_database


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture(params=KINDS)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give the address of an empty database, SQLite and PostgreSQL in turn."""
    async with fresh_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=KINDS)
async def ready_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Give the address of a database that is up to date and holds nothing, of each kind in turn."""
    async with ready_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """Give an open database that is up to date."""
    opened = open_database(database_url)
    await opened.migrate()
    yield opened
    await opened.close()
