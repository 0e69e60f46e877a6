"""A CPD draft of one's own: masked, with plan and peer, offered in its season, and kept nowhere."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from storage.database import open_database
from tests.acting import asked, rows
from tests.journals import AMIRA, BEN, answered, everything, keep, seal_in, signed_in


async def test_a_cpd_draft_masks_carries_plan_and_peer_and_is_kept_nowhere(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        lines = {
            "What": "I rang 01632 960123 and Grace chose the garden.",
            "So what": "Waiting was the choice.",
            "if": "it rains",
            "then": "ask about the kitchen",
        }
        kept = await keep(wire, AMIRA, lines | {"What": "Nothing yet."})
        await seal_in(wire, kept, "What", lines["What"])
        amira = await signed_in(wire, AMIRA)
        await wire.inrole.flows.sharing.share(AMIRA, kept, "peer", BEN, key="k1")
        ((share,),) = await rows(wire, "SELECT id FROM share")
        await answered(wire, BEN, share, "You gave it time.")
        before = await everything(wire)
        chosen = {"reflection": kept, "plans": "yes", "peer": "yes"}

        page = (await amira.post("/me/cpd", data=chosen)).text
        files = {
            kind: (await amira.post(f"/me/cpd/{kind}", data=chosen)).content
            for kind in ("docx", "pdf", "txt")
        }

        with ZipFile(io.BytesIO(files["docx"])) as packed:
            word = packed.read("word/document.xml").decode()
        for said in (page, word, files["txt"].decode("utf-8-sig")):
            assert "Waiting was the choice." in said
            assert "ask about the kitchen" in said
            assert "You gave it time." in said
            assert "A colleague, social worker" in said
            assert "960123" not in said
            assert "Grace" not in said
            assert "chose the garden" in said
        assert files["pdf"].startswith(b"%PDF-")
        assert await everything(wire) == before
        assert "garden" not in wire.log.getvalue()


@pytest.mark.parametrize(
    ("on", "kept_on", "is_said"),
    [
        (date(2026, 11, 27), date(2026, 11, 25), True),
        (date(2026, 12, 2), date(2026, 11, 25), False),
        (date(2027, 9, 1), date(2027, 6, 1), True),
        (date(2027, 9, 1), date(2026, 11, 25), False),
    ],
    ids=["November", "December", "September", "last year's"],
)
async def test_a_piece_is_offered_in_its_season_for_three_of_this_year(
    tmp_path: Path, on: date, kept_on: date, is_said: bool
):
    url = f"sqlite+aiosqlite:///{tmp_path / 'season.db'}"
    database = open_database(url)
    await database.migrate()
    await database.close()
    async with asked(url) as wire:
        wire.clock.advance_to(datetime(kept_on.year, kept_on.month, kept_on.day, 12, tzinfo=UTC))
        for _ in range(3):
            await keep(wire, AMIRA, {"What": "We waited."})
        wire.clock.advance_to(datetime(on.year, on.month, on.day, 12, tzinfo=UTC))

        page = (await (await signed_in(wire, AMIRA)).get("/me")).text

        assert ("three reflections that could become a CPD piece" in page) is is_said
