"""What was to reach one person: each date decided for them, and each message, sent or not."""

from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Occurrence, Sending


async def occurrences_of(
    session: AsyncSession, workspace: str, person_id: str, *, from_on: date
) -> list[Occurrence]:
    """Return the dates decided for a person from a date on, in order."""
    found = select(Occurrence).where(
        col(Occurrence.workspace) == workspace,
        col(Occurrence.person) == person_id,
        (col(Occurrence.on) >= from_on) | (col(Occurrence.planned_on) >= from_on),
    )
    return list((await session.execute(found.order_by(col(Occurrence.on), col(Occurrence.id)))).scalars())


async def unsent_of(
    session: AsyncSession, workspace: str, person_id: str, *, from_on: date
) -> list[Occurrence]:
    """Return the dates decided for a person from a date on for which there is no message, in order."""
    found = (
        select(Occurrence)
        .outerjoin(
            Sending,
            and_(
                col(Sending.workspace) == col(Occurrence.workspace),
                col(Sending.purpose) == "nudge",
                col(Sending.subject) == col(Occurrence.id),
            ),
        )
        .where(
            col(Occurrence.workspace) == workspace,
            col(Occurrence.person) == person_id,
            col(Occurrence.on) >= from_on,
            col(Sending.id).is_(None),
        )
    )
    return list((await session.execute(found.order_by(col(Occurrence.on), col(Occurrence.id)))).scalars())


async def sendings_of(
    session: AsyncSession, workspace: str, person_id: str, *, since: datetime
) -> list[Sending]:
    """Return every message to a person that was due since a moment, in order."""
    found = select(Sending).where(
        col(Sending.workspace) == workspace,
        col(Sending.person) == person_id,
        col(Sending.due_at) >= since,
    )
    return list((await session.execute(found.order_by(col(Sending.due_at), col(Sending.id)))).scalars())
