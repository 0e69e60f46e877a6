"""One caller's haste is theirs alone, and passes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.web.pace import Pace


@given(st.lists(st.floats(min_value=0, max_value=5), max_size=80), st.integers(min_value=1, max_value=20))
def test_no_stretch_of_time_holds_more_than_a_bucket_and_its_refill(
    pauses: list[float], per_minute: int
) -> None:
    now = 0.0
    pace = Pace(per_minute=per_minute, seconds=lambda: now)
    taken: list[float] = []

    for pause in pauses:
        now += pause
        if pace.wait("a") == 0:
            taken.append(now)

    assert len(taken) <= per_minute + now * per_minute / 60 + 1e-6


@given(st.integers(min_value=1, max_value=30))
def test_whoever_waits_as_long_as_told_is_let_in(per_minute: int) -> None:
    now = 0.0
    pace = Pace(per_minute=per_minute, seconds=lambda: now)
    for _ in range(per_minute):
        assert pace.wait("a") == 0

    told = pace.wait("a")
    now += told + 1e-6

    assert told > 0
    assert pace.wait("a") == 0


def test_a_clock_that_goes_back_lets_nobody_in_twice() -> None:
    times = iter([300.0, 100.0])
    pace = Pace(per_minute=1, seconds=lambda: next(times))

    assert pace.wait("a") == 0
    assert pace.wait("a") > 0


def test_callers_whose_bucket_is_full_again_are_forgotten_once_there_are_many() -> None:
    now = 0.0
    pace = Pace(per_minute=60, seconds=lambda: now)
    for caller in range(10_000):
        pace.wait(str(caller))
    now = 120.0

    pace.wait("one more")

    assert pace.remembered == 1
