"""How it's set up lists what changed about a team, each with its date, and nothing anybody chose."""

from datetime import UTC, datetime

from tests.examples import MONDAY, agreed
from tests.wire import Wire, joined

AMIRA, BEN, MANAGER = "U0AMIRA", "U0BEN", "U0MAN"
LATER = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


async def page(wire: Wire, person: str) -> str:
    browser = await wire.new_browser()
    link = await wire.inrole.flows.entering.make_link(person, "/how-its-set-up")
    answer = await browser.post(link, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text.replace("&#39;", "'")


async def test_focus_rhythms_quiet_days_and_a_stop_are_listed_with_their_dates(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        await wire.jump(LATER)
        manager = wire.hand(MANAGER)
        await manager.open_home()
        await manager.press_home("Quiet day today")
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("Stop questions")
        await hand.submit()

        seen = await page(wire, BEN)

        assert "Assessment North: Offering a real choice: became a focus" in seen
        assert "Assessment North: Weekly question:" in seen
        assert "Assessment North: a quiet day" in seen
        assert "Assessment North: questions stopped after something serious" in seen
        assert "30 November 2026" in seen


async def test_a_persons_own_pause_is_listed_for_nobody(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        before = await page(wire, MANAGER)

        await wire.inrole.flows.joining.pause(AMIRA, None, key="a pause")

        assert await page(wire, MANAGER) == before
