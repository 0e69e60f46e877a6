"""Leaving the workspace and coming back: what a person held ends with them, and opens again as it was."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from storage import people
from storage.tables import Membership, Person, Post


async def leave_places(session: AsyncSession, person: Person, today: date) -> None:
    """End the memberships and posts of somebody the workspace says has left."""
    for membership in await people.memberships(session, person.workspace, person=person.id):
        membership.until_on = today
    for post in await people.posts(session, person.workspace, person=person.id):
        post.until_on = today
    await session.flush()


async def return_to_places(session: AsyncSession, person: Person, *, left_on: date, today: date) -> None:
    """Open anew, from today, what ended on the day somebody left, in teams that are still there."""
    open_teams = {team.id for team in await people.teams(session, person.workspace)}
    belongs, holds = await people.ended_places(session, person.workspace, person.id, left_on)
    current = await people.memberships(session, person.workspace, person=person.id)
    known = {row.team for row in current}
    has_home = any(row.home for row in current)
    for row in belongs:
        if row.team in open_teams - known:
            session.add(
                Membership(
                    workspace=row.workspace,
                    team=row.team,
                    person=row.person,
                    from_on=today,
                    home=row.home and not has_home,
                    founding=row.founding,
                    owner=row.owner,
                )
            )
            known.add(row.team)
    held = {
        (post.capacity, post.team) for post in await people.posts(session, person.workspace, person=person.id)
    }
    for post in holds:
        if (post.capacity, post.team) not in held and (post.team is None or post.team in open_teams):
            session.add(
                Post(
                    workspace=post.workspace,
                    person=post.person,
                    capacity=post.capacity,
                    team=post.team,
                    from_on=today,
                    owner=post.owner,
                )
            )
            held.add((post.capacity, post.team))
    await session.flush()
