"""A question as its person sees it now, put together from what is remembered of it."""

import re
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.choosing import card_of
from bot.flows.ground import Ground
from bot.flows.riding import carried
from bot.flows.seen import QuestionSeen, Stage
from bot.flows.seen_plans import FollowUpSeen
from bot.flows.stages import may_talk
from practice.cadence import later
from practice.facts import Days, Used
from prompts.library import PULSE
from prompts.prompt import Prompt
from storage import answers, people, reflections
from storage.answers import PRESSURE, WEEKLY
from storage.tables import Answer, Nudge, Occurrence

USED_CODES = {
    "yes": Used.YES,
    "partly": Used.PARTLY,
    "could_not": Used.COULD_NOT,
    "did_not": Used.DID_NOT_COME_UP,
}
USED_WORDS = {
    "yes": "Yes",
    "partly": "Partly",
    "could_not": "Came up, couldn't",
    "did_not": "Didn't come up",
}
ONE_TAP = "tap"
ONE_TAP_SECONDS = 10
FOLLOW_UP_SECONDS = 20
MINUTE = 60

_LENGTH = re.compile(r"(\d+) (second|minute)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person has done with a question so far, and the follow-up it carries."""

    answer: Answer | None = None
    pressure: Answer | None = None
    has_reflection: bool = False
    follow_up: FollowUpSeen | None = None


def is_weekly(nudge: Nudge) -> bool:
    """Whether a question is the weekly item, whose answers count in figures."""
    return nudge.pack == PULSE


def item_of(nudge: Nudge) -> str:
    """Return the name under which a question's answer is kept."""
    return WEEKLY if is_weekly(nudge) else f"{nudge.pack}/{nudge.prompt}"


def prompt_of(ground: Ground, nudge: Nudge) -> Prompt | None:
    """Return the prompt of a question, or None when the library no longer has it."""
    return ground.library.prompt(nudge.pack, nudge.prompt)


def taps_of(ground: Ground, nudge: Nudge) -> tuple[tuple[str, str], ...]:
    """Return the taps of a question as (code, words)."""
    if is_weekly(nudge):
        return tuple(USED_WORDS.items())
    prompt = prompt_of(ground, nudge)
    return taps_in(prompt, short=nudge.short) if prompt else ()


def taps_in(prompt: Prompt, *, short: bool) -> tuple[tuple[str, str], ...]:
    """Return the taps of a prompt's message as (code, words); what takes more than one tap is in its form."""
    words = prompt.short.taps if short else prompt.taps if prompt.answer == ONE_TAP else ()
    return tuple((str(number), word) for number, word in enumerate(words))


def seconds_for(length: str, *, short: bool) -> int:
    """Return how many seconds a question takes by its pack's words ("60 to 90 seconds"): the longer end."""
    found = _LENGTH.search(length)
    if short or found is None:
        return ONE_TAP_SECONDS
    return int(found[1]) * (MINUTE if found[2] == "minute" else 1)


async def standing(session: AsyncSession, ground: Ground, nudge: Nudge, occurrence: Occurrence) -> Standing:
    """Return what the person has done with a question."""
    workspace, person = ground.workspace, occurrence.person
    items = (item_of(nudge), PRESSURE) if is_weekly(nudge) else (item_of(nudge),)
    given = await answers.answers_to(session, workspace, person, items, occurrence.on)
    reflection = await reflections.by_occurrence(session, workspace, person, occurrence.id)
    return Standing(
        answer=given.get(item_of(nudge)),
        pressure=given.get(PRESSURE) if is_weekly(nudge) else None,
        has_reflection=reflection is not None and reflection.state == reflections.KEPT,
        follow_up=await carried(session, ground, occurrence.id),
    )


def stage_of(nudge: Nudge, so_far: Standing) -> Stage:
    """Return where a question stands: an answer comes before everything else."""
    if so_far.answer is not None:
        return Stage.PRESSURE if is_weekly(nudge) and so_far.pressure is None else Stage.RECEIPT
    return Stage(nudge.put_off) if nudge.put_off else Stage.ASKED


async def question_seen(
    session: AsyncSession,
    ground: Ground,
    nudge: Nudge,
    occurrence: Occurrence,
    *,
    days: Days | None,
    now: datetime,
    so_far: Standing,
    stage: Stage | None = None,
    later_words: str | None = None,
) -> QuestionSeen:
    """Return a question as it now stands, or as it stands at `stage`; `days` gives the moments of *Later*."""
    stage = stage or stage_of(nudge, so_far)
    card = None
    if stage is Stage.RECEIPT:
        role = await people.held_role(session, ground.workspace, occurrence.person)
        card = card_of(ground, nudge.element, role.role if role else None)
    prompt = prompt_of(ground, nudge)
    pack = ground.library.packs.get(nudge.pack)
    return QuestionSeen(
        occurrence=occurrence.id,
        question=nudge.question,
        taps=taps_of(ground, nudge),
        is_weekly=is_weekly(nudge),
        stage=stage,
        later=tuple((choice.name.lower(), choice.value) for choice in later(days, now)) if days else (),
        later_words=later_words,
        element=nudge.element,
        words_to_try=card.words_to_try[occurrence.on.toordinal() % len(card.words_to_try)] if card else None,
        came_up=so_far.answer is not None
        and is_weekly(nudge)
        and so_far.answer.value == USED_CODES["could_not"],
        has_reflection=so_far.has_reflection,
        is_personal=bool(prompt and prompt.personal) or so_far.follow_up is not None,
        is_short=nudge.short,
        seconds=seconds_for(pack.length if pack else "", short=nudge.short)
        + (FOLLOW_UP_SECONDS if so_far.follow_up else 0),
        wording="" if is_weekly(nudge) else f"{nudge.pack}/{nudge.prompt}",
        is_gentle=bool(prompt and prompt.signposts),
        follow_up=so_far.follow_up,
        may_talk=stage is Stage.RECEIPT and await may_talk(session, ground, nudge.pack, nudge.prompt),
    )
