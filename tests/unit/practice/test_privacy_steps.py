"""Each step around the gate: one value a person, a draw that is secret and even, bands, due windows."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.privacy import (
    Band,
    PlannedWindow,
    Reply,
    ThresholdLowered,
    band_of,
    draw,
    is_due,
    latest,
    raised,
    ticked,
)

LAW = settings(deadline=None)
KEY = b"a key that serves the draw alone"
CLOSES_AT = datetime(2026, 11, 30, tzinfo=UTC)


@LAW
@given(st.integers(5, 40), st.data())
def test_the_bands_of_neighbouring_counts_overlap_in_four_fifths_at_least(
    answered: int, data: st.DataObject
) -> None:
    true_count = data.draw(st.integers(0, answered - 1))

    first, second = (
        Counter(band_of(true + change, answered) for change in range(-2, 3))
        for true in (true_count, true_count + 1)
    )

    assert Fraction((first & second).total(), 5) >= Fraction(4, 5)


@LAW
@given(st.integers(5, 60))
def test_a_band_is_under_a_third_up_to_two_thirds_or_above(answered: int) -> None:
    bands = [band_of(changed, answered) for changed in range(-2, answered + 3)]

    expected = [
        Band.FEW if share < Fraction(1, 3) else Band.SOME if share <= Fraction(2, 3) else Band.MOST
        for share in (
            Fraction(min(max(changed, 0), answered), answered) for changed in range(-2, answered + 3)
        )
    ]
    assert bands == expected


def test_the_draw_is_the_same_after_a_restart() -> None:
    cells = ["time", "workload", "deadline", "rule", "decision", "service"]

    drawn = [draw(KEY, team="t1", window="w1", figure="barriers", cell=cell) for cell in cells]

    assert drawn == [1, 1, -2, -1, -2, 2]


def test_the_draw_is_uniform_over_minus_two_to_two() -> None:
    drawn = Counter(
        draw(b"key number %08d" % number, team="team", window="window", figure="used", cell="used")
        for number in range(20_000)
    )

    chi_square = sum((seen - 4_000) ** 2 / 4_000 for seen in drawn.values())
    assert sorted(drawn) == [-2, -1, 0, 1, 2]
    assert chi_square < 23.5  # four degrees of freedom: one seed in ten thousand lies above


@pytest.mark.parametrize("name", ["team", "window", "figure", "cell"])
def test_draws_of_different_cells_are_their_own(name: str) -> None:
    ids = {"team": "a", "window": "b", "figure": "c", "cell": "d"}

    drawn = {draw(KEY, **{**ids, name: str(number)}) for number in range(60)}

    assert drawn == {-2, -1, 0, 1, 2}


def test_ids_that_run_together_alike_have_draws_of_their_own() -> None:
    pairs = [
        (
            draw(KEY, team=f"{number}a", window="b", figure="used", cell="used"),
            draw(KEY, team=str(number), window="ab", figure="used", cell="used"),
        )
        for number in range(40)
    ]

    assert any(one != other for one, other in pairs)


def test_a_key_too_short_to_be_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        draw(b"short", team="a", window="b", figure="used", cell="used")


def test_the_latest_answer_before_closing_is_the_persons_one_value() -> None:
    arrivals = [
        Reply(person="amira", value="yes", at=CLOSES_AT - timedelta(days=9)),
        Reply(person="amira", value="partly", at=CLOSES_AT - timedelta(microseconds=1)),
        Reply(person="amira", value="didn't come up", at=CLOSES_AT),
        Reply(person="ben", value="yes", at=CLOSES_AT + timedelta(seconds=1)),
    ]

    for order in (arrivals, arrivals[::-1]):
        assert latest(order, closes_at=CLOSES_AT) == {"amira": "partly"}


def test_a_barrier_counts_when_ticked_at_least_once_before_closing() -> None:
    arrivals = [
        Reply(person="amira", value="time", at=CLOSES_AT - timedelta(days=9)),
        Reply(person="amira", value="agency", at=CLOSES_AT - timedelta(days=2)),
        Reply(person="amira", value="time", at=CLOSES_AT - timedelta(days=2)),
        Reply(person="amira", value="place", at=CLOSES_AT),
    ]

    assert ticked(arrivals, closes_at=CLOSES_AT) == {"amira": frozenset({"time", "agency"})}


@LAW
@given(st.integers(5, 50), st.integers(0, 50))
def test_a_threshold_only_rises(now: int, wanted: int) -> None:
    if wanted >= now:
        assert raised(now, wanted) == wanted
    else:
        with pytest.raises(ThresholdLowered, match=f"at least {now} people"):
            raised(now, wanted)


def test_a_threshold_is_never_under_five() -> None:
    with pytest.raises(ThresholdLowered, match="at least 5 people"):
        raised(0, 4)


def planned(
    window: str = "w", *, people: str = "ab", from_on: date = date(2026, 11, 2), days: int = 28
) -> PlannedWindow:
    return PlannedWindow(
        window=window,
        from_on=from_on,
        until_on=from_on + timedelta(days=days),
        made_at=datetime(2026, 10, 30, tzinfo=UTC),
        roster=frozenset(people),
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, True, id="planned, closed, alone"),
        pytest.param({"now": CLOSES_AT - timedelta(seconds=1)}, False, id="not closed"),
        pytest.param({"starts_at": datetime(2026, 10, 30, tzinfo=UTC)}, False, id="made as it started"),
        pytest.param({"published": [planned()]}, False, id="published already"),
        pytest.param(
            {"published": [planned("x", people="bc", from_on=date(2026, 11, 16), days=14)]},
            False,
            id="one person counted elsewhere",
        ),
        pytest.param(
            {"published": [planned("x", people="cd", from_on=date(2026, 11, 16), days=14)]}, True, id="others"
        ),
        pytest.param(
            {
                "published": [
                    planned("x", from_on=date(2026, 10, 5)),
                    planned("y", from_on=date(2026, 11, 30)),
                ]
            },
            True,
            id="the windows either side",
        ),
    ],
)
def test_a_window_is_due_once_planned_closed_and_nobody_in_it_counted_twice(
    changes: dict[str, Any], expected: bool
) -> None:
    moments: dict[str, Any] = {
        "starts_at": datetime(2026, 11, 2, tzinfo=UTC),
        "closes_at": CLOSES_AT,
        "now": CLOSES_AT,
    }

    assert is_due(planned(), **{**moments, "published": [], **changes}) is expected
