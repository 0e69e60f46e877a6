"""Sharing: by the writer's choice, with one named person, for as long as they leave it open."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import Mistaken
from sandbox import acts
from tests.acting import (
    ASKED_AT,
    NOTICE,
    as_text,
    asked,
    choose_share,
    mine,
    press,
    rows,
    send,
    view_text,
    write,
)
from tests.examples import agreed
from tests.wire import Wire

AMIRA, BEN, SUNITA, MAREK = "U0AMIRA", "U0BEN", "U0SUP", "U0MAN"
WORDS = "We counted the stairs zumbaliq together."
CANARY = "zumbaliq"
MY_SUPERVISOR, A_PEER, BRING = "My supervisor", "A peer I choose", "Bring to supervision"
GONE = "There is nothing to open here now. People can take back what they shared whenever they like."
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)


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


async def test_the_form_offers_each_choice_in_its_words_keep_private_first(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await written(wire)

        asking = next(block for block in form_of(wire)["blocks"] if block.get("block_id") == "field:share")

        assert [each["text"]["text"] for each in asking["element"]["options"]] == [
            "Keep private",
            MY_SUPERVISOR,
            A_PEER,
            BRING,
            "Show the team without my name",
        ]
        assert asking["element"]["initial_option"]["value"] == "private"


async def test_the_button_and_the_line_below_name_the_reader_and_nothing_is_stored_before_it_is_sent(
    ready_url: str,
):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await written(wire, MY_SUPERVISOR)
        write(wire, AMIRA, {"if": "a visit feels rushed"})
        assert submit_words(wire) == "Share with Sunita"
        assert "Sunita can open these words, with your name." in view_text(wire, AMIRA)

        await choose_share(wire, AMIRA, A_PEER)
        assert submit_words(wire) == "Share with a peer"
        await name_peer(wire, BEN)
        assert submit_words(wire) == "Share with Ben"
        assert "Ben can open these words, with your name, and may write" in view_text(wire, AMIRA)
        await choose_share(wire, AMIRA, BRING)
        assert submit_words(wire) == BRING
        assert "Which colleague?" not in view_text(wire, AMIRA)

        assert "a visit feels rushed" in as_text(form_of(wire)["state"])
        assert await rows(wire, "SELECT id FROM share") == []
        await wire.tick()
        assert notices(wire, SUNITA) == notices(wire, BEN) == []


async def test_a_supervisor_is_told_once_without_a_word_of_it_and_opens_it_in_a_view(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, MY_SUPERVISOR)
        await wire.until(ASKED_AT.replace(hour=11))

        assert notices(wire, SUNITA) == ["Amira shared a reflection with you.\nOpen"]
        assert CANARY not in await received(wire, SUNITA)
        assert "Amira" in view_text(wire, SUNITA)
        await close_all(wire, SUNITA)
        await wire.hand(SUNITA).press(wire.messages(SUNITA, NOTICE)[0].ts, "Open")
        assert WORDS in view_text(wire, SUNITA)
        assert "Write a line back" not in view_text(wire, SUNITA)

        said = await mine(wire, AMIRA)
        assert "Shared with Sunita (supervisor)" in said
        assert "24 November 2026 at 11:30" in said


async def test_what_is_brought_to_supervision_sends_no_message_and_stands_apart(ready_url: str):
    async with asked(ready_url, AMIRA) as wire:
        await shared(wire, BRING)
        await wire.until(EVENING)

        assert notices(wire, SUNITA) == []
        assert "Brought to supervision" in await received(wire, SUNITA)
        await close_all(wire, SUNITA)
        assert WORDS in await read(wire, SUNITA)
        assert await shares(wire) == [("agenda", SUNITA)]


async def test_one_reflection_can_be_open_to_several_and_withdrawn_from_one(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, MY_SUPERVISOR)
        sharing = wire.inrole.flows.sharing
        (reflection,) = (await rows(wire, "SELECT id FROM reflection"))[0]
        await sharing.share(AMIRA, reflection, "peer", BEN, key="one")
        await sharing.bring(AMIRA, reflection, key="two")
        await sharing.share(AMIRA, reflection, "team", key="three")
        await sharing.share(AMIRA, reflection, "peer", BEN, key="four")
        assert await shares(wire) == [
            ("agenda", SUNITA),
            ("peer", BEN),
            ("supervisor", SUNITA),
            ("team", None),
        ]

        (share,) = (await rows(wire, "SELECT id FROM share WHERE audience = 'peer'"))[0]
        await sharing.withdraw_one(AMIRA, share)

        assert await shares(wire) == [("agenda", SUNITA), ("supervisor", SUNITA), ("team", None)]
        assert "Nothing is shared with you now." in await received(wire, BEN)
        await press(wire, AMIRA, "Add a line")
        assert "shared this one with Sunita" in view_text(wire, AMIRA)
        assert "shown this one to the team" in view_text(wire, AMIRA)
        await close_all(wire, AMIRA)
        await sharing.withdraw(AMIRA, reflection)
        assert await shares(wire) == []


async def test_what_is_withdrawn_before_the_notice_leaves_holds_it_back(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await wire.until(EVENING)
        await shared(wire, A_PEER, BEN)
        assert await rows(wire, "SELECT state FROM sending WHERE subject LIKE 'shared:%'") == [("due",)]

        await withdraw(wire)
        await wire.until(NEXT_MORNING)

        assert notices(wire, BEN) == []
        assert await rows(wire, "SELECT state, reason FROM sending WHERE subject LIKE 'shared:%'") == [
            ("held back", "nothing waits any more")
        ]


async def test_what_is_withdrawn_is_gone_at_once_for_who_had_opened_it_too(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, A_PEER, BEN)
        assert WORDS in await read(wire, BEN)

        await withdraw(wire)
        await wire.hand(BEN).press(wire.messages(BEN, NOTICE)[0].ts, "Open")

        assert GONE in view_text(wire, BEN)
        await close_all(wire, BEN)
        assert "Amira" not in await received(wire, BEN)
        assert "Ben (peer, withdrawn)" in await mine(wire, AMIRA)


async def test_a_notice_waits_for_the_readers_own_hours(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await wire.until(EVENING)
        await shared(wire, A_PEER, BEN)
        assert notices(wire, BEN) == []

        await wire.until(NEXT_MORNING)

        assert notices(wire, BEN) == ["Amira shared a reflection with you.\nOpen"]


async def test_a_peer_who_said_no_to_messages_gets_none_and_finds_it_on_home(ready_url: str):
    written_file = agreed(AMIRA, BEN, asked=(BEN,))
    async with asked(ready_url, AMIRA, BEN, written=written_file) as wire:
        await shared(wire, A_PEER, BEN)
        await wire.until(NEXT_MORNING)

        assert notices(wire, BEN) == []
        assert WORDS in await read(wire, BEN)


async def test_a_successor_and_a_supervisor_whose_time_is_over_see_nothing(ready_url: str):
    file = agreed(AMIRA, BEN)
    async with asked(ready_url, AMIRA, BEN, written=file) as wire:
        await shared(wire, MY_SUPERVISOR)
        assert WORDS in await read(wire, SUNITA)

        await wire.apply(file.replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0LEAD"]'))

        for person in (SUNITA, "U0LEAD", MAREK, BEN):
            assert "Nothing is shared with you now." in await received(wire, person)
            await close_all(wire, person)
        await wire.hand(SUNITA).press(wire.messages(SUNITA, NOTICE)[0].ts, "Open")
        assert GONE in view_text(wire, SUNITA)
        assert "Sunita (supervisor, no longer your supervisor)" in await mine(wire, AMIRA)


async def test_with_several_supervisors_a_second_choice_names_each(ready_url: str):
    file = agreed(AMIRA).replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0SUP", "U0LEAD"]')
    async with asked(ready_url, written=file) as wire:
        await written(wire, MY_SUPERVISOR)
        assert submit_words(wire) == "Share with my supervisor"

        wire.hand(AMIRA).fill("field:share_supervisor", "Priya")
        await wire.workspace.settled()

        assert submit_words(wire) == "Share with Priya"
        assert await send(wire, AMIRA) is None
        assert await shares(wire) == [("supervisor", "U0LEAD")]


async def test_a_pair_makes_a_supervisor_of_somebody_who_has_no_team(ready_url: str):
    pair = b'\n[[supervision]]\nsupervisor = "U0COM"\npractitioner = "U0AMIRA"\nkind = "professional"\n'
    file = agreed(AMIRA).replace(b'supervisors = ["U0SUP"]', b"supervisors = []") + pair
    async with asked(ready_url, written=file) as wire:
        await shared(wire, MY_SUPERVISOR)

        assert await shares(wire) == [("supervisor", "U0COM")]
        assert WORDS in await read(wire, "U0COM")


async def test_without_a_supervisor_neither_choice_that_needs_one_is_offered(ready_url: str):
    file = agreed(AMIRA).replace(b'supervisors = ["U0SUP"]', b"supervisors = []")
    async with asked(ready_url, written=file) as wire:
        await written(wire)

        said = view_text(wire, AMIRA)
        assert MY_SUPERVISOR not in said
        assert BRING not in said
        assert A_PEER in said


async def test_a_supervisor_who_changed_before_it_was_sent_is_not_swapped_for_the_next(ready_url: str):
    file = agreed(AMIRA)
    async with asked(ready_url, written=file) as wire:
        await written(wire, MY_SUPERVISOR)
        await wire.apply(file.replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0LEAD"]'))

        refused = await wire.hand(AMIRA).submit()

        assert refused == {
            "field:share": "Sunita isn't named as your supervisor any more. "
            "Your words are saved, and private for now."
        }
        assert await shares(wire) == []
        await choose_share(wire, AMIRA, "Keep private")
        assert await send(wire, AMIRA) is None
        assert WORDS in await mine(wire, AMIRA)


@pytest.mark.parametrize(
    ("peer", "sentence"),
    [
        (AMIRA, "That is you. Choose a colleague."),
        ("U0STRANGER", "Inrole isn't set up for them, so they could not open it. Choose another colleague."),
        ("U0GUEST", "Guy isn't a member of this workspace. Choose another colleague."),
        (BEN, "Ben is no longer in this workspace. Choose another colleague."),
    ],
    ids=["oneself", "unknown", "a guest", "left meanwhile"],
)
async def test_a_peer_who_cannot_be_is_said_so_and_nothing_is_lost(ready_url: str, peer: str, sentence: str):
    async with asked(ready_url, AMIRA, BEN, "U0GUEST") as wire:
        await written(wire, A_PEER, peer)
        if peer == BEN:
            wire.workspace.change(BEN, deleted=True)
            await wire.workspace.settled()

        refused = await wire.hand(AMIRA).submit()

        assert refused == {"field:share_peer": f"{sentence} Your words are saved, and private for now."}
        assert await shares(wire) == []
        assert await wire.hand(AMIRA).submit() == refused
        await name_peer(wire, "U0SUP")
        assert await send(wire, AMIRA) is None
        assert await shares(wire) == [("peer", SUNITA)]
        assert len(await rows(wire, "SELECT id FROM reflection")) == 1


async def test_a_form_without_words_shares_nothing_and_says_so(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await press(wire, AMIRA, "Reflect")
        await wire.hand(AMIRA).submit()
        await choose_share(wire, AMIRA, MY_SUPERVISOR)

        refused = await wire.hand(AMIRA).submit()

        assert refused == {"field:share": "There are no words in it yet, so there is nothing to read."}
        assert await rows(wire, "SELECT id FROM reflection") == []


async def test_a_form_sent_three_times_shares_once_and_tells_once(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await written(wire, A_PEER, BEN)
        slow = wire.workspace.screens[AMIRA].stack[-1]

        sent = acts.submission(wire.workspace, slow)
        answers = await asyncio.gather(*(wire.workspace.courier.interaction(sent) for _ in range(3)))
        await wire.tick()

        assert [answer.json() for answer in answers] == [None, None, None]
        assert await shares(wire) == [("peer", BEN)]
        assert len(notices(wire, BEN)) == 1


async def test_openings_are_told_once_a_date_and_the_writers_own_reading_never(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, A_PEER, BEN)
        await mine(wire, AMIRA)
        for _ in range(2):
            assert WORDS in await read(wire, BEN)
        await wire.until(NEXT_MORNING)
        assert WORDS in await read(wire, BEN)

        assert len(await rows(wire, "SELECT share FROM opening")) == 2
        said = await mine(wire, AMIRA)
        assert "24 November 2026 at 09:30" in said
        assert "25 November 2026 at 09:05" in said


async def test_a_peer_writes_one_line_and_only_the_writer_reads_it(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        hand = wire.hand(BEN)
        await shared(wire, A_PEER, BEN)
        await received(wire, BEN)
        await hand.press_view("Open")
        await hand.press_view("Write a line back")
        said = view_text(wire, BEN)
        assert "No names or details that point to a child, family or colleague." in said
        assert "No one monitors Inrole" in said
        assert "01632 960 111" in said
        hand.fill("field:line_back", "I would have qwirbel waited too, on 07700 900142.")
        slow = acts.submission(wire.workspace, wire.workspace.screens[BEN].stack[-1])
        assert await send(wire, BEN) is None
        assert "Thanks, sent." in view_text(wire, BEN)
        await wire.workspace.courier.interaction(slow)
        await close_all(wire, BEN)
        await wire.tick()

        assert notices(wire, AMIRA) == ["A line back is waiting for you.\nOpen"]
        await wire.hand(AMIRA).press(wire.messages(AMIRA, NOTICE)[0].ts, "Open")
        assert "I would have qwirbel waited too, on [phone number]." in view_text(wire, AMIRA)
        assert "Shared with Ben (peer)" in view_text(wire, AMIRA)

        (share,) = (await rows(wire, "SELECT id FROM share"))[0]
        with pytest.raises(Mistaken, match="already"):
            await wire.inrole.flows.receiving.write_line(BEN, share, "And another thing.", key="again")
        assert len(await rows(wire, "SELECT owner FROM words WHERE field = 'line'")) == 1
        for person in (SUNITA, MAREK):
            assert "qwirbel" not in await received(wire, person)
            await close_all(wire, person)


async def test_a_line_back_stays_with_the_writer_after_withdrawing(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, A_PEER, BEN)
        (share,) = (await rows(wire, "SELECT id FROM share"))[0]
        receiving = wire.inrole.flows.receiving
        await receiving.write_line(BEN, share, "Waiting was the work.", key="one")

        await withdraw(wire)

        assert "Waiting was the work." in await mine(wire, AMIRA)


async def test_its_words_are_in_no_message_home_log_or_address(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, A_PEER, BEN)
        (share,) = (await rows(wire, "SELECT id FROM share"))[0]
        await read(wire, BEN)
        await wire.inrole.flows.receiving.write_line(BEN, share, f"A {CANARY} line.", key="one")
        await wire.until(NEXT_MORNING)

        told = []
        for person in (AMIRA, BEN, SUNITA, MAREK, "U0LEAD", "U0COM"):
            hand = wire.hand(person)
            await hand.open_home()
            told += [as_text(hand.home()), *(str(message) for message in hand.messages())]
        told.append(wire.log.getvalue())

        assert "Amira shared a reflection with you." in "".join(told)
        assert CANARY not in "".join(told)
        held = await rows(wire, "SELECT sealed FROM words")
        assert len(held) == 2
        assert not any(CANARY.encode() in bytes(row[0]) for row in held)
