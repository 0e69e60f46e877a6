"""One glance at the road: whether anything is due, and whether any fate is to be looked for."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, literal_column, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Sending, metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """What a glance at the road finds: something due, and a fate to look for.

    A fate is open where a sending is unknown, or claimed by a holder whose lease ran out.
    """

    is_waiting: bool
    is_unclear: bool


def _has_any(name: str, *rows: ColumnElement[bool]) -> ColumnElement[bool]:
    # Not EXISTS, in which PostgreSQL drops the order: an estimate out of date then has it read the table.
    first = select(col(Sending.id)).where(col(Sending.workspace) == bindparam("of_workspace"), *rows)
    first_due = first.order_by(col(Sending.due_at)).limit(literal_column("1"))
    return first_due.scalar_subquery().is_not(None).label(name)


_NOW = bindparam("by_now", type_=metadata.tables["sending"].c.due_at.type)
_LOOK = select(
    _has_any(
        "is_waiting",
        col(Sending.state) == literal_column("'due'"),
        col(Sending.due_at) <= _NOW,
        or_(col(Sending.lease_until).is_(None), col(Sending.lease_until) <= _NOW),
    ),
    _has_any(
        "is_unclear",
        col(Sending.state).in_((literal_column("'unknown'"), literal_column("'claimed'"))),
        # Whatever was claimed was due: said here, so that SQLite reads the index of what waits.
        col(Sending.due_at) <= _NOW,
        col(Sending.lease_until) <= _NOW,
    ),
)


async def glance(session: AsyncSession, workspace: str, *, now: datetime) -> Glance:
    """Tell whether anything is due now, and whether any fate is due to be looked for."""
    # Asked every two seconds for ever: one statement, made once, past the mapper.
    connection = await session.connection()
    row = (await connection.execute(_LOOK, {"of_workspace": workspace, "by_now": now})).one()
    return Glance(is_waiting=row.is_waiting, is_unclear=row.is_unclear)
