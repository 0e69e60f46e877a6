"""When a team chooses its focus, and what it takes up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from practice.focus import CHOOSING_LASTS, LASTS_AT_LEAST, LEAST_NOTICE, choosing_period
from practice.privacy import FocusChoices, preferred
from practice.windows import GRID_FROM, LONG, SHORT

KEY = bytes(range(32))
OPTIONS = ("keep", "not-asking-twice", "a-planned-goodbye")
SEVEN = tuple(f"U{number}" for number in range(7))
DATES = st.dates(min_value=date(2026, 1, 5), max_value=date(2040, 1, 1))


def choices(chosen: dict[str, str], *, choosing: str = "r1", roster: tuple[str, ...] = SEVEN) -> FocusChoices:
    return FocusChoices(
        team="t1",
        choosing=choosing,
        options=OPTIONS,
        roster=frozenset(roster),
        known=frozenset(),
        chosen=chosen,
    )


@given(since=DATES, later=st.integers(min_value=0, max_value=400), length=st.sampled_from([SHORT, LONG]))
def test_a_focus_lasts_six_weeks_and_ends_where_a_window_begins_with_notice(
    since: date, later: int, length: int
):
    today = since + timedelta(days=later)

    period = choosing_period(since_on=since, today=today, length=length)

    assert period.until_on - since >= LASTS_AT_LEAST
    assert (period.until_on - GRID_FROM).days % length == 0
    assert period.until_on - today >= LEAST_NOTICE
    assert period.until_on - period.from_on == CHOOSING_LASTS


@given(since=DATES, length=st.sampled_from([SHORT, LONG]))
def test_a_team_is_asked_on_some_day_however_late_anybody_looks(since: date, length: int):
    days = [since + timedelta(days=number) for number in range(100)]

    asked = [on for on in days if choosing_period(since_on=since, today=on, length=length).from_on <= on]

    assert asked
    assert asked[0] - since <= timedelta(days=42 + LONG)


def test_a_team_takes_up_what_clearly_most_chose():
    chosen = dict.fromkeys(SEVEN, "not-asking-twice")

    taken_up = {preferred(choices(chosen, choosing=f"r{n}"), threshold=5, draw_key=KEY) for n in range(200)}

    assert taken_up == {"not-asking-twice"}


def test_what_stands_stays_for_a_small_team_and_for_too_few_choices():
    six = SEVEN[:6]

    assert preferred(choices(dict.fromkeys(six, OPTIONS[1]), roster=six), threshold=5, draw_key=KEY) == "keep"
    assert preferred(choices(dict.fromkeys(SEVEN[:4], OPTIONS[1])), threshold=5, draw_key=KEY) == "keep"
    assert preferred(choices(dict.fromkeys(SEVEN[:6], OPTIONS[1])), threshold=7, draw_key=KEY) == "keep"


def test_those_whose_choice_a_reader_could_know_do_not_carry_a_team_over_the_threshold():
    known = FocusChoices(
        team="t1",
        choosing="r1",
        options=OPTIONS,
        roster=frozenset(SEVEN),
        known=frozenset(SEVEN[:3]),
        chosen=dict.fromkeys(SEVEN, OPTIONS[1]),
    )

    assert preferred(known, threshold=5, draw_key=KEY) == "keep"


def test_one_choice_can_be_guessed_from_the_outcome_at_most_as_well_as_an_answer_in_two_figures():
    others = dict(zip(SEVEN[1:], ["keep", "keep", "keep", OPTIONS[1], OPTIONS[1], OPTIONS[1]], strict=True))
    trials = 4000

    kept = {
        mine: sum(
            preferred(choices(others | {SEVEN[0]: mine}, choosing=f"r{n}"), threshold=5, draw_key=KEY)
            == "keep"
            for n in range(trials)
        )
        / trials
        for mine in ("keep", OPTIONS[1])
    }

    advantage = kept["keep"] - kept[OPTIONS[1]]
    assert 0.1 < advantage < 0.36
