"""What a claimed sending says, and whether it may still be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.asking import Standing, question_seen, standing
from bot.flows.calendars import calendars, next_opening
from bot.flows.choosing import choose, focus_of
from bot.flows.deciding import OUTAGE
from bot.flows.ground import Ground
from bot.flows.messenger import ASKS, Content, Outgoing, Purpose
from bot.flows.noticing import ENDED, notice
from bot.flows.planning import ROLE
from bot.flows.quietening import HOLD
from bot.flows.riding import Rides, follow_up_seen, rides, take_on
from bot.flows.seen import RoleWelcomeSeen, Stage, WelcomeSeen
from practice.cadence import is_quiet, local_date
from practice.contact import Reason
from practice.facts import Days
from storage import erasing, people, rhythms
from storage.sendings import Claimed, Outcome
from storage.tables import Nudge, Occurrence, Person, RhythmVersion, Workspace

LEFT = "no longer in the workspace"
NOTHING_FITS = "no question of the pack fits"
ANSWERED = "already answered"


@dataclass(slots=True)
class Rendered:
    """What may go out, and what became of the rest."""

    outgoing: list[tuple[Claimed, Outgoing]] = field(default_factory=list)
    refused: list[Outcome] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """What a batch of claims needs to know, read at once."""

    persons: Mapping[str, Person]
    days: Mapping[str, Days]
    days_on_hold: Mapping[str, Days]
    taking_part: frozenset[str]
    erased: frozenset[str]
    occurrences: Mapping[str, Occurrence]
    nudges: Mapping[str, Nudge]
    versions: Mapping[tuple[str, int], RhythmVersion]
    open_teams: Mapping[str, str]
    belongs: Mapping[str, frozenset[str]]
    focus: Mapping[str, list[str]]
    replied: frozenset[str]
    rides: Rides


class Rendering:
    """Turns claims into messages, in the same transaction that claimed them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def render(
        self, session: AsyncSession, service: Workspace, claimed: Sequence[Claimed], now: datetime
    ) -> Rendered:
        """Return the messages of these claims; a question is chosen here, at the last moment."""
        rendered = Rendered()
        if not claimed:
            return rendered
        facts = await self._facts(session, service, claimed, now)
        for one in claimed:
            refusal = self._refusal(one, facts, now)
            if refusal is not None:
                rendered.refused.append(refusal)
                continue
            content = await self._content(session, one, facts, now)
            if isinstance(content, Outcome):
                rendered.refused.append(content)
                continue
            outgoing = Outgoing(
                message=one.id,
                purpose=Purpose(one.purpose),
                person=one.person,
                channel=one.dm,
                content=content,
            )
            rendered.outgoing.append((one, outgoing))
        return rendered

    async def _facts(
        self, session: AsyncSession, service: Workspace, claimed: Sequence[Claimed], now: datetime
    ) -> _Facts:
        workspace = service.id
        ids = {one.person for one in claimed}
        persons = await people.some_people(session, workspace, ids)
        about = {occurrence_in(one.subject) for one in claimed if one.purpose in ASKS}
        asked = {one.person for one in claimed if one.purpose == Purpose.NUDGE}
        occurrences = await rhythms.some_occurrences(session, workspace, about)
        open_teams = await rhythms.teams_of_open(
            session, workspace, {row.rhythm for row in occurrences.values()}
        )
        told = [persons[one.person] for one in claimed if one.subject.startswith(HOLD)]
        return _Facts(
            persons=persons,
            days=await calendars(session, service, list(persons.values()), on=now.date()),
            days_on_hold=await calendars(session, service, told, on=now.date(), with_holds=False),
            taking_part=await people.taking_part_among(session, workspace, ids),
            erased=await erasing.erased_among(session, workspace, ids),
            occurrences=occurrences,
            nudges=await rhythms.some_nudges(session, workspace, about),
            versions=await rhythms.some_versions(
                session, workspace, {row.rhythm for row in occurrences.values()}
            ),
            open_teams=open_teams,
            belongs=await people.teams_of(session, workspace, ids),
            focus={team: await focus_of(session, self._ground, team) for team in set(open_teams.values())},
            replied=await rhythms.replied_among(session, workspace, about),
            rides=await rides(session, workspace, asked, about),
        )

    def _refusal(self, one: Claimed, facts: _Facts, now: datetime) -> Outcome | None:
        if one.left:
            return Outcome(id=one.id, state="held back", reason=LEFT)
        if one.person in facts.erased:
            return Outcome(id=one.id, state="held back", reason=Reason.PERSONAL.words)
        if one.purpose in ASKS:
            return self._asking_refusal(one, facts, now)
        days = facts.days_on_hold[one.person] if one.subject.startswith(HOLD) else facts.days[one.person]
        opening = next_opening(days, now)
        if opening is None:
            return Outcome(id=one.id, state="held back", reason=Reason.PERSONAL.words)
        return Outcome(id=one.id, state="due", not_before=opening[0]) if opening[0] > now else None

    def _asking_refusal(self, one: Claimed, facts: _Facts, now: datetime) -> Outcome | None:
        days = facts.days[one.person]
        occurrence = facts.occurrences.get(occurrence_in(one.subject))
        team = facts.open_teams.get(occurrence.rhythm) if occurrence else None
        if one.until_at is not None and now >= one.until_at:
            return Outcome(id=one.id, state="missed", reason=OUTAGE)
        today = local_date(days, now)
        if one.person not in facts.taking_part or is_quiet(days, today):
            return Outcome(id=one.id, state="held back", reason=Reason.PERSONAL.words)
        if today in days.closures:
            return Outcome(id=one.id, state="held back", reason=Reason.CLOSED.words)
        if team is None or team not in facts.belongs.get(one.person, ()):
            return Outcome(id=one.id, state="held back", reason=ENDED)
        if one.purpose != Purpose.NUDGE and occurrence_in(one.subject) in facts.replied:
            return Outcome(id=one.id, state="held back", reason=ANSWERED)
        return None

    async def _content(
        self, session: AsyncSession, one: Claimed, facts: _Facts, now: datetime
    ) -> Content | Outcome:
        if one.purpose == Purpose.WELCOME:
            return await self._welcome(session, one, facts)
        if one.purpose == Purpose.NOTICE:
            return await notice(session, self._ground, one, now)
        return await self._question(session, one, facts, now)

    async def _question(
        self, session: AsyncSession, one: Claimed, facts: _Facts, now: datetime
    ) -> Content | Outcome:
        occurrence = facts.occurrences[occurrence_in(one.subject)]
        nudge, days = facts.nudges.get(occurrence.id), facts.days[one.person]
        riding = facts.rides.riding.get(occurrence.id)
        follow_up = follow_up_seen(self._ground, riding, days.zone) if riding else None
        if nudge is None:
            version = facts.versions[occurrence.rhythm, occurrence.version]
            focus = facts.focus[facts.open_teams[occurrence.rhythm]]
            nudge = await choose(session, self._ground, occurrence, version, focus, zone=days.zone)
            if nudge is None:
                return Outcome(id=one.id, state="held back", reason=NOTHING_FITS)
            session.add(nudge)
            follow_up = await take_on(
                session, self._ground, nudge, known=facts.rides, person=one.person, days=days, now=now
            )
        first_time = one.purpose == Purpose.NUDGE
        so_far = (
            Standing(follow_up=follow_up)
            if first_time
            else await standing(session, self._ground, nudge, occurrence)
        )
        return await question_seen(
            session,
            self._ground,
            nudge,
            occurrence,
            days=days,
            now=now,
            so_far=so_far,
            stage=Stage.ASKED,
        )

    async def _welcome(
        self, session: AsyncSession, one: Claimed, facts: _Facts
    ) -> WelcomeSeen | RoleWelcomeSeen:
        person = facts.persons[one.person]
        if one.subject != ROLE:
            return WelcomeSeen(name=person.name)
        posts = await people.posts(session, self._ground.workspace, person=one.person)
        teams = {team.id: team.name for team in await people.teams(session, self._ground.workspace)}
        return RoleWelcomeSeen(
            name=person.name,
            teams=tuple(dict.fromkeys(teams[post.team] for post in posts if post.team in teams)),
        )


def occurrence_in(subject: str) -> str:
    """Return the occurrence a sending is about: *Later* adds a number behind a colon."""
    return subject.partition(":")[0]
