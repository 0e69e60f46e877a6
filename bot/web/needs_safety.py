"""What the pages about help ask of the flows."""

from typing import Protocol

from bot.flows.seen_safety import HelpSeen
from practice.safety import Listed


class Signposting(Protocol):
    """Where to turn."""

    async def words(self, person: str, /) -> tuple[Listed, ...]:
        """Return the lists of words that bring signposts; raise Unknown for who is no member."""
        ...

    async def help(self, person: str, /) -> HelpSeen:
        """Return people to talk to and whom to ask for practical help."""
        ...
