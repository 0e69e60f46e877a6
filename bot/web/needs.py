"""What the pages and the API ask of the flows, so that this edge can be tested by itself."""

from typing import Protocol

from bot.flows.entering import Entered, Reader
from bot.flows.guarding import NamesChoice
from bot.flows.health import HealthSeen
from bot.flows.reading import Frozen, Program
from bot.flows.rhythm_seen import Draft, DraftSeen
from bot.flows.seen import CardSeen, DigestSeen, HomeSeen, SetUpSeen, SignpostSeen, TeamOpened, TeamSeen
from bot.flows.seen_delivery import DeliverySeen, OutageSeen, OwnLedgerSeen, OwnPlanSeen, WishSeen
from bot.flows.seen_library import (
    FrameworkSeen,
    LibrarySeen,
    LinesSeen,
    PackOpened,
    SuggestFormSeen,
    SuggestionSeen,
    TeamCardSeen,
)
from bot.flows.suggesting import Wording
from bot.web.needs_own import Cpd, Exporting, Forgetting, Journalling, Sharing
from bot.web.needs_plans import Committing, FollowingUp
from bot.web.needs_safety import Signposting
from bot.web.needs_shared import Receiving
from bot.web.needs_writing import Answering, Reflecting


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

    async def home(self, person: str, /) -> HomeSeen:
        """Return a person's front door; raise Unknown."""
        ...

    async def card(self, element: str, person: str, /) -> CardSeen:
        """Return a practice card as this person's team knows it; raise Unknown."""
        ...


class Browsing(Protocol):
    """The library, the same for everybody."""

    def library(self) -> LibrarySeen:
        """Return every pack and card."""
        ...

    def pack(self, slug: str, /) -> PackOpened:
        """Return a pack with its prompts as they will look; raise Unknown."""
        ...

    def frameworks(self) -> tuple[FrameworkSeen, ...]:
        """Return every framework with its originator."""
        ...


class Suggesting(Protocol):
    """Suggested wordings."""

    async def open(self, person: str, about: Wording, /) -> SuggestFormSeen:
        """Return the form for a wording; raise Unknown, or Mistaken where nobody reads."""
        ...

    async def suggest(
        self, person: str, about: Wording, words: str, /, *, named: bool, names: NamesChoice | None, key: str
    ) -> None:
        """Keep a suggestion; raise Unknown, Mistaken, or NamesAsked before likely names are settled."""
        ...

    async def waiting(self, person: str, /) -> tuple[SuggestionSeen, ...]:
        """Return what waits for a practice lead; raise Unknown for anybody else."""
        ...

    async def is_lead(self, person: str, /) -> bool:
        """Return whether a person is a practice lead."""
        ...

    async def settle(self, person: str, suggestion: str, /) -> None:
        """Take a suggestion off the list; raise Unknown."""
        ...


class Carding(Protocol):
    """A team's own cards; what is not theirs raises Unknown."""

    async def card(self, person: str, team_key: str, element: str, /) -> TeamCardSeen:
        """Return a team's card with the lines it added."""
        ...

    async def lines(self, person: str, team_key: str, reflection: str, /) -> LinesSeen:
        """Return the lines a member may add, and the cards they may add to."""
        ...

    async def add(self, person: str, team_key: str, element: str, reflection: str, number: int, /) -> None:
        """Put a line on a card; raise Mistaken where it cannot be."""
        ...

    async def take_off(
        self, person: str, team_key: str, element: str, reflection: str, number: int, /
    ) -> None:
        """Take a line off a card."""
        ...


class Rhythms(Protocol):
    """A team's rhythms, for its managers; for anyone else each raises Unknown."""

    async def consider(
        self, person: str, team_key: str, draft: Draft | None = None, /, *, rhythm: str | None = None
    ) -> DraftSeen:
        """Return a draft with its faults and its eight weeks; saves nothing."""
        ...

    async def start(self, person: str, team_key: str, draft: Draft, /, *, key: str) -> str:
        """Start a rhythm; raise Faulty with what to change."""
        ...

    async def change(self, person: str, team_key: str, rhythm: str, draft: Draft, /, *, key: str) -> str:
        """Change a rhythm from its next date on; raise Faulty with what to change."""
        ...

    async def end(self, person: str, team_key: str, rhythm: str, /, *, key: str) -> str:
        """End a rhythm today."""
        ...


class Telling(Protocol):
    """How it is set up."""

    async def set_up(self, person: str, /) -> SetUpSeen:
        """Return how the service is set up, for any member."""
        ...

    async def signposts(self, person: str, /) -> tuple[SignpostSeen, ...]:
        """Return the routes to help for a person's role, those that answer now first."""
        ...


class Health(Protocol):
    """Whether Inrole can do its work."""

    async def ready(self) -> HealthSeen:
        """Return how the database, its migrations and the jobs are."""
        ...


class Previewing(Protocol):
    """The weeks ahead."""

    async def own(self, person: str, /) -> OwnPlanSeen:
        """Return a person's own weeks ahead, for them."""
        ...

    async def team_plan(self, reader: str, team_key: str, /) -> WishSeen:
        """Return what a team's rhythms wish for, to its supervisors and managers; raise Unknown."""
        ...


class Ledgering(Protocol):
    """What was delivered."""

    async def own(self, person: str, /) -> OwnLedgerSeen:
        """Return what was to reach a person, for them."""
        ...

    async def outages(self) -> tuple[OutageSeen, ...]:
        """Return when nothing could be sent to anybody."""
        ...


class Watching(Protocol):
    """How delivery goes."""

    async def delivery(self) -> DeliverySeen:
        """Return delivery of the whole service in numbers."""
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
    def committing(self) -> Committing:
        """A person's own plans."""
        ...

    @property
    def following(self) -> FollowingUp:
        """What is said of a plan behind a question."""
        ...

    @property
    def journalling(self) -> Journalling:
        """What is a person's own."""
        ...

    @property
    def cpd(self) -> Cpd:
        """Drafts for a person's own CPD record."""
        ...

    @property
    def sharing(self) -> Sharing:
        """What a person lets others read."""
        ...

    @property
    def receiving(self) -> Receiving:
        """What colleagues shared with a person."""
        ...

    @property
    def reflecting(self) -> Reflecting:
        """The reflection form."""
        ...

    @property
    def answering(self) -> Answering:
        """What a person does with a question."""
        ...

    @property
    def browsing(self) -> Browsing:
        """The library."""
        ...

    @property
    def suggesting(self) -> Suggesting:
        """Suggested wordings."""
        ...

    @property
    def carding(self) -> Carding:
        """A team's own cards."""
        ...

    @property
    def rhythms(self) -> Rhythms:
        """Where managers set when their team is asked."""
        ...

    @property
    def signposting(self) -> Signposting:
        """Where to turn."""
        ...

    @property
    def telling(self) -> Telling:
        """How it is set up."""
        ...

    @property
    def previewing(self) -> Previewing:
        """The weeks ahead."""
        ...

    @property
    def ledgering(self) -> Ledgering:
        """What was delivered."""
        ...

    @property
    def watching(self) -> Watching:
        """How delivery goes."""
        ...

    @property
    def health(self) -> Health:
        """Whether all is well."""
        ...

    @property
    def exporting(self) -> Exporting:
        """Everything of a person."""
        ...

    @property
    def forgetting(self) -> Forgetting:
        """Erasing what is a person's own."""
        ...
