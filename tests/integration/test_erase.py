"""Erasing: what a person gave is gone to the last byte, and nothing else moves."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlmodel import col

from bot.errors import Unknown
from bot.flows.applying import Applying
from bot.flows.forgetting import DID, Forgetting
from bot.flows.ground import Ground
from bot.flows.planning import Planning
from bot.flows.service_file import read_service_file
from sandbox.clock import SteppingClock
from storage import records
from storage.forgetting import LINES, Fate
from storage.tables import (
    Digest,
    DigestFigure,
    Membership,
    Record,
    Reflection,
    Sending,
    Share,
    SupervisionPair,
    TakingPart,
    Window,
    metadata,
)
from tests.belongings import Belongings, fill, words_held
from tests.databases import ready_database
from tests.examples import agreed
from tests.grounds import grounded

AMIRA, BEN = "U0AMIRA", "U0BEN"
THREE = (AMIRA, BEN, "U0CARYS")
FILE = agreed(AMIRA, BEN)
STAYS = {
    "person",
    "membership",
    "working_pattern",
    "role_held",
    "happening",
    "supervision_pair",
    "window_member",
    "record",
    "share",
    "sending",
}
"""The tables in which an id may stand after an erasure, as the documents say."""


async def held(ground: Ground) -> Mapping[str, list[str]]:
    """Return every row of every table as text."""
    found = {}
    async with ground.reading() as session:
        for table in metadata.tables.values():
            rows = await session.execute(select(table).order_by(*table.primary_key.columns))
            found[table.name] = [repr(tuple(row)) for row in rows.all()]
    return found


def naming(tables: Mapping[str, list[str]], what: str) -> set[str]:
    return {name for name, rows in tables.items() if any(what in row for row in rows)}


def stored(ground: Ground) -> str:
    """Return every byte of a SQLite database and its log; nothing for a server's."""
    if not ground.database.is_sqlite:
        return ""
    path = Path(str(ground.database.engine.url.database))
    files = sorted(path.parent.glob(f"{path.name}*"))
    assert len(files) == 3
    return "".join(file.read_bytes().decode("latin-1") for file in files)


@pytest.mark.parametrize("times", [1, 40])
async def test_erasing_leaves_no_byte_of_what_a_person_gave(ready_url: str, times: int):
    async with grounded(ready_url, FILE) as ground:
        bens = await fill(ground, BEN, AMIRA, times=times)
        amiras = await fill(ground, AMIRA, BEN, times=times)
        before = await held(ground)
        assert all(naming(before, each) for each in amiras.ids)
        assert set(amiras.words) < set(await words_held(ground))
        theirs = {line.table for line in LINES if line.fate is not Fate.OF_NOBODY}
        assert [name for name in sorted(theirs) if not before[name]] == []

        erased = await Forgetting(ground).erase(AMIRA)

        after, words = await held(ground), await words_held(ground)
        assert erased.is_settled
        assert [each for each in amiras.ids if naming(after, each)] == []
        assert naming(after, AMIRA) == STAYS
        assert naming(after, f"D{AMIRA}") == set()
        assert set(amiras.words) & set(words) == set()
        assert {word for word in bens.words if "line back" not in word} <= set(words)
        assert [each for each in bens.ids if not naming(after, each)] == []
        data = stored(ground)
        assert not data or BEN in data
        assert [each for each in (*amiras.ids, f"D{AMIRA}") if each in data] == []


@settings(max_examples=5, deadline=None)
@given(doings=st.lists(st.tuples(st.sampled_from(("fill", "erase")), st.sampled_from(THREE)), max_size=9))
async def test_whenever_anybody_is_erased_what_they_gave_is_gone_and_all_else_is_there(
    doings: list[tuple[str, str]],
):
    with TemporaryDirectory() as folder:
        async with (
            ready_database("sqlite", Path(folder)) as url,
            grounded(url, agreed(*THREE)) as ground,
        ):
            there: dict[str, list[Belongings]] = {person: [] for person in THREE}
            for number, (doing, person) in enumerate([*doings, *(("erase", each) for each in THREE)]):
                peer = THREE[(THREE.index(person) + 1) % len(THREE)]
                if doing == "fill":
                    there[person].append(await fill(ground, person, peer, times=3, again=number))
                    continue
                await Forgetting(ground).erase(person)
                gone, there[person] = there[person], []
                after, words, data = await held(ground), await words_held(ground), stored(ground)
                for his in gone:
                    assert [each for each in his.ids if each in data or naming(after, each)] == []
                    assert set(his.words) & set(words) == set()
                for his in (each for kept in there.values() for each in kept):
                    assert [each for each in his.ids if not naming(after, each)] == []


async def test_of_somebody_the_service_names_nowhere_the_name_and_the_hours_go_too(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, AMIRA, BEN)
        await fill(ground, BEN, AMIRA)
        async with ground.writing.begin() as session:
            for table in (Membership, SupervisionPair):
                await session.execute(update(table).values(until_on=ground.clock().date()))

        await Forgetting(ground).erase(AMIRA)

        after = await held(ground)
        assert naming(after, AMIRA) == STAYS - {"working_pattern", "role_held", "happening"}
        assert naming(after, f"Name {AMIRA}") == set()
        assert naming(after, f"Name {BEN}") == {"person"}
        assert f"Name {AMIRA}" not in stored(ground)


async def test_a_shared_reflection_is_no_longer_shared_with_somebody_erased(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, BEN, AMIRA)
        await fill(ground, AMIRA, BEN)

        await Forgetting(ground).erase(AMIRA)

        async with ground.reading() as session:
            shares = list((await session.execute(select(Share))).scalars())
    assert {(share.audience, share.withdrawn_at is None) for share in shares} == {
        ("peer", False),
        ("team", True),
    }
    assert all(share.replied_at is None for share in shares)


async def test_published_figures_stay_byte_for_byte(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, AMIRA, BEN)
        async with ground.writing.begin() as session:
            window = (await session.execute(select(Window))).scalars().one()
            digest = Digest(
                workspace=ground.workspace,
                id="d1",
                window=window.id,
                team=window.team,
                ends_on=window.until_on,
                published_at=ground.clock(),
                threshold=5,
                content=b'{"team": "Assessment North", "figures": {}}',
            )
            session.add(digest)
            await session.flush()
            session.add(
                DigestFigure(
                    workspace=ground.workspace,
                    digest="d1",
                    figure="used",
                    cell="yes",
                    changed=4,
                    answered=6,
                    band="most",
                )
            )
        before = await held(ground)

        await Forgetting(ground).erase(AMIRA)

        after = await held(ground)
        frozen = ("digest", "digest_figure", "window", "window_member")
        assert all(before[name] for name in frozen)
        assert {name: after[name] for name in frozen} == {name: before[name] for name in frozen}


async def test_erasing_twice_does_no_harm(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, AMIRA, BEN)
        first = await Forgetting(ground).erase(AMIRA)
        once = await held(ground)

        second = await Forgetting(ground).erase(AMIRA)

        twice = await held(ground)
        assert first.reference != second.reference
        moved = {name for name in once if once[name] != twice[name]}
        assert moved == {"record", "sending"}
        assert len(twice["sending"]) == len(once["sending"])


async def test_what_is_being_written_at_that_moment_is_waited_for_and_erased_too(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        async with ground.writing.begin() as session:
            row = Reflection(
                workspace=ground.workspace, id="a-late-one", person=AMIRA, form="f", kept_at=ground.clock()
            )
            session.add(row)
            await session.flush()
            erasing = asyncio.create_task(Forgetting(ground).erase(AMIRA))
            waited, _ = await asyncio.wait({erasing}, timeout=0.3)
        await erasing

        assert not waited
        assert naming(await held(ground), "a-late-one") == set()


async def test_somebody_unknown_is_not_erased(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, AMIRA, BEN)
        before = await held(ground)

        with pytest.raises(Unknown, match="There is no person 'U0NOBODY'"):
            await Forgetting(ground).erase("U0NOBODY")

        assert await held(ground) == before


async def test_the_record_of_an_erasure_names_nobody_and_the_chain_holds(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, AMIRA, BEN)
        await fill(ground, BEN, AMIRA)

        erased = await Forgetting(ground).erase(AMIRA, who="whoever runs the server")

        async with ground.reading() as session:
            rows = list((await session.execute(select(Record).order_by(col(Record.number)))).scalars())
    assert [row.previous for row in rows] == ["", *(records.hashed(row) for row in rows[:-1])]
    last = rows[-1]
    assert (last.did, last.subject, last.about) == (DID, None, erased.reference)
    assert AMIRA not in erased.reference


async def test_nothing_is_planned_for_somebody_erased_whatever_the_file_says_again(ready_url: str):
    async with grounded(ready_url, agreed(AMIRA, BEN, asked=(BEN,))) as ground:
        await fill(ground, AMIRA, BEN)
        await Forgetting(ground).erase(AMIRA)
        await Forgetting(ground).erase(BEN)
        await Forgetting(ground).erase("U0SUP")

        await Applying(ground).apply(
            read_service_file(agreed(AMIRA, BEN, asked=(BEN,), detail='hours = "08:00-15:00"'))
        )
        later = replace(ground, clock=SteppingClock(ground.clock() + timedelta(hours=3)))
        await Planning(later).plan()

        async with ground.reading() as session:
            sent_to = select(col(Sending.person)).where(col(Sending.state) == "due")
            assert set((await session.execute(sent_to)).scalars()) == {"U0MAN"}
            assert list((await session.execute(select(TakingPart))).scalars()) == []
