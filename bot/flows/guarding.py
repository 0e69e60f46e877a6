"""Guarding what is typed: hard identifiers are masked, likely names shown back before anything is stored."""

from collections.abc import Collection, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.ground import Ground
from practice.identifiers import guard
from storage import people

KEEP = "keep"
SETTLED = ("not a person", KEEP)


class NamesAsked(Mistaken):
    """Something looks like a name, a school or a street; `words` are shown back and stored nowhere."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(
            f"These look like names or places: {', '.join(words)}. Nothing is stored yet. Change them, or "
            "send it once more to keep them."
        )
        self.words = words


async def guard_lines(
    session: AsyncSession, ground: Ground, person: str, lines: Mapping[str, str], *, choice: str | None
) -> dict[str, str]:
    """Return what `person` typed, by field, as it may be stored; raise NamesAsked until `choice` settles."""
    known = (await people.names(session, ground.workspace)).values()
    return guarded(lines, names=known, choice=choice)


def guarded(lines: Mapping[str, str], *, names: Collection[str], choice: str | None) -> dict[str, str]:
    """Return lines with hard identifiers masked; raise NamesAsked until `choice` settles likely names.

    `names` are the display names of the workspace.
    """
    typed = {field: line.strip() for field, line in lines.items()}
    found = {field: guard(line, names=frozenset(names)) for field, line in typed.items()}
    if choice not in SETTLED:
        asked = [typed[field][span.start : span.end] for field, each in found.items() for span in each.asked]
        if asked:
            raise NamesAsked(tuple(dict.fromkeys(asked)))
    return {field: each.masked for field, each in found.items()}
