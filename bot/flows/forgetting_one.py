"""Forgetting one reflection with all that hangs on it, by its writer's wish; a draft, after a week too."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground
from storage import answers, journal
from storage.reflections import DRAFT
from storage.tables import Reflection

DRAFT_KEPT_FOR = timedelta(days=7)
NOT_YOURS = "There is nothing of yours by that name."


async def forget_reflection(
    session: AsyncSession, ground: Ground, row: Reflection, *, with_plan: bool
) -> None:
    """Delete a reflection or a draft for good.

    Its words go, every share of it with who opened it and what a peer wrote back, its lines on team cards,
    and the barriers ticked in it. Barriers ticked on its question are answers and stay answers. The plan that
    came of it stays unless `with_plan`, or unless both are only drafts.
    """
    await answers.tick_barriers(
        session,
        ground.workspace,
        source=row.id,
        person_id=row.person,
        codes=(),
        now=ground.clock(),
        zone=(await ground.service(session)).zone,
    )
    await journal.forget(session, row, with_plan=with_plan or row.state == DRAFT)


async def forget_abandoned(session: AsyncSession, ground: Ground) -> None:
    """Delete the drafts that nobody has touched for a week."""
    before = ground.clock() - DRAFT_KEPT_FOR
    for row in await journal.abandoned(session, ground.workspace, before=before):
        await forget_reflection(session, ground, row, with_plan=True)
