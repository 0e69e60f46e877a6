"""The one road out: rows that are due, claimed, sent, unknown, missed or held back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Update, and_, bindparam, case, or_, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Person, Sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A sending in our hands, with what is needed to send it."""

    workspace: str
    id: str
    purpose: str
    subject: str
    person: str
    due_at: datetime
    until_at: datetime | None
    dm: str | None
    left: bool
    looked: int
    lease_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a claimed sending; `not_before` is when it may be tried or looked for again."""

    id: str
    state: str
    reason: str | None = None
    channel: str | None = None
    ts: str | None = None
    sent_at: datetime | None = None
    not_before: datetime | None = None
    looked: int = 0


_CLAIMED = tuple(
    col(column)
    for column in (
        Sending.workspace,
        Sending.id,
        Sending.purpose,
        Sending.subject,
        Sending.person,
        Sending.due_at,
        Sending.until_at,
        Sending.looked,
        Sending.lease_until,
    )
)


async def add(session: AsyncSession, rows: Sequence[Sending]) -> None:
    """Put new sendings on the road; one that is there already stays as it is."""
    for row in rows:
        try:
            async with session.begin_nested():
                session.add(row)
        except IntegrityError:
            continue


async def claim(
    session: AsyncSession, *, workspace: str, now: datetime, by: str, lease_until: datetime, most: int
) -> list[Claimed]:
    """Take up to `most` due sendings, the longest due first; two claimants never take the same."""
    waiting = (
        select(col(Sending.workspace), col(Sending.id))
        .where(
            col(Sending.state) == "due",
            col(Sending.due_at) <= now,
            col(Sending.workspace) == workspace,
            or_(col(Sending.lease_until).is_(None), col(Sending.lease_until) <= now),
        )
        .order_by(col(Sending.due_at))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = _take(waiting, {"state": "claimed", "claimed_by": by, "lease_until": lease_until})
    return await _in_hand(session, taken)


async def take_up(
    session: AsyncSession,
    *,
    workspace: str,
    now: datetime,
    by: str,
    lease_until: datetime,
    most: int,
    orphaned: bool,
) -> list[Claimed]:
    """Take sendings whose fate is open: unknown ones due a look, and claims whose holder is gone.

    `orphaned` says that every claim of another holder is abandoned: one process owns the database.
    """
    late = and_(col(Sending.lease_until).is_not(None), col(Sending.lease_until) <= now)
    abandoned = and_(col(Sending.state) == "claimed", col(Sending.claimed_by) != by)
    waiting = (
        select(col(Sending.workspace), col(Sending.id))
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.state).in_(("unknown", "claimed")),
            col(Sending.due_at) <= now,
            or_(late, abandoned) if orphaned else late,
        )
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return await _in_hand(
        session, _take(waiting, {"state": "unknown", "claimed_by": by, "lease_until": lease_until})
    )


async def record(session: AsyncSession, *, workspace: str, by: str, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of claimed sendings; one that another has taken up since is left to them."""
    if not outcomes:
        return
    statement = (
        update(Sending)
        .where(
            col(Sending.workspace) == bindparam("of_workspace"),
            col(Sending.id) == bindparam("of_id"),
            col(Sending.claimed_by) == bindparam("held_by"),
            or_(col(Sending.state) == "claimed", col(Sending.state) == "unknown"),
        )
        .values(
            state=bindparam("now_state"),
            reason=bindparam("because"),
            channel=bindparam("in_channel"),
            ts=bindparam("at_ts"),
            sent_at=bindparam("went_at"),
            lease_until=bindparam("not_before"),
            looked=bindparam("times_looked"),
        )
        .execution_options(synchronize_session=False)
    )
    rows = [
        {
            "of_workspace": workspace,
            "of_id": outcome.id,
            "held_by": by,
            "now_state": outcome.state,
            "because": outcome.reason,
            "in_channel": outcome.channel,
            "at_ts": outcome.ts,
            "went_at": outcome.sent_at,
            "not_before": outcome.not_before,
            "times_looked": outcome.looked,
        }
        for outcome in outcomes
    ]
    connection = await session.connection()
    await connection.execute(statement, rows)


async def hold_back(
    session: AsyncSession, *, workspace: str, persons: Collection[str], reason: str, purposes: Sequence[str]
) -> None:
    """Hold back what is due to these people for these purposes."""
    statement = (
        update(Sending)
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.person).in_(persons),
            col(Sending.state) == "due",
            col(Sending.purpose).in_(purposes),
        )
        .values(state="held back", reason=reason)
    )
    await session.execute(statement)


async def waiting_for(
    session: AsyncSession, workspace: str, persons: Collection[str], *, purpose: str
) -> list[Sending]:
    """Return what is due to these people for a purpose and has not left."""
    found = select(Sending).where(
        col(Sending.workspace) == workspace,
        col(Sending.person).in_(persons),
        col(Sending.purpose) == purpose,
        col(Sending.state) == "due",
    )
    return list((await session.execute(found)).scalars())


async def give_up(session: AsyncSession, workspace: str, *, before: datetime, reason: str) -> None:
    """Count as missed what is still due though its time was over before a moment, as after a long closure."""
    statement = (
        update(Sending)
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.state) == "due",
            col(Sending.due_at) < before,
            col(Sending.until_at) < before,
        )
        .values(state="missed", reason=reason)
        .execution_options(synchronize_session=False)
    )
    await session.execute(statement)


async def of_message(session: AsyncSession, workspace: str, channel: str, ts: str) -> Sending | None:
    """Return the sending that arrived as this message."""
    found = select(Sending).where(
        col(Sending.workspace) == workspace, col(Sending.channel) == channel, col(Sending.ts) == ts
    )
    return (await session.execute(found)).scalar_one_or_none()


async def of_subject(
    session: AsyncSession, workspace: str, *, purpose: str, subject: str, person: str
) -> Sending | None:
    """Return the sending of a purpose about a subject to a person."""
    found = select(Sending).where(
        col(Sending.workspace) == workspace,
        col(Sending.purpose) == purpose,
        col(Sending.subject) == subject,
        col(Sending.person) == person,
    )
    return (await session.execute(found)).scalar_one_or_none()


async def waiting_again(
    session: AsyncSession, workspace: str, person: str, occurrence: str
) -> Sending | None:
    """Return the sending that will ask a question of an occurrence again and has not left, or None."""
    found = select(Sending).where(
        col(Sending.workspace) == workspace,
        col(Sending.purpose) == "again",
        col(Sending.subject).startswith(f"{occurrence}:"),
        col(Sending.person) == person,
        col(Sending.state) == "due",
    )
    return (await session.execute(found.limit(1))).scalar_one_or_none()


async def next_due_at(
    session: AsyncSession, workspace: str, *, after: datetime, to: str | None = None
) -> datetime | None:
    """Return when the next sending after a moment is due, of all or of those `to` one person."""
    found = (
        select(col(Sending.due_at))
        .where(
            col(Sending.workspace) == workspace,
            col(Sending.state) == "due",
            col(Sending.due_at) > after,
            *([col(Sending.person) == to] if to else []),
        )
        .order_by(col(Sending.due_at))
        .limit(1)
    )
    return (await session.execute(found)).scalar_one_or_none()


async def has_subject(session: AsyncSession, workspace: str, *, purpose: str, subject: str) -> bool:
    """Whether anything about a subject was ever put on the road to anybody."""
    found = select(col(Sending.id)).where(
        col(Sending.workspace) == workspace, col(Sending.purpose) == purpose, col(Sending.subject) == subject
    )
    return (await session.execute(found.limit(1))).scalar_one_or_none() is not None


async def release(session: AsyncSession, *, workspace: str, by: str, ids: Sequence[str]) -> None:
    """Give claimed sendings back that were never tried."""
    if not ids:
        return
    mine = (
        col(Sending.workspace) == workspace,
        col(Sending.claimed_by) == by,
        col(Sending.state) == "claimed",
        col(Sending.id).in_(ids),
    )
    await session.execute(update(Sending).where(*mine).values(state="due", lease_until=None))


def _take(waiting: Any, values: dict[str, Any]) -> Update:
    return (
        update(Sending)
        .where(tuple_(col(Sending.workspace), col(Sending.id)).in_(waiting))
        .values(**values)
        .returning(*_CLAIMED)
        .execution_options(synchronize_session=False)
    )


async def _in_hand(session: AsyncSession, taking: Update) -> list[Claimed]:
    rows = (await session.execute(taking)).all()
    if not rows:
        return []
    people = {row.person for row in rows}
    found = select(
        col(Person.id), col(Person.dm), case((col(Person.left_at).is_not(None), 1), else_=0).label("left")
    ).where(col(Person.workspace) == rows[0].workspace, col(Person.id).in_(people))
    known = {row.id: row for row in (await session.execute(found)).all()}
    claimed = [
        Claimed(**row._mapping, dm=known[row.person].dm, left=bool(known[row.person].left))  # noqa: SLF001
        for row in rows
    ]
    return sorted(claimed, key=lambda one: one.due_at)
