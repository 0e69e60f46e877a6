"""Committing: the if-then plan a reflection ends in."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.ground import Ground
from storage import reflections
from storage.tables import Commitment, Reflection

MOST_PLANS = 2


class PlanNeedsBoth(Mistaken):
    """Half a plan was written; `field` is the empty half."""

    def __init__(self, field: str) -> None:
        super().__init__(
            "A plan has two halves: when something happens, what you will do. Or leave both empty."
        )
        self.field = field


class PlansFull(Mistaken):
    """Two plans are live already."""

    def __init__(self) -> None:
        super().__init__("You have two plans already, and two is plenty. Leave this empty to keep the rest.")


async def keep_plan(
    session: AsyncSession, ground: Ground, row: Reflection, halves: Mapping[str, str]
) -> None:
    """Keep the plan of a reflection, or forget it where both halves are empty.

    Raise PlanNeedsBoth for half a plan, PlansFull for one too many.
    """
    workspace, now = ground.workspace, ground.clock()
    plan = await reflections.plan_of(session, workspace, row.id)
    empty = [name for name in (PLAN_IF, PLAN_THEN) if not halves.get(name)]
    if len(empty) == len((PLAN_IF, PLAN_THEN)):
        if plan is not None:
            await reflections.forget_words(session, workspace, [plan.id])
            await session.delete(plan)
        return
    if empty:
        raise PlanNeedsBoth(empty[0])
    if plan is None:
        if len(await reflections.live_plans(session, workspace, row.person)) >= MOST_PLANS:
            raise PlansFull
        plan = Commitment(workspace=workspace, person=row.person, reflection=row.id, accepted_at=now)
        session.add(plan)
        await session.flush()
    await reflections.write_words(
        session, ground.seal, workspace=workspace, owner=plan.id, lines=halves, now=now
    )
