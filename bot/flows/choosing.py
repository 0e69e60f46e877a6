"""Choosing what to ask: the prompt for an occurrence, in its words, at the moment it is sent."""

from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground, local_date
from bot.flows.riding import FOLLOW_UP, dated
from practice.facts import Pressure
from prompts.library import PULSE
from prompts.prompt import Card
from prompts.rules import WEEKLY_ITEM
from prompts.selection import Asked, select
from storage import answers, commitments, focuses, people, rhythms
from storage.tables import Commitment, Nudge, Occurrence, RhythmVersion

REMEMBERED = timedelta(days=370)
WITHOUT_FOCUS = "offering-a-real-choice"


async def focus_of(session: AsyncSession, ground: Ground, team: str, *, on: date | None = None) -> list[str]:
    """Return the slugs of a team's practice focus, now or at a date, that the library knows."""
    rows = await focuses.standing(session, ground.workspace, team, on=on)
    return [row.element for row in rows if row.element in ground.library.cards]


def element_for(focus: list[str], on: date) -> str:
    """Return the practice element a weekly item names: those of the focus in turn, week by week."""
    return focus[on.isocalendar().week % len(focus)] if focus else WITHOUT_FOCUS


async def choose(
    session: AsyncSession,
    ground: Ground,
    occurrence: Occurrence,
    version: RhythmVersion,
    focus: list[str],
    *,
    zone: str,
) -> Nudge | None:
    """Return the nudge of an occurrence, not yet stored; None when nothing in its pack fits the person.

    A question about a plan fits whoever has a live one, and names the date of the oldest as read in `zone`.
    """
    if version.pack == PULSE:
        return _weekly(ground, occurrence, element_for(focus, occurrence.on))
    plan = await _plan(session, ground, occurrence.person) if version.pack == FOLLOW_UP else None
    if version.pack == FOLLOW_UP and plan is None:
        return None
    role = await people.held_role(session, ground.workspace, occurrence.person)
    pressure = await answers.latest_pressure(session, ground.workspace, occurrence.person)
    earlier = await rhythms.asked(
        session, ground.workspace, occurrence.person, since=occurrence.on - REMEMBERED
    )
    chosen = select(
        ground.library,
        pack=version.pack,
        role=role.role if role else "other",
        focus=tuple(focus),
        moment=rhythms.read_wish(version.wish).moment.value,
        pressure=Pressure(pressure.value).level if pressure else None,
        asked=[
            Asked(
                pack=nudge.pack,
                prompt=nudge.prompt,
                on=row.planned_on,
                short=nudge.short,
                answered=nudge.replied,
            )
            for nudge, row in earlier
        ],
        on=occurrence.planned_on,
        seed=f"{ground.workspace}:{occurrence.person}",
    )
    if chosen is None:
        return None
    prompt = chosen.prompt
    question = prompt.short.text if chosen.short else prompt.text
    return Nudge(
        workspace=occurrence.workspace,
        occurrence=occurrence.id,
        pack=version.pack,
        prompt=prompt.slug,
        version=prompt.version,
        short=chosen.short,
        element=prompt.element,
        question=dated(question, local_date(plan.accepted_at, zone)) if plan else question,
        why=chosen.why,
    )


def card_of(ground: Ground, element: str | None, role: str | None) -> Card | None:
    """Return the practice card for a role, or None where no element is named."""
    return ground.library.card_for(element, role) if element else None


async def _plan(session: AsyncSession, ground: Ground, person: str) -> Commitment | None:
    live = await commitments.live_among(session, ground.workspace, [person])
    return next(iter(live.get(person, ())), None)


def _weekly(ground: Ground, occurrence: Occurrence, element: str) -> Nudge:
    card = ground.library.cards[element]
    item = ground.library.prompt(PULSE, WEEKLY_ITEM)
    if item is None:
        raise LookupError("the library has lost its weekly item")
    return Nudge(
        workspace=occurrence.workspace,
        occurrence=occurrence.id,
        pack=PULSE,
        prompt=item.slug,
        version=item.version,
        element=element,
        question=ground.library.weekly_item(card.name, f"{occurrence.on:%A}"),
        why="It is your team's weekly question about its practice focus.",
    )
