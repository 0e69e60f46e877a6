"""Flows behind the pages of plans: Amira's one plan, and the question that asks about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.errors import Unknown
from bot.flows.committing import PlanNeedsBoth
from bot.flows.following import Told
from bot.flows.guarding import NamesAsked, NamesChoice
from bot.flows.riding import OUTCOMES, next_seen
from bot.flows.seen import QuestionSeen, Stage
from bot.flows.seen_plans import FollowUpSeen, FollowUpStage, PlanSeen
from practice.commitments import Outcome

AMIRA = "U0AMIRA"
PLAN = PlanSeen(
    plan="p1",
    made_on=date(2026, 11, 3),
    moment="a visit feels rushed",
    act="sit down first",
    sentence="If a visit feels rushed, then I will sit down first.",
)
ASKED = FollowUpSeen(
    plan="p1",
    stage=FollowUpStage.ASKED,
    asks="You made a plan on 3 November. Did the moment come?",
    choices=tuple((code, said) for code, (_, said) in OUTCOMES.items()),
)
QUESTION = QuestionSeen(
    occurrence="o1",
    question="Offering a real choice: since last Tuesday, did you get to use it?",
    taps=(("yes", "Yes"),),
    is_weekly=True,
    stage=Stage.ASKED,
    follow_up=ASKED,
)
TRIED = QuestionSeen(
    occurrence="o1",
    question=QUESTION.question,
    taps=QUESTION.taps,
    is_weekly=True,
    stage=Stage.ASKED,
    follow_up=next_seen("p1", Outcome.TRIED, has_told=False),
)


@dataclass
class FakeCommitting:
    told: list[tuple[str, ...]] = field(default_factory=list)

    async def plan(self, person: str, plan: str) -> PlanSeen:
        if (person, plan) != (AMIRA, PLAN.plan):
            raise Unknown("no such plan")
        return PLAN

    async def new_plan(self, person: str, form: str) -> PlanSeen | None:
        return PLAN if form == "makes a plan" else None

    async def say(self, person: str, plan: str, said: str, *, names: NamesChoice | None, key: str) -> None:
        await self.plan(person, plan)
        if "Zbigniew" in said and names is None:
            raise NamesAsked(("Zbigniew",), "abcde")
        self.told.append(("said", said))

    async def let_go(self, person: str, plan: str, *, key: str) -> None:
        await self.plan(person, plan)
        self.told.append(("let go", key))

    async def make_smaller(
        self, person: str, plan: str, halves: Mapping[str, str], *, names: NamesChoice | None, key: str
    ) -> None:
        await self.plan(person, plan)
        if not halves["then"]:
            raise PlanNeedsBoth("then")
        self.told.append(("smaller", *halves.values()))


@dataclass
class FakeFollowing:
    told_so_far: list[tuple[str, ...]] = field(default_factory=list)
    now: QuestionSeen = QUESTION

    async def seen(self, person: str, occurrence: str) -> QuestionSeen:
        if (person, occurrence) != (AMIRA, QUESTION.occurrence):
            raise Unknown("no such question")
        return self.now

    async def again(self, person: str, occurrence: str) -> QuestionSeen:
        await self.seen(person, occurrence)
        return QUESTION

    async def answer(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        return await self._keep(person, occurrence, "answer", code)

    async def tell_helped(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        return await self._keep(person, occurrence, "helped", code)

    async def settle(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        return await self._keep(person, occurrence, "settle", code)

    async def told(self, person: str, occurrence: str) -> str:
        await self.seen(person, occurrence)
        return "They stayed."

    async def tell(
        self, person: str, occurrence: str, line: str, *, names: NamesChoice | None, key: str
    ) -> Told:
        if "Oluwaseun" in line and names is None:
            raise NamesAsked(("Oluwaseun",), "abcde")
        return Told(seen=await self._keep(person, occurrence, "tell", line))

    async def _keep(self, person: str, occurrence: str, *what: str) -> QuestionSeen:
        await self.seen(person, occurrence)
        self.told_so_far.append(what)
        self.now = TRIED
        return self.now
