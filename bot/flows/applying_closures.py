"""Applying closure days: dates on which a team, or every team, is asked nothing."""

from datetime import date, timedelta

from bot.flows.application import Application
from bot.flows.quietening import stir_team
from storage import people, quiets
from storage.quiets import Kind
from storage.tables import QuietTime, Team

A_DAY = timedelta(days=1)


async def apply_closures(run: Application) -> None:
    """Make each team's closures be the file's, and plan anew where they changed; past ones stay."""
    teams = {team.key: team for team in await people.teams(run.session, run.workspace)}
    for part in run.file.teams:
        team = teams[part.known_as]
        own = await _apply(run, team, Kind.CLOSURE, frozenset(part.closures))
        shared = await _apply(run, team, Kind.SERVICE_CLOSURE, frozenset(run.file.service.closures))
        if own or shared:
            await stir_team(run.session, run.service, team.id, run.now)


async def _apply(run: Application, team: Team, kind: Kind, wanted: frozenset[date]) -> bool:
    known = {row.from_on: row for row in await quiets.of_team(run.session, run.workspace, team.id, kind)}
    ended = sorted(on for on in known.keys() - wanted if on >= run.today)
    for on in ended:
        known[on].until_on = on
        run.changes.ended.append(f"{team.name}: {kind.value} on {on:%d %B %Y}")
    added = sorted(wanted - known.keys())
    for on in added:
        run.session.add(
            QuietTime(workspace=run.workspace, team=team.id, kind=kind.value, from_on=on, until_on=on + A_DAY)
        )
        run.changes.added.append(f"{team.name}: {kind.value} on {on:%d %B %Y}")
    return bool(ended or added)
