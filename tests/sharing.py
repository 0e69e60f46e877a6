"""Sharing over the wire, in a line each: Amira has words in the form and lets somebody read them."""

from typing import Any

from tests.acting import NOTICE, as_text, choose_share, press, rows, send, view_text, write
from tests.wire import Wire

AMIRA, BEN, SUNITA, MAREK = "U0AMIRA", "U0BEN", "U0SUP", "U0MAN"
WORDS = "We counted the stairs zumbaliq together."
CANARY = "zumbaliq"
MY_SUPERVISOR, A_PEER, BRING = "My supervisor", "A peer I choose", "Bring to supervision"


async def written(wire: Wire, share: str | None = None, peer: str | None = None) -> None:
    """Bring Amira to the last step of the form, with words in it and a choice made."""
    await press(wire, AMIRA, "Reflect")
    write(wire, AMIRA, {"What": WORDS})
    assert await send(wire, AMIRA) is None
    if share is not None:
        await choose_share(wire, AMIRA, share)
    if peer is not None:
        await name_peer(wire, peer)


async def name_peer(wire: Wire, peer: str) -> None:
    wire.hand(AMIRA).fill("field:share_peer", peer)
    await wire.workspace.settled()


async def shared(wire: Wire, share: str, peer: str | None = None) -> None:
    """Let Amira share her words."""
    await written(wire, share, peer)
    assert await send(wire, AMIRA) is None
    await wire.tick()


def form_of(wire: Wire) -> dict[str, Any]:
    view = wire.hand(AMIRA).view()
    assert view is not None
    return view


def submit_words(wire: Wire) -> str:
    return str(form_of(wire)["submit"]["text"])


async def received(wire: Wire, person: str) -> str:
    """Open *Shared with you* from Home and return what it says, leaving it open."""
    hand = wire.hand(person)
    await hand.open_home()
    home = hand.home()
    assert home is not None
    row = next(block for block in home["blocks"] if "Shared with you" in as_text(block))
    await hand.press_home(row["accessory"]["action_id"])
    return view_text(wire, person)


async def read(wire: Wire, person: str) -> str:
    """Open the newest of what is shared with a person and return what it says."""
    await received(wire, person)
    await wire.hand(person).press_view("Open")
    said = view_text(wire, person)
    await close_all(wire, person)
    return said


async def close_all(wire: Wire, person: str) -> None:
    while wire.hand(person).view():
        await wire.hand(person).close_view()


def notices(wire: Wire, person: str) -> list[str]:
    return [message.text for message in wire.messages(person, NOTICE)]


async def shares(wire: Wire) -> list[tuple[Any, ...]]:
    return await rows(wire, "SELECT audience, reader FROM share WHERE withdrawn_at IS NULL ORDER BY audience")


async def withdraw(wire: Wire) -> None:
    hand = wire.hand(AMIRA)
    await hand.open_home()
    await hand.press_home("Show")
    await hand.press_view("Withdraw")
    await close_all(wire, AMIRA)
