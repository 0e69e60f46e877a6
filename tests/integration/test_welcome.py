"""The welcome: one message in hours, and nothing else until it is answered."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from sandbox.wire import Json
from sandbox.workspace import Member
from tests.acting import NUDGE, WELCOME, as_text, button_words, press, question, reply, rows, view_text
from tests.examples import agreed, members, service
from tests.wire import Wire, joined

AMIRA, BEN, CARYS = "U0AMIRA", "U0BEN", "U0CARYS"
SUNDAY_NIGHT = datetime(2026, 11, 22, 21, 0, tzinfo=UTC)
MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BEFORE_THE_QUESTION = datetime(2026, 11, 24, 9, 20, tzinfo=UTC)
THE_QUESTION = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NEXT_QUESTION = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
WEDNESDAY = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)


async def test_it_goes_once_in_hours_and_nothing_else_until_it_is_answered(ready_url: str):
    async with joined(ready_url, at=SUNDAY_NIGHT) as wire:
        await wire.apply(agreed(AMIRA, asked=(AMIRA,)))
        assert wire.messages(AMIRA) == []

        await wire.through(MONDAY_MORNING)
        (welcome,) = wire.messages(AMIRA)
        assert welcome.metadata is not None
        assert welcome.metadata["event_type"] == WELCOME
        assert welcome.text.startswith("Hello Amira. I'm Inrole.")
        assert "No one is told who joins, replies or stops." in welcome.text
        assert button_words(welcome) == [
            "Start of my day",
            "End of my day",
            "I'll pick",
            "Not for me",
            "How it's set up",
        ]

        await wire.through(WEDNESDAY)
        assert wire.messages(AMIRA) == [welcome]


async def test_what_was_agreed_elsewhere_needs_no_welcome(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA, BEN, asked=(BEN,)))
        await wire.jump(THE_QUESTION)

        assert [message.metadata["event_type"] for message in wire.messages(AMIRA) if message.metadata] == [
            NUDGE
        ]
        assert [message.metadata["event_type"] for message in wire.messages(BEN) if message.metadata] == [
            WELCOME
        ]


async def test_not_for_me_ends_everything_and_joining_later_is_one_tap_on_home(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA, asked=(AMIRA,)))
        (welcome,) = wire.messages(AMIRA)
        hand = wire.hand(AMIRA)
        await hand.press(welcome, "Not for me")
        assert wire.messages(AMIRA)[0].text.startswith("Thanks Amira, saved: Not for me.")
        await wire.through(WEDNESDAY)
        await wire.apply(agreed(AMIRA, asked=(AMIRA,)))
        assert len(wire.messages(AMIRA)) == 1

        await hand.open_home()
        await hand.press_home("Start of my day")
        await wire.through(NEXT_QUESTION)
        assert [message.text[:6] for message in wire.messages(AMIRA, NUDGE)] == ["Offeri"]


async def test_someone_who_stops_after_joining_gets_nothing_more(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        hand = wire.hand(AMIRA)
        await hand.open_home()
        before = hand.home()
        await hand.press_home("Not for me")

        await wire.jump(THE_QUESTION)

        assert wire.messages(AMIRA, NUDGE) == []
        assert len(wire.messages(BEN, NUDGE)) == 1
        assert before is not None
        home = hand.home()
        assert home is not None
        assert without_ids(home["blocks"]) == without_ids(before["blocks"])


async def test_a_time_of_ones_own_holds_to_the_minute(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA, asked=(AMIRA,)))
        hand = wire.hand(AMIRA)
        await hand.press(wire.messages(AMIRA)[0], "I'll pick")
        hand.fill("field:time", "14:45")
        assert await hand.submit() is None
        assert "saved: 14:45" in wire.messages(AMIRA)[0].text

        await wire.jump(datetime(2026, 11, 24, 14, 44, tzinfo=UTC))
        assert wire.messages(AMIRA, NUDGE) == []
        await wire.jump(datetime(2026, 11, 24, 14, 45, tzinfo=UTC))
        assert len(wire.messages(AMIRA, NUDGE)) == 1


async def test_supervisors_and_managers_get_a_welcome_of_their_own(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA))

        for reader in ("U0SUP", "U0MAN"):
            (welcome,) = wire.messages(reader)
            assert "Assessment North chose to try a short question" in welcome.text
            assert "Please don't ask people to share; an empty list is a fine list." in welcome.text
            assert button_words(welcome) == ["Try it yourself", "See an example digest", "How it's set up"]

        hand = wire.hand("U0SUP")
        await hand.press(wire.messages("U0SUP")[0], "See an example digest")
        assert "EXAMPLE" in view_text(wire, "U0SUP")
        await hand.close_view()
        await hand.press(wire.messages("U0SUP")[0], "How it's set up")
        assert "Sunita" in view_text(wire, "U0SUP")
        await hand.close_view()
        await hand.press(wire.messages("U0SUP")[0], "Try it yourself")
        hand.fill("field:What", "A first try.")
        await hand.submit()
        view = hand.view()
        assert view is not None
        assert "Show the team" not in as_text(view)


async def test_bots_and_people_who_left_get_nothing_and_a_guest_in_the_file_is_welcome(ready_url: str):
    gone = Member(id="U0GONE", name="Gwen", real_name="Gwen Example", deleted=True)
    robot = Member(id="U0ROBOT", name="robot", real_name="Robot Example", bot=True)
    people = [*members(), gone, robot]
    async with joined(ready_url, at=BEFORE_THE_QUESTION, people=people) as wire:
        await wire.apply(agreed(AMIRA, "U0GONE", "U0ROBOT", "U0GUEST", BEN, CARYS, asked=(BEN, "U0GUEST")))
        wire.workspace.change(CARYS, deleted=True)
        await wire.workspace.settled()

        await wire.jump(THE_QUESTION)

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert len(wire.messages(BEN, WELCOME)) == 1
        assert len(wire.messages("U0GUEST", WELCOME)) == 1
        for nobody in ("U0GONE", "U0ROBOT", CARYS):
            assert wire.messages(nobody) == [], nobody


async def test_someone_who_comes_back_is_the_same_person_without_a_backlog(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.change(AMIRA, deleted=True)
        await wire.workspace.settled()
        await wire.through(WEDNESDAY)
        assert wire.messages(AMIRA) == []

        wire.workspace.change(AMIRA, deleted=False)
        await wire.workspace.settled()
        await wire.tick()
        assert wire.messages(AMIRA) == []
        await wire.through(NEXT_QUESTION)
        assert len(wire.messages(AMIRA, NUDGE)) == 1


async def test_an_id_that_the_workspace_does_not_know_stops_nobody_else(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed("U0NOBODY", AMIRA))
        await wire.jump(THE_QUESTION)

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        found = await rows(
            wire, "SELECT state, reason FROM sending WHERE person = 'U0NOBODY' AND purpose = 'nudge'"
        )
        assert found in ([("missed", "channel_not_found")], [])


async def test_a_pause_keeps_questions_away_until_its_date_and_starting_again_is_one_tap(ready_url: str):
    async with joined(ready_url, at=BEFORE_THE_QUESTION) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        for person in (AMIRA, BEN):
            hand = wire.hand(person)
            await hand.open_home()
            await hand.press_home("Pause until...")
            hand.fill("field:until", "Until I say")
            assert await hand.submit() is None
        await wire.jump(THE_QUESTION)
        assert wire.messages(AMIRA) == []

        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("Pause until...")
        assert "Questions are paused until you say." in view_text(wire, AMIRA)
        await hand.press_view("Start again now")
        await wire.through(NEXT_QUESTION)

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert wire.messages(BEN) == []


@pytest.mark.parametrize(
    ("words", "earliest", "latest"), [("Start of my day", 9, 10.5), ("End of my day", 15.5, 17)]
)
async def test_the_part_of_the_day_chosen_is_kept(ready_url: str, words: str, earliest: float, latest: float):
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(service())
        await press_welcome(wire, words)
        await wire.through(WEDNESDAY)

        sent = datetime.fromtimestamp(float(question(wire, AMIRA).ts), UTC)
        assert sent.date().isoformat() == "2026-11-24"
        assert earliest <= sent.hour + sent.minute / 60 <= latest
        await reply(wire, AMIRA)
        await press(wire, AMIRA, "Change")


async def press_welcome(wire: Wire, words: str) -> None:
    await wire.hand(AMIRA).press(wire.messages(AMIRA, WELCOME)[0], words)


def without_ids(blocks: Sequence[Json]) -> list[dict[str, object]]:
    return [{key: part for key, part in block.items() if key != "block_id"} for block in blocks]
