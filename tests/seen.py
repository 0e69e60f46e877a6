"""Everything that a team's managers, supervisors, practice leads and peers can look at, as text."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from starlette.routing import BaseRoute, Route

from sandbox.hands import Hand
from tests.windows import TEAM, token
from tests.wire import Wire

CARYS = "U0CARYS"
MANAGERS = ("U0SUP", "U0MAN")
READERS = (*MANAGERS, "U0LEAD", CARYS)
OPENED = ("Read", "See an example digest", "Stop questions")
"""Buttons on Home that open a view and do nothing yet."""

FILLED = {
    "{team}": TEAM,
    "{digest}": "latest",
    "{element}": "offering-a-real-choice",
    "/packs/{slug}": "/packs/pulse",
}
"""What stands in an address for its parts."""

NOT_COMPARED = {
    "GET /enter/{token}": "a way in that one person was sent",
    "GET /reflect": "a question of the reader's own, drawn by chance",
    "GET /reflect/form": "a question of the reader's own, drawn by chance",
    "GET /shared/{share}": "words that their writer chose to share with one person",
    "GET /teams/{team}/lines/{reflection}": "words that their writer chose to show",
    "GET /api/v1/openapi.json": "what the API is, the same everywhere",
}
"""Addresses that are read and stand outside the comparison, each with why."""

OWN = ("/me/", "/questions/", "/reflect/")
"""Where everything is the reader's own: addresses of a person's own things answer nobody else."""

DONE = frozenset(
    {
        "POST /enter/{token}",
        "POST /leave",
        "POST /library/suggest",
        "POST /library/suggestions/{suggestion}/settle",
        "POST /shared/{share}/line",
        "POST /slack/events",
        "POST /teams/{team}/cards/{element}/add",
        "POST /teams/{team}/cards/{element}/take-off",
        "POST /teams/{team}/rhythms",
        "POST /teams/{team}/rhythms/{rhythm}/end",
    }
)
"""What is done by an address; it answers with the place to look at next."""


def routes_of(wire: Wire) -> list[str]:
    """Return every method and address the web face answers at."""
    return sorted(
        f"{method} {route.path}"
        for route in _flat(wire.inrole.web.routes)
        for method in route.methods or ()
        if method not in {"HEAD", "OPTIONS"}
    )


def read_at(route: str) -> str | None:
    """Return the address to read a route at, or None where it is left out or has a part we do not know."""
    method, _, path = route.partition(" ")
    for part, filling in FILLED.items():
        path = path.replace(part, filling)
    return None if method != "GET" or route in NOT_COMPARED or "{" in path else path


def unclassified(wire: Wire) -> list[str]:
    """Return the routes of which nobody has said whether they are read, left out or done."""
    return [
        route
        for route in routes_of(wire)
        if read_at(route) is None and route not in {*NOT_COMPARED, *DONE} and not _is_own(route)
    ]


def _is_own(route: str) -> bool:
    return route.partition(" ")[2].startswith(OWN)


async def surfaces(wire: Wire) -> dict[str, str]:
    """Return every place that readers and a peer can look at, without ids that are drawn by chance."""
    seen: dict[str, str] = {}
    for reader in READERS:
        seen |= {f"{reader} {place}": drawn for place, drawn in (await _in_slack(wire, reader)).items()}
        seen |= {f"{reader} {place}": drawn for place, drawn in (await _on_pages(wire, reader)).items()}
    seen |= await _in_rhythm_forms(wire)
    headers = await token(wire)
    for path in filter(None, map(read_at, routes_of(wire))):
        if path.startswith(("/api", "/health", "/metrics")):
            seen[path] = answered(wire, await wire.browser.get(path, headers=headers))
    seen["inrole preview"] = masked(wire, asdict(await wire.inrole.flows.previewing.wish(TEAM)))
    seen["inrole ledger"] = masked(wire, asdict(await wire.inrole.flows.ledgering.service()))
    return seen


async def _in_slack(wire: Wire, reader: str) -> dict[str, str]:
    hand = wire.hand(reader)
    told = [(each.text, each.blocks, (each.metadata or {}).get("event_type")) for each in hand.messages()]
    seen = {"messages": masked(wire, told)}
    await hand.open_home()
    await wire.workspace.settled()
    home = hand.home()
    assert home is not None
    seen["home"] = masked(wire, home["blocks"])
    for words in OPENED:
        if f'"{words}"' in json.dumps(home["blocks"]):
            await hand.press_home(words)
            seen[f"home: {words}"] = _view(wire, hand)
            await hand.close_view()
    seen["/digest"] = masked(wire, await hand.command("/digest"))
    return seen


async def _on_pages(wire: Wire, reader: str) -> dict[str, str]:
    browser = await wire.new_browser()
    link = await wire.inrole.flows.entering.make_link(reader, "/")
    assert (await browser.post(link)).status_code == 303
    paths = filter(None, map(read_at, routes_of(wire)))
    return {path: answered(wire, await browser.get(path)) for path in paths}


async def _in_rhythm_forms(wire: Wire) -> dict[str, str]:
    hand = wire.hand("U0MAN")
    await hand.command("/rhythm")
    seen = {"/rhythm": _view(wire, hand)}
    await hand.press_view("Start a rhythm")
    hand.fill("field:template", "On shift")
    for step in ("a rhythm's form", "a rhythm's eight weeks"):
        assert await hand.submit() is None
        seen[step] = _view(wire, hand)
    while hand.view():
        await hand.close_view()
    return seen


def answered(wire: Wire, answer: Any) -> str:
    """Return what the web face answered, its headers too."""
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return masked(wire, [answer.status_code, headers, answer.text])


def masked(wire: Wire, drawn: Any) -> str:
    """Return what was drawn as text, with ids that are drawn by chance made alike."""
    written = json.dumps(drawn, ensure_ascii=False, default=str).replace(wire.address, "https://here")
    written = re.sub(r"/enter/[\w-]+", "/enter/ID", written)
    written = re.sub(r'"block_id": "[^"]*"', '"block_id": "ID"', written)
    return re.sub(r"\b[0-9a-f]{16,}\b", "ID", written)


def _view(wire: Wire, hand: Hand) -> str:
    view = hand.view()
    assert view is not None
    return masked(wire, view["blocks"])


def _flat(routes: list[BaseRoute]) -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route):
            yield route
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from _flat(included.routes)
