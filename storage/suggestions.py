"""Suggested wordings, and whether anybody was told of them today."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Sending, Suggestion


async def waiting(session: AsyncSession, workspace: str) -> list[Suggestion]:
    """Return the suggestions nobody has settled, oldest first, those of one day in a chance order."""
    found = select(Suggestion).where(
        col(Suggestion.workspace) == workspace, col(Suggestion.settled_on).is_(None)
    )
    return list(
        (await session.execute(found.order_by(col(Suggestion.made_on), col(Suggestion.id)))).scalars()
    )


async def suggestion(session: AsyncSession, workspace: str, suggestion_id: str) -> Suggestion | None:
    """Return one suggestion."""
    return await session.get(Suggestion, (workspace, suggestion_id))


async def is_told(session: AsyncSession, workspace: str, *, purpose: str, subject: str, person: str) -> bool:
    """Whether a message on a subject has left for a person, or was given up."""
    found = select(col(Sending.id)).where(
        col(Sending.workspace) == workspace,
        col(Sending.purpose) == purpose,
        col(Sending.subject) == subject,
        col(Sending.person) == person,
        col(Sending.state) != "due",
    )
    return (await session.execute(found)).scalar_one_or_none() is not None
