"""Reading: what each person may open, as they see it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import NotYet, Unknown
from bot.flows.answering import card_seen
from bot.flows.carding import lines_on, with_lines
from bot.flows.choosing import focus_of
from bot.flows.digesting import next_digest_at
from bot.flows.examples import example_digest
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.quietening import MANAGER
from bot.flows.seen import CardSeen, DigestSeen, HomeSeen, TeamOpened, TeamSeen
from practice.cadence import moment_at
from storage import answers, digests, focuses, people, quiets, reflections, rhythms
from storage.quiets import Kind
from storage.tables import Digest, FocusRound, Team, Window, Workspace

LATEST = "latest"
NO_SUCH = (
    "There is nothing here for you. Check the address, or type /digest in Slack to see what you can open."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A token's right: the figures of one team, or of all where `team` is None."""

    team: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """A published digest as bytes; `ends_on` is the last date of its window."""

    content: bytes
    published_at: datetime
    ends_on: date
    etag: str


class Reading:
    """Answers questions about what was published, for those who may ask."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def teams(self, person: str) -> tuple[TeamSeen, ...]:
        """Return the teams whose digests a person may open."""
        async with self._ground.reading() as session:
            return await self._teams(session, await self._ground.service(session), person)

    async def program_teams(self, *, reader: str | None, program: Program | None) -> tuple[TeamSeen, ...]:
        """Return the teams whose figures a person or a program may read."""
        if reader is not None:
            return await self.teams(reader)
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            return tuple(
                [
                    await self._team_seen(session, service, team, is_reader=False)
                    for team in await people.teams(session, service.id)
                    if program is not None and program.team in (None, team.key)
                ]
            )

    async def digest(self, person: str, team_key: str, which: str) -> DigestSeen:
        """Return a digest with what people chose to show, looked up now."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            team = await self._readable(session, person, team_key)
            digest = await self._digest(session, service, team, which)
            owners, shown = await self._shown(session, service, digest)
            focus = await self._focus_cards(session, person, team.id)
            member = await people.memberships(session, service.id, team=team.id, person=person)
        return DigestSeen(
            team=team.key,
            team_name=team.name,
            content=json.loads(digest.content),
            shown=shown,
            focus=focus,
            page=f"{self._ground.address}/teams/{team.key}/digests/{digest.ends_on.isoformat()}",
            addable=owners if member and focus else (),
        )

    async def frozen(
        self, team_key: str, which: str, *, reader: str | None = None, program: Program | None = None
    ) -> Frozen:
        """Return the frozen bytes of a digest."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            team = await self._team_for(session, team_key, reader, program)
            return _frozen(await self._digest(session, service, team, which))

    async def frozen_list(
        self, team_key: str, *, reader: str | None = None, program: Program | None = None
    ) -> tuple[Frozen, ...]:
        """Return every digest of a team as frozen bytes, newest first."""
        async with self._ground.reading() as session:
            team = await self._team_for(session, team_key, reader, program)
            return tuple(_frozen(row) for row in await digests.digests(session, team.workspace, team.id))

    async def published(self, called: str, which: str) -> Frozen:
        """Return a digest by the team's key or name, for whoever runs the installation."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            team = await people.team(session, service.id, called)
            if team is None:
                known = ", ".join(team.key for team in await people.teams(session, service.id)) or "none yet"
                raise Unknown(f"There is no team {called!r}. Teams: {known}.")
            return _frozen(await self._digest(session, service, team, which))

    async def home(self, person_id: str) -> HomeSeen:
        """Return a person's Home."""
        now = self._ground.clock()
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            person = await people.person(session, service.id, person_id)
            if person is None:
                raise Unknown(NOT_SET_UP)
            zone = person.zone or service.zone
            paused = await quiets.open_quiet(session, service.id, person_id, local_date(now, zone))
            taking = await people.is_taking_part(session, service.id, person_id)
            member = await people.memberships(session, service.id, person=person_id)
            held = await people.posts(session, service.id, person=person_id)
            question, why = await self._open_question(session, person_id, now) if taking else (None, None)
            return HomeSeen(
                name=person.name,
                now=now,
                zone=zone,
                takes_part=True if taking else (False if person.welcomed_at else None),
                question=question,
                why=why,
                paused_until=paused.until_on if paused else None,
                is_paused=paused is not None,
                teams=await self._teams(session, service, person_id),
                is_practitioner=bool(member),
                is_manager=any(post.capacity == "manager" for post in held),
                may_talk=service.talks,
            )

    def example(self) -> DigestSeen:
        """Return a made-up digest, marked as an example."""
        return example_digest(self._ground)

    async def team(self, person: str, team_key: str) -> TeamOpened:
        """Return a team with the cards of its practice focus."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            team = await self._readable(session, person, team_key)
            readers = await people.readers(session, service.id, team.id)
            held = await people.posts(session, service.id, team=team.id, person=person)
            manages = any(post.capacity == MANAGER for post in held)
            seen = await self._team_seen(
                session, service, team, is_reader=person in readers, is_managed=manages
            )
            cards = await self._focus_cards(session, person, team.id)
        return TeamOpened(team=seen, focus=cards)

    async def _focus_cards(self, session: AsyncSession, person: str, team: str) -> tuple[CardSeen, ...]:
        role = await people.held_role(session, self._ground.workspace, person)
        focus = await focus_of(session, self._ground, team)
        seen = []
        for element in focus:
            card = card_seen(self._ground, element, role.role if role else None)
            if card is not None:
                seen.append(with_lines(card, await lines_on(session, self._ground, team, element)))
        return tuple(seen)

    async def card(self, element: str, person: str) -> CardSeen:
        """Return a practice card as it reads in a person's role, with the lines their own team added."""
        async with self._ground.reading() as session:
            role = await people.held_role(session, self._ground.workspace, person)
            home = await people.home_team(session, self._ground.workspace, person)
            lines = await lines_on(session, self._ground, home, element) if home else ()
        card = card_seen(self._ground, element, role.role if role else None)
        if card is None:
            raise Unknown(NO_SUCH)
        return with_lines(card, lines)

    async def _open_question(
        self, session: AsyncSession, person: str, now: datetime
    ) -> tuple[str, str] | tuple[None, None]:
        found = await rhythms.open_question(session, self._ground.workspace, person, now)
        if found is None or found[0].put_off == "skipped":
            return None, None
        nudge, occurrence = found
        item = answers.WEEKLY if nudge.pack == "pulse" else f"{nudge.pack}/{nudge.prompt}"
        answer = await answers.answer(session, self._ground.workspace, person, item, occurrence.on)
        return (occurrence.id, nudge.why) if answer is None else (None, None)

    async def _teams(self, session: AsyncSession, service: Workspace, person: str) -> tuple[TeamSeen, ...]:
        held = await people.posts(session, service.id, person=person)
        reads = {post.team for post in held if post.capacity in people.READS_TEAM}
        manages = {post.team for post in held if post.capacity == MANAGER}
        rows = await people.memberships(session, service.id, person=person)
        member = {row.team for row in rows}
        choosing = await focuses.rounds(session, service.id, frozenset(row.team for row in rows if row.home))
        return tuple(
            [
                await self._team_seen(
                    session,
                    service,
                    team,
                    is_reader=team.id in reads,
                    is_managed=team.id in manages,
                    choosing=choosing.get(team.id),
                )
                for team in await people.teams(session, service.id)
                if team.id in reads | member
            ]
        )

    async def _team_seen(
        self,
        session: AsyncSession,
        service: Workspace,
        team: Team,
        *,
        is_reader: bool,
        is_managed: bool = False,
        choosing: FocusRound | None = None,
    ) -> TeamSeen:
        return TeamSeen(
            key=team.key,
            name=team.name,
            digests=tuple(row.ends_on for row in await digests.digests(session, service.id, team.id)),
            next_digest_at=await next_digest_at(session, service, team, self._ground.clock()),
            is_reader=is_reader,
            may_quieten=is_managed,
            is_quiet_today=is_managed and await self._is_quiet_today(session, service, team),
            chooses_until=choosing.closes_on if choosing else None,
        )

    async def _is_quiet_today(self, session: AsyncSession, service: Workspace, team: Team) -> bool:
        today = local_date(self._ground.clock(), service.zone)
        known = await quiets.of_team(session, service.id, team.id, Kind.EMERGENCY)
        return any(row.from_on == today for row in known)

    async def _readable(self, session: AsyncSession, person: str, team_key: str) -> Team:
        team = await people.team(session, self._ground.workspace, team_key)
        if team is None or team.until_on is not None:
            raise Unknown(NO_SUCH)
        readers = await people.readers(session, team.workspace, team.id)
        members = await people.memberships(session, team.workspace, team=team.id, person=person)
        if person not in readers and not members:
            raise Unknown(NO_SUCH)
        return team

    async def _team_for(
        self, session: AsyncSession, team_key: str, reader: str | None, program: Program | None
    ) -> Team:
        if reader is not None:
            return await self._readable(session, reader, team_key)
        team = await people.team(session, self._ground.workspace, team_key)
        if team is None or program is None or program.team not in (None, team.key):
            raise Unknown(NO_SUCH)
        return team

    async def _digest(self, session: AsyncSession, service: Workspace, team: Team, which: str) -> Digest:
        ends_on = None
        if which.lower() not in (LATEST, "last"):
            try:
                ends_on = date.fromisoformat(which)
            except ValueError:
                raise Unknown(
                    f"{which!r} is not a date. Write latest, or a date such as 2026-12-06."
                ) from None
        found = await digests.digest(session, service.id, team.id, ends_on)
        if found is not None:
            return found
        due = await next_digest_at(session, service, team, self._ground.clock())
        on = local_date(due, service.zone)
        if ends_on is None:
            raise NotYet(
                f"There is no digest for {team.name} yet. The first is due on {on:%A} {on.day} {on:%B %Y}."
            )
        raise NotYet(
            f"There is no digest for {team.name} that ends on {ends_on.day} {ends_on:%B %Y}. "
            f"The next is due on {on:%A} {on.day} {on:%B %Y}."
        )

    async def _shown(
        self, session: AsyncSession, service: Workspace, digest: Digest
    ) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """Return the reflections shown in a digest, by id, and the lines of each."""
        window = await digests.window(session, service.id, digest.window)
        if window is None:
            return (), ()
        from_at, until_at = _span(window, service.zone)
        ids = await reflections.shown_to_team(
            session, service.id, digest.team, from_at=from_at, until_at=until_at
        )
        words = await reflections.read_words(session, self._ground.seal, workspace=service.id, owners=ids)
        owners = tuple(owner for owner in ids if words.get(owner))
        return owners, tuple(tuple(words[owner].values()) for owner in owners)


def _span(window: Window, zone: str) -> tuple[datetime, datetime]:
    midnight = datetime.min.time()
    return moment_at(window.from_on, midnight, zone), moment_at(window.until_on, midnight, zone)


def _frozen(row: Digest) -> Frozen:
    return Frozen(
        content=row.content,
        published_at=row.published_at,
        ends_on=row.ends_on,
        etag=hashlib.sha256(row.content).hexdigest()[:32],
    )
