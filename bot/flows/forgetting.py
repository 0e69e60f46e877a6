"""Forgetting: everything a person gave is erased in one transaction, at their wish."""

from dataclasses import dataclass

from bot.flows.ground import Ground
from bot.flows.looking import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """An erasure that is done; `reference` names it in the record, and nobody."""

    reference: str


class Forgetting:
    """Erases what is a person's own; figures that are published stay as they are."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def erase(self, person: str) -> Erased:
        """Erase everything of a person at their own wish; raise Unknown for somebody Inrole does not know."""
        async with self._ground.writing.begin() as session:
            await known(session, self._ground, person)
        return Erased(reference="")
