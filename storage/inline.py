"""SQLite without a thread between: for one process that nobody shares its database with."""

import sqlite3
from asyncio import Future
from collections.abc import Callable, Generator
from typing import Any, TypeVar

import aiosqlite

Result = TypeVar("Result")


class InlineConnection(aiosqlite.Connection):
    """Runs each statement where it is awaited.

    Handing a statement to a thread and back costs more than most statements do. A transaction that awaits
    nothing but its statements so becomes one step of the loop, which no other transaction of the process can
    come between; another process that writes would hold up the whole loop, hence one process alone.
    """

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        """Open the database."""
        return self._opened().__await__()

    async def close(self) -> None:
        """Close the database."""
        self.stop()

    def stop(self) -> Future[Any] | None:
        """Close the database at once."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        return None

    async def _opened(self) -> aiosqlite.Connection:
        self._connection = self._connector()
        return self

    async def _execute(self, fn: Callable[..., Result], *args: Any, **kwargs: Any) -> Result:
        return fn(*args, **kwargs)


def inline(database: str, **parts: Any) -> InlineConnection:
    """Return a connection, not yet open, as `aiosqlite.connect` does."""
    return InlineConnection(lambda: sqlite3.connect(database, **parts), iter_chunk_size=64)
