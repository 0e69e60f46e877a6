"""Forgetting one reflection: its words, its shares and all that hangs on it, by its writer's wish alone."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground
from storage import answers, journal
from storage.tables import Reflection

NOT_YOURS = "There is nothing of yours by that name."


async def forget_reflection(
    session: AsyncSession, ground: Ground, row: Reflection, *, with_plan: bool
) -> None:
    """Delete a reflection or a draft for good.

    Its words go, every share of it with who opened it and what a peer wrote back, its lines on team cards,
    and the barriers ticked in it. Barriers ticked on its question are answers and stay answers. The plan that
    came of it stays unless `with_plan`.
    """
    await answers.tick_barriers(
        session, ground.workspace, source=row.id, person_id=row.person, codes=(), now=ground.clock()
    )
    await journal.forget(session, row, with_plan=with_plan)
