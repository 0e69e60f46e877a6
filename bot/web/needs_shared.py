"""What the pages ask of the flows for what colleagues shared with a reader."""

from typing import Protocol

from bot.flows.guarding import NamesChoice
from bot.flows.seen_shares import OpenedSeen, ReceivedSeen


class Receiving(Protocol):
    """What was shared with a person; what is not raises the same Unknown as what is nowhere."""

    async def received(self, person: str, /) -> tuple[ReceivedSeen, ...]:
        """Return what a person may open, without its words."""
        ...

    async def open(self, person: str, share: str, /) -> OpenedSeen:
        """Open one of them, which its writer is told of; raise Unknown."""
        ...

    async def write_line(
        self, person: str, share: str, line: str, /, *, names: NamesChoice | None, key: str
    ) -> None:
        """Keep a peer's one line; raise Unknown, Mistaken, or NamesAsked before likely names are settled."""
        ...
