"""What the guard turned back is stored nowhere: no table, file of the database, log or message holds it."""

import asyncio
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from storage.database import open_database
from storage.tables import metadata
from tests.acting import as_text, finish, mine, press, view_text, write
from tests.windows import questioned
from tests.wire import Wire

AMIRA = "U0AMIRA"
NAME, PAGE_NAME = "Zelbrookova", "Quenchwickova"
HARD = ("07700 900142", "kim.zelbrook@example.org", "LS8 4QT", "LCS-2048817", "14/03/2015")
TOLD = f"{NAME} rang {HARD[0]} from {HARD[2]}, born {HARD[4]}, and I found {HARD[3]} and {HARD[1]}."
CHANGED = TOLD.replace(NAME, "They")
REJECTED = (NAME, PAGE_NAME, *HARD)
OWN_VIEWS = {"views.open", "views.push", "views.update"}


async def test_what_was_rejected_is_found_nowhere(
    ready_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    record = tmp_path / "record.jsonl"
    async with questioned(ready_url, "U0AMIRA", "U0BEN", record=record) as wire:
        await reject_in_the_form(wire)
        await reject_in_a_draft(wire)
        await reject_on_a_page(wire)
        own = await mine(wire, AMIRA)
        told = "".join(message.text + as_text(message.blocks) for message in wire.hand(AMIRA).messages())
        held = await everything_held(wire)
        logged = wire.log.getvalue() + caplog.text + "".join(capfd.readouterr())

    assert "They rang [phone number] from [postcode]" in own
    assert "suggestions:2026" in held
    assert "sent" in logged
    for word in REJECTED:
        for written in (word, json.dumps(word)[1:-1], word.encode().hex()):
            assert written not in held
            assert written not in own
            assert written not in told
            assert written not in logged
    requests = [json.loads(line) for line in record.read_text().splitlines()]
    assert any(each["method"] == "chat.postMessage" for each in requests)
    assert {each["method"] for each in requests if any(word in json.dumps(each) for word in REJECTED)} <= (
        OWN_VIEWS
    )


async def reject_in_the_form(wire: Wire) -> None:
    """Type a name and numbers, be asked, change the name, and keep it; the numbers are masked unasked."""
    await press(wire, AMIRA, "Reflect")
    write(wire, AMIRA, {"What": TOLD})
    await wire.hand(AMIRA).submit()
    assert f"*{NAME}*" in view_text(wire, AMIRA)
    write(wire, AMIRA, {"What": CHANGED, "names": "change"})
    await wire.hand(AMIRA).submit()
    await finish(wire, AMIRA)


async def reject_in_a_draft(wire: Wire) -> None:
    """Type a name into a form of one's own, be asked, and close it."""
    hand = wire.hand(AMIRA)
    await hand.command("/reflect", "visit")
    while not (boxes := text_boxes(hand.view())):
        await hand.submit()
    hand.fill(boxes[0], TOLD)
    await hand.submit()
    assert f"*{NAME}*" in view_text(wire, AMIRA)
    await hand.close_view()


def text_boxes(view: Any) -> list[str]:
    """Return the block ids of a form's text boxes."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return [block["block_id"] for block in inputs if block["element"]["type"] == "plain_text_input"]


async def reject_on_a_page(wire: Wire) -> None:
    """Suggest a wording with a name in it, be asked, change it, and send it; numbers are masked."""
    browser = await wire.new_browser()
    entered = await browser.post(await wire.inrole.flows.entering.make_link(AMIRA, "/library"))
    assert entered.status_code == 303
    page = (await browser.get("/library/suggest?element=offering-a-real-choice")).text
    found = re.search(r'name="form" value="([^"]+)"', page)
    assert found is not None
    sent = {"form": found[1], "element": "offering-a-real-choice", "words": f"Ask {PAGE_NAME} on {HARD[0]}."}
    asked = await browser.post("/library/suggest", data=sent)
    assert asked.status_code == 422
    assert f"<strong>{PAGE_NAME}</strong>" in asked.text
    assert f"Ask {PAGE_NAME}" in asked.text
    choices = re.findall(r'name="names" value="([^"]+)"', asked.text)
    assert choices == ["change", "not a person", "keep"]
    marks = re.search(r'name="shown" value="([^"]+)"', asked.text)
    assert marks is not None
    mended = {**sent, "words": f"Ask them on {HARD[0]}.", "names": "change", "shown": marks[1]}
    assert (await browser.post("/library/suggest", data=mended)).status_code == 303


async def everything_held(wire: Wire) -> str:
    """Return every table as text, and every byte of the database's files that this machine lets us read."""
    database = open_database(wire.settings.database_url)
    held = []
    async with database.reading() as session:
        for table in metadata.tables:
            found = (await session.execute(text(f'SELECT * FROM "{table}"'))).all()
            held += [str(tuple(row)) for row in found]
    if database.is_sqlite:
        path = Path(make_url(wire.settings.database_url).database or "")
        files = sorted(path.parent.glob(f"{path.name}*"))
        assert len(files) == 3
    else:
        async with database.writing() as session:
            await session.execute(text("CHECKPOINT"))
            folder = Path((await session.execute(text("SHOW data_directory"))).scalar_one())
            number = (
                await session.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
            ).scalar_one()
        files = await asyncio.to_thread(files_of, folder, number)
    await database.close()
    written = await asyncio.to_thread(lambda: [file.read_bytes().decode("latin-1") for file in files])
    assert any("U0AMIRA" in each for each in written)
    return "\n".join([*held, *written])


def files_of(folder: Path, database: int) -> list[Path]:
    """Return the files of a PostgreSQL database and its log of changes."""
    found = [*folder.glob(f"base/{database}/*"), *folder.glob("pg_wal/0*")]
    return [path for path in found if path.is_file()]
