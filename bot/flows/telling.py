"""Telling how it is set up: who can see what, thresholds, role holders and changes."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Unknown
from bot.flows.changes import changes_of
from bot.flows.digesting import next_digest_at
from bot.flows.ground import NOT_SET_UP, Ground, local_date
from bot.flows.seen import SetUpSeen, SetUpTeam, SignpostSeen
from bot.flows.signposting import signposts_now
from practice.privacy import MINIMUM_GROUP
from practice.rhythm_rules import in_words
from storage import people, rhythms, workspaces
from storage.tables import Signpost, Team, Workspace

SERVICE_WIDE = ("practice lead", "commissioner", "administrator")


class Telling:
    """Puts *How it's set up* together from what is in force."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def set_up(self, person_id: str) -> SetUpSeen:
        """Return how it is set up, for any member."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            if await people.person(session, service.id, person_id) is None:
                raise Unknown(NOT_SET_UP)
            names = await people.names(session, service.id)
            mine = (await people.teams_of(session, service.id, [person_id])).get(person_id, frozenset())
            posts = await people.posts(session, service.id)
            reads = {post.team for post in posts if post.person == person_id and post.team}
            threshold = await workspaces.threshold_at(
                session, service.id, self._ground.clock(), lowest=MINIMUM_GROUP
            )
            raised = await workspaces.thresholds(session, service.id)
            return SetUpSeen(
                service=service.name,
                threshold=threshold,
                threshold_since=tuple((local_date(row.from_at, service.zone), row.value) for row in raised),
                teams=tuple(
                    [
                        await self._team(session, service, team, names)
                        for team in await people.teams(session, service.id)
                        if team.id in mine | reads
                    ]
                ),
                role_holders=tuple(
                    (post.capacity, names.get(post.person, post.person))
                    for post in posts
                    if post.capacity in SERVICE_WIDE
                ),
                signposts=tuple(
                    signpost_seen(row) for row in await workspaces.signposts(session, service.id)
                ),
                changes=await changes_of(session, self._ground, service, mine | reads),
                not_names=tuple(service.not_names),
                talks=service.talks,
            )

    async def signposts(self, person_id: str) -> tuple[SignpostSeen, ...]:
        """Return the routes to help for a person's role, those that answer now first."""
        async with self._ground.reading() as session:
            return await signposts_now(session, self._ground, person_id)

    async def _team(
        self, session: AsyncSession, service: Workspace, team: Team, names: dict[str, str]
    ) -> SetUpTeam:
        members = await people.memberships(session, service.id, team=team.id)
        versions = [
            (row.name, await rhythms.latest_version(session, service.id, row.id))
            for row in await rhythms.open_rhythms(session, service.id, team=team.id)
        ]
        due = local_date(await next_digest_at(session, service, team, self._ground.clock()), service.zone)
        return SetUpTeam(
            name=team.name,
            members=tuple(sorted(names.get(row.person, row.person) for row in members)),
            founding=tuple(sorted(names.get(row.person, row.person) for row in members if row.founding)),
            readers=tuple(
                (post.capacity, names.get(post.person, post.person))
                for post in await people.posts(session, service.id, team=team.id)
            ),
            rhythms=tuple(
                f"{name}: {in_words(rhythms.read_wish(version.wish))}" for name, version in versions
            ),
            digest=f"The next digest is due on {due:%A} {due.day} {due:%B %Y}.",
        )


def signpost_seen(row: Signpost) -> SignpostSeen:
    """Return a route to help as it is shown."""
    return SignpostSeen(name=row.name, contact=row.contact, said_when=row.said_when, hours=row.hours)
