"""Applying a service file: people, teams and rhythms become what it says, and nothing else is touched."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.ground import Ground, local_date
from bot.flows.messenger import Purpose
from bot.flows.service_file import PersonPart, RhythmPart, ServiceFile, ServicePart, TeamPart
from practice.cadence import moment_at
from practice.facts import Moment, WorkingPattern
from practice.privacy import MINIMUM_GROUP, ThresholdLowered, raised
from practice.rhythm_rules import faults
from prompts.library import Library
from storage import people, rhythms, workspaces
from storage.tables import (
    Focus,
    Membership,
    Pattern,
    Person,
    Post,
    Rhythm,
    RhythmVersion,
    RoleHeld,
    Signpost,
    SupervisionPair,
    TakingPart,
    Team,
    Threshold,
    Workspace,
)

FILE = "file"


@dataclass(frozen=True, slots=True)
class Changes:
    """What applying did, each a line a person can read."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether everything was as the file says already."""
        return not (self.added or self.changed or self.ended)


class Applying:
    """Makes the service what a file says; one fault refuses the whole file."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def apply(self, file: ServiceFile, *, rehearse: bool = False) -> Changes:
        """Apply `file` and return what changed; raise Mistaken with the place and the reason."""
        check_against_library(file, self._ground.library)
        changes = Changes()
        async with self._ground.writing() as session:
            service = await self._ground.service(session)
            await _Application(session, service, file, self._ground, changes).run()
            await session.flush()
            if not rehearse:
                await session.commit()
        return changes


def check_against_library(file: ServiceFile, library: Library) -> None:
    """Raise Mistaken for a pack, an element or a rhythm that cannot be."""
    for number, team in enumerate(file.teams):
        place = f"teams[{number}]"
        for index, element in enumerate(team.focus):
            if slug_of(element) not in library.cards:
                known = ", ".join(sorted(library.cards))
                raise Mistaken(
                    f"{place}.focus[{index}]: there is no practice element {element!r}; choose from {known}"
                )
        for index, rhythm in enumerate(team.rhythms):
            _check_rhythm(f"{place}.rhythms[{index}]", rhythm, library)


def _check_rhythm(place: str, rhythm: RhythmPart, library: Library) -> None:
    pack = library.packs.get(rhythm.pack)
    if pack is None:
        raise Mistaken(f"{place}.pack: there is no pack {rhythm.pack!r}; `inrole prompts list` shows them")
    if not pack.sent:
        raise Mistaken(
            f"{place}.pack: {rhythm.pack!r} is never sent; people find it in /reflect when they choose"
        )
    for fault in faults(rhythm.wish(Moment(pack.moment))):
        raise Mistaken(f"{place}: {fault}")


def slug_of(name: str) -> str:
    """Return a practice element's slug from its slug or its name."""
    return "-".join(name.lower().replace("'", "").replace("\u2019", "").split())


class _Application:
    """One run over one file in one transaction."""

    def __init__(
        self, session: AsyncSession, service: Workspace, file: ServiceFile, ground: Ground, changes: Changes
    ) -> None:
        self.session = session
        self.service = service
        self.file = file
        self.library = ground.library
        self.changes = changes
        self.now: datetime = ground.clock()
        self.today: date = local_date(self.now, file.service.zone)

    @property
    def workspace(self) -> str:
        return self.service.id

    async def run(self) -> None:
        await self._apply_service(self.file.service)
        await self._apply_threshold(self.file.service.minimum_group)
        await self._apply_people()
        await self._apply_teams()
        await self._apply_posts()
        await self._apply_supervision()

    async def _apply_service(self, part: ServicePart) -> None:
        wanted = {
            "name": part.name,
            "calendar": part.calendar,
            "zone": part.zone,
            "hours_start": part.hours.starts,
            "hours_end": part.hours.ends,
        }
        for key, value in wanted.items():
            if getattr(self.service, key) != value:
                setattr(self.service, key, value)
                self.changes.changed.append(f"service: {key.replace('_', ' ')} is now {value}")
        posts = [
            Signpost(
                workspace=self.workspace,
                number=number,
                name=signpost.name,
                contact=signpost.contact,
                said_when=signpost.when,
                roles=list(signpost.roles),
                hours=signpost.hours,
            )
            for number, signpost in enumerate(part.signposts)
        ]
        if await workspaces.replace_signposts(self.session, self.workspace, posts):
            self.changes.changed.append("service: signposts")

    async def _apply_threshold(self, wanted: int) -> None:
        current = await workspaces.threshold_at(self.session, self.workspace, self.now, lowest=MINIMUM_GROUP)
        try:
            value = raised(current, wanted)
        except ThresholdLowered as error:
            raise Mistaken(f"service.minimum_group: {error}") from None
        if value > current:
            self.session.add(
                Threshold(workspace=self.workspace, kind=workspaces.GROUP, from_at=self.now, value=value)
            )
            self.changes.changed.append(
                f"service: minimum group is now {value}, from each team's next window"
            )

    async def _apply_people(self) -> None:
        for slack in self.file.everyone():
            if await people.person(self.session, self.workspace, slack) is None:
                self.session.add(Person(workspace=self.workspace, id=slack, known_from_on=self.today))
                self.changes.added.append(f"person {slack}")
        await self.session.flush()
        for part in self.file.people:
            await self._apply_person(part)

    async def _apply_person(self, part: PersonPart) -> None:
        person = await people.person(self.session, self.workspace, part.slack)
        if person is None:
            raise LookupError(part.slack)
        if part.started_on is not None and person.started_on != part.started_on:
            person.started_on = part.started_on
            self.changes.changed.append(f"person {part.slack}: started on {part.started_on:%d %B %Y}")
        if part.preferred_time is not None and person.preferred_at != part.preferred_time:
            person.preferred_at = part.preferred_time
            self.changes.changed.append(f"person {part.slack}: preferred time {part.preferred_time:%H:%M}")
        if part.role is not None:
            await self._apply_role(part.slack, part.role)
        pattern = part.pattern(self.file.service.hours)
        if pattern is not None:
            await self._apply_pattern(part.slack, pattern)
        if part.taking_part == "agreed" and person.welcomed_at is None:
            await self._note_agreed(part.slack)

    async def _note_agreed(self, slack: str) -> None:
        if not await people.has_ever_taken_part(self.session, self.workspace, slack):
            self.session.add(TakingPart(workspace=self.workspace, person=slack, from_at=self.now))
            self.changes.changed.append(f"person {slack}: taking part, as agreed elsewhere")

    async def _apply_role(self, slack: str, role: str) -> None:
        held = await people.held_role(self.session, self.workspace, slack)
        if held is not None and held.role == role:
            return
        if held is not None and held.from_on == self.today:
            held.role = role
        else:
            if held is not None:
                held.until_on = self.today
                await self.session.flush()
            self.session.add(RoleHeld(workspace=self.workspace, person=slack, from_on=self.today, role=role))
        self.changes.changed.append(f"person {slack}: role {role}")

    async def _apply_pattern(self, slack: str, pattern: WorkingPattern) -> None:
        kept = (await people.patterns(self.session, self.workspace, [slack])).get(slack, [])
        if kept and kept[-1][1] == pattern:
            return
        written = people.write_pattern(pattern)
        today = await self.session.get(Pattern, (self.workspace, slack, self.today))
        if today is not None:
            today.pattern = written
        else:
            self.session.add(
                Pattern(workspace=self.workspace, person=slack, from_on=self.today, pattern=written)
            )
        self.changes.changed.append(f"person {slack}: working pattern")

    async def _apply_teams(self) -> None:
        homes = self._homes()
        existing = {team.key: team for team in await people.all_teams(self.session, self.workspace)}
        wanted: list[tuple[TeamPart, Team, bool]] = []
        for part in self.file.teams:
            team, is_new = self._team(part, existing.get(part.known_as))
            wanted.append((part, team, is_new))
        await self.session.flush()
        keys = {part.known_as for part in self.file.teams}
        for key, team in existing.items():
            if key not in keys and team.until_on is None and team.owner == FILE:
                await self._end_team(team)
        await self._apply_memberships(wanted, homes)
        for part, team, _ in wanted:
            await self._apply_focus(part, team)
            await self._apply_rhythms(part, team)

    def _homes(self) -> dict[str, str]:
        homes: dict[str, str] = {}
        for team in self.file.teams:
            for slack in team.practitioners:
                homes.setdefault(slack, team.known_as)
        return homes

    def _team(self, part: TeamPart, known: Team | None) -> tuple[Team, bool]:
        if known is None:
            team = Team(
                workspace=self.workspace, key=part.known_as, name=part.name, founded_on=self.today, owner=FILE
            )
            self.session.add(team)
            self.changes.added.append(f"team {part.name} ({part.known_as})")
            return team, True
        if known.until_on is not None:
            known.until_on = None
            self.changes.changed.append(f"team {part.name}: open again")
        if known.name != part.name:
            known.name = part.name
            self.changes.changed.append(f"team {part.known_as}: now called {part.name}")
        return known, False

    async def _end_team(self, team: Team) -> None:
        team.until_on = self.today
        for membership in await people.memberships(self.session, self.workspace, team=team.id):
            membership.until_on = self.today
        for rhythm in await rhythms.open_rhythms(self.session, self.workspace, team=team.id):
            rhythm.until_on = self.today
        self.changes.ended.append(f"team {team.name}")

    async def _apply_memberships(
        self, wanted: list[tuple[TeamPart, Team, bool]], homes: dict[str, str]
    ) -> None:
        opening: list[tuple[Team, str, bool, bool]] = []
        for part, team, is_new in wanted:
            open_now = {
                row.person: row
                for row in await people.memberships(self.session, self.workspace, team=team.id)
            }
            for slack, row in open_now.items():
                is_home = homes.get(slack) == part.known_as
                if row.owner == FILE and (slack not in part.practitioners or row.home != is_home):
                    row.until_on = self.today
                    if slack not in part.practitioners:
                        self.changes.ended.append(f"{part.name}: {slack} is no longer in the team")
            opening.extend(
                (team, slack, homes[slack] == part.known_as, is_new)
                for slack in part.practitioners
                if slack not in open_now or open_now[slack].until_on is not None
            )
        await self.session.flush()
        for team, slack, home, founding in opening:
            self.session.add(
                Membership(
                    workspace=self.workspace,
                    team=team.id,
                    person=slack,
                    from_on=self.today,
                    home=home,
                    founding=founding,
                    owner=FILE,
                )
            )
            self.changes.added.append(
                f"{team.name}: {slack} is in the team{'' if home else ' (counted elsewhere)'}"
            )

    async def _apply_focus(self, part: TeamPart, team: Team) -> None:
        wanted = [slug_of(element) for element in part.focus]
        open_now = {row.element: row for row in await people.focus(self.session, self.workspace, team.id)}
        for element, row in open_now.items():
            if element not in wanted and row.owner == FILE:
                row.until_on = self.today
                self.changes.ended.append(f"{part.name}: focus {element}")
        for element in wanted:
            if element not in open_now:
                self.session.add(
                    Focus(
                        workspace=self.workspace,
                        team=team.id,
                        element=element,
                        from_on=self.today,
                        owner=FILE,
                    )
                )
                self.changes.added.append(f"{part.name}: focus {element}")

    async def _apply_rhythms(self, part: TeamPart, team: Team) -> None:
        known = {row.name: row for row in await rhythms.all_rhythms(self.session, self.workspace, team.id)}
        for name, row in known.items():
            named = {rhythm.name for rhythm in part.rhythms}
            if name not in named and row.until_on is None and row.owner == FILE:
                row.until_on = self.today
                self.changes.ended.append(f"{part.name}: rhythm {name}")
        for rhythm in part.rhythms:
            await self._apply_rhythm(part, team, rhythm, known.get(rhythm.name))

    async def _apply_rhythm(
        self, part: TeamPart, team: Team, wanted: RhythmPart, known: Rhythm | None
    ) -> None:
        pack = self.library.packs[wanted.pack]
        wish = rhythms.write_wish(wanted.wish(Moment(pack.moment)))
        if known is None:
            known = Rhythm(workspace=self.workspace, team=team.id, name=wanted.name, owner=FILE)
            self.session.add(known)
            await self.session.flush()
            self._add_version(known, 1, wanted.pack, wish)
            self.changes.added.append(f"{part.name}: rhythm {wanted.name}")
            return
        latest = await rhythms.latest_version(self.session, self.workspace, known.id)
        reopened = known.until_on is not None
        known.until_on = None
        if (latest.pack, latest.wish) != (wanted.pack, wish):
            await rhythms.take_back(
                self.session,
                self.workspace,
                purpose=Purpose.NUDGE,
                after=self._end_of_today(),
                rhythm=known.id,
            )
            self._add_version(known, latest.number + 1, wanted.pack, wish)
            self.changes.changed.append(f"{part.name}: rhythm {wanted.name}, from its next date")
        elif reopened:
            self.changes.changed.append(f"{part.name}: rhythm {wanted.name} runs again")

    def _end_of_today(self) -> datetime:
        return moment_at(self.today + timedelta(days=1), time(), self.service.zone)

    def _add_version(self, rhythm: Rhythm, number: int, pack: str, wish: dict[str, object]) -> None:
        self.session.add(
            RhythmVersion(
                workspace=self.workspace,
                rhythm=rhythm.id,
                number=number,
                pack=pack,
                wish=wish,
                effective_at=self.now,
            )
        )

    async def _apply_posts(self) -> None:
        teams = {team.key: team for team in await people.teams(self.session, self.workspace)}
        service = self.file.service
        wanted: set[tuple[str, str, str | None]] = {
            *((slack, "practice lead", None) for slack in service.practice_leads),
            *((slack, "commissioner", None) for slack in service.commissioners),
            *((slack, "administrator", None) for slack in service.administrators),
        }
        for part in self.file.teams:
            team = teams[part.known_as].id
            wanted.update((slack, "supervisor", team) for slack in part.supervisors)
            wanted.update((slack, "manager", team) for slack in part.managers)
        held = {
            (post.person, post.capacity, post.team): post
            for post in await people.posts(self.session, self.workspace)
            if post.owner == FILE
        }
        names = {team.id: team.name for team in teams.values()}
        for key in _in_order(set(held) - wanted):
            held[key].until_on = self.today
            self.changes.ended.append(_post_words(key, names))
        for key in _in_order(wanted - set(held)):
            person, capacity, team_id = key
            self.session.add(
                Post(
                    workspace=self.workspace,
                    person=person,
                    capacity=capacity,
                    team=team_id,
                    from_on=self.today,
                    owner=FILE,
                )
            )
            self.changes.added.append(_post_words(key, names))

    async def _apply_supervision(self) -> None:
        wanted = {(pair.practitioner, pair.supervisor, pair.kind) for pair in self.file.supervision}
        held = {
            (row.practitioner, row.supervisor, row.kind): row
            for row in await people.supervision_pairs(self.session, self.workspace)
        }
        for key in sorted(set(held) - wanted):
            held[key].until_on = self.today
            self.changes.ended.append(f"{key[2]} supervision of {key[0]} by {key[1]}")
        for practitioner, supervisor, kind in sorted(wanted - set(held)):
            self.session.add(
                SupervisionPair(
                    workspace=self.workspace,
                    practitioner=practitioner,
                    supervisor=supervisor,
                    kind=kind,
                    from_on=self.today,
                )
            )
            self.changes.added.append(f"{kind} supervision of {practitioner} by {supervisor}")


def _in_order(keys: Iterable[tuple[str, str, str | None]]) -> list[tuple[str, str, str | None]]:
    return sorted(keys, key=lambda key: (key[1], key[2] or "", key[0]))


def _post_words(key: tuple[str, str, str | None], teams: dict[str, str]) -> str:
    person, capacity, team = key
    return f"{capacity} {person}{f' of {teams.get(team, team)}' if team else ''}"
