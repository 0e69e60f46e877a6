"""What people were asked and left, and how long ago a rhythm last asked them."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from practice.contact import Left
from storage.rhythms import ON_ITS_WAY
from storage.tables import Nudge, Occurrence, Sending, TakingPart


async def left(
    session: AsyncSession, workspace: str, people_ids: Collection[str], *, now: datetime
) -> dict[str, list[Left]]:
    """Return the questions each person was sent since their yes and since they last did anything with one.

    Only those that have expired by now; a question that was put off or skipped counts as something done.
    """
    later, done = aliased(Occurrence), aliased(Nudge)
    since_done = exists().where(
        col(later.workspace) == col(Occurrence.workspace),
        col(later.person) == col(Occurrence.person),
        col(later.planned_on) >= col(Occurrence.planned_on),
        col(done.workspace) == col(later.workspace),
        col(done.occurrence) == col(later.id),
        or_(col(done.replied), col(done.put_off).is_not(None)),
    )
    found = (
        select(col(Occurrence.person), col(Occurrence.planned_on), col(Occurrence.expires_at))
        .join(
            Sending,
            and_(
                col(Sending.workspace) == col(Occurrence.workspace),
                col(Sending.purpose) == "nudge",
                col(Sending.subject) == col(Occurrence.id),
                col(Sending.state) == "sent",
            ),
        )
        .join(
            TakingPart,
            and_(
                col(TakingPart.workspace) == col(Occurrence.workspace),
                col(TakingPart.person) == col(Occurrence.person),
                col(TakingPart.until_at).is_(None),
                col(Sending.sent_at) >= col(TakingPart.from_at),
            ),
        )
        .where(
            col(Occurrence.workspace) == workspace,
            col(Occurrence.person).in_(people_ids),
            col(Occurrence.expires_at) <= now,
            ~since_done,
        )
    )
    by_person: dict[str, list[Left]] = {}
    for person_id, on, expires_at in (await session.execute(found)).all():
        if expires_at is not None:
            by_person.setdefault(person_id, []).append(Left(on=on, expires_at=expires_at))
    return by_person


async def turns(
    session: AsyncSession, workspace: str, rhythm: str, people_ids: Collection[str], *, before: date
) -> dict[str, int]:
    """Return how many dates of a rhythm before `before` left each person out since it last asked them."""
    if not people_ids:
        return {}
    of_these = (
        col(Occurrence.workspace) == workspace,
        col(Occurrence.rhythm) == rhythm,
        col(Occurrence.person).in_(people_ids),
        col(Occurrence.on) < before,
    )
    asked = (
        select(col(Occurrence.person), func.max(col(Occurrence.on)).label("on"))
        .join(
            Sending,
            and_(
                col(Sending.workspace) == col(Occurrence.workspace),
                col(Sending.purpose) == "nudge",
                col(Sending.subject) == col(Occurrence.id),
                col(Sending.state).in_(ON_ITS_WAY),
            ),
        )
        .where(*of_these)
        .group_by(col(Occurrence.person))
        .subquery()
    )
    found = (
        select(col(Occurrence.person), func.count().label("left_out"))
        .outerjoin(asked, asked.c.person == col(Occurrence.person))
        .where(*of_these, or_(asked.c.on.is_(None), asked.c.on < col(Occurrence.on)))
        .group_by(col(Occurrence.person))
    )
    return {row.person: row.left_out for row in (await session.execute(found)).all()}
