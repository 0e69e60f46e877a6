"""Entering: signing in by a link that is spent once, and tokens for programs."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import Mistaken, Unknown
from bot.flows.ground import NOT_SET_UP, Ground
from bot.flows.reading import Program
from storage import access, people
from storage.tables import Link, PageSession, Token

LINK_LASTS = timedelta(minutes=10)
SESSION_LASTS = timedelta(hours=12)
IDLE_LASTS = timedelta(minutes=30)
TOKEN_LASTS = timedelta(days=90)
SEEN_EVERY = timedelta(minutes=1)
SPENT = "This link was used already or is older than ten minutes. Type /digest in Slack for a new one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who is asking on a page."""

    person: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A page session that began, and where its link leads."""

    session: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A token as it is shown once."""

    secret: str
    until_on: date


class Entering:
    """Ways in, kept only as hashes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def make_link(self, person: str, path: str) -> str:
        """Return a link for a person that can be spent once within ten minutes."""
        secret = access.new_secret()
        async with self._ground.writing.begin() as session:
            if await people.person(session, self._ground.workspace, person) is None:
                raise Unknown(NOT_SET_UP)
            session.add(
                Link(
                    workspace=self._ground.workspace,
                    hash=access.hashed(secret),
                    person=person,
                    path=path,
                    until_at=self._ground.clock() + LINK_LASTS,
                )
            )
        return f"{self._ground.address}/enter/{secret}"

    async def peek_link(self, secret: str) -> bool:
        """Whether a link can still be spent."""
        async with self._ground.reading() as session:
            link = await access.unspent_link(session, self._ground.workspace, secret, self._ground.clock())
        return link is not None

    async def spend_link(self, secret: str) -> Entered:
        """Spend a link and begin a page session; raise Unknown for a used, late or strange one."""
        now = self._ground.clock()
        page = access.new_secret()
        async with self._ground.writing.begin() as session:
            link = await access.spend_link(session, self._ground.workspace, secret, now)
            if link is None:
                raise Unknown(SPENT)
            session.add(
                PageSession(
                    workspace=self._ground.workspace,
                    hash=access.hashed(page),
                    person=link.person,
                    until_at=now + SESSION_LASTS,
                    seen_at=now,
                )
            )
            return Entered(session=page, path=link.path)

    async def who(self, secret: str | None) -> Reader | None:
        """Return who a page session belongs to; idle or ended ones, and people who left, are nobody."""
        if not secret:
            return None
        now = self._ground.clock()
        async with self._ground.reading() as session:
            page = await access.page_session(session, self._ground.workspace, secret, now)
            if page is None or page.seen_at + IDLE_LASTS < now:
                return None
            person = await people.person(session, self._ground.workspace, page.person)
        if person is None or person.left_at is not None:
            return None
        if page.seen_at + SEEN_EVERY < now:
            await self._note_seen(secret, now)
        return Reader(person=person.id, name=person.name or person.id)

    async def leave(self, secret: str | None) -> None:
        """End a page session."""
        if secret:
            async with self._ground.writing.begin() as session:
                await access.end_page_session(session, self._ground.workspace, secret)

    async def make_token(self, called: str | None) -> NewToken:
        """Return a token for a team's figures, or for the service's where `called` is None."""
        secret = f"inrole_{access.new_secret()}"
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            team = await people.team(session, self._ground.workspace, called) if called else None
            if called and team is None:
                raise Mistaken(f"There is no team {called!r}. Write its key or its name.")
            session.add(
                Token(
                    workspace=self._ground.workspace,
                    hash=access.hashed(secret),
                    team=team.id if team else None,
                    made_at=now,
                    until_at=now + TOKEN_LASTS,
                )
            )
        return NewToken(secret=secret, until_on=(now + TOKEN_LASTS).date())

    async def program(self, secret: str) -> Program | None:
        """Return what a token may read, or None for one that is not good."""
        async with self._ground.reading() as session:
            token = await access.token(session, self._ground.workspace, secret, self._ground.clock())
            if token is None:
                return None
            team = (
                await people.team_by_id(session, self._ground.workspace, token.team) if token.team else None
            )
        if token.team is not None and team is None:
            return None
        return Program(team=team.key if team else None)

    async def _note_seen(self, secret: str, now: datetime) -> None:
        async with self._ground.writing.begin() as session:
            page = await access.page_session(session, self._ground.workspace, secret, now)
            if page is not None:
                page.seen_at = now
