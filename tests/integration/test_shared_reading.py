"""What is shared: told once without a word of it, read by one person alone, gone when it is withdrawn."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import Mistaken, Unknown
from sandbox import acts
from storage.sealing import new_key
from tests.acting import (
    ASKED_AT,
    NOTICE,
    as_text,
    asked,
    mine,
    rows,
    send,
    view_text,
)
from tests.databases import KINDS, ready_database
from tests.examples import TWELVE, agreed
from tests.seen import surfaces
from tests.sharing import (
    A_PEER,
    AMIRA,
    BEN,
    BRING,
    CANARY,
    MAREK,
    MY_SUPERVISOR,
    SUNITA,
    WORDS,
    close_all,
    notices,
    read,
    received,
    shared,
    shares,
    withdraw,
    written,
)
from tests.windows import questioned

GONE = "There is nothing to open here now. People can take back what they shared whenever they like."
EVENING = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 9, 12, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 25, 9, 5, tzinfo=UTC)


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


async def test_what_was_shared_with_a_supervisor_ends_with_their_post_and_a_new_one_inherits_nothing(
    ready_url: str,
):
    file = agreed(AMIRA, BEN)
    without = file.replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0LEAD"]')
    async with asked(ready_url, AMIRA, BEN, written=file) as wire:
        await shared(wire, MY_SUPERVISOR)
        (reflection,) = (await rows(wire, "SELECT id FROM reflection"))[0]
        await wire.inrole.flows.sharing.bring(AMIRA, reflection, key="brought")
        await wire.inrole.flows.sharing.share(AMIRA, reflection, "peer", BEN, key="peer")
        await wire.apply(without)
        await wire.apply(file)

        assert "Nothing is shared with you now." in await received(wire, SUNITA)
        await close_all(wire, SUNITA)
        assert await shares(wire) == [("peer", BEN)]
        assert "Sunita" not in await mine(wire, AMIRA)

        await wire.inrole.flows.sharing.share(AMIRA, reflection, "supervisor", SUNITA, key="again")

        assert WORDS in await read(wire, SUNITA)


@pytest.mark.parametrize("held", ["by a post", "by a pair"])
async def test_a_supervisor_who_left_and_is_back_reads_nothing_from_before(ready_url: str, held: str):
    pair = '\n[[supervision]]\npractitioner = "U0AMIRA"\nsupervisor = "U0SUP"\nkind = "line"\n'
    file = agreed(AMIRA, BEN)
    if held == "by a pair":
        file = file.replace(b'supervisors = ["U0SUP"]', b"supervisors = []") + pair.encode()
    async with asked(ready_url, AMIRA, BEN, written=file) as wire:
        await shared(wire, MY_SUPERVISOR)
        assert WORDS in await read(wire, SUNITA)
        for gone in (True, False):
            wire.workspace.change(SUNITA, deleted=gone)
            await wire.workspace.settled()

        assert "Nothing is shared with you now." in await received(wire, SUNITA)


async def test_a_supervisor_of_two_teams_goes_on_reading_when_the_writer_moves_between_them(ready_url: str):
    file = agreed(AMIRA, BEN).decode()
    moved = f"""{file.replace('practitioners = ["U0AMIRA", "U0BEN"]', 'practitioners = ["U0BEN"]')}
[[teams]]
name = "Assessment South"
supervisors = ["U0SUP"]
practitioners = ["U0AMIRA"]
"""
    async with asked(ready_url, AMIRA, BEN, written=file.encode()) as wire:
        await shared(wire, MY_SUPERVISOR)

        await wire.apply(moved.encode())

        assert WORDS in await read(wire, SUNITA)


async def test_a_peer_who_left_reads_nothing_and_the_writer_sees_that_they_left(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, A_PEER, BEN)
        (share,) = (await rows(wire, "SELECT id FROM share"))[0]
        wire.workspace.change(BEN, deleted=True)
        await wire.workspace.settled()

        with pytest.raises(Unknown) as refused:
            await wire.inrole.flows.receiving.open(BEN, share)

        assert str(refused.value) == GONE
        assert await wire.inrole.flows.receiving.received(BEN) == ()
        assert await rows(wire, "SELECT share FROM opening") == []
        assert "Shared with Ben (peer, has left)" in await mine(wire, AMIRA)


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


@pytest.mark.parametrize("kind", KINDS)
async def test_what_is_shared_with_two_people_moves_no_byte_that_anyone_else_sees(kind: str, tmp_path: Path):
    key, seen = new_key(), []
    for is_shared in (False, True):
        async with (
            ready_database(kind, tmp_path) as url,
            questioned(url, *TWELVE[:7], INROLE_SECRET_KEYS=key) as wire,
        ):
            await written(wire, MY_SUPERVISOR if is_shared else None)
            assert await send(wire, AMIRA) is None
            if is_shared:
                (reflection,) = (await rows(wire, "SELECT id FROM reflection"))[0]
                await wire.inrole.flows.sharing.share(AMIRA, reflection, "peer", BEN, key="one")
            await wire.until(LATER)
            seen.append(await surfaces(wire))

    private, given = seen
    assert given.keys() == private.keys()
    assert {place for place in private if given[place] != private[place]} == {
        "U0SUP /me",
        "U0SUP /shared",
        "U0SUP messages",
    }
