"""Following up: what a person says of a plan, behind the question that asks about it."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.answering import NOT_YOURS, Answering
from bot.flows.committing import HOW_TOLD, PLAN_GONE, keep_words
from bot.flows.ground import Ground
from bot.flows.guarding import NamesChoice, guard_lines
from bot.flows.riding import (
    CANNOT_TELL,
    HELPED_WORDS,
    KEEP,
    LET_GO,
    OUTCOMES,
    asked_again,
    end,
    next_seen,
)
from bot.flows.seen import QuestionSeen, Stage
from bot.flows.seen_plans import FollowUpStage
from bot.flows.seen_safety import Concerned
from practice.commitments import Outcome
from storage import commitments, reflections, rhythms, workspaces
from storage.commitments import Riding
from storage.reflections import LIVE

NO_SUCH = "That answer isn't one of the choices any more. Nothing was changed."
SAVED = "Saved, in its new words."
PUT_AWAY = (Stage.LATER, Stage.NOT_TODAY, Stage.SKIPPED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The question once a line was kept; `concerned` is where to turn after words that ask for it."""

    seen: QuestionSeen
    concerned: Concerned | None = None


class FollowingUp:
    """What is said of a plan; each counts once, and none of it changes the answer to the question itself."""

    def __init__(self, ground: Ground, answering: Answering) -> None:
        self._ground = ground
        self._answering = answering

    async def seen(self, person: str, occurrence: str) -> QuestionSeen:
        """Return the question as the view behind *Answer* shows it: its taps, even where it was put off."""
        seen = await self._answering.seen(person, occurrence)
        if seen.stage in PUT_AWAY:
            return await self._answering.again(person, occurrence)
        return seen

    async def answer(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        """Keep whether the moment came; *Let it go* ends the plan well."""
        if code not in OUTCOMES:
            raise Mistaken(NO_SUCH)
        outcome, _ = OUTCOMES[code]
        async with self._ground.writing.begin() as session:
            riding = await self._riding(session, person, occurrence, key=key)
            if riding is not None and riding.plan.state == LIVE:
                row = riding.follow_up
                if outcome is not Outcome.TRIED:
                    row.helped = None
                    await reflections.forget_words(session, self._ground.workspace, [row.id])
                row.outcome, row.answered_at, row.settled_at = outcome.value, self._ground.clock(), None
                if outcome is Outcome.LET_GO:
                    end(riding.plan, self._ground)
        return await self.seen(person, occurrence)

    async def tell_helped(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        """Keep how things were afterwards, -2 to +2; *I can't tell* keeps nothing and goes on."""
        helped = {str(step): step for step in HELPED_WORDS}.get(code)
        if helped is None and code != CANNOT_TELL[0]:
            raise Mistaken(NO_SUCH)
        async with self._ground.writing.begin() as session:
            riding = await self._riding(session, person, occurrence, key=key)
            is_open = riding is not None and riding.plan.state == LIVE
            if riding is not None and is_open and riding.follow_up.outcome == Outcome.TRIED.value:
                riding.follow_up.helped = helped
        seen = await self.seen(person, occurrence)
        now = seen.follow_up
        if now is None or now.stage is not FollowUpStage.HELPED:
            return seen
        return replace(seen, follow_up=next_seen(now.plan, Outcome.TRIED, has_told=now.has_told))

    async def settle(self, person: str, occurrence: str, code: str, *, key: str) -> QuestionSeen:
        """Keep the plan as it is, or let it go."""
        if code not in (KEEP, LET_GO):
            raise Mistaken(NO_SUCH)
        async with self._ground.writing.begin() as session:
            riding = await self._riding(session, person, occurrence, key=key)
            if riding is not None and code == LET_GO:
                end(riding.plan, self._ground)
            elif riding is not None:
                riding.follow_up.settled_at = self._ground.clock()
        return await self.seen(person, occurrence)

    async def settled(self, person: str, occurrence: str) -> QuestionSeen:
        """Note that the plan stays in other words, and return the question."""
        async with self._ground.writing.begin() as session:
            riding = await self._own(session, person, occurrence)
            riding.follow_up.settled_at = self._ground.clock()
        seen = await self.seen(person, occurrence)
        is_over = seen.follow_up is None or seen.follow_up.stage is FollowUpStage.ENDED
        if is_over or seen.follow_up is None:
            return seen
        return replace(seen, follow_up=replace(seen.follow_up, asks=SAVED))

    async def again(self, person: str, occurrence: str) -> QuestionSeen:
        """Return the question with the taps of its follow-up once more, to change what was said."""
        seen = await self.seen(person, occurrence)
        if seen.follow_up is None or seen.follow_up.stage is FollowUpStage.ENDED:
            return seen
        async with self._ground.reading() as session:
            asked = await asked_again(session, self._ground, occurrence)
        return replace(seen, follow_up=asked)

    async def told(self, person: str, occurrence: str) -> str:
        """Return the line on how they could tell, as it was kept; raise Unknown."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            riding = await self._own(session, person, occurrence, to_change=False)
            words = await reflections.read_words(
                session, self._ground.seal, workspace=workspace, owners=[riding.follow_up.id]
            )
        return words.get(riding.follow_up.id, {}).get(HOW_TOLD, "")

    async def tell(
        self, person: str, occurrence: str, line: str, *, names: NamesChoice | None, key: str
    ) -> Told:
        """Keep how they could tell; an empty line forgets it. Raise NamesAsked before likely names settle."""
        async with self._ground.writing.begin() as session:
            riding = await self._own(session, person, occurrence)
            lines = await guard_lines(session, self._ground, person, {HOW_TOLD: line}, choice=names)
            concerned = await keep_words(session, self._ground, person, riding.follow_up.id, lines, key=key)
        seen = await self.seen(person, occurrence)
        now = seen.follow_up
        if now is not None and now.stage is not FollowUpStage.ENDED:
            seen = replace(seen, follow_up=next_seen(now.plan, Outcome.TRIED, has_told=now.has_told))
        return Told(seen=seen, concerned=concerned)

    async def _riding(
        self, session: AsyncSession, person: str, occurrence: str, *, key: str
    ) -> Riding | None:
        """Return a person's own follow-up to change, None where this arrived before; raise Unknown."""
        now = self._ground.clock()
        is_first = await workspaces.is_first_arrival(session, self._ground.workspace, key, now)
        riding = await self._own(session, person, occurrence)
        return riding if is_first else None

    async def _own(
        self, session: AsyncSession, person: str, occurrence: str, *, to_change: bool = True
    ) -> Riding:
        workspace = self._ground.workspace
        found = await rhythms.question(session, workspace, occurrence, to_change=to_change)
        if found is None or found[1].person != person:
            raise Unknown(NOT_YOURS)
        riding = (await commitments.riding_on(session, workspace, [occurrence])).get(occurrence)
        if riding is None:
            raise Unknown(PLAN_GONE)
        if to_change:
            nudge = found[0]
            # A question put off is still wanted; saying something of the plan doesn't answer it.
            nudge.replied = nudge.replied or nudge.put_off != Stage.LATER.value
        return riding
