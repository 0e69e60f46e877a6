"""Talking it through: a form's stages asked in the conversation, each answer saved as it comes."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows import saying_talks as saying
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.guarding import NamesAsked, NamesChoice, guard_lines
from bot.flows.keeping import FormOf, Written, forgotten, hold_writer, keep_step, places_of
from bot.flows.paragraphs import as_paragraph, put
from bot.flows.places import moment_of, place_for, place_of
from bot.flows.seen import FieldSeen
from bot.flows.seen_safety import Concerned
from bot.flows.seen_talks import TalkSeen, Turn
from bot.flows.sharing import refuse_shared
from bot.flows.signposting import after, signposts_now
from bot.flows.stages import stages_of
from storage import people, reflections, talks, workspaces
from storage.tables import Reflection, Talk, TalkLine

LEFT_ALONE_AFTER = timedelta(days=1)
CLOCKS_DIFFER = timedelta(seconds=30)
LONGEST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a person typed in the conversation; `key` makes this hearing of it one of a kind."""

    person: str
    ts: str
    key: str
    text: str = field(repr=False)
    has_file: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where words belong: a talk, its reflection, and the stages it asks."""

    talk: Talk
    row: Reflection
    stages: tuple[FieldSeen, ...]


class Talking:
    """One talk at a time for a person, in a service that turned it on, after the person's own yes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def begin(self, person: str, about: FormOf, *, agrees: bool = False, key: str) -> TalkSeen | None:
        """Begin to talk a form through, or return None where the person has yet to agree.

        An earlier talk ends and leaves its draft. Raise Mistaken where it is turned off or has only taps.
        """
        async with self._ground.writing.begin() as session:
            if not (await self._ground.service(session)).talks:
                raise Mistaken(saying.TURNED_OFF)
            known = await people.person(session, self._ground.workspace, person)
            if known is None:
                raise Unknown(NOT_SET_UP)
            await session.refresh(known, with_for_update={"key_share": True})
            stages = stages_of(self._ground, about.pack, about.prompt)
            if not stages:
                raise Mistaken(saying.ALL_TAPS)
            if known.talks_from is None and not agrees:
                return None
            if not await self._is_first(session, key):
                return TalkSeen(turn=Turn.NOTHING)
            known.talks_from = known.talks_from or self._ground.clock()
            return await self._begun(session, person, about, stages)

    async def hear(self, message: Message) -> TalkSeen | None:
        """Save a message as the answer of its stage and ask the next; None where no talk is open."""
        async with self._ground.writing.begin() as session:
            if not await self._held(session, message.person):
                return None
            return await self._heard(session, message)

    async def amend(self, message: Message) -> TalkSeen | None:
        """Let an edited message change its stage's words, a deleted one (no text) forget them.

        An edited message that was not saved before is heard now; None where it is part of no talk.
        """
        async with self._ground.writing.begin() as session:
            if not await self._held(session, message.person):
                return None
            line = await talks.of_message(session, self._ground.workspace, message.person, message.ts)
            if line is None:
                return await self._heard(session, message) if message.text.strip() else None
            if not await self._is_first(session, message.key):
                return TalkSeen(turn=Turn.NOTHING)
            talk = await talks.by_id(session, self._ground.workspace, line.talk)
            spot = await self._spot(session, talk) if talk is not None else None
            if spot is None:
                return None
            if _changed_since(spot):
                return TalkSeen(turn=Turn.SAID, said=saying.CHANGED_SINCE)
            return await self._amended(session, spot, message, line)

    async def which(self, person: str, text: str) -> tuple[str, ...]:
        """Return what looks like names in a message, for a view that its writer opened; nothing is stored."""
        async with self._ground.reading() as session:
            try:
                await guard_lines(session, self._ground, person, {"": as_paragraph(text)}, choice=None)
            except NamesAsked as asked:
                return asked.words
        return ()

    async def settle(self, message: Message, talk: str, place: int, choice: str) -> TalkSeen:
        """Save a message whose names its writer settled, at its stage; raise Mistaken once the talk ended."""
        async with self._ground.writing.begin() as session:
            await self._held(session, message.person)
            spot = await self._mine(session, message.person, talk)
            if not await self._is_first(session, message.key):
                return TalkSeen(turn=Turn.NOTHING)
            words = {"": as_paragraph(message.text)}
            names = None
            try:
                await guard_lines(session, self._ground, message.person, words, choice=None)
            except NamesAsked as asked:
                names = NamesChoice.read(choice, asked.marks)
            return await self._answer(session, spot, message, min(place, len(spot.stages) - 1), names)

    async def turn(self, person: str, talk: str, place: int, *, back: bool, key: str) -> TalkSeen:
        """Go on to the next stage, or back to the one before; an old button asks again where it stands."""
        async with self._ground.writing.begin() as session:
            spot = await self._mine(session, person, talk)
            if not await self._is_first(session, key):
                return TalkSeen(turn=Turn.NOTHING)
            if place == spot.talk.place:
                spot.talk.place = max(0, place - 1) if back else min(place + 1, len(spot.stages))
                self._touch(spot.talk, asks=True)
            asked = self._asking(spot)
            return replace(asked, said=saying.ADDS) if back and asked.turn is Turn.ASK else asked

    async def stop(self, person: str, talk: str, *, key: str) -> TalkSeen:
        """End a talk; what was written stays a draft, private, for seven days."""
        async with self._ground.writing.begin() as session:
            await self._held(session, person)
            spot = await self._mine(session, person, talk)
            if not await self._is_first(session, key):
                return TalkSeen(turn=Turn.NOTHING)
            spot.talk.ended_at = self._ground.clock()
            await session.flush()
            if await forgotten(session, self._ground, spot.row):
                return TalkSeen(turn=Turn.STOPPED, said=saying.STOPPED_EMPTY)
            was_kept = spot.row.state == reflections.KEPT
            return TalkSeen(turn=Turn.STOPPED, said=saying.STOPPED_KEPT if was_kept else saying.STOPPED)

    async def keep(self, person: str, talk: str, *, key: str) -> TalkSeen:
        """Keep what was written, for its writer alone, and end the talk."""
        async with self._ground.writing.begin() as session:
            await hold_writer(session, self._ground, person)
            spot = await self._mine(session, person, talk)
            if not await self._is_first(session, key):
                return TalkSeen(turn=Turn.NOTHING)
            if await forgotten(session, self._ground, spot.row):
                return TalkSeen(turn=Turn.STOPPED, said=saying.STOPPED_EMPTY)
            nothing_more = Written(lines={}, choices={})
            await keep_step(session, self._ground, person, _about(spot.row), nothing_more, final=True)
            spot.talk.ended_at = self._ground.clock()
            return TalkSeen(turn=Turn.KEPT, said=saying.KEPT, occurrence=spot.row.occurrence)

    async def asked(self, person: str, ts: str) -> None:
        """Note when a stage was asked, by Slack's clock: what was typed before answers the one before."""
        async with self._ground.writing.begin() as session:
            talk = await talks.open_of(session, self._ground.workspace, person)
            if talk is not None:
                talk.changed_at = moment_of(ts)
                talk.started_at = min(talk.started_at, talk.changed_at)

    async def _begun(
        self, session: AsyncSession, person: str, about: FormOf, stages: tuple[FieldSeen, ...]
    ) -> TalkSeen:
        earlier = await self._open(session, person)
        row = await keep_step(
            session, self._ground, person, about, Written(lines={}, choices={}), final=False
        )
        now = self._ground.clock()
        leaves_draft = False
        if earlier is not None:
            earlier.talk.ended_at = now
            await session.flush()
            if earlier.row.id != row.id:
                leaves_draft = not await forgotten(session, self._ground, earlier.row)
        talk = Talk(
            workspace=self._ground.workspace, person=person, reflection=row.id, started_at=now, changed_at=now
        )
        session.add(talk)
        await session.flush()
        found = self._ground.library.prompt(about.pack, about.prompt) if about.pack else None
        shown = found is not None and about.occurrence is None and not found.personal
        return replace(
            self._asking(_Spot(talk=talk, row=row, stages=stages)),
            turn=Turn.BEGIN,
            said=saying.EARLIER if leaves_draft else "",
            question=found.text if found is not None and shown else "",
            signposts=await signposts_now(session, self._ground, person),
        )

    async def _heard(self, session: AsyncSession, message: Message) -> TalkSeen | None:
        spot = await self._open(session, message.person)
        if spot is None or moment_of(message.ts) < spot.talk.started_at:
            return None
        if not await self._is_first(session, message.key):
            return TalkSeen(turn=Turn.NOTHING)
        if not message.text.strip():
            return replace(self._asking(spot), turn=Turn.SAID, said=saying.NO_FILES)
        return await self._answer(session, spot, message, place_for(spot.talk, spot.stages, message.ts))

    async def _answer(
        self,
        session: AsyncSession,
        spot: _Spot,
        message: Message,
        place: int,
        names: NamesChoice | None = None,
    ) -> TalkSeen:
        """Save a message at a stage and ask the next, where it is the one that was asked."""
        if _changed_since(spot):
            await talks.forget_lines(session, spot.row.workspace, spot.row.id)
        line = await talks.of_message(session, spot.row.workspace, message.person, message.ts)
        place = place_of(line, spot.stages) if line is not None else place
        stage = spot.stages[place].name
        refused, concerned = await self._write(session, spot, message, stage, names)
        if refused is not None:
            return replace(refused, names_at=place)
        if line is None:
            session.add(TalkLine(workspace=spot.row.workspace, talk=spot.talk.id, ts=message.ts, field=stage))
        moves = place == spot.talk.place
        spot.talk.place += moves
        self._touch(spot.talk, asks=moves)
        said = f"{saying.SAVED} {saying.NO_FILES}" if message.has_file else saying.SAVED
        seen = replace(self._asking(spot), said=said, concerned=concerned)
        return seen if moves or seen.turn is Turn.LAST else replace(seen, turn=Turn.SAID)

    async def _amended(
        self, session: AsyncSession, spot: _Spot, message: Message, line: TalkLine
    ) -> TalkSeen:
        refused, concerned = await self._write(session, spot, message, line.field, None)
        if refused is not None:
            return replace(refused, names_at=place_of(line, spot.stages))
        if not message.text.strip():
            await session.delete(line)
        self._touch(spot.talk)
        said = saying.CHANGED if message.text.strip() else saying.FORGOTTEN
        return TalkSeen(turn=Turn.SAID, said=said, concerned=concerned)

    async def _write(
        self, session: AsyncSession, spot: _Spot, message: Message, stage: str, names: NamesChoice | None
    ) -> tuple[TalkSeen | None, Concerned | None]:
        """Put a message into a stage's words; return what refuses it, nothing stored, and where to turn."""
        workspace, row = spot.row.workspace, spot.row
        try:
            await refuse_shared(session, self._ground, row)
            guarded = await guard_lines(
                session, self._ground, row.person, {stage: as_paragraph(message.text)}, choice=names
            )
        except NamesAsked:
            return TalkSeen(turn=Turn.NAMES, talk=spot.talk.id, ts=message.ts), None
        except Mistaken as refusal:
            return TalkSeen(turn=Turn.SAID, said=str(refusal)), None
        before = await reflections.read_words(
            session, self._ground.seal, workspace=workspace, owners=[row.id]
        )
        lines = before.get(row.id, {})
        stamps = [each.ts for each in await talks.lines(session, workspace, row.id, stage)]
        words = put(lines.get(stage, ""), stamps, message.ts, guarded[stage])
        if words == lines.get(stage, ""):
            return TalkSeen(turn=Turn.NOTHING), None
        if len(words) > LONGEST:
            return TalkSeen(turn=Turn.SAID, said=saying.TOO_LONG), None
        row.changed_at = self._ground.clock()
        await reflections.write_words(
            session,
            self._ground.seal,
            workspace=workspace,
            owner=row.id,
            lines={stage: words},
            now=self._ground.clock(),
            places=places_of(self._ground, _about(row)),
        )
        return None, await after(session, self._ground, row.person, lines.values(), [words])

    def _asking(self, spot: _Spot) -> TalkSeen:
        place = spot.talk.place
        is_last = place >= len(spot.stages)
        return TalkSeen(
            turn=Turn.LAST if is_last else Turn.ASK,
            talk=spot.talk.id,
            place=place,
            stages=len(spot.stages),
            label="" if is_last else spot.stages[place].label,
        )

    def _touch(self, talk: Talk, *, asks: bool = False) -> None:
        """Note that a stage is asked, or words saved, which moves no question by what clocks differ."""
        now = self._ground.clock()
        if now > talk.changed_at + (timedelta(0) if asks else CLOCKS_DIFFER):
            talk.changed_at = now

    async def _held(self, session: AsyncSession, person: str) -> bool:
        """Hold the writer before their talk, so that two messages, or the form, wait for each other."""
        return await reflections.hold_writer(session, self._ground.workspace, person)

    async def _open(self, session: AsyncSession, person: str) -> _Spot | None:
        talk = await talks.open_of(session, self._ground.workspace, person)
        if talk is None:
            return None
        if not (await self._ground.service(session)).talks:
            talk.ended_at = self._ground.clock()
            return None
        return await self._spot(session, talk)

    async def _mine(self, session: AsyncSession, person: str, talk_id: str) -> _Spot:
        spot = await self._open(session, person)
        if spot is None or spot.talk.id != talk_id:
            raise Mistaken(saying.ENDED)
        return spot

    async def _spot(self, session: AsyncSession, talk: Talk) -> _Spot | None:
        row = await session.get(Reflection, (talk.workspace, talk.reflection))
        if row is None:
            return None
        return _Spot(talk=talk, row=row, stages=stages_of(self._ground, row.pack or "", row.prompt or ""))

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())


def _changed_since(spot: _Spot) -> bool:
    """Whether the words were changed in the form after they were last talked about.

    Slack's clock and ours stand side by side here, so they may differ by `CLOCKS_DIFFER`.
    """
    known = max(spot.talk.changed_at, spot.talk.ended_at or spot.talk.changed_at)
    return spot.row.changed_at is not None and spot.row.changed_at > known + CLOCKS_DIFFER


def _about(row: Reflection) -> FormOf:
    return FormOf(form=row.form, occurrence=row.occurrence, pack=row.pack or "", prompt=row.prompt or "")
