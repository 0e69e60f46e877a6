"""What teams work on, and the rounds in which they choose it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Focus, FocusChoice, FocusRound, Membership


async def standing(
    session: AsyncSession, workspace: str, team: str, *, on: date | None = None
) -> list[Focus]:
    """Return the practice elements a team works on now, or worked on at a date, first begun first."""
    found = select(Focus).where(col(Focus.workspace) == workspace, col(Focus.team) == team)
    if on is None:
        found = found.where(col(Focus.until_on).is_(None))
    else:
        still = or_(col(Focus.until_on).is_(None), col(Focus.until_on) > on)
        found = found.where(col(Focus.from_on) <= on, still)
    return list((await session.execute(found.order_by(col(Focus.from_on), col(Focus.element)))).scalars())


async def ever(session: AsyncSession, workspace: str, teams: Collection[str]) -> list[Focus]:
    """Return everything these teams worked on."""
    found = select(Focus).where(col(Focus.workspace) == workspace, col(Focus.team).in_(teams))
    return list((await session.execute(found)).scalars())


async def had_any(session: AsyncSession, workspace: str, team: str) -> bool:
    """Whether a team has or had a practice focus."""
    found = select(col(Focus.id)).where(col(Focus.workspace) == workspace, col(Focus.team) == team)
    return (await session.execute(found.limit(1))).scalar_one_or_none() is not None


async def open_round(
    session: AsyncSession, workspace: str, team: str, *, to_change: bool = False
) -> FocusRound | None:
    """Return the round in which a team chooses now; `to_change` makes others who ask so wait their turn."""
    found = select(FocusRound).where(
        col(FocusRound.workspace) == workspace,
        col(FocusRound.team) == team,
        col(FocusRound.settled_on).is_(None),
    )
    if to_change:
        found = found.with_for_update()
    return (await session.execute(found)).scalar_one_or_none()


async def rounds(
    session: AsyncSession, workspace: str, teams: Collection[str], *, to_change: bool = False
) -> dict[str, FocusRound]:
    """Return the open round of each of these teams that has one, in turn where it is `to_change`."""
    found = select(FocusRound).where(
        col(FocusRound.workspace) == workspace,
        col(FocusRound.team).in_(teams),
        col(FocusRound.settled_on).is_(None),
    )
    if to_change:
        found = found.order_by(col(FocusRound.id)).with_for_update()
    return {row.team: row for row in (await session.execute(found)).scalars()}


async def since(session: AsyncSession, workspace: str, teams: Collection[str]) -> dict[str, date]:
    """Return the date each team last took something up, or chose; a team that never did is absent."""
    begun = select(col(Focus.team), func.max(col(Focus.from_on))).where(
        col(Focus.workspace) == workspace, col(Focus.team).in_(teams), col(Focus.until_on).is_(None)
    )
    chose = select(col(FocusRound.team), func.max(col(FocusRound.closes_on))).where(
        col(FocusRound.workspace) == workspace, col(FocusRound.team).in_(teams)
    )
    latest: dict[str, date] = {}
    for found in (begun.group_by(col(Focus.team)), chose.group_by(col(FocusRound.team))):
        for team, on in (await session.execute(found)).all():
            latest[team] = max(on, latest.get(team, on))
    return latest


async def team_sizes(session: AsyncSession, workspace: str) -> dict[str, int]:
    """Return how many people have each team as their home team, whoever of them counts."""
    found = select(col(Membership.team), func.count()).where(
        col(Membership.workspace) == workspace, col(Membership.until_on).is_(None), col(Membership.home)
    )
    sizes = await session.execute(found.group_by(col(Membership.team)))
    return {row[0]: row[1] for row in sizes.all()}


async def choices(session: AsyncSession, workspace: str, round_id: str) -> dict[str, str]:
    """Return what each person chose in a round."""
    found = select(FocusChoice).where(
        col(FocusChoice.workspace) == workspace, col(FocusChoice.round) == round_id
    )
    return {row.person: row.choice for row in (await session.execute(found)).scalars()}


async def forget_choices(session: AsyncSession, workspace: str, round_id: str) -> None:
    """Drop what was chosen in a round."""
    await session.execute(
        delete(FocusChoice).where(col(FocusChoice.workspace) == workspace, col(FocusChoice.round) == round_id)
    )
