"""Words a person said are nobody's name, as keyed hashes that count for that person alone."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import NotAPerson


async def of_person(session: AsyncSession, workspace: str, person_id: str) -> frozenset[str]:
    """Return the hashes of what a person said is nobody."""
    found = select(col(NotAPerson.hash)).where(
        col(NotAPerson.workspace) == workspace, col(NotAPerson.person) == person_id
    )
    return frozenset((await session.execute(found)).scalars())


async def remember(session: AsyncSession, workspace: str, person_id: str, hashes: Collection[str]) -> None:
    """Remember hashes a person has not yet."""
    known = await of_person(session, workspace, person_id)
    session.add_all(
        NotAPerson(workspace=workspace, person=person_id, hash=each) for each in sorted({*hashes} - known)
    )
