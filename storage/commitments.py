"""Plans and the follow-ups that ride on questions."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.reflections import LIVE
from storage.tables import Commitment, FollowUp, Words
from storage.tables.ground import opaque

LET_GO = "let go"
DRAFTED = "draft"
"""The state of a plan whose form is still open: it is not asked about, and counts as none."""


@dataclass(frozen=True, slots=True)
class Riding:
    """A follow-up and the plan it asks about."""

    follow_up: FollowUp
    plan: Commitment


async def live_among(
    session: AsyncSession, workspace: str, people_ids: Collection[str]
) -> dict[str, list[Commitment]]:
    """Return the live plans of each of these people, oldest first."""
    found = select(Commitment).where(
        col(Commitment.workspace) == workspace,
        col(Commitment.person).in_(people_ids),
        col(Commitment.state) == LIVE,
    )
    plans: dict[str, list[Commitment]] = {}
    for plan in (await session.execute(found.order_by(col(Commitment.accepted_at)))).scalars():
        plans.setdefault(plan.person, []).append(plan)
    return plans


async def asked_of(
    session: AsyncSession, workspace: str, plans: Collection[str]
) -> dict[str, frozenset[int]]:
    """Return after how many days each of these plans was asked about."""
    found = select(col(FollowUp.commitment), col(FollowUp.after_days)).where(
        col(FollowUp.workspace) == workspace, col(FollowUp.commitment).in_(plans)
    )
    asked: dict[str, frozenset[int]] = {}
    for plan, after in (await session.execute(found)).all():
        asked[plan] = asked.get(plan, frozenset()) | {after}
    return asked


async def attach(
    session: AsyncSession, workspace: str, *, plan: str, after_days: int, occurrence: str, now: datetime
) -> bool:
    """Let a follow-up ride on a question; False where another process gave it to another one first."""
    connection = await session.connection()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    given = (
        insert(FollowUp)
        .values(
            workspace=workspace,
            id=opaque(),
            commitment=plan,
            after_days=after_days,
            occurrence=occurrence,
            asked_at=now,
        )
        .on_conflict_do_nothing()
    )
    return (await connection.execute(given)).rowcount == 1


async def riding_on(session: AsyncSession, workspace: str, occurrences: Collection[str]) -> dict[str, Riding]:
    """Return the follow-up each of these questions carries, with its plan."""
    found = (
        select(FollowUp, Commitment)
        .join(
            Commitment,
            (col(Commitment.workspace) == col(FollowUp.workspace))
            & (col(Commitment.id) == col(FollowUp.commitment)),
        )
        .where(col(FollowUp.workspace) == workspace, col(FollowUp.occurrence).in_(occurrences))
    )
    return {row[0].occurrence: Riding(row[0], row[1]) for row in (await session.execute(found)).all()}


async def of_person(session: AsyncSession, workspace: str, person_id: str) -> list[Commitment]:
    """Return a person's plans, live or let go, newest first."""
    found = select(Commitment).where(
        col(Commitment.workspace) == workspace,
        col(Commitment.person) == person_id,
        col(Commitment.state) != DRAFTED,
    )
    return list((await session.execute(found.order_by(col(Commitment.accepted_at).desc()))).scalars())


async def own(
    session: AsyncSession, workspace: str, person_id: str, plan: str, *, to_change: bool = False
) -> Commitment | None:
    """Return a person's own plan; `to_change` holds it for this transaction."""
    found = select(Commitment).where(
        col(Commitment.workspace) == workspace,
        col(Commitment.id) == plan,
        col(Commitment.person) == person_id,
        col(Commitment.state) != DRAFTED,
    )
    if to_change:
        found = found.with_for_update()
    return (await session.execute(found)).scalar_one_or_none()


async def forget(session: AsyncSession, workspace: str, plans: Collection[str]) -> None:
    """Erase plans with every word of theirs and what was said when they were asked about."""
    asked = select(col(FollowUp.id)).where(
        col(FollowUp.workspace) == workspace, col(FollowUp.commitment).in_(plans)
    )
    owners = [*plans, *(await session.execute(asked)).scalars()]
    await session.execute(
        delete(Words).where(col(Words.workspace) == workspace, col(Words.owner).in_(owners))
    )
    await session.execute(
        delete(FollowUp).where(col(FollowUp.workspace) == workspace, col(FollowUp.commitment).in_(plans))
    )
    await session.execute(
        delete(Commitment).where(col(Commitment.workspace) == workspace, col(Commitment.id).in_(plans))
    )


async def answered(
    session: AsyncSession, workspace: str, plans: Collection[str]
) -> dict[str, list[FollowUp]]:
    """Return the follow-ups of each of these plans that were answered, oldest first."""
    found = select(FollowUp).where(
        col(FollowUp.workspace) == workspace,
        col(FollowUp.commitment).in_(plans),
        col(FollowUp.outcome).is_not(None),
    )
    told: dict[str, list[FollowUp]] = {}
    for row in (await session.execute(found.order_by(col(FollowUp.after_days)))).scalars():
        told.setdefault(row.commitment, []).append(row)
    return told
