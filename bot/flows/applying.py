"""Applying a service file: people, teams and rhythms become what it says, and nothing else is touched."""

from bot.errors import Mistaken
from bot.flows.application import Application, Changes
from bot.flows.applying_closures import apply_closures
from bot.flows.applying_happenings import apply_happenings
from bot.flows.applying_people import (
    apply_people,
    apply_posts,
    apply_service,
    apply_supervision,
    apply_threshold,
)
from bot.flows.applying_teams import apply_teams
from bot.flows.applying_typing import apply_typing
from bot.flows.calendars import calendars
from bot.flows.ground import Ground, local_date
from bot.flows.leaving import let_places_go
from bot.flows.service_file import RhythmPart, ServiceFile, slug_of
from practice.facts import Moment
from practice.rhythm_rules import faults, faults_together
from prompts.library import Library
from storage import people, shares


class Applying:
    """Makes the service what a file says; one fault refuses the whole file."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def apply(self, file: ServiceFile, *, rehearse: bool = False) -> Changes:
        """Apply `file` and return what changed; raise Mistaken with the place and the reason."""
        check_against_library(file, self._ground.library)
        changes = Changes()
        async with self._ground.writing() as session:
            now = self._ground.clock()
            run = Application(
                session=session,
                service=await self._ground.service(session, alone=True),
                file=file,
                library=self._ground.library,
                now=now,
                today=local_date(now, file.service.zone),
                changes=changes,
            )
            await apply_service(run)
            await apply_typing(run)
            await apply_threshold(run)
            await apply_people(run)
            await apply_teams(run)
            await apply_happenings(run)
            await apply_closures(run)
            await check_beside_the_team(run)
            await apply_posts(run)
            await let_places_go(run)
            await apply_supervision(run)
            await session.flush()
            await shares.end_unsupervised(session, run.workspace, now)
            if not rehearse:
                await session.commit()
        return changes


def check_against_library(file: ServiceFile, library: Library) -> None:
    """Raise Mistaken for a pack, an element or a rhythm that cannot be."""
    _check_elements("service.focus_options", file.service.focus_options, library)
    for number, team in enumerate(file.teams):
        place = f"teams[{number}]"
        _check_elements(f"{place}.focus", team.focus, library)
        for index, rhythm in enumerate(team.rhythms):
            _check_rhythm(f"{place}.rhythms[{index}]", rhythm, library)


def _check_elements(place: str, elements: tuple[str, ...], library: Library) -> None:
    for index, element in enumerate(elements):
        if slug_of(element) not in library.cards:
            known = ", ".join(sorted(library.cards))
            raise Mistaken(f"{place}[{index}]: there is no practice element {element!r}; choose from {known}")


async def check_beside_the_team(run: Application) -> None:
    """Raise Mistaken for a rhythm outside its people's hours, or one that asks too often beside others."""
    teams = {team.key: team for team in await people.teams(run.session, run.workspace)}
    for number, part in enumerate(run.file.teams):
        members = await people.memberships(run.session, run.workspace, team=teams[part.known_as].id)
        known = await people.some_people(run.session, run.workspace, {row.person for row in members})
        days = await calendars(run.session, run.service, list(known.values()), on=run.today)
        wishes = [each.wish(Moment(run.library.packs[each.pack].moment)) for each in part.rhythms]
        for index, wish in enumerate(wishes):
            place = f"teams[{number}].rhythms[{index}]"
            for fault in faults(wish, members=list(days.values())):
                raise Mistaken(f"{place}: {fault}")
            for found in faults_together(wish, wishes[:index]):
                raise Mistaken(f"{place}: {found.sentence}")


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
