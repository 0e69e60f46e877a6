"""Teams with a digest: a question inside a window, its replies, and the moment it is published."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import httpx2

from tests.acting import reply
from tests.examples import TWELVE, agreed
from tests.wire import Wire, joined

TEAM = "assessment-north"
BEFORE_THE_WINDOW = datetime(2026, 12, 4, 9, 20, tzinfo=UTC)
WINDOW_BEGINS = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)
QUESTION_AT = datetime(2026, 12, 8, 9, 30, tzinfo=UTC)
FORTNIGHT_PUBLISHED = datetime(2026, 12, 21, 9, 30, tzinfo=UTC)
FOUR_WEEKS_PUBLISHED = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
ASKED_ONCE = "ends_on = 2026-12-08"
LATEST = f"/api/v1/teams/{TEAM}/digests/latest"


@asynccontextmanager
async def questioned(url: str, *practitioners: str, **settings: Any) -> AsyncIterator[Wire]:
    """Give a wire on which a team, of twelve where none are named, has the one question of its window."""
    async with joined(url, at=BEFORE_THE_WINDOW, **settings) as wire:
        await wire.apply(agreed(*(practitioners or TWELVE), rhythm=ASKED_ONCE))
        await wire.jump(WINDOW_BEGINS)
        await wire.jump(QUESTION_AT)
        yield wire


async def all_reply(wire: Wire, *people: str, used: str = "Yes", pressure: str | None = "steady") -> None:
    """Let people, the twelve where none are named, answer alike."""
    for person in people or TWELVE:
        await reply(wire, person, used, pressure)


async def token(wire: Wire) -> dict[str, str]:
    """Return the headers of a program that reads the team's figures."""
    made = await wire.inrole.flows.entering.make_token(TEAM)
    return {"Authorization": f"Bearer {made.secret}"}


async def frozen(wire: Wire, path: str = LATEST) -> bytes:
    """Return the bytes of a digest as a program reads them."""
    answer = await wire.browser.get(path, headers=await token(wire))
    assert answer.status_code == 200, answer.text
    return answer.content


async def figures(wire: Wire) -> dict[str, Any]:
    """Return the figures of the newest digest."""
    found: dict[str, Any] = json.loads(await frozen(wire))["figures"]
    return found


async def way_in(wire: Wire, person: str) -> str:
    """Ask for the digest in Slack and return the path of the link that comes with it."""
    answer = await wire.hand(person).command("/digest")
    assert answer is not None
    (url,) = [
        element["url"]
        for block in answer["blocks"]
        for element in block.get("elements", ())
        if "url" in element
    ]
    return str(url).removeprefix(wire.address)


async def signed_in(wire: Wire, person: str) -> httpx2.AsyncClient:
    """Return a person's browser after they followed the link they were sent."""
    browser = await wire.new_browser()
    entered = await browser.post(await way_in(wire, person))
    assert entered.status_code == 303, entered.text
    return browser
