"""Wishes recur on local dates and fall due within each person's own day, whatever the clocks do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from time import tzset
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.cadence import (
    Later,
    Stretch,
    day_of,
    due_at,
    expires_at,
    is_working_day,
    later,
    local_date,
    moment_at,
    sending_until,
    stretch_on,
    wished_dates,
)
from practice.facts import (
    After,
    Days,
    Hours,
    Moment,
    Nth,
    Quiet,
    Shift,
    Weekday,
    Wish,
    WorkingPattern,
)
from practice.windows import bank_holidays

LAW = settings(deadline=None)
LONG_AGO = date(2020, 1, 1)
LONDON = "Europe/London"
ZONES = sorted(available_timezones())
OFFICE = WorkingPattern()
AROUND_THE_CLOCK = WorkingPattern(days=frozenset(Weekday), hours=Hours(starts=time(), ends=time()))
NIGHTS = WorkingPattern(
    shift=Shift(
        days_on=2,
        days_off=4,
        anchor_on=date(2026, 10, 24),
        hours=Hours(starts=time(22), ends=time(8)),
    )
)


def days_of(
    pattern: WorkingPattern = OFFICE,
    *,
    zone: str = LONDON,
    closures: frozenset[date] = frozenset(),
    quiets: tuple[Quiet, ...] = (),
    preferred_at: time | None = None,
    preferred_moment: Moment | None = None,
) -> Days:
    return Days(
        zone=zone,
        patterns=((LONG_AGO, pattern),),
        closures=closures,
        quiets=quiets,
        preferred_at=preferred_at,
        preferred_moment=preferred_moment,
    )


def weekly(
    *on: Weekday,
    at: time | None = None,
    zone: str | None = None,
    every_weeks: int = 1,
    starts_on: date = date(2026, 1, 5),
    ends_on: date | None = None,
    moment: Moment = Moment.AFTER,
    spread: timedelta = timedelta(0),
    expires_after: int = 3,
) -> Wish:
    return Wish(
        on=frozenset(on),
        at=at,
        zone=zone,
        every_weeks=every_weeks,
        starts_on=starts_on,
        ends_on=ends_on,
        moment=moment,
        spread=spread,
        expires_after=expires_after,
    )


def any_day(_: date) -> bool:
    return True


def local(moment: datetime | None, zone: str = LONDON) -> str:
    assert moment is not None
    assert moment.tzinfo is UTC
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def due(wish: Wish, days: Days, on: date) -> datetime:
    moment = due_at(wish, days, on, seed="rhythm person")
    assert moment is not None
    return moment


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


@settings(LAW, max_examples=30)
@given(
    st.sampled_from([1, 2, 4, 6]),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.frozensets(st.sampled_from(Weekday), min_size=1, max_size=3),
    st.data(),
)
def test_the_anchor_is_kept_over_ten_years_however_the_dates_are_asked(
    every_weeks: int, starts_on: date, on: frozenset[Weekday], data: st.DataObject
) -> None:
    wish = weekly(*on, every_weeks=every_weeks, starts_on=starts_on)
    until_on = starts_on + timedelta(days=3653)
    parted_on = data.draw(st.dates(starts_on, until_on))

    whole = wished_dates(wish, from_on=LONG_AGO, until_on=until_on, works=any_day)
    parts = wished_dates(wish, from_on=LONG_AGO, until_on=parted_on, works=any_day) + wished_dates(
        wish, from_on=parted_on + timedelta(days=1), until_on=until_on, works=any_day
    )

    monday = starts_on - timedelta(days=starts_on.weekday())
    assert parts == whole
    assert whole == [
        there
        for number in range(3654)
        if (there := starts_on + timedelta(days=number)).weekday() in {day.number for day in on}
        and (there - monday).days // 7 % every_weeks == 0
    ]


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


def test_f25_four_weeks_stay_four_weeks_across_the_year_the_clocks_and_leave() -> None:
    wish = weekly(Weekday.TUE, every_weeks=4, at=time(9), starts_on=date(2026, 11, 3))
    leave = Quiet(from_on=date(2026, 12, 21), until_on=date(2027, 1, 11))
    days = days_of(quiets=(leave,))

    wished = wished_dates(wish, from_on=date(2026, 11, 1), until_on=date(2027, 5, 1), works=any_day)

    asked = [local(moment) for on in wished if (moment := due_at(wish, days, on, seed="")) is not None]
    assert [on.isoformat() for on in wished] == [
        "2026-11-03",
        "2026-12-01",
        "2026-12-29",
        "2027-01-26",
        "2027-02-23",
        "2027-03-23",
        "2027-04-20",
    ]
    assert asked == [f"{on} 09:00" for on in wished if on != date(2026, 12, 29)]


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


def test_nth_weekdays_of_the_month_are_counted_from_either_end() -> None:
    wish = Wish(
        nth=(Nth(number=1, day=Weekday.MON), Nth(number=-1, day=Weekday.FRI)), starts_on=date(2026, 11, 3)
    )

    wished = wished_dates(wish, from_on=date(2026, 11, 1), until_on=date(2027, 1, 29), works=any_day)

    assert [on.isoformat() for on in wished] == [
        "2026-11-27",
        "2026-12-07",
        "2026-12-25",
        "2027-01-04",
        "2027-01-29",
    ]


def test_offsets_after_an_event_move_to_the_next_working_day() -> None:
    christmas = bank_holidays("england-and-wales", [2026])
    days = days_of(closures=christmas)
    wish = Wish(after=After(event="training", offsets=(3, 10, 24, 25)), starts_on=date(2026, 11, 24))

    wished = wished_dates(
        wish,
        from_on=date(2026, 11, 24),
        until_on=date(2027, 3, 1),
        happened_on=[date(2026, 12, 2), date(2026, 11, 2)],
        works=lambda on: is_working_day(days, on),
    )

    assert [on.isoformat() for on in wished] == [
        "2026-11-26",
        "2026-11-27",
        "2026-12-07",
        "2026-12-14",
        "2026-12-29",
    ]


def test_offsets_without_a_working_day_in_sight_are_left_out() -> None:
    wish = Wish(after=After(event="training", offsets=(3,)), starts_on=date(2026, 1, 5))

    assert (
        wished_dates(
            wish,
            from_on=date(2026, 1, 5),
            until_on=date(2027, 1, 5),
            happened_on=[date(2026, 2, 2)],
            works=lambda _: False,
        )
        == []
    )


def test_both_ends_of_a_rhythm_and_of_the_asking_are_included() -> None:
    wish = weekly(Weekday.TUE, starts_on=date(2026, 11, 24), ends_on=date(2026, 12, 8))

    def wished(from_on: date, until_on: date) -> list[int]:
        return [on.day for on in wished_dates(wish, from_on=from_on, until_on=until_on, works=any_day)]

    assert wished(date(2026, 11, 1), date(2027, 1, 1)) == [24, 1, 8]
    assert wished(date(2026, 12, 1), date(2026, 12, 1)) == [1]
    assert wished(date(2026, 12, 9), date(2027, 1, 1)) == []


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


@LAW
@given(people, st.datetimes(datetime(2026, 10, 1), datetime(2027, 4, 30), timezones=st.just(UTC)))
def test_later_is_always_later_and_in_hours(days: Days, now: datetime) -> None:
    for moment in later(days, now).values():
        stretch = day_of(days, local_date(days, moment))
        assert now < moment
        assert stretch is not None
        assert stretch.starts_at <= moment < stretch.ends_at
