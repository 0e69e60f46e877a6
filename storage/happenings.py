"""What happened, or will, on a date in the life of a team or a person."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Happening, Person

JOINING = "joining"


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
) -> dict[str, tuple[date, ...]]:
    """Return the dates of a kind for each of these people: their team's and their own, in order.

    *Joining* has the date a person started as well. People without any are absent.
    """
    found = select(col(Happening.person), col(Happening.on)).where(
        col(Happening.workspace) == workspace,
        col(Happening.kind) == kind,
        col(Happening.withdrawn_on).is_(None),
        or_(col(Happening.team) == team, col(Happening.person).in_(people_ids)),
    )
    of_the_team: set[date] = set()
    own: dict[str, set[date]] = {person_id: set() for person_id in people_ids}
    for person_id, on in (await session.execute(found)).all():
        (of_the_team if person_id is None else own[person_id]).add(on)
    if kind == JOINING:
        started = select(col(Person.id), col(Person.started_on)).where(
            col(Person.workspace) == workspace,
            col(Person.id).in_(people_ids),
            col(Person.started_on).is_not(None),
        )
        own_starts = (await session.execute(started)).all()
        for row in own_starts:
            own[row.id].add(row.started_on)
    dates = {person_id: of_the_team | theirs for person_id, theirs in own.items()}
    return {person_id: tuple(sorted(those)) for person_id, those in dates.items() if those}
