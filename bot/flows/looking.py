"""Looking at what is another person's: noted where nothing is taken away again, and told to them."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.ground import Ground, local_date
from bot.flows.messenger import NoticeSeen
from bot.flows.planning import notify
from storage import people, records
from storage.tables import Person

LOOKED = "looked:"
AT_THE_SERVER = "whoever runs the server"
PLAN = "opened your own weeks ahead"
LEDGER = "opened the list of what was sent to you"
COPY = "made a copy of everything of yours"
IT_HOLDS = {COPY: "It holds all that is yours, your own words too."}
DATES_ONLY = "It holds dates and reasons, and nothing you answered or wrote."


async def known(session: AsyncSession, ground: Ground, person_id: str) -> Person:
    """Return a person; raise Unknown with what to write instead."""
    person = await people.person(session, ground.workspace, person_id)
    if person is None:
        raise Unknown(f"There is no person {person_id!r}. Write a Slack id that the service file names.")
    return person


async def check_known(ground: Ground, person_id: str) -> None:
    """Raise Unknown for somebody Inrole does not know."""
    async with ground.reading() as session:
        await known(session, ground, person_id)


async def note_look(ground: Ground, person_id: str, *, did: str) -> None:
    """Note that somebody at the server looked, and tell the person, who reads it on their page at any time.

    The message goes to people who take part; to others nothing is sent by itself.
    """
    async with ground.writing.begin() as session:
        await ground.service(session, alone=True)
        await known(session, ground, person_id)
        record = await records.append(
            session,
            ground.workspace,
            at=ground.clock(),
            who=AT_THE_SERVER,
            did=did,
            subject=person_id,
        )
        told = await people.taking_part_among(session, ground.workspace, [person_id])
        await notify(ground, session, subject=f"{LOOKED}{record.number}", person_ids=told)


async def looked_notice(session: AsyncSession, ground: Ground, subject: str) -> NoticeSeen | None:
    """Return the message that tells of a look; None where there is none of that number."""
    number = subject.removeprefix(LOOKED)
    record = await records.numbered(session, ground.workspace, int(number)) if number.isdigit() else None
    if record is None:
        return None
    zone = (await ground.service(session)).zone
    on = local_date(record.at, zone)
    return NoticeSeen(
        lines=(
            f"On {on:%A} {on.day} {on:%B}, {record.who} {record.did}.",
            f"{IT_HOLDS.get(record.did, DATES_ONLY)} Your page lists every such look.",
        ),
        button="Open my page",
        url=f"{ground.address}/me",
    )
