"""Each person's own day decides when a question is due, until when it is sent and when it expires."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from practice.cadence import (
    Later,
    day_of,
    due_at,
    expires_at,
    is_working_day,
    later,
    sending_until,
    stretch_on,
)
from practice.facts import (
    Days,
    Hours,
    Moment,
    Quiet,
    Weekday,
    Wish,
    WorkingPattern,
)
from practice.windows import bank_holidays
from tests.unit.practice.wishes import LONDON, LONG_AGO, NIGHTS, OFFICE, days_of, due, local, weekly


def test_shifts_repeat_from_their_anchor_in_both_directions() -> None:
    on = [date(2026, 10, 18) + timedelta(days=number) for number in range(14)]

    worked = [there.day for there in on if stretch_on(days_of(NIGHTS), there) is not None]

    assert worked == [18, 19, 24, 25, 30, 31]


def test_the_last_pattern_that_has_begun_counts() -> None:
    part_time = WorkingPattern(days=frozenset({Weekday.MON}), hours=Hours(starts=time(10), ends=time(14)))
    days = Days(zone=LONDON, patterns=((date(2026, 11, 2), OFFICE), (date(2026, 11, 16), part_time)))

    assert [is_working_day(days, date(2026, 11, day)) for day in (1, 2, 3, 16, 17)] == [
        False,
        True,
        True,
        True,
        False,
    ]
    assert local(sending_until(days, date(2026, 11, 16))) == "2026-11-16 14:00"


def test_a_quiet_time_ends_by_itself_and_an_open_one_goes_on() -> None:
    away = days_of(quiets=(Quiet(from_on=date(2026, 11, 24), until_on=date(2026, 11, 28)),))
    paused = days_of(quiets=(Quiet(from_on=date(2026, 11, 24), until_on=None),))

    assert [day_of(away, date(2026, 11, day)) is None for day in (23, 24, 27, 30)] == [
        False,
        True,
        True,
        False,
    ]
    assert day_of(paused, date(2036, 11, 24)) is None


def test_hours_that_the_clocks_swallow_whole_are_a_day_off() -> None:
    short = WorkingPattern(days=frozenset(Weekday), hours=Hours(starts=time(1), ends=time(2)))

    assert day_of(days_of(short), date(2027, 3, 28)) is None


@pytest.mark.parametrize(
    ("wish", "days", "expected"),
    [
        pytest.param(
            weekly(at=time(12, 15)), days_of(preferred_at=time(13)), "13:00", id="the person's time"
        ),
        pytest.param(
            weekly(at=time(12, 15)), days_of(preferred_moment=Moment.BEFORE), "09:15", id="the person's start"
        ),
        pytest.param(
            weekly(moment=Moment.BEFORE),
            days_of(preferred_moment=Moment.AFTER),
            "16:00",
            id="the person's end",
        ),
        pytest.param(weekly(at=time(12, 15)), days_of(), "12:15", id="the rhythm's time"),
        pytest.param(
            weekly(at=time(12, 15), zone="UTC"), days_of(zone="Europe/Paris"), "12:15", id="its zone"
        ),
        pytest.param(weekly(moment=Moment.BEFORE), days_of(), "09:15", id="the start of the day"),
        pytest.param(weekly(moment=Moment.AFTER), days_of(), "16:00", id="the end of the day"),
        pytest.param(
            weekly(), days_of(preferred_at=time(8)), "09:00", id="too early is brought to the start"
        ),
        pytest.param(weekly(), days_of(preferred_at=time(17)), "16:30", id="too late leaves half an hour"),
        pytest.param(weekly(at=time(23)), days_of(), "16:30", id="far too late"),
        pytest.param(weekly(), days_of(preferred_at=time(16, 55)), "16:55", id="late, within hours"),
    ],
)
def test_the_persons_choice_comes_before_the_rhythms_time_and_that_before_the_moment(
    wish: Wish, days: Days, expected: str
) -> None:
    assert local(due(wish, days, date(2026, 11, 24)), "UTC") == f"2026-11-24 {expected}"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        pytest.param(time(2), "2026-10-31 02:00", id="after midnight"),
        pytest.param(time(23), "2026-10-30 23:00", id="before midnight"),
        pytest.param(time(21), "2026-10-30 22:00", id="nearer to the start"),
        pytest.param(time(12), "2026-10-31 07:30", id="nearer to the end"),
    ],
)
def test_a_time_in_the_night_is_found_on_either_side_of_midnight(at: time, expected: str) -> None:
    assert local(due(weekly(), days_of(NIGHTS, preferred_at=at), date(2026, 10, 30))) == expected


def test_a_question_for_during_the_work_is_never_sent() -> None:
    wish = weekly(Weekday.TUE, moment=Moment.DURING, at=time(12))

    assert due_at(wish, days_of(), date(2026, 11, 24), seed="") is None


def test_spread_parts_people_within_its_minutes_and_repeats_itself() -> None:
    wish = weekly(at=time(12, 15), spread=timedelta(minutes=20))

    moments = [due_at(wish, days_of(), date(2026, 11, 24), seed=f"person {number}") for number in range(200)]

    minutes = {local(moment) for moment in moments}
    assert minutes == {f"2026-11-24 12:{minute:02}" for minute in range(15, 36)}
    assert (
        due(weekly(spread=timedelta(minutes=20)), days_of(preferred_at=time(13)), date(2026, 11, 24)).minute
        == 0
    )


def test_spread_stays_within_the_first_and_last_ninety_minutes_and_leaves_time_to_answer() -> None:
    on = date(2026, 11, 24)
    spread = timedelta(hours=8)

    starts = [
        due_at(weekly(moment=Moment.BEFORE, spread=spread), days_of(), on, seed=f"{n}") for n in range(300)
    ]
    ends = [
        due_at(weekly(moment=Moment.AFTER, spread=spread), days_of(), on, seed=f"{n}") for n in range(300)
    ]

    assert (min(map(local, starts)), max(map(local, starts))) == ("2026-11-24 09:15", "2026-11-24 10:30")
    assert (min(map(local, ends)), max(map(local, ends))) == ("2026-11-24 16:00", "2026-11-24 16:30")


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
def test_a_day_of_twenty_minutes_has_its_question_in_the_middle(moment: Moment) -> None:
    brief = WorkingPattern(hours=Hours(starts=time(9), ends=time(9, 20)))

    assert local(due(weekly(moment=moment), days_of(brief), date(2026, 11, 24))) == "2026-11-24 09:10"


def test_a_question_expires_at_the_end_of_the_persons_third_working_day_after() -> None:
    christmas = days_of(closures=bank_holidays("england-and-wales", [2026, 2027]))
    part_time = days_of(WorkingPattern(days=frozenset({Weekday.MON, Weekday.TUE})))
    away = days_of(quiets=(Quiet(from_on=date(2026, 11, 25), until_on=date(2026, 12, 9)),))
    wish = weekly(Weekday.TUE)

    assert local(expires_at(wish, days_of(), date(2026, 11, 24))) == "2026-11-27 17:00"
    assert local(expires_at(wish, christmas, date(2026, 12, 24))) == "2026-12-31 17:00"
    assert local(expires_at(wish, part_time, date(2026, 11, 24))) == "2026-12-07 17:00"
    assert local(expires_at(wish, away, date(2026, 11, 24))) == "2026-11-27 17:00"
    assert local(expires_at(wish, days_of(NIGHTS), date(2026, 10, 25))) == "2026-11-06 08:00"
    assert local(expires_at(weekly(expires_after=0), days_of(), date(2026, 11, 24))) == "2026-11-24 17:00"


def test_a_question_to_someone_without_working_days_still_expires() -> None:
    days = days_of(WorkingPattern(days=frozenset()))

    assert local(expires_at(weekly(), days, date(2026, 11, 24))) == "2027-01-24 00:00"


def test_the_sending_time_is_over_when_the_work_is() -> None:
    assert local(sending_until(days_of(), date(2026, 11, 24))) == "2026-11-24 17:00"
    assert local(sending_until(days_of(NIGHTS), date(2026, 10, 24))) == "2026-10-25 08:00"
    assert local(sending_until(days_of(), date(2026, 11, 28))) == "2026-11-29 00:00"


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        pytest.param(
            "2026-11-24T10:00",
            days_of(),
            {
                Later.END_OF_TODAY: "2026-11-24 16:30",
                Later.TOMORROW: "2026-11-25 09:15",
                Later.NEXT_WORKING_DAY: "2026-11-25 09:15",
            },
            id="a Tuesday morning",
        ),
        pytest.param(
            "2026-11-27T16:30",
            days_of(preferred_at=time(13)),
            {Later.NEXT_WORKING_DAY: "2026-11-30 13:00"},
            id="late on a Friday",
        ),
        pytest.param(
            "2026-11-25T10:00",
            days_of(quiets=(Quiet(from_on=date(2026, 11, 26), until_on=date(2026, 11, 27)),)),
            {Later.END_OF_TODAY: "2026-11-25 16:30", Later.NEXT_WORKING_DAY: "2026-11-27 09:15"},
            id="tomorrow is quiet",
        ),
        pytest.param(
            "2026-10-25T01:00",
            days_of(NIGHTS),
            {
                Later.END_OF_TODAY: "2026-10-25 07:30",
                Later.TOMORROW: "2026-10-25 22:15",
                Later.NEXT_WORKING_DAY: "2026-10-25 22:15",
            },
            id="in the night",
        ),
        pytest.param(
            "2026-11-24T10:00", days_of(quiets=(Quiet(from_on=LONG_AGO, until_on=None),)), {}, id="paused"
        ),
    ],
)
def test_later_offers_what_is_left_of_today_tomorrow_and_the_next_working_day(
    now: str, days: Days, expected: dict[Later, str]
) -> None:
    offered = later(days, datetime.fromisoformat(now).replace(tzinfo=UTC))

    assert {choice: local(moment) for choice, moment in offered.items()} == expected
