"""Rhythms: where managers start, change and end them, and are shown the wish and nothing personal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, NotAllowed, Unknown
from bot.flows.application import FILE
from bot.flows.ground import Ground, local_date
from bot.flows.messenger import Purpose
from bot.flows.reading import NO_SUCH
from bot.flows.rhythm_preview import team_days, wished_for
from bot.flows.rhythm_seen import Draft, DraftSeen, RhythmSeen, TeamRhythms
from practice import templates
from practice.cadence import moment_at
from practice.facts import Moment, Wish
from practice.rhythm_rules import (
    DATES,
    ENDS_ON,
    LATEST,
    STARTS_ON,
    Fault,
    faults_of,
    faults_together,
    in_words,
)
from storage import people, rhythms, workspaces
from storage.tables import Rhythm, RhythmVersion, Team, Workspace

FORM = "form"
MANAGER = "manager"
WEEKS_SHOWN = 8
NOT_A_MANAGER = "Rhythms are set by the managers of a team, and you manage none here."
OF_THE_FILE = "This rhythm is kept in the service file; whoever runs Inrole in your service changes it there."
NO_TEMPLATE = "Choose one of the templates to start from."


class Faulty(Mistaken):
    """A rhythm that cannot start as it stands; `faults` say beside each field what to change."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(" ".join(fault.sentence for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Considered:
    """A draft looked at in one transaction."""

    seen: DraftSeen
    team: Team
    template: templates.Template
    wish: Wish
    rhythm: Rhythm | None


class Rhythms:
    """A team's rhythms, for its managers."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def managed(self, person: str) -> tuple[TeamRhythms, ...]:
        """Return the teams a person manages with their rhythms; raise NotAllowed where there is none."""
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            manages = {
                post.team
                for post in await people.posts(session, service.id, person=person)
                if post.capacity == MANAGER
            }
            found = [
                await self._team(session, service, team)
                for team in await people.teams(session, service.id)
                if team.id in manages
            ]
        if not found:
            raise NotAllowed(NOT_A_MANAGER)
        return tuple(found)

    async def consider(
        self, person: str, team_key: str, draft: Draft | None = None, *, rhythm: str | None = None
    ) -> DraftSeen:
        """Return a draft with its faults and its eight weeks; saves nothing.

        Without a draft it is what a rhythm wishes now, or the first template. Raise Unknown where the person
        does not manage the team, NotAllowed for a rhythm of the service file.
        """
        async with self._ground.reading() as session:
            return (await self._consider(session, person, team_key, draft, rhythm)).seen

    async def start(self, person: str, team_key: str, draft: Draft, *, key: str) -> str:
        """Start a rhythm for the whole team and return what to say; raise Faulty with what to change."""
        async with self._ground.writing.begin() as session:
            found = await self._consider(session, person, team_key, draft, None)
            runs_already = await self._runs(session, found)
            if found.seen.faults and not runs_already:
                raise Faulty(found.seen.faults)
            if await self._is_first(session, key) and not runs_already:
                await self._save(session, found)
        return f"{found.template.name} has started for {found.team.name}.{_first(found.seen)}"

    async def change(self, person: str, team_key: str, rhythm: str, draft: Draft, *, key: str) -> str:
        """Change a rhythm from its next date on and return what to say; raise Faulty with what to change."""
        async with self._ground.writing.begin() as session:
            found = await self._consider(session, person, team_key, draft, rhythm)
            if found.seen.faults:
                raise Faulty(found.seen.faults)
            if await self._is_first(session, key) and not await self._runs(session, found):
                await self._save(session, found)
        return f"Changed. It takes effect from its next date.{_first(found.seen)}"

    async def end(self, person: str, team_key: str, rhythm: str, *, key: str) -> str:
        """End a rhythm today and return what to say; questions already asked stay open."""
        async with self._ground.writing.begin() as session:
            team = await self._managed(session, person, team_key)
            row = await self._ours(session, team, rhythm)
            if await self._is_first(session, key) and row.until_on is None:
                service = await self._ground.service(session)
                now = self._ground.clock()
                row.until_on = local_date(now, service.zone)
                await rhythms.take_back(session, service.id, purpose=Purpose.NUDGE, after=now, rhythm=row.id)
        return f"{row.name} has ended. Questions already asked stay open until they expire."

    async def _consider(
        self, session: AsyncSession, person: str, team_key: str, draft: Draft | None, rhythm: str | None
    ) -> _Considered:
        team = await self._managed(session, person, team_key)
        service = await self._ground.service(session)
        row = None if rhythm is None else await self._ours(session, team, rhythm)
        today = local_date(self._ground.clock(), service.zone)
        kept = None if row is None else await self._wish_of(session, row)
        draft = draft or _draft_of(kept, today)
        chosen = templates.template(draft.template)
        if chosen is None:
            raise Mistaken(NO_TEMPLATE)
        wish = self._wish(chosen, draft)
        others = await self._others(session, team, row)
        from_on = min(max(wish.starts_on, today), LATEST)
        days = await team_days(session, service, team=team.id, on=from_on)
        found = _no_weekday(chosen, draft) or faults_of(wish, members=list(days.values()))
        found = found or faults_together(wish, others)
        found += _begins_too_early(wish, today, None if kept is None else kept[1])
        clear = not any(fault.field in (DATES, ENDS_ON) for fault in found)
        dates = (
            await wished_for(
                session,
                service,
                wish,
                others,
                team=team.id,
                days=days,
                from_on=from_on,
                until_on=from_on + timedelta(weeks=WEEKS_SHOWN) - timedelta(days=1),
                since=self._ground.clock(),
            )
            if clear
            else ()
        )
        seen = DraftSeen(
            team=await self._team(session, service, team),
            draft=draft,
            rhythm=None if row is None else row.id,
            name=chosen.name if row is None else row.name,
            sentence=in_words(wish) if clear else "",
            faults=tuple(found),
            from_on=from_on,
            dates=dates,
            next_on=next((each.on for each in dates if each.questions and each.on > today), None),
        )
        return _Considered(seen=seen, team=team, template=chosen, wish=wish, rhythm=row)

    async def _managed(self, session: AsyncSession, person: str, team_key: str) -> Team:
        """Return a team its manager named; absent and forbidden read alike."""
        team = await people.team(session, self._ground.workspace, team_key)
        if team is None or team.until_on is not None:
            raise Unknown(NO_SUCH)
        held = await people.posts(session, team.workspace, person=person, team=team.id)
        if not any(post.capacity == MANAGER for post in held):
            raise Unknown(NO_SUCH)
        return team

    async def _ours(self, session: AsyncSession, team: Team, rhythm: str) -> Rhythm:
        running = await rhythms.open_rhythms(session, team.workspace, team=team.id)
        row = next((each for each in running if each.id == rhythm), None)
        if row is None:
            raise Unknown("This rhythm has ended.")
        if row.owner == FILE:
            raise NotAllowed(OF_THE_FILE)
        return row

    async def _wish_of(self, session: AsyncSession, row: Rhythm) -> tuple[str, Wish]:
        version = await rhythms.latest_version(session, row.workspace, row.id)
        return version.pack, rhythms.read_wish(version.wish)

    async def _others(self, session: AsyncSession, team: Team, row: Rhythm | None) -> list[Wish]:
        running = await rhythms.open_rhythms(session, team.workspace, team=team.id)
        return [
            (await self._wish_of(session, each))[1] for each in running if row is None or each.id != row.id
        ]

    def _wish(self, chosen: templates.Template, draft: Draft) -> Wish:
        return templates.wish_of(
            chosen,
            on=draft.on,
            every_weeks=draft.every_weeks,
            at=draft.at,
            moment=Moment(self._ground.library.packs[chosen.pack].moment),
            starts_on=draft.starts_on,
            ends_on=draft.ends_on,
        )

    async def _team(self, session: AsyncSession, service: Workspace, team: Team) -> TeamRhythms:
        running = await rhythms.open_rhythms(session, service.id, team=team.id)
        return TeamRhythms(
            key=team.key,
            name=team.name,
            today=local_date(self._ground.clock(), service.zone),
            rhythms=tuple(
                [
                    RhythmSeen(
                        id=row.id,
                        name=row.name,
                        sentence=in_words((await self._wish_of(session, row))[1]),
                        is_ours=row.owner != FILE,
                    )
                    for row in running
                ]
            ),
        )

    async def _is_first(self, session: AsyncSession, key: str) -> bool:
        return await workspaces.is_first_arrival(session, self._ground.workspace, key, self._ground.clock())

    async def _runs(self, session: AsyncSession, found: _Considered) -> bool:
        """Whether the very same rhythm runs already, as after a double click."""
        running = await rhythms.open_rhythms(session, found.team.workspace, team=found.team.id)
        wishes = [await self._wish_of(session, each) for each in running if each.owner == FORM]
        return (found.template.pack, found.wish) in wishes

    async def _save(self, session: AsyncSession, found: _Considered) -> None:
        workspace, row = found.team.workspace, found.rhythm
        number, in_force_at = 1, self._ground.clock()
        if row is None:
            name = await self._free_name(session, found)
            row = Rhythm(workspace=workspace, team=found.team.id, name=name, owner=FORM)
            session.add(row)
            await session.flush()
        else:
            number = (await rhythms.latest_version(session, workspace, row.id)).number + 1
            in_force_at = _end_of(found.seen.team.today, await self._ground.service(session))
            await rhythms.take_back(
                session, workspace, purpose=Purpose.NUDGE, after=in_force_at, rhythm=row.id
            )
        version = RhythmVersion(
            workspace=workspace,
            rhythm=row.id,
            number=number,
            pack=found.template.pack,
            wish=rhythms.write_wish(found.wish),
            effective_at=in_force_at,
        )
        session.add(version)

    async def _free_name(self, session: AsyncSession, found: _Considered) -> str:
        taken = {row.name for row in await rhythms.all_rhythms(session, found.team.workspace, found.team.id)}
        name, number = found.template.name, 1
        while name in taken:
            number += 1
            name = f"{found.template.name} {number}"
        return name


def _draft_of(kept: tuple[str, Wish] | None, today: date) -> Draft:
    if kept is None:
        return proposed(templates.TEMPLATES[0].key, today=today)
    pack, wish = kept
    shape = (pack, wish.after, not wish.nth)
    alike = next(
        (each for each in templates.TEMPLATES if (each.pack, each.after, each.nth is None) == shape),
        templates.TEMPLATES[0],
    )
    return Draft(
        template=alike.key,
        on=wish.on or frozenset(nth.day for nth in wish.nth),
        every_weeks=wish.every_weeks,
        at=wish.at,
        starts_on=wish.starts_on,
        ends_on=wish.ends_on,
    )


def proposed(key: str, *, today: date) -> Draft:
    """Return a template as it proposes itself on a day; raise Mistaken for a key that is none."""
    chosen = templates.template(key)
    if chosen is None:
        raise Mistaken(NO_TEMPLATE)
    starts_on = templates.begins_on(chosen, today=today)
    return Draft(
        template=chosen.key,
        on=chosen.on,
        every_weeks=chosen.every_weeks,
        starts_on=starts_on,
        ends_on=None if chosen.lasts is None else starts_on + chosen.lasts,
    )


def _no_weekday(chosen: templates.Template, draft: Draft) -> list[Fault]:
    if draft.on or chosen.after is not None:
        return []
    return [Fault(field=DATES, sentence="Choose a weekday to ask on.")]


def _begins_too_early(wish: Wish, today: date, kept: Wish | None) -> list[Fault]:
    is_kept = kept is not None and kept.starts_on == wish.starts_on
    if wish.starts_on >= today or is_kept:
        return []
    return [Fault(field=STARTS_ON, sentence="That day has passed; choose today or a later one.")]


def _first(seen: DraftSeen) -> str:
    on = seen.next_on
    return "" if on is None else f" The next question is planned for {on:%A} {on.day} {on:%B}."


def _end_of(today: date, service: Workspace) -> datetime:
    return moment_at(today + timedelta(days=1), time(), service.zone)
