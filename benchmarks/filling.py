"""Questions put on the road to made-up people, all due at one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.counterpart import NOW, people
from practice.facts import Weekday, Wish
from storage.database import Database
from storage.rhythms import write_wish
from storage.tables import (
    Focus,
    Membership,
    Occurrence,
    Person,
    Rhythm,
    RhythmVersion,
    Sending,
    TakingPart,
    Team,
)
from storage.tables.ground import opaque


@dataclass(frozen=True, slots=True)
class _Asked:
    """A team with its weekly question and the people it is asked of."""

    team: str
    rhythm: str
    ids: Sequence[str]


async def fill(
    database: Database, workspace: str, count: int, *, now: datetime = NOW, team_size: int | None = None
) -> None:
    """Put so many questions on the road that are due at `now`, to one team or to teams of a size."""
    ids, size = people(count), team_size or count
    teams = [_Asked(opaque(), opaque(), ids[first : first + size]) for first in range(0, count, size)]
    common: dict[str, Any] = {"workspace": workspace}
    async with database.writing.begin() as session:
        await _add_people(session, common, ids, now)
        await _add_teams(session, common, teams, now)
        await _add_questions(session, common, teams, now)


async def _add_people(
    session: AsyncSession, common: Mapping[str, Any], ids: Sequence[str], now: datetime
) -> None:
    known = {"zone": "Europe/London", "known_from_on": now.date()}
    await session.execute(insert(Person), [{**common, **known, "id": one, "name": one} for one in ids])
    since = now - timedelta(days=30)
    await session.execute(insert(TakingPart), [{**common, "person": one, "from_at": since} for one in ids])


async def _add_teams(
    session: AsyncSession, common: Mapping[str, Any], teams: Sequence[_Asked], now: datetime
) -> None:
    on = now.date()
    wish = write_wish(_wish(on))
    for number, one in enumerate(teams):
        key = f"bench-{number}"
        session.add(Team(**common, id=one.team, key=key, name=key, founded_on=on))
    await session.flush()
    for one in teams:
        session.add(Focus(**common, team=one.team, element="offering-a-real-choice", from_on=on))
        session.add(Rhythm(**common, id=one.rhythm, team=one.team, name="Weekly"))
    await session.flush()
    session.add_all(
        RhythmVersion(**common, rhythm=one.rhythm, number=1, pack="pulse", wish=wish, effective_at=now)
        for one in teams
    )
    await session.flush()
    belongs = {"from_on": on, "home": True}
    await session.execute(
        insert(Membership),
        [
            {**common, **belongs, "id": opaque(), "team": one.team, "person": person}
            for one in teams
            for person in one.ids
        ],
    )


def _wish(on: date) -> Wish:
    return Wish(on=frozenset({list(Weekday)[on.weekday()]}), at=time(16), starts_on=on, ends_on=on)


async def _add_questions(
    session: AsyncSession, common: Mapping[str, Any], teams: Sequence[_Asked], now: datetime
) -> None:
    on = now.date()
    planned = {
        "version": 1,
        "on": on,
        "planned_on": on,
        "due_at": now,
        "expires_at": now + timedelta(days=3),
        "decision": "planned",
    }
    occurrences: list[dict[str, Any]] = [
        {**common, **planned, "id": opaque(), "rhythm": one.rhythm, "person": person}
        for one in teams
        for person in one.ids
    ]
    await session.execute(insert(Occurrence), occurrences)
    waiting = {
        "purpose": "nudge",
        "due_at": now - timedelta(minutes=1),
        "until_at": now + timedelta(minutes=30),
        "state": "due",
        "looked": 0,
    }
    await session.execute(
        insert(Sending),
        [
            {**common, **waiting, "id": opaque(), "subject": row["id"], "person": row["person"]}
            for row in occurrences
        ],
    )
