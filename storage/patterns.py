"""Working patterns: the days and hours, or the shift, that people work."""

from collections.abc import Collection
from datetime import date, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from practice.facts import Hours, Moment, Shift, Weekday, WorkingPattern
from storage.tables import Pattern


async def patterns_of(
    session: AsyncSession, workspace: str, people_ids: Collection[str]
) -> dict[str, list[tuple[date, WorkingPattern]]]:
    """Return each person's working patterns, first begun first; people without one are absent."""
    found = select(Pattern).where(col(Pattern.workspace) == workspace, col(Pattern.person).in_(people_ids))
    kept: dict[str, list[tuple[date, WorkingPattern]]] = {}
    for row in (await session.execute(found.order_by(col(Pattern.from_on)))).scalars():
        kept.setdefault(row.person, []).append((row.from_on, read_pattern(row.pattern)))
    return kept


def write_pattern(pattern: WorkingPattern) -> dict[str, Any]:
    """Return a working pattern as plain JSON values."""
    shift = pattern.shift
    return {
        "days": [day.value for day in Weekday if day in pattern.days],
        "hours": _write_hours(pattern.hours),
        "shift": shift
        and {
            "days_on": shift.days_on,
            "days_off": shift.days_off,
            "anchor_on": shift.anchor_on.isoformat(),
            "hours": _write_hours(shift.hours),
        },
    }


def read_pattern(written: dict[str, Any]) -> WorkingPattern:
    """Return the working pattern that `write_pattern` wrote."""
    shift = written["shift"]
    return WorkingPattern(
        days=frozenset(Weekday(day) for day in written["days"]),
        hours=_read_hours(written["hours"]),
        shift=shift
        and Shift(
            days_on=shift["days_on"],
            days_off=shift["days_off"],
            anchor_on=date.fromisoformat(shift["anchor_on"]),
            hours=_read_hours(shift["hours"]),
        ),
    )


def as_moment(written: str | None) -> Moment | None:
    """Return a stored moment of the day."""
    return Moment(written) if written else None


def _write_hours(hours: Hours) -> list[str]:
    return [hours.starts.isoformat("minutes"), hours.ends.isoformat("minutes")]


def _read_hours(written: list[str]) -> Hours:
    return Hours(starts=time.fromisoformat(written[0]), ends=time.fromisoformat(written[1]))
