"""Contact is light: the budget counts every rhythm, silence slows it down, and coming back is gentle."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sandbox.messages import Message
from tests.acting import (
    ASKED_AT,
    BEFORE_ASKED,
    NOTICE,
    NUDGE,
    asked,
    button_words,
    press,
    rows,
    view_text,
)
from tests.examples import agreed
from tests.integration.test_quiet import asked_on, at
from tests.wire import Wire, joined

AMIRA, BEN = "U0AMIRA", "U0BEN"
TUESDAYS = [date(2026, 11, 24) + timedelta(weeks=number) for number in range(14)]
DECISIONS = 'SELECT person, "on", planned_on, decision, reason FROM occurrence ORDER BY "on", planned_on'
MONTHLY = b"""
[[teams.rhythms]]
name = "A monthly question"
pack = "home-visit"
nth = ["first tue"]
at = "09:30"
spread_minutes = 0
starts_on = 2026-11-24
"""
SISTER = b"""
[[teams]]
name = "Sister team"
practitioners = ["U0AMIRA", "U0BEN"]

[[teams.rhythms]]
name = "Midweek"
pack = "home-visit"
on = ["wed", "fri"]
at = "09:30"
spread_minutes = 0
starts_on = 2026-11-24
"""


async def tuesdays(wire: Wire, number: int, *, from_number: int = 0) -> None:
    """Look in at the time of each Tuesday's question, and the evening before, which plans it."""
    for on in TUESDAYS[from_number:number]:
        await wire.jump(max(wire.clock(), at(on) - timedelta(hours=16)))
        await wire.jump(at(on))


async def test_f34_of_two_rhythms_due_together_one_is_asked_now_and_one_is_deferred(ready_url: str):
    async with joined(ready_url, at=at(date(2026, 11, 30))) as wire:
        await wire.apply(agreed(AMIRA) + MONTHLY)
        for day in (1, 2, 3, 4):
            await wire.jump(at(date(2026, 12, day)))

        first, second = wire.messages(AMIRA, NUDGE)
        assert asked_on(wire, AMIRA) == [date(2026, 12, 1), date(2026, 12, 3)]
        assert "since last Tuesday" not in first.text
        assert "since last Tuesday" in second.text
        assert [tuple(map(str, row[1:])) for row in await rows(wire, DECISIONS)][:2] == [
            ("2026-12-01", "2026-12-01", "planned", "None"),
            ("2026-12-01", "2026-12-03", "deferred", "budget"),
        ]


async def test_f34_the_reason_is_seen_by_the_person_alone(ready_url: str):
    async with joined(ready_url, at=at(date(2026, 11, 30))) as wire:
        await wire.apply(agreed(AMIRA) + MONTHLY)
        await wire.jump(at(date(2026, 12, 1)))

        ground = wire.inrole.flows.previewing
        own = await ground.own(AMIRA)
        managed = await ground.team_plan("U0MAN", "assessment-north")

        assert "contact budget" in repr(own)
        assert "budget" not in repr(managed)


async def test_two_a_week_is_the_most_unless_three_are_welcome(ready_url: str):
    written = agreed(AMIRA, BEN).replace(b'["tue"]', b'["mon"]') + SISTER
    async with joined(ready_url, at=at(date(2026, 11, 27), 12)) as wire:
        await wire.apply(written)
        hand = wire.hand(BEN)
        await hand.open_home()
        await hand.press_home("Pause until...")
        await hand.press_view("Up to three is fine")
        assert "Up to three questions a week" in view_text(wire, BEN)
        await hand.close_view()

        for ahead in range(5):
            await wire.jump(at(date(2026, 11, 30) + timedelta(days=ahead)))

        assert [on.day for on in asked_on(wire, AMIRA)] == [30, 2]
        assert [on.day for on in asked_on(wire, BEN)] == [30, 2, 4]


async def test_three_silences_halve_and_six_pause_and_ask_once_what_would_suit(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))

        await tuesdays(wire, 14)

        asked_in_week = [TUESDAYS.index(on) + 1 for on in asked_on(wire, AMIRA)]
        assert asked_in_week == [1, 2, 3, 5, 7, 9]
        (notice,) = suits(wire)
        assert "What would suit you from here?" in notice.text
        assert button_words(notice) == [
            "Start of my day",
            "End of my day",
            "I'll pick",
            "Not for me",
            "Keep pausing",
        ]


@pytest.mark.parametrize("words", ["Yes", "Skip this one", "Not today"])
async def test_whatever_is_done_with_a_question_is_no_silence(ready_url: str, words: str):
    async with asked(ready_url) as wire:
        for number in range(1, 5):
            await tuesdays(wire, number + 1, from_number=number)
            await press(wire, AMIRA, words)

        assert len(asked_on(wire, AMIRA)) == 5


async def test_a_reply_after_three_silences_brings_the_usual_pace_back(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await tuesdays(wire, 5)
        await press(wire, AMIRA, "Partly")

        await tuesdays(wire, 8, from_number=5)

        assert [TUESDAYS.index(on) + 1 for on in asked_on(wire, AMIRA)] == [1, 2, 3, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("words", "asked_again", "said"),
    [
        ("End of my day", [14], "Thanks, saved: End of my day."),
        ("Not for me", [], "Thanks, saved: Not for me."),
        ("Keep pausing", [], "Thanks, saved: Keep pausing."),
    ],
)
async def test_what_suits_is_kept_and_nothing_is_asked_until_then(
    ready_url: str, words: str, asked_again: list[int], said: str
):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await tuesdays(wire, 13)
        before = len(asked_on(wire, AMIRA))
        (notice,) = suits(wire)

        await wire.hand(AMIRA).press(notice, words)
        assert said in shown(wire, notice).text
        await tuesdays(wire, 14, from_number=13)
        await wire.jump(at(TUESDAYS[13], 16, 30))

        assert [TUESDAYS.index(on) + 1 for on in asked_on(wire, AMIRA)[before:]] == asked_again
        assert suits(wire) == []


async def test_paused_by_silence_pause_says_so_and_starting_again_is_one_tap(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await tuesdays(wire, 12)
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("Pause until...")
        assert "Questions are paused until you say." in view_text(wire, AMIRA)

        await hand.press_view("Start again now")
        await tuesdays(wire, 14, from_number=12)

        assert [TUESDAYS.index(on) + 1 for on in asked_on(wire, AMIRA)] == [1, 2, 3, 5, 7, 9, 13, 14]


async def test_a_sending_that_may_not_have_arrived_is_no_silence(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.faults.on_call("broken_after", "chat.postMessage", person=AMIRA)
        wire.workspace.faults.on_call("refused", "conversations.history", times=1000, error="missing_scope")

        await tuesdays(wire, 5)

        assert [TUESDAYS.index(on) + 1 for on in asked_on(wire, AMIRA)] == [1, 2, 3, 4]


async def test_f26_a_rhythm_that_starts_next_week_asks_nothing_today(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, starts_on="2026-12-01"))

        await wire.jump(ASKED_AT)
        assert wire.messages(AMIRA) == []

        await wire.jump(at(date(2026, 11, 30)))
        await wire.jump(at(date(2026, 12, 1)))
        assert asked_on(wire, AMIRA) == [date(2026, 12, 1)]


async def test_f25_every_four_weeks_keeps_its_anchor_over_new_year_leave_and_the_clock_change(ready_url: str):
    wished = [date(2026, 11, 24) + timedelta(weeks=4 * number) for number in range(6)]
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, rhythm="every_weeks = 4"))
        for on in wished:
            if on == date(2027, 1, 19):
                await pause_over(wire, "2027-01-22")
            for number in range(-1, 4):
                await wire.jump(max(wire.clock(), local(on + timedelta(days=number))))
            if on != date(2027, 1, 19):
                await press(wire, AMIRA, "Yes")

        assert asked_on(wire, AMIRA) == [on for on in wished if on != date(2027, 1, 19)]
        assert [datetime.fromtimestamp(float(each.ts), UTC).hour for each in wire.messages(AMIRA)] == [
            9,
            9,
            9,
            9,
            8,
        ]


@pytest.mark.parametrize(
    ("shift_date", "asked_at"),
    [
        (date(2026, 10, 24), datetime(2026, 10, 24, 21, 15, tzinfo=UTC)),
        (date(2027, 3, 27), datetime(2027, 3, 27, 22, 15, tzinfo=UTC)),
    ],
    ids=["clocks go back", "clocks go forward"],
)
@pytest.mark.parametrize("moment", ["before", "at four"])
async def test_f40_a_night_shift_over_the_clock_change_has_one_question_on_its_shift_date(
    ready_url: str, shift_date: date, asked_at: datetime, moment: str
):
    night = (
        f'shift = {{ pattern = "1 on 6 off", from = {shift_date}, start = "22:00", end = "08:00" }}\n'
        'preferred_time = "22:15"\n'
    )
    if moment == "at four":
        night = night.replace("22:15", "04:00")
        asked_at = datetime.combine(shift_date + timedelta(days=1), datetime.min.time(), UTC)
        asked_at += timedelta(hours=3 if shift_date.month == 3 else 4)
    written = agreed(AMIRA, detail=night, starts_on=str(shift_date)).replace(b'["tue"]', b'["sat"]')
    written = written.replace(b'at = "09:30"', b'at = "moment"')
    async with joined(ready_url, at=datetime.combine(shift_date, datetime.min.time(), UTC)) as wire:
        await wire.apply(written)
        await wire.through(datetime.combine(shift_date, datetime.min.time(), UTC) + timedelta(hours=40))

        (only,) = wire.messages(AMIRA, NUDGE)
        assert datetime.fromtimestamp(float(only.ts), UTC) == asked_at
        assert [str(row[2]) for row in await rows(wire, DECISIONS)] == [str(shift_date)]


def suits(wire: Wire) -> list[Message]:
    """Return the messages that ask Amira what would suit her."""
    return [each for each in wire.messages(AMIRA, NOTICE) if "What would suit you" in each.text]


def shown(wire: Wire, message: Message) -> Message:
    """Return a message of Amira's as it stands now."""
    return next(each for each in wire.messages(AMIRA) if each.ts == message.ts)


def local(on: date) -> datetime:
    """Return 09:30 by London's clock on a date of this winter or the spring after."""
    return at(on, 8 if on >= date(2027, 3, 28) else 9)


async def pause_over(wire: Wire, last_day: str) -> None:
    hand = wire.hand(AMIRA)
    await hand.open_home()
    await hand.press_home("Pause until...")
    hand.fill("field:until", "A date I pick")
    hand.fill("field:date", last_day)
    assert await hand.submit() is None
