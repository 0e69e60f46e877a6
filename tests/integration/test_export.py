"""Exporting: everything of a person, in words they can read, for them alone."""

import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlmodel import col

from bot.errors import Mistaken, Unknown
from bot.flows.exporting import Exporting
from storage.forgetting import FILES
from storage.reflections import write_words
from storage.sealing import Seal, new_key
from storage.tables import Opening, Share
from tests.belongings import fill, write_back
from tests.examples import agreed
from tests.grounds import grounded

AMIRA, BEN = "U0AMIRA", "U0BEN"
FILE = agreed(AMIRA, BEN)


def opened(made: bytes) -> dict[str, Any]:
    """Return the files of an export: JSON as values, the page about them as text."""
    with zipfile.ZipFile(io.BytesIO(made)) as pack:
        assert pack.testzip() is None
        texts = {name: pack.read(name).decode("utf-8") for name in pack.namelist()}
    return {name: json.loads(text) if name.endswith(".json") else text for name, text in texts.items()}


async def test_an_export_holds_all_that_a_person_gave_and_no_words_kept_from_them(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        bens = await fill(ground, BEN, AMIRA, times=2)
        amiras = await fill(ground, AMIRA, BEN, times=2)
        await write_back(ground, bens)

        files = opened(await Exporting(ground).export_own(AMIRA))

    told = json.dumps(files, ensure_ascii=False)
    lines_back = [word for word in bens.words if word.startswith("line back")]
    assert list(files) == ["README.txt", *FILES]
    assert [word for word in amiras.words if word not in told] == []
    assert len(lines_back) == 2
    assert [word for word in bens.words if word in told] == lines_back
    about_me = {key: value for key, value in files["about-me.json"].items() if value == []}
    assert [name for name in FILES if not files[name]] == []
    assert [
        key for name in ("answers.json", "deliveries.json") for key in files[name] if not files[name][key]
    ] == []
    assert list(about_me) == ["posts"]
    assert [
        key for key in ("taking_part", "quiet", "working_patterns") if not files["settings.json"][key]
    ] == []


async def test_a_reflection_is_told_with_all_that_hangs_on_it(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        bens = await fill(ground, BEN, AMIRA)
        await fill(ground, AMIRA, BEN)
        await write_back(ground, bens)

        files = opened(await Exporting(ground).export_own(AMIRA))

    (reflection,) = files["reflections.json"]
    assert reflection["question"] == "Offering a real choice: did you get to use it?"
    assert reflection["kept_at"] == "2026-11-23T08:00:00+00:00"
    assert [stage["stage"] for stage in reflection["stages"]] == ["What", "So what"]
    assert reflection["got_in_the_way"] == ["Not enough time"]
    peer, team = sorted(reflection["shares"], key=lambda share: str(share["with"]))
    assert (peer["with"], peer["name"], len(peer["opened"])) == ("peer", f"Name {BEN}", 1)
    assert peer["line_back"] == bens.words[-1]
    assert (team["with"], team["name"], team["opened"]) == ("team", "Assessment North", [])
    assert reflection["plan"]["if"].startswith("if quenchwick")
    assert reflection["plan"]["follow_ups"][0]["how_you_could_tell"].startswith("told quenchwick")
    (received,) = files["shared-with-me.json"]
    assert (received["by"], len(received["you_opened_it"])) == (f"Name {BEN}", 1)
    assert received["your_line_back"].endswith(AMIRA)


async def test_what_was_taken_back_before_it_was_opened_is_not_told_to_its_reader(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, BEN, AMIRA, times=2)
        async with ground.writing.begin() as session:
            peers = select(Share).where(col(Share.reader) == AMIRA).order_by(col(Share.id))
            first, second = (await session.execute(peers)).scalars()
            first.withdrawn_at = second.withdrawn_at = ground.clock()
            await session.execute(delete(Opening).where(col(Opening.share) == first.id))

        amiras = opened(await Exporting(ground).export_own(AMIRA))
        bens = opened(await Exporting(ground).export_own(BEN))

    assert [bool(received["you_opened_it"]) for received in amiras["shared-with-me.json"]] == [True]
    assert sum(share["with"] == "peer" for row in bens["reflections.json"] for share in row["shares"]) == 2


async def test_the_same_facts_make_the_same_bytes(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, BEN, AMIRA, times=3)
        await fill(ground, AMIRA, BEN, times=3)

        first = await Exporting(ground).export_own(AMIRA)
        second = await Exporting(ground).export_own(AMIRA)
        of_ben = await Exporting(ground).export_own(BEN)

    assert first == second
    assert of_ben != first


async def test_words_in_any_script_are_told_as_they_were_written(ready_url: str):
    odd = 'Siân, لين, 🙂 \u2028 "quoted" \\ <b>\nand on'
    async with grounded(ready_url, FILE) as ground:
        amiras = await fill(ground, AMIRA, BEN)
        async with ground.writing.begin() as session:
            await write_words(
                session,
                ground.seal,
                workspace=ground.workspace,
                owner=amiras.reflection,
                lines={"What": odd},
                now=ground.clock(),
            )

        files = opened(await Exporting(ground).export_own(AMIRA))

    assert files["reflections.json"][0]["stages"][0]["words"] == odd


async def test_somebody_with_nothing_gets_the_same_files_with_nothing_in_them(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        files = opened(await Exporting(ground).export_own(AMIRA))

    assert list(files) == ["README.txt", *FILES]
    assert files["reflections.json"] == []
    assert files["about-me.json"]["teams"][0]["team"] == "Assessment North"
    assert (
        "Everything Inrole keeps of U0AMIRA, as it stood on Monday 23 November 2026." in files["README.txt"]
    )


async def test_a_missing_key_is_said_and_somebody_unknown_is_refused(ready_url: str):
    async with grounded(ready_url, FILE) as ground:
        await fill(ground, AMIRA, BEN)
        without_key = replace(ground, seal=Seal((new_key(),)))

        with pytest.raises(Mistaken, match="a key that is not in INROLE_SECRET_KEYS"):
            await Exporting(without_key).export_own(AMIRA)
        with pytest.raises(Unknown, match="There is no person 'U0NOBODY'"):
            await Exporting(ground).export("U0NOBODY")
