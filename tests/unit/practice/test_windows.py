"""Windows are planned on one grid before they start, and digests come out on the working day after."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.windows import (
    GRID_FROM,
    Period,
    bank_holidays,
    closes_at,
    is_counted,
    length_for,
    next_window,
    publishes_at,
)

LAW = settings(deadline=None)
ENGLAND_AND_WALES = bank_holidays("england-and-wales", range(2026, 2028))


def always(size: int) -> Callable[[date], int]:
    return lambda _: size


def period(from_on: str, until_on: str) -> Period:
    return Period(from_on=date.fromisoformat(from_on), until_on=date.fromisoformat(until_on))


@pytest.mark.parametrize(("size", "length"), [(0, 28), (6, 28), (7, 28), (9, 28), (10, 14), (40, 14)])
def test_a_window_is_a_fortnight_from_ten_people_on_and_four_weeks_below(size: int, length: int) -> None:
    assert length_for(size) == length
    assert next_window(size_at=always(size), after_on=GRID_FROM, previous_length=None).length == length


@pytest.mark.parametrize(
    ("after_on", "size", "previous_length", "expected"),
    [
        pytest.param(
            "2026-01-04", 8, None, period("2026-01-05", "2026-02-02"), id="the first date of the grid"
        ),
        pytest.param(
            "2026-01-05", 8, None, period("2026-02-02", "2026-03-02"), id="a window begun is not joined"
        ),
        pytest.param(
            "2026-01-05", 12, None, period("2026-01-19", "2026-02-02"), id="a first fortnight mid-grid"
        ),
        pytest.param(
            "2026-02-01", 12, 14, period("2026-02-02", "2026-02-16"), id="fortnight follows fortnight"
        ),
        pytest.param(
            "2026-01-18", 9, 14, period("2026-01-19", "2026-02-02"), id="smaller, but no long start yet"
        ),
        pytest.param("2026-02-01", 9, 14, period("2026-02-02", "2026-03-02"), id="smaller, at a long start"),
        pytest.param("2026-02-01", 12, 28, period("2026-02-02", "2026-02-16"), id="larger, at a long start"),
        pytest.param("2025-12-30", 8, None, period("2026-01-05", "2026-02-02"), id="before the grid begins"),
    ],
)
def test_the_next_window_lies_on_the_grid(
    after_on: str, size: int, previous_length: int | None, expected: Period
) -> None:
    planned = next_window(
        size_at=always(size), after_on=date.fromisoformat(after_on), previous_length=previous_length
    )

    assert planned == expected


def test_a_first_window_has_the_length_of_the_team_on_the_date_it_starts() -> None:
    grows_on = date(2026, 2, 2)

    planned = next_window(
        size_at=lambda on: 11 if on >= grows_on else 8, after_on=date(2026, 1, 6), previous_length=None
    )

    assert planned == period("2026-02-02", "2026-02-16")


@LAW
@given(st.dates(date(2026, 1, 5), date(2040, 1, 1)), st.lists(st.integers(0, 20), min_size=30, max_size=30))
def test_windows_follow_each_other_without_gap_and_change_length_only_where_a_long_one_starts(
    after_on: date, sizes: list[int]
) -> None:
    def size_at(on: date) -> int:
        return sizes[(on - after_on).days // 14 % len(sizes)]

    planned = [next_window(size_at=size_at, after_on=after_on, previous_length=None)]
    for _ in range(20):
        last = planned[-1]
        planned.append(next_window(size_at=size_at, after_on=last.last_on, previous_length=last.length))

    assert planned[0].from_on > after_on
    for window in planned:
        assert (window.from_on - GRID_FROM).days % window.length == 0
        assert window.length in {14, 28}
    for before, after in pairwise(planned):
        assert before.until_on == after.from_on
        if (after.from_on - GRID_FROM).days % 28 == 0:
            assert after.length == length_for(size_at(after.from_on))
        else:
            assert after.length == before.length


@pytest.mark.parametrize(
    ("known_for", "founding", "expected"),
    [
        pytest.param(27, False, False, id="known 27 days"),
        pytest.param(28, False, True, id="known 28 days"),
        pytest.param(27, True, True, id="founding, known 27 days"),
        pytest.param(-3, False, False, id="not yet known"),
    ],
)
def test_a_person_counts_once_known_for_28_days_or_founding(
    known_for: int, founding: bool, expected: bool
) -> None:
    starts_on = date(2026, 11, 9)

    assert is_counted(starts_on - timedelta(days=known_for), founding, starts_on) is expected


def test_a_person_counted_in_another_team_waits_until_that_window_is_over() -> None:
    starts_on = date(2026, 11, 16)

    assert not is_counted(date(2026, 1, 5), True, starts_on, in_another_until_on=date(2026, 12, 7))
    assert is_counted(date(2026, 1, 5), True, starts_on, in_another_until_on=starts_on)


@pytest.mark.parametrize(
    ("window", "zone", "moment"),
    [
        pytest.param(period("2026-11-02", "2026-11-30"), "Europe/London", "2026-11-30T09:30", id="Monday"),
        pytest.param(
            period("2026-07-20", "2026-08-03"), "Europe/London", "2026-08-03T08:30", id="summer time"
        ),
        pytest.param(
            period("2026-08-17", "2026-08-31"), "Europe/London", "2026-09-01T08:30", id="bank holiday"
        ),
        pytest.param(period("2026-11-30", "2026-12-28"), "Europe/London", "2026-12-29T09:30", id="Christmas"),
        pytest.param(period("2026-11-02", "2026-11-30"), "Asia/Tokyo", "2026-11-30T00:30", id="another zone"),
    ],
)
def test_a_digest_is_published_at_half_past_nine_on_the_working_day_after(
    window: Period, zone: str, moment: str
) -> None:
    published_at = publishes_at(window, zone=zone, holidays=ENGLAND_AND_WALES)

    assert published_at == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_window_closes_at_the_local_midnight_that_ends_it() -> None:
    assert closes_at(period("2026-07-20", "2026-08-03"), "Europe/London") == datetime(
        2026, 8, 2, 23, tzinfo=UTC
    )
    assert closes_at(period("2026-11-02", "2026-11-30"), "Europe/London") == datetime(
        2026, 11, 30, tzinfo=UTC
    )


def test_a_window_ends_on_the_sunday_before_the_next_begins() -> None:
    assert period("2026-11-02", "2026-11-30").last_on == date(2026, 11, 29)


HOLIDAYS = {
    "england-and-wales": """
        2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
        2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28""",
    "scotland": """
        2026-01-01 2026-01-02 2026-04-03 2026-05-04 2026-05-25 2026-06-15 2026-08-03 2026-11-30 2026-12-25
        2026-12-28 2027-01-01 2027-01-04 2027-03-26 2027-05-03 2027-05-31 2027-08-02 2027-11-30 2027-12-27
        2027-12-28""",
    "northern-ireland": """
        2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-13 2026-08-31 2026-12-25
        2026-12-28 2027-01-01 2027-03-17 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-07-12 2027-08-30
        2027-12-27 2027-12-28""",
}


@pytest.mark.parametrize("calendar", HOLIDAYS)
def test_the_bank_holidays_on_weekdays_of_2026_and_2027_are_the_published_ones(calendar: str) -> None:
    weekdays = {on.isoformat() for on in bank_holidays(calendar, [2026, 2027]) if on.weekday() < 5}

    assert weekdays == set(HOLIDAYS[calendar].split())


def test_christmas_day_is_kept_on_its_own_date_as_well_as_in_its_place() -> None:
    assert {date(2027, 12, 25), date(2027, 12, 27)} <= ENGLAND_AND_WALES


def test_a_service_may_keep_no_bank_holidays() -> None:
    assert bank_holidays("none", [2026, 2027]) == frozenset()


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="atlantis"):
        bank_holidays("atlantis", [2026])
