"""Reflections talked through in the conversation, and which message each stage's words came from."""

from datetime import datetime

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Talk, TalkLine


async def open_of(session: AsyncSession, workspace: str, person_id: str) -> Talk | None:
    """Return the talk a person has open, theirs to change until the transaction ends."""
    found = select(Talk).where(
        col(Talk.workspace) == workspace, col(Talk.person) == person_id, col(Talk.ended_at).is_(None)
    )
    found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    return (await session.execute(found)).scalar_one_or_none()


async def by_id(session: AsyncSession, workspace: str, talk: str) -> Talk | None:
    """Return a talk."""
    return await session.get(Talk, (workspace, talk))


async def of_message(session: AsyncSession, workspace: str, person_id: str, ts: str) -> TalkLine | None:
    """Return what is known of a message that became part of one of a person's talks."""
    found = (
        select(TalkLine)
        .join(Talk, (col(Talk.workspace) == col(TalkLine.workspace)) & (col(Talk.id) == col(TalkLine.talk)))
        .where(col(TalkLine.workspace) == workspace, col(TalkLine.ts) == ts, col(Talk.person) == person_id)
    )
    return (await session.execute(found.limit(1))).scalar_one_or_none()


async def lines(session: AsyncSession, workspace: str, reflection: str, field: str) -> list[TalkLine]:
    """Return the messages that a stage's words came from, in the order they were written."""
    found = select(TalkLine).where(
        col(TalkLine.workspace) == workspace,
        col(TalkLine.field) == field,
        col(TalkLine.talk).in_(_talks_of(workspace, reflection)),
    )
    return list((await session.execute(found.order_by(col(TalkLine.ts)))).scalars())


async def forget_lines(session: AsyncSession, workspace: str, reflection: str) -> None:
    """Forget which messages a reflection's words came from."""
    await session.execute(
        delete(TalkLine).where(
            col(TalkLine.workspace) == workspace, col(TalkLine.talk).in_(_talks_of(workspace, reflection))
        )
    )


async def forget(session: AsyncSession, workspace: str, reflection: str) -> None:
    """Forget every talk that a reflection came from."""
    await forget_lines(session, workspace, reflection)
    await session.execute(
        delete(Talk).where(col(Talk.workspace) == workspace, col(Talk.reflection) == reflection)
    )


async def end_left_alone(session: AsyncSession, workspace: str, *, before: datetime, now: datetime) -> None:
    """End the talks that nothing was said in since a moment."""
    await session.execute(
        update(Talk)
        .where(col(Talk.workspace) == workspace, col(Talk.ended_at).is_(None), col(Talk.changed_at) < before)
        .values(ended_at=now)
    )


def _talks_of(workspace: str, reflection: str) -> Select[str]:
    return select(col(Talk.id)).where(col(Talk.workspace) == workspace, col(Talk.reflection) == reflection)
