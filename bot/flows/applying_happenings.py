"""Applying what happened, or will, on a date: training days of teams, and what is dated of one person."""

from collections.abc import Iterable
from datetime import date

from bot.flows.application import FILE, Application
from bot.flows.messenger import Purpose
from bot.flows.service_file import HappeningPart
from storage import happenings, people, rhythms
from storage.tables import Happening


async def apply_happenings(run: Application) -> None:
    """Make the happenings of teams and people be the file's; one no longer named is withdrawn."""
    teams = {team.key: team for team in await people.teams(run.session, run.workspace)}
    for part in run.file.teams:
        team = teams[part.known_as]
        noted = await happenings.happenings(run.session, run.workspace, team=team.id)
        kinds = _apply(run, part.name, part.happenings, noted, team=team.id)
        await _plan_again(run, kinds, team=team.id)
    for person in run.file.people:
        noted = await happenings.happenings(run.session, run.workspace, person=person.slack)
        kinds = _apply(run, f"person {person.slack}", person.happenings, noted, person=person.slack)
        if kinds:
            await rhythms.take_back(
                run.session, run.workspace, purpose=Purpose.NUDGE, after=run.now, person=person.slack
            )


def _apply(
    run: Application,
    called: str,
    parts: Iterable[HappeningPart],
    kept: Iterable[Happening],
    *,
    team: str | None = None,
    person: str | None = None,
) -> set[str]:
    """Add and withdraw, and return the kinds that changed."""
    wanted = {(part.kind, part.on) for part in parts}
    known: dict[tuple[str, date], Happening] = {(row.kind, row.on): row for row in kept if row.owner == FILE}
    for key in sorted(set(known) - wanted):
        known[key].withdrawn_on = run.today
        run.changes.ended.append(f"{called}: {_words(*key)}")
    for kind, on in sorted(wanted - set(known)):
        noted = Happening(
            workspace=run.workspace, team=team, person=person, kind=kind, on=on, noted_at=run.now
        )
        run.session.add(noted)
        run.changes.added.append(f"{called}: {_words(kind, on)}")
    return {kind for kind, _ in wanted ^ set(known)}


async def _plan_again(run: Application, kinds: set[str], *, team: str) -> None:
    """Take back what rhythms that count from these kinds have planned, so that it is planned anew."""
    for rhythm in await rhythms.open_rhythms(run.session, run.workspace, team=team):
        version = await rhythms.latest_version(run.session, run.workspace, rhythm.id)
        after = rhythms.read_wish(version.wish).after
        if after is not None and after.event in kinds:
            await rhythms.take_back(
                run.session, run.workspace, purpose=Purpose.NUDGE, after=run.now, rhythm=rhythm.id
            )


def _words(kind: str, on: date) -> str:
    return f"{kind} on {on.day} {on:%B %Y}"
