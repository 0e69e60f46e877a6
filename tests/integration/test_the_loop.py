"""The whole loop over the wire: apply, welcome, question, reply, form, digest, page and API."""

import json

from sandbox.messages import Message
from tests.acting import (
    NOTICE,
    NUDGE,
    SHOWN,
    WELCOME,
    as_text,
    choose_share,
    press,
    question,
    view_text,
    whispers,
    write,
)
from tests.examples import TWELVE, agreed
from tests.windows import (
    ASKED_ONCE,
    BEFORE_THE_WINDOW,
    FORTNIGHT_PUBLISHED,
    LATEST,
    QUESTION_AT,
    TEAM,
    WINDOW_BEGINS,
    all_reply,
    token,
    way_in,
)
from tests.wire import Wire, joined

AMIRA, BEN = TWELVE[:2]
HEADLINE = "Most used it. For few it came up and couldn't be done. Few had a very full week."
SHOWN_WORDS = "We let the child choose where to sit."
OWN_WORDS = "Mustard curtains, long silence."
PAGE = f"/teams/{TEAM}/digests/latest"


async def test_a_question_goes_out_a_reflection_comes_back_a_supervisor_reads_the_digest(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_WINDOW) as wire:
        await wire.apply(agreed(*TWELVE, rhythm=ASKED_ONCE, asked=(AMIRA,)))
        await answer_the_welcome(wire)
        await wire.jump(WINDOW_BEGINS)
        await wire.jump(QUESTION_AT)
        assert {len(wire.messages(person, NUDGE)) for person in TWELVE} == {1}

        await answer_and_reflect(wire)
        await all_reply(wire, *TWELVE[1:])
        await wire.jump(FORTNIGHT_PUBLISHED)

        bytes_before = await read_everywhere(wire)
        await withdraw_it(wire)
        assert SHOWN_WORDS not in await digest_view(wire, "U0SUP")
        assert await as_program(wire) == bytes_before
        everything = "".join(as_text(message.blocks) + message.text for message in everyones_messages(wire))
        assert SHOWN_WORDS not in everything
        assert OWN_WORDS not in everything


async def answer_the_welcome(wire: Wire) -> None:
    hand = wire.hand(AMIRA)
    (welcome,) = wire.messages(AMIRA, WELCOME)
    await hand.press(welcome, "I'll pick")
    hand.fill("field:time", "09:30")
    assert await hand.submit() is None


async def answer_and_reflect(wire: Wire) -> None:
    hand = wire.hand(AMIRA)
    assert question(wire, AMIRA).text.startswith(
        "Offering a real choice: since last Tuesday, did you get to use it?"
    )
    await press(wire, AMIRA, "Yes")
    await press(wire, AMIRA, "steady")
    assert question(wire, AMIRA).text.startswith("Thanks, saved. Your answer isn't shown to anyone.")

    await press(wire, AMIRA, "Add a line")
    write(wire, AMIRA, {"What": SHOWN_WORDS})
    view = hand.view()
    assert view is not None
    assert view["submit"]["text"] == "Next"
    assert await hand.submit() is None
    view = hand.view()
    assert view is not None
    assert view["submit"]["text"] == "Keep private"
    await choose_share(wire, AMIRA, SHOWN)
    view = hand.view()
    assert view is not None
    assert view["submit"]["text"] == "Show the team"
    assert "In a small team people may guess it is you." in as_text(view)
    assert await hand.submit() is None

    await hand.command("/reflect")
    write(wire, AMIRA, {"What": OWN_WORDS})
    assert await hand.submit() is None
    assert await hand.submit() is None
    await hand.close_view()
    assert whispers(wire, AMIRA) == []


async def read_everywhere(wire: Wire) -> bytes:
    """Read the digest on every surface, hold each to the same figures, and return the frozen bytes."""
    frozen = await as_program(wire)
    digest = json.loads(frozen)
    assert digest["figures"]["used"] == {"shown": True, "band": "most"}
    assert digest["figures"]["could_not"] == {"shown": True, "band": "few"}
    assert digest["figures"]["very_full_weeks"] == {"shown": True, "band": "few"}
    assert (digest["from"], digest["to"]) == ("2026-12-07", "2026-12-20")
    assert digest["headline"] == HEADLINE
    assert SHOWN_WORDS not in frozen.decode()

    for reader in (AMIRA, BEN, "U0SUP", "U0MAN"):
        (notice,) = wire.messages(reader, NOTICE)
        assert HEADLINE in notice.text
    for reader in (BEN, "U0SUP"):
        seen = await digest_view(wire, reader)
        assert HEADLINE in seen
        assert SHOWN_WORDS in seen
        assert OWN_WORDS not in seen
    await read_the_page(wire, frozen)
    told = await wire.hand("U0STRANGER").command("/digest")
    assert told is not None
    assert told["text"].startswith("There is no digest here for you.")
    assert await wire.inrole.flows.reading.published("Assessment North", "LAST") is not None
    return frozen


async def read_the_page(wire: Wire, frozen: bytes) -> None:
    link = await way_in(wire, "U0SUP")
    browser = await wire.new_browser()
    assert (await browser.get(PAGE)).status_code in {303, 401}
    for _ in range(2):
        door = await browser.get(link)
        assert door.status_code == 200
        assert "Open my page</button>" in door.text
        assert browser.cookies.get("inrole") is None

    entered = await browser.post(link)
    assert entered.status_code == 303
    assert (await (await wire.new_browser()).post(link)).status_code == 410
    assert (await (await wire.new_browser()).get(link)).status_code == 410

    page = await browser.get(entered.headers["location"])
    assert page.status_code == 200
    assert HEADLINE.replace("'", "&#39;") in page.text
    assert SHOWN_WORDS in page.text
    assert OWN_WORDS not in page.text
    again = await browser.get(LATEST)
    assert again.content == frozen
    not_theirs = await browser.get(LATEST.replace(TEAM, "another-team"))
    assert not_theirs.status_code == 404


async def as_program(wire: Wire) -> bytes:
    answer = await wire.browser.get(LATEST, headers=await token(wire))
    assert answer.status_code == 200
    return answer.content


async def digest_view(wire: Wire, reader: str) -> str:
    hand = wire.hand(reader)
    answer = await hand.command("/digest")
    assert answer is not None
    assert HEADLINE in answer["text"]
    assert SHOWN_WORDS not in as_text(answer)
    await hand.press(hand.messages()[-1], "Open here")
    seen = view_text(wire, reader)
    await hand.close_view()
    return seen


async def withdraw_it(wire: Wire) -> None:
    hand = wire.hand(AMIRA)
    await hand.open_home()
    await hand.press_home("Show")
    assert OWN_WORDS in view_text(wire, AMIRA)
    await hand.press_view("Withdraw")
    await hand.close_view()


def everyones_messages(wire: Wire) -> list[Message]:
    return [message for person in wire.workspace.members for message in wire.hand(person).messages()]
