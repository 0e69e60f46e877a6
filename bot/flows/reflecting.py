"""Reflecting: the form, step by step, with nothing lost between them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.forms import BETWEEN, DEFAULT_QUESTION, layout_for
from bot.flows.ground import Ground
from bot.flows.keeping import BARRIERS_FIELD, FormOf, Written, forgotten, keep_step, known, question_of
from bot.flows.seen import FieldKind, FieldSeen, FormSeen
from bot.flows.seen_safety import Concerned
from bot.flows.sharing import NO_WORDS, PRIVATE, NotShared, Wish, choices_for, refuse_shared, share
from bot.flows.signposting import after, signposts_now
from bot.flows.stages import may_talk
from bot.flows.unprompted import found_for
from practice.facts import BARRIERS
from storage import answers, reflections, workspaces
from storage.supervisors import supervisors_of
from storage.tables import Reflection

NOT_BEGUN = "There is nothing begun here. Start again from your own page."
KEPT_FOR_YOU = "What you wrote is saved, and private for now."


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a step that was sent: the one that follows, or None when the form is done.

    `concerned` is where to turn, once, after words that bring signposts; it is drawn and kept nowhere.
    """

    following: FormSeen | None = None
    concerned: Concerned | None = None


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

    async def show(self, person: str, about: FormOf, *, step: int) -> FormSeen:
        """Return a step of the form with what was kept of it, nothing where nothing was."""
        async with self._ground.reading() as session:
            await known(session, self._ground, person)
            return await self._form(session, person, about, step=step)

    async def resume(self, person: str, form: str, *, step: int) -> FormSeen:
        """Return a step of a form begun before; raise Unknown for another's, Mistaken for one now shared."""
        async with self._ground.reading() as session:
            row = await reflections.by_form(session, self._ground.workspace, person, form)
            if row is None:
                raise Unknown(NOT_BEGUN)
            await refuse_shared(session, self._ground, row)
            about = FormOf(form=form, occurrence=row.occurrence, pack=row.pack or "", prompt=row.prompt or "")
            return await self._form(session, person, about, step=step)

    async def step(self, person: str, about: FormOf, written: Written, *, to: int, key: str) -> FormSeen:
        """Keep what a step held as a draft and return another step."""
        return (await self._step(person, about, written, to=to, key=key))[0]

    async def back(self, person: str, about: FormOf, written: Written, *, step: int, key: str) -> Kept:
        """Keep what a step held as a draft and return the one before it."""
        following, brought = await self._step(person, about, written, to=step - 1, key=key)
        return Kept(following=following, concerned=brought)

    async def submit(self, person: str, about: FormOf, written: Written, *, step: int, key: str) -> Kept:
        """Keep a submitted step and return what comes after it."""
        layout = layout_for(self._ground.library, about.pack, about.prompt)
        if step + 1 < len(layout.steps):
            following, brought = await self._step(person, about, written, to=step + 1, key=key)
            return Kept(following=following, concerned=brought)
        return Kept(concerned=await self.keep(person, about, written, key=key))

    async def keep(self, person: str, about: FormOf, written: Written, *, key: str) -> Concerned | None:
        """Keep the whole form, share it as its writer chose, and return where its words say to turn.

        Raise NotShared once it is kept, for its writer alone, where it cannot be shared so.
        """
        wish = Wish(audience=written.share or PRIVATE, reader=written.reader)
        async with self._ground.writing.begin() as session:
            if not await self._is_first(session, key):
                return await self._brought(session, person, about, ())
            before = await self._kept_before(session, person, about)
            reflection = await keep_step(session, self._ground, person, about, written, final=True)
            await session.flush()
            brought = await self._brought(session, person, about, before)
            why = await self._share(session, reflection, wish)
            if why is not None:
                await workspaces.forget_arrival(session, self._ground.workspace, key)
        if why is not None:
            raise NotShared(why, concerned=brought)
        return brought

    async def _step(
        self, person: str, about: FormOf, written: Written, *, to: int, key: str
    ) -> tuple[FormSeen, Concerned | None]:
        """Keep a step and return another; signposts come here only where a kept reflection is changed."""
        brought = None
        async with self._ground.writing.begin() as session:
            if await self._is_first(session, key):
                before = await self._kept_before(session, person, about)
                row = await keep_step(session, self._ground, person, about, written, final=False)
                await session.flush()
                if row.state == reflections.KEPT:
                    brought = await self._brought(session, person, about, before)
            return await self._form(session, person, about, step=to), brought

    async def _kept_before(self, session: AsyncSession, person: str, about: FormOf) -> tuple[str, ...]:
        """Return the words of a reflection that is kept already; a draft's count as none."""
        row = await reflections.by_form(session, self._ground.workspace, person, about.form)
        if row is None or row.state != reflections.KEPT:
            return ()
        return tuple((await self._written_before(session, row))[0].values())

    async def _brought(
        self, session: AsyncSession, person: str, about: FormOf, before: tuple[str, ...]
    ) -> Concerned | None:
        row = await reflections.by_form(session, self._ground.workspace, person, about.form)
        written = (await self._written_before(session, row))[0]
        return await after(session, self._ground, person, before, written.values())

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
            signposts=await signposts_now(session, self._ground, person),
            may_talk=await may_talk(session, self._ground, about.pack, about.prompt),
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
