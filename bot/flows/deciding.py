"""Deciding: where a wished date goes for each person it would ask, by their pace and the contact budget."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars, next_opening
from bot.flows.messenger import Purpose
from practice.cadence import local_date, sending_until
from practice.contact import (
    Deferred,
    HeldBack,
    Left,
    Pace,
    Planned,
    Reason,
    backing_off,
    may_ask,
    place,
    silences,
)
from practice.facts import Days, Wish
from storage import rhythms, sendings
from storage import silences as remembered
from storage.people import ToAsk
from storage.tables import Occurrence, Person, Rhythm, RhythmVersion, Sending, Workspace

AHEAD = timedelta(days=1)
LOOKED_BACK = timedelta(days=7)
OUTAGE = "outage"
SUITS = "suits:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A rhythm, the version in force and what it wishes."""

    rhythm: Rhythm
    version: RhythmVersion
    wish: Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What deciding about one date needs to know of everybody it would ask."""

    days: Mapping[str, Days]
    paces: Mapping[str, Pace]
    turns: Mapping[str, int]
    taken: Mapping[str, set[date]]


async def decide(
    session: AsyncSession,
    service: Workspace,
    asking: Asking,
    rows: Sequence[ToAsk],
    *,
    on: date,
    now: datetime,
    noted: Mapping[str, datetime],
) -> None:
    """Write down for each of these people what becomes of a date of a rhythm, once it is tomorrow at most.

    `noted` is since when the event behind a date was known, for whom it follows one.
    """
    everybody = [row.person for row in rows]
    days = await calendars(session, service, everybody, on=on)
    near = [row for row in rows if local_date(days[row.person.id], now) + AHEAD >= on]
    if not near:
        return
    known = await _known(session, asking, {row.person.id: days[row.person.id] for row in near}, on, now)
    for row in near:
        since = max(row.from_at, asking.version.effective_at, noted.get(row.person.id, row.from_at))
        pace = known.paces[row.person.id]
        if may_ask(pace, turns=known.turns.get(row.person.id, 0) + 1):
            _place(session, asking, row.person, on, since=since, now=now, known=known)
            continue
        _hold_back(session, asking, row.person, on, reason=Reason.PERSONAL)
        if pace is Pace.PAUSED:
            await _ask_what_suits(session, row, known.days[row.person.id], now)


async def paces_of(
    session: AsyncSession, workspace: str, days: Mapping[str, Days], now: datetime
) -> dict[str, Pace]:
    """Return how often each of these people is asked, counted afresh from what they were asked and left."""
    left: dict[str, list[Left]] = await remembered.left(session, workspace, days.keys(), now=now)
    return {
        person_id: backing_off(silences(left.get(person_id, ()), theirs))
        for person_id, theirs in days.items()
    }


def suits_subject(from_at: datetime) -> str:
    """Return the subject of asking what would suit somebody: once for each yes of theirs."""
    return f"{SUITS}{from_at.isoformat()}"


async def _known(
    session: AsyncSession, asking: Asking, days: Mapping[str, Days], on: date, now: datetime
) -> _Known:
    workspace, ids = asking.rhythm.workspace, days.keys()
    paces = await paces_of(session, workspace, days, now)
    slowed: Collection[str] = [person_id for person_id, pace in paces.items() if pace is Pace.HALVED]
    return _Known(
        days=days,
        paces=paces,
        turns=await remembered.turns(session, workspace, asking.rhythm.id, slowed, before=on),
        taken=await rhythms.planned_dates(session, workspace, ids, from_on=on - LOOKED_BACK),
    )


def _place(
    session: AsyncSession,
    asking: Asking,
    person: Person,
    on: date,
    *,
    since: datetime,
    now: datetime,
    known: _Known,
) -> None:
    days, taken = known.days[person.id], known.taken.get(person.id, set())
    seed = f"{asking.rhythm.id}:{person.id}:{on}"
    placed = place(asking.wish, days, on, taken=taken, weekly=person.weekly, seed=seed)
    if isinstance(placed, HeldBack):
        if local_date(days, since) <= on:
            _hold_back(session, asking, person, on, reason=placed.reason)
        return
    if placed.due_at >= since:
        _plan(session, _occurrence(asking, person, on), placed, days, now)


def _plan(
    session: AsyncSession, occurrence: Occurrence, placed: Planned | Deferred, days: Days, now: datetime
) -> None:
    if isinstance(placed, Deferred):
        occurrence.planned_on, occurrence.decision = placed.to_on, "deferred"
        occurrence.reason = placed.reason.value
    occurrence.due_at, occurrence.expires_at = placed.due_at, placed.expires_at
    until = sending_until(days, occurrence.planned_on)
    is_over = until <= now
    session.add(occurrence)
    session.add(
        Sending(
            workspace=occurrence.workspace,
            purpose=Purpose.NUDGE,
            subject=occurrence.id,
            person=occurrence.person,
            due_at=placed.due_at,
            until_at=until,
            state="missed" if is_over else "due",
            reason=OUTAGE if is_over else None,
        )
    )


def _hold_back(session: AsyncSession, asking: Asking, person: Person, on: date, *, reason: Reason) -> None:
    occurrence = _occurrence(asking, person, on)
    occurrence.decision, occurrence.reason = "held back", reason.value
    session.add(occurrence)


def _occurrence(asking: Asking, person: Person, on: date) -> Occurrence:
    return Occurrence(
        workspace=person.workspace,
        rhythm=asking.rhythm.id,
        version=asking.version.number,
        person=person.id,
        on=on,
        planned_on=on,
        decision="planned",
    )


async def _ask_what_suits(session: AsyncSession, row: ToAsk, days: Days, now: datetime) -> None:
    opening = next_opening(days, now)
    if opening is None:
        return
    notice = Sending(
        workspace=row.person.workspace,
        purpose=Purpose.NOTICE,
        subject=suits_subject(row.from_at),
        person=row.person.id,
        due_at=opening[0],
        until_at=opening[1],
    )
    await sendings.add(session, [notice])
