"""A longer look leads through all the steps of a framework, with Back, and nothing is lost on the way."""

import pytest

from tests.acting import asked, mine, rows, send, view_text, write
from tests.wire import Wire

AMIRA = "U0AMIRA"
HALF = "I wrote the letter with them at the table."
GIBBS = ("Description", "Feelings", "Evaluation", "Analysis", "Conclusion")


async def begin(wire: Wire, words: str) -> None:
    await wire.hand(AMIRA).command("/reflect", words)


async def test_gibbs_goes_in_steps_of_four_and_back_and_keeps_every_line(ready_url: str):
    written = {name: f"What I keep of {name.lower()}." for name in GIBBS}
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await begin(wire, "gibbs")
        view = hand.view()
        assert view is not None
        assert sum(block["type"] == "input" for block in view["blocks"]) <= 4
        write(wire, AMIRA, {name: written[name] for name in GIBBS[:4]})
        assert await send(wire, AMIRA) is None
        write(wire, AMIRA, {"Conclusion": written["Conclusion"]})
        await hand.press_view("Back")
        assert all(written[name] in view_text(wire, AMIRA) for name in GIBBS[:4])
        assert await send(wire, AMIRA) is None
        assert written["Conclusion"] in view_text(wire, AMIRA)
        assert await send(wire, AMIRA) is None
        assert await send(wire, AMIRA) is None

        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]
        said = await mine(wire, AMIRA)
        assert all(line in said for line in written.values())


async def test_a_form_closed_half_way_is_there_to_go_on_with(ready_url: str):
    async with asked(ready_url) as wire:
        await begin(wire, "kolb")
        write(wire, AMIRA, {"Concrete experience": "I wrote the letter with them at the table."})
        assert await send(wire, AMIRA) is None
        await wire.hand(AMIRA).close_view()

        browser = await wire.new_browser()
        link = await wire.inrole.flows.entering.make_link(AMIRA, "/me/journal")
        journal = await browser.post(link, follow_redirects=True)
        assert "Not finished" in journal.text
        ((form,),) = await rows(wire, "SELECT form FROM reflection")
        again = await browser.get(f"/reflect/forms/{form}/0")

        assert "I wrote the letter with them at the table." in again.text


async def test_what_is_not_finished_is_gone_on_with_from_mine(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await half_written(wire)

        said = await mine(wire, AMIRA)
        await hand.press_home("Show")
        await hand.press_view("Go on")

        assert "Not finished" in said
        assert "Begun on 24 November 2026, kept until 1 December 2026" in said
        assert HALF not in said
        assert HALF in view_text(wire, AMIRA)


async def test_what_is_not_finished_is_deleted_from_mine_and_what_was_kept_meanwhile_is_not(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await half_written(wire)
        await hand.open_home()
        await hand.press_home("Show")
        await hand.press_view("Delete")
        assert await rows(wire, "SELECT id FROM reflection") == []
        assert "Not finished" not in view_text(wire, AMIRA)
        await hand.close_view()

        await half_written(wire)
        ((draft,),) = await rows(wire, "SELECT id FROM reflection")
        await hand.open_home()
        await hand.press_home("Show")
        await hand.press_view("Go on")
        assert await send(wire, AMIRA) is None
        assert await send(wire, AMIRA) is None
        await wire.inrole.flows.journalling.drop(AMIRA, draft)

        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]
        assert HALF in await mine(wire, AMIRA)


async def half_written(wire: Wire) -> None:
    await begin(wire, "kolb")
    write(wire, AMIRA, {"Concrete experience": HALF})
    assert await send(wire, AMIRA) is None
    await wire.hand(AMIRA).close_view()


@pytest.mark.parametrize("words", ["supervision cycle", "atkins", "longer"])
async def test_each_longer_look_opens_on_its_first_stage(ready_url: str, words: str):
    async with asked(ready_url) as wire:
        await begin(wire, words)

        assert "1 of " in view_text(wire, AMIRA)


async def test_a_form_of_last_month_whose_prompt_has_left_the_library_still_keeps_its_words(ready_url: str):
    async with asked(ready_url) as wire:
        await begin(wire, "gibbs")
        body = wire.workspace.screens[AMIRA].stack[-1].body
        body["private_metadata"] = body["private_metadata"].replace("longer-look", "a-pack-that-left")
        write(wire, AMIRA, {"Description": "The steps were another time's."})
        assert await send(wire, AMIRA) is None
        assert await send(wire, AMIRA) is None

        assert "The steps were another time's." in await mine(wire, AMIRA)


async def test_only_spaces_are_no_words_and_leave_nothing_behind(ready_url: str):
    async with asked(ready_url) as wire:
        await wire.hand(AMIRA).command("/reflect")
        write(wire, AMIRA, {"What": "  \n\u00a0 ", "So what": " "})
        assert await send(wire, AMIRA) is None
        assert await send(wire, AMIRA) is None

        assert await rows(wire, "SELECT COUNT(*) FROM reflection") == [(0,)]
        assert await rows(wire, "SELECT COUNT(*) FROM words") == [(0,)]
