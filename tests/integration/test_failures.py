"""What goes wrong in practice with dates and zones: each is asked once, at the moment its own clock shows."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tests.acting import NUDGE, reply, rows
from tests.examples import agreed
from tests.failures import SERVER_ZONES, standing_in
from tests.wire import Wire, joined

AMIRA, BEN = "U0AMIRA", "U0BEN"
LONDON, NEW_YORK, AUCKLAND = "Europe/London", "America/New_York", "Pacific/Auckland"
ALL_DAYS = 'working_days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]'
EARLY = f'{ALL_DAYS}\nhours = "00:00-08:00"'
AROUND_MIDNIGHT = 'hours = "00:00-23:59"'
MINUTE = timedelta(minutes=1)
PLANNED = "SELECT \"on\", planned_on, decision, reason FROM occurrence WHERE person = 'U0AMIRA' ORDER BY 1"
STATES = "SELECT state, reason FROM sending WHERE purpose = 'nudge' AND person = 'U0AMIRA' ORDER BY due_at"


@pytest.fixture(params=SERVER_ZONES)
def server_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    """Let the machine stand in each zone in turn while the test runs."""
    with standing_in(request.param):
        yield request.param


async def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_go_back(ready_url: str):
    """F01."""
    written = file('on = ["fri", "sun"]\nat = "09:00"', AMIRA, detail=ALL_DAYS, starts_on="2026-10-23")
    async with joined(ready_url, at=utc("2026-10-22 12:00")) as wire:
        await wire.apply(written)
        await wire.through(utc("2026-10-26 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-10-23 08:00", "2026-10-25 09:00"]


async def test_a_time_that_the_clocks_skip_is_asked_once_an_hour_on(ready_url: str):
    """F02."""
    written = file('on = ["sun"]\nat = "01:30"', AMIRA, detail=EARLY, starts_on="2027-03-28")
    async with joined(ready_url, at=utc("2027-03-27 22:00")) as wire:
        await wire.apply(written)
        await wire.through(utc("2027-03-28 12:00"))

        assert sent_at(wire, AMIRA) == ["2027-03-28 01:30"]


async def test_a_time_that_comes_twice_is_asked_at_its_first_pass_alone(ready_url: str):
    """F03."""
    written = file('on = ["sun"]\nat = "01:30"', AMIRA, detail=EARLY, starts_on="2026-10-25")
    async with joined(ready_url, at=utc("2026-10-24 22:00")) as wire:
        await wire.apply(written)
        await wire.through(utc("2026-10-25 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-10-25 00:30"]


@pytest.mark.parametrize(
    ("on", "before", "zone", "after"),
    [("2026-10-25", "01:50", "Africa/Accra", "01:10"), ("2027-03-28", "00:50", "Europe/London", "02:10")],
    ids=["back", "forward"],
)
async def test_ticking_every_minute_through_a_clock_change_stops_nothing(
    ready_url: str, on: str, before: str, zone: str, after: str
):
    """F04: ten minutes before the change of the clocks, and ten after it, by each person's own."""
    written = file('on = ["sun"]\nat = "03:00"', AMIRA, BEN, detail=EARLY, starts_on=on)
    async with joined(ready_url, at=utc(f"{on} 00:48")) as wire:
        wire.workspace.change(BEN, zone=zone)
        await wire.workspace.settled()
        await wire.apply(preferring(written, {AMIRA: before, BEN: after}))
        while wire.clock() < utc(f"{on} 01:12"):
            await wire.jump(wire.clock() + MINUTE)

        assert (sent_at(wire, AMIRA), sent_at(wire, BEN)) == ([f"{on} 00:50"], [f"{on} 01:10"])
        assert await wire.inrole.flows.ledgering.outages() == ()


async def test_the_zone_of_the_server_changes_no_moment(ready_url: str, server_zone: str):
    """F05."""
    written = file('on = ["fri", "sun"]\nat = "01:30"', AMIRA, BEN, detail=EARLY, starts_on="2026-10-23")
    async with joined(ready_url, at=utc("2026-10-22 22:00")) as wire:
        wire.workspace.change(BEN, zone=AUCKLAND)
        await wire.workspace.settled()
        await wire.apply(written)
        await wire.through(utc("2026-10-25 04:00"))

        assert sent_at(wire, AMIRA) == ["2026-10-23 00:30", "2026-10-25 00:30"], server_zone
        assert sent_at(wire, BEN) == ["2026-10-24 12:30"], server_zone


async def test_just_before_and_just_after_midnight_both_count_for_their_own_local_date(ready_url: str):
    """F08: in summer, when ten past midnight in London is the day before in UTC."""
    written = file('on = ["tue"]\nat = "23:00"', AMIRA, BEN, detail=AROUND_MIDNIGHT, starts_on="2026-06-16")
    async with joined(ready_url, at=utc("2026-06-15 18:00")) as wire:
        await wire.apply(preferring(written, {AMIRA: "23:30", BEN: "00:10"}))
        await wire.through(utc("2026-06-17 12:00"))

        assert (sent_at(wire, AMIRA), sent_at(wire, BEN)) == (["2026-06-16 22:30"], ["2026-06-15 23:10"])
        assert {str(on) for (on,) in await rows(wire, 'SELECT "on" FROM occurrence')} == {"2026-06-16"}


async def test_weekdays_and_holidays_are_those_of_the_local_date(ready_url: str):
    """F09: in Auckland Christmas is a Friday that begins on Thursday in UTC."""
    written = file('on = ["fri"]\nat = "09:30"', AMIRA, starts_on="2026-12-18")
    async with joined(ready_url, at=utc("2026-12-17 12:00")) as wire:
        wire.workspace.change(AMIRA, zone=AUCKLAND)
        await wire.workspace.settled()
        await wire.apply(written)
        await wire.through(utc("2026-12-17 21:00"))
        await reply(wire, AMIRA)
        await wire.through(utc("2026-12-30 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-12-17 20:30", "2026-12-28 20:30"]
        planned = [(str(on), str(to)) for on, to, *_ in await rows(wire, PLANNED)]
        assert planned[:2] == [("2026-12-18", "2026-12-18"), ("2026-12-25", "2026-12-29")]


async def test_a_quiet_day_is_the_local_date(ready_url: str):
    """F09."""
    async with joined(ready_url, at=utc("2026-11-23 12:00")) as wire:
        wire.workspace.change(AMIRA, zone=AUCKLAND)
        await wire.workspace.settled()
        await wire.apply(file('on = ["tue"]\nat = "09:30"', AMIRA))
        await pause(wire, AMIRA, "2026-11-25")
        await wire.through(utc("2026-11-26 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-11-24 20:30"]


async def test_three_days_down_asks_todays_question_and_the_earlier_are_missed(ready_url: str):
    """F14, F15."""
    async with joined(ready_url, at=utc("2026-11-24 09:00")) as wire:
        await wire.apply(file('on = ["tue", "fri"]\nat = "09:30"', AMIRA))
        await wire.jump(utc("2026-11-27 10:00"))
        (seen,) = await wire.inrole.flows.ledgering.outages()
        await wire.through(utc("2026-11-27 18:00"))

        assert sent_at(wire, AMIRA) == ["2026-11-27 10:00"]
        assert await rows(wire, STATES) == [("missed", "outage"), ("sent", None)]
        assert (seen.from_at, seen.until_at) == (utc("2026-11-24 09:00"), utc("2026-11-27 10:00"))


async def test_a_night_shift_over_the_clock_change_has_one_question_on_its_shift_date(ready_url: str):
    """F40."""
    shift = 'shift = { pattern = "2 on 4 off", from = 2026-10-24, start = "22:00", end = "08:00" }'
    written = file('on = ["sat"]\nat = "01:30"', AMIRA, detail=shift, starts_on="2026-10-24")
    async with joined(ready_url, at=utc("2026-10-24 12:00")) as wire:
        await wire.apply(written)
        await wire.through(utc("2026-10-26 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-10-25 00:30"]
        assert [(str(on), str(to)) for on, to, *_ in await rows(wire, PLANNED)] == [
            ("2026-10-24", "2026-10-24")
        ]


def file(rhythm: str, *people: str, detail: str = "", starts_on: str = "2026-11-24") -> bytes:
    """Return a service file of one team that agreed, with one rhythm by its days and its time."""
    written = agreed(*people, detail=detail, starts_on=starts_on).decode()
    return written.replace('on = ["tue"]\nat = "09:30"', rhythm).encode()


def preferring(written: bytes, times: Mapping[str, str]) -> bytes:
    """Return a service file in which each of these people has a time of their own."""
    text = written.decode()
    for person, at in times.items():
        text = text.replace(f'slack = "{person}"', f'slack = "{person}"\npreferred_time = "{at}"')
    return text.encode()


def utc(written: str) -> datetime:
    """Return a UTC moment from its date and time."""
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def sent_at(wire: Wire, person: str, event_type: str = NUDGE) -> list[str]:
    """Return when a person's questions came, in UTC by the minute."""
    moments = (
        datetime.fromtimestamp(float(message.ts), UTC) for message in wire.messages(person, event_type)
    )
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in moments]


async def pause(wire: Wire, person: str, until: str) -> None:
    """Pause a person's questions until a date."""
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Pause until...")
    hand.fill("field:until", until)
    assert await hand.submit() is None
