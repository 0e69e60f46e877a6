"""What the rhythms of a team wished for, by date, and what the whole service could not send."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Sending, Wished


async def rows_of(
    session: AsyncSession, workspace: str, team: str, *, from_on: date, until_on: date
) -> dict[date, Wished]:
    """Return a team's wishes by date, both ends included."""
    found = select(Wished).where(
        col(Wished.workspace) == workspace,
        col(Wished.team) == team,
        col(Wished.on) >= from_on,
        col(Wished.on) <= until_on,
    )
    return {row.on: row for row in (await session.execute(found)).scalars()}


async def unsettled(session: AsyncSession, workspace: str, now: datetime) -> Sequence[Wished]:
    """Return the wishes whose last moment has come and whose fate is still open."""
    found = select(Wished).where(
        col(Wished.workspace) == workspace, ~col(Wished.settled), col(Wished.last_at) <= now
    )
    return list((await session.execute(found)).scalars())


async def by_date(
    session: AsyncSession, workspace: str, *, from_on: date, until_on: date
) -> dict[date, tuple[int, int]]:
    """Return how many questions were wished for and how many of them missed, by date, over all teams."""
    found = (
        select(col(Wished.on), func.sum(col(Wished.people)), func.sum(col(Wished.missed)))
        .where(col(Wished.workspace) == workspace, col(Wished.on) >= from_on, col(Wished.on) <= until_on)
        .group_by(col(Wished.on))
    )
    return {on: (int(people), int(missed)) for on, people, missed in (await session.execute(found)).all()}


async def due(session: AsyncSession, workspace: str, now: datetime) -> int:
    """Return how many wished questions have come due so far."""
    found = select(func.coalesce(func.sum(col(Wished.people)), 0)).where(
        col(Wished.workspace) == workspace, col(Wished.from_at) <= now
    )
    return int((await session.execute(found)).scalar_one())


async def settled(session: AsyncSession, workspace: str) -> tuple[int, int, int]:
    """Return of the wished questions whose fate is settled how many there are, were late, were missed."""
    found = select(
        func.coalesce(func.sum(col(Wished.people)), 0),
        func.coalesce(func.sum(col(Wished.late)), 0),
        func.coalesce(func.sum(col(Wished.missed)), 0),
    ).where(col(Wished.workspace) == workspace, col(Wished.settled))
    people, late, missed = (await session.execute(found)).one()
    return int(people), int(late), int(missed)


async def troubles(
    session: AsyncSession, workspace: str, *, state: str, since: datetime | None = None, outage: str
) -> Collection[datetime]:
    """Return when each message of the service was due that is in a state through no outage of ours."""
    found = select(col(Sending.due_at)).where(
        col(Sending.workspace) == workspace,
        col(Sending.state) == state,
        col(Sending.reason).is_distinct_from(outage),
    )
    if since is not None:
        found = found.where(col(Sending.due_at) >= since)
    return list((await session.execute(found)).scalars())
