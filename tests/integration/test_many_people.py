"""What is asked every few seconds reads an index on SQLite, however many people there are."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import the_workspace
from storage import people, sendings
from storage.database import open_database
from storage.road import glance
from storage.tables import Person
from tests.databases import ready_database

NOW = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


async def how_it_is_read(folder: Path, ask: Callable[[AsyncSession, str], Awaitable[Any]]) -> list[str]:
    """Return how SQLite reads the tables for the first statement of a question."""
    seen: list[tuple[str, Any]] = []
    async with ready_database("sqlite", folder) as url:
        database = open_database(url)
        workspace = await the_workspace(database)
        async with database.writing() as session:
            connection = await session.connection()
            event.listen(
                database.engine.sync_engine,
                "before_cursor_execute",
                lambda *given: seen.append((given[2], given[3])),
            )
            await ask(session, workspace)
            statement, values = seen[0]
            read = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)).all()
        await database.close()
    return [str(row[-1]) for row in read]


async def look(session: AsyncSession, workspace: str) -> None:
    await glance(session, workspace, now=NOW)


async def claim(session: AsyncSession, workspace: str) -> None:
    await sendings.claim(session, workspace=workspace, now=NOW, by="a", lease_until=NOW, most=50)


async def take_up(session: AsyncSession, workspace: str) -> None:
    await sendings.take_up(
        session, workspace=workspace, now=NOW, by="a", lease_until=NOW, most=50, orphaned=False
    )


async def take_up_orphans(session: AsyncSession, workspace: str) -> None:
    await sendings.take_up(
        session, workspace=workspace, now=NOW, by="a", lease_until=NOW, most=50, orphaned=True
    )


@pytest.mark.parametrize("ask", [look, claim, take_up, take_up_orphans])
async def test_what_is_due_and_what_is_unclear_are_found_by_the_index_of_what_waits(
    tmp_path: Path, ask: Callable[[AsyncSession, str], Awaitable[None]]
) -> None:
    read = await how_it_is_read(tmp_path, ask)

    searched = [line for line in read if line.startswith(("SEARCH sending", "SCAN sending"))]
    by_what_waits = "SEARCH sending USING INDEX ix_sending_waiting (state=? AND due_at<?)"
    by_key = "sqlite_autoindex_sending_1 (workspace=? AND id=?)"
    assert by_what_waits in searched
    assert all(line == by_what_waits or line.endswith(by_key) for line in searched)


async def test_who_is_to_be_welcomed_is_found_without_reading_a_table_once_for_each_person(
    tmp_path: Path,
) -> None:
    read = await how_it_is_read(
        tmp_path, lambda session, workspace: people.not_welcomed(session, workspace, purpose="welcome")
    )

    assert any("SEARCH person" in line for line in read)
    assert not any("CORRELATED" in line for line in read)


async def test_every_name_is_read_in_one_row_however_they_are_written(ready_url: str) -> None:
    database = open_database(ready_url)
    workspace = await the_workspace(database)
    called = {
        "U0A": "Shah, Priya",
        "U0B": "Nóirín O'Dea",
        "U0C": "",
        "U0D": "Ann | Duty",
        "U0E": "Ann | Duty",
    }
    async with database.writing.begin() as session:
        nobody = await people.every_name(session, workspace)
        session.add_all(
            Person(workspace=workspace, id=slack, name=name, known_from_on=NOW.date())
            for slack, name in called.items()
        )

    async with database.reading() as session:
        everybody = await people.every_name(session, workspace)
        two = await people.names(session, workspace, of={"U0B", "U0C"})
    await database.close()

    assert nobody == frozenset()
    assert everybody == {"Shah, Priya", "Nóirín O'Dea", "U0C", "Ann | Duty"}
    assert two == {"U0B": "Nóirín O'Dea", "U0C": "U0C"}
