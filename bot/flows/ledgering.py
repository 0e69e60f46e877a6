"""The ledger: delivery by date for the service, by its wish, and each person's own rows for them alone."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.looking import LEDGER, known, note_look
from bot.flows.messenger import Purpose
from bot.flows.seen_delivery import LedgerDate, LedgerSeen, OutageSeen, OwnLedgerSeen, OwnRow
from practice.cadence import moment_at
from practice.contact import Reason
from storage import ledger, outages, people, records, wished
from storage.tables import Occurrence, Outage, Person, Sending, Workspace

SHOWN_FOR = timedelta(weeks=8)
OUTAGE_WORDS = {outages.NOT_RUNNING: "Inrole was not running", outages.NOT_HEARD: "Slack did not answer"}
WHAT = {
    Purpose.NUDGE: "a question",
    Purpose.AGAIN: "a question again, after Later",
    Purpose.REMINDER: "a reminder",
    Purpose.WELCOME: "the welcome",
    Purpose.NOTICE: "a notice",
}
STATES = {
    "due": "on its way",
    "claimed": "on its way",
    "sent": "sent",
    "unknown": "unknown",
    "missed": "missed",
    "held back": "held back",
}


class Ledgering:
    """Tells what was delivered: of the service what is ours to mend, of a person everything, to them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def service(self) -> LedgerSeen:
        """Return delivery by date for the last eight weeks, the same whatever anybody chose."""
        now = self._ground.clock()
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            today = local_date(now, service.zone)
            from_on = today - SHOWN_FOR + timedelta(days=1)
            since = moment_at(from_on, time(), service.zone)
            by_date = await wished.by_date(session, service.id, from_on=from_on, until_on=today)
            refused = await self._troubles(session, service, "missed", since)
            unknown = await self._troubles(session, service, "unknown", since)
            lasted = await outages.since(session, service.id, since)
        dates = sorted(
            {on for on, (planned, _) in by_date.items() if planned} | refused.keys() | unknown.keys()
        )
        return LedgerSeen(
            from_on=from_on,
            until_on=today,
            dates=tuple(
                LedgerDate(
                    on=on,
                    planned=by_date.get(on, (0, 0))[0],
                    missed=by_date.get(on, (0, 0))[1] + refused[on],
                    unknown=unknown[on],
                )
                for on in dates
            ),
            outages=_outages(lasted, service.zone),
        )

    async def outages(self) -> tuple[OutageSeen, ...]:
        """Return the outages of the last eight weeks by their hours, first first."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            lasted = await outages.since(session, service.id, self._ground.clock() - SHOWN_FOR)
        return _outages(lasted, service.zone)

    async def own(self, person_id: str) -> OwnLedgerSeen:
        """Return what was to reach a person and what became of it, with every reason, for them alone."""
        async with self._ground.reading() as session:
            person = await people.person(session, self._ground.workspace, person_id)
            if person is None:
                raise Unknown(NOT_SET_UP)
            return await self._own(session, person)

    async def look(self, person_id: str) -> OwnLedgerSeen:
        """Return a person's rows to somebody at the server; it is noted and told to the person."""
        async with self._ground.reading() as session:
            seen = await self._own(session, await known(session, self._ground, person_id))
        await note_look(self._ground, person_id, did=LEDGER)
        return seen

    async def _troubles(
        self, session: AsyncSession, service: Workspace, state: str, since: datetime
    ) -> Counter[date]:
        due = await wished.troubles(session, service.id, state=state, since=since, outage=outages.REASON)
        return Counter(local_date(moment, service.zone) for moment in due)

    async def _own(self, session: AsyncSession, person: Person) -> OwnLedgerSeen:
        service = await self._ground.service(session)
        zone = person.zone or service.zone
        now = self._ground.clock()
        from_on = local_date(now, zone) - SHOWN_FOR
        since = moment_at(from_on, time(), zone)
        sent = await ledger.sendings_of(session, service.id, person.id, since=since)
        unsent = await ledger.unsent_of(session, service.id, person.id, from_on=from_on)
        rows = [*(_sending_row(row, zone) for row in sent), *(_unsent_row(row) for row in unsent)]
        looked = await records.about(session, service.id, person.id)
        return OwnLedgerSeen(
            person=person.id,
            name=person.name,
            from_on=from_on,
            rows=tuple(sorted(rows, key=lambda row: (row.on, row.what))),
            looked=tuple((row.at.astimezone(ZoneInfo(zone)), f"{row.who} {row.did}") for row in looked),
        )


def _outages(lasted: Collection[Outage], zone: str) -> tuple[OutageSeen, ...]:
    there = ZoneInfo(zone)
    return tuple(
        OutageSeen(
            from_at=row.from_at.astimezone(there),
            until_at=None if row.until_at is None else row.until_at.astimezone(there),
            what=OUTAGE_WORDS[row.kind],
        )
        for row in lasted
    )


def _sending_row(row: Sending, zone: str) -> OwnRow:
    at = (row.sent_at or row.due_at).astimezone(ZoneInfo(zone))
    return OwnRow(
        on=at.date(),
        at=at,
        what=WHAT[Purpose(row.purpose)],
        state=STATES[row.state],
        reason=row.reason,
    )


def _unsent_row(row: Occurrence) -> OwnRow:
    reason = None if row.reason is None else Reason(row.reason).words
    return OwnRow(on=row.on, at=None, what=WHAT[Purpose.NUDGE], state="held back", reason=reason)
