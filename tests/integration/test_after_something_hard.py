"""After something hard: a pack that opens by choice, offers people, has no text box and keeps nothing."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.acting import ASKED_AT, BEFORE_ASKED, as_text, button_words, press, question, rows, view_text
from tests.examples import agreed
from tests.integration.test_safety import SIGNPOSTS, everything
from tests.wire import Wire, joined

AMIRA = "U0AMIRA"
SERVICE = agreed(AMIRA, service=SIGNPOSTS)


def kinds(wire: Wire) -> set[str]:
    view = wire.hand(AMIRA).view() or {}
    return {block["type"] for block in view["blocks"]}


async def test_home_opens_the_pack_with_taps_and_no_text_box(ready_url: str):
    async with joined(ready_url, at=ASKED_AT) as wire:
        await wire.apply(SERVICE)
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("After something hard")

        said = view_text(wire, AMIRA)
        assert "Something hard has happened at work. What would help now?" in said
        assert "Someone to talk to" in said
        assert "Nothing you tap here is kept" in said
        assert "input" not in kinds(wire)


@pytest.mark.parametrize("words", ["after something hard", "after-something-hard", "After a hard day"])
async def test_the_command_opens_the_pack_by_its_words(ready_url: str, words: str):
    async with joined(ready_url, at=ASKED_AT) as wire:
        await wire.apply(SERVICE)
        await wire.hand(AMIRA).command("/reflect", words)

        assert "Something hard has happened at work." in view_text(wire, AMIRA)
        assert "input" not in kinds(wire)


@pytest.mark.parametrize(
    ("tapped", "first"),
    [
        ("Someone to talk to", "People to talk to"),
        ("Quiet from Inrole", "Quiet from Inrole"),
        ("Practical help", "Practical help"),
        ("Nothing yet", "People to talk to"),
    ],
)
async def test_each_tap_offers_people_quiet_and_practical_help(ready_url: str, tapped: str, first: str):
    async with joined(ready_url, at=ASKED_AT) as wire:
        await wire.apply(SERVICE)
        await wire.hand(AMIRA).command("/reflect", "after something hard")
        await wire.hand(AMIRA).press_view(tapped)

        said = view_text(wire, AMIRA)
        assert "Employee assistance: 01632 960 555" in said
        assert "Samaritans: 116 123" in said
        assert "Shout: text SHOUT to 85258" in said
        view = wire.hand(AMIRA).view() or {}
        assert as_text(view["blocks"][0]["text"]).count(first) == 1
        await wire.hand(AMIRA).press_view("Pause")
        assert "Pause until" in view_text(wire, AMIRA)


async def test_another_question_of_the_pack_is_one_press_away(ready_url: str):
    async with joined(ready_url, at=ASKED_AT) as wire:
        await wire.apply(SERVICE)
        await wire.hand(AMIRA).command("/reflect", "after something hard")
        first = view_text(wire, AMIRA)
        await wire.hand(AMIRA).press_view("Another question")

        assert "Are you safe where you are?" in view_text(wire, AMIRA)
        assert "Are you safe where you are?" not in first


async def test_opening_and_tapping_leave_no_byte(ready_url: str):
    async with joined(ready_url, at=ASKED_AT) as wire:
        await wire.apply(SERVICE)
        before, log = await everything(ready_url), wire.log.getvalue()

        await wire.hand(AMIRA).command("/reflect", "after something hard")
        await wire.hand(AMIRA).press_view("Someone to talk to")

        assert await everything(ready_url) == before
        assert wire.log.getvalue() == log


OWN_PACK = """\
title = "After hours"
purpose = "Look after the worker."
version = 1
length = "about 10 seconds"
moment = "after"
"""
OWN_PROMPT = """
[[prompts]]
slug = "{slug}"
text = "Is anything from {slug} staying on your mind after hours?"
answer = "tap"
taps = ["No", "A bit", "A lot", "Rather not say"]
signposts = ["A lot"]
principles = ["safety"]
"""
SLUGS = ("work", "visits", "meetings", "court", "duty", "calls", "writing", "reviews")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an organisation's own folder with a pack whose prompts each have a tap that offers people."""
    texts = tmp_path / "prompts" / "texts"
    texts.mkdir(parents=True)
    (texts / "after-hours.toml").write_text(
        OWN_PACK + "".join(OWN_PROMPT.format(slug=slug) for slug in SLUGS)
    )
    return tmp_path / "prompts"


@asynccontextmanager
async def asked_gently(url: str, folder: Path) -> AsyncIterator[Wire]:
    """Give a wire on which Amira has a question with a tap that offers people."""
    async with joined(url, at=BEFORE_ASKED, INROLE_PROMPTS_DIR=str(folder)) as wire:
        await wire.apply(SERVICE.replace(b'pack = "pulse"', b'pack = "after-hours"'))
        await wire.jump(ASKED_AT)
        yield wire


async def test_a_tap_that_offers_people_is_kept_nowhere_and_still_has_a_receipt(ready_url: str, folder: Path):
    async with asked_gently(ready_url, folder) as wire:
        before, log = await everything(ready_url), wire.log.getvalue()

        await press(wire, AMIRA, "A lot")

        assert "Employee assistance: 01632 960 555" in view_text(wire, AMIRA)
        assert "Pause" in view_text(wire, AMIRA)
        assert question(wire, AMIRA).text.startswith("Thanks. Your answer isn't shown to anyone.")
        assert await everything(ready_url) == before
        assert wire.log.getvalue() == log


async def test_the_message_reads_the_same_whichever_tap_it_was(ready_url: str, folder: Path):
    async with asked_gently(ready_url, folder) as wire:
        await press(wire, AMIRA, "A lot")
        offered = question(wire, AMIRA)
        await wire.hand(AMIRA).close_view()
        await press(wire, AMIRA, "Change")
        await press(wire, AMIRA, "A bit")

        kept = question(wire, AMIRA)
        assert (kept.text, button_words(kept)) == (offered.text, button_words(offered))
        assert wire.hand(AMIRA).view() is None
        assert await rows(wire, "SELECT count(*) FROM answer") == [(1,)]
