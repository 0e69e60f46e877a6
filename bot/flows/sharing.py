"""Sharing: who else may read a reflection, by its writer's choice, and taking it back."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.planning import notify
from bot.flows.seen_safety import Concerned
from bot.flows.seen_shares import ChoosingSeen, ToShareSeen
from storage import card_lines, people, reflections, shares, workspaces
from storage.supervisors import supervisors_of
from storage.tables import Person, Reflection, Share

PRIVATE = "private"
SUPERVISOR, PEER, AGENDA, TEAM = shares.SUPERVISOR, shares.PEER, shares.AGENDA, shares.TEAM
WORDS = {
    PRIVATE: "Keep private",
    SUPERVISOR: "My supervisor",
    PEER: "A peer I choose",
    AGENDA: "Bring to supervision",
    TEAM: "Show the team without my name",
}
SUPERVISED = (SUPERVISOR, AGENDA)
SHARED = "shared:"
MEMBER = "member"

NOT_THERE = "There is nothing of yours by that name."
STILL_A_DRAFT = "This one is a draft still. Go on with it and keep it, then you can share it."
NO_WORDS = "There are no words in it yet, so there is nothing to read."
NO_SUCH_CHOICE = "Choose who may see it."
WHICH_PEER = "Choose a colleague first."
WHICH_SUPERVISOR = "Choose which supervisor first."
NO_SUPERVISOR = "No supervisor is named for you now. Whoever runs Inrole in your service can add one."
YOURSELF = "That is you. Choose a colleague."
UNKNOWN_PEER = "Inrole isn't set up for them, so they could not open it. Choose another colleague."
NO_TEAM = "You are in no team now, so there is no team to show it to."


class NotShared(Mistaken):
    """A reflection cannot be shared as it was chosen; its words are kept, for its writer alone.

    `concerned` is where to turn, where its words bring signposts.
    """

    def __init__(self, sentence: str, *, concerned: Concerned | None = None) -> None:
        super().__init__(sentence)
        self.concerned = concerned


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """With whom a reflection is to be shared; `reader` names the one person, where it is one."""

    audience: str = PRIVATE
    reader: str | None = None


class Sharing:
    """What others may read, for as long as the writer leaves it open."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def choosing(self, person: str, audience: str, reader: str | None = None) -> ChoosingSeen:
        """Return who may be chosen, and who is chosen now; nothing is stored."""
        async with self._ground.reading() as session:
            offered = await choices_for(session, self._ground, person)
            supervisors = await supervisors_of(session, self._ground.workspace, person)
            if audience in SUPERVISED and reader is None and len(supervisors) == 1:
                reader = next(iter(supervisors))
            name, trouble = None, None
            try:
                found = await _reader(session, self._ground, person, Wish(audience=audience, reader=reader))
                name = found.name or found.id if found else None
            except NotShared as refusal:
                trouble = str(refusal) if reader else None
        return ChoosingSeen(
            shares=offered,
            supervisors=tuple(supervisors.items()),
            audience=audience,
            reader=reader,
            name=name,
            trouble=trouble,
        )

    async def to_share(self, person: str, reflection_id: str, audience: str = PRIVATE) -> ToShareSeen:
        """Return a reflection of this person's own with who may be chosen, `audience` to begin with.

        Raise Unknown for a reflection that is not theirs, NotShared for an audience that is not offered.
        """
        choosing = await self.choosing(person, audience)
        if audience not in dict(choosing.shares):
            raise NotShared(NO_SUPERVISOR if audience in SUPERVISED else NO_SUCH_CHOICE)
        async with self._ground.reading() as session:
            row = await self._own(session, person, reflection_id)
            _refuse_draft(row)
            service = await self._ground.service(session)
            known = await people.people(session, self._ground.workspace)
        colleagues = [each for each in known if _is_peer(each) and each.id != person]
        return ToShareSeen(
            reflection=row.id,
            question=row.question,
            kept_on=local_date(row.kept_at, service.zone),
            choosing=choosing,
            colleagues=tuple(
                (each.id, each.name or each.id)
                for each in sorted(colleagues, key=lambda each: (each.name, each.id))
            ),
        )

    async def share(
        self, person: str, reflection_id: str, audience: str, reader: str | None = None, *, key: str
    ) -> None:
        """Share a kept reflection of one's own; the same share twice, or `key` twice, counts once.

        Raise NotShared with what to choose or do instead, Unknown for what is not theirs.
        """
        async with self._ground.writing.begin() as session:
            # The writer first, so that no form changes the words, nor a deletion takes them, in between.
            if not await reflections.hold_writer(session, self._ground.workspace, person):
                raise Unknown(NOT_THERE)
            row = await self._own(session, person, reflection_id)
            _refuse_draft(row)
            if await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock()):
                await share(session, self._ground, row, Wish(audience=audience, reader=reader))

    async def bring(self, person: str, reflection_id: str, reader: str | None = None, *, key: str) -> None:
        """Bring a reflection to supervision, with the one supervisor there is where none is named."""
        if reader is None:
            reader = (await self.choosing(person, AGENDA)).reader
        await self.share(person, reflection_id, AGENDA, reader, key=key)

    async def withdraw(self, person: str, reflection_id: str) -> None:
        """Take a reflection back from whoever could read it."""
        async with self._ground.writing.begin() as session:
            row = await self._own(session, person, reflection_id)
            for each in await shares.open_of(session, self._ground.workspace, row.id):
                await self._end(session, each)

    async def withdraw_one(self, person: str, share_id: str) -> None:
        """Take a reflection back from the reader, or the team, of one share."""
        async with self._ground.writing.begin() as session:
            found = await shares.by_id(session, self._ground.workspace, share_id)
            if found is None:
                raise Unknown(NOT_THERE)
            await self._own(session, person, found.reflection)
            if found.withdrawn_at is None:
                await self._end(session, found)

    async def _own(self, session: AsyncSession, person: str, reflection_id: str) -> Reflection:
        row = await session.get(Reflection, (self._ground.workspace, reflection_id))
        if row is None or row.person != person:
            raise Unknown(NOT_THERE)
        return row

    async def _end(self, session: AsyncSession, row: Share) -> None:
        row.withdrawn_at = self._ground.clock()
        if row.audience == TEAM:
            await card_lines.forget(session, row.workspace, row.reflection)


async def choices_for(session: AsyncSession, ground: Ground, person: str) -> tuple[tuple[str, str], ...]:
    """Return with whom a person may share, as (code, words), *Keep private* first.

    A supervisor is offered where there is one, by a pair or by a post for one of the person's teams.
    """
    home = await people.home_team(session, ground.workspace, person)
    supervisors = await supervisors_of(session, ground.workspace, person)
    left_out = {*(SUPERVISED if not supervisors else ()), *((TEAM,) if home is None else ())}
    return tuple((code, words) for code, words in WORDS.items() if code not in left_out)


async def share(session: AsyncSession, ground: Ground, row: Reflection, wish: Wish) -> None:
    """Share a kept reflection as its writer chose, once, and put a notice on the road to a named reader.

    Raise NotShared, before anything is stored, where it has no words or the reader cannot be the one.
    """
    if wish.audience == PRIVATE:
        return
    workspace = ground.workspace
    if not await reflections.has_words(session, workspace, row.id):
        raise NotShared(NO_WORDS)
    reader = await _reader(session, ground, row.person, wish)
    home = await people.home_team(session, workspace, row.person) if reader is None else None
    if reader is None and home is None:
        raise NotShared(NO_TEAM)
    new = Share(
        workspace=workspace,
        reflection=row.id,
        audience=wish.audience,
        team=home,
        reader=reader.id if reader else None,
        shared_at=ground.clock(),
    )
    if not await shares.add(session, new):
        return
    if wish.audience in (SUPERVISOR, PEER) and reader is not None:
        is_asked = wish.audience == SUPERVISOR or await may_be_told(session, ground, reader.id)
        told = frozenset({reader.id} if is_asked else ())
        await notify(ground, session, subject=f"{SHARED}{new.id}", person_ids=told)


def _refuse_draft(row: Reflection) -> None:
    if row.state == reflections.DRAFT:
        raise NotShared(STILL_A_DRAFT)


async def may_be_told(session: AsyncSession, ground: Ground, person: str) -> bool:
    """Whether a notice may go to somebody of a team by itself: only by their own yes.

    Whoever is in no team was never asked for one; what they are told goes with their post.
    """
    if not await people.memberships(session, ground.workspace, person=person):
        return True
    return await people.is_taking_part(session, ground.workspace, person) is not None


async def refuse_shared(session: AsyncSession, ground: Ground, row: Reflection) -> None:
    """Raise Mistaken for a reflection that somebody else may read now: it stays as they saw it."""
    found = await shares.open_of(session, ground.workspace, row.id)
    if not found:
        return
    readers = await people.some_people(
        session, ground.workspace, {each.reader for each in found if each.reader}
    )
    places = " and ".join(dict.fromkeys(_place(each, readers) for each in found))
    raise Mistaken(
        f"You have {places}, so it stays as they saw it. "
        "Withdraw it on Home, under Mine, and you can change it."
    )


def _place(found: Share, readers: Mapping[str, Person]) -> str:
    if found.reader is None:
        return "shown this one to the team"
    name = readers[found.reader].name or found.reader
    return (
        f"brought this one to supervision with {name}"
        if found.audience == AGENDA
        else f"shared this one with {name}"
    )


async def _reader(session: AsyncSession, ground: Ground, writer: str, wish: Wish) -> Person | None:
    """Return the one person a wish names, None for a team; raise NotShared where it can be nobody."""
    if wish.audience not in WORDS:
        raise NotShared(NO_SUCH_CHOICE)
    if wish.audience not in (SUPERVISOR, PEER, AGENDA):
        return None
    if not wish.reader:
        raise NotShared(WHICH_PEER if wish.audience == PEER else WHICH_SUPERVISOR)
    reader = await people.person(session, ground.workspace, wish.reader)
    if wish.audience == PEER:
        return _peer(writer, wish.reader, reader)
    supervisors = await supervisors_of(session, ground.workspace, writer)
    if reader is None or wish.reader not in supervisors:
        name = reader.name if reader else ""
        raise NotShared(f"{name or 'This person'} isn't named as your supervisor any more.")
    return reader


def _peer(writer: str, chosen: str, reader: Person | None) -> Person:
    if chosen == writer:
        raise NotShared(YOURSELF)
    if reader is None:
        raise NotShared(UNKNOWN_PEER)
    name = reader.name or reader.id
    if reader.left_at is not None or reader.standing == "left":
        raise NotShared(f"{name} is no longer in this workspace. Choose another colleague.")
    if reader.standing != MEMBER:
        raise NotShared(f"{name} isn't a member of this workspace. Choose another colleague.")
    return reader


def _is_peer(person: Person) -> bool:
    return person.left_at is None and person.standing == MEMBER


async def known_to(session: AsyncSession, ground: Ground, person: str) -> None:
    """Raise Unknown for somebody Inrole does not know."""
    if await people.person(session, ground.workspace, person) is None:
        raise Unknown(NOT_SET_UP)
