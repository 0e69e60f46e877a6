"""Journalling: what is a person's own, read back by them alone."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.committing import plans_seen
from bot.flows.forgetting_one import DRAFT_KEPT_FOR, NOT_YOURS, forget_reflection
from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.ground import Ground, local_date
from bot.flows.journal_facts import Facts, facts_of, labelled, pathways_of, principles_of
from bot.flows.riding import zone_of
from bot.flows.seen_journal import (
    Asked,
    JournalSeen,
    KeptSeen,
    MineSeen,
    OwnPlanLine,
    ReflectionSeen,
    UnfinishedSeen,
)
from bot.flows.seen_shares import ShareSeen, shares_of
from practice.cadence import moment_at
from practice.facts import BARRIERS
from practice.finding import contains
from storage import answers, erasing, journal, reflections
from storage.reflections import DRAFT, KEPT
from storage.tables import Commitment, Reflection

KEPT_SHOWN = 5
A_PAGE = 20
LOOKED_THROUGH = 1000
"""The most reflections of one person that are looked through at once, the newest of the dates asked for."""

A_DAY = timedelta(days=1)

Lines = Mapping[str, Mapping[str, str]]


class Journalling:
    """A person's reflections and plans, opened by them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def mine(self, person: str) -> MineSeen:
        """Return a person's plans, their newest reflections in their own words, and what is not finished."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            kept = await journal.newest(session, workspace, person, state=KEPT, most=KEPT_SHOWN)
            drafts = await journal.newest(session, workspace, person, state=DRAFT, most=KEPT_SHOWN)
            plans = await plans_seen(session, self._ground, person)
            words = await self._words(session, [*kept, *drafts])
            shares = await shares_of(session, self._ground, kept)
            zone = await zone_of(session, self._ground, person)
        return MineSeen(
            plans=plans,
            kept=tuple(self._kept(row, words, shares.get(row.id, ()), zone) for row in kept),
            drafts=tuple(self._draft(row, words, zone) for row in drafts),
        )

    async def shared(self, person: str) -> tuple[KeptSeen, ...]:
        """Return every reflection a person shared that somebody can read or has read, newest first."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            rows = await journal.ever_shared(session, workspace, person)
            shares = await shares_of(session, self._ground, rows)
            zone = await zone_of(session, self._ground, person)
        return tuple(self._kept(row, {}, shares[row.id], zone) for row in rows if row.id in shares)

    async def journal(self, person: str, asked: Asked) -> JournalSeen:
        """Return a page of a person's journal, newest first, and what they began and did not finish.

        Words are looked for in what the person wrote, plans that came of it included, opened in memory for
        this one answer; what was looked for is kept nowhere.
        """
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            zone = await zone_of(session, self._ground, person)
            from_at, until_at = _between(asked, zone)
            rows = await journal.newest(
                session,
                workspace,
                person,
                state=KEPT,
                from_at=from_at,
                until_at=until_at,
                most=LOOKED_THROUGH + 1,
            )
            is_cut, rows = len(rows) > LOOKED_THROUGH, rows[:LOOKED_THROUGH]
            drafts = await journal.newest(session, workspace, person, state=DRAFT, most=A_PAGE)
            facts = await facts_of(session, self._ground, rows)
            found = [row for row in rows if _fits(facts[row.id], asked)]
            if asked.words.strip():
                found = await self._containing(session, found, asked.words)
            page = max(1, min(asked.page, -(-len(found) // A_PAGE)))
            shown = found[(page - 1) * A_PAGE : page * A_PAGE]
            words = await self._words(session, [*shown, *drafts])
            shares = await shares_of(session, self._ground, shown)
        return JournalSeen(
            asked=asked,
            entries=tuple(self._kept(row, words, shares.get(row.id, ()), zone) for row in shown),
            drafts=tuple(self._draft(row, words, zone) for row in drafts),
            pathways=pathways_of(facts.values()),
            principles=principles_of(facts.values()),
            page=page,
            has_newer=page > 1,
            has_older=page * A_PAGE < len(found),
            is_empty=not rows and not drafts and not asked.narrows,
            is_cut=is_cut,
        )

    async def opened(self, person: str, reflection: str) -> ReflectionSeen:
        """Return one of a person's own reflections, whole; raise Unknown for any other."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            row = await self._own(session, person, reflection)
            plan = await reflections.plan_of(session, workspace, row.id)
            words = await reflections.read_words(
                session, self._ground.seal, workspace=workspace, owners=[row.id, *([plan.id] if plan else [])]
            )
            ticked = await answers.barriers_of(session, workspace, row.occurrence or row.id)
            facts = (await facts_of(session, self._ground, [row]))[row.id]
            shares = await shares_of(session, self._ground, [row])
            zone = await zone_of(session, self._ground, person)
        return ReflectionSeen(
            reflection=row.id,
            on=local_date(row.kept_at, zone),
            question=row.question,
            lines=labelled(self._ground.library, row, words.get(row.id, {})),
            form=row.form,
            shares=shares.get(row.id, ()),
            barriers=tuple(BARRIERS[code] for code in ticked),
            card=facts.card,
            plan=_plan_line(plan, words.get(plan.id, {})) if plan else None,
            kept_until=_kept_until(row, zone) if row.state == DRAFT else None,
            is_late=row.late,
        )

    async def delete(self, person: str, reflection: str, *, with_plan: bool) -> None:
        """Delete one of a person's own reflections or drafts with all that hangs on it; raise Unknown.

        The plan that came of it is kept unless `with_plan`; the half-made plan of a draft goes with it.
        """
        async with self._ground.writing.begin() as session:
            await erasing.hold(session, self._ground.workspace, person)
            row = await self._own(session, person, reflection, alone=True)
            await forget_reflection(session, self._ground, row, with_plan=with_plan)
        await erasing.settle(self._ground.database)

    async def drop(self, person: str, draft: str) -> None:
        """Delete a draft of a person's own; what was kept meanwhile stays. Raise Unknown for any other."""
        async with self._ground.writing.begin() as session:
            await erasing.hold(session, self._ground.workspace, person)
            row = await self._own(session, person, draft, alone=True)
            if row.state == DRAFT:
                await forget_reflection(session, self._ground, row, with_plan=True)
        await erasing.settle(self._ground.database)

    async def _own(
        self, session: AsyncSession, person: str, reflection: str, *, alone: bool = False
    ) -> Reflection:
        row = await journal.own(session, self._ground.workspace, person, reflection, alone=alone)
        if row is None:
            raise Unknown(NOT_YOURS)
        return row

    async def _words(self, session: AsyncSession, rows: Sequence[Reflection]) -> Lines:
        return await reflections.read_words(
            session, self._ground.seal, workspace=self._ground.workspace, owners=[row.id for row in rows]
        )

    async def _containing(
        self, session: AsyncSession, rows: Sequence[Reflection], sought: str
    ) -> list[Reflection]:
        workspace, seal = self._ground.workspace, self._ground.seal
        plans = await journal.plans(session, workspace, [row.id for row in rows])
        owner_of = {row.id: row.id for row in rows} | {plan.id: name for name, plan in plans.items()}
        sealed = await journal.sealed_lines(session, workspace, list(owner_of))

        def containing() -> set[str]:
            return {
                owner_of[line.owner]
                for line in sealed
                if contains(
                    [seal.open(line.sealed, workspace=workspace, owner=line.owner, field=line.field)], sought
                )
            }

        # Opening a thousand reflections takes long enough to keep other people waiting.
        found = await asyncio.to_thread(containing)
        return [row for row in rows if row.id in found]

    def _kept(self, row: Reflection, words: Lines, shares: tuple[ShareSeen, ...], zone: str) -> KeptSeen:
        return KeptSeen(
            reflection=row.id,
            kept_on=local_date(row.kept_at, zone),
            question=row.question,
            lines=labelled(self._ground.library, row, words.get(row.id, {})),
            shares=shares,
        )

    def _draft(self, row: Reflection, words: Lines, zone: str) -> UnfinishedSeen:
        return UnfinishedSeen(
            reflection=row.id,
            begun_on=local_date(row.kept_at, zone),
            kept_until=_kept_until(row, zone),
            question=row.question,
            lines=labelled(self._ground.library, row, words.get(row.id, {})),
            form=row.form,
        )


def _between(asked: Asked, zone: str) -> tuple[datetime | None, datetime | None]:
    """Return the moments of the dates asked for, the second exclusive."""
    from_at = moment_at(asked.from_on, time(), zone) if asked.from_on else None
    until_at = moment_at(asked.until_on + A_DAY, time(), zone) if asked.until_on else None
    return from_at, until_at


def _fits(fact: Facts, asked: Asked) -> bool:
    on_pathway = not asked.pathway or asked.pathway in fact.pathways
    return on_pathway and (not asked.principle or asked.principle in fact.principles)


def _kept_until(row: Reflection, zone: str) -> date:
    return local_date((row.changed_at or row.kept_at) + DRAFT_KEPT_FOR, zone)


def _plan_line(plan: Commitment, halves: Mapping[str, str]) -> OwnPlanLine:
    return OwnPlanLine(
        moment=halves.get(PLAN_IF, ""), act=halves.get(PLAN_THEN, ""), is_live=plan.ended_at is None
    )
