"""Focusing: a team chooses its practice focus by tap from the practice lead's options; settled once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.choosing import focus_of
from bot.flows.ground import Ground, local_date
from bot.flows.messenger import NoticeSeen
from bot.flows.planning import notify
from practice.cadence import moment_at
from practice.focus import CHOOSING_LASTS, KEEP, LASTS_AT_LEAST, choosing_period
from practice.privacy import MINIMUM_GROUP, MINIMUM_ROSTER, FocusChoices, preferred
from practice.windows import is_counted, length_for
from storage import focuses, people, workspaces
from storage.tables import Focus, FocusChoice, FocusRound, Team, Workspace

FOCUS = "focus:"
ROUND = "round"
NOT_OPEN = (
    "Your team isn't choosing its practice focus at the moment. It is asked again after six weeks or so."
)
NOT_AN_OPTION = "That isn't one of the options any more. Open it again and choose from there."


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusFormSeen:
    """What a member may choose from; `options` are (code, words), `chosen` their own code so far."""

    team: str
    team_name: str
    options: tuple[tuple[str, str], ...]
    chosen: str | None
    closes_on: date


class Focusing:
    """Asks teams what to work on next, takes one choice a person, and settles it through the gate."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def tick(self) -> None:
        """Settle the rounds that closed, and open those that are due."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            service = await self._ground.service(session, alone=True)
            today = local_date(now, service.zone)
            teams = {team.id: team for team in await people.teams(session, service.id)}
            open_now = await focuses.rounds(session, service.id, teams, to_change=True)
            for row in open_now.values():
                if row.closes_on <= today:
                    await self._settle(session, service, teams[row.team], row)
            resting = [team for team in teams.values() if team.id not in open_now]
            for team, since_on in await self._near(session, service, resting, today):
                await self._open(session, service, team, since_on, today)

    async def choosing(self, person: str, team_key: str) -> FocusFormSeen:
        """Return what a member may choose from; raise Unknown, or Mistaken when none is open."""
        async with self._ground.reading() as session:
            team, row = await self._theirs(session, person, team_key)
            mine = await focuses.choices(session, team.workspace, row.id)
            standing = await focus_of(session, self._ground, team.id)
        return FocusFormSeen(
            team=team.key,
            team_name=team.name,
            options=tuple((code, self._words(code, standing)) for code in row.options),
            chosen=mine.get(person),
            closes_on=row.closes_on,
        )

    async def choose(self, person: str, team_key: str, code: str, *, key: str) -> None:
        """Keep what a member would like, in place of what they chose before; the same `key` counts once."""
        now = self._ground.clock()
        async with self._ground.writing.begin() as session:
            team, row = await self._theirs(session, person, team_key, to_change=True)
            if code not in row.options:
                raise Mistaken(NOT_AN_OPTION)
            if not await workspaces.is_first_arrival(session, team.workspace, key, now):
                return
            kept = await session.get(FocusChoice, (team.workspace, row.id, person))
            if kept is not None:
                kept.choice = code
            else:
                session.add(FocusChoice(workspace=team.workspace, round=row.id, person=person, choice=code))

    async def _theirs(
        self, session: AsyncSession, person: str, team_key: str, *, to_change: bool = False
    ) -> tuple[Team, FocusRound]:
        workspace = self._ground.workspace
        team = await people.team(session, workspace, team_key)
        home = await people.home_team(session, workspace, person)
        if team is None or team.id != home:
            raise Unknown(NOT_OPEN)
        row = await focuses.open_round(session, workspace, team.id, to_change=to_change)
        service = await self._ground.service(session)
        if row is None or row.closes_on <= local_date(self._ground.clock(), service.zone):
            raise Mistaken(NOT_OPEN)
        return team, row

    async def _near(
        self, session: AsyncSession, service: Workspace, teams: Sequence[Team], today: date
    ) -> list[tuple[Team, date]]:
        """Return the teams that may be due to choose, with since when they work on what they have.

        Read for all teams at once: which are due is worked out for these few, by the people in them.
        """
        latest = await focuses.since(session, service.id, [team.id for team in teams])
        sizes = await focuses.team_sizes(session, service.id)
        since = {team.id: latest.get(team.id, team.founded_on - LASTS_AT_LEAST) for team in teams}
        return [
            (team, since[team.id])
            for team in teams
            if sizes.get(team.id, 0) >= MINIMUM_ROSTER
            and since[team.id] + LASTS_AT_LEAST - CHOOSING_LASTS <= today
        ]

    async def _open(
        self, session: AsyncSession, service: Workspace, team: Team, since_on: date, today: date
    ) -> None:
        standing = await focus_of(session, self._ground, team.id)
        others = [each for each in service.focus_options if each not in standing]
        offered = [each for each in others if each in self._ground.library.cards]
        if not offered:
            return
        roster = await self._roster(session, team, on=today)
        if len(roster) < MINIMUM_ROSTER:
            return
        period = choosing_period(since_on=since_on, today=today, length=length_for(len(roster)))
        if not period.from_on <= today:
            return
        row = FocusRound(
            workspace=team.workspace,
            team=team.id,
            opens_on=today,
            closes_on=period.until_on,
            options=[KEEP, *offered],
        )
        session.add(row)
        await session.flush()
        asked = await people.taking_part_among(session, team.workspace, roster)
        await notify(self._ground, session, subject=f"{FOCUS}{row.id}", person_ids=frozenset(asked))

    async def _settle(self, session: AsyncSession, service: Workspace, team: Team, row: FocusRound) -> None:
        opened_at = moment_at(row.opens_on, time(), service.zone)
        threshold = await workspaces.threshold_at(session, service.id, opened_at, lowest=MINIMUM_GROUP)
        roster = await self._roster(session, team, on=row.opens_on)
        readers = await people.readers(session, service.id, team.id)
        choices = FocusChoices(
            team=team.id,
            choosing=row.id,
            options=tuple(row.options),
            roster=roster,
            known=roster & readers,
            chosen=await focuses.choices(session, service.id, row.id),
        )
        taken_up = preferred(choices, threshold=threshold, draw_key=self._ground.draw_key)
        if taken_up != KEEP:
            for before in await focuses.standing(session, service.id, team.id):
                before.until_on = row.closes_on
            await session.flush()
            session.add(
                Focus(
                    workspace=service.id, team=team.id, element=taken_up, from_on=row.closes_on, owner=ROUND
                )
            )
        row.settled_on = row.closes_on
        await focuses.forget_choices(session, service.id, row.id)

    async def _roster(self, session: AsyncSession, team: Team, *, on: date) -> frozenset[str]:
        """Return whose choices count in a round opened on a date: as in a window, nobody newly known."""
        rows = await people.memberships(session, team.workspace, team=team.id)
        readers = await people.readers(session, team.workspace, team.id)
        persons = await people.some_people(session, team.workspace, [row.person for row in rows])
        found = ((row, persons[row.person]) for row in rows if row.home and row.person not in readers)
        return frozenset(
            person.id
            for row, person in found
            if person.left_at is None
            and person.standing == "member"
            and is_counted(person.known_from_on, row.founding, on)
        )

    def _words(self, code: str, standing: list[str]) -> str:
        cards = self._ground.library.cards
        if code != KEEP:
            return cards[code].name if code in cards else "A card that has left the library"
        names = " and ".join(cards[element].name for element in standing if element in cards)
        return f"Keep {names}" if names else "Keep things as they are"


async def focus_notice(
    session: AsyncSession, ground: Ground, subject: str, now: datetime
) -> NoticeSeen | None:
    """Return what members read when their team may choose, None where the round is over."""
    row = await session.get(FocusRound, (ground.workspace, subject.removeprefix(FOCUS)))
    service = await ground.service(session)
    team = await people.team_by_id(session, ground.workspace, row.team) if row else None
    if row is None or team is None or row.settled_on or row.closes_on <= local_date(now, service.zone):
        return None
    until = f"{row.closes_on:%A} {row.closes_on.day} {row.closes_on:%B}"
    return NoticeSeen(
        lines=(
            f"{team.name} can choose its practice focus: keep it, or let it settle and take up another.",
            f"It is one tap on my Home tab, before {until}. No one is shown who chose what.",
        ),
    )
