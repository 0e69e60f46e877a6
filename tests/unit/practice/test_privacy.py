"""The gate keeps its bound: no answer moves what is shown, and it moves a count by one at most."""

from collections import Counter
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.facts import BARRIERS, Used
from practice.privacy import (
    Figure,
    Shown,
    WindowReplies,
    Withheld,
    draw,
    figures,
)

LAW = settings(deadline=None)
KEY = b"a key that serves the draw alone"
CLOSES_AT = datetime(2026, 11, 30, tzinfo=UTC)
WITHHELD = tuple(Withheld(figure=figure) for figure in Figure)

Pair = tuple[WindowReplies, WindowReplies]


def replies_of(people: int, **changes: Any) -> WindowReplies:
    """Return a window in which that many people used it, told a full week and ticked no barrier."""
    roster = frozenset(f"person-{number:02}" for number in range(people))
    usual: dict[str, Any] = {
        "team": "team",
        "window": "window",
        "roster": roster,
        "known": frozenset(),
        "used": dict.fromkeys(roster, Used.YES.value),
        "pressure": dict.fromkeys(roster, 3),
        "barriers": {},
    }
    return WindowReplies(**{**usual, **changes})


def published(
    replies: WindowReplies, *, threshold: int = 5, key: bytes = KEY
) -> tuple[Shown | Withheld, ...]:
    return figures(replies, threshold=threshold, draw_key=key)


def key_that_draws(change: int, *, figure: str, cell: str) -> bytes:
    keys = (b"key number %08d" % number for number in count())
    return next(
        key for key in keys if draw(key, team="team", window="window", figure=figure, cell=cell) == change
    )


@st.composite
def windows(draw_value: st.DrawFn) -> WindowReplies:
    people = draw_value(st.integers(4, 14))
    names = [f"person-{number:02}" for number in range(people)]
    some = st.sets(st.sampled_from([*names, "a guest"])).map(frozenset)
    return replies_of(
        people,
        known=draw_value(some),
        used={person: draw_value(st.sampled_from(Used)).value for person in draw_value(some)},
        pressure={person: draw_value(st.integers(1, 5)) for person in draw_value(some)},
        barriers={
            person: frozenset(draw_value(st.sets(st.sampled_from([*BARRIERS]), max_size=3)))
            for person in draw_value(some)
        },
    )


@st.composite
def neighbours(draw_value: st.DrawFn) -> Pair:
    """Return two windows that differ in one person's answers; who replied and who is known are the same."""
    before = draw_value(windows())
    person = draw_value(st.sampled_from(sorted(before.roster)))
    used, pressure, barriers = dict(before.used), dict(before.pressure), dict(before.barriers)
    if person in used:
        used[person] = draw_value(st.sampled_from(Used)).value
        barriers[person] = frozenset(draw_value(st.sets(st.sampled_from([*BARRIERS]))))
    if person in pressure:
        pressure[person] = draw_value(st.integers(1, 5))
    after = replies_of(
        len(before.roster), known=before.known, used=used, pressure=pressure, barriers=barriers
    )
    return before, after


@LAW
@given(neighbours())
def test_changing_one_answer_never_changes_whether_a_figure_is_shown(pair: Pair) -> None:
    before, after = (published(replies) for replies in pair)

    assert [type(figure) for figure in before] == [type(figure) for figure in after]


@LAW
@given(neighbours(), st.binary(min_size=16, max_size=32))
def test_changing_one_answer_moves_each_count_by_one_at_most_and_nothing_else(pair: Pair, key: bytes) -> None:
    before, after = (published(replies, key=key) for replies in pair)

    for first, second in zip(before, after, strict=True):
        if isinstance(first, Shown):
            assert isinstance(second, Shown)
            assert first.answered == second.answered
            for one, other in zip(first.cells, second.cells, strict=True):
                assert one.key == other.key
                assert abs(one.count - other.count) <= 1


@LAW
@given(windows(), st.integers(5, 9))
def test_a_figure_is_shown_exactly_when_enough_people_nobody_has_seen_replied(
    replies: WindowReplies, threshold: int
) -> None:
    outcome = published(replies, threshold=threshold)

    weekly = len((replies.roster & replies.used.keys()) - replies.known)
    told = len((replies.roster & replies.pressure.keys()) - replies.known)
    has_figures = len(replies.roster) >= 7
    assert [isinstance(figure, Shown) for figure in outcome] == [
        has_figures and weekly >= threshold,
        has_figures and weekly >= threshold,
        has_figures and told >= threshold,
        has_figures and weekly >= max(8, threshold),
    ]


@pytest.mark.parametrize("people", [8, 12])
@pytest.mark.parametrize("change", range(-2, 3))
def test_a_barrier_is_never_named_when_fewer_than_three_people_chose_it(people: int, change: int) -> None:
    names = sorted(replies_of(people).roster)
    key = key_that_draws(change, figure="barriers", cell="time")

    named = [
        "time" in figure.named
        for chosen in range(people + 1)
        for figure in published(
            replies_of(people, barriers=dict.fromkeys(names[:chosen], frozenset({"time"}))), key=key
        )
        if isinstance(figure, Shown) and figure.figure == Figure.BARRIERS
    ]

    assert named == [chosen + change >= 5 for chosen in range(people + 1)]
    assert not any(named[:3])


@LAW
@given(windows())
def test_people_outside_the_roster_never_count(replies: WindowReplies) -> None:
    inside = replies_of(
        len(replies.roster),
        known=replies.known,
        used={person: value for person, value in replies.used.items() if person in replies.roster},
        pressure={person: value for person, value in replies.pressure.items() if person in replies.roster},
        barriers={person: value for person, value in replies.barriers.items() if person in replies.roster},
    )

    assert published(replies) == published(inside)


@pytest.mark.parametrize("people", range(7))
def test_a_team_of_six_or_fewer_has_no_figures(people: int) -> None:
    assert published(replies_of(people)) == WITHHELD


@pytest.mark.parametrize("people", [7, 9, 10])
def test_a_team_of_seven_or_more_has_figures_and_names_barriers_from_eight(people: int) -> None:
    shown = [isinstance(figure, Shown) for figure in published(replies_of(people))]

    assert shown == [True, True, True, people >= 8]


@pytest.mark.parametrize(
    "replies",
    [
        pytest.param(replies_of(6), id="a small team"),
        pytest.param(replies_of(9, used={}, pressure={}), id="silence"),
        pytest.param(
            replies_of(9, known=frozenset(f"person-{number:02}" for number in range(5))),
            id="seen by a reader",
        ),
        pytest.param(replies_of(9, roster=frozenset({"nobody who replied"})), id="another roster"),
    ],
)
def test_a_withheld_figure_is_the_same_byte_for_byte_whatever_the_cause(replies: WindowReplies) -> None:
    assert repr(published(replies)).encode() == repr(WITHHELD).encode()


def test_five_people_whose_answer_is_unseen_are_enough_and_four_are_not() -> None:
    names = sorted(replies_of(9).roster)

    five = published(replies_of(9, used=dict.fromkeys(names[:6], "yes"), known=frozenset(names[:1])))
    four = published(replies_of(9, used=dict.fromkeys(names[:6], "yes"), known=frozenset(names[:2])))

    assert isinstance(five[0], Shown)
    assert five[0].answered == 6
    assert four[0] == Withheld(figure=Figure.USED)


def test_each_figure_counts_what_it_says() -> None:
    names = sorted(replies_of(12).roster)
    used = dict(
        zip(names, ["yes", "partly", *["came up, couldn't"] * 4, *["didn't come up"] * 6], strict=True)
    )
    pressure = dict(zip(names, [1, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5], strict=True))
    barriers = {name: frozenset({"time", "agency"}) for name in names[:9]}

    outcome = published(replies_of(12, used=used, pressure=pressure, barriers=barriers))

    true_counts = {
        (figure.figure, cell.key): cell.count
        - draw(KEY, team="team", window="window", figure=figure.figure, cell=cell.key)
        for figure in outcome
        if isinstance(figure, Shown)
        for cell in figure.cells
    }
    assert true_counts == {
        ("used", "used"): 2,
        ("could_not", "could_not"): 4,
        ("very_full_weeks", "very_full_weeks"): 5,
        **{("barriers", code): 0 for code in BARRIERS},
        ("barriers", "time"): 9,
        ("barriers", "agency"): 9,
    }


def test_named_barriers_stand_in_the_order_of_their_words_without_counts() -> None:
    names = sorted(replies_of(12).roster)
    barriers = {name: frozenset({"workload", "time", "agency", "deadline"}) for name in names}

    outcome = published(replies_of(12, barriers=barriers))[3]

    assert isinstance(outcome, Shown)
    assert outcome.named == ("deadline", "agency", "time", "workload")
    assert outcome.band is None


def test_the_figures_come_in_one_order_each_by_its_name() -> None:
    assert [figure.figure for figure in published(replies_of(9))] == [
        "used",
        "could_not",
        "very_full_weeks",
        "barriers",
    ]


@pytest.mark.parametrize("true_count", range(9))
def test_neighbouring_answers_are_read_alike_in_four_draws_of_five(true_count: int) -> None:
    names = sorted(replies_of(9).roster)
    keys = [key_that_draws(change, figure="used", cell="used") for change in range(-2, 3)]

    outcomes = [
        Counter(
            figure.cells[0].count
            for key in keys
            for figure in published(replies, key=key)[:1]
            if isinstance(figure, Shown)
        )
        for replies in (
            replies_of(9, used=dict.fromkeys(names, "didn't come up") | dict.fromkeys(names[:yes], "yes"))
            for yes in (true_count, true_count + 1)
        )
    ]

    assert [outcome.total() for outcome in outcomes] == [5, 5]
    assert (outcomes[0] & outcomes[1]).total() == 4


@pytest.mark.parametrize(("people", "outcome"), [(4, Withheld), (5, Shown)])
def test_a_threshold_below_five_counts_as_five(people: int, outcome: type) -> None:
    names = sorted(replies_of(7).roster)

    used = published(replies_of(7, used=dict.fromkeys(names[:people], "yes")), threshold=1)[0]

    assert isinstance(used, outcome)
