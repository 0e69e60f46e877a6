"""Quiet: nothing is asked on days that are closed, quiet or away; it comes on the first day that can."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.flows.calendars import calendars
from practice.contact import silences
from storage import people
from storage import silences as remembered
from tests.acting import (
    AGAIN,
    ASKED_AT,
    BEFORE_ASKED,
    NUDGE,
    as_text,
    asked,
    press,
    question,
    rows,
    view_text,
)
from tests.examples import agreed
from tests.wire import Wire, joined

AMIRA, BEN, MANAGER = "U0AMIRA", "U0BEN", "U0MAN"
DECISIONS = 'SELECT person, decision, reason FROM occurrence ORDER BY "on", person'
REMINDERS = "SELECT state, reason FROM sending WHERE purpose = 'reminder'"
WEEKEND = 5


def at(on: date, hour: int = 9, minute: int = 30) -> datetime:
    return datetime.combine(on, time(hour, minute), UTC)


async def mornings(wire: Wire, from_on: date, until_on: date) -> None:
    """Look in each working morning, at the time that questions come, and each afternoon."""
    for number in range((until_on - from_on).days + 1):
        on = from_on + timedelta(days=number)
        if on.weekday() < WEEKEND:
            await wire.jump(at(on))
            await wire.jump(at(on, 16, 45))


def asked_on(wire: Wire, person: str, event: str = NUDGE) -> list[date]:
    return [datetime.fromtimestamp(float(each.ts), UTC).date() for each in wire.messages(person, event)]


async def pause(wire: Wire, person: str, until: str, on: str | None = None) -> None:
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Pause until...")
    hand.fill("field:until", until)
    if on is not None:
        hand.fill("field:date", on)
    assert await hand.submit() is None


async def test_f22_a_bank_holiday_moves_a_question_to_the_first_day_that_can(ready_url: str):
    christmas = date(2026, 12, 25)
    written = agreed(AMIRA, starts_on="2026-12-21").replace(b'["tue"]', b'["fri"]')
    async with joined(ready_url, at=at(date(2026, 12, 24))) as wire:
        await wire.apply(written)

        await mornings(wire, christmas, date(2026, 12, 31))

        assert asked_on(wire, AMIRA) == [date(2026, 12, 29)]
        assert (await rows(wire, DECISIONS))[0] == (AMIRA, "deferred", "closed")


async def test_f22_a_closure_day_of_a_team_or_of_the_service_does_too(ready_url: str):
    closed = agreed(
        AMIRA,
        service="closures = [2026-11-24]",
        rhythm='expires_after = "2 working days"',
    ).replace(b'managers = ["U0MAN"]', b'managers = ["U0MAN"]\nclosures = [2026-11-25]')
    async with joined(ready_url, at=BEFORE_ASKED - timedelta(days=1)) as wire:
        await wire.apply(closed)

        await mornings(wire, date(2026, 11, 24), date(2026, 11, 30))

        assert asked_on(wire, AMIRA) == [date(2026, 11, 26)]
        changes = await rows(wire, "SELECT kind, from_on FROM quiet ORDER BY kind")
        assert [kind for kind, _ in changes] == ["closure", "service closure"]


async def test_a_closure_day_written_after_planning_moves_what_was_planned_and_taken_out_again_moves_it_back(
    ready_url: str,
):
    async with joined(ready_url, at=BEFORE_ASKED - timedelta(days=1)) as wire:
        await wire.apply(agreed(AMIRA))
        assert (await rows(wire, DECISIONS)) == [(AMIRA, "planned", None)]

        await wire.apply(agreed(AMIRA, service="closures = [2026-11-24]"))
        assert (await rows(wire, DECISIONS)) == [(AMIRA, "deferred", "closed")]

        await wire.apply(agreed(AMIRA))
        await wire.jump(ASKED_AT)
        assert asked_on(wire, AMIRA) == [date(2026, 11, 24)]


async def test_f22_where_no_day_can_it_is_held_back_with_the_reason(ready_url: str):
    closures = ", ".join(f"2026-11-{day}" for day in range(24, 31))
    async with joined(ready_url, at=BEFORE_ASKED - timedelta(days=1)) as wire:
        await wire.apply(
            agreed(AMIRA, rhythm='expires_after = "1 working day"', service=f"closures = [{closures}]")
        )
        await pause(wire, AMIRA, "A date I pick", "2026-12-04")

        await mornings(wire, date(2026, 11, 24), date(2026, 12, 4))

        assert asked_on(wire, AMIRA) == []
        assert (AMIRA, "held back", "closed") in await rows(wire, DECISIONS)


async def test_f22_a_quiet_day_set_in_the_morning_moves_what_was_due_and_can_be_undone(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        manager = wire.hand(MANAGER)
        await manager.open_home()
        await manager.press_home("Quiet day today")
        assert "today is a quiet day" in as_text(manager.home())
        await wire.jump(at(date(2026, 11, 24), 11))
        assert wire.messages(AMIRA, NUDGE) == wire.messages(BEN, NUDGE) == []

        await manager.press_home("Undo the quiet day")
        await wire.tick()
        assert asked_on(wire, AMIRA) == asked_on(wire, BEN) == [date(2026, 11, 24)]
        assert "Quiet day today" in as_text(manager.home())


async def test_f22_what_a_quiet_day_kept_comes_on_the_next(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.hand(MANAGER).open_home()
        await wire.hand(MANAGER).press_home("Quiet day today")

        await mornings(wire, date(2026, 11, 24), date(2026, 11, 27))

        assert asked_on(wire, AMIRA) == [date(2026, 11, 25)]
        assert await rows(wire, DECISIONS) == [(AMIRA, "deferred", "closed")]


async def test_a_quiet_day_is_for_managers_alone(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))

        for person in (AMIRA, "U0SUP", "U0LEAD"):
            await wire.hand(person).open_home()
            assert "Quiet day today" not in as_text(wire.hand(person).home())


async def test_not_today_keeps_later_of_another_question_for_the_next_working_day(ready_url: str):
    async with asked(ready_url) as wire:
        earlier = question(wire, AMIRA)
        await wire.hand(AMIRA).choose(earlier.ts, "Later", "next working day")
        assert await rows(wire, "SELECT count(*) FROM sending WHERE purpose = 'again'") == [(1,)]
        await wire.jump(at(date(2026, 11, 25), 9, 0))
        await wire.jump(at(date(2026, 11, 25), 9, 20))
        (again,) = wire.messages(AMIRA, AGAIN)

        await press(wire, AMIRA, "Not today")
        await press(wire, AMIRA, "Change")

        offered = [
            option["text"]["text"]
            for block in question(wire, AMIRA).blocks
            for element in block.get("elements", ())
            if "select" in element.get("type", "")
            for option in element["options"]
        ]
        assert offered == ["tomorrow", "next working day"]
        assert again.ts == question(wire, AMIRA).ts


async def test_not_today_sends_nothing_more_that_day_and_nobody_else_is_spared(ready_url: str):
    two = b"""
[[teams.rhythms]]
name = "Another"
pack = "pulse"
on = ["thu"]
at = "15:00"
spread_minutes = 0
starts_on = 2026-11-24
"""
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN, rhythm='expires_after = "5 working days"') + two)
        await wire.jump(ASKED_AT)
        await wire.jump(at(date(2026, 11, 25), 12))
        await wire.jump(at(date(2026, 11, 26), 12))
        await press(wire, AMIRA, "Not today")
        assert "Nothing more comes today" in question(wire, AMIRA).text

        await wire.jump(at(date(2026, 11, 26), 15))
        assert asked_on(wire, AMIRA) == [date(2026, 11, 24)]
        assert asked_on(wire, BEN) == [date(2026, 11, 24), date(2026, 11, 26)]

        await wire.jump(at(date(2026, 11, 27), 15))
        assert asked_on(wire, AMIRA) == [date(2026, 11, 24), date(2026, 11, 27)]


async def test_f23_quiet_time_after_the_question_keeps_its_reminder_and_is_no_silence(ready_url: str):
    written = agreed(AMIRA, BEN, rhythm='remind_after = "1 working day"')
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(written)
        for person in (AMIRA, BEN):
            hand = wire.hand(person)
            await hand.open_home()
            await hand.press_home("Choose")
            hand.fill("field:reminder", "Remind me once")
            await hand.submit()
            await hand.close_view()
        await wire.jump(ASKED_AT)
        await pause(wire, AMIRA, "Next Monday (Monday 30 November)")

        await mornings(wire, date(2026, 11, 25), date(2026, 11, 30))

        assert asked_on(wire, BEN, "inrole_reminder") == [date(2026, 11, 25)]
        assert asked_on(wire, AMIRA, "inrole_reminder") == []
        assert await silences_of(wire, AMIRA) == 0
        assert await silences_of(wire, BEN) == 1


async def test_f24_away_until_friday_resumes_on_monday_unaided(ready_url: str):
    written = agreed(AMIRA, BEN).replace(b'["tue"]', b'["mon", "fri"]')
    async with joined(ready_url, at=at(date(2026, 11, 24), 12)) as wire:
        await wire.apply(written)
        await pause(wire, AMIRA, "A date I pick", "2026-11-27")

        await mornings(wire, date(2026, 11, 25), date(2026, 11, 30))

        assert asked_on(wire, AMIRA) == [date(2026, 11, 30)]
        assert asked_on(wire, BEN) == [date(2026, 11, 27), date(2026, 11, 30)]


@pytest.mark.parametrize(("away", "resumed"), [("2026-12-02", "2026-12-03"), ("2026-12-15", "2026-12-22")])
async def test_coming_back_after_two_weeks_and_more_waits_for_the_next_date(
    ready_url: str, away: str, resumed: str
):
    async with joined(ready_url, at=at(date(2026, 11, 24), 12)) as wire:
        await wire.apply(agreed(AMIRA))
        await pause(wire, AMIRA, "A date I pick", away)

        await mornings(wire, date(2026, 11, 25), date.fromisoformat(resumed))

        assert [on.isoformat() for on in asked_on(wire, AMIRA)] == [resumed]


async def test_what_keeps_questions_away_is_said_under_pause_alone(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        hand = wire.hand(AMIRA)
        await hand.open_home()
        before = without_ids(hand.home())
        await pause(wire, AMIRA, "A date I pick", "2026-11-27")
        await hand.open_home()
        assert without_ids(hand.home()) == before

        await hand.press_home("Pause until...")
        assert "Questions are paused until Saturday 28 November." in view_text(wire, AMIRA)


def without_ids(home: object) -> str:
    assert isinstance(home, dict)
    return "\n".join(line for block in home["blocks"] for line in [as_text(block.get("text", ""))])


async def silences_of(wire: Wire, person: str) -> int:
    """Return how many silences in a row the planner would count now."""
    ground = wire.inrole.flows.ground
    async with ground.reading() as session:
        service = await ground.service(session)
        known = await people.some_people(session, service.id, [person])
        days = (await calendars(session, service, [known[person]], on=wire.clock().date()))[person]
        left = await remembered.left(session, service.id, [person], now=wire.clock())
    return silences(left.get(person, ()), days)
