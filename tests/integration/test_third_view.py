"""Slack stacks three views: from the third, what would lie above it is drawn or said in its place."""

from tests.acting import as_text, asked, send, view_text, write
from tests.examples import agreed
from tests.plans import plan_made
from tests.sharing import A_PEER, AMIRA, BEN, close_all, received, shared, withdraw
from tests.wire import Wire

HEAVY = "I can't cope any more"
MOST = 3


def depth(wire: Wire, person: str) -> int:
    return len(wire.workspace.screens[person].stack)


async def third_view(wire: Wire) -> None:
    """Open Mine, the plan in it and the form above that, and write what brings people to talk to."""
    await plan_made(wire)
    await close_all(wire, AMIRA)
    hand = wire.hand(AMIRA)
    await hand.open_home()
    await hand.press_home("Show")
    await hand.press_view("See my plan")
    await hand.press_view("Make it smaller")
    write(wire, AMIRA, {"then": HEAVY})
    await send(wire, AMIRA)
    assert depth(wire, AMIRA) == MOST


async def test_pause_opens_in_the_third_view_itself(ready_url: str):
    async with asked(ready_url) as wire:
        await third_view(wire)

        await wire.hand(AMIRA).press_view("Pause")

        assert "Pause until" in view_text(wire, AMIRA)
        assert depth(wire, AMIRA) == MOST


async def test_a_refusal_of_the_third_view_is_said_beside_its_first_input(ready_url: str):
    async with asked(ready_url, written=agreed(AMIRA, BEN)) as wire:
        await shared(wire, A_PEER, BEN)
        await close_all(wire, AMIRA)
        await received(wire, BEN)
        await wire.hand(BEN).press_view("Open")
        await wire.hand(BEN).press_view("Write a line back")
        assert depth(wire, BEN) == MOST
        write(wire, BEN, {"line_back": "That sounds like a long walk."})
        await withdraw(wire)

        said = await wire.hand(BEN).submit()

        assert said is not None
        assert "There is nothing to open here now" in as_text(dict(said))
        assert "That sounds like a long walk." in str(wire.workspace.screens[BEN].stack[-1].typed)
