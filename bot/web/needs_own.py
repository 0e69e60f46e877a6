"""What the pages ask of the flows for what is a person's own."""

from typing import Protocol

from bot.flows.cpd import Chosen, CpdChoice
from bot.flows.forgetting import Erased
from bot.flows.seen_journal import Asked, JournalSeen, KeptSeen, MineSeen, ReflectionSeen
from bot.flows.seen_shares import ToShareSeen
from bot.papers.paper import Paper


class Journalling(Protocol):
    """What is a person's own."""

    async def mine(self, person: str, /) -> MineSeen:
        """Return what is a person's own."""
        ...

    async def shared(self, person: str, /) -> tuple[KeptSeen, ...]:
        """Return every reflection a person shared, newest first."""
        ...

    async def journal(self, person: str, asked: Asked, /) -> JournalSeen:
        """Return a page of a person's journal."""
        ...

    async def opened(self, person: str, reflection: str, /) -> ReflectionSeen:
        """Return one of a person's own reflections; raise Unknown for any other."""
        ...

    async def delete(self, person: str, reflection: str, /, *, with_plan: bool) -> None:
        """Delete one of a person's own reflections; raise Unknown for any other."""
        ...


class Sharing(Protocol):
    """What a person lets others read."""

    async def withdraw(self, person: str, reflection: str, /) -> None:
        """Take back what a person shared; raise Unknown for what is not theirs."""
        ...

    async def withdraw_one(self, person: str, share: str, /) -> None:
        """Take a reflection back from the reader of one share; raise Unknown for what is not theirs."""
        ...

    async def to_share(self, person: str, reflection: str, /) -> ToShareSeen:
        """Return a reflection with who may be chosen to read it; raise Unknown for what is not theirs."""
        ...

    async def share(
        self, person: str, reflection: str, audience: str, reader: str | None, /, *, key: str
    ) -> None:
        """Share a reflection; raise NotShared where it cannot be, Unknown for what is not theirs."""
        ...


class Cpd(Protocol):
    """Drafts for a person's own CPD record."""

    async def choices(self, person: str, /) -> tuple[CpdChoice, ...]:
        """Return a person's newest kept reflections, to choose from."""
        ...

    async def has_enough(self, person: str, /) -> bool:
        """Say whether it is the season, and enough is kept for a piece."""
        ...

    async def draft(self, person: str, chosen: Chosen, /) -> Paper:
        """Return a masked draft; raise Mistaken for none or too many, Unknown for what is not theirs."""
        ...


class Exporting(Protocol):
    """Everything of a person, for them."""

    async def export_own(self, person: str, /) -> bytes:
        """Return a zip of JSON files with everything of a person; raise Unknown."""
        ...


class Forgetting(Protocol):
    """Erasing what is a person's own."""

    async def erase(self, person: str, /) -> Erased:
        """Erase everything a person gave, their page sessions too; raise Unknown."""
        ...
