"""A CPD draft puts every line under a heading of the regulator's and no identifier it can see in it."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import prompts
from practice.cpd import (
    STAGES,
    Line,
    Part,
    Placed,
    Reflection,
    in_order,
    place,
    registration_year_ends_on,
    without_identifiers,
)
from practice.identifiers import guard

LEFT_TO_THE_WRITER = {
    "Normative",
    "Restorative",
    "Service users",
    "Staff",
    "Organisation",
    "Partners",
    "Coherence",
    "Cognitive participation",
    "Collective action",
    "Best hopes",
    "Scaling",
    "Engage",
    "Focus",
    "Evoke",
}
"""Stages that answer none of the regulator's questions by themselves; they come under *also written*."""

LINES = st.builds(
    Line,
    stage=st.sampled_from(sorted({*set().union(*STAGES.values()), "Somewhere else"})) | st.text(),
    words=st.text(),
)
REFLECTIONS = st.lists(
    st.builds(
        Reflection,
        on=st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        question=st.text(),
        lines=st.lists(LINES, max_size=6).map(tuple),
    ),
    max_size=5,
)
TOLD = [
    ("I rang Kieran Walsh after tea.", "I rang [name] after tea."),
    ("His number is 07700 900123.", "His number is [phone number]."),
    ("K, 14, was there.", "[initials], 14, was there."),
    ("We met at Oakfield Primary School.", "We met at [school]."),
    ("They live on Marlowe Road.", "They live on [street]."),
    ("Ring 07700 900123, then Kieran Walsh.", "Ring [phone number], then [name]."),
    ("We asked, and waited for the answer.", "We asked, and waited for the answer."),
]


def stages_of_frameworks() -> set[str]:
    listed = tomllib.loads((Path(prompts.__file__).parent / "frameworks.toml").read_text())
    return {stage for framework in listed.values() for stage in framework["stages"]}


@pytest.mark.parametrize(
    ("stage", "part"),
    [
        ("What", Part.ACTIVITY),
        ("What?", Part.ACTIVITY),
        ("Experience", Part.ACTIVITY),
        ("Description", Part.ACTIVITY),
        ("So what?", Part.LEARNED),
        ("Reflection", Part.LEARNED),
        ("  ANALYSIS ", Part.LEARNED),
        ("Now what", Part.IMPACT),
        ("Action plan", Part.IMPACT),
        ("if", Part.IMPACT),
        ("then", Part.IMPACT),
        ("words", Part.ALSO),
        ("", Part.ALSO),
        ("你好", Part.ALSO),
    ],
)
def test_a_stage_answers_the_part_it_is_about(stage: str, part: Part):
    assert place(stage) is part


def test_each_stage_of_our_frameworks_is_placed_or_left_to_the_writer_knowingly():
    stages = stages_of_frameworks()

    unplaced = {stage for stage in stages if place(stage) is Part.ALSO}
    assert len(stages) > 40
    assert unplaced == LEFT_TO_THE_WRITER


def test_no_stage_answers_two_parts():
    stages = [stage for each in STAGES.values() for stage in each]

    assert stages
    assert len(stages) == len(set(stages))


@given(REFLECTIONS)
def test_no_line_is_lost_or_doubled_and_the_parts_keep_their_order(reflections: list[Reflection]):
    placed = in_order(reflections)

    given_lines = Counter((each.on, line) for each in reflections for line in each.lines)
    assert Counter((each.on, each.line) for lines in placed.values() for each in lines) == given_lines
    assert list(placed) == list(Part)
    assert all(place(each.line.stage) is part for part, lines in placed.items() for each in lines)


@given(REFLECTIONS)
def test_lines_of_a_part_are_oldest_first_and_as_written(reflections: list[Reflection]):
    oldest_first = sorted(reflections, key=lambda each: each.on)

    for part, lines in in_order(reflections).items():
        assert list(lines) == [
            Placed(on=each.on, line=line)
            for each in oldest_first
            for line in each.lines
            if place(line.stage) is part
        ]


@pytest.mark.parametrize(
    ("on", "ends_on"),
    [
        (date(2025, 11, 30), date(2025, 11, 30)),
        (date(2025, 12, 1), date(2026, 11, 30)),
        (date(2026, 2, 28), date(2026, 11, 30)),
    ],
)
def test_a_registration_year_ends_on_the_thirtieth_of_november(on: date, ends_on: date):
    assert registration_year_ends_on(on) == ends_on


@pytest.mark.parametrize(("words", "told"), TOLD, ids=[told for _, told in TOLD])
def test_identifiers_give_way_to_neutral_words(words: str, told: str):
    assert without_identifiers(words) == told


def test_a_name_of_the_workspace_is_hidden_in_small_letters_too():
    assert (
        without_identifiers("i asked sunita first", names=frozenset({"Sunita Rao"})) == "i asked [name] first"
    )


def test_what_the_writer_called_not_a_person_stays():
    said = without_identifiers("I rang Kieran Walsh.", not_people=lambda words: words == "kieran walsh")

    assert said == "I rang Kieran Walsh."


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([words for words, _ in TOLD])
        | st.text("abc KLMrd.,'-[]0123456789\n@<>", max_size=25)
        | st.text(max_size=10),
        max_size=4,
    ).map(" ".join)
)
def test_hiding_twice_changes_nothing_and_leaves_nothing_to_ask_about(words: str):
    hidden = without_identifiers(words)

    found = guard(hidden)
    assert without_identifiers(hidden) == hidden
    assert (found.hard, found.asked) == ((), ())
