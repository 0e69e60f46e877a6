"""What the pages ask of the flows for a person's plans."""

from collections.abc import Mapping
from typing import Protocol

from bot.flows.following import Told
from bot.flows.guarding import NamesChoice
from bot.flows.seen import QuestionSeen
from bot.flows.seen_plans import PlanSeen
from bot.flows.seen_safety import Concerned


class Committing(Protocol):
    """A person's own plans; for any other each raises Unknown."""

    async def plan(self, person: str, plan: str, /) -> PlanSeen:
        """Return one plan."""
        ...

    async def new_plan(self, person: str, form: str, /) -> PlanSeen | None:
        """Return the plan a form has just made, to be said once; None where it made none."""
        ...

    async def say(
        self, person: str, plan: str, said: str, /, *, names: NamesChoice | None, key: str
    ) -> Concerned | None:
        """Keep a plan as its writer says it; raise NamesAsked."""
        ...

    async def let_go(self, person: str, plan: str, /, *, key: str) -> None:
        """Let a plan go."""
        ...

    async def make_smaller(
        self, person: str, plan: str, halves: Mapping[str, str], /, *, names: NamesChoice | None, key: str
    ) -> Concerned | None:
        """Put other words into a plan; raise Mistaken with what to change."""
        ...


class FollowingUp(Protocol):
    """What is said of a plan behind a question; for somebody else's question each raises Unknown."""

    async def seen(self, person: str, occurrence: str, /) -> QuestionSeen:
        """Return the question with the follow-up it carries."""
        ...

    async def again(self, person: str, occurrence: str, /) -> QuestionSeen:
        """Return it with the first taps once more."""
        ...

    async def answer(self, person: str, occurrence: str, code: str, /, *, key: str) -> QuestionSeen:
        """Keep whether the moment came; raise Mistaken for no such choice."""
        ...

    async def tell_helped(self, person: str, occurrence: str, code: str, /, *, key: str) -> QuestionSeen:
        """Keep how things were afterwards; raise Mistaken for no such choice."""
        ...

    async def settle(self, person: str, occurrence: str, code: str, /, *, key: str) -> QuestionSeen:
        """Keep the plan, or let it go; raise Mistaken for no such choice."""
        ...

    async def told(self, person: str, occurrence: str, /) -> str:
        """Return the line on how they could tell."""
        ...

    async def tell(
        self, person: str, occurrence: str, line: str, /, *, names: NamesChoice | None, key: str
    ) -> Told:
        """Keep how they could tell; raise NamesAsked."""
        ...
