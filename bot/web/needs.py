"""What the pages and the API ask of the flows, so that the edge can be built and tested by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from bot.flows.seen import CardSeen, DigestSeen, MineSeen, SetUpSeen, TeamSeen

Which = date | Literal["latest"]
"""Which digest: the date its window ends, or the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who signed in: their id in Slack and the name they are greeted by."""

    person: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A link that was spent: the new session, and the local path it leads to."""

    session: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program with an API token: the key of its one team, or None for the whole service."""

    team: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A published digest as it was frozen. `until_on` is the date in its address."""

    content: bytes
    published_at: datetime
    until_on: date
    etag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamOpened:
    """A team on its own page: as in lists, with the cards of its practice focus."""

    team: TeamSeen
    focus: tuple[CardSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthSeen:
    """Whether database, migrations and jobs are well, and when each job last ticked."""

    is_well: bool
    database: str
    migrations: str
    jobs: Mapping[str, datetime | None]


class Entering(Protocol):
    """Signing in and out."""

    async def peek_link(self, token: str) -> bool:
        """Return whether a link can still be spent, without spending it."""
        ...

    async def spend_link(self, token: str) -> Entered:
        """Spend a link; raise Unknown for a used, late or strange one."""
        ...

    async def who(self, session: str | None) -> Reader | None:
        """Return who a session belongs to."""
        ...

    async def leave(self, session: str) -> None:
        """End a session; one that has ended already is no matter."""
        ...

    async def program(self, token: str) -> Program | None:
        """Return which program an API token belongs to."""
        ...


class Reading(Protocol):
    """What may be read, by whom; absent and forbidden raise the same Unknown."""

    async def teams(self, person: str) -> tuple[TeamSeen, ...]:
        """Return the teams whose digests a person may open."""
        ...

    async def team(self, person: str, team_key: str) -> TeamOpened:
        """Return one of those teams with its practice focus; raise Unknown."""
        ...

    async def digest(self, person: str, team_key: str, which: Which) -> DigestSeen:
        """Return a digest with what people chose to show; raise Unknown, or NotYet before the first."""
        ...

    async def frozen(
        self, team_key: str, which: Which, *, reader: str | None, program: Program | None
    ) -> Frozen:
        """Return a digest's frozen bytes; raise Unknown, or NotYet before the first."""
        ...

    async def frozen_list(
        self, team_key: str, *, reader: str | None, program: Program | None
    ) -> tuple[Frozen, ...]:
        """Return a team's published digests, newest first; raise Unknown."""
        ...

    async def program_teams(self, *, reader: str | None, program: Program | None) -> tuple[TeamSeen, ...]:
        """Return the teams whose frozen figures may be read."""
        ...

    async def mine(self, person: str) -> MineSeen:
        """Return what is a person's own."""
        ...

    async def set_up(self, person: str) -> SetUpSeen:
        """Return how the service is set up, for any member."""
        ...

    async def card(self, element: str, person: str) -> CardSeen:
        """Return a practice card as this person's team knows it; raise Unknown."""
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
    def health(self) -> Health:
        """Whether all is well."""
        ...
