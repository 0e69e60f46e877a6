"""Replying: taps change things once, whoever presses how often, and nobody answers for somebody else."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from sandbox import acts, events
from sandbox.elements import button_called
from sandbox.refusals import Unanswered
from storage.database import open_database
from tests.acting import (
    AGAIN,
    NUDGE,
    as_text,
    asked,
    button_words,
    finish,
    mine,
    press,
    question,
    reflect,
    reply,
    rows,
    view_text,
    whispers,
    write,
)
from tests.wire import Wire

AMIRA, BEN = "U0AMIRA", "U0BEN"
THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@asynccontextmanager
async def mislaid(wire: Wire, table: str) -> AsyncIterator[None]:
    """Let the database miss a table while the block lasts."""
    database = open_database(wire.settings.database_url)
    for before, after in ((table, "mislaid"), ("mislaid", table)):
        async with database.writing.begin() as session:
            await session.execute(text(f"ALTER TABLE {before} RENAME TO {after}"))
        if after == "mislaid":
            yield
    await database.close()


async def test_a_tap_then_how_full_the_week_was_then_a_receipt_in_the_same_message(ready_url: str):
    async with asked(ready_url) as wire:
        await press(wire, AMIRA, "Came up, couldn't")
        assert "How full was your week?" in question(wire, AMIRA).text
        await press(wire, AMIRA, "too full")

        (only,) = wire.messages(AMIRA, NUDGE)
        assert only.text.startswith("Thanks, saved. Your answer isn't shown to anyone.")
        assert "Words to try:" in only.text
        assert "too full" not in only.text
        assert button_words(only) == ["Add a line", "Change", "What got in the way?"]


async def test_a_double_click_counts_once_and_nobody_reads_of_trouble(ready_url: str):
    async with asked(ready_url) as wire:
        before = question(wire, AMIRA)
        hand = wire.hand(AMIRA)

        await asyncio.gather(*(hand.press(before, "Yes") for _ in range(4)))
        await asyncio.gather(*(hand.press(question(wire, AMIRA), "busy") for _ in range(4)))

        assert whispers(wire, AMIRA) == []
        assert question(wire, AMIRA).text.startswith("Thanks, saved")
        assert sorted(await rows(wire, "SELECT item, value FROM answer")) == [
            ("pressure", "busy"),
            ("weekly", "yes"),
        ]


async def test_the_last_of_two_different_taps_counts(ready_url: str):
    async with asked(ready_url) as wire:
        await reply(wire, AMIRA, "Yes", "steady")
        await press(wire, AMIRA, "Change")
        assert "did you get to use it?" in question(wire, AMIRA).text
        await press(wire, AMIRA, "Partly")

        assert question(wire, AMIRA).text.startswith("Thanks, saved")
        assert sorted(await rows(wire, "SELECT item, value FROM answer")) == [
            ("pressure", "steady"),
            ("weekly", "partly"),
        ]


async def test_not_today_and_skip_are_taken_kindly_and_can_be_changed(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await press(wire, AMIRA, "Not today")
        await press(wire, BEN, "Skip this one")

        said = "Not today, that's fine. Nothing more comes today, and no one is told."
        assert question(wire, AMIRA).text == f"{said}\nChange"
        assert question(wire, BEN).text == "Skipped, that's fine. No one is told.\nChange"

        await press(wire, AMIRA, "Change")
        await reply(wire, AMIRA, "Yes")
        assert question(wire, AMIRA).text.startswith("Thanks, saved")


async def test_later_asks_once_more_at_the_time_chosen_last(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        first = question(wire, AMIRA)
        await asyncio.gather(*(hand.choose(first, "Later", "tomorrow") for _ in range(3)))
        assert "I'll ask again tomorrow" in question(wire, AMIRA).text

        await press(wire, AMIRA, "Change")
        await hand.choose(question(wire, AMIRA).ts, "Later", "end of today")
        await wire.through(THURSDAY)

        assert len(wire.messages(AMIRA, AGAIN)) == 1
        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert whispers(wire, AMIRA) == []


async def test_a_question_answered_meanwhile_is_not_asked_again(ready_url: str):
    async with asked(ready_url) as wire:
        await wire.hand(AMIRA).choose(question(wire, AMIRA).ts, "Later", "end of today")
        await press(wire, AMIRA, "Change")
        await reply(wire, AMIRA)
        await wire.through(THURSDAY)

        assert wire.messages(AMIRA, AGAIN) == []


async def test_an_answer_to_the_second_asking_settles_it(ready_url: str):
    async with asked(ready_url) as wire:
        await wire.hand(AMIRA).choose(question(wire, AMIRA).ts, "Later", "tomorrow")
        await wire.through(THURSDAY)
        (again,) = wire.messages(AMIRA, AGAIN)
        assert "did you get to use it?" in again.text

        await reply(wire, AMIRA, "Partly", "full")

        assert question(wire, AMIRA).ts == again.ts
        assert question(wire, AMIRA).text.startswith("Thanks, saved")
        assert len(await rows(wire, "SELECT item FROM answer")) == 2


async def test_one_event_told_eleven_times_out_of_order_is_answered_once(ready_url: str):
    async with asked(ready_url) as wire:
        wire.workspace.faults.on_event("renamed", copies=11)
        await wire.hand(AMIRA).say("Could you tell me about the family?")
        await wire.workspace.settled()
        wire.workspace.faults.on_event("shuffled", times=2, copies=2)
        await wire.hand(AMIRA).say("And this?")
        await wire.hand(AMIRA).say("And that?")
        await wire.workspace.settled()

        told = [message for message in wire.messages(AMIRA) if message.text.startswith("Thanks for writing")]
        assert len(told) == 3
        assert await rows(wire, "SELECT id FROM reflection") == []


async def test_a_press_that_slack_gave_up_on_gets_a_fresh_button_that_works(ready_url: str):
    async with asked(ready_url) as wire:
        for error in ("expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"):
            wire.workspace.faults.on_call("refused", "views.open", error=error)
            await press(wire, AMIRA, "Reflect")

            said = [message for message in wire.hand(AMIRA).messages() if message.ephemeral][-1]
            assert "Nothing is lost. Here is a fresh button." in said.text
        assert len(whispers(wire, AMIRA)) == 3
        await wire.hand(AMIRA).press(said, "Open it")
        write(wire, AMIRA, {"What": "We went for a walk."})
        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA)
        assert "We went for a walk." in await mine(wire, AMIRA)


async def test_a_press_that_broke_and_cannot_be_told_of_is_not_acknowledged(ready_url: str):
    async with asked(ready_url) as wire:
        wire.expected.add("listener_failed")
        async with mislaid(wire, "answer"):
            await press(wire, AMIRA, "Partly")
            wire.workspace.faults.on_call("refused", "chat.postEphemeral", error="channel_not_found")
            with pytest.raises(Unanswered, match="HTTP 500"):
                await press(wire, AMIRA, "Partly")

        (told,) = whispers(wire, AMIRA)
        assert "went wrong" in told
        assert await rows(wire, "SELECT value FROM answer") == []


async def test_a_command_that_slack_gave_up_on_gets_a_fresh_button(ready_url: str):
    async with asked(ready_url) as wire:
        wire.workspace.faults.on_call("refused", "views.open", error="expired_trigger_id")
        answer = await wire.hand(AMIRA).command("/reflect")

        assert answer is not None
        assert "Here is a fresh button." in answer["text"]
        (said,) = [message for message in wire.hand(AMIRA).messages() if message.ephemeral]
        await wire.hand(AMIRA).press(said, "Open it")
        assert "Something from your work" in view_text(wire, AMIRA)


async def test_three_things_in_the_way_are_enough(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await reply(wire, AMIRA, "Came up, couldn't")
        await press(wire, AMIRA, "What got in the way?")
        write(wire, AMIRA, {"barriers": ["time", "workload", "rule", "agency"]})
        assert await hand.submit() == {
            "field:barriers": "Up to three, please: keep the three that got in the way most."
        }
        write(wire, AMIRA, {"barriers": ["time", "workload", "rule"]})
        assert await hand.submit() is None

        found = await rows(wire, "SELECT code FROM got_in_the_way")
        assert sorted(found) == [("rule",), ("time",), ("workload",)]


async def test_nobody_can_press_for_a_question_that_was_put_to_somebody_else(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await press_anothers(wire, AMIRA, BEN, "Yes")
        await press_anothers(wire, AMIRA, BEN, "Not today")
        assert "did you get to use it?" in question(wire, BEN).text

        await reflect(wire, BEN, {"What": "Ben's own words."})
        await press_anothers(wire, AMIRA, BEN, "Add a line")

        refused = "That question isn't here any more. Type /reflect if you would like one now."
        assert whispers(wire, AMIRA)[:2] == [refused, refused]
        assert refused in whispers(wire, AMIRA)[2:] or refused in view_text(wire, AMIRA)
        assert "Ben's own words." not in as_text(wire.hand(AMIRA).view())
        assert await rows(wire, "SELECT person FROM answer") == []


async def test_what_another_workspace_sends_changes_nothing(ready_url: str):
    async with asked(ready_url) as wire:
        identity = wire.workspace.identity
        elsewhere = type(identity)(team="T0ELSEWHERE", team_name="Elsewhere")
        wire.workspace.identity = elsewhere
        wire.workspace.courier._identity = elsewhere

        await press(wire, AMIRA, "Yes")
        await wire.hand(AMIRA).say("Hello")
        await wire.hand(AMIRA).open_home()
        told = await wire.hand(AMIRA).command("/digest")
        await wire.workspace.settled()

        assert told is None
        assert wire.hand(AMIRA).home() is None
        assert "did you get to use it?" in question(wire, AMIRA).text
        assert await rows(wire, "SELECT item FROM answer") == []


async def test_typing_or_a_file_gets_a_kind_word_and_is_not_kept(ready_url: str):
    async with asked(ready_url) as wire:
        await wire.hand(AMIRA).say("The grandmother on Quince Street called again")
        await wire.hand("U0STRANGER").say("Who are you?")
        await wire.workspace.settled()
        send_a_file(wire, AMIRA)
        await wire.workspace.settled()

        assert [said.text[:18] for said in wire.messages(AMIRA)[-2:]] == ["Thanks for writing"] * 2
        assert "01632 960 111" in wire.messages(AMIRA)[-1].text
        assert "Quince" not in "".join(said.text for said in wire.messages(AMIRA))
        (stranger,) = wire.messages("U0STRANGER")
        assert "I don't have you in a team here" in stranger.text


async def test_an_edited_or_deleted_message_of_ones_own_gets_no_second_answer(ready_url: str):
    async with asked(ready_url) as wire:
        said = await wire.hand(AMIRA).say("Helo")
        await wire.workspace.settled()
        await wire.hand(AMIRA).edit(said.ts, "Hello")
        await wire.hand(AMIRA).remove(said.ts)
        await wire.workspace.settled()

        assert len([each for each in wire.messages(AMIRA) if each.text.startswith("Thanks for writing")]) == 1


async def press_anothers(wire: Wire, person: str, other: str, words: str) -> None:
    """Press a button as a forger would: on a message of one's own, with what another's button carries."""
    block, button = button_called(question(wire, other).blocks, words)
    done = acts.action(block, button, {}, wire.workspace.event_ts())
    payload = acts.on_message(wire.workspace, person, question(wire, person), done)
    await wire.workspace.courier.interaction(payload)


def send_a_file(wire: Wire, person: str) -> None:
    """Put a file into the conversation."""
    said = wire.hand(person).messages()[-1]
    event = events.posted(said, wire.workspace.identity) | {"subtype": "file_share", "user": person}
    event = {key: value for key, value in event.items() if key not in ("bot_id", "metadata")}
    wire.workspace.tell("message.im", event | {"ts": "1795514400.000900"})
