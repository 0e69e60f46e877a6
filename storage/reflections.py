"""Reflections, their sealed words, what is shared, and the plans that came of them."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.sealing import Seal
from storage.tables import Commitment, Person, Reflection, Share, Words

TEAM = "team"
LIVE = "live"
DRAFT = "draft"
KEPT = "kept"


async def hold_writer(session: AsyncSession, workspace: str, person_id: str) -> bool:
    """Make whoever writes down something of the same person's wait their turn; False for nobody known."""
    itself = (col(Person.workspace) == workspace, col(Person.id) == person_id)
    held = select(col(Person.id)).where(*itself).with_for_update(key_share=True)
    return (await session.execute(held)).scalar_one_or_none() is not None


async def by_form(session: AsyncSession, workspace: str, person_id: str, form: str) -> Reflection | None:
    """Return the reflection a form made."""
    found = select(Reflection).where(
        col(Reflection.workspace) == workspace,
        col(Reflection.person) == person_id,
        col(Reflection.form) == form,
    )
    return (await session.execute(found)).scalar_one_or_none()


async def by_occurrence(
    session: AsyncSession, workspace: str, person_id: str, occurrence: str
) -> Reflection | None:
    """Return a person's newest reflection on a question."""
    found = select(Reflection).where(
        col(Reflection.workspace) == workspace,
        col(Reflection.person) == person_id,
        col(Reflection.occurrence) == occurrence,
    )
    return (
        await session.execute(found.order_by(col(Reflection.kept_at).desc()).limit(1))
    ).scalar_one_or_none()


async def kept(session: AsyncSession, workspace: str, person_id: str, *, most: int) -> list[Reflection]:
    """Return a person's newest kept reflections."""
    found = select(Reflection).where(
        col(Reflection.workspace) == workspace, col(Reflection.person) == person_id
    )
    return list((await session.execute(found.order_by(col(Reflection.kept_at).desc()).limit(most))).scalars())


async def write_words(
    session: AsyncSession,
    seal: Seal,
    *,
    workspace: str,
    owner: str,
    lines: Mapping[str, str],
    now: datetime,
    places: Mapping[str, int] | None = None,
) -> None:
    """Seal lines by field; an empty line forgets what the field held.

    They are read in the order of `places` by field, where it is given, else in the order of `lines`.
    """
    for number, (field, line) in enumerate(lines.items()):
        place = (places or {}).get(field, number)
        row = await session.get(Words, (workspace, owner, field))
        if not line:
            if row is not None:
                await session.delete(row)
            continue
        sealed = seal.seal(line, workspace=workspace, owner=owner, field=field, now=now)
        if row is None:
            session.add(Words(workspace=workspace, owner=owner, field=field, place=place, sealed=sealed))
        else:
            row.sealed = sealed


async def read_words(
    session: AsyncSession, seal: Seal, *, workspace: str, owners: Collection[str]
) -> dict[str, dict[str, str]]:
    """Return the lines of each owner by field, in their order."""
    found = select(Words).where(col(Words.workspace) == workspace, col(Words.owner).in_(owners))
    lines: dict[str, dict[str, str]] = {}
    for row in (await session.execute(found.order_by(col(Words.place), col(Words.field)))).scalars():
        words = seal.open(row.sealed, workspace=workspace, owner=row.owner, field=row.field)
        lines.setdefault(row.owner, {})[row.field] = words
    return lines


async def has_words(session: AsyncSession, workspace: str, owner: str) -> bool:
    """Whether an owner has written anything."""
    found = select(col(Words.owner)).where(col(Words.workspace) == workspace, col(Words.owner) == owner)
    return (await session.execute(found.limit(1))).scalar_one_or_none() is not None


async def forget_words(session: AsyncSession, workspace: str, owners: Collection[str]) -> None:
    """Erase everything these owners wrote."""
    await session.execute(
        delete(Words).where(col(Words.workspace) == workspace, col(Words.owner).in_(owners))
    )


async def shown_to_team(
    session: AsyncSession, workspace: str, team: str, *, from_at: datetime, until_at: datetime
) -> list[str]:
    """Return what was shown to a team in a stretch of time and not withdrawn since, in a chance order."""
    found = select(col(Share.reflection)).where(
        col(Share.workspace) == workspace,
        col(Share.audience) == TEAM,
        col(Share.team) == team,
        col(Share.withdrawn_at).is_(None),
        col(Share.shared_at) >= from_at,
        col(Share.shared_at) < until_at,
    )
    return list((await session.execute(found.order_by(col(Share.id)))).scalars())


async def live_plans(session: AsyncSession, workspace: str, person_id: str) -> list[Commitment]:
    """Return a person's live plans, newest first."""
    found = select(Commitment).where(
        col(Commitment.workspace) == workspace,
        col(Commitment.person) == person_id,
        col(Commitment.state) == LIVE,
    )
    return list((await session.execute(found.order_by(col(Commitment.accepted_at).desc()))).scalars())


async def plan_of(session: AsyncSession, workspace: str, reflection: str) -> Commitment | None:
    """Return the plan a reflection ended in."""
    found = select(Commitment).where(
        col(Commitment.workspace) == workspace, col(Commitment.reflection) == reflection
    )
    return (await session.execute(found)).scalar_one_or_none()
