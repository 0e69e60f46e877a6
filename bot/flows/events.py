"""Which dates a rhythm that follows an event asks each person on."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from practice.cadence import wished_dates
from practice.facts import Wish
from storage import happenings, people


async def dates_after(
    session: AsyncSession, workspace: str, wish: Wish, *, team: str, from_on: date, until_on: date
) -> dict[date, dict[str, datetime]]:
    """Return the dates of a wish that follows an event, in order, each with whom of the team it is for.

    Beside each person stands since when the event was known: a date before that is no miss. A date is the
    event's plus the offset, working day or not: it names the occurrence, and must stay the same when a
    calendar changes after the question went out. Placing it moves it to a working day.
    """
    if wish.after is None:
        raise ValueError("this wish follows no event")
    members = {row.person for row in await people.memberships(session, workspace, team=team)}
    happened = await happenings.happened_on(
        session, workspace, wish.after.event, team=team, people_ids=members
    )
    found: dict[date, dict[str, datetime]] = {}
    for person, events in happened.items():
        for event_on, noted_at in events:
            for on in every_date(wish, [event_on], from_on=from_on, until_on=until_on):
                known = found.setdefault(on, {})
                known[person] = min(noted_at, known.get(person, noted_at))
    return {on: found[on] for on in sorted(found)}


def every_date(
    wish: Wish, happened_on: Collection[date] = (), *, from_on: date, until_on: date
) -> list[date]:
    """Return the dates a wish names from `from_on` to `until_on`, working days or not."""
    return wished_dates(
        wish,
        from_on=from_on,
        until_on=until_on,
        happened_on=sorted(happened_on),
        works=lambda _: True,
    )
