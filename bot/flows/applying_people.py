"""Applying the service, its people, posts and supervision."""

from collections.abc import Iterable

from bot.errors import Mistaken
from bot.flows.application import FILE, Application
from bot.flows.service_file import PersonPart, slug_of
from practice.facts import WorkingPattern
from practice.privacy import MINIMUM_GROUP, ThresholdLowered, raised
from storage import people, workspaces
from storage.patterns import patterns_of, write_pattern
from storage.tables import Pattern, Person, Post, RoleHeld, Signpost, SupervisionPair, TakingPart, Threshold


async def apply_service(run: Application) -> None:
    """Make the service's name, hours, calendar and signposts be the file's."""
    part = run.file.service
    wanted = {
        "name": part.name,
        "calendar": part.calendar,
        "zone": part.zone,
        "hours_start": part.hours.starts,
        "hours_end": part.hours.ends,
        "focus_options": [slug_of(element) for element in part.focus_options],
    }
    for key, value in wanted.items():
        if getattr(run.service, key) != value:
            setattr(run.service, key, value)
            run.changes.changed.append(f"service: {key.replace('_', ' ')} is now {value}")
    posts = [
        Signpost(
            workspace=run.workspace,
            number=number,
            name=signpost.name,
            contact=signpost.contact,
            said_when=signpost.when,
            roles=list(signpost.roles),
            hours=signpost.hours,
        )
        for number, signpost in enumerate(part.signposts)
    ]
    if await workspaces.replace_signposts(run.session, run.workspace, posts):
        run.changes.changed.append("service: signposts")


async def apply_threshold(run: Application) -> None:
    """Raise the smallest group; it never falls."""
    current = await workspaces.threshold_at(run.session, run.workspace, run.now, lowest=MINIMUM_GROUP)
    try:
        value = raised(current, run.file.service.minimum_group)
    except ThresholdLowered as error:
        raise Mistaken(f"service.minimum_group: {error}") from None
    if value > current:
        run.session.add(
            Threshold(workspace=run.workspace, kind=workspaces.GROUP, from_at=run.now, value=value)
        )
        run.changes.changed.append(f"service: minimum group is now {value}, from each team's next window")


async def apply_people(run: Application) -> None:
    """Know everybody the file names."""
    for slack in run.file.everyone():
        if await people.person(run.session, run.workspace, slack) is None:
            run.session.add(Person(workspace=run.workspace, id=slack, known_from_on=run.today))
            run.changes.added.append(f"person {slack}")
    await run.session.flush()
    for part in run.file.people:
        await _apply_person(run, part)


async def _apply_person(run: Application, part: PersonPart) -> None:
    person = await people.person(run.session, run.workspace, part.slack)
    if person is None:
        raise LookupError(part.slack)
    if part.started_on is not None and person.started_on != part.started_on:
        person.started_on = part.started_on
        run.changes.changed.append(f"person {part.slack}: started on {part.started_on:%d %B %Y}")
    if part.preferred_time is not None and person.preferred_at != part.preferred_time:
        person.preferred_at = part.preferred_time
        run.changes.changed.append(f"person {part.slack}: preferred time {part.preferred_time:%H:%M}")
    if part.role is not None:
        await _apply_role(run, part.slack, part.role)
    pattern = part.pattern(run.file.service.hours)
    if pattern is not None:
        await _apply_pattern(run, part.slack, pattern)
    if part.taking_part == "agreed" and person.welcomed_at is None:
        await _note_agreed(run, part.slack)


async def _note_agreed(run: Application, slack: str) -> None:
    if not await people.has_ever_taken_part(run.session, run.workspace, slack):
        run.session.add(TakingPart(workspace=run.workspace, person=slack, from_at=run.now))
        run.changes.changed.append(f"person {slack}: taking part, as agreed elsewhere")


async def _apply_role(run: Application, slack: str, role: str) -> None:
    held = await people.held_role(run.session, run.workspace, slack)
    if held is not None and held.role == role:
        return
    if held is not None and held.from_on == run.today:
        held.role = role
    else:
        if held is not None:
            held.until_on = run.today
            await run.session.flush()
        run.session.add(RoleHeld(workspace=run.workspace, person=slack, from_on=run.today, role=role))
    run.changes.changed.append(f"person {slack}: role {role}")


async def _apply_pattern(run: Application, slack: str, pattern: WorkingPattern) -> None:
    kept = (await patterns_of(run.session, run.workspace, [slack])).get(slack, [])
    if kept and kept[-1][1] == pattern:
        return
    written = write_pattern(pattern)
    today = await run.session.get(Pattern, (run.workspace, slack, run.today))
    if today is not None:
        today.pattern = written
    else:
        run.session.add(Pattern(workspace=run.workspace, person=slack, from_on=run.today, pattern=written))
    run.changes.changed.append(f"person {slack}: working pattern")


async def apply_posts(run: Application) -> None:
    """Begin and end posts: practice leads, commissioners, administrators, supervisors, managers."""
    teams = {team.key: team for team in await people.teams(run.session, run.workspace)}
    service = run.file.service
    wanted: set[tuple[str, str, str | None]] = {
        *((slack, "practice lead", None) for slack in service.practice_leads),
        *((slack, "commissioner", None) for slack in service.commissioners),
        *((slack, "administrator", None) for slack in service.administrators),
    }
    for part in run.file.teams:
        team = teams[part.known_as].id
        wanted.update((slack, "supervisor", team) for slack in part.supervisors)
        wanted.update((slack, "manager", team) for slack in part.managers)
    held = {
        (post.person, post.capacity, post.team): post
        for post in await people.posts(run.session, run.workspace)
        if post.owner == FILE
    }
    names = {team.id: team.name for team in teams.values()}
    for key in _in_order(set(held) - wanted):
        held[key].until_on = run.today
        run.changes.ended.append(_post_words(key, names))
    left = await people.left_among(run.session, run.workspace, {key[0] for key in wanted})
    for key in _in_order({key for key in wanted - set(held) if key[0] not in left}):
        person, capacity, team_id = key
        run.session.add(
            Post(
                workspace=run.workspace,
                person=person,
                capacity=capacity,
                team=team_id,
                from_on=run.today,
                owner=FILE,
            )
        )
        run.changes.added.append(_post_words(key, names))


async def apply_supervision(run: Application) -> None:
    """Begin and end supervision pairs."""
    wanted = {(pair.practitioner, pair.supervisor, pair.kind) for pair in run.file.supervision}
    held = {
        (row.practitioner, row.supervisor, row.kind): row
        for row in await people.supervision_pairs(run.session, run.workspace)
    }
    for key in sorted(set(held) - wanted):
        held[key].until_on = run.today
        run.changes.ended.append(f"{key[2]} supervision of {key[0]} by {key[1]}")
    for practitioner, supervisor, kind in sorted(wanted - set(held)):
        run.session.add(
            SupervisionPair(
                workspace=run.workspace,
                practitioner=practitioner,
                supervisor=supervisor,
                kind=kind,
                from_on=run.today,
            )
        )
        run.changes.added.append(f"{kind} supervision of {practitioner} by {supervisor}")


def _in_order(keys: Iterable[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    return sorted(keys, key=lambda key: (key[1], key[2] or "", key[0]))


def _post_words(key: tuple[str, str, str | None], teams: dict[str, str]) -> str:
    person, capacity, team = key
    return f"{capacity} {person}{f' of {teams.get(team, team)}' if team else ''}"
