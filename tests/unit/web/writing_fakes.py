"""Flows behind the pages on which people answer and write, which remember what they were told."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from bot.errors import Mistaken, Unknown
from bot.flows.keeping import FormOf, Written
from bot.flows.reflecting import Kept
from bot.flows.seen import FieldKind, FieldSeen, FormSeen, QuestionSeen, SignpostSeen, Stage

AMIRA = "U0AMIRA"
QUESTION = QuestionSeen(
    occurrence="o1",
    question="Offering a real choice: since last Tuesday, did you get to use it?",
    taps=(("yes", "Yes"), ("could_not", "Came up, couldn't")),
    is_weekly=True,
    stage=Stage.ASKED,
    element="offering-a-real-choice",
)
STEPS = (
    (
        FieldSeen(name="What", label="What happened?"),
        FieldSeen(
            name="Feelings",
            label="Which words fit?",
            kind=FieldKind.SEVERAL,
            options=(("calm", "calm"), ("hurried", "hurried")),
        ),
    ),
    (
        FieldSeen(
            name="Helped",
            label="How sure are you?",
            kind=FieldKind.TAP,
            options=(("0", "0"), ("10", "10")),
            hint="0 is not at all, 10 is fully",
        ),
        FieldSeen(name="if", label="If this happens ..."),
    ),
)
SIGNPOST = SignpostSeen(name="Duty manager", contact="01632 960 111", said_when="a child may be at risk")


@dataclass
class FakeAnswering:
    stage: Stage = Stage.ASKED
    told: list[tuple[str, ...]] = field(default_factory=list)

    async def seen(self, person: str, occurrence: str) -> QuestionSeen:
        if (person, occurrence) != (AMIRA, QUESTION.occurrence):
            raise Unknown("no such question")
        return replace(QUESTION, stage=self.stage, came_up=self.stage is Stage.RECEIPT)

    async def again(self, person: str, occurrence: str) -> QuestionSeen:
        return replace(await self.seen(person, occurrence), stage=Stage.ASKED)

    async def barriers(self, person: str, occurrence: str) -> tuple[str, ...]:
        return ("time",)

    async def tap(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        if code not in dict(QUESTION.taps):
            raise Mistaken("That answer isn't one of the choices any more.")
        self.told.append(("tap", code))
        return await self.seen(person, occurrence)

    async def tell_pressure(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        self.told.append(("pressure", code))
        return await self.seen(person, occurrence)

    async def tell_barriers(
        self, person: str, occurrence: str, codes: Collection[str], *, key: str
    ) -> QuestionSeen:
        self.told.append(("barriers", *codes))
        return await self.seen(person, occurrence)

    async def put_off(self, person: str, occurrence: str, stage: Stage, *, key: str) -> QuestionSeen:
        self.told.append(("put off", stage.value))
        return await self.seen(person, occurrence)


@dataclass
class FakeReflecting:
    written: list[tuple[int, Written]] = field(default_factory=list)
    refusal: Mistaken | None = None

    async def open(self, person: str, occurrence: str | None, *, pathway: str | None) -> FormSeen:
        return self._at(0, occurrence)

    async def show(self, person: str, about: FormOf, *, step: int) -> FormSeen:
        return self._at(step, about.occurrence)

    async def resume(self, person: str, form: str, *, step: int) -> FormSeen:
        if form != "f1":
            raise Unknown("nothing begun")
        return self._at(step, None)

    async def step(self, person: str, about: FormOf, written: Written, *, to: int, key: str) -> FormSeen:
        self._take(to + 1, written)
        return self._at(to, about.occurrence)

    async def submit(self, person: str, about: FormOf, written: Written, *, step: int, key: str) -> Kept:
        self._take(step, written)
        return Kept(following=self._at(step + 1, about.occurrence)) if step + 1 < len(STEPS) else Kept()

    def _take(self, step: int, written: Written) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.written.append((step, written))

    def _at(self, step: int, occurrence: str | None) -> FormSeen:
        return FormSeen(
            form="f1",
            occurrence=occurrence,
            pack="review",
            prompt="what-is-different",
            question="What would the child say is different now?",
            step=step,
            steps=len(STEPS),
            fields=STEPS[step],
            signposts=(SIGNPOST,),
        )
