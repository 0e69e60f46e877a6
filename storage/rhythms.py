"""Rhythms, their versions, and the dates they gave to people."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from practice.facts import After, Moment, Nth, Weekday, Wish
from storage.tables import FollowUp, Nudge, Occurrence, Reflection, Rhythm, RhythmVersion, Sending

ON_ITS_WAY = ("due", "claimed", "sent", "unknown")
"""States of a question that has reached its person or still may."""


async def open_rhythms(session: AsyncSession, workspace: str, *, team: str | None = None) -> list[Rhythm]:
    """Return the rhythms that have not ended."""
    found = select(Rhythm).where(col(Rhythm.workspace) == workspace, col(Rhythm.until_on).is_(None))
    if team is not None:
        found = found.where(col(Rhythm.team) == team)
    return list((await session.execute(found.order_by(col(Rhythm.name)))).scalars())


async def all_rhythms(session: AsyncSession, workspace: str, team: str) -> list[Rhythm]:
    """Return every rhythm a team ever had."""
    found = select(Rhythm).where(col(Rhythm.workspace) == workspace, col(Rhythm.team) == team)
    return list((await session.execute(found)).scalars())


async def latest_version(session: AsyncSession, workspace: str, rhythm: str) -> RhythmVersion:
    """Return the newest version of a rhythm."""
    found = select(RhythmVersion).where(
        col(RhythmVersion.workspace) == workspace, col(RhythmVersion.rhythm) == rhythm
    )
    return (await session.execute(found.order_by(col(RhythmVersion.number).desc()).limit(1))).scalar_one()


async def take_back(
    session: AsyncSession,
    workspace: str,
    *,
    purpose: str,
    after: datetime,
    person: str | None = None,
    persons: Collection[str] | None = None,
    rhythm: str | None = None,
) -> None:
    """Forget the planned dates of people or a rhythm, due after a moment, that nobody has claimed."""
    undated = col(Occurrence.due_at).is_(None) & (col(Occurrence.on) >= after.date())
    planned = select(col(Occurrence.id)).where(
        col(Occurrence.workspace) == workspace, or_(col(Occurrence.due_at) > after, undated)
    )
    if person is not None:
        planned = planned.where(col(Occurrence.person) == person)
    if persons is not None:
        planned = planned.where(col(Occurrence.person).in_(persons))
    if rhythm is not None:
        planned = planned.where(col(Occurrence.rhythm) == rhythm)
    ids = set((await session.execute(planned)).scalars())
    of_these = (
        col(Sending.workspace) == workspace,
        col(Sending.purpose) == purpose,
        col(Sending.subject).in_(ids),
    )
    begun = select(col(Sending.subject)).where(*of_these, col(Sending.state) != "due")
    ids -= set((await session.execute(begun)).scalars())
    ids -= await _touched(session, workspace, ids)
    await session.execute(
        delete(FollowUp).where(col(FollowUp.workspace) == workspace, col(FollowUp.occurrence).in_(ids))
    )
    await session.execute(
        delete(Nudge).where(col(Nudge.workspace) == workspace, col(Nudge.occurrence).in_(ids))
    )
    await session.execute(delete(Sending).where(*of_these[:2], col(Sending.subject).in_(ids)))
    await session.execute(
        delete(Occurrence).where(col(Occurrence.workspace) == workspace, col(Occurrence.id).in_(ids))
    )


async def _touched(session: AsyncSession, workspace: str, ids: Collection[str]) -> set[str]:
    """Return those of these occurrences that somebody has answered, put off or written about from Home."""
    done = select(col(Nudge.occurrence)).where(
        col(Nudge.workspace) == workspace,
        col(Nudge.occurrence).in_(ids),
        or_(col(Nudge.replied), col(Nudge.put_off).is_not(None)),
    )
    written = select(col(Reflection.occurrence)).where(
        col(Reflection.workspace) == workspace, col(Reflection.occurrence).in_(ids)
    )
    found = [*(await session.execute(done)).scalars(), *(await session.execute(written)).scalars()]
    return {occurrence_id for occurrence_id in found if occurrence_id is not None}


async def planned_dates(
    session: AsyncSession, workspace: str, people_ids: Collection[str], *, from_on: date
) -> dict[str, set[date]]:
    """Return the dates from `from_on` that questions of each person take: those that left or still will."""
    found = (
        select(col(Occurrence.person), col(Occurrence.planned_on))
        .join(
            Sending,
            (col(Sending.workspace) == col(Occurrence.workspace))
            & (col(Sending.purpose) == "nudge")
            & (col(Sending.subject) == col(Occurrence.id)),
        )
        .where(
            col(Occurrence.workspace) == workspace,
            col(Occurrence.person).in_(people_ids),
            col(Occurrence.planned_on) >= from_on,
            col(Sending.state).in_(ON_ITS_WAY),
        )
    )
    taken: dict[str, set[date]] = {}
    for person_id, on in (await session.execute(found)).all():
        taken.setdefault(person_id, set()).add(on)
    return taken


async def occurrence(session: AsyncSession, workspace: str, occurrence_id: str) -> Occurrence | None:
    """Return one occurrence."""
    return await session.get(Occurrence, (workspace, occurrence_id))


async def some_occurrences(
    session: AsyncSession, workspace: str, ids: Collection[str]
) -> dict[str, Occurrence]:
    """Return these occurrences by id."""
    found = select(Occurrence).where(col(Occurrence.workspace) == workspace, col(Occurrence.id).in_(ids))
    return {row.id: row for row in (await session.execute(found)).scalars()}


async def some_nudges(session: AsyncSession, workspace: str, ids: Collection[str]) -> dict[str, Nudge]:
    """Return the nudges of these occurrences that were chosen already."""
    found = select(Nudge).where(col(Nudge.workspace) == workspace, col(Nudge.occurrence).in_(ids))
    return {row.occurrence: row for row in (await session.execute(found)).scalars()}


async def replied_among(session: AsyncSession, workspace: str, ids: Collection[str]) -> frozenset[str]:
    """Return which of these occurrences had a reply."""
    found = select(col(Nudge.occurrence)).where(
        col(Nudge.workspace) == workspace, col(Nudge.occurrence).in_(ids), col(Nudge.replied)
    )
    return frozenset((await session.execute(found)).scalars())


async def some_versions(
    session: AsyncSession, workspace: str, ids: Collection[str]
) -> dict[tuple[str, int], RhythmVersion]:
    """Return every version of these rhythms."""
    found = select(RhythmVersion).where(
        col(RhythmVersion.workspace) == workspace, col(RhythmVersion.rhythm).in_(ids)
    )
    return {(row.rhythm, row.number): row for row in (await session.execute(found)).scalars()}


async def teams_of_open(session: AsyncSession, workspace: str, ids: Collection[str]) -> dict[str, str]:
    """Return the team of each of these rhythms that has not ended."""
    found = select(col(Rhythm.id), col(Rhythm.team)).where(
        col(Rhythm.workspace) == workspace, col(Rhythm.id).in_(ids), col(Rhythm.until_on).is_(None)
    )
    return {row.id: row.team for row in (await session.execute(found)).all()}


def _with_occurrence() -> Select[Nudge, Occurrence]:
    return select(Nudge, Occurrence).join(
        Occurrence,
        (col(Occurrence.workspace) == col(Nudge.workspace)) & (col(Occurrence.id) == col(Nudge.occurrence)),
    )


async def asked(
    session: AsyncSession, workspace: str, person_id: str, *, since: date
) -> list[tuple[Nudge, Occurrence]]:
    """Return what a person was asked since a date, oldest first."""
    found = (
        _with_occurrence()
        .where(
            col(Nudge.workspace) == workspace,
            col(Occurrence.person) == person_id,
            col(Occurrence.on) >= since,
        )
        .order_by(col(Occurrence.planned_on))
    )
    return [(row[0], row[1]) for row in (await session.execute(found)).all()]


async def newest_message(
    session: AsyncSession, workspace: str, person_id: str, occurrence_id: str
) -> tuple[str, str] | None:
    """Return the channel and ts of the newest message that asked a question."""
    found = select(col(Sending.channel), col(Sending.ts)).where(
        col(Sending.workspace) == workspace,
        col(Sending.person) == person_id,
        or_(col(Sending.subject) == occurrence_id, col(Sending.subject).startswith(f"{occurrence_id}:")),
        col(Sending.channel).is_not(None),
        col(Sending.ts).is_not(None),
    )
    row = (await session.execute(found.order_by(col(Sending.sent_at).desc()).limit(1))).first()
    return (str(row[0]), str(row[1])) if row else None


async def times_put_off(session: AsyncSession, workspace: str, person_id: str, occurrence_id: str) -> int:
    """Return how often a question was put on the road again."""
    found = (
        select(func.count())
        .select_from(Sending)
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.person) == person_id,
            col(Sending.subject).startswith(f"{occurrence_id}:"),
        )
    )
    return (await session.execute(found)).scalar_one()


async def question(
    session: AsyncSession, workspace: str, occurrence_id: str, *, to_change: bool = False
) -> tuple[Nudge, Occurrence] | None:
    """Return a question that was asked with its occurrence; `to_change` holds it for this transaction."""
    found = _with_occurrence().where(
        col(Nudge.workspace) == workspace, col(Nudge.occurrence) == occurrence_id
    )
    if to_change:
        found = found.with_for_update(of=Nudge)
    row = (await session.execute(found)).first()
    return (row[0], row[1]) if row else None


async def open_question(
    session: AsyncSession, workspace: str, person_id: str, now: datetime
) -> tuple[Nudge, Occurrence] | None:
    """Return the newest question of a person that has not expired."""
    found = (
        _with_occurrence()
        .where(
            col(Nudge.workspace) == workspace,
            col(Occurrence.person) == person_id,
            col(Occurrence.expires_at) > now,
        )
        .order_by(col(Occurrence.planned_on).desc())
        .limit(1)
    )
    row = (await session.execute(found)).first()
    return (row[0], row[1]) if row else None


def write_wish(wish: Wish) -> dict[str, Any]:
    """Return a wish as plain JSON values."""
    return {
        "on": [day.value for day in Weekday if day in wish.on],
        "nth": [[nth.number, nth.day.value] for nth in wish.nth],
        "after": [wish.after.event, list(wish.after.offsets)] if wish.after else None,
        "every_weeks": wish.every_weeks,
        "at": wish.at.isoformat("minutes") if wish.at else None,
        "zone": wish.zone,
        "moment": wish.moment.value,
        "spread": int(wish.spread.total_seconds()),
        "starts_on": wish.starts_on.isoformat(),
        "ends_on": wish.ends_on.isoformat() if wish.ends_on else None,
        "expires_after": wish.expires_after,
        "remind_after": wish.remind_after,
    }


def read_wish(written: dict[str, Any]) -> Wish:
    """Return the wish that `write_wish` wrote."""
    after = written["after"]
    return Wish(
        on=frozenset(Weekday(day) for day in written["on"]),
        nth=tuple(Nth(number=number, day=Weekday(day)) for number, day in written["nth"]),
        after=After(event=after[0], offsets=tuple(after[1])) if after else None,
        every_weeks=written["every_weeks"],
        at=time.fromisoformat(written["at"]) if written["at"] else None,
        zone=written["zone"],
        moment=Moment(written["moment"]),
        spread=timedelta(seconds=written["spread"]),
        starts_on=date.fromisoformat(written["starts_on"]),
        ends_on=date.fromisoformat(written["ends_on"]) if written["ends_on"] else None,
        expires_after=written["expires_after"],
        remind_after=written["remind_after"],
    )
