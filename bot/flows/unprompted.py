"""Finding a prompt for somebody who types where the work happens: `/reflect visit`."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.ground import Ground, local_date
from prompts.pathways import pathway_in, unprompted
from prompts.prompt import PATHWAYS
from prompts.selection import WORDING_RESTS_FOR
from storage import people, rhythms

NO_SUCH_PATHWAY = (
    "I can look for a question by where the work happens. After /reflect, write one of these: "
    f"{', '.join(PATHWAYS)}. Or type /reflect alone for a blank form. What you typed wasn't kept."
)


async def found_for(session: AsyncSession, ground: Ground, person: str, words: str | None) -> tuple[str, str]:
    """Return the slugs of a pack and a prompt for the pathway that `words` name, both empty for a blank form.

    Raise Mistaken where they name no pathway; what was typed is not repeated.
    """
    if not (words or "").strip():
        return "", ""
    pathway = pathway_in(words or "")
    if pathway is None:
        raise Mistaken(NO_SUCH_PATHWAY)
    service = await ground.service(session)
    today = local_date(ground.clock(), service.zone)
    role = await people.held_role(session, ground.workspace, person)
    lately = await rhythms.asked(session, ground.workspace, person, since=today - WORDING_RESTS_FOR)
    found = unprompted(
        ground.library,
        pathway=pathway,
        role=role.role if role else "other",
        on=today,
        seed=f"{ground.workspace}:{person}",
        recent={(nudge.pack, nudge.prompt) for nudge, _ in lately},
    )
    return (found[0], found[1].slug) if found else ("", "")
