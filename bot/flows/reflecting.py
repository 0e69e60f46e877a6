"""Reflecting: the form, step by step, with nothing lost between them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.forms import BETWEEN, DEFAULT_QUESTION, layout_for
from bot.flows.ground import Ground
from bot.flows.keeping import BARRIERS_FIELD, FormOf, Written, forgotten, keep_step, known, question_of
from bot.flows.seen import FieldKind, FieldSeen, FormSeen, SignpostSeen
from bot.flows.sharing import NO_WORDS, PRIVATE, NotShared, Wish, choices_for, refuse_shared, share
from bot.flows.unprompted import found_for
from practice.facts import BARRIERS
from storage import answers, people, reflections, workspaces
from storage.supervisors import supervisors_of
from storage.tables import Reflection

KEPT_FOR_YOU = "Your words are saved, and private for now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a submitted step: the step after it, or None when the form is done."""

    following: FormSeen | None = None


class Reflecting:
    """A person's own words: kept sealed, private until they choose otherwise."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def open(self, person: str, occurrence: str | None, *, pathway: str | None = None) -> FormSeen:
        """Return the first step of the form for a question, or for none.

        Without a question, `pathway` are the words after `/reflect`; raise Mistaken where they name none.
        """
        async with self._ground.reading() as session:
            await known(session, self._ground, person)
            if occurrence is None:
                pack, prompt = await found_for(session, self._ground, person, pathway)
                about = FormOf(form=secrets.token_hex(12), occurrence=None, pack=pack, prompt=prompt)
                return await self._form(session, person, about, step=0)
            nudge, row = await question_of(session, self._ground, person, occurrence)
            kept = await reflections.by_occurrence(session, self._ground.workspace, person, row.id)
            if kept is not None:
                await refuse_shared(session, self._ground, kept)
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
                await keep_step(session, self._ground, person, about, written, final=False)
                await session.flush()
            return await self._form(session, person, about, step=to)

    async def submit(self, person: str, about: FormOf, written: Written, *, step: int, key: str) -> Kept:
        """Keep a submitted step and return what comes after it."""
        layout = layout_for(self._ground.library, about.pack, about.prompt)
        if step + 1 < len(layout.steps):
            return Kept(following=await self.step(person, about, written, to=step + 1, key=key))
        await self.keep(person, about, written, key=key)
        return Kept()

    async def keep(self, person: str, about: FormOf, written: Written, *, key: str) -> None:
        """Keep the whole form and share it as its writer chose.

        Raise NotShared once it is kept, for its writer alone, where it cannot be shared so.
        """
        wish = Wish(audience=written.share or PRIVATE, reader=written.reader)
        async with self._ground.writing.begin() as session:
            if not await self._is_first(session, key):
                return
            reflection = await keep_step(session, self._ground, person, about, written, final=True)
            await session.flush()
            why = await self._share(session, reflection, wish)
            if why is not None:
                await workspaces.forget_arrival(session, self._ground.workspace, key)
        if why is not None:
            raise NotShared(why)

    async def _share(self, session: AsyncSession, reflection: Reflection, wish: Wish) -> str | None:
        """Share a kept form and return None, or why it is not shared."""
        if await forgotten(session, self._ground, reflection):
            return None if wish.audience == PRIVATE else NO_WORDS
        try:
            await share(session, self._ground, reflection, wish)
        except NotShared as refusal:
            return f"{refusal} {KEPT_FOR_YOU}"
        return None

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())

    async def _form(
        self, session: AsyncSession, person: str, about: FormOf, *, step: int, question: str | None = None
    ) -> FormSeen:
        workspace = self._ground.workspace
        layout = layout_for(self._ground.library, about.pack, about.prompt)
        step = max(0, min(step, len(layout.steps) - 1))
        kept = await reflections.by_form(session, workspace, person, about.form)
        lines, ticked = await self._written_before(session, kept)
        if question is None and about.occurrence is not None:
            question = (await question_of(session, self._ground, person, about.occurrence))[0].question
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
            shares=await choices_for(session, self._ground, person) if is_last else (),
            supervisors=tuple((await supervisors_of(session, workspace, person)).items()) if is_last else (),
            signposts=tuple(
                SignpostSeen(name=row.name, contact=row.contact, said_when=row.said_when, hours=row.hours)
                for row in signposts
                if not row.roles or (role is not None and role.role in row.roles)
            ),
        )

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
