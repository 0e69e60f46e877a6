"""The wish of a rhythm for its team over some weeks: calendar, closures and contracted patterns, no more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars
from bot.flows.events import every_date
from bot.flows.rhythm_seen import DateSeen
from practice.contact import HeldBack, Planned, place, precedence
from practice.facts import Days, Wish
from storage import happenings, people
from storage.tables import Workspace


async def contracted(session: AsyncSession, service: Workspace, *, team: str, on: date) -> Mapping[str, Days]:
    """Return the calendar of everybody in a team without anything they set themselves.

    Everybody counts, whether they take part or not, so that nothing personal can be read from it.
    """
    members = {row.person for row in await people.memberships(session, service.id, team=team)}
    known = await people.some_people(session, service.id, members)
    days = await calendars(session, service, list(known.values()), on=on)
    return {
        person: replace(theirs, quiets=(), preferred_at=None, preferred_moment=None)
        for person, theirs in days.items()
    }


async def wished_for(
    session: AsyncSession,
    service: Workspace,
    wish: Wish,
    others: Sequence[Wish],
    *,
    team: str,
    days: Mapping[str, Days],
    from_on: date,
    until_on: date,
) -> tuple[DateSeen, ...]:
    """Return the dates of a wish beside a team's others, with how many questions each would bring."""
    questions: Counter[date] = Counter()
    taken: dict[str, set[date]] = {person: set() for person in days}
    for each in sorted([wish, *others], key=precedence):
        events = await _events(session, service, each, team=team, people_ids=set(days))
        for person, theirs in days.items():
            for on in every_date(each, events.get(person, ()), from_on=from_on, until_on=until_on):
                placed = place(each, theirs, on, taken=taken[person], seed=person)
                if each is wish:
                    questions.setdefault(on, 0)
                if isinstance(placed, HeldBack):
                    continue
                planned_on = placed.on if isinstance(placed, Planned) else placed.to_on
                taken[person].add(planned_on)
                if each is wish:
                    questions[planned_on] += 1
    return tuple(DateSeen(on=on, questions=questions[on]) for on in sorted(questions))


async def _events(
    session: AsyncSession, service: Workspace, wish: Wish, *, team: str, people_ids: set[str]
) -> dict[str, list[date]]:
    if wish.after is None:
        return {}
    found = await happenings.happened_on(
        session, service.id, wish.after.event, team=team, people_ids=people_ids
    )
    return {person: [on for on, _ in those] for person, those in found.items()}
