"""Applying teams: who is in them, what they work on, and their rhythms."""

from datetime import datetime, time, timedelta

from bot.flows.application import FILE, Application
from bot.flows.messenger import Purpose
from bot.flows.service_file import RhythmPart, TeamPart, slug_of
from practice.cadence import moment_at
from practice.facts import Moment
from storage import focuses, people, rhythms
from storage.tables import Focus, Membership, Rhythm, RhythmVersion, Team


async def apply_teams(run: Application) -> None:
    """Make teams, their people, focus and rhythms be the file's."""
    homes = _homes(run)
    existing = {team.key: team for team in await people.all_teams(run.session, run.workspace)}
    wanted: list[tuple[TeamPart, Team, bool]] = []
    for part in run.file.teams:
        team, is_new = _team(run, part, existing.get(part.known_as))
        wanted.append((part, team, is_new))
    await run.session.flush()
    keys = {part.known_as for part in run.file.teams}
    for key, team in existing.items():
        if key not in keys and team.until_on is None and team.owner == FILE:
            await _end_team(run, team)
    await _apply_memberships(run, wanted, homes)
    for part, team, _ in wanted:
        await _apply_focus(run, part, team)
        await _apply_rhythms(run, part, team)


def _homes(run: Application) -> dict[str, str]:
    homes: dict[str, str] = {}
    for team in run.file.teams:
        for slack in team.practitioners:
            homes.setdefault(slack, team.known_as)
    return homes


def _team(run: Application, part: TeamPart, known: Team | None) -> tuple[Team, bool]:
    if known is None:
        team = Team(
            workspace=run.workspace, key=part.known_as, name=part.name, founded_on=run.today, owner=FILE
        )
        run.session.add(team)
        run.changes.added.append(f"team {part.name} ({part.known_as})")
        return team, True
    if known.until_on is not None:
        known.until_on = None
        run.changes.changed.append(f"team {part.name}: open again")
    if known.name != part.name:
        known.name = part.name
        run.changes.changed.append(f"team {part.known_as}: now called {part.name}")
    return known, False


async def _end_team(run: Application, team: Team) -> None:
    team.until_on = run.today
    for membership in await people.memberships(run.session, run.workspace, team=team.id):
        membership.until_on = run.today
    for rhythm in await rhythms.open_rhythms(run.session, run.workspace, team=team.id):
        rhythm.until_on = run.today
    run.changes.ended.append(f"team {team.name}")


async def _apply_memberships(
    run: Application, wanted: list[tuple[TeamPart, Team, bool]], homes: dict[str, str]
) -> None:
    opening: list[tuple[Team, str, bool, bool]] = []
    left = await people.left_among(run.session, run.workspace, homes)
    for part, team, is_new in wanted:
        open_now = {
            row.person: row for row in await people.memberships(run.session, run.workspace, team=team.id)
        }
        for slack, row in open_now.items():
            is_home = homes.get(slack) == part.known_as
            if row.owner == FILE and (slack not in part.practitioners or row.home != is_home):
                row.until_on = run.today
                if slack not in part.practitioners:
                    run.changes.ended.append(f"{part.name}: {slack} is no longer in the team")
        opening.extend(
            (team, slack, homes[slack] == part.known_as, is_new)
            for slack in part.practitioners
            if slack not in left and (slack not in open_now or open_now[slack].until_on is not None)
        )
    await run.session.flush()
    for team, slack, home, founding in opening:
        run.session.add(
            Membership(
                workspace=run.workspace,
                team=team.id,
                person=slack,
                from_on=run.today,
                home=home,
                founding=founding,
                owner=FILE,
            )
        )
        run.changes.added.append(
            f"{team.name}: {slack} is in the team{'' if home else ' (counted elsewhere)'}"
        )


async def _apply_focus(run: Application, part: TeamPart, team: Team) -> None:
    if run.file.service.focus_options and await focuses.had_any(run.session, run.workspace, team.id):
        return  # The file says where a team begins; what it has chosen since then stands.
    wanted = [slug_of(element) for element in part.focus]
    open_now = {row.element: row for row in await focuses.standing(run.session, run.workspace, team.id)}
    for element, row in open_now.items():
        if element not in wanted and row.owner == FILE:
            row.until_on = run.today
            run.changes.ended.append(f"{part.name}: focus {element}")
    for element in wanted:
        if element not in open_now:
            run.session.add(
                Focus(
                    workspace=run.workspace,
                    team=team.id,
                    element=element,
                    from_on=run.today,
                    owner=FILE,
                )
            )
            run.changes.added.append(f"{part.name}: focus {element}")


async def _apply_rhythms(run: Application, part: TeamPart, team: Team) -> None:
    known = {row.name: row for row in await rhythms.all_rhythms(run.session, run.workspace, team.id)}
    for name, row in known.items():
        named = {rhythm.name for rhythm in part.rhythms}
        if name not in named and row.until_on is None and row.owner == FILE:
            row.until_on = run.today
            run.changes.ended.append(f"{part.name}: rhythm {name}")
    for rhythm in part.rhythms:
        row = await _apply_rhythm(run, part, team, rhythm, known.get(rhythm.name))
        row.owner = FILE


async def _apply_rhythm(
    run: Application, part: TeamPart, team: Team, wanted: RhythmPart, known: Rhythm | None
) -> Rhythm:
    pack = run.library.packs[wanted.pack]
    wish = rhythms.write_wish(wanted.wish(Moment(pack.moment)))
    if known is None:
        known = Rhythm(workspace=run.workspace, team=team.id, name=wanted.name, owner=FILE)
        run.session.add(known)
        await run.session.flush()
        _add_version(run, known, 1, wanted.pack, wish, in_force_at=run.now)
        run.changes.added.append(f"{part.name}: rhythm {wanted.name}")
        return known
    latest = await rhythms.latest_version(run.session, run.workspace, known.id)
    reopened = known.until_on is not None
    known.until_on = None
    if (latest.pack, latest.wish) != (wanted.pack, wish):
        await rhythms.take_back(
            run.session,
            run.workspace,
            purpose=Purpose.NUDGE,
            after=_end_of_today(run),
            rhythm=known.id,
        )
        in_force_at = run.now if reopened else _end_of_today(run)
        _add_version(run, known, latest.number + 1, wanted.pack, wish, in_force_at=in_force_at)
        run.changes.changed.append(f"{part.name}: rhythm {wanted.name}, from its next date")
    elif reopened:
        run.changes.changed.append(f"{part.name}: rhythm {wanted.name} runs again")
    return known


def _end_of_today(run: Application) -> datetime:
    return moment_at(run.today + timedelta(days=1), time(), run.service.zone)


def _add_version(
    run: Application,
    rhythm: Rhythm,
    number: int,
    pack: str,
    wish: dict[str, object],
    *,
    in_force_at: datetime,
) -> None:
    run.session.add(
        RhythmVersion(
            workspace=run.workspace,
            rhythm=rhythm.id,
            number=number,
            pack=pack,
            wish=wish,
            effective_at=in_force_at,
        )
    )
