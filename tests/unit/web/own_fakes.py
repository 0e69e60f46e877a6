"""Flows of what is a person's own: they remember what they were asked and answer with made-up facts."""

from dataclasses import dataclass, field
from datetime import date

from bot.errors import Mistaken, Unknown
from bot.flows.cpd import Chosen, CpdChoice
from bot.flows.forgetting import Erased
from bot.flows.guarding import NamesChoice
from bot.flows.seen_journal import (
    Asked,
    JournalSeen,
    KeptSeen,
    MineSeen,
    OwnPlanLine,
    ReflectionSeen,
)
from bot.flows.seen_shares import ChoosingSeen, ReceivedSeen, ToShareSeen
from bot.flows.seen_shares import OpenedSeen as SharedOpened
from bot.flows.sharing import NotShared
from bot.papers.paper import Block, Kind, Paper, Section
from tests.unit.web.examples import AMIRA, CARD, DRAFT, MINE


@dataclass
class FakeJournalling:
    mine_seen: MineSeen = field(default_factory=lambda: MINE)

    asked: list[Asked] = field(default_factory=list)
    deleted: list[tuple[str, bool]] = field(default_factory=list)

    async def mine(self, person: str) -> MineSeen:
        return self.mine_seen if person == AMIRA.person else MineSeen(plans=(), kept=())

    async def shared(self, person: str) -> tuple[KeptSeen, ...]:
        return tuple(kept for kept in (await self.mine(person)).kept if kept.shares)

    async def journal(self, person: str, asked: Asked) -> JournalSeen:
        self.asked.append(asked)
        kept = (await self.mine(person)).kept
        return JournalSeen(
            asked=asked,
            entries=kept,
            drafts=(DRAFT,) if kept else (),
            pathways=("visit",),
            principles=("choice",),
            page=asked.page,
            has_newer=asked.page > 1,
            has_older=True,
            is_empty=not kept,
        )

    async def opened(self, person: str, reflection: str) -> ReflectionSeen:
        kept = next((each for each in (await self.mine(person)).kept if each.reflection == reflection), None)
        if kept is None:
            raise Unknown("not theirs")
        return ReflectionSeen(
            reflection=reflection,
            on=kept.kept_on,
            question=kept.question,
            lines=kept.lines,
            form="f2",
            shares=kept.shares,
            barriers=("Not enough time",),
            card=(CARD.slug, CARD.name),
            plan=OwnPlanLine(moment="a visit feels rushed", act="sit down first", is_live=True),
        )

    async def delete(self, person: str, reflection: str, *, with_plan: bool) -> None:
        await self.opened(person, reflection)
        self.deleted.append((reflection, with_plan))


@dataclass
class FakeSharing:
    withdrawn: list[str] = field(default_factory=list)
    shared: list[tuple[str, str, str | None]] = field(default_factory=list)

    async def withdraw(self, person: str, reflection: str) -> None:
        if person != AMIRA.person or reflection not in {kept.reflection for kept in MINE.kept}:
            raise Unknown("not theirs")
        self.withdrawn.append(reflection)

    async def withdraw_one(self, person: str, share: str) -> None:
        if person != AMIRA.person or share not in {"s1", "s2"}:
            raise Unknown("not theirs")
        self.withdrawn.append(share)

    async def to_share(self, person: str, reflection: str) -> ToShareSeen:
        if person != AMIRA.person or reflection not in {kept.reflection for kept in MINE.kept}:
            raise Unknown("not theirs")
        return ToShareSeen(
            reflection=reflection,
            question="What helped you stay steady this week?",
            kept_on=date(2026, 11, 10),
            choosing=ChoosingSeen(
                shares=(("private", "Keep private"), ("peer", "A peer I choose")),
                supervisors=(("U0SUP", "Sunita"),),
            ),
            colleagues=(("U0BEN", "Ben"),),
        )

    async def share(
        self, person: str, reflection: str, audience: str, reader: str | None, *, key: str
    ) -> None:
        await self.to_share(person, reflection)
        if audience == "peer" and reader is None:
            raise NotShared("Choose a colleague first.")
        self.shared.append((reflection, audience, reader))


@dataclass
class FakeCpd:
    is_enough: bool = False
    drafted: list[Chosen] = field(default_factory=list)

    async def choices(self, person: str) -> tuple[CpdChoice, ...]:
        return tuple(
            CpdChoice(
                reflection=kept.reflection,
                on=kept.kept_on,
                question=kept.question,
                begins=kept.lines[0][1],
                has_plan=bool(kept.shares),
                has_line=bool(kept.shares),
            )
            for kept in (MINE.kept if person == AMIRA.person else ())
        )

    async def has_enough(self, person: str) -> bool:
        return self.is_enough

    async def draft(self, person: str, chosen: Chosen) -> Paper:
        if not chosen.reflections:
            raise Mistaken("Choose at least one reflection.")
        if not set(chosen.reflections) <= {each.reflection for each in await self.choices(person)}:
            raise Unknown("not theirs")
        self.drafted.append(chosen)
        blocks = (
            Block(kind=Kind.HINT, words="A short description."),
            Block(kind=Kind.WORDS, label="What happened?", words="She picked <the> garden.\nWe waited."),
            Block(kind=Kind.GAP, words="Not written yet: what changed."),
        )
        return Paper(
            title="CPD draft",
            under_title="From reflections",
            notices=("This is a draft.",),
            sections=(Section(heading="What the activity was", blocks=blocks),),
            foot="A draft",
        )


class NothingReceived:
    async def received(self, person: str) -> tuple[ReceivedSeen, ...]:
        return ()

    async def open(self, person: str, share: str) -> SharedOpened:
        raise Unknown("not theirs")

    async def write_line(
        self, person: str, share: str, line: str, *, names: NamesChoice | None, key: str
    ) -> None:
        raise Unknown("not theirs")


@dataclass
class FakeExporting:
    async def export_own(self, person: str) -> bytes:
        return f"a zip of {person}".encode()


@dataclass
class FakeForgetting:
    erased: list[str] = field(default_factory=list)

    async def erase(self, person: str) -> Erased:
        self.erased.append(person)
        return Erased(reference="e1")
