"""After something serious: everything stops at once, one kind message comes, and each person starts again."""

import asyncio
from datetime import date, timedelta

import pytest

from sandbox.workspace import Member
from tests.acting import (
    AGAIN,
    ASKED_AT,
    BEFORE_ASKED,
    NOTICE,
    NUDGE,
    WELCOME,
    as_text,
    asked,
    button_words,
    press,
    question,
    rows,
    view_text,
)
from tests.examples import TWELVE, agreed, members
from tests.integration.test_quiet import asked_on, at, mornings
from tests.wire import Wire, joined

AMIRA, BEN, CARYS = TWELVE[:3]
READERS = ("U0SUP", "U0MAN")
NEXT_TUESDAY = date(2026, 12, 1)


async def stop_questions(wire: Wire, person: str) -> None:
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Stop questions")
    assert await hand.submit() is None
    await hand.close_view()
    await wire.tick()


async def first_of(wire: Wire, people: list[str]) -> None:
    """Return when the first question has arrived."""
    while not any(wire.messages(person, NUDGE) for person in people):  # noqa: ASYNC110
        await asyncio.sleep(0)


async def test_f39_a_hold_while_questions_are_queued_lets_none_of_them_leave(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.workspace.faults.on_call("limited", "chat.postMessage", times=1, retry_after=30)
        await wire.jump(ASKED_AT)
        left_before = {person for person in TWELVE if wire.messages(person, NUDGE)}
        assert len(left_before) < len(TWELVE)

        await stop_questions(wire, BEN)
        await wire.jump(ASKED_AT + timedelta(seconds=31))
        await mornings(wire, date(2026, 11, 25), NEXT_TUESDAY)

        assert {person for person in TWELVE if wire.messages(person, NUDGE)} == left_before
        states = await rows(wire, "SELECT DISTINCT state, reason FROM sending WHERE purpose = 'nudge'")
        assert set(states) <= {("sent", None), ("held back", "personal setting")}


async def test_f39_what_is_claimed_and_waits_its_turn_stays_too(ready_url: str):
    many = [f"U0M{number:03}" for number in range(40)]
    people = [*members(), *(Member(id=slack, name=slack.lower(), real_name=slack) for slack in many)]
    async with joined(ready_url, at=BEFORE_ASKED, people=people, INROLE_SENDS_PER_MINUTE="600") as wire:
        await wire.apply(agreed(*many))
        wire.clock.advance_to(ASKED_AT)
        await wire.inrole.jobs.tick("plan")
        sending = asyncio.create_task(wire.inrole.jobs.tick("deliver"))
        await first_of(wire, many)

        await wire.inrole.flows.quietening.hold(many[0], "assessment-north", key="a press")
        await sending
        await wire.tick()

        left = sum(len(wire.messages(person, NUDGE)) for person in many)
        assert 0 < left < len(many)
        states = dict(
            await rows(wire, "SELECT state, count(*) FROM sending WHERE purpose = 'nudge' GROUP BY 1")
        )
        assert states == {"sent": left, "held back": len(many) - left}


async def test_one_message_each_asks_not_to_write_and_names_people_to_talk_to(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN, CARYS, asked=(CARYS,)))

        await stop_questions(wire, BEN)
        await wire.jump(ASKED_AT)
        await mornings(wire, date(2026, 11, 25), NEXT_TUESDAY)

        for person in (AMIRA, BEN):
            (message,) = wire.messages(person)
            assert (message.metadata or {})["event_type"] == NOTICE
            assert "Questions from Inrole have stopped for Assessment North." in message.text
            assert "Please don't write about it here." in message.text
            assert "Duty manager, 01632 960 111" in message.text
            assert "nothing here needs an answer from you" in message.text
            assert "Ben" not in message.text
            assert "Samaritans, 116 123" in message.text
            assert button_words(message) == ["After something hard", "Start my questions again"]
        for reader in READERS:
            (message,) = wire.messages(reader, NOTICE)
            assert "have stopped for Assessment North" in message.text
            assert button_words(message) == ["After something hard"]
        (welcome,) = wire.messages(CARYS)
        assert (welcome.metadata or {})["event_type"] == WELCOME


async def test_f39_each_person_starts_their_own_questions_again(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        await stop_questions(wire, BEN)
        await wire.jump(at(date(2026, 11, 25)))

        (message,) = wire.messages(AMIRA)
        await wire.hand(AMIRA).press(message, "Start my questions again")
        assert "Your questions start again from their next date." in wire.messages(AMIRA)[0].text
        await mornings(wire, date(2026, 11, 26), NEXT_TUESDAY)

        assert asked_on(wire, AMIRA) == [NEXT_TUESDAY]
        assert asked_on(wire, BEN) == []

        await wire.hand(BEN).open_home()
        await wire.hand(BEN).press_home("Pause until...")
        assert "something serious happened" in view_text(wire, BEN)
        await wire.hand(BEN).press_view("Start my questions again")
        await mornings(wire, date(2026, 12, 2), date(2026, 12, 8))
        assert asked_on(wire, BEN) == [date(2026, 12, 8)]


async def test_a_hold_keeps_later_too_and_starting_again_the_same_day_asks_nothing_that_day(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await wire.hand(AMIRA).choose(question(wire, AMIRA).ts, "Later", "end of today")
        await stop_questions(wire, BEN)

        (message,) = wire.messages(AMIRA, NOTICE)
        await wire.hand(AMIRA).press(message, "Start my questions again")
        await wire.jump(at(date(2026, 11, 24), 16, 45))

        assert wire.messages(AMIRA, AGAIN) == []


async def test_starting_again_after_todays_time_waits_for_the_next_date(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await stop_questions(wire, AMIRA)
        await wire.jump(ASKED_AT + timedelta(hours=1))

        (message,) = wire.messages(AMIRA)
        await wire.hand(AMIRA).press(message, "Start my questions again")
        await wire.tick()
        await mornings(wire, date(2026, 11, 25), date(2026, 11, 30))
        assert asked_on(wire, AMIRA) == []

        await wire.jump(at(NEXT_TUESDAY))
        assert asked_on(wire, AMIRA) == [NEXT_TUESDAY]


async def test_a_question_in_front_of_somebody_can_still_be_answered(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await stop_questions(wire, BEN)

        await press(wire, AMIRA, "Yes")

        assert "How full was your week?" in question(wire, AMIRA).text


async def test_a_hold_outside_hours_tells_people_in_theirs(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED - timedelta(days=1)) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.jump(at(date(2026, 11, 23), 21))
        await stop_questions(wire, AMIRA)
        assert wire.messages(AMIRA) == []

        await wire.jump(at(date(2026, 11, 24), 9, 0))

        assert len(wire.messages(AMIRA, NOTICE)) == 1


async def test_said_twice_it_tells_nobody_twice_who_has_not_started_again(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        await stop_questions(wire, BEN)
        (message,) = wire.messages(AMIRA)
        await wire.hand(AMIRA).press(message, "Start my questions again")

        await stop_questions(wire, "U0MAN")

        assert len(wire.messages(AMIRA, NOTICE)) == 2
        assert len(wire.messages(BEN, NOTICE)) == 1
        assert {len(wire.messages(reader, NOTICE)) for reader in READERS} == {1}


async def test_who_said_so_is_kept_nowhere(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        await stop_questions(wire, BEN)

        assert [row for row in await rows(wire, "SELECT key FROM received") if BEN in row[0]] == []
        holds = await rows(wire, "SELECT person, team FROM quiet WHERE kind = 'hold' ORDER BY person")
        assert sorted(str(person) for person, _ in holds) == ["None", AMIRA, BEN]
        assert BEN not in wire.log.getvalue()


@pytest.mark.parametrize("person", ["U0LEAD", "U0STRANGER"])
async def test_only_the_people_of_a_team_can_stop_its_questions(ready_url: str, person: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))

        await wire.hand(person).open_home()

        assert "Stop questions" not in as_text(wire.hand(person).home())
