"""SQLite without a thread between: for one process that nobody shares its database with."""

import sqlite3
from asyncio import Future
from collections.abc import Callable, Generator
from typing import Any

import aiosqlite

from storage.one_trip import OneTripConnection


class _AtOnce:
    """Stands where the queue to a thread is, and runs what is put in it."""

    def put_nowait(self, asked: tuple[Future[Any] | None, Callable[[], Any]]) -> None:
        future, work = asked
        try:
            result = work()
        except sqlite3.Error as error:
            if future is None:
                raise
            future.set_exception(error)
            return
        if future is not None:
            future.set_result(result)


class InlineConnection(OneTripConnection):
    """Runs each statement where it is awaited.

    Handing a statement to a thread and back costs more than most statements do. A transaction that awaits
    nothing but its statements so becomes one step of the loop, which no other transaction of the process can
    come between; another process that writes would hold up the whole loop, hence one process alone.
    """

    def __init__(self, database: str, **parts: Any) -> None:
        super().__init__(database, **parts)
        self._tx = _AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        """Open the database, without starting the thread."""
        return self._connect().__await__()
