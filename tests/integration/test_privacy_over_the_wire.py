"""Privacy over the wire: private words are found nowhere, and nobody's view tells what one person did."""

import json
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from storage.database import open_database
from storage.sealing import new_key
from storage.tables import metadata
from tests.acting import as_text, mine, press, question, reflect, reply, view_text, write
from tests.databases import KINDS, ready_database
from tests.examples import TWELVE
from tests.windows import FORTNIGHT_PUBLISHED, LATEST, TEAM, all_reply, questioned, signed_in, token
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
        own = await mine(wire, AMIRA)
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


@pytest.mark.parametrize("kind", KINDS)
async def test_what_one_person_does_changes_no_byte_that_others_see_before_publication(
    kind: str, tmp_path: Path
):
    key = new_key()
    seen: dict[str, dict[str, str]] = {}
    for name, doing in DOINGS.items():
        async with (
            ready_database(kind, tmp_path) as url,
            questioned(url, *TWELVE[:7], INROLE_SECRET_KEYS=key) as wire,
        ):
            await reply(wire, CARYS, "Partly", "busy")
            await doing(wire)
            await wire.jump(LATER_THAT_WEEK)
            seen[name] = await surfaces(wire)

    silent = seen.pop("is silent")
    assert len(silent) > 40
    for name, others in seen.items():
        assert others.keys() == silent.keys()
        assert {place: others[place] for place in silent if others[place] != silent[place]} == {}, name


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
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    hand.fill(names[0], f"Only a {DRAFT} draft.")
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


async def surfaces(wire: Wire) -> dict[str, str]:
    """Return every place that readers and a peer can look at, without ids that are drawn by chance."""
    seen: dict[str, str] = {}
    for reader in READERS:
        hand = wire.hand(reader)
        told = [(each.text, each.blocks, (each.metadata or {}).get("event_type")) for each in hand.messages()]
        seen[f"{reader} messages"] = masked(wire, told)
        await hand.open_home()
        await wire.workspace.settled()
        home = hand.home()
        assert home is not None
        seen[f"{reader} home"] = masked(wire, home["blocks"])
        await hand.press_home("Read")
        view = hand.view()
        assert view is not None
        seen[f"{reader} how it's set up"] = masked(wire, view["blocks"])
        await hand.close_view()
        seen[f"{reader} /digest"] = masked(wire, await hand.command("/digest"))
        browser = await wire.new_browser()
        link = await wire.inrole.flows.entering.make_link(reader, "/")
        assert (await browser.post(link)).status_code == 303
        for path in (
            "/",
            f"/teams/{TEAM}",
            f"/teams/{TEAM}/digests/latest",
            "/how-its-set-up",
            "/api/v1/teams",
        ):
            seen[f"{reader} {path}"] = answered(wire, await browser.get(path))
    headers = await token(wire)
    for path in ("/api/v1/teams", f"/api/v1/teams/{TEAM}/digests", LATEST, "/health/ready", "/metrics"):
        seen[path] = answered(wire, await wire.browser.get(path, headers=headers))
    return seen


def answered(wire: Wire, answer: Any) -> str:
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return masked(wire, [answer.status_code, headers, answer.text])


def masked(wire: Wire, drawn: Any) -> str:
    """Return what was drawn as text, with ids that are drawn by chance made alike."""
    written = json.dumps(drawn, ensure_ascii=False).replace(wire.address, "https://here")
    written = re.sub(r"/enter/[\w-]+", "/enter/ID", written)
    written = re.sub(r'"block_id": "[^"]*"', '"block_id": "ID"', written)
    return re.sub(r"\b[0-9a-f]{16,}\b", "ID", written)


async def be_silent(wire: Wire) -> None:
    assert "did you get to use it?" in question(wire, BEN).text


async def answer_it_all(wire: Wire) -> None:
    await reply(wire, BEN, "Came up, couldn't", "not safe to carry")
    await press(wire, BEN, "What got in the way?")
    wire.hand(BEN).fill("field:barriers", ["time", "backup"])
    await wire.hand(BEN).submit()
    await reflect(wire, BEN, {"What": "My own."}, plan=("it rains", "I will wait"), button="Add a line")


async def put_it_off(wire: Wire) -> None:
    await press(wire, BEN, "Not today")
    await press(wire, BEN, "Change")
    await wire.hand(BEN).choose(question(wire, BEN).ts, "Later", "tomorrow")
    await press(wire, BEN, "Change")
    await press(wire, BEN, "Skip this one")


async def pause_it(wire: Wire) -> None:
    hand = wire.hand(BEN)
    await hand.open_home()
    await hand.press_home("Pause until...")
    hand.fill("field:until", "Until I say")
    assert await hand.submit() is None


async def stop_it(wire: Wire) -> None:
    await wire.hand(BEN).open_home()
    await wire.hand(BEN).press_home("Not for me")


DOINGS: dict[str, Callable[[Wire], Awaitable[None]]] = {
    "is silent": be_silent,
    "replies, tells pressure 5, says what got in the way and writes": answer_it_all,
    "puts it off and skips": put_it_off,
    "pauses": pause_it,
    "stops": stop_it,
}
