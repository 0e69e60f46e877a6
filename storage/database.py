"""One door to SQLite and PostgreSQL: engines, the two kinds of session, and migrations."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from storage.inline import InlineConnection
from storage.one_trip import OneTripConnection

SCHEMES = ("sqlite+aiosqlite", "postgresql+asyncpg")
BUSY_FOR_MS = 10_000
DatabaseBroken = DBAPIError
Sessions = async_sessionmaker[AsyncSession]


class WrongDatabase(ValueError):
    """The database address cannot be used; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: `reading` for questions, `writing` for changes.

    SQLite has one writing connection, so that writers in a process take turns instead of colliding.
    """

    engine: AsyncEngine
    reading: Sessions
    writing: Sessions
    engines: tuple[AsyncEngine, ...]

    @property
    def is_sqlite(self) -> bool:
        """Whether there is one writer at a time."""
        return self.engine.dialect.name == "sqlite"

    async def is_reachable(self) -> bool:
        """Whether the database answers a trivial question."""
        try:
            async with self.reading() as session:
                await session.execute(text("SELECT 1"))
        except (DBAPIError, OSError):
            return False
        return True

    async def is_current(self) -> bool:
        """Whether every migration has been run."""
        async with self.engine.connect() as connection:
            return await connection.run_sync(_is_current)

    async def migrate(self) -> None:
        """Bring the tables up to date."""
        async with self.engine.begin() as connection:
            await connection.run_sync(_upgrade)

    async def close(self) -> None:
        """Give every connection back."""
        for engine in self.engines:
            await engine.dispose()


def open_database(url: str, *, pool_size: int = 10, alone: bool = False) -> Database:
    """Return the database at `url`; raise WrongDatabase for one we do not speak.

    `alone` says that no other process will use it, which lets SQLite do without threads.
    """
    if _address(url).drivername.startswith("sqlite"):
        return _open_sqlite(url, alone=alone)
    engine = create_async_engine(url, pool_size=pool_size, max_overflow=10, pool_pre_ping=True)
    sessions = async_sessionmaker(engine, expire_on_commit=False)
    return Database(engine, sessions, sessions, (engine,))


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise WrongDatabase(f"INROLE_DATABASE_URL is not a database address. {_HOW_TO}") from error
    if address.drivername not in SCHEMES:
        raise WrongDatabase(f"INROLE_DATABASE_URL starts with {address.drivername!r}. {_HOW_TO}")
    return address


_HOW_TO = "Write sqlite+aiosqlite:///inrole.db or postgresql+asyncpg://name:password@host/database."


def _open_sqlite(url: str, *, alone: bool) -> Database:
    through = {"async_creator_fn": InlineConnection if alone else OneTripConnection}
    reader = create_async_engine(url, pool_size=5, max_overflow=10, connect_args=through)
    writer = create_async_engine(url, pool_size=1, max_overflow=0, connect_args=through)
    for engine, beginning in ((reader, "BEGIN DEFERRED"), (writer, "BEGIN IMMEDIATE")):
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begins_with(beginning))
    return Database(
        writer,
        async_sessionmaker(reader, expire_on_commit=False),
        async_sessionmaker(writer, expire_on_commit=False),
        (reader, writer),
    )


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_FOR_MS}",
        "secure_delete=ON",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begins_with(statement: str) -> Callable[[Connection], None]:
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(statement)

    return begin


def is_there(url: str) -> bool:
    """Whether there is a database to open at `url`, as opening makes a SQLite file; raise WrongDatabase."""
    address = _address(url)
    file = Path(address.database or "")
    return not address.drivername.startswith("sqlite") or (file.is_file() and file.stat().st_size > 0)


def alembic_config() -> Config:
    """Return where the migrations are."""
    config = Config()
    config.set_main_option("script_location", str(Path(str(resources.files("storage"))) / "migrations"))
    return config


def _upgrade(connection: Connection) -> None:
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_current(connection: Connection) -> bool:
    heads = set(ScriptDirectory.from_config(alembic_config()).get_heads())
    return set(MigrationContext.configure(connection).get_current_heads()) == heads
