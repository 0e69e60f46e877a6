"""SQLite with one trip to its thread for each statement, instead of one for each step of it."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Self

import aiosqlite


class WholeCursor:
    """Runs a statement and takes all it gives at once; SQLAlchemy asks for it in the steps of a cursor.

    Handing work to a thread and back costs more than most statements do, and opening a cursor, running the
    statement, fetching its rows and closing the cursor would be four such trips.
    """

    __slots__ = ("_connection", "_rows", "arraysize", "description", "lastrowid", "rowcount")

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection: Any = connection
        self._rows: list[Any] = []
        self.arraysize = 1
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1

    async def __aenter__(self) -> Self:
        """Open nothing: the statement itself opens what it needs."""
        return self

    async def execute(self, statement: str, parameters: Any = ()) -> Self:
        """Run a statement and keep its rows."""
        await self._connection._execute(self._run, statement, parameters)  # noqa: SLF001
        return self

    async def executemany(self, statement: str, parameters: Iterable[Any]) -> Self:
        """Run a statement with each of several parameters."""
        await self._connection._execute(self._run_many, statement, parameters)  # noqa: SLF001
        return self

    async def fetchall(self) -> list[Any]:
        """Return the rows, once."""
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """Close nothing: the statement closed behind itself."""

    def _run(self, statement: str, parameters: Any) -> None:
        cursor = self._connection._conn.cursor()  # noqa: SLF001
        try:
            cursor.execute(statement, parameters)
            self._take(cursor)
        finally:
            cursor.close()

    def _run_many(self, statement: str, parameters: Iterable[Any]) -> None:
        cursor = self._connection._conn.cursor()  # noqa: SLF001
        try:
            cursor.executemany(statement, parameters)
            self._take(cursor)
        finally:
            cursor.close()

    def _take(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        # How many rows were changed is known only once those it returns have been fetched.
        self.lastrowid, self.rowcount = cursor.lastrowid, cursor.rowcount


class OneTripConnection(aiosqlite.Connection):
    """A connection whose statements take one trip each to a thread that ends with the process."""

    def __init__(self, database: str, **parts: Any) -> None:
        super().__init__(lambda: sqlite3.connect(database, **parts), iter_chunk_size=64)
        self._thread.daemon = True

    def cursor(self) -> WholeCursor:  # type: ignore[override]
        """Return a cursor that takes everything at once."""
        return WholeCursor(self)
