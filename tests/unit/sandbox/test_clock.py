"""The clock that is moved on by hand."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.clock import SteppingClock, wall_seconds

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_it_stands_still_until_it_is_moved():
    clock = SteppingClock(NINE)

    assert clock() == clock() == NINE


def test_it_gives_utc_whatever_offset_it_was_given():
    clock = SteppingClock(datetime(2026, 11, 24, 11, tzinfo=timezone(timedelta(hours=2))))

    assert clock() == NINE
    assert clock().tzinfo is UTC


def test_it_never_goes_back():
    clock = SteppingClock(NINE)

    with pytest.raises(ValueError, match="cannot go back"):
        clock.advance_to(NINE - timedelta(microseconds=1))

    assert clock() == NINE


def test_it_wants_an_offset():
    with pytest.raises(ValueError, match="offset"):
        SteppingClock(datetime(2026, 11, 24, 9))
    with pytest.raises(ValueError, match="offset"):
        SteppingClock(NINE).advance_to(datetime(2026, 11, 24, 10))


@given(st.lists(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400)), max_size=8))
def test_it_stands_where_it_was_moved_to(steps: list[timedelta]):
    clock = SteppingClock(NINE)

    for step in steps:
        clock.advance_to(clock() + step)

    assert clock() == NINE + sum(steps, timedelta(0))


def test_real_time_moves_on_its_own():
    assert wall_seconds() > NINE.timestamp() - 400 * 86_400
