"""Everything a person can have in Inrole: a row of each kind, with marks to look for afterwards."""

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.flows.ground import Ground
from storage import people, records
from storage.reflections import write_words
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
    NotAPerson,
    Nudge,
    Occurrence,
    Opening,
    PageSession,
    Pattern,
    Person,
    QuietTime,
    Received,
    Reflection,
    Rhythm,
    Sending,
    Share,
    Suggestion,
    SupervisionPair,
    TakingPart,
    Talk,
    TalkLine,
    Window,
    WindowMember,
    Words,
)
from storage.tables.ground import opaque

ELEMENT = "offering-a-real-choice"


@dataclass(slots=True, kw_only=True)
class Belongings:
    """What was put in: `ids` of the rows that go when their person is erased, `words` that were theirs.

    `reflection` is the last one.
    """

    person: str
    ids: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    reflection: str = ""

    def new_id(self) -> str:
        """Return an id that is looked for afterwards."""
        self.ids.append(opaque())
        return self.ids[-1]

    def said(self, what: str) -> str:
        """Return words that are looked for afterwards."""
        self.words.append(f"{what} quenchwick {len(self.words)} of {self.person}")
        return self.words[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    """The hands that put rows in: whose they are, when, and where the words go."""

    ground: Ground
    session: AsyncSession
    his: Belongings
    now: datetime
    rhythm: Rhythm

    @property
    def workspace(self) -> str:
        return self.ground.workspace

    @property
    def person(self) -> str:
        return self.his.person

    async def add(self, *rows: Any) -> None:
        for row in rows:
            self.session.add(row)
            await self.session.flush()

    async def write(self, owner: str, **lines: str) -> None:
        await write_words(
            self.session,
            self.ground.seal,
            workspace=self.workspace,
            owner=owner,
            lines=lines,
            now=self.now,
        )
        await self.session.flush()


async def fill(ground: Ground, person: str, peer: str, *, times: int = 1, again: int = 0) -> Belongings:
    """Give a person of the service file a row of each kind, `times` over where there may be several.

    `again` counts how often they were filled before.
    """
    his = Belongings(person=person)
    async with _filling(ground, his) as filling:
        await _settings(filling, again)
        for number in range(times):
            occurrence = await _asked(filling, number + 100 * again)
            await _written(filling, occurrence, peer)
        await _around(filling, again)
    return his


async def write_back(ground: Ground, his: Belongings) -> None:
    """Let a person write a line back on each reflection that is shared with them."""
    async with _filling(ground, his) as filling:
        await _lines_back(filling)


@asynccontextmanager
async def _filling(ground: Ground, his: Belongings) -> AsyncIterator[_Filling]:
    async with ground.writing.begin() as session:
        found = select(Rhythm).where(col(Rhythm.workspace) == ground.workspace)
        rhythm = (await session.execute(found)).scalars().first()
        assert rhythm is not None
        yield _Filling(ground=ground, session=session, his=his, now=ground.clock(), rhythm=rhythm)


async def _settings(filling: _Filling, again: int) -> None:
    workspace, person, now = filling.workspace, filling.person, filling.now
    itself = await filling.session.get(Person, (workspace, person))
    assert itself is not None
    itself.name, itself.dm, itself.zone = f"Name {person}", f"D{person}", "Europe/London"
    itself.wants_reminder, itself.weekly, itself.preferred_moment = True, 3, "after"
    if await people.is_taking_part(filling.session, workspace, person) is None:
        await filling.add(TakingPart(workspace=workspace, person=person, from_at=now - timedelta(days=9)))
    pattern = {"days": ["mon"], "hours": ["08:00", "16:00"], "shift": None}
    await filling.add(
        Pattern(workspace=workspace, person=person, from_on=date(2026, 1, 5 + again), pattern=pattern),
        QuietTime(
            workspace=workspace,
            id=filling.his.new_id(),
            person=person,
            kind="quiet time",
            from_on=date(2026, 10, 5),
            until_on=date(2026, 10, 6),
        ),
        Happening(
            workspace=workspace,
            id=filling.his.new_id(),
            person=person,
            kind="visit",
            on=date(2026, 10, 7),
            noted_at=now,
            owner="form",
        ),
        Happening(workspace=workspace, person=person, kind="training", on=date(2026, 10, 8), noted_at=now),
    )


async def _asked(filling: _Filling, number: int) -> str:
    workspace, person, now = filling.workspace, filling.person, filling.now
    occurrence = filling.his.new_id()
    on = date(2025, 1, 6) + timedelta(weeks=number)
    await filling.add(
        Occurrence(
            workspace=workspace,
            id=occurrence,
            rhythm=filling.rhythm.id,
            version=1,
            person=person,
            on=on,
            planned_on=on,
            due_at=now,
            decision="planned",
        ),
        Nudge(
            workspace=workspace,
            occurrence=occurrence,
            pack="pulse",
            prompt="used-it",
            version=1,
            question="Offering a real choice: did you get to use it?",
            why="it is your team's focus",
            replied=True,
        ),
    )
    for state, subject in (("sent", occurrence), ("due", f"{occurrence}:1"), ("missed", f"{occurrence}:2")):
        await filling.add(
            Sending(
                workspace=workspace,
                purpose="nudge" if state == "sent" else "again",
                subject=subject,
                person=person,
                due_at=now,
                state=state,
                channel=f"D{person}",
                ts=f"17.{filling.his.new_id()}" if state == "sent" else None,
            )
        )
    answer = filling.his.new_id()
    await filling.add(
        Answer(
            workspace=workspace,
            id=answer,
            person=person,
            item="weekly",
            period_on=on,
            value="yes",
            counted="yes",
            element=ELEMENT,
            occurrence=occurrence,
            answered_at=now,
        ),
        GotInTheWay(workspace=workspace, source=occurrence, code="time", person=person, ticked_at=now),
        Received(workspace=workspace, key=f"press:{person}:17.1:{filling.his.new_id()}", at=now),
    )
    return occurrence


async def _written(filling: _Filling, occurrence: str, peer: str) -> None:
    workspace, person, now, his = filling.workspace, filling.person, filling.now, filling.his
    reflection, plan, follow_up = his.new_id(), his.new_id(), his.new_id()
    talk, shown, shared = his.new_id(), his.new_id(), his.new_id()
    his.reflection = reflection
    team = filling.rhythm.team
    await filling.add(
        Reflection(
            workspace=workspace,
            id=reflection,
            person=person,
            form=his.new_id(),
            occurrence=occurrence,
            pack="pulse",
            prompt="used-it",
            version=1,
            question="Offering a real choice: did you get to use it?",
            state="kept",
            kept_at=now,
        ),
        Commitment(workspace=workspace, id=plan, person=person, reflection=reflection, accepted_at=now),
        FollowUp(
            workspace=workspace,
            id=follow_up,
            commitment=plan,
            after_days=7,
            occurrence=occurrence,
            asked_at=now,
            outcome="tried",
            helped=1,
            answered_at=now,
        ),
        Share(
            workspace=workspace, id=shown, reflection=reflection, audience="team", team=team, shared_at=now
        ),
        Share(
            workspace=workspace,
            id=shared,
            reflection=reflection,
            audience="peer",
            reader=peer,
            shared_at=now,
            replied_at=now,
        ),
        Opening(workspace=workspace, share=shared, on=now.date(), at=now),
        CardLine(workspace=workspace, team=team, element=ELEMENT, reflection=reflection, field="What"),
        Talk(
            workspace=workspace,
            id=talk,
            person=person,
            reflection=reflection,
            started_at=now,
            changed_at=now,
            ended_at=now,
        ),
        TalkLine(workspace=workspace, talk=talk, ts=f"18.{his.new_id()}", field="What"),
    )
    await filling.write(reflection, What=his.said("What"), **{"So what": his.said("So what")})
    await filling.write(plan, **{"if": his.said("if"), "then": his.said("then")})
    await filling.write(follow_up, told=his.said("told"))


async def _around(filling: _Filling, again: int) -> None:
    workspace, person, now, his = filling.workspace, filling.person, filling.now, filling.his
    team = filling.rhythm.team
    pairs = select(SupervisionPair).where(col(SupervisionPair.practitioner) == person)
    if (await filling.session.execute(pairs)).scalars().first() is None:
        await filling.add(
            SupervisionPair(
                workspace=workspace,
                practitioner=person,
                supervisor="U0SUP",
                kind="line",
                from_on=date(2026, 1, 5),
            )
        )
    chosen, window = opaque(), opaque()
    suggestion = opaque()
    number = int(hashlib.sha256(person.encode()).hexdigest()[:3], 16)
    starts_on = date(2024, 1, 1) + timedelta(days=number + 5000 * again)
    await filling.add(
        NotAPerson(workspace=workspace, person=person, hash=his.new_id()),
        Suggestion(workspace=workspace, id=suggestion, element=ELEMENT, person=person, made_on=now.date()),
        FocusRound(
            workspace=workspace,
            id=chosen,
            team=team,
            opens_on=starts_on,
            closes_on=starts_on,
            options=[ELEMENT],
            settled_on=starts_on,
        ),
        FocusChoice(workspace=workspace, round=chosen, person=person, choice=ELEMENT),
        Link(workspace=workspace, hash=his.new_id(), person=person, path="/me", until_at=now),
        PageSession(workspace=workspace, hash=his.new_id(), person=person, until_at=now, seen_at=now),
        Window(
            workspace=workspace,
            id=window,
            team=team,
            from_on=starts_on,
            until_on=starts_on + timedelta(days=14),
            made_at=now,
        ),
        WindowMember(workspace=workspace, window=window, person=person),
    )
    await filling.write(suggestion, words=f"Would you say more about a choice, asks {person}")
    await records.append(
        filling.session, workspace, at=now, who="whoever runs the server", did="looked", subject=person
    )
    await _lines_back(filling)


async def _lines_back(filling: _Filling) -> None:
    held = select(Share).where(col(Share.reader) == filling.person)
    for share in (await filling.session.execute(held)).scalars():
        await filling.write(share.id, line=filling.his.said("line back"))


async def words_held(ground: Ground) -> list[str]:
    """Return every line the database holds, opened."""
    async with ground.reading() as session:
        rows = list((await session.execute(select(Words))).scalars())
    return [
        ground.seal.open(row.sealed, workspace=row.workspace, owner=row.owner, field=row.field)
        for row in rows
    ]
