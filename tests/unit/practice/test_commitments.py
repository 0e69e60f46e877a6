"""When a plan is asked about, and how it reads."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.commitments import ASKED_AFTER, Plan, due_after, next_follow_up, sentence

MADE = date(2026, 11, 3)
DATES = st.dates(date(2020, 1, 1), date(2035, 1, 1))
QUESTIONS = st.lists(st.integers(0, 120), unique=True, max_size=60).map(sorted)


@pytest.mark.parametrize(
    ("days", "asked", "expected"),
    [
        pytest.param(0, (), None, id="the day it was made"),
        pytest.param(6, (), None, id="before a week"),
        pytest.param(7, (), 7, id="after a week"),
        pytest.param(20, (7,), None, id="asked already, the next is not due"),
        pytest.param(21, (7,), 21, id="after three weeks"),
        pytest.param(25, (), 21, id="one passed by is not made up for"),
        pytest.param(59, (7, 21), None, id="before the last"),
        pytest.param(60, (7, 21), 60, id="after sixty days"),
        pytest.param(90, (), 60, id="only the last after a long absence"),
        pytest.param(90, (7, 21, 60), None, id="never a fourth"),
        pytest.param(30, (60,), None, id="a later one asked settles the earlier"),
    ],
)
def test_a_plan_is_asked_about_after_one_three_and_about_nine_weeks(
    days: int, asked: tuple[int, ...], expected: int | None
):
    assert due_after(MADE, asked, MADE + timedelta(days=days)) == expected


@given(DATES, QUESTIONS)
def test_whatever_the_questions_a_plan_is_asked_about_three_times_at_most_and_each_once(
    made_on: date, questions: list[int]
):
    asked: list[int] = []
    for after in questions:
        due = due_after(made_on, asked, made_on + timedelta(days=after))
        if due is not None:
            assert due <= after
            asked.append(due)

    assert asked == sorted(set(asked))
    assert set(asked) <= set(ASKED_AFTER)
    assert (7 in asked) == any(7 <= after < 21 for after in questions)
    assert (60 in asked) == any(after >= 60 for after in questions)


@given(DATES, DATES)
def test_nothing_is_due_before_a_week_or_before_it_was_made(made_on: date, today: date):
    due = due_after(made_on, (), today)

    assert (due is None) == ((today - made_on).days < 7)


@given(
    st.lists(
        st.builds(
            Plan,
            id=st.text("abcdef", min_size=1, max_size=4),
            made_on=st.dates(date(2026, 9, 1), date(2026, 11, 1)),
            asked=st.frozensets(st.sampled_from(ASKED_AFTER)),
        ),
        max_size=4,
        unique_by=lambda plan: plan.id,
    ),
    st.dates(date(2026, 9, 1), date(2027, 1, 1)),
    st.randoms(use_true_random=False),
)
def test_a_question_carries_the_follow_up_of_the_oldest_plan_that_has_one_due(
    plans: list[Plan], today: date, chance: Random
):
    shuffled = list(plans)
    chance.shuffle(shuffled)
    due = [plan for plan in plans if due_after(plan.made_on, plan.asked, today) is not None]

    found = next_follow_up(shuffled, today)

    if found is None:
        assert due == []
        return
    plan, after = found
    assert after == due_after(plan.made_on, plan.asked, today)
    assert plan.made_on == min(each.made_on for each in due)


@pytest.mark.parametrize(
    ("moment", "act", "said"),
    [
        pytest.param(
            "a visit feels rushed", "sit down first", "If a visit feels rushed, then I will sit down first."
        ),
        pytest.param(
            "If a visit feels rushed,",
            "I will sit down first.",
            "If a visit feels rushed, then I will sit down first.",
            id="joining words typed as well",
        ),
        pytest.param("if: they ask", "then I'll stay", "If they ask, then I will stay.", id="small letters"),
        pytest.param(
            "iffy news comes",
            "thenceforth wait",
            "If iffy news comes, then I will thenceforth wait.",
            id="parts",
        ),
        pytest.param("if", "I will", "If if, then I will I will.", id="nothing but joining words"),
    ],
)
def test_two_halves_read_as_one_sentence(moment: str, act: str, said: str):
    assert sentence(moment, act) == said


@given(st.text(min_size=1, max_size=80), st.text(min_size=1, max_size=80))
def test_a_sentence_always_has_both_joining_words_once_round_the_halves(moment: str, act: str):
    said = sentence(moment, act)

    assert said.startswith("If ")
    assert ", then I will " in said
    assert said.endswith(".")
