"""Flows of a team, its library and its service: they answer with made-up facts."""

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.errors import Mistaken, NotYet, Unknown
from bot.flows.entering import Entered, Reader
from bot.flows.guarding import NamesChoice
from bot.flows.health import HealthSeen
from bot.flows.reading import Frozen, Program
from bot.flows.rhythm_seen import Draft, DraftSeen
from bot.flows.seen import (
    CardSeen,
    DigestSeen,
    HomeSeen,
    SetUpSeen,
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
from bot.flows.seen_library import LinesSeen, SuggestFormSeen, SuggestionSeen, TeamCardSeen
from bot.flows.seen_safety import HelpSeen
from bot.flows.suggesting import Wording
from practice.safety import Listed, published
from tests.unit.web.examples import (
    ADDRESS,
    AMIRA,
    CARD,
    CONTENT,
    LAST_ON,
    LINES,
    NORTH,
    NOW,
    SET_UP,
    SHOWN,
    SUGGESTION,
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
