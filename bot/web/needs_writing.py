"""What the pages on which people answer and write ask of the flows."""

from collections.abc import Collection
from typing import Protocol

from bot.flows.keeping import FormOf, Written
from bot.flows.reflecting import Kept
from bot.flows.seen import FormSeen, QuestionSeen, Stage


class Reflecting(Protocol):
    """The reflection form."""

    async def open(self, person: str, occurrence: str | None, /, *, pathway: str | None) -> FormSeen:
        """Return the first step for a question, or for none; raise Unknown, or Mistaken with what to do."""
        ...

    async def show(self, person: str, about: FormOf, /, *, step: int) -> FormSeen:
        """Return a step with what was kept of it."""
        ...

    async def resume(self, person: str, form: str, /, *, step: int) -> FormSeen:
        """Return a step of a form begun before; raise Unknown."""
        ...

    async def step(self, person: str, about: FormOf, written: Written, /, *, to: int, key: str) -> FormSeen:
        """Keep a step as a draft and return another; raise Mistaken with what to change."""
        ...

    async def submit(self, person: str, about: FormOf, written: Written, /, *, step: int, key: str) -> Kept:
        """Keep a step and return what comes after it; raise Mistaken with what to change."""
        ...


class Answering(Protocol):
    """What a person does with a question of theirs; for any other each raises Unknown."""

    async def seen(self, person: str, occurrence: str, /) -> QuestionSeen:
        """Return the question as it now stands."""
        ...

    async def again(self, person: str, occurrence: str, /) -> QuestionSeen:
        """Return the question with its taps once more."""
        ...

    async def barriers(self, person: str, occurrence: str, /) -> tuple[str, ...]:
        """Return the codes ticked beside it."""
        ...

    async def tap(self, person: str, occurrence: str, code: str, /, *, key: str) -> QuestionSeen:
        """Keep an answer; raise Mistaken for no choice of the question."""
        ...

    async def tell_pressure(self, person: str, occurrence: str, code: str, /, *, key: str) -> QuestionSeen:
        """Keep how full the week was; raise Mistaken for no choice."""
        ...

    async def tell_barriers(
        self, person: str, occurrence: str, codes: Collection[str], /, *, key: str
    ) -> QuestionSeen:
        """Keep what got in the way; raise Mistaken for more than three."""
        ...

    async def put_off(self, person: str, occurrence: str, stage: Stage, /, *, key: str) -> QuestionSeen:
        """Note *Not today* or *Skip this one*."""
        ...
