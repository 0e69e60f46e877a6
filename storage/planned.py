"""What is planned and not yet due, with all that decided when it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Occurrence, Person, RhythmVersion, Sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A question on the road before its time: its date, the version that wished for it and its person."""

    sending: Sending
    occurrence: Occurrence
    version: RhythmVersion
    person: Person


async def ahead(
    session: AsyncSession, workspace: str, *, purpose: str, now: datetime, beyond: str, most: int
) -> Sequence[Ahead]:
    """Return up to `most` questions due after now, by the order of their ids `beyond` one; they are held."""
    found = (
        select(Sending, Occurrence, RhythmVersion, Person)
        .join(
            Occurrence,
            (col(Occurrence.workspace) == col(Sending.workspace))
            & (col(Occurrence.id) == col(Sending.subject)),
        )
        .join(
            RhythmVersion,
            (col(RhythmVersion.workspace) == col(Occurrence.workspace))
            & (col(RhythmVersion.rhythm) == col(Occurrence.rhythm))
            & (col(RhythmVersion.number) == col(Occurrence.version)),
        )
        .join(
            Person,
            (col(Person.workspace) == col(Sending.workspace)) & (col(Person.id) == col(Sending.person)),
        )
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.purpose) == purpose,
            col(Sending.state) == "due",
            col(Sending.due_at) > now,
            col(Sending.id) > beyond,
        )
        .order_by(col(Sending.id))
        .limit(most)
        .with_for_update(of=Sending)
    )
    return [
        Ahead(sending=row[0], occurrence=row[1], version=row[2], person=row[3])
        for row in (await session.execute(found)).all()
    ]


async def zones(session: AsyncSession, workspace: str) -> frozenset[str]:
    """Return the zones people are in."""
    found = select(col(Person.zone)).where(col(Person.workspace) == workspace).distinct()
    return frozenset(zone for zone in (await session.execute(found)).scalars() if zone is not None)
