"""Signposting: where to turn, by kind, role and hour; what brought it and what is chosen are kept nowhere."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.seen import SignpostSeen
from bot.flows.seen_safety import Concerned, HardSeen, HelpSeen
from practice.safety import Concern, Listed, published, seen_in
from practice.signposts import ALWAYS_THERE, Route, in_order, routes_for
from prompts.pathways import AFTER_SOMETHING_HARD
from prompts.prompt import Prompt
from storage import people, workspaces
from storage.tables import Signpost

MOST_NAMED = 10
NO_SUCH_PROMPT = "That question isn't here any more. Open *After something hard* again from Home."


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """Where a person may turn: the service's routes, their role, and the hour where the service is."""

    routes: tuple[Route, ...]
    role: str | None
    at: datetime

    def everywhere(self) -> tuple[SignpostSeen, ...]:
        """Return the routes for the role, those that answer now first."""
        return tuple(map(route_seen, in_order(self.routes, role=self.role, at=self.at)))

    def with_helplines(self) -> tuple[SignpostSeen, ...]:
        """Return the first routes for the role, and the public helplines after them."""
        named = self.everywhere()[:MOST_NAMED]
        known = {route.contact for route in named}
        public = ALWAYS_THERE[Concern.HOW_I_AM]
        return (*named, *(route_seen(route) for route in public if route.contact not in known))

    def towards(self, concern: Concern) -> tuple[SignpostSeen, ...]:
        """Return where to turn with a concern now; never nothing."""
        return tuple(map(route_seen, routes_for(concern, self.routes, role=self.role, at=self.at)))


async def turning(session: AsyncSession, ground: Ground, person: str) -> Turning:
    """Return where a person may turn now."""
    service = await ground.service(session)
    held = await people.held_role(session, ground.workspace, person)
    found = await workspaces.signposts(session, ground.workspace)
    return Turning(
        routes=tuple(map(_route, found)),
        role=held.role if held else None,
        at=ground.clock().astimezone(ZoneInfo(service.zone)),
    )


async def signposts_now(session: AsyncSession, ground: Ground, person: str) -> tuple[SignpostSeen, ...]:
    """Return the service's routes to help for a person's role, those that answer now first."""
    return (await turning(session, ground, person)).everywhere()


async def after(
    session: AsyncSession,
    ground: Ground,
    person: str,
    texts_before: Iterable[str],
    texts_now: Iterable[str],
) -> Concerned | None:
    """Return what a person's words bring that the words kept before did not, or None where nothing is new.

    Reads words in memory and writes nothing. None says nothing about the words.
    """
    new = _seen(texts_now) - _seen(texts_before)
    return await concerned(session, ground, person, new) if new else None


async def concerned(
    session: AsyncSession, ground: Ground, person: str, concerns: Collection[Concern]
) -> Concerned:
    """Return where a person may turn with some concerns."""
    where = await turning(session, ground, person)
    return Concerned(
        routes=tuple((concern, where.towards(concern)) for concern in Concern if concern in concerns)
    )


class Signposting:
    """Shows where to turn, to whoever asks; it never writes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def towards(self, person: str, concerns: Collection[Concern]) -> Concerned:
        """Return where a person may turn with some concerns."""
        async with self._ground.reading() as session:
            await self._known(session, person)
            return await concerned(session, self._ground, person, concerns)

    async def words(self, person: str) -> tuple[Listed, ...]:
        """Return the lists of words that bring signposts, for any member; raise Unknown for anybody else."""
        async with self._ground.reading() as session:
            await self._known(session, person)
        return published()

    async def hard(self, person: str, prompt: str = "") -> HardSeen:
        """Return a prompt of the pack after something hard, its first where none is named.

        Raise Unknown for one that is not there for the person's role.
        """
        async with self._ground.reading() as session:
            await self._known(session, person)
            fitting = await self._fitting(session, person)
        number = next((at for at, each in enumerate(fitting) if each.slug == prompt), None if prompt else 0)
        if number is None or not fitting:
            raise Unknown(NO_SUCH_PROMPT)
        found, following = fitting[number], fitting[(number + 1) % len(fitting)]
        return HardSeen(
            prompt=found.slug,
            question=found.text,
            taps=tuple((str(code), words) for code, words in enumerate(found.taps)),
            following=following.slug if following is not found else "",
        )

    async def help(self, person: str, *, prompt: str = "", code: str = "") -> HelpSeen:
        """Return people to talk to and whom to ask for practical help; what was tapped is kept nowhere."""
        async with self._ground.reading() as session:
            await self._known(session, person)
            where = await turning(session, self._ground, person)
        found = self._ground.library.prompt(AFTER_SOMETHING_HARD, prompt) if prompt else None
        taps = dict(enumerate(found.taps)) if found else {}
        return HelpSeen(
            people=where.towards(Concern.HOW_I_AM),
            practical=where.towards(Concern.MY_SAFETY),
            tapped=taps.get(int(code), "") if code.isdecimal() else "",
        )

    async def _fitting(self, session: AsyncSession, person: str) -> list[Prompt]:
        pack = self._ground.library.packs.get(AFTER_SOMETHING_HARD)
        held = await people.held_role(session, self._ground.workspace, person)
        role = held.role if held else "other"
        return [each for each in (pack.prompts if pack else ()) if not each.retired and each.fits(role)]

    async def _known(self, session: AsyncSession, person: str) -> None:
        if await people.person(session, self._ground.workspace, person) is None:
            raise Unknown(NOT_SET_UP)


def route_seen(route: Route) -> SignpostSeen:
    """Return a route to help as it is shown."""
    return SignpostSeen(
        name=route.name, contact=route.contact, said_when=str(route.said_when), hours=route.hours
    )


def _route(row: Signpost) -> Route:
    return Route(
        name=row.name,
        contact=row.contact,
        said_when=row.said_when,
        hours=row.hours,
        roles=tuple(row.roles or ()),
    )


def _seen(texts: Iterable[str]) -> frozenset[Concern]:
    return frozenset[Concern]().union(*map(seen_in, texts))
