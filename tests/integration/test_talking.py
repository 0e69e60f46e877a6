"""Talking it through over the wire: stage by stage, guarded, saved as it comes, and never swallowed."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sandbox import events
from sandbox.messages import Message
from tests.acting import ASKED_AT, BEFORE_ASKED, as_text, mine, press, question, rows, view_text, whispers
from tests.examples import agreed
from tests.integration.test_rejected_words import everything_held
from tests.wire import Wire, joined

AMIRA = "U0AMIRA"
ON = "talk_it_through = true"
TALK, YES = "Talk it through", "Yes, that's fine"
WHAT, SO_WHAT, NOW_WHAT = "A quenchwick visit.", "It felt bandersome.", "A slower vorpal start."


@asynccontextmanager
async def turned_on(url: str, *, service: str = ON, **settings: Any) -> AsyncIterator[Wire]:
    async with joined(url, at=BEFORE_ASKED, **settings) as wire:
        await wire.apply(agreed(AMIRA, "U0BEN", service=service))
        await wire.jump(ASKED_AT)
        yield wire


async def begin(wire: Wire) -> None:
    """Begin from Home, agreeing the first time."""
    hand = wire.hand(AMIRA)
    await hand.open_home()
    await hand.press_home(TALK)
    if YES in view_text(wire, AMIRA):
        await hand.submit()
    await wire.workspace.settled()
    await hand.close_view()


def last(wire: Wire) -> Message:
    return [each for each in wire.messages(AMIRA) if not each.ephemeral][-1]


def heard(wire: Wire) -> str:
    """Return everything Inrole said in the conversation, as text and as drawn."""
    return "".join(each.text + as_text(each.blocks) for each in wire.messages(AMIRA))


async def say(wire: Wire, words: str) -> Message:
    said = await wire.hand(AMIRA).say(words)
    await wire.workspace.settled()
    return said


async def push(wire: Wire, words: str) -> None:
    await wire.hand(AMIRA).press(last(wire).ts, words)
    await wire.workspace.settled()


async def test_each_answer_is_saved_as_it_comes_and_kept_at_the_end(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        assert "What happened, in a sentence or two? (1 of 3)" in last(wire).text
        assert "Slack keeps its copy" in last(wire).text
        assert "Duty manager" in last(wire).text
        question, small, _ = last(wire).blocks
        assert question["text"]["text"] == "*What happened, in a sentence or two?*"
        assert small["elements"][0]["text"].startswith("1 of 3 \u00b7 Type below.")
        for words in (WHAT, SO_WHAT, NOW_WHAT):
            await say(wire, words)
        assert "That was the last one" in last(wire).text

        await push(wire, "Keep")
        own = await mine(wire, AMIRA)

        assert "Thanks, saved." in last(wire).text
        assert own.index(WHAT) < own.index(SO_WHAT) < own.index(NOW_WHAT)
        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]


async def test_it_is_offered_only_where_the_organisation_turned_it_on(ready_url: str):
    async with turned_on(ready_url, service="") as wire:
        await wire.hand(AMIRA).open_home()
        assert TALK not in as_text(wire.hand(AMIRA).home())
        await press(wire, AMIRA, "Reflect")
        assert TALK not in view_text(wire, AMIRA)

    async with turned_on(ready_url) as wire:
        await wire.hand(AMIRA).open_home()
        assert TALK in as_text(wire.hand(AMIRA).home())


async def test_a_person_agrees_once_and_not_now_begins_nothing(ready_url: str):
    async with turned_on(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home(TALK)
        assert "Slack keeps its copy of what you type there" in view_text(wire, AMIRA)
        await hand.close_view()
        assert await rows(wire, "SELECT id FROM talk") == []
        assert await rows(wire, "SELECT talks_from FROM person WHERE talks_from IS NOT NULL") == []

        await begin(wire)
        await push(wire, "Stop")
        await hand.press_home(TALK)

        assert YES not in view_text(wire, AMIRA)
        assert "(1 of 3)" in last(wire).text


async def test_from_home_the_view_opens_before_anything_is_begun_or_said(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await push(wire, "Stop")
        said = len(wire.messages(AMIRA))
        hand = wire.hand(AMIRA)
        wire.workspace.faults.on_call("refused", "views.open", error="expired_trigger_id")

        await hand.press_home(TALK)
        await wire.workspace.settled()

        assert "Nothing is lost" in view_text(wire, AMIRA)
        assert len(wire.messages(AMIRA)) == said
        assert await rows(wire, "SELECT id FROM talk WHERE ended_at IS NULL") == []
        await hand.close_view()
        await begin(wire)
        assert "(1 of 3)" in last(wire).text


async def test_from_the_form_what_is_typed_there_is_not_lost(ready_url: str):
    async with turned_on(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Reflect")
        hand.fill("field:What", "Typed in the form.")
        await hand.press_view(TALK)
        await wire.workspace.settled()
        await hand.submit()
        await wire.workspace.settled()
        await say(wire, "Typed in the conversation.")
        await push(wire, "Keep")

        own = await mine(wire, AMIRA)

    assert "Typed in the form.\n\nTyped in the conversation." in own


async def test_likely_names_are_not_saved_until_settled_and_never_repeated(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await say(wire, "Kacper hid, on 07700 900142.")

        assert "isn't saved yet" in last(wire).text
        assert await rows(wire, "SELECT field FROM words") == []
        await push(wire, "See which")
        assert "*Kacper*" in view_text(wire, AMIRA)
        await wire.hand(AMIRA).close_view()
        await push(wire, "Keep as it is")
        assert "(2 of 3)" in last(wire).text
        await push(wire, "Keep")

        assert "Kacper hid, on [phone number]." in await mine(wire, AMIRA)
        assert "Kacper" not in heard(wire)


async def test_not_a_person_is_remembered_and_writing_again_is_welcome(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await say(wire, "Tanglewood was loud.")
        await push(wire, "Not a person")
        await say(wire, "Tanglewood was calm, Kacper less so.")
        await push(wire, "I'll write it again")
        assert "Write it again whenever you like" in last(wire).text
        await say(wire, "Tanglewood was calm.")
        await push(wire, "Keep")

        own = await mine(wire, AMIRA)

    assert "Tanglewood was loud." in own
    assert "Tanglewood was calm." in own
    assert "Kacper" not in own


async def test_skip_and_back_go_from_stage_to_stage(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await push(wire, "Skip")
        await say(wire, SO_WHAT)
        await push(wire, "Back")
        assert "(2 of 3)" in last(wire).text
        await say(wire, "And more of it.")
        await push(wire, "Keep")

        own = await mine(wire, AMIRA)
        fields = await rows(wire, "SELECT field FROM words")

    assert f"{SO_WHAT}\n\nAnd more of it." in own
    assert fields == [("So what",)]


async def test_an_old_button_asks_again_where_the_talk_stands(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        first = last(wire)
        await say(wire, WHAT)
        await wire.hand(AMIRA).press(first.ts, "Skip")
        await wire.workspace.settled()

        assert "(2 of 3)" in last(wire).text


async def test_stopping_leaves_a_draft_for_seven_days(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await say(wire, WHAT)
        await push(wire, "Stop")
        assert "7 days" in last(wire).text
        assert await rows(wire, "SELECT state FROM reflection") == [("draft",)]

        await wire.jump(ASKED_AT + timedelta(days=6, hours=23))
        assert len(await rows(wire, "SELECT field FROM words")) == 1
        await wire.jump(ASKED_AT + timedelta(days=7, minutes=11))

        for table in ("reflection", "words", "talk", "talk_line"):
            assert await rows(wire, f"SELECT workspace FROM {table}") == []


async def test_stopping_at_once_leaves_nothing(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await push(wire, "Stop")

        assert "Nothing is kept" in last(wire).text
        assert await rows(wire, "SELECT id FROM reflection") == []


async def test_a_talk_left_alone_ends_quietly_after_a_day(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await say(wire, WHAT)
        asked = last(wire)
        said = len(wire.messages(AMIRA))
        await wire.jump(ASKED_AT + timedelta(days=1, minutes=11))
        assert len(wire.messages(AMIRA)) == said

        await wire.hand(AMIRA).press(asked.ts, "Skip")
        await say(wire, "Hello?")

        assert "That talk has ended" in "".join(whispers(wire, AMIRA))
        assert "Thanks for writing" in last(wire).text


async def test_an_edited_message_changes_its_words_and_a_deleted_one_forgets_them(ready_url: str):
    async with turned_on(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await begin(wire)
        first = await say(wire, WHAT)
        second = await say(wire, SO_WHAT)
        await hand.edit(first.ts, "A frumious visit, 07700 900142.")
        await hand.remove(second.ts)
        await wire.workspace.settled()
        await hand.edit(first.ts, "Zelda rang, 07700 900142.")
        await wire.workspace.settled()
        assert "isn't saved yet" in last(wire).text

        await wire.inrole.flows.talking.keep(AMIRA, (await rows(wire, "SELECT id FROM talk"))[0][0], key="k")
        own = await mine(wire, AMIRA)

    assert "A frumious visit, [phone number]." in own
    assert "quenchwick" not in own
    assert SO_WHAT not in own


async def test_a_threaded_reply_counts(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await wire.hand(AMIRA).say(WHAT, thread_ts=last(wire).ts)
        await wire.workspace.settled()

        assert "(2 of 3)" in last(wire).text
        assert len(await rows(wire, "SELECT field FROM words")) == 1


@pytest.mark.parametrize(("words", "place"), [("", 1), (WHAT, 2)], ids=["alone", "with words"])
async def test_a_file_is_kindly_refused_and_words_beside_it_count(ready_url: str, words: str, place: int):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        conversation = wire.workspace.conversation_of(AMIRA)
        ts = conversation.stamp(wire.clock())
        dropped = Message(ts=ts, channel=conversation.channel, user=AMIRA, text=words)
        event = events.posted(dropped, wire.workspace.identity)
        wire.workspace.tell("message.im", {**event, "subtype": "file_share", "files": [{"id": "F1"}]})
        await wire.workspace.settled()

        assert any("I can't take files" in each.text for each in wire.messages(AMIRA))
        assert (await rows(wire, "SELECT place FROM talk")) == [(place - 1,)]


async def test_the_same_message_delivered_eleven_times_is_one_line(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        said = await say(wire, WHAT)
        count = len(wire.messages(AMIRA))
        conversation = wire.workspace.conversation_of(AMIRA)
        for _ in range(10):
            wire.workspace.tell(
                "message.im", events.posted(conversation.messages[said.ts], wire.workspace.identity)
            )
        await wire.workspace.settled()

        assert len(wire.messages(AMIRA)) == count
        assert len(await rows(wire, "SELECT ts FROM talk_line")) == 1
        assert len(await rows(wire, "SELECT field FROM words")) == 1


async def test_ordinary_messages_outside_a_talk_are_answered_as_ever(ready_url: str):
    async with turned_on(ready_url) as wire:
        await say(wire, WHAT)
        assert "Thanks for writing" in last(wire).text

        await begin(wire)
        await push(wire, "Stop")
        await say(wire, SO_WHAT)

        assert "Thanks for writing" in last(wire).text
        assert await rows(wire, "SELECT field FROM words") == []


async def test_from_the_receipt_it_goes_on_with_the_same_reflection(ready_url: str):
    async with turned_on(ready_url) as wire:
        await press(wire, AMIRA, "Yes")
        await press(wire, AMIRA, "steady")
        await press(wire, AMIRA, TALK)
        await wire.hand(AMIRA).submit()
        await wire.workspace.settled()
        await say(wire, WHAT)
        await push(wire, "Keep")

        (row,) = await rows(wire, "SELECT occurrence, state FROM reflection")
        await press(wire, AMIRA, "Add a line")

    assert row[0] is not None
    assert row[1] == "kept"


async def test_signposts_are_shown_to_the_writer_alone_and_kept_nowhere(ready_url: str):
    async with turned_on(ready_url) as wire:
        await begin(wire)
        await say(wire, "I haven't told anyone that he was hit again.")
        kept = [each for each in wire.hand(AMIRA).messages() if not each.ephemeral]
        shown = [each for each in wire.hand(AMIRA).messages() if each.ephemeral]

        assert "(2 of 3)" in last(wire).text
        assert any("If this is already in hand, carry on." in as_text(each.blocks) for each in shown)
        assert not any("carry on" in as_text(each.blocks) for each in kept)
        await wire.hand(AMIRA).press(shown[-1].ts, "In hand")
        assert "nothing about this is kept" in view_text(wire, AMIRA)


async def test_words_talked_through_are_in_no_message_log_or_unsealed_row(
    ready_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    record = tmp_path / "record.jsonl"
    async with turned_on(ready_url, record=record) as wire:
        await begin(wire)
        for words in (WHAT, SO_WHAT, NOW_WHAT):
            await say(wire, words)
        await say(wire, "Kacper came too.")
        await push(wire, "See which")
        await wire.hand(AMIRA).close_view()
        await push(wire, "Not a person")
        await push(wire, "Keep")
        assert question(wire, AMIRA)
        held, logged, said = await everything_held(wire), wire.log.getvalue() + caplog.text, heard(wire)

    requests = [json.loads(line) for line in record.read_text().splitlines()]
    for word in ("quenchwick", "bandersome", "vorpal", "Kacper"):
        assert word not in held
        assert word not in said
        assert word not in logged
        told = {each["method"] for each in requests if word in json.dumps(each)}
        assert told <= {"views.open", "views.update"}
