"""The library over the wire: a wording suggested in Slack, and a line that worked on the team's own card."""

from tests.acting import NOTICE, SHOWN, asked, button_words, mine, press, reflect, send, view_text
from tests.examples import TWELVE
from tests.windows import FORTNIGHT_PUBLISHED, all_reply, questioned, signed_in
from tests.wire import Wire

AMIRA, BEN, LEAD = "U0AMIRA", "U0BEN", "U0LEAD"
WORDS = "Say what the person chose, and who noticed."
LINE = "We chose the room together and it went better."
CARD = "/teams/assessment-north/cards/offering-a-real-choice"


def link_in(wire: Wire, person: str) -> str:
    """Return the path of the link in the view in front of a person."""
    view = wire.hand(person).view() or {}
    urls = [
        element["url"]
        for block in view["blocks"]
        for element in block.get("elements", ())
        if "url" in element
    ]
    return str(urls[0]).removeprefix(wire.address)


async def test_a_wording_suggested_from_the_card_waits_on_the_practice_leads_page_and_in_no_message(
    ready_url: str,
):
    async with asked(ready_url) as wire:
        hand, lead = wire.hand(AMIRA), wire.hand(LEAD)
        await press(wire, AMIRA, "What counts?")
        await hand.press_view("Suggest a wording")
        hand.fill("field:suggestion", WORDS)
        assert await send(wire, AMIRA) is None
        assert "Thanks, sent." in view_text(wire, AMIRA)

        await wire.tick()

        (notice,) = wire.messages(LEAD, NOTICE)
        assert button_words(notice) == ["Open the page"]
        assert "Say what" not in repr((notice.text, notice.blocks, notice.metadata))
        await lead.press(notice, "Open the page")
        browser = await wire.new_browser()
        entered = await browser.post(link_in(wire, LEAD))
        page = (await browser.get(entered.headers["location"])).text
        assert WORDS in page
        assert "without a name" in page
        assert "Amira" not in page
        assert WORDS not in wire.log.getvalue()


async def test_a_line_that_worked_goes_on_the_card_in_two_steps_and_leaves_with_its_writers_consent(
    ready_url: str,
):
    async with questioned(ready_url) as wire:
        ben = wire.hand(BEN)
        await all_reply(wire, *TWELVE)
        await reflect(wire, AMIRA, {"What": LINE}, share=SHOWN, button="Add a line")
        await wire.jump(FORTNIGHT_PUBLISHED)
        await ben.command("/digest")
        await ben.press(ben.messages()[-1], "Open here")

        await ben.press_view("Add to our card")
        assert LINE in view_text(wire, BEN)
        await ben.press_view("Add to Offering a real choice")

        assert "It is on your team's card now" in view_text(wire, BEN)
        browser = await signed_in(wire, BEN)
        page = (await browser.get(CARD)).text
        assert LINE in page
        assert "Amira" not in page
        supervisor = await signed_in(wire, "U0SUP")
        assert LINE in (await supervisor.get(CARD)).text
        assert "Take off the card" not in (await supervisor.get(CARD)).text

        await mine(wire, AMIRA)
        await wire.hand(AMIRA).open_home()
        await wire.hand(AMIRA).press_home("Show")
        await wire.hand(AMIRA).press_view("Withdraw")

        assert LINE not in (await browser.get(CARD)).text


async def test_home_leads_to_the_library_by_a_link_of_ones_own(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("Browse")

        browser = await wire.new_browser()
        entered = await browser.post(link_in(wire, AMIRA))

        assert entered.headers["location"] == "/library"
        assert "Home visit" in (await browser.get("/library")).text


async def test_reflect_with_words_that_name_no_pathway_says_what_it_knows_and_keeps_nothing(ready_url: str):
    async with asked(ready_url) as wire:
        await wire.hand(AMIRA).command("/reflect", "Kestrel")

        said = view_text(wire, AMIRA)
        assert "home visit" not in said
        assert "triage, assessment, visit" in said
        assert "Kestrel" not in said
