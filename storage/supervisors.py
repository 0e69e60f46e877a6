"""Who supervises a person now: by a pair, or by a post for a team they belong to."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage import people
from storage.tables import Membership, Post, SupervisionPair

SUPERVISOR = "supervisor"


async def supervisors_of(session: AsyncSession, workspace: str, person_id: str) -> dict[str, str]:
    """Return the name of each supervisor of a person by Slack id, by name; people who left are absent."""
    pairs = select(col(SupervisionPair.supervisor)).where(
        col(SupervisionPair.workspace) == workspace,
        col(SupervisionPair.practitioner) == person_id,
        col(SupervisionPair.until_on).is_(None),
    )
    belongs = select(col(Membership.team)).where(
        col(Membership.workspace) == workspace,
        col(Membership.person) == person_id,
        col(Membership.until_on).is_(None),
    )
    posts = select(col(Post.person)).where(
        col(Post.workspace) == workspace,
        col(Post.capacity) == SUPERVISOR,
        col(Post.until_on).is_(None),
        col(Post.team).in_(belongs),
    )
    ids = {*(await session.execute(pairs)).scalars(), *(await session.execute(posts)).scalars()} - {person_id}
    found = await people.some_people(session, workspace, ids)
    here = [row for row in found.values() if row.left_at is None]
    return {row.id: row.name or row.id for row in sorted(here, key=lambda row: (row.name, row.id))}
