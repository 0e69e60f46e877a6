"""Rhythms as the service file writes them: their dates, their time, and what they may not be."""

from datetime import UTC, datetime

import pytest

from bot.errors import Mistaken
from bot.flows.service_file import read_service_file
from tests.acting import NUDGE, reply, rows
from tests.examples import agreed
from tests.wire import Wire, joined

AMIRA, BEN = "U0AMIRA", "U0BEN"
REMINDER = "inrole_reminder"
MONDAY_MORNING = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ASKED = "SELECT person, planned_on FROM occurrence WHERE due_at IS NOT NULL ORDER BY planned_on, person"


def written(rhythm: str, *, team: str = "", detail: str = "", people: tuple[str, ...] = (AMIRA,)) -> bytes:
    """Return a service file of one team with one rhythm, started on 23 November 2026."""
    text = agreed(*people, detail=detail, starts_on="2026-11-23").decode()
    text = text.replace('on = ["tue"]\n', f"{rhythm}\n")
    return text.replace("[[teams.rhythms]]", f"{team}\n[[teams.rhythms]]").encode()


async def asked_on(wire: Wire) -> list[tuple[str, str]]:
    return [(person, str(on)) for person, on in await rows(wire, ASKED)]


async def test_days_after_training_are_counted_and_moved_to_a_working_day(ready_url: str):
    file = written(
        'after = "training"\noffsets = [3, 6]',
        team='[[teams.happenings]]\nkind = "training"\non = 2026-11-24\n',
    )
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(file)
        await wire.through(datetime(2026, 12, 3, 8, 0, tzinfo=UTC))

        assert await asked_on(wire) == [(AMIRA, "2026-11-27"), (AMIRA, "2026-11-30")]
        assert len(wire.messages(AMIRA, NUDGE)) == 2


async def test_joining_counts_from_the_date_each_person_started(ready_url: str):
    people = f'[[people]]\nslack = "{BEN}"\nstarted_on = 2026-11-23\ntaking_part = "agreed"\n'
    file = written('after = "joining"\noffsets = [1]', people=(AMIRA,)).decode()
    file = file.replace(f'practitioners = ["{AMIRA}"]', f'practitioners = ["{AMIRA}", "{BEN}"]')
    file = file.replace("[[teams]]", f"{people}\n[[teams]]")
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(file.encode())
        await wire.through(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))

        assert await asked_on(wire) == [(BEN, "2026-11-24")]


async def test_training_noted_late_asks_from_the_next_date_and_makes_no_miss(ready_url: str):
    rhythm = 'after = "training"\noffsets = [1, 8]'
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(written(rhythm))
        await wire.through(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
        noted = written(rhythm, team='[[teams.happenings]]\nkind = "training"\non = 2026-11-23\n')
        await wire.apply(noted)
        await wire.through(datetime(2026, 12, 2, 8, 0, tzinfo=UTC))

        assert await asked_on(wire) == [(AMIRA, "2026-12-01")]


async def test_training_that_is_moved_moves_what_was_planned(ready_url: str):
    rhythm, training = 'after = "training"\noffsets = [1]', '[[teams.happenings]]\nkind = "training"\non = '
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(written(rhythm, team=f"{training}2026-11-23"))
        await wire.apply(written(rhythm, team=f"{training}2026-11-25"))
        await wire.through(datetime(2026, 11, 28, 8, 0, tzinfo=UTC))

        assert await asked_on(wire) == [(AMIRA, "2026-11-26")]


async def test_the_second_wednesday_of_the_month_is_asked_once_a_month(ready_url: str):
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(written('nth = ["second wed"]'))
        await wire.through(datetime(2027, 1, 14, 8, 0, tzinfo=UTC))

        assert await asked_on(wire) == [(AMIRA, "2026-12-09"), (AMIRA, "2027-01-13")]


@pytest.mark.parametrize(
    ("rhythm", "said"),
    [
        ('after = "lunch"\noffsets = [1]', r"rhythms\[0\]\.after: .*'training', 'joining'"),
        ('on = ["mon", "wed", "fri"]', r"rhythms\[0\]: It asks more than 2 times in a week"),
        ('on = ["sat"]', r"rhythms\[0\]: Nobody it is for works on Saturday; choose other days"),
        ('on = ["tue"]\nends_on = 2026-11-23', r"rhythms\[0\]: It ends before its first date"),
        ('on = ["tue"]\nevery_weeks = 3', r"rhythms\[0\]\.every_weeks"),
        ('on = ["tue"]\nremind_after = "4 working days"', r"A reminder comes before the question expires"),
    ],
    ids=["event", "three a week", "a day off", "never", "every three weeks", "a late reminder"],
)
async def test_a_rhythm_that_cannot_work_refuses_the_file(ready_url: str, rhythm: str, said: str):
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        with pytest.raises(Mistaken, match=said):
            await wire.inrole.flows.applying.apply(read_service_file(written(rhythm)))

        assert await rows(wire, "SELECT id FROM team") == []


async def test_a_time_outside_everyones_hours_is_refused_by_their_own_hours(ready_url: str):
    file = written('on = ["tue"]', detail='hours = "10:00-15:00"')
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        with pytest.raises(Mistaken, match=r"09:30 is outside everyone's working hours"):
            await wire.inrole.flows.applying.apply(read_service_file(file))


async def test_rhythms_that_ask_too_much_together_are_refused(ready_url: str):
    more = '\n[[teams.rhythms]]\nname = "{0}"\npack = "pulse"\non = ["{0}"]\nstarts_on = 2026-11-23\n'
    file = written('on = ["tue"]').decode() + more.format("thu") + more.format("mon")
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        with pytest.raises(Mistaken, match=r"rhythms\[2\]: Together with the team's other rhythms"):
            await wire.inrole.flows.applying.apply(read_service_file(file.encode()))


async def ask_for_a_reminder(wire: Wire, person: str) -> None:
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Choose")
    hand.fill("field:reminder", "Remind me once")
    assert await hand.submit() is None
    await hand.close_view()


async def test_only_who_asked_is_reminded_once_and_nobody_who_has_answered(ready_url: str):
    carys = "U0CARYS"
    file = written('on = ["tue"]\nremind_after = "1 working day"', people=(AMIRA, BEN, carys))
    async with joined(ready_url, at=MONDAY_MORNING) as wire:
        await wire.apply(file)
        await ask_for_a_reminder(wire, AMIRA)
        await ask_for_a_reminder(wire, carys)
        await wire.jump(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
        await reply(wire, carys)
        await wire.jump(datetime(2026, 11, 25, 9, 29, tzinfo=UTC))
        assert not wire.messages(AMIRA, REMINDER)

        for minute in (30, 31, 45):
            await wire.jump(datetime(2026, 11, 25, 9, minute, tzinfo=UTC))
        await wire.jump(datetime(2026, 11, 26, 9, 30, tzinfo=UTC))

        assert {person: len(wire.messages(person, REMINDER)) for person in (AMIRA, BEN, carys)} == {
            AMIRA: 1,
            BEN: 0,
            carys: 0,
        }
