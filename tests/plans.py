"""A plan of Amira's, and the questions that ask about it."""

from datetime import timedelta

import httpx2

from tests.acting import ASKED_AT, press, question, reflect, reply, view_text
from tests.wire import Wire

AMIRA = "U0AMIRA"
PLAN = ("a visit feels rushed", "sit down first and breathe out")
WHOLE = "If a visit feels rushed, then I will sit down first and breathe out."
PERSONAL = "A question from Inrole"
CAME = "You made a plan on 24 November. Did the moment come?"
WEEK = timedelta(days=7)
FIRST, SECOND, THIRD = (ASKED_AT + WEEK, ASKED_AT + 3 * WEEK, ASKED_AT + 9 * WEEK)


async def plan_made(wire: Wire, plan: tuple[str, str] = PLAN) -> None:
    """Write a reflection that ends in a plan; the view to say it once stays open."""
    await reflect(wire, AMIRA, {"What": "It went quickly."}, plan=plan)


async def has_follow_up(wire: Wire) -> bool:
    """Answer the newest question by its taps and tell whether it carried a follow-up."""
    if question(wire, AMIRA).text != PERSONAL:
        await reply(wire, AMIRA, "Yes")
        return False
    await press(wire, AMIRA, "Answer")
    await wire.hand(AMIRA).press_view("Yes")
    await wire.hand(AMIRA).close_view()
    return True


async def see_plan(wire: Wire) -> str:
    """Open the plan from the view in front and return all it says."""
    hand = wire.hand(AMIRA)
    await hand.press_view("See my plan")
    said = view_text(wire, AMIRA)
    await hand.close_view()
    return said


async def signed_in(wire: Wire, person: str) -> httpx2.AsyncClient:
    """Return a person's browser after they followed a link to their own page."""
    browser = await wire.new_browser()
    link = await wire.inrole.flows.entering.make_link(person, "/me")
    entered = await browser.post(link.removeprefix(wire.address))
    assert entered.status_code == 303, entered.text
    return browser
