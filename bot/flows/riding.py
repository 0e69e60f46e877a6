"""Riding: the follow-up of a plan that a question carries, and how it reads."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground, local_date
from bot.flows.seen_plans import FollowUpSeen, FollowUpStage
from practice.commitments import HELPED, Outcome, Plan, next_follow_up
from practice.facts import Days
from storage import commitments, people, reflections
from storage.commitments import Riding
from storage.reflections import LIVE
from storage.tables import Commitment, Nudge

FOLLOW_UP = "follow-up"
"""The pack whose wording a follow-up uses; its own questions carry none."""

DATE = "{date}"
DID_IT_COME = "You made a plan on {date}. Did the moment come?"
DID_IT_HELP = "Did it help? How were things for them afterwards, as far as you could tell?"
WHICH_NOW = "Your plan can stay, change or go. Which suits you now?"
STAYS = "Your plan goes on."
ENDED = "You let this plan go. That is a good ending too: it leaves room for the next."

OUTCOMES = {
    "tried": (Outcome.TRIED, "Tried it"),
    "could_not": (Outcome.COULD_NOT, "Came up, couldn't"),
    "not_yet": (Outcome.NOT_YET, "Not yet"),
    "let_go": (Outcome.LET_GO, "Let it go"),
}
HELPED_WORDS = dict(
    zip(HELPED, ("A lot better", "A bit better", "About the same", "A bit worse", "A lot worse"), strict=True)
)
CANNOT_TELL = ("skip", "I can't tell")
KEEP, SMALLER, LET_GO = "keep", "smaller", "let_go"
NEXT = ((KEEP, "Keep it"), (SMALLER, "Make it smaller"), (LET_GO, "Let it go"))

_SAID_OF = {
    Outcome.TRIED: "Thanks, saved. ",
    Outcome.COULD_NOT: "Thanks, saved. It can be the work around it that leaves no room. ",
    Outcome.NOT_YET: "Thanks, saved. Some moments take their time. ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rides:
    """What a batch of questions needs to know of plans: live ones by person, carried ones by occurrence."""

    plans: Mapping[str, Sequence[Commitment]]
    asked: Mapping[str, frozenset[int]]
    riding: Mapping[str, Riding]


async def rides(
    session: AsyncSession, workspace: str, people_ids: Collection[str], occurrences: Collection[str]
) -> Rides:
    """Return what these people's questions may carry or carry already."""
    plans = await commitments.live_among(session, workspace, people_ids)
    ids = [plan.id for each in plans.values() for plan in each]
    return Rides(
        plans=plans,
        asked=await commitments.asked_of(session, workspace, ids),
        riding=await commitments.riding_on(session, workspace, occurrences),
    )


async def take_on(
    session: AsyncSession,
    ground: Ground,
    nudge: Nudge,
    *,
    known: Rides,
    person: str,
    days: Days,
    now: datetime,
) -> FollowUpSeen | None:
    """Return the follow-up that a question just chosen is to carry, kept as asked; None where none is due.

    A short form carries none: it was chosen to take less time. Nor does a question of the follow-up pack.
    """
    live = {plan.id: plan for plan in known.plans.get(person, ())}
    if not live or nudge.short or nudge.pack == FOLLOW_UP:
        return None
    facts = [
        Plan(
            id=plan.id,
            made_on=local_date(plan.accepted_at, days.zone),
            asked=known.asked.get(plan.id, frozenset()),
        )
        for plan in live.values()
    ]
    due = next_follow_up(facts, local_date(now, days.zone))
    if due is None:
        return None
    plan, after = due
    is_ours = await commitments.attach(
        session, ground.workspace, plan=plan.id, after_days=after, occurrence=nudge.occurrence, now=now
    )
    return _asked(ground, plan.id, plan.made_on) if is_ours else None


async def carried(session: AsyncSession, ground: Ground, occurrence: str) -> FollowUpSeen | None:
    """Return the follow-up a question carries as it now stands; None where it carries none any more."""
    found = await commitments.riding_on(session, ground.workspace, [occurrence])
    riding = found.get(occurrence)
    if riding is None:
        return None
    zone = await zone_of(session, ground, riding.plan.person)
    has_told = await reflections.has_words(session, ground.workspace, riding.follow_up.id)
    return follow_up_seen(ground, riding, zone, has_told=has_told)


def follow_up_seen(ground: Ground, riding: Riding, zone: str, *, has_told: bool = False) -> FollowUpSeen:
    """Return a follow-up as it now stands."""
    plan, row = riding.plan, riding.follow_up
    if plan.state != LIVE:
        return FollowUpSeen(plan=plan.id, stage=FollowUpStage.ENDED, asks=ENDED, choices=())
    if row.outcome is None:
        return _asked(ground, plan.id, local_date(plan.accepted_at, zone))
    outcome = Outcome(row.outcome)
    if row.settled_at is not None:
        return FollowUpSeen(plan=plan.id, stage=FollowUpStage.KEPT, asks=STAYS, choices=(), has_told=has_told)
    if outcome is Outcome.TRIED and row.helped is None:
        return FollowUpSeen(
            plan=plan.id,
            stage=FollowUpStage.HELPED,
            asks=DID_IT_HELP,
            choices=(*((str(step), words) for step, words in HELPED_WORDS.items()), CANNOT_TELL),
        )
    return next_seen(plan.id, outcome, has_told=has_told)


def next_seen(plan: str, outcome: Outcome, *, has_told: bool) -> FollowUpSeen:
    """Return the last step of a follow-up: what becomes of the plan."""
    return FollowUpSeen(
        plan=plan,
        stage=FollowUpStage.NEXT,
        asks=_SAID_OF.get(outcome, "") + WHICH_NOW,
        choices=NEXT,
        may_tell=outcome is Outcome.TRIED,
        has_told=has_told,
    )


def end(plan: Commitment, ground: Ground) -> None:
    """Let a live plan go: a good ending."""
    if plan.state == LIVE:
        plan.state, plan.ended_at = commitments.LET_GO, ground.clock()


async def let_go_by_tap(
    session: AsyncSession, ground: Ground, nudge: Nudge, person: str, said: str, *, before: str | None
) -> None:
    """Let the plan go that a question of the follow-up pack was about, where that is what was tapped.

    That is the oldest of those it asked about, or, where it names a date, of that date. `before` is what was
    tapped the last time: once it was this, nothing more is let go.
    """
    letting_go = OUTCOMES["let_go"][1]
    if nudge.pack != FOLLOW_UP or said != letting_go or before == letting_go:
        return
    zone = await zone_of(session, ground, person)
    live = (await commitments.live_among(session, ground.workspace, [person])).get(person, ())
    about = [plan for plan in live if _asks_about(ground, nudge, local_date(plan.accepted_at, zone))]
    for plan in about[:1]:
        end(plan, ground)


async def zone_of(session: AsyncSession, ground: Ground, person_id: str) -> str:
    """Return the zone a person's dates are read in."""
    person = await people.person(session, ground.workspace, person_id)
    return (person.zone if person else None) or (await ground.service(session)).zone


def dated(words: str, made_on: date) -> str:
    """Return a wording of the pack with the date of a plan in its place."""
    return words.replace(DATE, f"{made_on.day} {made_on:%B}")


def _asks_about(ground: Ground, nudge: Nudge, made_on: date) -> bool:
    """Whether a question can be about a plan made on a date: it names that date, or none."""
    prompt = ground.library.prompt(nudge.pack, nudge.prompt)
    if prompt is None or prompt.version != nudge.version:
        return True
    words = prompt.short.text if nudge.short else prompt.text
    return DATE not in words or dated(words, made_on) == nudge.question


def _asked(ground: Ground, plan: str, made_on: date) -> FollowUpSeen:
    prompt = ground.library.prompt(FOLLOW_UP, "did-the-moment-come")
    words = prompt.text if prompt is not None and DATE in prompt.text else DID_IT_COME
    return FollowUpSeen(
        plan=plan,
        stage=FollowUpStage.ASKED,
        asks=dated(words, made_on),
        choices=tuple((code, said) for code, (_, said) in OUTCOMES.items()),
    )


async def asked_again(session: AsyncSession, ground: Ground, occurrence: str) -> FollowUpSeen | None:
    """Return the first step of the follow-up a question carries, whatever was said so far."""
    riding = (await commitments.riding_on(session, ground.workspace, [occurrence])).get(occurrence)
    if riding is None:
        return None
    zone = await zone_of(session, ground, riding.plan.person)
    return _asked(ground, riding.plan.id, local_date(riding.plan.accepted_at, zone))
