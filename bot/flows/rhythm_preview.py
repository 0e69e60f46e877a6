"""The wish of a draft for its team over some weeks: calendar, closures and contracted patterns, no more."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars
from bot.flows.events import every_date
from bot.flows.rhythm_seen import DateSeen
from bot.flows.wishing import OWN_EVENTS
from practice.contact import precedence
from practice.facts import Days, Wish
from practice.foresight import Wanted, contracted, foresee
from storage import happenings, people
from storage.tables import Workspace

_DRAFT = "draft"


async def team_days(session: AsyncSession, service: Workspace, *, team: str, on: date) -> Mapping[str, Days]:
    """Return the calendar of everybody in a team without anything they set themselves.

    Everybody counts, whether they take part or not, so that nothing personal can be read from it.
    """
    members = {row.person for row in await people.memberships(session, service.id, team=team)}
    known = await people.some_people(session, service.id, members)
    days = await calendars(session, service, list(known.values()), on=on)
    return {person: contracted(theirs) for person, theirs in days.items()}


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
    since: datetime,
) -> tuple[DateSeen, ...]:
    """Return the dates of a wish beside a team's others, with how many questions each would bring.

    A time before `since` is not asked for. Events that people note for themselves are theirs, and left out.
    """
    beside = [each for each in others if each.after is None or each.after.event not in OWN_EVENTS]
    named = {_DRAFT: wish, **{f"other {number}": each for number, each in enumerate(beside)}}
    events = {
        name: await _events(session, service, each, team=team, people_ids=set(days))
        for name, each in named.items()
    }
    questions: Counter[date] = Counter()
    for person, theirs in days.items():
        wanted = [
            Wanted(
                rhythm=name,
                wish=each,
                dates=tuple(
                    (on, since)
                    for on in every_date(
                        each, events[name].get(person, ()), from_on=from_on, until_on=until_on
                    )
                ),
                rank=(precedence(each), name),
                seed=person,
            )
            for name, each in named.items()
        ]
        for one in foresee(wanted, theirs):
            if one.rhythm != _DRAFT:
                continue
            questions.setdefault(one.on, 0)
            if one.planned_on is not None:
                questions[one.planned_on] += 1
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
