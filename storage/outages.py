"""When delivery runs and when it could not: the beat, outages, and minutes in which the chat had no time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Beat, Outage, Sending, Slowed

REASON = "outage"
"""Why a message is missed that an outage kept back."""

NOT_RUNNING = "not running"
NOT_HEARD = "not heard"


async def beat(session: AsyncSession, workspace: str, now: datetime) -> Beat:
    """Return the beat, held till the transaction ends; the first call makes it."""
    connection = await session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    first = insert(Beat).values(workspace=workspace, at=now, caught_up_at=now).on_conflict_do_nothing()
    await connection.execute(first)
    found = select(Beat).where(col(Beat.workspace) == workspace).with_for_update()
    return (await session.execute(found)).scalar_one()


async def last_beat(session: AsyncSession, workspace: str) -> Beat | None:
    """Return the beat as it stands, or None before the first."""
    return await session.get(Beat, workspace)


async def begin(session: AsyncSession, workspace: str, kind: str, from_at: datetime) -> None:
    """Open an outage of a kind where none is open."""
    connection = await session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = Outage(workspace=workspace, kind=kind, from_at=from_at).model_dump()
    await connection.execute(insert(Outage).values(**row).on_conflict_do_nothing())


async def end(session: AsyncSession, workspace: str, kind: str, until_at: datetime) -> None:
    """Close the open outage of a kind, if there is one."""
    is_open = (
        col(Outage.workspace) == workspace,
        col(Outage.kind) == kind,
        col(Outage.until_at).is_(None),
    )
    await session.execute(update(Outage).where(*is_open).values(until_at=until_at))


async def since(session: AsyncSession, workspace: str, moment: datetime) -> Sequence[Outage]:
    """Return the outages that lasted past a moment, first first."""
    found = select(Outage).where(
        col(Outage.workspace) == workspace,
        or_(col(Outage.until_at).is_(None), col(Outage.until_at) > moment),
    )
    return list((await session.execute(found.order_by(col(Outage.from_at), col(Outage.kind)))).scalars())


async def note_slowed(session: AsyncSession, workspace: str, now: datetime) -> None:
    """Note that the chat asked for patience in this minute."""
    connection = await session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    minute = now.replace(second=0, microsecond=0)
    await connection.execute(
        insert(Slowed).values(workspace=workspace, minute=minute).on_conflict_do_nothing()
    )


async def slowed_minutes(session: AsyncSession, workspace: str) -> int:
    """Return in how many minutes the chat asked for patience."""
    found = select(func.count()).select_from(Slowed).where(col(Slowed.workspace) == workspace)
    return (await session.execute(found)).scalar_one()


async def waiting(session: AsyncSession, workspace: str, *, due_before: datetime, most: int) -> int:
    """Return how many messages were due before a moment and wait, counted up to `most`."""
    found = (
        select(col(Sending.id))
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.state) == "due",
            col(Sending.due_at) < due_before,
        )
        .limit(most)
    )
    return len((await session.execute(found)).all())


async def forget_outages(session: AsyncSession, before: datetime) -> None:
    """Drop outages and slow minutes that ended before a moment."""
    await session.execute(delete(Outage).where(col(Outage.until_at) < before))
    await session.execute(delete(Slowed).where(col(Slowed.minute) < before))
