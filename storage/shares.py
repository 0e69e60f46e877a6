"""Shares: which reflections somebody else may read, who opened them, and a peer's line back."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Membership, Opening, Person, Post, Reflection, Share, SupervisionPair

SUPERVISOR = "supervisor"
PEER = "peer"
AGENDA = "agenda"
TEAM = "team"
LINE = "line"
"""The field of a peer's line back; its owner is the share."""


async def by_id(session: AsyncSession, workspace: str, share_id: str) -> Share | None:
    """Return a share, open or not."""
    return await session.get(Share, (workspace, share_id))


async def is_still_open(session: AsyncSession, row: Share) -> bool:
    """Whether a share is there and open, read afresh; whoever would end or delete it waits their turn."""
    found = await session.get(Share, (row.workspace, row.id), with_for_update=True, populate_existing=True)
    return found is not None and found.withdrawn_at is None


async def of_reflections(
    session: AsyncSession, workspace: str, reflections: Collection[str]
) -> dict[str, list[Share]]:
    """Return every share of these reflections, open or withdrawn, first made first."""
    found = select(Share).where(col(Share.workspace) == workspace, col(Share.reflection).in_(reflections))
    shares: dict[str, list[Share]] = {}
    for row in (await session.execute(found.order_by(col(Share.shared_at), col(Share.id)))).scalars():
        shares.setdefault(row.reflection, []).append(row)
    return shares


async def open_of(session: AsyncSession, workspace: str, reflection: str) -> list[Share]:
    """Return the open shares of a reflection, first made first."""
    found = await of_reflections(session, workspace, [reflection])
    return [row for row in found.get(reflection, ()) if row.withdrawn_at is None]


async def with_reader(session: AsyncSession, workspace: str, reader: str) -> list[tuple[Share, Reflection]]:
    """Return the open shares with a reader beside what they share, newest first."""
    found = (
        select(Share, Reflection)
        .join(
            Reflection,
            (col(Reflection.workspace) == col(Share.workspace))
            & (col(Reflection.id) == col(Share.reflection)),
        )
        .where(
            col(Share.workspace) == workspace,
            col(Share.reader) == reader,
            col(Share.withdrawn_at).is_(None),
        )
        .order_by(col(Share.shared_at).desc(), col(Share.id))
    )
    return [(share, reflection) for share, reflection in (await session.execute(found)).all()]


async def add(session: AsyncSession, row: Share) -> bool:
    """Put a share in place; False where the same is open already."""
    try:
        async with session.begin_nested():
            session.add(row)
    except IntegrityError:
        return False
    return True


async def end_unsupervised(session: AsyncSession, workspace: str, now: datetime) -> None:
    """End what is open to a supervisor who supervises its writer no more: a post begun again opens nothing.

    Somebody who left supervises nobody, whatever stands in their pairs.
    """
    pair = exists().where(
        col(SupervisionPair.workspace) == workspace,
        col(SupervisionPair.practitioner) == col(Reflection.person),
        col(SupervisionPair.supervisor) == col(Share.reader),
        col(SupervisionPair.until_on).is_(None),
    )
    post = exists().where(
        col(Post.workspace) == workspace,
        col(Post.capacity) == SUPERVISOR,
        col(Post.person) == col(Share.reader),
        col(Post.until_on).is_(None),
        col(Membership.workspace) == workspace,
        col(Membership.team) == col(Post.team),
        col(Membership.person) == col(Reflection.person),
        col(Membership.until_on).is_(None),
    )
    gone = exists().where(
        col(Person.workspace) == workspace,
        col(Person.id) == col(Share.reader),
        col(Person.left_at).is_not(None),
    )
    over = (
        select(col(Share.id))
        .join(
            Reflection,
            (col(Reflection.workspace) == col(Share.workspace))
            & (col(Reflection.id) == col(Share.reflection)),
        )
        .where(
            col(Share.workspace) == workspace,
            col(Share.audience).in_((SUPERVISOR, AGENDA)),
            col(Share.withdrawn_at).is_(None),
            or_(gone, and_(~pair, ~post)),
        )
    )
    await session.execute(
        update(Share)
        .where(col(Share.workspace) == workspace, col(Share.id).in_(over), col(Share.withdrawn_at).is_(None))
        .values(withdrawn_at=now)
        .execution_options(synchronize_session=False)
    )


async def openings(
    session: AsyncSession, workspace: str, shares: Collection[str]
) -> dict[str, tuple[datetime, ...]]:
    """Return when each share was first opened on each date it was, first first; never opened is absent."""
    found = select(Opening).where(col(Opening.workspace) == workspace, col(Opening.share).in_(shares))
    opened: dict[str, tuple[datetime, ...]] = {}
    for row in (await session.execute(found.order_by(col(Opening.at)))).scalars():
        opened[row.share] = (*opened.get(row.share, ()), row.at)
    return opened


async def note_opening(session: AsyncSession, workspace: str, share: str, *, on: date, at: datetime) -> None:
    """Note that the reader opened a share; the first time of a date stands."""
    if await session.get(Opening, (workspace, share, on)) is not None:
        return
    try:
        async with session.begin_nested():
            session.add(Opening(workspace=workspace, share=share, on=on, at=at))
    except IntegrityError:
        return
