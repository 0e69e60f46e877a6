"""Flows that remember what they were asked and answer with made-up facts, and a client over real requests."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.errors import Mistaken, NotYet, Unknown
from bot.flows.browsing import Browsing
from bot.flows.cpd import Chosen, CpdChoice
from bot.flows.entering import Entered, Reader
from bot.flows.forgetting import Erased
from bot.flows.guarding import NamesChoice
from bot.flows.health import HealthSeen
from bot.flows.reading import Frozen, Program
from bot.flows.rhythm_seen import Draft, DraftSeen
from bot.flows.seen import (
    CardSeen,
    DigestSeen,
    HomeSeen,
    SetUpSeen,
    SetUpTeam,
    SignpostSeen,
    TeamOpened,
    TeamSeen,
)
from bot.flows.seen_delivery import (
    DeliverySeen,
    OutageSeen,
    OwnDate,
    OwnLedgerSeen,
    OwnPlanSeen,
    OwnRow,
    WishedDate,
    WishSeen,
)
from bot.flows.seen_journal import (
    Asked,
    JournalSeen,
    KeptSeen,
    MineSeen,
    OwnPlanLine,
    ReflectionSeen,
    UnfinishedSeen,
)
from bot.flows.seen_library import LinesSeen, ShownLine, SuggestFormSeen, SuggestionSeen, TeamCardSeen
from bot.flows.seen_plans import PlanSeen, ToldSeen
from bot.flows.seen_safety import HelpSeen
from bot.flows.seen_shares import ChoosingSeen, ReceivedSeen, ShareSeen, ToShareSeen
from bot.flows.seen_shares import OpenedSeen as SharedOpened
from bot.flows.sharing import NotShared
from bot.flows.suggesting import Wording
from bot.papers.paper import Block, Kind, Paper, Section
from bot.web.app import create_web
from practice.digest import as_json, compose
from practice.privacy import Band, Figure, Shown, Withheld
from practice.safety import Listed, published
from practice.windows import Period
from prompts.library import load_library
from tests.unit.web.plan_fakes import FakeCommitting, FakeFollowing
from tests.unit.web.writing_fakes import FakeAnswering, FakeReflecting

ADDRESS = "http://inrole.test"
NOW = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)
NORTH = "assessment-north"
LAST_ON = date(2026, 11, 22)
AMIRA = Reader(person="U0AMIRA", name="Amira")

CARD = CardSeen(
    slug="offering-a-real-choice",
    name="Offering a real choice",
    principle="Choice",
    parts=(
        ("Looks like", "Two or more options, each truly possible, and “no” is one of them."),
        ("In a very full week", "“Kitchen or front room?” and mean it."),
        ("Words to try", "“Shall we do the hard part first or last?”"),
        (
            "When there is no choice",
            "Say so: “This part isn't up to either of us. What would make it easier?”",
        ),
        ("Counts as partly", "You offered; the moment went before they could answer."),
        ("Not this", "A choice with one right answer."),
    ),
)

CONTENT: dict[str, Any] = json.loads(
    as_json(
        compose(
            team_name="Assessment North",
            period=Period(from_on=date(2026, 10, 26), until_on=date(2026, 11, 23)),
            published_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
            figures=(
                Shown(figure=Figure.USED, answered=7, cells=(), band=Band.MOST),
                Shown(figure=Figure.COULD_NOT, answered=7, cells=(), band=Band.SOME),
                Shown(figure=Figure.VERY_FULL_WEEKS, answered=7, cells=(), band=Band.FEW),
                Withheld(figure=Figure.BARRIERS),
            ),
            element_names=("Offering a real choice",),
        )
    )
)

SHOWN = (
    (
        "I asked which room felt easier and then waited. It took longer than I'm used to.",
        "I noticed how often my choices have one right answer.",
    ),
    ("We did the form last instead of first. He told me what he would have left out.",),
)


SHOWN_TO_TEAM = ShareSeen(
    share="s1", audience="team", words="the team, without your name", shared_on=date(2026, 11, 17)
)
WITH_SUNITA = ShareSeen(
    share="s2",
    audience="supervisor",
    words="Sunita (supervisor)",
    shared_on=date(2026, 11, 18),
    openings=(NOW,),
    line_back="I would like to hear more.",
)
MINE = MineSeen(
    plans=(
        PlanSeen(
            plan="p1",
            made_on=date(2026, 11, 3),
            moment="I am asked to visit before four",
            act="ask which room feels easier",
            sentence="If I am asked to visit before four, then I will ask which room feels easier.",
            told=(ToldSeen(on=date(2026, 11, 10), said="Tried it. It helped.", line="He sat down."),),
        ),
    ),
    kept=(
        KeptSeen(
            reflection="r2",
            kept_on=date(2026, 11, 17),
            question="Offering a real choice: since last Tuesday, did you get to use it?",
            lines=(("What", "She picked the garden."), ("So what", "Waiting was the choice.")),
            shares=(SHOWN_TO_TEAM, WITH_SUNITA),
        ),
        KeptSeen(
            reflection="r1",
            kept_on=date(2026, 11, 10),
            question="What helped you stay steady this week?",
            lines=(("What", "A walk between two visits."),),
        ),
    ),
)

DRAFT = UnfinishedSeen(
    reflection="d1",
    begun_on=date(2026, 11, 20),
    kept_until=date(2026, 11, 27),
    question="What would you like to try next?",
    lines=(("What", "Half a thought."),),
    form="f1",
)

SET_UP = SetUpSeen(
    service="Northshire Children's Services",
    threshold=5,
    threshold_since=((date(2026, 9, 1), 5),),
    teams=(
        SetUpTeam(
            name="Assessment North",
            members=("Amira", "Ben", "Chidi", "Dilys", "Esme", "Femi", "Grace"),
            founding=("Amira", "Ben", "Chidi", "Dilys", "Esme", "Femi"),
            readers=(("supervisor", "Sunita"), ("manager", "Morgan")),
            rhythms=("Weekly question: every Tuesday, near the end of each person's own day.",),
            digest="Every four weeks, on the working day after the window ends.",
        ),
    ),
    role_holders=(("practice lead", "Lowri"), ("commissioner", "Priya")),
    signposts=(
        SignpostSeen(
            name="Duty manager",
            contact="01632 960 111",
            said_when="a child may be at risk",
            hours="Monday to Friday, 09:00 to 17:30",
        ),
        SignpostSeen(name="Out-of-hours team", contact="01632 960 222", said_when="a child may be at risk"),
    ),
    changes=((date(2026, 11, 2), "Grace joined Assessment North."),),
)

LIBRARY = load_library()
LINES = (
    ShownLine(reflection="r2", number=0, words="I asked which room felt easier & then <waited>."),
    ShownLine(reflection="r2", number=1, words="Waiting was the choice."),
)
SUGGESTION = SuggestionSeen(
    suggestion="s1",
    pack="home-visit",
    prompt="a-real-choice",
    element="",
    said="On your last visit, did the person get a real choice, even a small one?",
    words="Say <em>child</em> as well.",
    by=None,
    made_on=date(2026, 11, 20),
)


@dataclass
class FakeEntering:
    links: dict[str, Entered] = field(
        default_factory=lambda: {
            "fresh": Entered(session="amira-session", path=f"/teams/{NORTH}/digests/latest")
        }
    )
    sessions: dict[str, Reader] = field(default_factory=lambda: {"amira-session": AMIRA})
    programs: dict[str, Program] = field(default_factory=lambda: {"north-token": Program(team=NORTH)})
    ended: list[str] = field(default_factory=list)

    async def peek_link(self, token: str) -> bool:
        return token in self.links

    async def spend_link(self, token: str) -> Entered:
        if token not in self.links:
            raise Unknown("This link has ended.")
        return self.links.pop(token)

    async def who(self, session: str | None) -> Reader | None:
        return self.sessions.get(session or "")

    async def leave(self, session: str | None) -> None:
        self.ended.append(session or "")
        self.sessions.pop(session or "", None)

    async def program(self, token: str) -> Program | None:
        return self.programs.get(token)


@dataclass
class FakeReading:
    content: dict[str, Any] = field(default_factory=lambda: json.loads(json.dumps(CONTENT)))
    shown: tuple[tuple[str, ...], ...] = SHOWN
    focus: tuple[CardSeen, ...] = (CARD,)
    is_example: bool = False
    published: tuple[date, ...] = (LAST_ON, date(2026, 10, 25), date(2026, 9, 27))
    breaks_with: Exception | None = None
    addable: tuple[str, ...] = ()

    def seen(self) -> TeamSeen:
        return TeamSeen(
            key=NORTH,
            name="Assessment North",
            digests=self.published,
            next_digest_at=datetime(2026, 12, 21, 9, 30, tzinfo=UTC),
            is_reader=False,
        )

    def check(self, team_key: str, *, may_read: bool) -> None:
        if self.breaks_with is not None:
            raise self.breaks_with
        if team_key != NORTH or not may_read:
            raise Unknown(f"no team {team_key}" if may_read else "not theirs")

    async def teams(self, person: str) -> tuple[TeamSeen, ...]:
        return (self.seen(),) if person == AMIRA.person else ()

    async def team(self, person: str, team_key: str) -> TeamOpened:
        self.check(team_key, may_read=person == AMIRA.person)
        return TeamOpened(team=self.seen(), focus=self.focus)

    async def digest(self, person: str, team_key: str, which: str) -> DigestSeen:
        self.check(team_key, may_read=person == AMIRA.person)
        self.find(which)
        return DigestSeen(
            team=NORTH,
            team_name="Assessment North",
            content=self.content,
            shown=self.shown,
            focus=self.focus,
            page=f"{ADDRESS}/teams/{NORTH}/digests/latest",
            is_example=self.is_example,
            addable=self.addable,
        )

    def find(self, which: str) -> date:
        if not self.published:
            raise NotYet("The first digest is due on Monday 23 November 2026.")
        on = self.published[0] if which == "latest" else date.fromisoformat(which)
        if on not in self.published:
            raise Unknown("no such digest")
        return on

    async def frozen(
        self, team_key: str, which: str, *, reader: str | None, program: Program | None
    ) -> Frozen:
        self.check(team_key, may_read=reader == AMIRA.person or program == Program(team=NORTH))
        return self.freeze(self.find(which))

    def freeze(self, on: date) -> Frozen:
        return Frozen(
            content=json.dumps(self.content, separators=(", ", ":")).encode(),
            published_at=NOW,
            ends_on=on,
            etag=f"frozen-{on}",
        )

    async def frozen_list(
        self, team_key: str, *, reader: str | None, program: Program | None
    ) -> tuple[Frozen, ...]:
        self.check(team_key, may_read=reader == AMIRA.person or program == Program(team=NORTH))
        return tuple(self.freeze(on) for on in self.published)

    async def program_teams(self, *, reader: str | None, program: Program | None) -> tuple[TeamSeen, ...]:
        may_read = reader == AMIRA.person or program == Program(team=NORTH)
        return (self.seen(),) if may_read else ()

    async def home(self, person: str) -> HomeSeen:
        return HomeSeen(
            name="Amira",
            now=NOW,
            zone="Europe/London",
            takes_part=True,
            question="o1",
            paused_until=None,
            is_paused=False,
            teams=(),
            is_practitioner=True,
        )

    async def card(self, element: str, person: str) -> CardSeen:
        if element != CARD.slug or person != AMIRA.person:
            raise Unknown("no such card")
        return CARD


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
class FakeSuggesting:
    waits: tuple[SuggestionSeen, ...] = (SUGGESTION,)
    leads: frozenset[str] = frozenset({AMIRA.person})
    taken: list[tuple[str, Wording, str, bool, str]] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)

    async def open(self, person: str, about: Wording) -> SuggestFormSeen:
        if person != AMIRA.person or about.element != CARD.slug:
            raise Unknown("no such wording")
        if not self.leads:
            raise Mistaken("No practice lead is named yet.")
        return SuggestFormSeen(
            form="form-1",
            pack=about.pack,
            prompt=about.prompt,
            element=about.element,
            said=CARD.name,
            signposts=SET_UP.signposts,
        )

    async def suggest(
        self,
        person: str,
        about: Wording,
        words: str,
        *,
        named: bool,
        names: NamesChoice | None,
        key: str,
    ) -> None:
        if not words.strip():
            raise Mistaken("Write the words you would use.")
        self.taken.append((person, about, words, named, key))

    async def waiting(self, person: str) -> tuple[SuggestionSeen, ...]:
        if person not in self.leads:
            raise Unknown("not theirs")
        return self.waits

    async def is_lead(self, person: str) -> bool:
        return person in self.leads

    async def settle(self, person: str, suggestion: str) -> None:
        await self.waiting(person)
        self.settled.append(suggestion)


@dataclass
class FakeCarding:
    is_member: bool = True
    added: list[tuple[str, str, str, str, int]] = field(default_factory=list)
    taken_off: list[tuple[str, str, str, str, int]] = field(default_factory=list)

    async def card(self, person: str, team_key: str, element: str) -> TeamCardSeen:
        if (person, team_key, element) != (AMIRA.person, NORTH, CARD.slug):
            raise Unknown("not theirs")
        return TeamCardSeen(
            team=NORTH, team_name="Assessment North", card=CARD, lines=LINES, may_change=self.is_member
        )

    async def lines(self, person: str, team_key: str, reflection: str) -> LinesSeen:
        if not self.is_member or (person, team_key, reflection) != (AMIRA.person, NORTH, "r2"):
            raise Unknown("not theirs")
        return LinesSeen(team=NORTH, lines=LINES, cards=((CARD.slug, CARD.name),))

    async def add(self, person: str, team_key: str, element: str, reflection: str, number: int) -> None:
        self.added.append((person, team_key, element, reflection, number))

    async def take_off(self, person: str, team_key: str, element: str, reflection: str, number: int) -> None:
        self.taken_off.append((person, team_key, element, reflection, number))


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


class FakeTelling:
    async def set_up(self, person: str) -> SetUpSeen:
        if person != AMIRA.person:
            raise Unknown("not a member")
        return SET_UP

    async def signposts(self, person: str) -> tuple[SignpostSeen, ...]:
        return SET_UP.signposts


class FakeSignposting:
    async def words(self, person: str) -> tuple[Listed, ...]:
        if person != AMIRA.person:
            raise Unknown("not a member")
        return published()

    async def help(self, person: str) -> HelpSeen:
        return HelpSeen(people=SET_UP.signposts, practical=SET_UP.signposts[:1])


@dataclass
class FakeHealth:
    is_well: bool = True

    async def ready(self) -> HealthSeen:
        return HealthSeen(
            is_well=self.is_well,
            database="ok" if self.is_well else "cannot be reached",
            migrations="ok",
            jobs={"deliver": NOW, "digest": None},
        )


class FakePreviewing:
    async def own(self, person: str) -> OwnPlanSeen:
        moved = OwnDate(on=date(2026, 11, 25), rhythm="Weekly question", at=NOW, reason="personal setting")
        unsent = OwnDate(on=date(2026, 12, 1), rhythm="Weekly question", at=None, reason="personal setting")
        return OwnPlanSeen(
            person=person,
            name="Amira",
            from_on=date(2026, 11, 23),
            until_on=date(2027, 1, 17),
            note=None,
            dates=(moved, unsent),
        )

    async def team_plan(self, reader: str, team_key: str) -> WishSeen:
        if reader != AMIRA.person or team_key != "assessment-north":
            raise Unknown("not theirs")
        planned = WishedDate(
            on=date(2026, 11, 24), rhythm="Weekly question", planned=("Amira",), not_planned=("Ben",)
        )
        return WishSeen(
            team=team_key,
            team_name="Assessment North",
            from_on=date(2026, 11, 23),
            until_on=date(2027, 1, 17),
            rhythms=(("Weekly question", "Once a week, on Tuesday"),),
            dates=(planned,),
        )


class FakeLedgering:
    async def own(self, person: str) -> OwnLedgerSeen:
        row = OwnRow(on=date(2026, 11, 17), at=NOW, what="a question", state="missed", reason="outage")
        return OwnLedgerSeen(
            person=person,
            name="Amira",
            from_on=date(2026, 9, 28),
            rows=(row,),
            looked=((NOW, "whoever runs the server opened your own weeks ahead"),),
        )

    async def outages(self) -> tuple[OutageSeen, ...]:
        return (OutageSeen(from_at=NOW, until_at=NOW + timedelta(hours=3), what="Inrole was not running"),)


class FakeWatching:
    async def delivery(self) -> DeliverySeen:
        return DeliverySeen(due=8, sent=7, late=2, missed=1, unknown=0, lag_seconds=60, slowed_minutes=3)


class NothingReceived:
    async def received(self, person: str) -> tuple[ReceivedSeen, ...]:
        return ()

    async def open(self, person: str, share: str) -> SharedOpened:
        raise Unknown("not theirs")

    async def write_line(
        self, person: str, share: str, line: str, *, names: NamesChoice | None, key: str
    ) -> None:
        raise Unknown("not theirs")


class NobodysRhythms:
    async def consider(
        self, person: str, team_key: str, draft: Draft | None = None, *, rhythm: str | None = None
    ) -> DraftSeen:
        raise Unknown("not theirs")

    async def start(self, person: str, team_key: str, draft: Draft, *, key: str) -> str:
        raise Unknown("not theirs")

    async def change(self, person: str, team_key: str, rhythm: str, draft: Draft, *, key: str) -> str:
        raise Unknown("not theirs")

    async def end(self, person: str, team_key: str, rhythm: str, *, key: str) -> str:
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


@dataclass
class FakeFlows:
    entering: FakeEntering = field(default_factory=FakeEntering)
    reading: FakeReading = field(default_factory=FakeReading)
    reflecting: FakeReflecting = field(default_factory=FakeReflecting)
    answering: FakeAnswering = field(default_factory=FakeAnswering)
    journalling: FakeJournalling = field(default_factory=FakeJournalling)
    sharing: FakeSharing = field(default_factory=FakeSharing)
    cpd: FakeCpd = field(default_factory=FakeCpd)
    committing: FakeCommitting = field(default_factory=FakeCommitting)
    following: FakeFollowing = field(default_factory=FakeFollowing)
    exporting: FakeExporting = field(default_factory=FakeExporting)
    forgetting: FakeForgetting = field(default_factory=FakeForgetting)
    signposting: FakeSignposting = field(default_factory=FakeSignposting)
    telling: FakeTelling = field(default_factory=FakeTelling)
    browsing: Browsing = field(default_factory=lambda: Browsing(LIBRARY))
    suggesting: FakeSuggesting = field(default_factory=FakeSuggesting)
    carding: FakeCarding = field(default_factory=FakeCarding)
    previewing: FakePreviewing = field(default_factory=FakePreviewing)
    ledgering: FakeLedgering = field(default_factory=FakeLedgering)
    watching: FakeWatching = field(default_factory=FakeWatching)
    receiving: NothingReceived = field(default_factory=NothingReceived)
    rhythms: NobodysRhythms = field(default_factory=NobodysRhythms)
    health: FakeHealth = field(default_factory=FakeHealth)


@pytest.fixture
def flows() -> FakeFlows:
    return FakeFlows()


@pytest.fixture
def opened(flows: FakeFlows) -> Callable[..., TestClient]:
    """Return what opens a client on an application built with some of its arguments changed."""

    def opened(*, signed_in: bool = False, **changed: Any) -> TestClient:
        given = {"clock": lambda: NOW, "address": ADDRESS, "local_slack": False, **changed}
        client = TestClient(create_web(flows, **given), base_url=given["address"], follow_redirects=False)
        if signed_in:
            client.cookies.set("inrole", "amira-session")
        return client

    return opened


@pytest.fixture
def stranger(opened: Callable[..., TestClient]) -> TestClient:
    return opened()


@pytest.fixture
def amira(opened: Callable[..., TestClient]) -> TestClient:
    return opened(signed_in=True)
