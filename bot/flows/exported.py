"""What an export is made of: a person's rows, opened words, and the names they are told by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.ground import Ground
from storage import erasing, people, reflections
from storage.sealing import ForeignSeal
from storage.tables import (
    Answer,
    CardLine,
    Commitment,
    FocusChoice,
    FocusRound,
    FollowUp,
    GotInTheWay,
    Happening,
    Link,
    Membership,
    Nudge,
    Occurrence,
    Opening,
    PageSession,
    Pattern,
    Person,
    Post,
    QuietTime,
    Record,
    Reflection,
    Rhythm,
    RoleHeld,
    Sending,
    Share,
    Suggestion,
    SupervisionPair,
    TakingPart,
    Talk,
    Window,
    WindowMember,
)

AT_ONCE = 500
"""How many owners' words are read at a time."""

NO_KEY = (
    "Some of these words were sealed with a key that is not in INROLE_SECRET_KEYS. "
    "Add that key behind the others, and try again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a person wrote or was shared: rows, and the words of each owner by field, opened.

    Mappings are by the id of the row that theirs hang on: a reflection, a share or a plan.
    """

    reflections: Sequence[Reflection]
    shares: Mapping[str, Sequence[Share]]
    openings: Mapping[str, Sequence[Opening]]
    talks: Mapping[str, Sequence[Talk]]
    card_lines: Mapping[str, Sequence[CardLine]]
    plans: Sequence[Commitment]
    follow_ups: Mapping[str, Sequence[FollowUp]]
    suggestions: Sequence[Suggestion]
    received: Sequence[Share]
    writers: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What else is kept of a person: taps, dates, messages, settings, places and looks.

    What got in the way is by the question or reflection it was ticked beside, nudges by their occurrence.
    """

    answers: Sequence[Answer]
    barriers: Mapping[str, Sequence[GotInTheWay]]
    choices: Sequence[FocusChoice]
    rounds: Mapping[str, FocusRound]
    occurrences: Sequence[Occurrence]
    nudges: Mapping[str, Nudge]
    sendings: Sequence[Sending]
    taking_part: Sequence[TakingPart]
    quiets: Sequence[QuietTime]
    patterns: Sequence[Pattern]
    roles: Sequence[RoleHeld]
    happenings: Sequence[Happening]
    memberships: Sequence[Membership]
    posts: Sequence[Post]
    pairs: Sequence[SupervisionPair]
    windows: Sequence[Window]
    links: Sequence[Link]
    sessions: Sequence[PageSession]
    records: Sequence[Record]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """Everything of one person, with the names of people, teams and rhythms that it speaks of."""

    ground: Ground
    person: Person
    zone: ZoneInfo
    names: Mapping[str, str]
    teams: Mapping[str, str]
    rhythms: Mapping[str, str]
    written: Written
    noted: Noted

    def at(self, moment: datetime | None) -> str | None:
        """Return a moment on the service's clock in ISO 8601, with its offset."""
        return None if moment is None else moment.astimezone(self.zone).isoformat(timespec="seconds")

    def name(self, person_id: str | None) -> str | None:
        """Return what somebody is called."""
        return None if person_id is None else self.names.get(person_id, person_id)


async def exported(session: AsyncSession, ground: Ground, person: Person) -> Exported:
    """Return everything of a person; raise Mistaken where a key that sealed their words is missing."""
    workspace = ground.workspace
    service = await ground.service(session)
    return Exported(
        ground=ground,
        person=person,
        zone=ZoneInfo(service.zone),
        names=await people.names(session, workspace),
        teams={team.id: team.name for team in await people.all_teams(session, workspace)},
        rhythms={row.id: row.name for row in await erasing.all_rows(session, Rhythm, workspace)},
        written=await _written(session, ground, person.id),
        noted=await _noted(session, workspace, person.id),
    )


async def _written(session: AsyncSession, ground: Ground, person: str) -> Written:
    of = _Rows(session, ground.workspace, person)
    own, shares = await of.rows(Reflection), await of.rows(Share, "reflection.person")
    plans, suggestions = await of.rows(Commitment), await of.rows(Suggestion)
    follow_ups = await of.rows(FollowUp, "commitment.person")
    received, opened = await of.rows(Share, "reader"), await of.rows(Opening, "share.reflection.person")
    from_whom = await erasing.writers(session, ground.workspace, [share.reflection for share in received])
    owners = [row.id for rows in (own, plans, follow_ups, suggestions, shares, received) for row in rows]
    return Written(
        reflections=sorted(own, key=lambda row: (row.kept_at, row.id)),
        shares=_by("reflection", sorted(shares, key=lambda row: (row.shared_at, row.id))),
        openings=_by("share", [*opened, *await of.rows(Opening, "share.reader")]),
        talks=_by("reflection", await of.rows(Talk)),
        card_lines=_by("reflection", await of.rows(CardLine, "reflection.person")),
        plans=sorted(plans, key=lambda row: (row.accepted_at, row.id)),
        follow_ups=_by("commitment", sorted(follow_ups, key=lambda row: (row.asked_at, row.id))),
        suggestions=sorted(suggestions, key=lambda row: (row.made_on, row.id)),
        received=sorted(received, key=lambda row: (row.shared_at, row.id)),
        writers=from_whom,
        words=await _opened(session, ground, owners),
    )


def _by(column: str, rows: Sequence[Any]) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, column), []).append(row)
    return found


async def _opened(
    session: AsyncSession, ground: Ground, owners: Sequence[str]
) -> Mapping[str, Mapping[str, str]]:
    words: dict[str, Mapping[str, str]] = {}
    try:
        for start in range(0, len(owners), AT_ONCE):
            some = owners[start : start + AT_ONCE]
            words |= await reflections.read_words(
                session, ground.seal, workspace=ground.workspace, owners=some
            )
    except ForeignSeal as error:
        raise Mistaken(NO_KEY) from error
    return words


async def _noted(session: AsyncSession, workspace: str, person: str) -> Noted:
    of = _Rows(session, workspace, person)
    answers, occurrences = await of.rows(Answer), await of.rows(Occurrence)
    sendings, barriers = await of.rows(Sending), await of.rows(GotInTheWay)
    counted = {row.window for row in await of.rows(WindowMember)}
    windows = [row for row in await erasing.all_rows(session, Window, workspace) if row.id in counted]
    return Noted(
        answers=sorted(answers, key=lambda row: (row.answered_at, row.id)),
        barriers=_by("source", sorted(barriers, key=lambda row: (row.ticked_at, row.source, row.code))),
        choices=await of.rows(FocusChoice),
        rounds={row.id: row for row in await erasing.all_rows(session, FocusRound, workspace)},
        occurrences=sorted(occurrences, key=lambda row: (row.on, row.id)),
        nudges={row.occurrence: row for row in await of.rows(Nudge, "occurrence.person")},
        sendings=sorted(sendings, key=lambda row: (row.due_at, row.id)),
        taking_part=await of.rows(TakingPart),
        quiets=sorted(await of.rows(QuietTime), key=lambda row: (row.from_on, row.id)),
        patterns=await of.rows(Pattern),
        roles=await of.rows(RoleHeld),
        happenings=sorted(await of.rows(Happening), key=lambda row: (row.on, row.id)),
        memberships=sorted(await of.rows(Membership), key=lambda row: (row.from_on, row.id)),
        posts=sorted(await of.rows(Post), key=lambda row: (row.from_on, row.id)),
        pairs=sorted(
            [*await of.rows(SupervisionPair, "practitioner"), *await of.rows(SupervisionPair, "supervisor")],
            key=lambda row: (row.from_on, row.id),
        ),
        windows=sorted(windows, key=lambda row: (row.from_on, row.id)),
        links=sorted(await of.rows(Link), key=lambda row: (row.until_at, row.hash)),
        sessions=sorted(await of.rows(PageSession), key=lambda row: (row.until_at, row.hash)),
        records=await of.rows(Record, "subject"),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    session: AsyncSession
    workspace: str
    person: str

    async def rows(self, row: type[Any], path: str = "person") -> list[Any]:
        return list(await erasing.rows_of(self.session, row, self.workspace, self.person, path=path))
