"""Each statement takes one trip to SQLite's thread and tells as much as it did in several."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from storage.database import DatabaseBroken, open_database
from storage.one_trip import OneTripConnection

MADE = "CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT)"
SLOW = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT max(i) FROM n"


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[OneTripConnection]:
    opened = OneTripConnection(str(tmp_path / "notes.db"))
    async with opened:
        await opened.cursor().execute(MADE)
        yield opened


async def test_a_statement_and_its_rows_take_one_trip(connection: OneTripConnection):
    taken: list[Callable[..., Any]] = []
    execute: Any = connection._execute

    async def counting(work: Callable[..., Any], *given: Any) -> Any:
        taken.append(work)
        return await execute(work, *given)

    connection._execute = counting  # type: ignore[method-assign]
    cursor = connection.cursor()
    await (await cursor.__aenter__()).execute("SELECT 1 AS one UNION SELECT 2")
    rows = await cursor.fetchall()
    await cursor.close()

    assert rows == [(1,), (2,)]
    assert [name for name, *_ in cursor.description] == ["one"]
    assert len(taken) == 1


async def test_what_was_changed_is_counted_and_given_back(connection: OneTripConnection):
    cursor = connection.cursor()

    await cursor.executemany("INSERT INTO note (words) VALUES (?)", [("a",), ("b",), ("c",)])
    many = cursor.rowcount
    await cursor.execute("UPDATE note SET words = ? WHERE id > ? RETURNING id", ("d", 1))

    assert many == 3
    assert sorted(await cursor.fetchall()) == [(2,), (3,)]
    assert cursor.rowcount == 2


async def test_rows_are_fetched_once_and_are_not_those_of_the_statement_before(connection: OneTripConnection):
    cursor = connection.cursor()
    await cursor.execute("SELECT 'before'")

    await cursor.execute("INSERT INTO note (words) VALUES ('a')")
    nothing = await cursor.fetchall()
    await cursor.execute("SELECT words FROM note")

    assert nothing == []
    assert cursor.description is not None
    assert await cursor.fetchall() == [("a",)]
    assert await cursor.fetchall() == []


async def test_what_is_given_up_in_the_middle_leaves_nothing_behind(tmp_path: Path):
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'given_up.db'}")
    async with database.engine.begin() as made:
        await made.exec_driver_sql(MADE)

    written = asyncio.Event()

    async def write() -> None:
        async with database.engine.begin() as writing:
            await writing.exec_driver_sql("INSERT INTO note (words) VALUES ('a')")
            written.set()
            await writing.exec_driver_sql(SLOW)

    writer = asyncio.create_task(write())
    await written.wait()
    writer.cancel()
    await asyncio.gather(writer, return_exceptions=True)
    async with database.engine.begin() as after:
        kept = (await after.exec_driver_sql("SELECT count(*) FROM note")).scalar_one()

    assert writer.cancelled()
    assert kept == 0
    await database.close()


async def test_a_fault_is_said_and_the_next_statement_runs(tmp_path: Path):
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'fault.db'}")

    with pytest.raises(DatabaseBroken):
        async with database.engine.begin() as connection:
            await connection.exec_driver_sql("SELECT * FROM nowhere")

    assert await database.is_reachable()
    await database.close()
