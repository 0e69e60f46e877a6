"""What happened, or will, on a date in the life of a team or a person."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Happening, Person

JOINING = "joining"
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


async def happenings(
    session: AsyncSession, workspace: str, *, team: str | None = None, person: str | None = None
) -> list[Happening]:
    """Return what is noted of a team or of a person and not withdrawn, earliest first."""
    found = select(Happening).where(
        col(Happening.workspace) == workspace,
        col(Happening.withdrawn_on).is_(None),
        col(Happening.team) == team if team is not None else col(Happening.person) == person,
    )
    return list((await session.execute(found.order_by(col(Happening.on)))).scalars())


async def happened_on(
    session: AsyncSession, workspace: str, kind: str, *, team: str, people_ids: Collection[str]
) -> dict[str, list[tuple[date, datetime]]]:
    """Return each of these people's dates of a kind, their team's and their own, with when each was noted.

    *Joining* has the date a person started as well, known from the first. People without any are absent.
    """
    found = select(Happening).where(
        col(Happening.workspace) == workspace,
        col(Happening.kind) == kind,
        col(Happening.withdrawn_on).is_(None),
        or_(col(Happening.team) == team, col(Happening.person).in_(people_ids)),
    )
    dates: dict[str, list[tuple[date, datetime]]] = {person_id: [] for person_id in people_ids}
    for row in (await session.execute(found)).scalars():
        for person_id in people_ids if row.person is None else [row.person]:
            dates[person_id].append((row.on, row.noted_at))
    if kind == JOINING:
        started = select(Person).where(
            col(Person.workspace) == workspace,
            col(Person.id).in_(people_ids),
            col(Person.started_on).is_not(None),
        )
        for person in (await session.execute(started)).scalars():
            if person.started_on is not None:
                dates[person.id].append((person.started_on, LONG_AGO))
    return {person_id: theirs for person_id, theirs in dates.items() if theirs}
