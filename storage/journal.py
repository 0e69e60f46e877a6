"""A person's journal: their own reflections by date, and letting one go with all that hangs on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage import reflections
from storage.tables import (
    CardLine,
    Commitment,
    FollowUp,
    Nudge,
    Opening,
    Reflection,
    Share,
    Talk,
    TalkLine,
    Words,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """One sealed line: whose it is, which field it filled, and its bytes."""

    owner: str
    field: str
    sealed: bytes


async def own(
    session: AsyncSession, workspace: str, person_id: str, reflection: str, *, alone: bool = False
) -> Reflection | None:
    """Return a reflection of this person's own; anybody else's is None like one that is not there.

    `alone` makes whoever writes, shares or deletes it meanwhile wait their turn.
    """
    row = await session.get(Reflection, (workspace, reflection), with_for_update=alone or None)
    return row if row is not None and row.person == person_id else None


async def newest(
    session: AsyncSession,
    workspace: str,
    person_id: str,
    *,
    state: str,
    from_at: datetime | None = None,
    until_at: datetime | None = None,
    most: int,
) -> list[Reflection]:
    """Return a person's reflections in one state, newest first, from a moment until before another."""
    found = select(Reflection).where(
        col(Reflection.workspace) == workspace,
        col(Reflection.person) == person_id,
        col(Reflection.state) == state,
    )
    if from_at is not None:
        found = found.where(col(Reflection.kept_at) >= from_at)
    if until_at is not None:
        found = found.where(col(Reflection.kept_at) < until_at)
    found = found.order_by(col(Reflection.kept_at).desc(), col(Reflection.id)).limit(most)
    return list((await session.execute(found)).scalars())


async def ever_shared(session: AsyncSession, workspace: str, person_id: str) -> list[Reflection]:
    """Return the reflections of a person that were ever shared, withdrawn ones too, newest first."""
    shares = select(col(Share.reflection)).where(col(Share.workspace) == workspace)
    found = select(Reflection).where(
        col(Reflection.workspace) == workspace,
        col(Reflection.person) == person_id,
        col(Reflection.id).in_(shares),
    )
    found = found.order_by(col(Reflection.kept_at).desc(), col(Reflection.id))
    return list((await session.execute(found)).scalars())


async def elements(session: AsyncSession, workspace: str, occurrences: Collection[str]) -> dict[str, str]:
    """Return the practice element that each question was about, where it was about one."""
    found = select(col(Nudge.occurrence), col(Nudge.element)).where(
        col(Nudge.workspace) == workspace,
        col(Nudge.occurrence).in_(occurrences),
        col(Nudge.element).is_not(None),
    )
    return {occurrence: element for occurrence, element in (await session.execute(found)).all() if element}


async def plans(
    session: AsyncSession, workspace: str, reflection_ids: Collection[str]
) -> dict[str, Commitment]:
    """Return the plan that came of each reflection, where one did."""
    found = select(Commitment).where(
        col(Commitment.workspace) == workspace, col(Commitment.reflection).in_(reflection_ids)
    )
    return {row.reflection: row for row in (await session.execute(found)).scalars() if row.reflection}


async def sealed_lines(session: AsyncSession, workspace: str, owners: Collection[str]) -> list[Sealed]:
    """Return the lines of these owners as they are kept, in their order."""
    found = (
        select(col(Words.owner), col(Words.field), col(Words.sealed))
        .where(col(Words.workspace) == workspace, col(Words.owner).in_(owners))
        .order_by(col(Words.place), col(Words.field))
    )
    return [
        Sealed(owner=owner, field=field, sealed=sealed)
        for owner, field, sealed in (await session.execute(found)).all()
    ]


async def abandoned(session: AsyncSession, workspace: str, *, before: datetime) -> list[Reflection]:
    """Return the drafts of anybody that were last touched before a moment."""
    found = select(Reflection).where(
        col(Reflection.workspace) == workspace,
        col(Reflection.state) == reflections.DRAFT,
        col(Reflection.kept_at) < before,
        col(Reflection.changed_at).is_(None) | (col(Reflection.changed_at) < before),
    )
    return list((await session.execute(found)).scalars())


async def forget(session: AsyncSession, row: Reflection, *, with_plan: bool) -> None:
    """Delete a reflection with its words, its shares, what was said back to them, and its lines on cards.

    The plan that came of it stays with its writer, parted from it, unless `with_plan`.
    """
    workspace = row.workspace
    shares = await _ids(session, Share, row)
    talks = await _ids(session, Talk, row)
    await session.execute(
        delete(Opening).where(col(Opening.workspace) == workspace, col(Opening.share).in_(shares))
    )
    await session.execute(
        delete(TalkLine).where(col(TalkLine.workspace) == workspace, col(TalkLine.talk).in_(talks))
    )
    for table in (Share, Talk, CardLine):
        await session.execute(
            delete(table).where(col(table.workspace) == workspace, col(table.reflection) == row.id)
        )
    plan = await reflections.plan_of(session, workspace, row.id)
    if plan is not None and with_plan:
        await _forget_plan(session, plan)
    elif plan is not None:
        plan.reflection = None
    await reflections.forget_words(session, workspace, [row.id, *shares])
    await session.flush()
    await session.delete(row)
    await session.flush()


async def _ids(session: AsyncSession, table: type[Share | Talk], row: Reflection) -> list[str]:
    """Return the ids of what hangs on a reflection; nothing more can be hung on those meanwhile."""
    found = select(col(table.id)).where(
        col(table.workspace) == row.workspace, col(table.reflection) == row.id
    )
    found = found.order_by(col(table.id)).with_for_update()
    return list((await session.execute(found)).scalars())


async def _forget_plan(session: AsyncSession, plan: Commitment) -> None:
    await session.refresh(plan, with_for_update=True)
    found = select(col(FollowUp.id)).where(
        col(FollowUp.workspace) == plan.workspace, col(FollowUp.commitment) == plan.id
    )
    asked = list((await session.execute(found)).scalars())
    await reflections.forget_words(session, plan.workspace, [plan.id, *asked])
    await session.execute(
        delete(FollowUp).where(col(FollowUp.workspace) == plan.workspace, col(FollowUp.commitment) == plan.id)
    )
    await session.delete(plan)
    await session.flush()
