"""Questions that may be worth one reminder."""

from datetime import date, datetime

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.tables import Nudge, Occurrence, Person, RhythmVersion, Sending


async def left_open(
    session: AsyncSession, workspace: str, *, now: datetime, since: date, asked_for: str, reminded: str
) -> list[tuple[Occurrence, RhythmVersion, Person]]:
    """Return the questions sent since a date and neither answered nor put off, of who wants a reminder.

    `asked_for` and `reminded` are the purposes of the question and of its reminder; one reminder is enough.
    """
    reminder = aliased(Sending)
    found = (
        select(Occurrence, RhythmVersion, Person)
        .join(
            Person,
            (col(Person.workspace) == col(Occurrence.workspace)) & (col(Person.id) == col(Occurrence.person)),
        )
        .join(
            RhythmVersion,
            (col(RhythmVersion.workspace) == col(Occurrence.workspace))
            & (col(RhythmVersion.rhythm) == col(Occurrence.rhythm))
            & (col(RhythmVersion.number) == col(Occurrence.version)),
        )
        .join(
            Nudge,
            (col(Nudge.workspace) == col(Occurrence.workspace))
            & (col(Nudge.occurrence) == col(Occurrence.id)),
        )
        .join(
            Sending,
            (col(Sending.workspace) == col(Occurrence.workspace))
            & (col(Sending.purpose) == asked_for)
            & (col(Sending.subject) == col(Occurrence.id))
            & (col(Sending.person) == col(Occurrence.person)),
        )
        .where(
            col(Person.workspace) == workspace,
            col(Person.wants_reminder),
            col(Occurrence.planned_on) >= since,
            col(Occurrence.expires_at) > now,
            col(Sending.state) == "sent",
            ~col(Nudge.replied),
            col(Nudge.put_off).is_(None),
            ~exists().where(
                col(reminder.workspace) == workspace,
                col(reminder.purpose) == reminded,
                col(reminder.subject) == col(Occurrence.id),
            ),
        )
    )
    return [(row[0], row[1], row[2]) for row in (await session.execute(found)).all()]
