"""Quiet: the dates on which nothing is sent to a person or a team."""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import QuietTime


class Kind(StrEnum):
    """Why it is quiet; the first three are a person's own rows, the others a team's."""

    QUIET_TIME = "quiet time"
    NOT_TODAY = "not today"
    HOLD = "hold"
    CLOSURE = "closure"
    SERVICE_CLOSURE = "service closure"
    EMERGENCY = "emergency"


async def quiets(
    session: AsyncSession, workspace: str, *, people_ids: Collection[str], team_ids: Collection[str]
) -> Sequence[QuietTime]:
    """Return the quiet of these people and teams."""
    found = select(QuietTime).where(
        col(QuietTime.workspace) == workspace,
        or_(col(QuietTime.person).in_(people_ids), col(QuietTime.team).in_(team_ids)),
    )
    return list((await session.execute(found)).scalars())


async def by_id(session: AsyncSession, workspace: str, quiet_id: str) -> QuietTime | None:
    """Return one quiet."""
    return await session.get(QuietTime, (workspace, quiet_id))


async def open_quiet(
    session: AsyncSession, workspace: str, person_id: str, on: date, *, kind: Kind = Kind.QUIET_TIME
) -> QuietTime | None:
    """Return a person's own quiet of a kind on a date, the longest where there are several."""
    rows = list((await session.execute(_open(workspace, [person_id], kind, on))).scalars())
    return max(rows, key=lambda row: row.until_on or date.max, default=None)


async def held_among(
    session: AsyncSession, workspace: str, people_ids: Collection[str], on: date
) -> frozenset[str]:
    """Return for whom of these people everything has stopped on a date, until they start again."""
    rows = (await session.execute(_open(workspace, people_ids, Kind.HOLD, on))).scalars()
    return frozenset(row.person for row in rows if row.person is not None)


async def end_quiet(
    session: AsyncSession, workspace: str, person_id: str, on: date, *, kind: Kind = Kind.QUIET_TIME
) -> None:
    """End a person's own quiet of a kind today."""
    mine = (
        col(QuietTime.workspace) == workspace,
        col(QuietTime.person) == person_id,
        col(QuietTime.kind) == kind.value,
    )
    is_open = or_(col(QuietTime.until_on).is_(None), col(QuietTime.until_on) > on)
    await session.execute(update(QuietTime).where(*mine, is_open).values(until_on=on))


async def of_team(session: AsyncSession, workspace: str, team: str, kind: Kind) -> list[QuietTime]:
    """Return a team's quiet of a kind that was not undone, first first."""
    found = select(QuietTime).where(
        col(QuietTime.workspace) == workspace,
        col(QuietTime.team) == team,
        col(QuietTime.kind) == kind.value,
        or_(col(QuietTime.until_on).is_(None), col(QuietTime.until_on) > col(QuietTime.from_on)),
    )
    return list((await session.execute(found.order_by(col(QuietTime.from_on)))).scalars())


async def how_many_of_teams(session: AsyncSession, workspace: str) -> int:
    """Return how often a team was quietened so far: a higher count says that one has been since."""
    found = (
        select(func.count())
        .select_from(QuietTime)
        .where(col(QuietTime.workspace) == workspace, col(QuietTime.team).is_not(None))
    )
    return (await session.execute(found)).scalar_one()


def _open(workspace: str, people_ids: Collection[str], kind: Kind, on: date) -> Select[QuietTime]:
    return select(QuietTime).where(
        col(QuietTime.workspace) == workspace,
        col(QuietTime.person).in_(people_ids),
        col(QuietTime.kind) == kind.value,
        col(QuietTime.from_on) <= on,
        or_(col(QuietTime.until_on).is_(None), col(QuietTime.until_on) > on),
    )
