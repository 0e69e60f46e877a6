"""What the library knows of a kept reflection: its pathways, its principles, its card, its stages' words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.forms import BANK, layout_for
from bot.flows.ground import Ground
from prompts.library import Library
from prompts.prompt import PATHWAYS, PRINCIPLES
from storage import journal
from storage.tables import Reflection

CHOSEN = "Chosen words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Where a reflection belongs; `card` is (element, name)."""

    pathways: frozenset[str] = frozenset()
    principles: frozenset[str] = frozenset()
    card: tuple[str, str] | None = None


async def facts_of(session: AsyncSession, ground: Ground, rows: Sequence[Reflection]) -> dict[str, Facts]:
    """Return the facts of each reflection by its id, from its prompt and that prompt's element."""
    about = {row.occurrence for row in rows if row.occurrence}
    elements = await journal.elements(session, ground.workspace, about)
    return {row.id: _facts(ground.library, row, elements.get(row.occurrence or "")) for row in rows}


def labelled(library: Library, row: Reflection, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the lines of a reflection as (label, words), in order.

    A stage is labelled with the question that asked it; where the prompt has another version by now, with the
    stage's own name, which its framework does not change.
    """
    prompt = library.prompt(row.pack or "", row.prompt or "")
    is_as_asked = prompt is None or prompt.version == row.version
    layout = layout_for(library, row.pack or "", row.prompt or "")
    asks = {field.name: field.label for step in layout.steps for field in step} if is_as_asked else {}
    return tuple((asks.get(name, CHOSEN if name == BANK else name), line) for name, line in words.items())


def in_full(library: Library, row: Reflection) -> str:
    """Return the question of a reflection as others may read it: in full, whichever form of it was asked.

    The short form comes after a very full week or silences, so its wording alone would tell of them.
    """
    prompt = library.prompt(row.pack or "", row.prompt or "")
    return prompt.text if prompt is not None and row.question == prompt.short.text else row.question


def in_order(kinds: Iterable[frozenset[str]], known: Sequence[str]) -> tuple[str, ...]:
    """Return what stands in any of `kinds`, in the order in which `known` names it."""
    there = frozenset[str]().union(*kinds)
    return tuple(each for each in known if each in there)


def pathways_of(facts: Iterable[Facts]) -> tuple[str, ...]:
    """Return the pathways of these reflections, in the order of the work."""
    return in_order((each.pathways for each in facts), PATHWAYS)


def principles_of(facts: Iterable[Facts]) -> tuple[str, ...]:
    """Return the principles of these reflections, in the order of the working definition."""
    return in_order((each.principles for each in facts), PRINCIPLES)


def _facts(library: Library, row: Reflection, asked_of: str | None) -> Facts:
    prompt = library.prompt(row.pack or "", row.prompt or "")
    element = asked_of or (prompt.element if prompt else None)
    card = library.cards.get(element or "")
    principles = frozenset[str]((card.principle,)) if card else frozenset[str]()
    return Facts(
        pathways=frozenset(prompt.pathways) if prompt else frozenset(),
        principles=principles | (frozenset(prompt.principles) if prompt else frozenset()),
        card=(card.slug, card.name) if card else None,
    )
