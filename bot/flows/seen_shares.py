"""What a writer sees of what they shared: with whom, since when, who opened it, and a peer's line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground
from bot.flows.seen import SignpostSeen
from storage import people, reflections, shares
from storage.supervisors import supervisors_of
from storage.tables import Person, Reflection, Share

WITH_THE_TEAM = "the team without your name"
LEFT = "has left"
NO_LONGER = "no longer your supervisor"
WITHDRAWN = "withdrawn"
ENDED = "ended"
"""Of what its writer withdrew, or of what ended with a post that has begun again since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareSeen:
    """One share of a reflection, for its writer alone.

    `share` is its id, `audience` one of team, supervisor, peer, agenda. `words` say with whom: "Sunita
    (supervisor)", "Ben (peer, has left)", "the team without your name". `openings` are when the reader first
    opened it on each date, in the service's zone. `line_back` is a peer's line, or None. A withdrawn share is
    here only where it was opened or brought a line; `can_withdraw` is False for it.
    """

    share: str
    audience: str
    words: str
    shared_on: date
    openings: tuple[datetime, ...] = ()
    line_back: str | None = None
    can_withdraw: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosingSeen:
    """With whom a person may share, and who is chosen now.

    `shares` and `supervisors` are (code, words), *Keep private* first. `name` is the chosen reader's, None
    while nobody is; `trouble` says why the chosen one cannot be.
    """

    shares: tuple[tuple[str, str], ...]
    supervisors: tuple[tuple[str, str], ...] = ()
    audience: str = "private"
    reader: str | None = None
    name: str | None = None
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToShareSeen:
    """A kept reflection about to be shared, without its words; `colleagues` are (id, name)."""

    reflection: str
    question: str
    kept_on: date
    choosing: ChoosingSeen
    colleagues: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedSeen:
    """What a colleague shared with a reader, before it is opened: who and when, and no words."""

    share: str
    writer: str
    shared_on: date
    is_for_supervision: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSeen:
    """A shared reflection as its reader opened it; `lines` are (label, words).

    A peer who `may_reply` can write one line back, under `signposts`; `line_back` is the one they wrote.
    """

    share: str
    writer: str
    shared_on: date
    question: str
    lines: tuple[tuple[str, str], ...]
    may_reply: bool = False
    line_back: str | None = None
    signposts: tuple[SignpostSeen, ...] = ()


async def shares_of(
    session: AsyncSession, ground: Ground, reflections_of: Collection[Reflection]
) -> Mapping[str, tuple[ShareSeen, ...]]:
    """Return the shares of one person's reflections by reflection id; what was never shared is absent."""
    if not reflections_of:
        return {}
    workspace = ground.workspace
    found = await shares.of_reflections(session, workspace, [row.id for row in reflections_of])
    rows = [share for each in found.values() for share in each]
    ids = [share.id for share in rows]
    opened = await shares.openings(session, workspace, ids)
    lines = await reflections.read_words(session, ground.seal, workspace=workspace, owners=ids)
    writer = next(iter(reflections_of)).person
    supervisors = await supervisors_of(session, workspace, writer)
    readers = await people.some_people(session, workspace, {row.reader for row in rows if row.reader})
    zone = ZoneInfo((await ground.service(session)).zone)
    seen: dict[str, tuple[ShareSeen, ...]] = {}
    for share in rows:
        line = lines.get(share.id, {}).get(shares.LINE)
        at = opened.get(share.id, ())
        if share.withdrawn_at is not None and not at and line is None:
            continue
        one = ShareSeen(
            share=share.id,
            audience=share.audience,
            words=said_of(share, readers, supervisors),
            shared_on=share.shared_at.astimezone(zone).date(),
            openings=tuple(moment.astimezone(zone) for moment in at),
            line_back=line,
            can_withdraw=share.withdrawn_at is None,
        )
        seen[share.reflection] = (*seen.get(share.reflection, ()), one)
    return seen


def said_of(share: Share, readers: Mapping[str, Person], supervisors: Collection[str]) -> str:
    """Return with whom a share is: a name with what they are to the writer, and how it stands."""
    if share.reader is None:
        return WITH_THE_TEAM if share.withdrawn_at is None else f"{WITH_THE_TEAM}, {WITHDRAWN}"
    reader = readers[share.reader]
    states = {shares.PEER: "peer", shares.SUPERVISOR: "supervisor", shares.AGENDA: "for supervision"}
    said = [states[share.audience]]
    is_peer = share.audience == shares.PEER
    if share.withdrawn_at is not None and is_peer:
        said.append(WITHDRAWN)
    elif reader.left_at is not None:
        said.append(LEFT)
    elif not is_peer and reader.id not in supervisors:
        said.append(NO_LONGER)
    elif share.withdrawn_at is not None:
        said.append(ENDED)
    return f"{reader.name or reader.id} ({', '.join(said)})"
