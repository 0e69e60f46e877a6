"""Reflecting: the form, what is kept of it, whom it is shown to, and the plan it ends in."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.answering import NOT_YOURS, barriers_among
from bot.flows.forms import BETWEEN, DEFAULT_QUESTION, PLAN_IF, PLAN_THEN, Layout, layout_for
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.guarding import guarded
from bot.flows.seen import FieldKind, FieldSeen, FormSeen, KeptSeen, MineSeen, SignpostSeen
from bot.flows.unprompted import found_for
from practice.facts import BARRIERS
from storage import answers, card_lines, people, reflections, rhythms, workspaces
from storage.tables import Commitment, Nudge, Occurrence, Reflection, Share

PRIVATE = "private"
TEAM = reflections.TEAM
SHARES = ((PRIVATE, "Keep private"), (TEAM, "Show the team without my name"))
MOST_PLANS = 2
KEPT_SHOWN = 5
BARRIERS_FIELD = "barriers"
SHARED_ALREADY = (
    "You have shown this one to the team, so it stays as they saw it. "
    "Withdraw it on Home, under Mine, and you can change it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one step of the form held: lines by field name, choices by field name, and the sharing choice.

    `names` is what the person chose about words that look like names, None before they were asked.
    """

    lines: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    share: str | None = None
    names: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOf:
    """Which form this is: its opaque id and what it is about."""

    form: str
    occurrence: str | None
    pack: str
    prompt: str


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


class Reflecting:
    """A person's own words: kept sealed, private until they choose otherwise."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def open(self, person: str, occurrence: str | None, *, pathway: str | None = None) -> FormSeen:
        """Return the first step of the form for a question, or for none.

        Without a question, `pathway` are the words after `/reflect`; raise Mistaken where they name none.
        """
        async with self._ground.reading() as session:
            await self._known(session, person)
            if occurrence is None:
                pack, prompt = await found_for(session, self._ground, person, pathway)
                about = FormOf(form=secrets.token_hex(12), occurrence=None, pack=pack, prompt=prompt)
                return await self._form(session, person, about, step=0)
            nudge, row = await self._question(session, person, occurrence)
            kept = await reflections.by_occurrence(session, self._ground.workspace, person, row.id)
            if kept is not None:
                await self._refuse_shared(session, kept)
            about = FormOf(
                form=kept.form if kept else secrets.token_hex(12),
                occurrence=row.id,
                pack=nudge.pack,
                prompt=nudge.prompt,
            )
            return await self._form(session, person, about, step=0, question=nudge.question)

    async def step(self, person: str, about: FormOf, written: Written, *, to: int, key: str) -> FormSeen:
        """Keep what a step held as a draft and return another step."""
        async with self._ground.writing.begin() as session:
            if await self._is_first(session, key):
                await self._keep(session, person, about, written, final=False)
                await session.flush()
            return await self._form(session, person, about, step=to)

    async def submit(
        self, person: str, about: FormOf, written: Written, *, step: int, key: str
    ) -> FormSeen | None:
        """Keep a submitted step and return the one after it, or None when the form is done."""
        layout = layout_for(self._ground.library, about.pack, about.prompt)
        if step + 1 < len(layout.steps):
            return await self.step(person, about, written, to=step + 1, key=key)
        await self.keep(person, about, written, key=key)
        return None

    async def keep(self, person: str, about: FormOf, written: Written, *, key: str) -> None:
        """Keep the whole form and share it as its writer chose."""
        async with self._ground.writing.begin() as session:
            if await self._is_first(session, key):
                reflection = await self._keep(session, person, about, written, final=True)
                await session.flush()
                if not await self._forgotten(session, reflection):
                    await self._share(session, reflection, written.share or PRIVATE)

    async def mine(self, person: str) -> MineSeen:
        """Return a person's live plan and newest reflections, in their own words."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            kept = await reflections.kept(session, workspace, person, most=KEPT_SHOWN)
            plans = await reflections.live_plans(session, workspace, person)
            words = await reflections.read_words(
                session,
                self._ground.seal,
                workspace=workspace,
                owners=[*(row.id for row in kept), *(plan.id for plan in plans)],
            )
            shares = await reflections.open_shares(session, workspace, [row.id for row in kept])
            service = await self._ground.service(session)
        halves = [words.get(plan.id, {}) for plan in plans]
        return MineSeen(
            plans=tuple((half.get(PLAN_IF, ""), half.get(PLAN_THEN, "")) for half in halves),
            kept=tuple(
                self._kept_seen(row, words.get(row.id, {}), shares.get(row.id), service.zone) for row in kept
            ),
        )

    async def withdraw(self, person: str, reflection_id: str) -> None:
        """Take a shared reflection back from whoever could read it."""
        workspace = self._ground.workspace
        async with self._ground.writing.begin() as session:
            row = await session.get(Reflection, (workspace, reflection_id))
            if row is None or row.person != person:
                raise Unknown("There is nothing of yours by that name.")
            shares = await reflections.open_shares(session, workspace, [row.id])
            if row.id in shares:
                shares[row.id].withdrawn_at = self._ground.clock()
            await card_lines.forget(session, workspace, row.id)

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())

    async def _known(self, session: AsyncSession, person: str) -> None:
        if await people.person(session, self._ground.workspace, person) is None:
            raise Unknown(NOT_SET_UP)

    async def _question(
        self, session: AsyncSession, person: str, occurrence_id: str
    ) -> tuple[Nudge, Occurrence]:
        found = await rhythms.question(session, self._ground.workspace, occurrence_id)
        if found is None or found[1].person != person:
            raise Unknown(NOT_YOURS)
        return found

    async def _form(
        self, session: AsyncSession, person: str, about: FormOf, *, step: int, question: str | None = None
    ) -> FormSeen:
        workspace = self._ground.workspace
        layout = layout_for(self._ground.library, about.pack, about.prompt)
        step = max(0, min(step, len(layout.steps) - 1))
        kept = await reflections.by_form(session, workspace, person, about.form)
        lines, ticked = await self._written_before(session, kept)
        if question is None and about.occurrence is not None:
            question = (await self._question(session, person, about.occurrence))[0].question
        is_last = step == len(layout.steps) - 1
        signposts = await workspaces.signposts(session, workspace)
        role = await people.held_role(session, workspace, person)
        return FormSeen(
            form=about.form,
            occurrence=about.occurrence,
            pack=about.pack,
            prompt=about.prompt,
            question=question or layout.question or DEFAULT_QUESTION,
            step=step,
            steps=len(layout.steps),
            fields=tuple(_filled(field, lines, ticked) for field in layout.steps[step]),
            shares=await self._shares(session, person) if is_last else (),
            signposts=tuple(
                SignpostSeen(name=row.name, contact=row.contact, said_when=row.said_when, hours=row.hours)
                for row in signposts
                if not row.roles or (role is not None and role.role in row.roles)
            ),
        )

    async def _shares(self, session: AsyncSession, person: str) -> tuple[tuple[str, str], ...]:
        home = await people.home_team(session, self._ground.workspace, person)
        return SHARES if home is not None else SHARES[:1]

    async def _written_before(
        self, session: AsyncSession, kept: Reflection | None
    ) -> tuple[dict[str, str], tuple[str, ...]]:
        if kept is None:
            return {}, ()
        workspace = self._ground.workspace
        plan = await reflections.plan_of(session, workspace, kept.id)
        owners = [kept.id, *([plan.id] if plan else [])]
        words = await reflections.read_words(session, self._ground.seal, workspace=workspace, owners=owners)
        ticked = await answers.barriers_of(session, workspace, kept.occurrence or kept.id)
        return words.get(kept.id, {}) | (words.get(plan.id, {}) if plan else {}), ticked

    async def _refuse_shared(self, session: AsyncSession, row: Reflection) -> None:
        if await reflections.open_shares(session, self._ground.workspace, [row.id]):
            raise Mistaken(SHARED_ALREADY)

    async def _keep(
        self, session: AsyncSession, person: str, about: FormOf, written: Written, *, final: bool
    ) -> Reflection:
        workspace, now = self._ground.workspace, self._ground.clock()
        await self._known(session, person)
        row = await reflections.by_form(session, workspace, person, about.form)
        if row is None:
            row = await self._new(session, person, about, now)
        else:
            await self._refuse_shared(session, row)
            row.changed_at = now
        if final:
            row.state = reflections.KEPT
        names = (await people.names(session, workspace)).values()
        lines = guarded(written.lines, names=names, choice=written.names)
        plan = {name: lines.pop(name) for name in (PLAN_IF, PLAN_THEN) if name in lines}
        await reflections.write_words(
            session, self._ground.seal, workspace=workspace, owner=row.id, lines=lines, now=now
        )
        if BARRIERS_FIELD in written.choices:
            await answers.tick_barriers(
                session,
                workspace,
                source=about.occurrence or row.id,
                person_id=person,
                codes=barriers_among(written.choices[BARRIERS_FIELD]),
                now=now,
            )
        if plan:
            await self._keep_plan(session, row, plan, now)
        return row

    async def _new(self, session: AsyncSession, person: str, about: FormOf, now: datetime) -> Reflection:
        late, question = False, layout_for(self._ground.library, about.pack, about.prompt).question
        version = self._ground.library.prompt(about.pack, about.prompt)
        if about.occurrence is not None:
            nudge, occurrence = await self._question(session, person, about.occurrence)
            late = occurrence.expires_at is not None and now > occurrence.expires_at
            question = nudge.question
            nudge.replied = True
        row = Reflection(
            workspace=self._ground.workspace,
            person=person,
            form=about.form,
            occurrence=about.occurrence,
            pack=about.pack or None,
            prompt=about.prompt or None,
            version=version.version if version else None,
            question=question or DEFAULT_QUESTION,
            late=late,
            kept_at=now,
        )
        session.add(row)
        await session.flush()
        return row

    async def _keep_plan(
        self, session: AsyncSession, row: Reflection, halves: Mapping[str, str], now: datetime
    ) -> None:
        workspace = self._ground.workspace
        plan = await reflections.plan_of(session, workspace, row.id)
        empty = [name for name in (PLAN_IF, PLAN_THEN) if not halves.get(name)]
        if len(empty) == len((PLAN_IF, PLAN_THEN)):
            if plan is not None:
                await reflections.forget_words(session, workspace, [plan.id])
                await session.delete(plan)
            return
        if empty:
            raise PlanNeedsBoth(empty[0])
        if plan is None:
            if len(await reflections.live_plans(session, workspace, row.person)) >= MOST_PLANS:
                raise PlansFull
            plan = Commitment(workspace=workspace, person=row.person, reflection=row.id, accepted_at=now)
            session.add(plan)
            await session.flush()
        await reflections.write_words(
            session, self._ground.seal, workspace=workspace, owner=plan.id, lines=halves, now=now
        )

    async def _forgotten(self, session: AsyncSession, row: Reflection) -> bool:
        """Drop a reflection nothing was written in; say whether there was nothing."""
        workspace = self._ground.workspace
        if await reflections.has_words(session, workspace, row.id):
            return False
        if await reflections.plan_of(session, workspace, row.id) is not None:
            return False
        if await answers.barriers_of(session, workspace, row.id):
            return False
        await session.delete(row)
        return True

    async def _share(self, session: AsyncSession, row: Reflection, choice: str) -> None:
        if choice != TEAM:
            return
        home = await people.home_team(session, self._ground.workspace, row.person)
        has_words = await reflections.has_words(session, self._ground.workspace, row.id)
        if home is not None and has_words:
            session.add(
                Share(
                    workspace=self._ground.workspace,
                    reflection=row.id,
                    audience=TEAM,
                    team=home,
                    shared_at=self._ground.clock(),
                )
            )

    def _kept_seen(
        self, row: Reflection, words: Mapping[str, str], share: Share | None, zone: str
    ) -> KeptSeen:
        layout: Layout = layout_for(self._ground.library, row.pack or "", row.prompt or "")
        labels = {field.name: field.label for step in layout.steps for field in step}
        return KeptSeen(
            reflection=row.id,
            kept_on=local_date(row.kept_at, zone),
            question=row.question,
            lines=tuple((labels.get(name, name), line) for name, line in words.items()),
            share=share.audience if share else None,
            shared_on=local_date(share.shared_at, zone) if share else None,
        )


def _filled(field: FieldSeen, lines: Mapping[str, str], ticked: Sequence[str]) -> FieldSeen:
    line = lines.get(field.name, "")
    chosen = ticked if field.name == BARRIERS_FIELD else line.split(BETWEEN)
    return FieldSeen(
        name=field.name,
        label=field.label,
        kind=field.kind,
        hint=field.hint,
        options=tuple(BARRIERS.items()) if field.name == BARRIERS_FIELD else field.options,
        value=line,
        values=tuple(chosen) if field.kind is FieldKind.SEVERAL else (),
    )
