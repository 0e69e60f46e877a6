"""People, what they hold, where they belong, and whether they take part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Subquery, and_, bindparam, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import (
    Membership,
    Occurrence,
    Person,
    Post,
    RoleHeld,
    Sending,
    SupervisionPair,
    TakingPart,
    Team,
)

READS_TEAM = ("supervisor", "manager")
ASKED_STANDINGS = ("member", "guest")
_BETWEEN = "\n"


async def person(session: AsyncSession, workspace: str, person_id: str) -> Person | None:
    """Return somebody by Slack id."""
    return await session.get(Person, (workspace, person_id))


async def people(session: AsyncSession, workspace: str) -> list[Person]:
    """Return everybody known."""
    return list((await session.execute(select(Person).where(col(Person.workspace) == workspace))).scalars())


async def some_people(session: AsyncSession, workspace: str, ids: Collection[str]) -> dict[str, Person]:
    """Return these people by Slack id."""
    found = select(Person).where(col(Person.workspace) == workspace, col(Person.id).in_(ids))
    return {row.id: row for row in (await session.execute(found)).scalars()}


async def names(
    session: AsyncSession, workspace: str, *, of: Collection[str] | None = None
) -> dict[str, str]:
    """Return display names by Slack id, of everybody or `of` some; the id where there is no name yet."""
    found = select(col(Person.id), col(Person.name)).where(col(Person.workspace) == workspace)
    if of is not None:
        found = found.where(col(Person.id).in_(of))
    return {person_id: name or person_id for person_id, name in (await session.execute(found)).all()}


async def every_name(session: AsyncSession, workspace: str) -> frozenset[str]:
    """Return the display name of everybody known, the id where there is no name yet, as read in one row.

    It stands before every line that is typed, where a row for each of 10,000 people takes ten times as long.
    """
    called = func.coalesce(func.nullif(col(Person.name), ""), col(Person.id))
    together = select(func.aggregate_strings(called, _BETWEEN)).where(col(Person.workspace) == workspace)
    return frozenset(((await session.execute(together)).scalar_one() or "").split(_BETWEEN)) - {""}


async def remember_dm(session: AsyncSession, workspace: str, channels: dict[str, str]) -> None:
    """Keep the DM channel of each person a message to whom arrived there; of somebody erased none has."""
    if not channels:
        return
    arrived = exists().where(
        col(Sending.workspace) == workspace,
        col(Sending.channel) == bindparam("in_channel"),
        col(Sending.person) == bindparam("of_person"),
    )
    statement = (
        update(Person)
        .where(col(Person.workspace) == workspace, col(Person.id) == bindparam("of_person"), arrived)
        .values(dm=bindparam("in_channel"))
        .execution_options(synchronize_session=False)
    )
    rows = [{"of_person": person_id, "in_channel": channel} for person_id, channel in channels.items()]
    connection = await session.connection()
    await connection.execute(statement, rows)


async def is_taking_part(session: AsyncSession, workspace: str, person_id: str) -> TakingPart | None:
    """Return the open yes of a person, or None."""
    open_yes = select(TakingPart).where(
        col(TakingPart.workspace) == workspace,
        col(TakingPart.person) == person_id,
        col(TakingPart.until_at).is_(None),
    )
    return (await session.execute(open_yes)).scalar_one_or_none()


async def taking_part_among(session: AsyncSession, workspace: str, ids: Collection[str]) -> frozenset[str]:
    """Return who of these people takes part."""
    found = select(col(TakingPart.person)).where(
        col(TakingPart.workspace) == workspace,
        col(TakingPart.person).in_(ids),
        col(TakingPart.until_at).is_(None),
    )
    return frozenset((await session.execute(found)).scalars())


async def has_ever_taken_part(session: AsyncSession, workspace: str, person_id: str) -> bool:
    """Whether the person ever said yes."""
    ever = select(col(TakingPart.person)).where(
        col(TakingPart.workspace) == workspace, col(TakingPart.person) == person_id
    )
    return (await session.execute(ever.limit(1))).scalar_one_or_none() is not None


async def held_role(session: AsyncSession, workspace: str, person_id: str) -> RoleHeld | None:
    """Return the role a person holds now."""
    held = select(RoleHeld).where(
        col(RoleHeld.workspace) == workspace,
        col(RoleHeld.person) == person_id,
        col(RoleHeld.until_on).is_(None),
    )
    return (await session.execute(held)).scalar_one_or_none()


async def all_teams(session: AsyncSession, workspace: str) -> list[Team]:
    """Return every team there ever was."""
    return list((await session.execute(select(Team).where(col(Team.workspace) == workspace))).scalars())


async def supervision_pairs(session: AsyncSession, workspace: str) -> list[SupervisionPair]:
    """Return who supervises whom now."""
    found = select(SupervisionPair).where(
        col(SupervisionPair.workspace) == workspace, col(SupervisionPair.until_on).is_(None)
    )
    return list((await session.execute(found)).scalars())


async def teams(session: AsyncSession, workspace: str) -> list[Team]:
    """Return the teams that have not ended, by name."""
    found = select(Team).where(col(Team.workspace) == workspace, col(Team.until_on).is_(None))
    return list((await session.execute(found.order_by(col(Team.name)))).scalars())


async def team_by_id(session: AsyncSession, workspace: str, team_id: str) -> Team | None:
    """Return a team by its id."""
    return await session.get(Team, (workspace, team_id))


async def team(session: AsyncSession, workspace: str, called: str) -> Team | None:
    """Return a team by its key or its name; an ended one only when none is open."""
    found = select(Team).where(
        col(Team.workspace) == workspace, or_(col(Team.key) == called, col(Team.name) == called)
    )
    rows = sorted((await session.execute(found)).scalars(), key=lambda row: row.until_on is not None)
    return rows[0] if rows else None


async def memberships(
    session: AsyncSession, workspace: str, *, team: str | None = None, person: str | None = None
) -> list[Membership]:
    """Return the open memberships of a team or of a person, first made first."""
    found = select(Membership).where(
        col(Membership.workspace) == workspace, col(Membership.until_on).is_(None)
    )
    if team is not None:
        found = found.where(col(Membership.team) == team)
    if person is not None:
        found = found.where(col(Membership.person) == person)
    return list((await session.execute(found.order_by(col(Membership.from_on)))).scalars())


async def home_team(session: AsyncSession, workspace: str, person_id: str) -> str | None:
    """Return the team in whose figures a person counts, or None."""
    found = select(col(Membership.team)).where(
        col(Membership.workspace) == workspace,
        col(Membership.person) == person_id,
        col(Membership.until_on).is_(None),
        col(Membership.home),
    )
    return (await session.execute(found)).scalar_one_or_none()


async def posts(
    session: AsyncSession, workspace: str, *, person: str | None = None, team: str | None = None
) -> list[Post]:
    """Return the open posts of a person, of a team, or of everybody."""
    found = select(Post).where(col(Post.workspace) == workspace, col(Post.until_on).is_(None))
    if person is not None:
        found = found.where(col(Post.person) == person)
    if team is not None:
        found = found.where(col(Post.team) == team)
    return list((await session.execute(found.order_by(col(Post.capacity), col(Post.person)))).scalars())


async def readers(session: AsyncSession, workspace: str, team: str) -> frozenset[str]:
    """Return who supervises or manages a team now."""
    held = await posts(session, workspace, team=team)
    return frozenset(post.person for post in held if post.capacity in READS_TEAM)


async def teams_of(
    session: AsyncSession, workspace: str, people_ids: Collection[str]
) -> dict[str, frozenset[str]]:
    """Return the teams each person belongs to now."""
    found = select(col(Membership.person), col(Membership.team)).where(
        col(Membership.workspace) == workspace,
        col(Membership.person).in_(people_ids),
        col(Membership.until_on).is_(None),
    )
    belongs: dict[str, frozenset[str]] = {}
    for person_id, team_id in (await session.execute(found)).all():
        belongs[person_id] = belongs.get(person_id, frozenset()) | {team_id}
    return belongs


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A person a rhythm would ask, and since when it may: their yes and their place in the team."""

    person: Person
    from_at: datetime


async def to_ask(session: AsyncSession, workspace: str, *, team: str, rhythm: str, on: date) -> list[ToAsk]:
    """Return the team's people who take part and have no occurrence of a rhythm on a date yet."""
    found = (
        select(Person, col(TakingPart.from_at))
        .join(
            Membership,
            (col(Membership.workspace) == col(Person.workspace)) & (col(Membership.person) == col(Person.id)),
        )
        .join(
            TakingPart,
            (col(TakingPart.workspace) == col(Person.workspace)) & (col(TakingPart.person) == col(Person.id)),
        )
        .where(
            col(Person.workspace) == workspace,
            col(Person.left_at).is_(None),
            col(Person.standing).in_(ASKED_STANDINGS),
            col(Membership.team) == team,
            col(Membership.until_on).is_(None),
            col(Membership.from_on) <= on,
            col(TakingPart.until_at).is_(None),
            ~exists().where(
                col(Occurrence.workspace) == workspace,
                col(Occurrence.rhythm) == rhythm,
                col(Occurrence.person) == col(Person.id),
                col(Occurrence.on) == on,
            ),
        )
    )
    return [ToAsk(person, from_at) for person, from_at in (await session.execute(found)).all()]


async def not_welcomed(session: AsyncSession, workspace: str, *, purpose: str) -> list[tuple[Person, bool]]:
    """Return who was never welcomed, and whether they practise (or only read digests)."""
    # Joined, not asked for each person: SQLite would read every membership once for each of them.
    practising = _among(Membership, workspace, col(Membership.until_on).is_(None))
    reading = _among(Post, workspace, col(Post.capacity).in_(READS_TEAM), col(Post.until_on).is_(None))
    welcomed = _among(Sending, workspace, col(Sending.purpose) == purpose)
    agreed = _among(TakingPart, workspace)
    found = select(Person, practising.c.person.is_not(None))
    for group in (practising, reading, welcomed, agreed):
        found = found.outerjoin(group, group.c.person == col(Person.id))
    found = found.where(
        col(Person.workspace) == workspace,
        col(Person.left_at).is_(None),
        col(Person.standing).in_(ASKED_STANDINGS),
        welcomed.c.person.is_(None),
        or_(
            and_(practising.c.person.is_not(None), agreed.c.person.is_(None)),
            and_(reading.c.person.is_not(None), practising.c.person.is_(None)),
        ),
    )
    return [(person, bool(practises)) for person, practises in (await session.execute(found)).all()]


def _among(
    table: type[Membership | Post | Sending | TakingPart], workspace: str, *rows: ColumnElement[bool]
) -> Subquery:
    """Return each person once who has such a row."""
    named = select(col(table.person)).where(col(table.workspace) == workspace, *rows)
    return named.distinct().subquery()


async def were_welcomed(session: AsyncSession, workspace: str, ids: Collection[str]) -> frozenset[str]:
    """Return who of these people, still here, had a first message."""
    found = (
        select(col(Person.id))
        .join(
            Sending,
            (col(Sending.workspace) == col(Person.workspace)) & (col(Sending.person) == col(Person.id)),
        )
        .where(
            col(Person.workspace) == workspace,
            col(Person.id).in_(ids),
            col(Person.left_at).is_(None),
            col(Sending.purpose) == "welcome",
            col(Sending.state) == "sent",
        )
    )
    return frozenset((await session.execute(found)).scalars())


async def stop_taking_part(session: AsyncSession, workspace: str, person_id: str, now: datetime) -> bool:
    """Close a person's yes; False when none was open."""
    open_yes = await is_taking_part(session, workspace, person_id)
    if open_yes is None:
        return False
    open_yes.until_at = now
    return True


async def places_kept(
    session: AsyncSession, workspace: str, person_id: str | None = None
) -> tuple[list[Membership], list[Post]]:
    """Return the memberships and posts that ended until their person is back, of one person or of all."""
    belonged = select(Membership).where(col(Membership.workspace) == workspace, col(Membership.until_back))
    held = select(Post).where(col(Post.workspace) == workspace, col(Post.until_back))
    if person_id is not None:
        belonged = belonged.where(col(Membership.person) == person_id)
        held = held.where(col(Post.person) == person_id)
    return list((await session.execute(belonged)).scalars()), list((await session.execute(held)).scalars())


async def left_among(session: AsyncSession, workspace: str, ids: Collection[str]) -> frozenset[str]:
    """Return who of these people has left the workspace."""
    found = select(col(Person.id)).where(
        col(Person.workspace) == workspace, col(Person.id).in_(ids), col(Person.left_at).is_not(None)
    )
    return frozenset((await session.execute(found)).scalars())


async def renew_yes(session: AsyncSession, workspace: str, person_id: str, now: datetime) -> None:
    """Close a person's open yes and open it anew: what they were asked before counts for nothing."""
    open_yes = await is_taking_part(session, workspace, person_id)
    if open_yes is None or open_yes.from_at == now:
        return
    open_yes.until_at = now
    await session.flush()
    session.add(TakingPart(workspace=workspace, person=person_id, from_at=now))
    await session.flush()


async def posts_ever(session: AsyncSession, workspace: str, teams: Collection[str]) -> list[Post]:
    """Return every post there was in the service as a whole and in these teams."""
    found = select(Post).where(
        col(Post.workspace) == workspace, or_(col(Post.team).is_(None), col(Post.team).in_(teams))
    )
    return list((await session.execute(found)).scalars())


async def memberships_ever(session: AsyncSession, workspace: str, teams: Collection[str]) -> list[Membership]:
    """Return every membership there was in these teams."""
    found = select(Membership).where(col(Membership.workspace) == workspace, col(Membership.team).in_(teams))
    return list((await session.execute(found)).scalars())
