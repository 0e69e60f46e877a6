"""The dates of a wish recur on the local calendar from one anchor."""

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from practice.cadence import (
    due_at,
    is_working_day,
    wished_dates,
)
from practice.facts import (
    After,
    Days,
    Nth,
    Quiet,
    Weekday,
    Wish,
    WorkingPattern,
)
from practice.windows import bank_holidays

LONG_AGO = date(2020, 1, 1)


def days_of(*, closures: frozenset[date] = frozenset(), quiets: tuple[Quiet, ...] = ()) -> Days:
    return Days(zone="UTC", patterns=((LONG_AGO, WorkingPattern()),), closures=closures, quiets=quiets)


def weekly(
    *on: Weekday,
    every_weeks: int = 1,
    starts_on: date = date(2026, 1, 5),
    ends_on: date | None = None,
) -> Wish:
    return Wish(on=frozenset(on), at=time(9), every_weeks=every_weeks, starts_on=starts_on, ends_on=ends_on)


def any_day(_: date) -> bool:
    return True


@settings(deadline=None, max_examples=30)
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


def test_f25_four_weeks_stay_four_weeks_across_the_year_the_clocks_and_leave() -> None:
    wish = weekly(Weekday.TUE, every_weeks=4, starts_on=date(2026, 11, 3))
    leave = Quiet(from_on=date(2026, 12, 21), until_on=date(2027, 1, 11))
    days = days_of(quiets=(leave,))

    wished = wished_dates(wish, from_on=date(2026, 11, 1), until_on=date(2027, 5, 1), works=any_day)

    asked = [on for on in wished if due_at(wish, days, on, seed="") is not None]
    assert [on.isoformat() for on in wished] == [
        "2026-11-03",
        "2026-12-01",
        "2026-12-29",
        "2027-01-26",
        "2027-02-23",
        "2027-03-23",
        "2027-04-20",
    ]
    assert asked == [on for on in wished if on != date(2026, 12, 29)]


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
