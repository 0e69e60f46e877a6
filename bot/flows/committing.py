"""Committing: the if-then plan a reflection ends in, and what its writer does with it afterwards."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.ground import Ground, local_date
from bot.flows.guarding import NamesChoice, guard_lines
from bot.flows.riding import HELPED_WORDS, OUTCOMES, end, zone_of
from bot.flows.seen_plans import PlanSeen, ToldSeen
from bot.flows.seen_safety import Concerned
from bot.flows.signposting import after
from practice.commitments import MOST_LIVE, sentence
from storage import commitments, reflections, workspaces
from storage.commitments import DRAFTED
from storage.reflections import LIVE
from storage.tables import Commitment, FollowUp, Reflection

SAID = "said"
"""The field of a plan's words that holds it as its writer said it once."""

HOW_TOLD = "how"
"""The field of a follow-up's words: how they could tell that it helped."""

FRESH_FOR = timedelta(minutes=5)
"""How long a plan counts as new made: a form sent again by a slow line gets the same next step."""

PLAN_GONE = "That plan isn't here any more, and that is fine. Nothing was changed."
PLAN_ENDED = "You have let that plan go already. It is under Mine, with the earlier ones."

_SAID_FOR = {outcome.value: words for outcome, words in OUTCOMES.values()}


class PlanNeedsBoth(Mistaken):
    """Half a plan was written; `field` is the empty half."""

    def __init__(self, field: str) -> None:
        super().__init__(
            "A plan has two halves: when something happens, what you will do. Or leave both empty."
        )
        self.field = field


class PlansFull(Mistaken):
    """Two plans are live already."""

    def __init__(self) -> None:
        super().__init__("You have two plans already, and two is plenty. Leave this empty to keep the rest.")


class Committing:
    """A person's own plans, for them alone."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def plans(self, person: str) -> tuple[PlanSeen, ...]:
        """Return a person's plans, the live ones first, each newest first."""
        async with self._ground.reading() as session:
            return await plans_seen(session, self._ground, person)

    async def plan(self, person: str, plan: str) -> PlanSeen:
        """Return one of a person's own plans with what they said of it; raise Unknown."""
        async with self._ground.reading() as session:
            row = await commitments.own(session, self._ground.workspace, person, plan)
            if row is None:
                raise Unknown(PLAN_GONE)
            return (await _seen(session, self._ground, person, [row]))[0]

    async def new_plan(self, person: str, form: str) -> PlanSeen | None:
        """Return the plan a form has just made, to be said once; None where it made none."""
        workspace, now = self._ground.workspace, self._ground.clock()
        async with self._ground.reading() as session:
            row = await reflections.by_form(session, workspace, person, form)
            plan = await reflections.plan_of(session, workspace, row.id) if row else None
            if plan is None or plan.state != LIVE or now - plan.accepted_at > FRESH_FOR:
                return None
            seen = (await _seen(session, self._ground, person, [plan]))[0]
            return None if seen.said else seen

    async def let_go(self, person: str, plan: str, *, key: str) -> None:
        """Let a plan go; one that was let go already stays so."""
        workspace, now = self._ground.workspace, self._ground.clock()
        async with self._ground.writing.begin() as session:
            if await workspaces.is_first_arrival(session, workspace, key, now):
                end(await self._own(session, person, plan), self._ground)

    async def make_smaller(
        self, person: str, plan: str, halves: Mapping[str, str], *, names: NamesChoice | None, key: str
    ) -> Concerned | None:
        """Put other words into a live plan; the day it was made stays. Return where to turn after such words.

        Raise NamesAsked, PlanNeedsBoth, Mistaken for one that was let go, and Unknown.
        """
        async with self._ground.writing.begin() as session:
            row = await self._own(session, person, plan)
            if row.state != LIVE:
                raise Mistaken(PLAN_ENDED)
            lines = await self._guarded(session, person, halves, names)
            empty = [name for name in (PLAN_IF, PLAN_THEN) if not lines.get(name)]
            if empty:
                raise PlanNeedsBoth(empty[0])
            # What was said once was said of the words before.
            return await keep_words(session, self._ground, person, row.id, {**lines, SAID: ""}, key=key)

    async def say(
        self, person: str, plan: str, said: str, *, names: NamesChoice | None, key: str
    ) -> Concerned | None:
        """Keep a plan as its writer says it once; empty forgets that. Return where to turn after such words.

        Raise NamesAsked, Unknown.
        """
        async with self._ground.writing.begin() as session:
            row = await self._own(session, person, plan)
            lines = await self._guarded(session, person, {SAID: said}, names)
            return await keep_words(session, self._ground, person, row.id, lines, key=key)

    async def _own(self, session: AsyncSession, person: str, plan: str) -> Commitment:
        row = await commitments.own(session, self._ground.workspace, person, plan, to_change=True)
        if row is None:
            raise Unknown(PLAN_GONE)
        return row

    async def _guarded(
        self, session: AsyncSession, person: str, lines: Mapping[str, str], names: NamesChoice | None
    ) -> dict[str, str]:
        return await guard_lines(session, self._ground, person, lines, choice=names)


async def keep_words(
    session: AsyncSession, ground: Ground, person: str, owner: str, lines: Mapping[str, str], *, key: str
) -> Concerned | None:
    """Keep guarded lines once a `key`, and return where to turn after words that bring signposts.

    What the lines bring is kept nowhere, and what they brought before is not shown again.
    """
    workspace, now = ground.workspace, ground.clock()
    before = await reflections.read_words(session, ground.seal, workspace=workspace, owners=[owner])
    if await workspaces.is_first_arrival(session, workspace, key, now):
        await reflections.write_words(
            session, ground.seal, workspace=workspace, owner=owner, lines=lines, now=now
        )
    return await after(session, ground, person, before.get(owner, {}).values(), lines.values())


async def keep_plan(
    session: AsyncSession, ground: Ground, row: Reflection, halves: Mapping[str, str], *, final: bool
) -> None:
    """Keep the plan of a reflection, or forget it where both halves are empty.

    It is live once its form is kept (`final`), and a draft before. Without `halves`, as in a form of an older
    version, what was drafted stands. Raise PlanNeedsBoth for half a plan, PlansFull for one too many.
    """
    workspace = ground.workspace
    plan = await reflections.plan_of(session, workspace, row.id)
    empty = [name for name in (PLAN_IF, PLAN_THEN) if not halves.get(name)]
    if halves and len(empty) == len((PLAN_IF, PLAN_THEN)):
        if plan is not None:
            await commitments.forget(session, workspace, [plan.id])
        return
    if halves and empty:
        raise PlanNeedsBoth(empty[0])
    if plan is None and not halves:
        return
    if plan is None or plan.state == DRAFTED:
        plan = await _begin(session, ground, row, plan, final=final)
    await reflections.write_words(
        session, ground.seal, workspace=workspace, owner=plan.id, lines=halves, now=ground.clock()
    )


async def plans_seen(session: AsyncSession, ground: Ground, person: str) -> tuple[PlanSeen, ...]:
    """Return a person's plans as they read them, the live ones first, each newest first."""
    rows = await commitments.of_person(session, ground.workspace, person)
    seen = await _seen(session, ground, person, rows)
    return (*(each for each in seen if each.is_live), *(each for each in seen if not each.is_live))


async def _begin(
    session: AsyncSession, ground: Ground, row: Reflection, plan: Commitment | None, *, final: bool
) -> Commitment:
    workspace, now = ground.workspace, ground.clock()
    if len(await reflections.live_plans(session, workspace, row.person)) >= MOST_LIVE:
        raise PlansFull
    if plan is None:
        plan = Commitment(workspace=workspace, person=row.person, reflection=row.id, accepted_at=now)
        session.add(plan)
    plan.state, plan.accepted_at = LIVE if final else DRAFTED, now
    await session.flush()
    return plan


async def _seen(
    session: AsyncSession, ground: Ground, person: str, rows: Sequence[Commitment]
) -> list[PlanSeen]:
    if not rows:
        return []
    workspace, zone = ground.workspace, await zone_of(session, ground, person)
    asked = await commitments.answered(session, workspace, [row.id for row in rows])
    owners = [*(row.id for row in rows), *(each.id for told in asked.values() for each in told)]
    words = await reflections.read_words(session, ground.seal, workspace=workspace, owners=owners)
    return [_plan_seen(row, words, asked.get(row.id, ()), zone) for row in rows]


def _plan_seen(
    row: Commitment, words: Mapping[str, Mapping[str, str]], asked: Sequence[FollowUp], zone: str
) -> PlanSeen:
    lines = words.get(row.id, {})
    moment, act = lines.get(PLAN_IF, ""), lines.get(PLAN_THEN, "")
    return PlanSeen(
        plan=row.id,
        made_on=local_date(row.accepted_at, zone),
        moment=moment,
        act=act,
        sentence=sentence(moment, act),
        said=lines.get(SAID, ""),
        ended_on=local_date(row.ended_at, zone) if row.ended_at else None,
        told=tuple(
            ToldSeen(
                on=local_date(each.answered_at or each.asked_at, zone),
                said=_said(each),
                line=words.get(each.id, {}).get(HOW_TOLD, ""),
            )
            for each in asked
        ),
    )


def _said(row: FollowUp) -> str:
    outcome = _SAID_FOR.get(row.outcome or "", "")
    return outcome if row.helped is None else f"{outcome}. {HELPED_WORDS[row.helped]}"
