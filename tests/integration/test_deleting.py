"""Deleting one reflection, drafts that go by themselves, and everything at once: nothing is left."""

import asyncio
import io
import re
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

from tests.acting import ASKED_AT, asked, mine, press, rows, write
from tests.journals import (
    AMIRA,
    BEN,
    JOURNAL,
    answered,
    keep,
    listed,
    signed_in,
)


def the_files(url: str) -> bytes:
    """Return every byte of a SQLite database and its log; none of PostgreSQL's, which keeps its own files."""
    if not url.startswith("sqlite"):
        return b""
    path = Path(url.removeprefix("sqlite+aiosqlite:///"))
    found = b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    assert found
    return found


async def test_what_is_deleted_is_gone_with_all_that_hung_on_it_and_the_plan_stays(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        lines = {"What": "We sat in the garden.", "if": "it rains", "then": "ask about the kitchen"}
        kept = await keep(wire, AMIRA, lines, share="peer", reader=BEN, barriers=("time",))
        other = await keep(wire, AMIRA, {"What": "This one stays."}, share="team")
        ((share,),) = await rows(wire, "SELECT id FROM share WHERE audience = 'peer'")
        ben = await answered(wire, BEN, share, "Thank you for this.")
        sealed = await rows(wire, f"SELECT sealed FROM words WHERE owner IN ('{kept}', '{share}')")
        amira = await signed_in(wire, AMIRA)

        assert "Keep the plan" in (await amira.get(f"{JOURNAL}/{kept}/delete")).text
        answer = await amira.post(f"{JOURNAL}/{kept}/delete", data={"plan": "keep"})

        assert answer.headers["location"] == f"{JOURNAL}?done=deleted"
        assert await rows(wire, "SELECT id FROM reflection") == [(other,)]
        assert await rows(wire, "SELECT reflection, audience FROM share") == [(other, "team")]
        assert await rows(wire, "SELECT share FROM opening") == []
        assert await rows(wire, "SELECT code FROM got_in_the_way WHERE unticked_at IS NULL") == []
        assert await rows(wire, "SELECT reflection, state FROM commitment") == [(None, "live")]
        assert "ask about the kitchen" in (await amira.get("/me")).text
        assert (await amira.get(f"{JOURNAL}/{kept}")).status_code == 404
        assert (await ben.get(f"/shared/{share}")).status_code == 404
        assert len(sealed) == 2
        assert [bytes(words) for (words,) in sealed if bytes(words) in the_files(ready_url)] == []


async def test_deleting_twice_at_once_while_a_peer_opens_and_answers_leaves_nothing(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        kept = await keep(wire, AMIRA, {"What": "We sat in the garden."}, share="peer", reader=BEN)
        ((share,),) = await rows(wire, "SELECT id FROM share")
        amira, ben = await signed_in(wire, AMIRA), await signed_in(wire, BEN)

        answers = await asyncio.gather(
            ben.get(f"/shared/{share}"),
            amira.post(f"{JOURNAL}/{kept}/delete"),
            amira.post(f"{JOURNAL}/{kept}/delete"),
            ben.post(f"/shared/{share}/line", data={"line": "Thank you for this.", "key": "once"}),
        )

        opened, first, second, line = (answer.status_code for answer in answers)
        assert sorted((first, second)) == [303, 404]
        assert (opened, line) in {(before, after) for before in (200, 404) for after in (303, 404)}
        for table in ("reflection", "share", "opening", "words"):
            assert await rows(wire, f"SELECT * FROM {table}") == []


async def test_the_plan_goes_too_where_that_was_chosen(ready_url: str):
    async with asked(ready_url) as wire:
        lines = {"What": "We sat in the garden.", "if": "it rains", "then": "ask about the kitchen"}
        kept = await keep(wire, AMIRA, lines)
        amira = await signed_in(wire, AMIRA)

        await amira.post(f"{JOURNAL}/{kept}/delete", data={"plan": "delete"})

        for table in ("reflection", "commitment", "words"):
            assert await rows(wire, f"SELECT * FROM {table}") == []


async def test_a_line_on_the_teams_card_goes_with_its_reflection(ready_url: str):
    async with asked(ready_url) as wire:
        kept = await keep(wire, AMIRA, {"What": "We sat in the garden."}, share="team")
        element = "offering-a-real-choice"
        await wire.inrole.flows.carding.add(AMIRA, "assessment-north", element, kept, 0)
        assert len(await rows(wire, "SELECT * FROM card_line")) == 1
        amira = await signed_in(wire, AMIRA)

        await amira.post(f"{JOURNAL}/{kept}/delete")

        assert await rows(wire, "SELECT * FROM card_line") == []
        card = await amira.get(f"/teams/assessment-north/cards/{element}")
        assert card.status_code == 200
        assert "garden" not in card.text


async def test_what_is_not_finished_stands_apart_goes_on_and_goes_after_a_week(ready_url: str):
    async with asked(ready_url) as wire:
        kept = await keep(wire, AMIRA, {"What": "A whole one."})
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "Half a thought."})
        await wire.hand(AMIRA).submit()
        await wire.hand(AMIRA).close_view()
        amira = await signed_in(wire, AMIRA)

        page = (await amira.get(JOURNAL)).text
        assert "kept until 1 December 2026" in page
        assert "Half a thought." in page
        onward = re.search(r'href="(/reflect/forms/\w+/0)"', page)
        assert onward
        assert "Half a thought." in (await amira.get(onward[1])).text
        assert listed(await amira.post(JOURNAL, data={"words": "thought"})) == []
        ((draft,),) = await rows(wire, "SELECT id FROM reflection WHERE state = 'draft'")
        assert (await amira.post("/me/cpd", data={"reflection": draft})).status_code == 404
        assert "Half a thought." not in await mine(wire, AMIRA)

        await wire.jump(ASKED_AT + timedelta(days=6, hours=23))
        assert sorted(await rows(wire, "SELECT state FROM reflection")) == [("draft",), ("kept",)]
        await wire.jump(ASKED_AT + timedelta(days=7, minutes=11))
        assert await rows(wire, "SELECT id FROM reflection") == [(kept,)]
        assert await rows(wire, "SELECT owner FROM words") == [(kept,)]


async def test_everything_is_erased_from_ones_page_and_the_session_with_it(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await keep(wire, AMIRA, {"What": "We sat in the garden."})
        amira = await signed_in(wire, AMIRA)
        packed = await amira.post("/me/download")
        with ZipFile(io.BytesIO(packed.content)) as told:
            assert "We sat in the garden." in told.read("reflections.json").decode()

        erased = await amira.post("/me/erase")

        assert erased.status_code == 200
        assert await rows(wire, "SELECT * FROM reflection") == []
        assert await rows(wire, "SELECT * FROM words") == []
        assert (await amira.get("/me")).status_code == 401
