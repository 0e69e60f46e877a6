"""Which stages of a form can be answered by typing, one after another."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.forms import layout_for
from bot.flows.ground import Ground
from bot.flows.seen import FieldKind, FieldSeen


def stages_of(ground: Ground, pack: str, prompt: str) -> tuple[FieldSeen, ...]:
    """Return the stages of a form that are answered in words; taps, barriers and the plan need the form."""
    *asking, _plan = layout_for(ground.library, pack, prompt).steps
    fields = [each for step in asking for each in step]
    return tuple(each for each in fields if each.kind is FieldKind.LINE)


async def may_talk(session: AsyncSession, ground: Ground, pack: str, prompt: str) -> bool:
    """Whether the service lets people talk a form through, and the form has stages for it."""
    return (await ground.service(session)).talks and bool(stages_of(ground, pack, prompt))
