"""What changed about a service and its teams, each with its date, as *How it's set up* lists it."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground, local_date
from practice.rhythm_rules import in_words
from storage import focuses, people, quiets, records, rhythms
from storage.quiets import Kind
from storage.tables import Workspace

Change = tuple[date, str]

_QUIET = {
    Kind.EMERGENCY: "a quiet day",
    Kind.HOLD: "questions stopped after something serious",
}


async def changes_of(
    session: AsyncSession, ground: Ground, service: Workspace, teams: Collection[str]
) -> tuple[Change, ...]:
    """Return what changed, newest first: role holders, and these teams' people, focus, rhythms and quiet."""
    called = {team.id: team.name for team in await people.all_teams(session, service.id)}
    of_teams = {team: called[team] for team in teams if team in called}
    noted = [
        (local_date(row.at, service.zone), row.about) for row in await records.of_set_up(session, service.id)
    ]
    found = [
        *noted,
        *await _people(session, service, of_teams),
        *await _focus(session, ground, service, of_teams),
        *await _rhythms(session, service, of_teams),
        *await _quiet(session, service, of_teams),
    ]
    return tuple(sorted(found, key=lambda change: (-change[0].toordinal(), change[1])))


async def _people(session: AsyncSession, service: Workspace, teams: dict[str, str]) -> list[Change]:
    known = await people.names(session, service.id)
    found: list[Change] = []
    for post in await people.posts_ever(session, service.id, teams):
        of = f" of {teams[post.team]}" if post.team else ""
        who = f"{known.get(post.person, post.person)} as {post.capacity}{of}"
        found += _span(who, "began", post.from_on, "ended", post.until_on)
    for row in await people.memberships_ever(session, service.id, teams):
        who = f"{known.get(row.person, row.person)} in {teams[row.team]}"
        span = _span(who, "joined the team", row.from_on, "left the team", row.until_on)
        found += span[1:] if row.founding else span
    return found


async def _focus(
    session: AsyncSession, ground: Ground, service: Workspace, teams: dict[str, str]
) -> list[Change]:
    cards = ground.library.cards
    found: list[Change] = []
    for row in await focuses.ever(session, service.id, teams):
        name = cards[row.element].name if row.element in cards else row.element
        found += _span(
            f"{teams[row.team]}: {name}", "became a focus", row.from_on, "ended as a focus", row.until_on
        )
    return found


async def _rhythms(session: AsyncSession, service: Workspace, teams: dict[str, str]) -> list[Change]:
    found: list[Change] = []
    for team, team_name in teams.items():
        rows = {row.id: row for row in await rhythms.all_rhythms(session, service.id, team)}
        for (rhythm, _), version in (await rhythms.some_versions(session, service.id, rows)).items():
            on = local_date(version.effective_at, service.zone)
            said = f"{team_name}: {rows[rhythm].name}: {in_words(rhythms.read_wish(version.wish))}"
            found.append((on, said))
        found += [(row.until_on, f"{team_name}: {row.name}: ended") for row in rows.values() if row.until_on]
    return found


async def _quiet(session: AsyncSession, service: Workspace, teams: dict[str, str]) -> list[Change]:
    rows = await quiets.quiets(session, service.id, people_ids=(), team_ids=teams)
    return [
        (row.from_on, f"{teams[row.team]}: {_QUIET[Kind(row.kind)]}")
        for row in rows
        if row.team is not None and Kind(row.kind) in _QUIET
    ]


def _span(who: str, began: str, from_on: date, ended: str, until_on: date | None) -> list[Change]:
    return [(from_on, f"{who}: {began}"), *([(until_on, f"{who}: {ended}")] if until_on else [])]
