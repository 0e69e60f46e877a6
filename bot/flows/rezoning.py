"""Rezoning: what was planned by yesterday's zones is asked by today's."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import calendars, next_opening
from bot.flows.ground import Ground
from bot.flows.in_force import in_force
from bot.flows.messenger import Purpose
from practice.cadence import due_at, expires_at, sending_until
from practice.facts import Days
from storage import people, planned, rhythms, sendings
from storage.planned import Ahead
from storage.tables import Workspace

EVERY = timedelta(hours=1)
"""How often the rules of the zones are compared with those on the machine."""

AT_ONCE = 500
STEP, STEPS = timedelta(minutes=15), 4 * 24 * 3


class Rezoning:
    """Keeps planned moments true to the rules of the zones, which change while a process runs or rests."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._looked_at: datetime | None = None

    async def look(self) -> None:
        """Move what is planned where the rules of a zone changed; the first time look at all of it."""
        now = self._ground.clock()
        if self._looked_at is not None and now - self._looked_at < EVERY:
            return
        is_first = self._looked_at is None
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            there = await rhythms.open_rhythms(session, service.id)
            wished = await in_force(session, service, there, since_on=now.date())
            here = {service.zone, *await planned.zones(session, service.id)}
            here |= {each.wish.zone for each in wished if each.wish.zone is not None}
        if renewed(here, now) or is_first:
            await self._retime(now)
        self._looked_at = now

    async def _retime(self, now: datetime) -> None:
        last = ""
        while True:
            async with self._ground.writing.begin() as session:
                service = await self._ground.service(session, alone=True)
                found = await planned.ahead(
                    session, service.id, purpose=Purpose.NUDGE, now=now, beyond=last, most=AT_ONCE
                )
                persons = {one.person.id: one.person for one in found}
                days = await calendars(session, service, list(persons.values()), on=now.date())
                for one in found:
                    _move(one, days[one.person.id])
            if len(found) < AT_ONCE:
                return
            last = found[-1].sending.id


async def follow_person(session: AsyncSession, service: Workspace, person_id: str, *, now: datetime) -> None:
    """Keep what a person asked to have again inside their day, after their zone changed."""
    waiting = await sendings.waiting_for(session, service.id, [person_id], purpose=Purpose.AGAIN)
    if not waiting:
        return
    persons = await people.some_people(session, service.id, [person_id])
    days = (await calendars(session, service, list(persons.values()), on=now.date()))[person_id]
    for row in waiting:
        opening = next_opening(days, max(row.due_at, now))
        if opening is not None:
            row.due_at, row.until_at = opening


def renewed(zones: Collection[str], now: datetime) -> frozenset[str]:
    """Return those zones whose rules on this machine are new for the next three days, and use them now."""
    found = frozenset(
        zone for zone in zones if _offsets(ZoneInfo(zone), now) != _offsets(ZoneInfo.no_cache(zone), now)
    )
    if found:
        ZoneInfo.clear_cache(only_keys=found)
    return found


def _offsets(zone: ZoneInfo, now: datetime) -> list[timedelta | None]:
    return [(now + number * STEP).astimezone(zone).utcoffset() for number in range(STEPS)]


def _move(one: Ahead, days: Days) -> None:
    occurrence = one.occurrence
    wish = rhythms.read_wish(one.version.wish)
    seed = f"{occurrence.rhythm}:{occurrence.person}:{occurrence.on}"
    due = due_at(wish, days, occurrence.planned_on, seed=seed)
    if due is None or due == one.sending.due_at:
        return
    occurrence.due_at, occurrence.expires_at = due, expires_at(wish, days, occurrence.on)
    one.sending.due_at, one.sending.until_at = due, sending_until(days, occurrence.planned_on)
