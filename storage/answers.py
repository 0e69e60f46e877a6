"""Answers and what got in the way: a person's taps."""

from collections.abc import Collection
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.digests import counted_until
from storage.tables import Answer, GotInTheWay, Occurrence, Rhythm

WEEKLY = "weekly"
PRESSURE = "pressure"


async def answer(
    session: AsyncSession, workspace: str, person_id: str, item: str, period_on: date
) -> Answer | None:
    """Return a person's answer to an item for a period."""
    found = select(Answer).where(
        col(Answer.workspace) == workspace,
        col(Answer.person) == person_id,
        col(Answer.item) == item,
        col(Answer.period_on) == period_on,
    )
    return (await session.execute(found)).scalar_one_or_none()


async def answers_to(
    session: AsyncSession, workspace: str, person_id: str, items: Collection[str], period_on: date
) -> dict[str, Answer]:
    """Return a person's answers to these items for a period, by item."""
    found = select(Answer).where(
        col(Answer.workspace) == workspace,
        col(Answer.person) == person_id,
        col(Answer.item).in_(items),
        col(Answer.period_on) == period_on,
    )
    return {row.item: row for row in (await session.execute(found)).scalars()}


async def latest_pressure(session: AsyncSession, workspace: str, person_id: str) -> Answer | None:
    """Return what a person last told about their week."""
    found = select(Answer).where(
        col(Answer.workspace) == workspace, col(Answer.person) == person_id, col(Answer.item) == PRESSURE
    )
    return (
        await session.execute(found.order_by(col(Answer.answered_at).desc()).limit(1))
    ).scalar_one_or_none()


async def answers_between(
    session: AsyncSession,
    workspace: str,
    people_ids: Collection[str],
    *,
    team: str,
    items: Collection[str],
    from_at: datetime,
    until_at: datetime,
) -> list[Answer]:
    """Return what these people answered, from a moment until before another, to what `team` asked.

    What another team asks them goes to some of this one alone.
    """
    found = (
        select(Answer)
        .join(
            Occurrence,
            (col(Occurrence.workspace) == col(Answer.workspace))
            & (col(Occurrence.id) == col(Answer.occurrence)),
        )
        .join(
            Rhythm,
            (col(Rhythm.workspace) == col(Occurrence.workspace)) & (col(Rhythm.id) == col(Occurrence.rhythm)),
        )
        .where(
            col(Answer.workspace) == workspace,
            col(Answer.person).in_(people_ids),
            col(Answer.item).in_(items),
            col(Answer.answered_at) >= from_at,
            col(Answer.answered_at) < until_at,
            col(Rhythm.team) == team,
        )
    )
    return list((await session.execute(found)).scalars())


async def barriers_between(
    session: AsyncSession,
    workspace: str,
    people_ids: Collection[str],
    *,
    from_at: datetime,
    until_at: datetime,
) -> dict[str, frozenset[str]]:
    """Return the barriers each person ticked in a stretch of time and had not taken back by its end."""
    found = select(col(GotInTheWay.person), col(GotInTheWay.code)).where(
        col(GotInTheWay.workspace) == workspace,
        col(GotInTheWay.person).in_(people_ids),
        col(GotInTheWay.ticked_at) >= from_at,
        col(GotInTheWay.ticked_at) < until_at,
        or_(col(GotInTheWay.unticked_at).is_(None), col(GotInTheWay.unticked_at) >= until_at),
    )
    ticked: dict[str, frozenset[str]] = {}
    for person_id, code in (await session.execute(found)).all():
        ticked[person_id] = ticked.get(person_id, frozenset()) | {code}
    return ticked


async def barriers_of(session: AsyncSession, workspace: str, source: str) -> tuple[str, ...]:
    """Return the codes ticked beside one answer or reflection."""
    found = select(col(GotInTheWay.code)).where(
        col(GotInTheWay.workspace) == workspace,
        col(GotInTheWay.source) == source,
        col(GotInTheWay.unticked_at).is_(None),
    )
    return tuple(sorted((await session.execute(found)).scalars()))


async def tick_barriers(
    session: AsyncSession,
    workspace: str,
    *,
    source: str,
    person_id: str,
    codes: Collection[str],
    now: datetime,
    zone: str,
) -> None:
    """Make the barriers beside one answer or reflection be `codes`; a closed window keeps what it had.

    One that had been taken back when its window closed and is ticked again counts from now on, in `zone`.
    """
    found = select(GotInTheWay).where(
        col(GotInTheWay.workspace) == workspace, col(GotInTheWay.source) == source
    )
    known = {row.code: row for row in (await session.execute(found)).scalars()}
    for code, row in known.items():
        if code in codes and row.unticked_at is not None:
            until_on = await counted_until(session, workspace, person_id, row.ticked_at, zone=zone)
            there = ZoneInfo(zone)
            if (
                until_on
                and row.unticked_at.astimezone(there).date() < until_on <= now.astimezone(there).date()
            ):
                row.ticked_at = now
            row.unticked_at = None
        elif code not in codes and row.unticked_at is None:
            row.unticked_at = now
    session.add_all(
        GotInTheWay(workspace=workspace, source=source, code=code, person=person_id, ticked_at=now)
        for code in sorted(set(codes) - set(known))
    )
