"""Wishes recur on local dates and fall due within each person's own day, whatever the clocks do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from time import tzset
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.cadence import (
    Stretch,
    day_of,
    due_at,
    later,
    local_date,
    moment_at,
    sending_until,
    wished_dates,
)
from practice.facts import (
    Days,
    Hours,
    Moment,
    Quiet,
    Shift,
    Weekday,
    Wish,
    WorkingPattern,
)
from tests.unit.practice.wishes import LONDON, LONG_AGO, NIGHTS, days_of, due, local, weekly

LAW = settings(deadline=None)
ZONES = sorted(available_timezones())
AROUND_THE_CLOCK = WorkingPattern(days=frozenset(Weekday), hours=Hours(starts=time(), ends=time()))
EARLY = WorkingPattern(days=frozenset(Weekday), hours=Hours(starts=time(0, 30), ends=time(8)))


def any_day(_: date) -> bool:
    return True


patterns = st.one_of(
    st.builds(
        WorkingPattern,
        days=st.frozensets(st.sampled_from(Weekday), min_size=1),
        hours=st.builds(Hours, starts=st.times(), ends=st.times()),
    ),
    st.builds(
        WorkingPattern,
        shift=st.builds(
            Shift,
            days_on=st.integers(1, 7),
            days_off=st.integers(0, 7),
            anchor_on=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
            hours=st.builds(Hours, starts=st.times(), ends=st.times()),
        ),
    ),
)
people = st.builds(
    days_of,
    patterns,
    zone=st.sampled_from(ZONES),
    closures=st.frozensets(st.dates(date(2026, 10, 1), date(2027, 4, 30)), max_size=5),
    preferred_at=st.none() | st.times(),
    preferred_moment=st.sampled_from([None, Moment.BEFORE, Moment.AFTER]),
)
wishes = st.builds(
    weekly,
    st.sampled_from(Weekday),
    at=st.none() | st.times(),
    zone=st.none() | st.sampled_from(ZONES),
    moment=st.sampled_from([Moment.BEFORE, Moment.AFTER]),
    spread=st.timedeltas(timedelta(0), timedelta(hours=3)),
)
dates = st.dates(date(2026, 10, 1), date(2027, 4, 30))


@LAW
@given(wishes, people, dates)
def test_a_question_lies_in_the_persons_own_hours(wish: Wish, days: Days, on: date) -> None:
    due_moment = due_at(wish, days, on, seed="seed")
    stretch = day_of(days, on)

    assert (due_moment is None) == (stretch is None)
    if due_moment is not None and stretch is not None:
        assert stretch.starts_at <= due_moment < stretch.ends_at
        assert due_moment < sending_until(days, on)
        assert due_moment == due_at(wish, days, on, seed="seed")


@LAW
@given(wishes, people, dates)
def test_two_dates_are_never_due_on_one_local_or_shift_date(wish: Wish, days: Days, on: date) -> None:
    moments = [due_at(wish, days, on + timedelta(days=number), seed="seed") for number in range(8)]

    counted_on = [local_date(days, moment) for moment in moments if moment is not None]
    assert len(counted_on) == len(set(counted_on))


@LAW
@given(wishes, people, dates)
def test_a_question_counts_on_the_date_it_was_wished_for(wish: Wish, days: Days, on: date) -> None:
    due_moment = due_at(wish, days, on, seed="seed")

    assert due_moment is None or local_date(days, due_moment) == on


@settings(LAW, max_examples=40)
@given(st.sampled_from(ZONES), st.times(), st.sampled_from(Weekday))
def test_a_local_time_is_kept_over_ten_years_in_any_zone(zone: str, at: time, day: Weekday) -> None:
    wish = weekly(day, at=at, every_weeks=2)
    days = days_of(AROUND_THE_CLOCK, zone=zone)

    on = wished_dates(wish, from_on=LONG_AGO, until_on=date(2036, 1, 5), works=any_day)

    assert len(on) == 261
    for there in on:
        moment = due(wish, days, there).astimezone(ZoneInfo(zone))
        skipped = moment.replace(tzinfo=None) - datetime.combine(there, at)
        assert moment.date() == there
        assert moment.fold == 0
        if moment_at(there, at, zone).astimezone(ZoneInfo(zone)).date() == there:
            assert timedelta(0) <= skipped <= timedelta(hours=1)


def test_over_ten_years_in_every_zone_each_date_has_one_question_within_its_hours() -> None:
    wish = weekly(Weekday.SUN, at=time(1, 30), every_weeks=6)
    on = wished_dates(wish, from_on=LONG_AGO, until_on=date(2036, 1, 5), works=any_day)
    assert [there - before for before, there in pairwise(on)] == [timedelta(weeks=6)] * 86

    for zone in ZONES:
        days = days_of(EARLY, zone=zone)
        moments = {there: due_at(wish, days, there, seed="seed") for there in on}
        counted = {there: local_date(days, moment) for there, moment in moments.items() if moment is not None}
        assert list(counted) == list(counted.values()), zone
        assert len(counted) >= len(on) - 1, zone


def test_a_time_skipped_into_the_next_date_is_asked_before_its_own_date_ends() -> None:
    nuuk = days_of(AROUND_THE_CLOCK, zone="America/Nuuk")

    moment = due(weekly(Weekday.SAT, at=time(23, 30)), nuuk, date(2027, 3, 27))

    assert local(moment, "America/Nuuk") == "2027-03-27 22:30"


def test_f01_nine_in_the_morning_stays_nine_when_the_clocks_go_back() -> None:
    wish = weekly(*Weekday, at=time(9))
    days = days_of(WorkingPattern(days=frozenset(Weekday)))

    moments = [local(due(wish, days, date(2026, 10, 24) + timedelta(days=number))) for number in range(3)]

    assert moments == ["2026-10-24 09:00", "2026-10-25 09:00", "2026-10-26 09:00"]
    assert due(wish, days, date(2026, 10, 24)).hour == 8
    assert due(wish, days, date(2026, 10, 25)).hour == 9


def test_f02_a_time_the_clocks_skip_is_asked_an_hour_later_once() -> None:
    wish = weekly(Weekday.SUN, at=time(1, 30))

    moment = due(wish, days_of(AROUND_THE_CLOCK), date(2027, 3, 28))

    assert moment == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert local(moment) == "2027-03-28 02:30"


def test_f03_a_time_that_comes_twice_is_asked_at_its_first_pass() -> None:
    wish = weekly(Weekday.SUN, at=time(1, 30))

    assert due(wish, days_of(AROUND_THE_CLOCK), date(2026, 10, 25)) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )
    assert moment_at(date(2026, 10, 25), time(1, 30, fold=1), LONDON) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("changed_on", [date(2026, 10, 25), date(2027, 3, 28)])
def test_f04_every_minute_of_a_clock_change_has_its_local_date(changed_on: date) -> None:
    days = days_of(AROUND_THE_CLOCK)
    midnight = moment_at(changed_on, time(), LONDON)

    seen = [local_date(days, midnight + timedelta(minutes=minute)) for minute in range(-60, 26 * 60)]

    assert seen == sorted(seen)
    assert seen.count(changed_on) == (25 * 60 if changed_on.month == 10 else 23 * 60)


@pytest.fixture(params=[LONDON, "America/New_York", "Asia/Tokyo", "UTC"])
def server_zone(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", request.param)
        tzset()
        yield request.param
    tzset()


def test_f05_moments_are_the_same_whatever_the_zone_of_the_server(server_zone: str) -> None:
    on = (date(2026, 10, 24), date(2026, 10, 25), date(2027, 3, 28))

    moments = [due(weekly(*Weekday, at=time(9, 15)), days_of(AROUND_THE_CLOCK), there) for there in on]

    assert [moment.isoformat() for moment in moments] == [
        "2026-10-24T08:15:00+00:00",
        "2026-10-25T09:15:00+00:00",
        "2027-03-28T08:15:00+00:00",
    ]


@pytest.mark.parametrize("zone", [LONDON, "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati"])
@pytest.mark.parametrize("at", [time(23, 30), time(0, 10)])
def test_f08_times_beside_midnight_lie_on_their_own_local_date(at: time, zone: str) -> None:
    days = days_of(AROUND_THE_CLOCK, zone=zone)

    moment = due(weekly(Weekday.TUE, at=at), days, date(2026, 11, 24))

    assert local(moment, zone) == f"2026-11-24 {at:%H:%M}"
    assert local_date(days, moment) == date(2026, 11, 24)


def test_f09_holiday_weekday_and_quiet_day_are_judged_by_the_local_date() -> None:
    auckland = days_of(
        zone="Pacific/Auckland",
        closures=frozenset({date(2026, 11, 24)}),
        quiets=(Quiet(from_on=date(2026, 11, 25), until_on=date(2026, 11, 26)),),
    )
    wish = weekly(*Weekday, at=time(9))

    asked = [
        local(moment, "Pacific/Auckland")
        for number in range(7)
        if (moment := due_at(wish, auckland, date(2026, 11, 22) + timedelta(days=number), seed=""))
        is not None
    ]

    assert asked == ["2026-11-23 09:00", "2026-11-26 09:00", "2026-11-27 09:00"]
    assert due(wish, auckland, date(2026, 11, 23)).date() == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("on", "expected", "hours"),
    [
        pytest.param(date(2026, 10, 24), "2026-10-25 07:00", 11, id="clocks go back in the shift"),
        pytest.param(date(2026, 10, 30), "2026-10-31 07:00", 10, id="an ordinary night"),
        pytest.param(date(2027, 3, 29), "2027-03-30 07:00", 10, id="in summer time"),
    ],
)
def test_f40_a_night_shift_gets_one_question_counted_on_its_shift_date(
    on: date, expected: str, hours: int
) -> None:
    days = days_of(NIGHTS)

    moment = due(weekly(*Weekday), days, on)

    stretch = day_of(days, on)
    assert stretch is not None
    assert stretch.ends_at - stretch.starts_at == timedelta(hours=hours)
    assert local(moment) == expected
    assert local_date(days, moment) == on


def test_f40_a_night_across_the_spring_change_is_an_hour_shorter() -> None:
    nights = WorkingPattern(
        shift=Shift(days_on=1, days_off=0, anchor_on=LONG_AGO, hours=Hours(starts=time(22), ends=time(8)))
    )

    assert day_of(days_of(nights), date(2027, 3, 27)) == Stretch(
        on=date(2027, 3, 27),
        starts_at=datetime(2027, 3, 27, 22, tzinfo=UTC),
        ends_at=datetime(2027, 3, 28, 7, tzinfo=UTC),
    )


@LAW
@given(people, st.datetimes(datetime(2026, 10, 1), datetime(2027, 4, 30), timezones=st.just(UTC)))
def test_later_is_always_later_and_in_hours(days: Days, now: datetime) -> None:
    for moment in later(days, now).values():
        stretch = day_of(days, local_date(days, moment))
        assert now < moment
        assert stretch is not None
        assert stretch.starts_at <= moment < stretch.ends_at
