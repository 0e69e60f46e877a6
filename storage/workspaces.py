"""The workspace, its service, and what has already arrived from it."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Received, Signpost, Threshold, Workspace

GROUP = "group"


async def only_workspace(session: AsyncSession) -> Workspace | None:
    """Return the one workspace of this installation, or None before anything was set up."""
    return (
        await session.execute(select(Workspace).order_by(col(Workspace.id)).limit(1))
    ).scalar_one_or_none()


async def is_first_arrival(session: AsyncSession, workspace: str, key: str, now: datetime) -> bool:
    """Note that `key` arrived; False when it had before, whoever noted it."""
    connection = await session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    noted = insert(Received).values(workspace=workspace, key=key, at=now).on_conflict_do_nothing()
    return (await connection.execute(noted)).rowcount == 1


async def forget_arrival(session: AsyncSession, workspace: str, key: str) -> None:
    """Drop the key of what arrived and is to be sent again."""
    await session.execute(
        delete(Received).where(col(Received.workspace) == workspace, col(Received.key) == key)
    )


async def forget_arrivals(session: AsyncSession, before: datetime) -> None:
    """Drop the keys of what arrived before a moment."""
    await session.execute(delete(Received).where(col(Received.at) < before))


async def threshold_at(session: AsyncSession, workspace: str, at: datetime, *, lowest: int) -> int:
    """Return the smallest group in force at a moment."""
    in_force = (
        select(col(Threshold.value))
        .where(
            col(Threshold.workspace) == workspace, col(Threshold.kind) == GROUP, col(Threshold.from_at) <= at
        )
        .order_by(col(Threshold.value).desc())
        .limit(1)
    )
    return (await session.execute(in_force)).scalar_one_or_none() or lowest


async def thresholds(session: AsyncSession, workspace: str) -> list[Threshold]:
    """Return every value the smallest group has had, oldest first."""
    found = select(Threshold).where(col(Threshold.workspace) == workspace, col(Threshold.kind) == GROUP)
    return list((await session.execute(found.order_by(col(Threshold.from_at)))).scalars())


async def signposts(session: AsyncSession, workspace: str) -> list[Signpost]:
    """Return the routes to help, in the order of the file."""
    found = select(Signpost).where(col(Signpost.workspace) == workspace).order_by(col(Signpost.number))
    return list((await session.execute(found)).scalars())


async def replace_signposts(session: AsyncSession, workspace: str, wanted: list[Signpost]) -> bool:
    """Make the routes to help be `wanted`; say whether anything changed."""
    now = await signposts(session, workspace)
    if [row.model_dump() for row in now] == [row.model_dump() for row in wanted]:
        return False
    await session.execute(delete(Signpost).where(col(Signpost.workspace) == workspace))
    session.add_all(wanted)
    return True
