"""Finding a prompt for somebody who types where the work happens: `/reflect visit`."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.ground import Ground, local_date
from prompts.pathways import longer_in, longer_look, pathway_in, unprompted
from prompts.prompt import PATHWAYS
from prompts.selection import WORDING_RESTS_FOR
from storage import people, rhythms

NO_SUCH_PATHWAY = (
    "I can look for a question by where the work happens. After /reflect, write one of these: "
    f"{', '.join(PATHWAYS)}. For a longer look: gibbs, kolb or supervision cycle. For people to turn to: "
    "after something hard. Or type /reflect alone for a blank form. What you typed wasn't kept."
)


async def found_for(session: AsyncSession, ground: Ground, person: str, words: str | None) -> tuple[str, str]:
    """Return the slugs of a pack and a prompt that `words` ask for, both empty for a blank form.

    They name a pathway or a longer look; raise Mistaken, repeating nothing, where they name neither.
    """
    if not (words or "").strip():
        return "", ""
    framework, pathway = longer_in(words or ""), pathway_in(words or "")
    if framework is None and pathway is None:
        raise Mistaken(NO_SUCH_PATHWAY)
    service = await ground.service(session)
    today = local_date(ground.clock(), service.zone)
    held = await people.held_role(session, ground.workspace, person)
    role, seed = held.role if held else "other", f"{ground.workspace}:{person}"
    if framework is not None or pathway is None:
        longer = longer_look(ground.library, framework=framework or "", role=role, on=today, seed=seed)
        return (longer[0], longer[1].slug) if longer else ("", "")
    lately = await rhythms.asked(session, ground.workspace, person, since=today - WORDING_RESTS_FOR)
    found = unprompted(
        ground.library,
        pathway=pathway,
        role=role,
        on=today,
        seed=seed,
        recent={(nudge.pack, nudge.prompt) for nudge, _ in lately},
    )
    return (found[0], found[1].slug) if found else ("", "")
