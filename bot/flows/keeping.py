"""Keeping: what one step of the reflection form held, sealed, guarded, and once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.answering import NOT_YOURS, barriers_among
from bot.flows.committing import keep_plan
from bot.flows.forms import DEFAULT_QUESTION, PLAN_IF, PLAN_THEN, layout_for
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.guarding import NamesChoice, guard_lines
from bot.flows.sharing import refuse_shared
from storage import answers, people, reflections, rhythms, talks
from storage.tables import Nudge, Occurrence, Reflection

BARRIERS_FIELD = "barriers"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one step of the form held: lines by field name, choices by field name, and the sharing choice.

    `reader` is the one person that choice names, where it names one. `names` is what the person chose about
    words that look like names, None before they were asked.
    """

    lines: Mapping[str, str]
    choices: Mapping[str, Sequence[str]]
    share: str | None = None
    reader: str | None = None
    names: NamesChoice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormOf:
    """Which form this is: its opaque id and what it is about."""

    form: str
    occurrence: str | None
    pack: str
    prompt: str


async def keep_step(
    session: AsyncSession, ground: Ground, person: str, about: FormOf, written: Written, *, final: bool
) -> Reflection:
    """Keep a step as a draft, or the whole where it is the last; the guard comes before anything is stored.

    Raise NamesAsked, PlanNeedsBoth, PlansFull, and Mistaken for one that is shared already.
    """
    workspace, now = ground.workspace, ground.clock()
    await hold_writer(session, ground, person)
    lines = await guard_lines(session, ground, person, written.lines, choice=written.names)
    row = await reflections.by_form(session, workspace, person, about.form)
    if row is None:
        row = await _new(session, ground, person, about, now)
    else:
        await refuse_shared(session, ground, row)
        row.changed_at = now
    if final:
        row.state = reflections.KEPT
    plan = {name: lines.pop(name) for name in (PLAN_IF, PLAN_THEN) if name in lines}
    await reflections.write_words(
        session,
        ground.seal,
        workspace=workspace,
        owner=row.id,
        lines=lines,
        now=now,
        places=places_of(ground, about),
    )
    if BARRIERS_FIELD in written.choices:
        await answers.tick_barriers(
            session,
            workspace,
            source=about.occurrence or row.id,
            person_id=person,
            codes=barriers_among(written.choices[BARRIERS_FIELD]),
            now=now,
            zone=(await ground.service(session)).zone,
        )
    if plan or final:
        await keep_plan(session, ground, row, plan, final=final)
    return row


async def forgotten(session: AsyncSession, ground: Ground, row: Reflection) -> bool:
    """Drop a reflection nothing was written in; say whether there was nothing."""
    workspace = ground.workspace
    if await reflections.has_words(session, workspace, row.id):
        return False
    if await reflections.plan_of(session, workspace, row.id) is not None:
        return False
    if await answers.barriers_of(session, workspace, row.id):
        return False
    await talks.forget(session, workspace, row.id)
    await session.delete(row)
    return True


async def hold_writer(session: AsyncSession, ground: Ground, person: str) -> None:
    """Let one thing at a time be written down of a person's, so that two at once are no third plan.

    Comes before anything else of theirs is held, as erasing holds them. Raise Unknown for somebody Inrole
    does not know.
    """
    if not await reflections.hold_writer(session, ground.workspace, person):
        raise Unknown(NOT_SET_UP)


async def known(session: AsyncSession, ground: Ground, person: str) -> None:
    """Raise Unknown for somebody Inrole does not know."""
    if await people.person(session, ground.workspace, person) is None:
        raise Unknown(NOT_SET_UP)


async def question_of(
    session: AsyncSession, ground: Ground, person: str, occurrence_id: str
) -> tuple[Nudge, Occurrence]:
    """Return a question of this person's own; raise Unknown for any other."""
    found = await rhythms.question(session, ground.workspace, occurrence_id)
    if found is None or found[1].person != person:
        raise Unknown(NOT_YOURS)
    return found


def places_of(ground: Ground, about: FormOf) -> dict[str, int]:
    """Return the order in which a form's fields are read, by name."""
    steps = layout_for(ground.library, about.pack, about.prompt).steps
    return {field.name: place for place, field in enumerate(field for step in steps for field in step)}


async def _new(
    session: AsyncSession, ground: Ground, person: str, about: FormOf, now: datetime
) -> Reflection:
    late, question = False, layout_for(ground.library, about.pack, about.prompt).question
    version = ground.library.prompt(about.pack, about.prompt)
    if about.occurrence is not None:
        nudge, occurrence = await question_of(session, ground, person, about.occurrence)
        late = occurrence.expires_at is not None and now > occurrence.expires_at
        question = nudge.question
        nudge.replied = True
    row = Reflection(
        workspace=ground.workspace,
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
