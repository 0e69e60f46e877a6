"""Choosing a practice focus: when a team is asked to keep it or take up another, and when that is settled."""

from datetime import date, timedelta

from practice.windows import GRID_FROM, Period

LASTS_AT_LEAST = timedelta(days=42)
"""How long a team works on a focus before it is asked again."""

CHOOSING_LASTS = timedelta(days=14)
LEAST_NOTICE = timedelta(days=7)

KEEP = "keep"
"""The choice to go on with what the team has."""


def choosing_period(*, since_on: date, today: date, length: int) -> Period:
    """Return the dates in which a team chooses its next focus; what it chose counts from `until_on`.

    `until_on` is a date on which a window of `length` days may start, so that a digest speaks of one focus:
    the first six weeks or more after `since_on`, and never less than a week ahead.
    """
    earliest = max(since_on + LASTS_AT_LEAST, today + LEAST_NOTICE)
    steps = -(-(earliest - GRID_FROM).days // length)
    until_on = GRID_FROM + timedelta(days=steps * length)
    return Period(from_on=until_on - CHOOSING_LASTS, until_on=until_on)
