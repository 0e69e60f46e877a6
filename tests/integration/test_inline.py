"""A database of one process alone answers without threads, and remembers as any other does."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.database import DatabaseBroken, open_database


async def test_a_database_used_alone_starts_no_thread_and_keeps_what_was_written(tmp_path: Path):
    url = f"sqlite+aiosqlite:///{tmp_path / 'alone.db'}"
    database = open_database(url, alone=True)
    threads = threading.active_count()

    await database.migrate()
    async with database.writing.begin() as session:
        await session.execute(
            text(
                "INSERT INTO workspace (id, name, zone, calendar, hours_start, hours_end, is_demo, talks, "
                "not_names, focus_options) VALUES ('w', 'x', 'UTC', 'none', '', '', 1, 0, '[]', '[]')"
            )
        )
    async with database.reading() as session:
        kept = (await session.execute(text("SELECT id FROM workspace"))).scalars().all()

    assert kept == ["w"]
    assert threading.active_count() == threads
    await database.close()


async def test_a_database_used_alone_says_what_is_wrong_and_goes_on(tmp_path: Path):
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'alone.db'}", alone=True)

    with pytest.raises(DatabaseBroken):
        async with database.reading() as session:
            await session.execute(text("SELECT * FROM nowhere"))

    assert await database.is_reachable()
    await database.close()
