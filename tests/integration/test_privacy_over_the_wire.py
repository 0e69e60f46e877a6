"""Privacy over the wire: private words are found nowhere, and nobody's view tells what one person did."""

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from storage.database import open_database
from storage.tables import metadata
from tests.acting import as_text, mine, reflect, reply, view_text, write
from tests.examples import TWELVE
from tests.seen import surfaces
from tests.windows import FORTNIGHT_PUBLISHED, LATEST, TEAM, all_reply, questioned, signed_in
from tests.wire import Wire

AMIRA, BEN, CARYS = TWELVE[:3]
KEPT, MOMENT, ACT, DRAFT, BROKEN = "quenchwick", "vorpalish", "snarkwood", "bandersome", "frumious"
CANARIES = (KEPT, MOMENT, ACT, DRAFT, BROKEN)
OWN_VIEWS = {"views.open", "views.push", "views.update"}
READERS = ("U0SUP", "U0MAN", "U0LEAD", CARYS)
LATER_THAT_WEEK = datetime(2026, 12, 10, 12, 0, tzinfo=UTC)


async def test_private_words_are_found_nowhere(
    ready_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    record = tmp_path / "record.jsonl"
    async with questioned(ready_url, record=record) as wire:
        await write_canaries(wire)
        await all_reply(wire, *TWELVE[1:])
        await wire.jump(FORTNIGHT_PUBLISHED)
        everything = await everything_others_see(wire)
        own_messages = "".join(
            message.text + as_text(message.blocks) for message in wire.hand(AMIRA).messages()
        )
        own = await mine(wire, AMIRA) + await own_plan(wire, AMIRA)
        held = await everything_held(wire)
        logged = wire.log.getvalue() + caplog.text + "".join(capfd.readouterr())

    assert all(word in own for word in (KEPT, MOMENT, ACT))
    assert "U0AMIRA" in held
    assert "Most used it." in everything
    assert "digest_published" in logged
    for word in CANARIES:
        assert word not in everything
        assert word not in own_messages
        assert word not in as_text(wire.hand(AMIRA).home())
        assert word not in logged
        assert word not in held
        assert word.encode().hex() not in held
    requests = [json.loads(line) for line in record.read_text().splitlines()]
    holding = {each["method"] for each in requests if any(word in json.dumps(each) for word in CANARIES)}
    assert holding
    assert holding <= OWN_VIEWS


async def test_identifiers_are_masked_before_anything_is_kept(ready_url: str):
    async with questioned(ready_url, *TWELVE[:2]) as wire:
        await reflect(
            wire,
            AMIRA,
            {"What": "They rang from 07700 900 123 and wrote to kim@example.org, in the kitchen."},
            plan=("01632 960 987 rings", "I will answer"),
        )
        said = await mine(wire, AMIRA)

        assert "in the kitchen" in said
        assert "They rang from" in said
        for hard in ("07700", "900 123", "kim@", "960 987"):
            assert hard not in said


async def write_canaries(wire: Wire) -> None:
    hand = wire.hand(AMIRA)
    await reply(wire, AMIRA)
    await reflect(
        wire,
        AMIRA,
        {"What": f"A {KEPT} afternoon."},
        plan=(f"a {MOMENT} visit", f"I will {ACT}"),
        button="Add a line",
    )
    await hand.command("/reflect", "visit")
    view = hand.view()
    assert view is not None
    typed = [
        block["block_id"]
        for block in view["blocks"]
        if block["type"] == "input" and block["element"]["type"] == "plain_text_input"
    ]
    hand.fill(typed[0], f"Only a {DRAFT} draft.")
    await hand.submit()
    await hand.close_view()

    await hand.command("/reflect")
    write(wire, AMIRA, {"What": f"A {BROKEN} line."})
    wire.expected.add("listener_failed")
    await ddl(wire, "ALTER TABLE words RENAME TO mislaid")
    await hand.submit()
    assert "Something went wrong on our side." in view_text(wire, AMIRA)
    await ddl(wire, "ALTER TABLE mislaid RENAME TO words")
    while hand.view():
        await hand.close_view()


async def own_plan(wire: Wire, person: str) -> str:
    """Open a person's plan from what is theirs, and return all it says."""
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Show")
    await hand.press_view("See my plan")
    said = view_text(wire, person)
    while hand.view():
        await hand.close_view()
    return said


async def ddl(wire: Wire, statement: str) -> None:
    database = open_database(wire.settings.database_url)
    async with database.writing.begin() as session:
        await session.execute(text(statement))
    await database.close()


async def everything_held(wire: Wire) -> str:
    """Return every byte of the database, as text."""
    database = open_database(wire.settings.database_url)
    if database.is_sqlite:
        await database.close()
        path = Path(make_url(wire.settings.database_url).database or "")
        files = sorted(path.parent.glob(f"{path.name}*"))
        assert len(files) == 3
        return "".join(file.read_bytes().decode("latin-1") for file in files)
    held = []
    async with database.reading() as session:
        for table in metadata.tables:
            found = await session.execute(text(f'SELECT whole::text FROM "{table}" AS whole'))
            held += [str(row[0]) for row in found]
    await database.close()
    return "\n".join(held)


async def everything_others_see(wire: Wire) -> str:
    """Return all that other people, programs and passers-by can read."""
    read = list((await surfaces(wire)).values())
    for reader in (BEN, "U0SUP"):
        hand = wire.hand(reader)
        await hand.command("/digest")
        await hand.press(hand.messages()[-1], "Open here")
        read.append(view_text(wire, reader))
        browser = await signed_in(wire, reader)
        read += [(await browser.get(path)).text for path in (f"/teams/{TEAM}/digests/latest", LATEST, "/me")]
    return "\n".join(read)
