"""What people do and see in tests, in a line each."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import text

from sandbox.messages import Message
from storage.database import open_database
from tests.examples import agreed
from tests.wire import Wire, joined

NUDGE = "inrole_nudge"
AGAIN = "inrole_again"
WELCOME = "inrole_welcome"
NOTICE = "inrole_notice"

BEFORE_ASKED = datetime(2026, 11, 24, 9, 20, tzinfo=UTC)
ASKED_AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
KEPT_PRIVATE = "Keep private"
SHOWN = "Show the team without my name"


@asynccontextmanager
async def asked(url: str, *practitioners: str, written: bytes | None = None) -> AsyncIterator[Wire]:
    """Give a wire on which these people, Amira where none are named, have this Tuesday's question."""
    async with joined(url, at=BEFORE_ASKED) as wire:
        await wire.apply(written or agreed(*(practitioners or ("U0AMIRA",))))
        await wire.jump(ASKED_AT)
        yield wire


def question(wire: Wire, person: str) -> Message:
    """Return a person's newest question as it stands now."""
    return [
        message
        for message in wire.messages(person)
        if message.metadata and message.metadata["event_type"] in (NUDGE, AGAIN)
    ][-1]


async def press(wire: Wire, person: str, words: str) -> None:
    """Press a button on a person's newest question, as it stands now."""
    await wire.hand(person).press(question(wire, person).ts, words)


async def reply(wire: Wire, person: str, used: str = "Yes", pressure: str | None = "steady") -> None:
    """Answer the newest question, and how full the week was unless that is None."""
    await press(wire, person, used)
    if pressure is not None:
        await press(wire, person, pressure)


def write(wire: Wire, person: str, lines: Mapping[str, Any]) -> None:
    """Put words or choices into the open form by the names of its fields."""
    for name, words in lines.items():
        wire.hand(person).fill(f"field:{name}", words)


async def reflect(
    wire: Wire,
    person: str,
    lines: Mapping[str, Any],
    *,
    plan: Sequence[str] = (),
    share: str | None = None,
    button: str = "Reflect",
) -> None:
    """Open the form of the newest question, fill both its steps and send it."""
    await press(wire, person, button)
    write(wire, person, lines)
    assert await send(wire, person) is None
    await finish(wire, person, plan=plan, share=share)


async def finish(wire: Wire, person: str, *, plan: Sequence[str] = (), share: str | None = None) -> None:
    """Fill the last step of the open form and send it."""
    write(wire, person, dict(zip(("if", "then"), plan, strict=False)))
    if share is not None:
        await choose_share(wire, person, share)
    assert await send(wire, person) is None


async def send(wire: Wire, person: str) -> Mapping[str, str] | None:
    """Send the open form, and once more where likely names were shown back: they are kept as they are."""
    hand = wire.hand(person)
    refused = await hand.submit()
    if refused is None and "field:names" in as_text(hand.view()):
        return await hand.submit()
    return refused


async def choose_share(wire: Wire, person: str, share: str) -> None:
    """Choose who may see the words, as the form asks on its last step."""
    wire.hand(person).fill("field:share", share)
    await wire.workspace.settled()


async def mine(wire: Wire, person: str) -> str:
    """Open what is a person's own from their Home and return all it says."""
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Show")
    said = view_text(wire, person)
    await hand.close_view()
    return said


async def my_plans(wire: Wire, person: str) -> str:
    """Open each plan of a person's own from their Home and return all they say, newest first."""
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Show")
    view = hand.view()
    assert view is not None
    ids = [each.get("action_id") for block in view["blocks"] for each in block.get("elements", ())]
    said = []
    for action_id in ids:
        if str(action_id).startswith("see_plan:"):
            await hand.press_view(action_id)
            said.append(view_text(wire, person))
            await hand.close_view()
    await hand.close_view()
    return "\n".join(said)


def view_text(wire: Wire, person: str) -> str:
    """Return everything the form or view in front of a person says."""
    view = wire.hand(person).view()
    assert view is not None
    return as_text(view)


def as_text(drawn: Any) -> str:
    """Return something drawn as one text to look for words in."""
    match drawn:
        case str():
            return drawn
        case dict():
            return "\n".join(as_text(part) for part in drawn.values())
        case list():
            return "\n".join(as_text(part) for part in drawn)
        case _:
            return ""


def whispers(wire: Wire, person: str) -> list[str]:
    """Return what only this person was told in passing."""
    return [message.text for message in wire.hand(person).messages() if message.ephemeral]


def button_words(message: Message) -> list[str]:
    """Return the words of the buttons on a message."""
    return [
        element["text"]["text"]
        for block in message.blocks
        for element in [*block.get("elements", ()), block.get("accessory", {})]
        if element.get("type") == "button"
    ]


async def rows(wire: Wire, asked_for: str) -> list[tuple[Any, ...]]:
    """Return what the database holds."""
    database = open_database(wire.settings.database_url)
    async with database.reading() as session:
        found = [tuple(row) for row in (await session.execute(text(asked_for))).all()]
    await database.close()
    return found
