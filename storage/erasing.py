"""Erasing a person as `forgetting` says, and finding what is theirs for an export."""

import sqlite3
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy import Table as Described
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.database import Database
from storage.forgetting import LINES, NOW, OWN_ID, Fate, Line
from storage.tables import (
    Membership,
    Person,
    Post,
    Reflection,
    Sending,
    SupervisionPair,
    Table,
    TakingPart,
    metadata,
)

ERASED = "erased"
WELCOME = "welcome"
LEFT_TO_AUTOVACUUM = ("occurrence", "sending", "received")

Row = TypeVar("Row", bound=Table)


async def hold(session: AsyncSession, workspace: str, person_id: str) -> None:
    """Wait for whoever is writing down something of a person, and make others wait until this is over.

    Messages come first, as delivery takes them before their person.
    """
    of_person = (col(Sending.workspace) == workspace, col(Sending.person) == person_id)
    await session.execute(
        select(col(Sending.id)).where(*of_person).order_by(col(Sending.id)).with_for_update()
    )
    itself = (col(Person.workspace) == workspace, col(Person.id) == person_id)
    await session.execute(select(col(Person.id)).where(*itself).with_for_update())


async def erase(session: AsyncSession, workspace: str, person_id: str, *, now: datetime) -> None:
    """Do with every table what its line says, and leave a mark so that no message is sent to the person."""
    gone = not await has_place(session, workspace, person_id)
    for line in LINES:
        if line.fate in (Fate.DELETED, Fate.EMPTIED) and (gone or not line.once_gone):
            await _carry_out(session, line, workspace, person_id, now)
    mark = Sending(
        workspace=workspace,
        purpose=WELCOME,
        subject=ERASED,
        person=person_id,
        due_at=now,
        state="held back",
        reason="everything was erased",
    )
    session.add(mark)
    await session.flush()
    session.expire_all()


async def has_place(session: AsyncSession, workspace: str, person_id: str) -> bool:
    """Whether the service names a person, still here, in a team, a post or a supervision."""
    held = [
        exists().where(
            col(row.workspace) == workspace,
            or_(*(col(column) == person_id for column in columns)),
            col(row.until_on).is_(None),
        )
        for row, columns in (
            (Membership, (Membership.person,)),
            (Post, (Post.person,)),
            (SupervisionPair, (SupervisionPair.practitioner, SupervisionPair.supervisor)),
        )
    ]
    found = select(col(Person.id)).where(
        col(Person.workspace) == workspace,
        col(Person.id) == person_id,
        col(Person.left_at).is_(None),
        or_(*held),
    )
    return (await session.execute(found)).scalar_one_or_none() is not None


async def has_gone(session: AsyncSession, workspace: str, person_id: str) -> bool:
    """Whether a person was erased, has not joined since, and the service names them in no place."""
    erased = await erased_among(session, workspace, [person_id])
    return bool(erased) and not await has_place(session, workspace, person_id)


async def erased_among(session: AsyncSession, workspace: str, ids: Collection[str]) -> frozenset[str]:
    """Return who of these people was erased and has not joined since."""
    joined = exists().where(
        col(TakingPart.workspace) == workspace,
        col(TakingPart.person) == col(Sending.person),
        col(TakingPart.until_at).is_(None),
    )
    found = select(col(Sending.person)).where(
        col(Sending.workspace) == workspace,
        col(Sending.person).in_(ids),
        col(Sending.purpose) == WELCOME,
        col(Sending.subject) == ERASED,
        ~joined,
    )
    return frozenset((await session.execute(found)).scalars())


async def rows_of(
    session: AsyncSession, row: type[Row], workspace: str, person_id: str, *, path: str = "person"
) -> Sequence[Row]:
    """Return the rows of one table that lead to a person by a path, in the order of their keys."""
    table = metadata.tables[str(row.__tablename__)]
    found = select(row).where(table.c.workspace == workspace, _leads(table, path, workspace, person_id))
    return list((await session.execute(found.order_by(*table.primary_key.columns))).scalars())


async def all_rows(session: AsyncSession, row: type[Row], workspace: str) -> Sequence[Row]:
    """Return every row of one table, in the order of their keys."""
    table = metadata.tables[str(row.__tablename__)]
    found = select(row).where(table.c.workspace == workspace)
    return list((await session.execute(found.order_by(*table.primary_key.columns))).scalars())


async def writers(session: AsyncSession, workspace: str, reflections: Sequence[str]) -> dict[str, str]:
    """Return who wrote each of these reflections."""
    found = select(col(Reflection.id), col(Reflection.person)).where(
        col(Reflection.workspace) == workspace, col(Reflection.id).in_(reflections)
    )
    return {row.id: row.person for row in (await session.execute(found)).all()}


async def settle(database: Database, *, rebuilt: bool = False) -> bool:
    """Let the database give up the bytes of what was erased; False where it has not done so yet.

    SQLite overwrites them as it deletes, and its write-ahead log is emptied here; a page put in order may
    still hold a copy of an id, so that after much is gone the file is `rebuilt`. PostgreSQL keeps deleted
    rows until a vacuum: the tables of words and taps are vacuumed now, the busy ones by autovacuum.
    """
    try:
        async with database.engine.connect() as connection:
            held = await connection.get_raw_connection()
            if database.is_sqlite:
                if rebuilt:
                    await held.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
                cursor = await held.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
                return not (await cursor.fetchone())[0]
            await held.driver_connection.execute(f"VACUUM {', '.join(_vacuumed())}")  # type: ignore[union-attr]
    except (DBAPIError, sqlite3.Error, asyncpg.PostgresError):
        # Another is at it, or reads just now: what is held past deletion goes with the next.
        return False
    return True


def _vacuumed() -> list[str]:
    named = {line.table for line in LINES if line.fate in (Fate.DELETED, Fate.EMPTIED)}
    return [f'"{name}"' for name in sorted(named - {*LEFT_TO_AUTOVACUUM})]


async def _carry_out(
    session: AsyncSession, line: Line, workspace: str, person_id: str, now: datetime
) -> None:
    table = metadata.tables[line.table]
    chosen = and_(
        table.c.workspace == workspace,
        or_(*(_leads(table, path, workspace, person_id) for path in line.of)),
        *(
            table.c[name].in_(values) if values else table.c[name].is_(None)
            for name, values in line.among.items()
        ),
    )
    if line.fate is Fate.DELETED:
        await session.execute(delete(table).where(chosen))
        return
    stands_for = {OWN_ID: table.c.id if "id" in table.c else None, NOW: now}
    values = {
        name: stands_for[value] if value in (OWN_ID, NOW) else value for name, value in line.empties.items()
    }
    await session.execute(update(table).where(chosen).values(values))


def _leads(table: Described, path: str, workspace: str, person_id: str) -> ColumnElement[bool]:
    """Return the condition that a row of `table` leads to a person by a path."""
    step, _, rest = path.partition(".")
    name, _, to = step.partition("=")
    if name.endswith("~"):
        return table.c[name[:-1]].contains(f":{person_id}:", autoescape=True)
    if not rest:
        return table.c[name] == person_id
    target = metadata.tables[to].c.id if to else _target(table, name)
    there = select(target).where(
        target.table.c.workspace == workspace, _leads(target.table, rest, workspace, person_id)
    )
    return table.c[name].in_(there)


def _target(table: Described, name: str) -> Any:
    """Return the column that a foreign key of `name` leads to."""
    (key,) = table.c[name].foreign_keys
    return key.column
