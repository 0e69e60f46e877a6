"""What the pages and the API ask of the flows, so that this edge can be tested by itself."""

from typing import Protocol

from bot.flows.entering import Entered, Reader
from bot.flows.health import HealthSeen
from bot.flows.reading import Frozen, Program
from bot.flows.seen import CardSeen, DigestSeen, MineSeen, SetUpSeen, TeamOpened, TeamSeen


class Entering(Protocol):
    """Signing in and out."""

    async def peek_link(self, secret: str, /) -> bool:
        """Return whether a link can still be spent, without spending it."""
        ...

    async def spend_link(self, secret: str, /) -> Entered:
        """Spend a link; raise Unknown for a used, late or strange one."""
        ...

    async def who(self, secret: str | None, /) -> Reader | None:
        """Return who a session belongs to."""
        ...

    async def leave(self, secret: str | None, /) -> None:
        """End a session; one that has ended already is no matter."""
        ...

    async def program(self, secret: str, /) -> Program | None:
        """Return which program an API token belongs to."""
        ...


class Reading(Protocol):
    """What may be read, by whom; absent and forbidden raise the same Unknown."""

    async def teams(self, person: str, /) -> tuple[TeamSeen, ...]:
        """Return the teams whose digests a person may open."""
        ...

    async def team(self, person: str, team_key: str, /) -> TeamOpened:
        """Return one of those teams with its practice focus; raise Unknown."""
        ...

    async def digest(self, person: str, team_key: str, which: str, /) -> DigestSeen:
        """Return a digest with what people chose to show; raise Unknown, or NotYet before the first."""
        ...

    async def frozen(
        self, team_key: str, which: str, /, *, reader: str | None, program: Program | None
    ) -> Frozen:
        """Return a digest's frozen bytes; raise Unknown, or NotYet before the first."""
        ...

    async def frozen_list(
        self, team_key: str, /, *, reader: str | None, program: Program | None
    ) -> tuple[Frozen, ...]:
        """Return a team's published digests, newest first; raise Unknown."""
        ...

    async def program_teams(self, *, reader: str | None, program: Program | None) -> tuple[TeamSeen, ...]:
        """Return the teams whose frozen figures may be read."""
        ...

    async def card(self, element: str, person: str, /) -> CardSeen:
        """Return a practice card as this person's team knows it; raise Unknown."""
        ...


class Reflecting(Protocol):
    """What is a person's own."""

    async def mine(self, person: str, /) -> MineSeen:
        """Return what is a person's own."""
        ...

    async def withdraw(self, person: str, reflection: str, /) -> None:
        """Take back what a person shared; raise Unknown for what is not theirs."""
        ...


class Telling(Protocol):
    """How it is set up."""

    async def set_up(self, person: str, /) -> SetUpSeen:
        """Return how the service is set up, for any member."""
        ...


class Health(Protocol):
    """Whether Inrole can do its work."""

    async def ready(self) -> HealthSeen:
        """Return how the database, its migrations and the jobs are."""
        ...


class Flows(Protocol):
    """The flows this edge reaches."""

    @property
    def entering(self) -> Entering:
        """Signing in and out."""
        ...

    @property
    def reading(self) -> Reading:
        """What may be read."""
        ...

    @property
    def reflecting(self) -> Reflecting:
        """What is a person's own."""
        ...

    @property
    def telling(self) -> Telling:
        """How it is set up."""
        ...

    @property
    def health(self) -> Health:
        """Whether all is well."""
        ...
