"""Safety over the wire: signposts once, three choices, nothing kept of the match or the choice."""

import asyncio
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from storage.database import open_database
from tests.acting import (
    ASKED_AT,
    as_text,
    asked,
    choose_share,
    finish,
    mine,
    press,
    rows,
    send,
    view_text,
    write,
)
from tests.databases import KINDS, ready_database
from tests.examples import agreed
from tests.integration.test_forms import submit_again
from tests.sharing import A_PEER, name_peer
from tests.wire import Wire, joined

AMIRA = "U0AMIRA"
UNTOLD = "I have not told anyone about the mark I saw."
ORDINARY = "I have now told someone about the map we drew."
HEAVY = "I can't cope any more."
SIGNPOSTS = """
[[service.signposts]]
name = "Out-of-hours team"
contact = "01632 960 222"
when = "a child may be at risk"
hours = "17:30-09:00"

[[service.signposts]]
name = "Residential lead"
contact = "01632 960 333"
when = "a child may be at risk"
roles = ["residential"]

[[service.signposts]]
name = "Speaking up line"
contact = "01632 960 444"
when = "a colleague"

[[service.signposts]]
name = "Employee assistance"
contact = "01632 960 555"
when = "how I am"
"""
SERVICE = agreed(AMIRA, service=SIGNPOSTS)
LATE = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
SEALED = re.compile(r"[0-9a-f]{16,}|gAAAA[\w=-]+")


def buttons(wire: Wire) -> list[str]:
    view = wire.hand(AMIRA).view() or {}
    return [
        element["text"]["text"]
        for block in view.get("blocks", ())
        for element in [*block.get("elements", ()), block.get("accessory") or {}]
        if element.get("type") == "button"
    ]


async def written(wire: Wire, lines: Mapping[str, Any], *, button: str = "Reflect") -> None:
    """Write a reflection to a question and send both steps of its form."""
    await press(wire, AMIRA, button)
    write(wire, AMIRA, lines)
    assert await send(wire, AMIRA) is None
    await finish(wire, AMIRA)


async def test_something_untold_brings_that_roles_and_hours_signposts_once(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": UNTOLD})

        said = view_text(wire, AMIRA)
        assert "If this is already in hand, carry on." in said
        assert "Duty manager: 01632 960 111" in said
        assert "999" in said
        assert "Out-of-hours" not in said
        assert "Residential lead" not in said
        assert "Speaking up" not in said
        assert buttons(wire) == ["In hand", "I'll do it now", "I want to talk to someone first"]
        await wire.hand(AMIRA).close_view()

        await written(wire, {"So what": "It stayed with me."}, button="Add a line")
        assert wire.hand(AMIRA).view() is None
        assert UNTOLD in await mine(wire, AMIRA)


async def test_at_night_the_team_that_answers_at_night_is_named(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await wire.jump(LATE)
        await written(wire, {"What": UNTOLD})

        said = view_text(wire, AMIRA)
        assert "Out-of-hours team: 01632 960 222" in said


async def test_an_ordinary_reflection_closes_as_ever(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": ORDINARY})

        assert wire.hand(AMIRA).view() is None


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("In hand", "Thanks. Your words are saved, and nothing about this is kept."),
        ("I'll do it now", "01632 960 111"),
        ("I want to talk to someone first", "Employee assistance: 01632 960 555"),
    ],
)
async def test_each_choice_shows_what_it_says(ready_url: str, choice: str, expected: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": UNTOLD})
        await wire.hand(AMIRA).press_view(choice)

        said = view_text(wire, AMIRA)
        assert expected in said
        assert choice not in buttons(wire)


async def test_doing_it_now_shows_the_number_large(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": UNTOLD})
        await wire.hand(AMIRA).press_view("I'll do it now")

        view = wire.hand(AMIRA).view() or {}
        headers = [block["text"]["text"] for block in view["blocks"] if block["type"] == "header"]
        assert headers == ["01632 960 111", "999"]


async def test_distress_brings_a_short_kind_note_people_and_a_pause(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": HEAVY})

        said = view_text(wire, AMIRA)
        assert "Your supervisor, or anyone you trust at work" in said
        assert "Employee assistance: 01632 960 555" in said
        assert "Samaritans: 116 123" in said
        assert "text SHOUT to 85258" in said
        assert buttons(wire) == ["Pause"]
        await wire.hand(AMIRA).press_view("Pause")
        assert "Pause until" in view_text(wire, AMIRA)


async def test_words_of_a_colleague_bring_the_speaking_up_line_and_not_the_duty_manager(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"So what": "A colleague shouted at a child and I froze."})

        said = view_text(wire, AMIRA)
        assert "Speaking up line: 01632 960 444" in said
        assert "01632 960 111" not in said


async def test_a_plan_and_a_word_on_any_step_are_looked_at(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await press(wire, AMIRA, "Reflect")
        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA, plan=("he threatens me again", "I will leave, he threatened me today"))

        assert "999" in view_text(wire, AMIRA)


async def test_a_kept_reflection_changed_later_brings_signposts_for_what_is_new(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": ORDINARY})
        await press(wire, AMIRA, "Add a line")
        write(wire, AMIRA, {"So what": UNTOLD})
        assert await send(wire, AMIRA) is None

        assert "If this is already in hand, carry on." in view_text(wire, AMIRA)
        assert "Who may see this reflection?" in view_text(wire, AMIRA)
        await finish(wire, AMIRA)
        assert wire.hand(AMIRA).view() is None


async def test_what_is_new_before_going_back_a_step_brings_them_too(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await written(wire, {"What": ORDINARY})
        await press(wire, AMIRA, "Add a line")
        assert await send(wire, AMIRA) is None
        write(wire, AMIRA, {"if": "it comes back", "then": "I can't cope any more, so I will ring someone"})
        await wire.hand(AMIRA).press_view("Back")

        assert "Samaritans: 116 123" in view_text(wire, AMIRA)


async def test_a_form_sent_twice_brings_the_same_both_times(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": UNTOLD})
        await send(wire, AMIRA)
        slow = wire.workspace.screens[AMIRA].stack[-1]

        answers = await asyncio.gather(*(submit_again(wire, slow) for _ in range(3)))

        assert [answer["response_action"] for answer in answers if answer] == ["update"] * 3
        assert all("01632 960 111" in as_text(answer) for answer in answers)
        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]


async def test_what_could_not_be_shared_still_brings_them_above_the_form(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": UNTOLD})
        await send(wire, AMIRA)
        await choose_share(wire, AMIRA, A_PEER)
        await name_peer(wire, AMIRA)
        await wire.hand(AMIRA).submit()

        said = view_text(wire, AMIRA)
        assert "That is you. Choose a colleague." in said
        assert "Duty manager: 01632 960 111" in said
        await wire.hand(AMIRA).close_view()
        assert "Who may see this reflection?" in view_text(wire, AMIRA)


async def test_an_unprompted_reflection_brings_signposts_too(ready_url: str):
    async with asked(ready_url, written=SERVICE) as wire:
        await wire.hand(AMIRA).command("/reflect")
        write(wire, AMIRA, {"What": UNTOLD})
        await send(wire, AMIRA)
        await finish(wire, AMIRA)

        assert "Duty manager: 01632 960 111" in view_text(wire, AMIRA)


async def everything(url: str) -> dict[str, list[str]]:
    """Return each row of each table as text, ids and sealed bytes made alike."""
    database = open_database(url)
    async with database.reading() as session:
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        if not database.is_sqlite:
            named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        found = {}
        for (table,) in (await session.execute(text(named))).all():
            kept = (await session.execute(text(f'SELECT * FROM "{table}"'))).all()
            found[table] = sorted("|".join(_alike(value) for value in row) for row in kept)
    await database.close()
    return found


def _alike(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return f"{len(bytes(value))} bytes"
    return re.sub(r"(submit:\w+):\S+", r"\1", SEALED.sub("-", str(value)))


async def left_behind(url: str, line: str, choice: str | None) -> tuple[dict[str, list[str]], list[str], str]:
    """Return every table, the log, and what a person's own page says once they wrote a line and chose."""
    async with joined(url, at=ASKED_AT) as wire:
        await wire.apply(SERVICE)
        await wire.hand(AMIRA).command("/reflect")
        write(wire, AMIRA, {"What": line})
        await send(wire, AMIRA)
        await finish(wire, AMIRA)
        metadata = [
            (view.get("private_metadata"), view.get("callback_id"))
            for view in [wire.hand(AMIRA).view()]
            if view is not None
        ]
        if choice is not None:
            await wire.hand(AMIRA).press_view(choice)
        await wire.hand(AMIRA).close_view()
        return await everything(url), [_alike(line) for line in _events(wire)], str(metadata)


def _events(wire: Wire) -> list[str]:
    return [re.sub(r'"(timestamp|at)": ?"[^"]*"', "", line) for line in wire.log.getvalue().splitlines()]


@pytest.mark.parametrize("choice", ["In hand", "I'll do it now", "I want to talk to someone first"])
@pytest.mark.parametrize("kind", KINDS)
async def test_neither_the_match_nor_the_choice_leaves_anything(kind: str, choice: str, tmp_path: Path):
    async with ready_database(kind, tmp_path) as first, ready_database(kind, tmp_path) as second:
        without = await left_behind(first, ORDINARY, None)
        matched = await left_behind(second, UNTOLD, choice)

    tables, log, metadata = matched
    assert len(tables) > 20
    assert tables["reflection"]
    assert tables == without[0]
    assert log == without[1]
    assert metadata == without[2]
