"""CPD drafts: reflections their writer chose, laid out in the regulator's order, and kept nowhere."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.committing import plans_seen
from bot.flows.forgetting_one import NOT_YOURS
from bot.flows.ground import Ground, local_date
from bot.flows.guarding import hiding_for
from bot.flows.journal_facts import facts_of, labelled
from bot.flows.riding import zone_of
from bot.papers.cpd import CpdFacts, FollowUp, PeerLine, Plan, lay_out
from bot.papers.paper import Paper
from practice.cadence import moment_at
from practice.cpd import Line, registration_year_ends_on
from practice.cpd import Reflection as CpdReflection
from storage import journal, people, reflections, shares
from storage.reflections import KEPT
from storage.tables import Reflection, Share

MOST_CHOSEN = 10
MOST_LISTED = 100
ENOUGH = 3
SEASON = range(9, 12)
"""The months, September to November, in which a registration year draws to its end."""

NONE_CHOSEN = "Choose at least one reflection."
TOO_MANY = f"Choose up to {MOST_CHOSEN} reflections. A piece reads well from one to three."
A_COLLEAGUE = "A colleague"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What a draft is to be made of: reflections by id, and whether plans and a peer's line go with them."""

    reflections: tuple[str, ...]
    with_plans: bool = True
    with_peer: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CpdChoice:
    """A reflection that could go into a draft.

    `begins` is its first line; `has_plan` and `has_line` say that a plan, or a peer's line, could go with it.
    """

    reflection: str
    on: date
    question: str
    begins: str
    has_plan: bool
    has_line: bool


class CpdDrafting:
    """Lays out a person's own reflections for their own CPD record; nothing of a draft is stored."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def choices(self, person: str) -> tuple[CpdChoice, ...]:
        """Return a person's newest kept reflections, to choose from."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            rows = await journal.newest(session, workspace, person, state=KEPT, most=MOST_LISTED)
            ids = [row.id for row in rows]
            planned = await journal.plans(session, workspace, ids)
            answered = {share.reflection for share in await self._answered(session, ids)}
            words = await reflections.read_words(session, self._ground.seal, workspace=workspace, owners=ids)
            zone = await zone_of(session, self._ground, person)
        return tuple(
            CpdChoice(
                reflection=row.id,
                on=local_date(row.kept_at, zone),
                question=row.question,
                begins=next(iter(words.get(row.id, {}).values()), ""),
                has_plan=row.id in planned,
                has_line=row.id in answered,
            )
            for row in rows
        )

    async def has_enough(self, person: str) -> bool:
        """Say whether it is September to November and this registration year has three reflections."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            zone = await zone_of(session, self._ground, person)
            today = local_date(self._ground.clock(), zone)
            if today.month not in SEASON:
                return False
            ends_on = registration_year_ends_on(today)
            begins_on = ends_on.replace(year=ends_on.year - 1) + timedelta(days=1)
            since = moment_at(begins_on, time(), zone)
            rows = await journal.newest(session, workspace, person, state=KEPT, from_at=since, most=ENOUGH)
        return len(rows) == ENOUGH

    async def draft(self, person: str, chosen: Chosen) -> Paper:
        """Return a draft of the chosen reflections, masked; raise Mistaken for none or too many.

        Raise Unknown where one is not this person's own, like one that is not there.
        """
        ids = tuple(dict.fromkeys(chosen.reflections))
        if not ids:
            raise Mistaken(NONE_CHOSEN)
        if len(ids) > MOST_CHOSEN:
            raise Mistaken(TOO_MANY)
        async with self._ground.reading() as session:
            rows = [await self._own(session, person, each) for each in ids]
            facts = await self._facts(session, person, rows, chosen)
            hidden = await hiding_for(session, self._ground, person)
        # Looking for names in every line takes long enough to keep other people waiting.
        return await asyncio.to_thread(lay_out, facts, mask=hidden)

    async def _facts(
        self, session: AsyncSession, person: str, rows: Sequence[Reflection], chosen: Chosen
    ) -> CpdFacts:
        zone = await zone_of(session, self._ground, person)
        words = await reflections.read_words(
            session,
            self._ground.seal,
            workspace=self._ground.workspace,
            owners=[row.id for row in rows],
        )
        about = (await facts_of(session, self._ground, rows)).values()
        cards = self._ground.library.cards
        elements = dict.fromkeys(each.card[0] for each in about if each.card)
        return CpdFacts(
            service=(await self._ground.service(session)).name,
            reflections=tuple(self._written(row, words.get(row.id, {}), zone) for row in rows),
            elements=tuple(cards[element].name for element in elements),
            principles=tuple(dict.fromkeys(cards[element].principle for element in elements)),
            plans=await self._plans(session, person, rows) if chosen.with_plans else (),
            peer=await self._peer(session, rows, zone) if chosen.with_peer else None,
        )

    def _written(self, row: Reflection, words: dict[str, str], zone: str) -> CpdReflection:
        asked = dict(zip(words, labelled(self._ground.library, row, words), strict=True))
        return CpdReflection(
            on=local_date(row.kept_at, zone),
            question=row.question,
            lines=tuple(
                Line(stage=stage, words=line, asked=asked[stage][0]) for stage, line in words.items()
            ),
        )

    async def _plans(
        self, session: AsyncSession, person: str, rows: Sequence[Reflection]
    ) -> tuple[Plan, ...]:
        came_of = await journal.plans(session, self._ground.workspace, [row.id for row in rows])
        ids = {plan.id for plan in came_of.values()}
        return tuple(
            Plan(
                moment=seen.moment,
                act=seen.act,
                follow_ups=tuple(
                    FollowUp(on=told.on, outcome=told.said, words=told.line) for told in seen.told
                ),
            )
            for seen in await plans_seen(session, self._ground, person)
            if seen.plan in ids
        )

    async def _peer(self, session: AsyncSession, rows: Sequence[Reflection], zone: str) -> PeerLine | None:
        workspace = self._ground.workspace
        answered = await self._answered(session, [row.id for row in rows])
        if not answered:
            return None
        newest = max(answered, key=_replied_at)
        lines = await reflections.read_words(
            session, self._ground.seal, workspace=workspace, owners=[newest.id]
        )
        role = await people.held_role(session, workspace, newest.reader or "")
        return PeerLine(
            role=f"A colleague, {role.role}" if role else A_COLLEAGUE,
            on=local_date(_replied_at(newest), zone),
            words=lines.get(newest.id, {}).get(shares.LINE, ""),
        )

    async def _answered(self, session: AsyncSession, ids: Sequence[str]) -> list[Share]:
        found = await shares.of_reflections(session, self._ground.workspace, ids)
        return [
            share
            for each in found.values()
            for share in each
            if share.audience == shares.PEER and share.replied_at is not None
        ]

    async def _own(self, session: AsyncSession, person: str, reflection: str) -> Reflection:
        row = await journal.own(session, self._ground.workspace, person, reflection)
        if row is None or row.state != KEPT:
            raise Unknown(NOT_YOURS)
        return row


def _replied_at(share: Share) -> datetime:
    return share.replied_at or datetime.min.replace(tzinfo=UTC)
