"""Receiving: what colleagues shared with a person, opened by them alone, and a peer's one line back."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.ground import Ground, local_date
from bot.flows.guarding import NamesChoice, guard_lines
from bot.flows.journal_facts import in_full, labelled
from bot.flows.messenger import NoticeSeen
from bot.flows.planning import notify
from bot.flows.seen_shares import OpenedSeen, ReceivedSeen
from bot.flows.sharing import AGENDA, PEER, SHARED, known_to, may_be_told
from bot.flows.signposting import signposts_now
from storage import people, reflections, shares, workspaces
from storage.supervisors import supervisors_of
from storage.tables import Reflection, Share

LINE = "line:"
LONGEST_LINE = 500
MINE = "mine"

NOT_HERE = "There is nothing to open here now. People can take back what they shared whenever they like."
NO_LINE = "Write a line first, or close this: nothing is sent."
TOO_LONG = f"That is longer than {LONGEST_LINE} characters. A line or two is plenty."
WRITTEN = "You have written your line already, and it has been sent. One is plenty."


class Receiving:
    """What was shared with a person; read only while it is, and only by the person it was shared with."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def received(self, person: str) -> tuple[ReceivedSeen, ...]:
        """Return what a person may open, newest first; raise Unknown for somebody Inrole does not know."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            await known_to(session, self._ground, person)
            open_now = await shares.with_reader(session, workspace, person)
            writers = {reflection.person for _, reflection in open_now}
            names = await people.names(session, workspace, of=writers)
            zone = (await self._ground.service(session)).zone
            return tuple(
                [
                    ReceivedSeen(
                        share=share.id,
                        writer=names[reflection.person],
                        shared_on=local_date(share.shared_at, zone),
                        is_for_supervision=share.audience == AGENDA,
                    )
                    for share, reflection in open_now
                    if await _may_read(session, workspace, share, reflection)
                ]
            )

    async def open(self, person: str, share_id: str) -> OpenedSeen:
        """Open a shared reflection, which its writer is told of; absent and forbidden raise Unknown alike."""
        workspace, now = self._ground.workspace, self._ground.clock()
        async with self._ground.writing.begin() as session:
            share, reflection = await _readable(session, workspace, person, share_id)
            zone = (await self._ground.service(session)).zone
            await shares.note_opening(session, workspace, share.id, on=local_date(now, zone), at=now)
            return await self._opened(session, share, reflection, zone)

    async def to_answer(self, person: str, share_id: str) -> OpenedSeen:
        """Return what a peer writes a line about, without its words; nothing is noted.

        Raise Unknown for what is not shared with them as a peer, Mistaken where their line is written.
        """
        async with self._ground.reading() as session:
            share, reflection = await _readable(session, self._ground.workspace, person, share_id)
            if share.audience != PEER:
                raise Unknown(NOT_HERE)
            if share.replied_at is not None:
                raise Mistaken(WRITTEN)
            zone = (await self._ground.service(session)).zone
            return replace(await self._opened(session, share, reflection, zone), lines=())

    async def write_line(
        self, person: str, share_id: str, line: str, *, names: NamesChoice | None = None, key: str
    ) -> None:
        """Keep a peer's one line back and let the writer know; the same `key` counts once.

        Raise Unknown for what is not shared with them as a peer, Mistaken for an empty, long or second line,
        NamesAsked for likely names until `names` settles them.
        """
        written = line.strip()
        if not written:
            raise Mistaken(NO_LINE)
        if len(written) > LONGEST_LINE:
            raise Mistaken(TOO_LONG)
        workspace, now = self._ground.workspace, self._ground.clock()
        async with self._ground.writing.begin() as session:
            share, reflection = await _readable(session, workspace, person, share_id)
            if share.audience != PEER:
                raise Unknown(NOT_HERE)
            if not await workspaces.is_first_arrival(session, workspace, key, now):
                return
            # The writer before their share, as deleting takes them.
            await reflections.hold_writer(session, workspace, reflection.person)
            if not await shares.is_still_open(session, share):
                raise Unknown(NOT_HERE)
            if share.replied_at is not None:
                raise Mistaken(WRITTEN)
            lines = await guard_lines(session, self._ground, person, {shares.LINE: written}, choice=names)
            await reflections.write_words(
                session, self._ground.seal, workspace=workspace, owner=share.id, lines=lines, now=now
            )
            share.replied_at = now
            if await may_be_told(session, self._ground, reflection.person):
                told = frozenset({reflection.person})
                await notify(self._ground, session, subject=f"{LINE}{share.id}", person_ids=told)

    async def _opened(
        self, session: AsyncSession, share: Share, reflection: Reflection, zone: str
    ) -> OpenedSeen:
        workspace = self._ground.workspace
        words = await reflections.read_words(
            session, self._ground.seal, workspace=workspace, owners=[reflection.id, share.id]
        )
        names = await people.names(session, workspace, of={reflection.person})
        return OpenedSeen(
            share=share.id,
            writer=names[reflection.person],
            shared_on=local_date(share.shared_at, zone),
            question=in_full(self._ground.library, reflection),
            lines=labelled(self._ground.library, reflection, words.get(reflection.id, {})),
            may_reply=share.audience == PEER and share.replied_at is None,
            line_back=words.get(share.id, {}).get(shares.LINE),
            signposts=await signposts_now(session, self._ground, share.reader or ""),
        )


async def shared_notice(
    session: AsyncSession, ground: Ground, subject: str, person: str
) -> NoticeSeen | None:
    """Return what tells a reader that something waits; None where they may not read it any more."""
    try:
        share, reflection = await _readable(session, ground.workspace, person, subject.removeprefix(SHARED))
    except Unknown:
        return None
    names = await people.names(session, ground.workspace, of={reflection.person})
    return NoticeSeen(
        lines=(f"{names[reflection.person]} shared a reflection with you.",),
        button="Open",
        opens=share.id,
    )


async def line_notice(session: AsyncSession, ground: Ground, subject: str, person: str) -> NoticeSeen | None:
    """Return what tells a writer of a line back, without it; None where it is there no more."""
    share = await shares.by_id(session, ground.workspace, subject.removeprefix(LINE))
    if share is None or not await reflections.has_words(session, ground.workspace, share.id):
        return None
    reflection = await session.get(Reflection, (ground.workspace, share.reflection))
    if reflection is None or reflection.person != person:
        return None
    return NoticeSeen(lines=("A line back is waiting for you.",), button="Open", opens=MINE)


async def _readable(
    session: AsyncSession, workspace: str, reader: str, share_id: str
) -> tuple[Share, Reflection]:
    share = await shares.by_id(session, workspace, share_id)
    if share is None or share.reader != reader or share.withdrawn_at is not None:
        raise Unknown(NOT_HERE)
    reflection = await session.get(Reflection, (workspace, share.reflection))
    if reflection is None or not await _may_read(session, workspace, share, reflection):
        raise Unknown(NOT_HERE)
    return share, reflection


async def _may_read(session: AsyncSession, workspace: str, share: Share, reflection: Reflection) -> bool:
    """Whether the reader of an open share is still who it was shared with: here, and the supervisor."""
    reader = await people.person(session, workspace, share.reader or "")
    if reader is None or reader.left_at is not None:
        return False
    return share.audience == PEER or reader.id in await supervisors_of(session, workspace, reflection.person)
