"""Leaving the workspace and coming back: what a person held ends with them, and opens again as it was."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.application import FILE, Application
from storage import people
from storage.tables import Membership, Person, Post


async def leave_places(session: AsyncSession, person: Person, today: date) -> None:
    """End the memberships and posts of somebody the workspace says has left, until they are back."""
    for membership in await people.memberships(session, person.workspace, person=person.id):
        membership.until_on, membership.until_back = today, True
    for post in await people.posts(session, person.workspace, person=person.id):
        post.until_on, post.until_back = today, True
    await session.flush()


async def return_to_places(session: AsyncSession, person: Person, today: date) -> None:
    """Open anew, from today, what ended when somebody left, in teams that are still there."""
    open_teams = {team.id for team in await people.teams(session, person.workspace)}
    belonged, held = await people.places_kept(session, person.workspace, person.id)
    already = {row.team for row in await people.memberships(session, person.workspace, person=person.id)}
    for row in belonged:
        row.until_back = False
        if row.team in open_teams - already:
            session.add(
                Membership(
                    workspace=row.workspace,
                    team=row.team,
                    person=row.person,
                    from_on=today,
                    home=row.home and not already,
                    founding=row.founding,
                    owner=row.owner,
                )
            )
    for post in held:
        post.until_back = False
        if post.team is None or post.team in open_teams:
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
    await session.flush()


async def let_places_go(run: Application) -> None:
    """Keep no place for somebody who has left where the file no longer gives them one."""
    teams = {team.id: team.key for team in await people.teams(run.session, run.workspace)}
    parts = {part.known_as: part for part in run.file.teams}
    belonged, held = await people.places_kept(run.session, run.workspace)
    for row in belonged:
        part = parts.get(teams.get(row.team, ""))
        row.until_back = row.owner != FILE or (part is not None and row.person in part.practitioners)
    service = run.file.service
    wide = {
        "practice lead": service.practice_leads,
        "commissioner": service.commissioners,
        "administrator": service.administrators,
    }
    for post in held:
        part = parts.get(teams.get(post.team or "", ""))
        own = {"supervisor": part.supervisors, "manager": part.managers} if part else wide
        post.until_back = post.owner != FILE or post.person in own.get(post.capacity, ())
