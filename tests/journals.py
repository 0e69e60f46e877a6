"""What people do with what is their own on pages, in a line each."""

import re
from collections.abc import Sequence
from typing import Any

import httpx2

from bot.flows.keeping import FormOf, Written
from storage import reflections
from storage.tables import metadata
from tests.acting import rows
from tests.wire import Wire

AMIRA, BEN, SUNITA = "U0AMIRA", "U0BEN", "U0SUP"
JOURNAL = "/me/journal"
VISIT = ("home-visit", "a-real-choice")


async def signed_in(wire: Wire, person: str) -> httpx2.AsyncClient:
    link = await wire.inrole.flows.entering.make_link(person, "/me")
    browser = await wire.new_browser()
    assert (await browser.post(link.removeprefix(wire.address))).status_code == 303
    return browser


async def keep(
    wire: Wire,
    person: str,
    lines: dict[str, str],
    *,
    prompt: tuple[str, str] = ("", ""),
    share: str | None = None,
    reader: str | None = None,
    barriers: Sequence[str] = (),
) -> str:
    """Keep a reflection as the form does, and return its id."""
    form = f"form-{len(await rows(wire, 'SELECT id FROM reflection'))}-{person}"
    about = FormOf(form=form, occurrence=None, pack=prompt[0], prompt=prompt[1])
    choices = {"barriers": barriers} if barriers else {}
    written = Written(lines=lines, choices=choices, share=share, reader=reader)
    await wire.inrole.flows.reflecting.keep(person, about, written, key=f"key-{form}")
    ((reflection,),) = await rows(wire, f"SELECT id FROM reflection WHERE form = '{form}'")
    return str(reflection)


async def answered(wire: Wire, person: str, share: str, line: str) -> httpx2.AsyncClient:
    """Let a peer open what was shared with them and write one line back; return their browser."""
    browser = await signed_in(wire, person)
    assert (await browser.get(f"/shared/{share}")).status_code == 200
    sent = await browser.post(f"/shared/{share}/line", data={"line": line, "key": "once"})
    assert sent.status_code == 303
    return browser


def listed(page: httpx2.Response) -> list[str]:
    """Return the reflections a page of the journal lists, in order."""
    assert page.status_code == 200
    return re.findall(rf'href="{JOURNAL}/(\w+)"', page.text)


async def everything(wire: Wire) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but those of page sessions, which note that they are used."""
    told = {}
    for name in sorted(set(metadata.tables) - {"page_session"}):
        told[name] = sorted(await rows(wire, f'SELECT * FROM "{name}"'), key=repr)
    return told


async def seal_in(wire: Wire, owner: str, field: str, words: str) -> None:
    """Seal words as they are, as an older guard may have let them pass."""
    ground = wire.inrole.flows.ground
    async with ground.writing.begin() as session:
        await reflections.write_words(
            session,
            ground.seal,
            workspace=ground.workspace,
            owner=owner,
            lines={field: words},
            now=wire.clock(),
        )
