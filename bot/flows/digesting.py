"""Digests: windows planned beforehand, figures published once and frozen."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.calendars import holidays_of
from bot.flows.choosing import focus_of
from bot.flows.ground import Ground, local_date
from bot.flows.planning import notify
from practice.cadence import moment_at
from practice.digest import as_json, compose
from practice.facts import Pressure
from practice.privacy import (
    MINIMUM_GROUP,
    PlannedWindow,
    Reply,
    Shown,
    WindowReplies,
    figures,
    is_due,
    latest,
)
from practice.windows import Period, closes_at, is_counted, next_window, publishes_at
from storage import answers, digests, people, workspaces
from storage.answers import PRESSURE, WEEKLY
from storage.tables import Digest, DigestFigure, Membership, Person, Team, Window, WindowMember, Workspace

PLANNED_AHEAD = timedelta(days=7)

log = structlog.get_logger()


class Digesting:
    """Publishes each team's digest once a window, for everyone in the team at once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def tick(self) -> None:
        """Plan windows that start soon, take down their people, publish what is due."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session, alone=True)
            today = local_date(now, service.zone)
            for team in await people.teams(session, service.id):
                await self._plan(session, team, today, now)
            await session.flush()
            for window in await digests.windows_without_members(session, service.id, started_by=today):
                await self._take_down(session, window, now)
        for window_id in await self._ended(now):
            await self._publish(window_id, now)

    async def _plan(self, session: AsyncSession, team: Team, today: date, now: datetime) -> None:
        newest = await digests.newest_window(session, team.workspace, team.id)
        last_on = newest.until_on - timedelta(days=1) if newest else today
        rows = await _counted_rows(session, team)
        period = next_window(
            size_at=lambda on: sum(
                is_counted(row.known_from_on, member.founding, on) for member, row in rows
            ),
            after_on=max(last_on, today),
            previous_length=(newest.until_on - newest.from_on).days if newest else None,
        )
        if today < period.from_on <= today + PLANNED_AHEAD:
            session.add(
                Window(
                    workspace=team.workspace,
                    team=team.id,
                    from_on=period.from_on,
                    until_on=period.until_on,
                    made_at=now,
                )
            )

    async def _take_down(self, session: AsyncSession, window: Window, now: datetime) -> None:
        team = await people.team_by_id(session, window.workspace, window.team)
        digests.started(window, now)
        if team is None:
            return
        counted_elsewhere = await digests.people_in_overlapping(session, window.workspace, window)
        readers = await people.readers(session, window.workspace, team.id)
        session.add_all(
            WindowMember(workspace=window.workspace, window=window.id, person=row.id)
            for member, row in await _counted_rows(session, team)
            if is_counted(row.known_from_on, member.founding, window.from_on)
            and row.id not in readers
            and row.id not in counted_elsewhere
        )
        await session.flush()

    async def _ended(self, now: datetime) -> list[str]:
        async with self._ground.reading() as session:
            service = await self._ground.service(session)
            today = local_date(now, service.zone)
            found = await digests.unpublished_windows(session, service.id, ended_by=today)
            return [
                window.id
                for window in found
                if publishes_at(period_of(window), zone=service.zone, holidays=holidays_of(service, today))
                <= now
            ]

    async def _publish(self, window_id: str, now: datetime) -> None:
        try:
            async with self._ground.writing.begin() as session:
                published = await self._freeze(session, window_id, now)
        except IntegrityError:
            return
        if published is not None:
            log.info("digest_published", digest=published)

    async def _freeze(self, session: AsyncSession, window_id: str, now: datetime) -> str | None:
        service = await self._ground.service(session)
        window = await digests.window(session, service.id, window_id)
        team = await people.team_by_id(session, service.id, window.team) if window else None
        if window is None or team is None:
            return None
        period = period_of(window)
        roster = await digests.members(session, service.id, window.id)
        starts_at = moment_at(window.from_on, time(), service.zone)
        due = is_due(
            PlannedWindow(
                window=window.id,
                from_on=window.from_on,
                until_on=window.until_on,
                made_at=window.made_at,
                roster=roster,
            ),
            starts_at=starts_at,
            closes_at=closes_at(period, service.zone),
            now=now,
            published=await _published(session, service.id, window),
        )
        if not due:
            return None
        threshold = await workspaces.threshold_at(session, service.id, starts_at, lowest=MINIMUM_GROUP)
        replies = await self._replies(session, service, window, roster, starts_at)
        made = figures(replies, threshold=threshold, draw_key=self._ground.draw_key)
        focus = await focus_of(session, self._ground, team.id, on=period.last_on)
        content = compose(
            team_name=team.name,
            period=period,
            published_at=now,
            figures=made,
            element_names=[self._ground.library.cards[element].name for element in focus],
        )
        digest = Digest(
            workspace=service.id,
            window=window.id,
            team=team.id,
            ends_on=period.last_on,
            published_at=now,
            threshold=threshold,
            content=as_json(content),
        )
        session.add(digest)
        await session.flush()
        session.add_all(_figure_rows(digest, [figure for figure in made if isinstance(figure, Shown)]))
        await self._tell(session, team, digest)
        return digest.id

    async def _replies(
        self,
        session: AsyncSession,
        service: Workspace,
        window: Window,
        roster: frozenset[str],
        starts_at: datetime,
    ) -> WindowReplies:
        ends_at = closes_at(period_of(window), service.zone)
        rows = await answers.answers_between(
            session,
            service.id,
            roster,
            team=window.team,
            items=(WEEKLY, PRESSURE),
            from_at=starts_at,
            until_at=ends_at,
        )
        ticked = await answers.barriers_between(
            session, service.id, roster, from_at=starts_at, until_at=ends_at
        )
        used = [
            Reply(person=row.person, value=row.counted, at=row.answered_at)
            for row in rows
            if row.item == WEEKLY
        ]
        pressure = [
            Reply(person=row.person, value=Pressure(row.counted).level, at=row.answered_at)
            for row in rows
            if row.item == PRESSURE
        ]
        readers = await people.readers(session, service.id, window.team)
        return WindowReplies(
            team=window.team,
            window=window.id,
            roster=roster,
            known=roster & readers,
            used=latest(used, closes_at=ends_at),
            pressure=latest(pressure, closes_at=ends_at),
            barriers=ticked,
        )

    async def _tell(self, session: AsyncSession, team: Team, digest: Digest) -> None:
        rows = await people.memberships(session, team.workspace, team=team.id)
        takes_part = await people.taking_part_among(session, team.workspace, {row.person for row in rows})
        readers = await people.readers(session, team.workspace, team.id)
        welcomed = await people.were_welcomed(session, team.workspace, readers)
        await notify(self._ground, session, subject=f"digest:{digest.id}", person_ids=takes_part | welcomed)


def period_of(window: Window) -> Period:
    """Return the dates of a stored window."""
    return Period(from_on=window.from_on, until_on=window.until_on)


async def next_digest_at(session: AsyncSession, service: Workspace, team: Team, now: datetime) -> datetime:
    """Return when a team's next digest is due, whether or not its window is planned yet."""
    today = local_date(now, service.zone)
    window = await digests.next_window(session, service.id, team.id)
    if window is not None:
        period = period_of(window)
    else:
        rows = await _counted_rows(session, team)
        period = next_window(
            size_at=lambda on: sum(
                is_counted(row.known_from_on, member.founding, on) for member, row in rows
            ),
            after_on=today,
            previous_length=None,
        )
    return publishes_at(period, zone=service.zone, holidays=holidays_of(service, period.until_on))


async def _counted_rows(session: AsyncSession, team: Team) -> list[tuple[Membership, Person]]:
    rows = [row for row in await people.memberships(session, team.workspace, team=team.id) if row.home]
    readers = await people.readers(session, team.workspace, team.id)
    persons = await people.some_people(session, team.workspace, [row.person for row in rows])
    return [
        (row, persons[row.person])
        for row in rows
        if row.person not in readers
        and persons[row.person].left_at is None
        and persons[row.person].standing == "member"
    ]


async def _published(session: AsyncSession, workspace: str, window: Window) -> list[PlannedWindow]:
    return [
        PlannedWindow(
            window=other.id,
            from_on=other.from_on,
            until_on=other.until_on,
            made_at=other.made_at,
            roster=await digests.members(session, workspace, other.id),
        )
        for other in await digests.published_overlapping(session, workspace, window)
    ]


def _figure_rows(digest: Digest, shown: Collection[Shown]) -> list[DigestFigure]:
    return [
        DigestFigure(
            workspace=digest.workspace,
            digest=digest.id,
            figure=figure.figure,
            cell=cell.key,
            changed=cell.count,
            answered=figure.answered,
            band=figure.band,
        )
        for figure in shown
        for cell in figure.cells
    ]
