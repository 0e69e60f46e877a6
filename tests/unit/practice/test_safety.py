"""Words that bring signposts: hardly an ordinary reflection does, and most that are of a concern do."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.safety import Concern, in_plain_words, published, seen_in


def read(name: str) -> list[dict[str, Any]]:
    """Read labelled reflections."""
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = read("safety_reflections.jsonl")
WRITTEN_BLIND = read("safety_workplaces.jsonl")
ORDINARY = [row["text"] for row in ROWS if row["concern"] is None]
OF_CONCERN = [row for row in ROWS if row["concern"] is not None]
FEWER_THAN = 0.03
AT_LEAST = 0.9

EXAMPLES = [
    (Concern.CHILD, "I haven't told anyone about the mark on his arm."),
    (Concern.CHILD, "I have kept it to myself since Tuesday."),
    (Concern.CHILD, "Nobody else knows what she told me."),
    (Concern.CHILD, "He asked me not to tell his mum."),
    (Concern.COLLEAGUE, "A colleague shouted at a child until she cried."),
    (Concern.COLLEAGUE, "My manager told me not to record the allegation."),
    (Concern.MY_SAFETY, "He threatened me on the step."),
    (Concern.MY_SAFETY, "I don't feel safe going back."),
    (Concern.HOW_I_AM, "I can't cope any more."),
    (Concern.HOW_I_AM, "I want to die."),
]


def test_fewer_than_three_ordinary_reflections_in_a_hundred_bring_signposts():
    brought = [text for text in ORDINARY if seen_in(text)]

    assert len(ORDINARY) >= 200
    assert len(brought) / len(ORDINARY) < FEWER_THAN, brought


@pytest.mark.parametrize("concern", Concern)
def test_most_reflections_of_a_concern_bring_its_signposts(concern: Concern):
    written = [row["text"] for row in OF_CONCERN if row["concern"] == concern]
    missed = [text for text in written if concern not in seen_in(text)]

    assert len(written) >= 15
    assert 1 - len(missed) / len(written) >= AT_LEAST, missed


def test_fewer_than_three_in_a_hundred_of_ordinary_ones_written_blind_bring_signposts():
    ordinary = [row for row in WRITTEN_BLIND if row["concern"] is None and row["held_out"]]
    brought = [row["text"] for row in ordinary if seen_in(row["text"])]

    assert len(ordinary) >= 150
    assert len(brought) / len(ordinary) < FEWER_THAN, brought


@pytest.mark.parametrize("concern", Concern)
def test_of_what_was_written_blind_more_than_half_is_seen(concern: Concern):
    written = [row["text"] for row in WRITTEN_BLIND if row["concern"] == concern and row["held_out"]]
    missed = [text for text in written if concern not in seen_in(text)]

    assert len(written) >= 14
    assert len(missed) < len(written) / 2, missed


@pytest.mark.parametrize(
    "written",
    [
        "I haven't told my manager about my leave dates.",
        "She begged me not to tell her mum about the surprise.",
        "I kept the secret of her birthday present.",
        "My manager asked me to change the time of supervision.",
        "A colleague pushed me to apply for the post.",
        "He followed me into the kitchen to show me the cat.",
        "I burst into tears of laughter with the girls.",
        "I keep seeing the same pattern in my notes.",
    ],
)
def test_what_follows_can_say_that_it_is_another_matter(written: str):
    assert seen_in(written) == frozenset()


@pytest.mark.parametrize(
    ("concern", "written"),
    [
        (Concern.CHILD, "I haven't told my manager about what he did at her birthday."),
        (Concern.CHILD, "She begged me not to tell her mum about the bruise."),
        (Concern.COLLEAGUE, "A colleague shouted at a child at lunch."),
        (Concern.COLLEAGUE, "A colleague pushed a child to the floor."),
        (Concern.MY_SAFETY, "He followed me to my car."),
        (Concern.HOW_I_AM, "I keep seeing the photographs."),
    ],
)
def test_an_ordinary_word_further_on_hides_no_concern(concern: Concern, written: str):
    assert concern in seen_in(written)


def test_sets_tell_apart_what_the_lists_were_built_on_and_what_they_were_not():
    assert {row["held_out"] for row in ROWS if row["concern"] is None} == {True, False}
    assert {row["held_out"] for row in OF_CONCERN} == {True, False}
    assert len(OF_CONCERN) >= 60


@pytest.mark.parametrize(("concern", "written"), EXAMPLES)
def test_each_kind_is_seen_by_its_own_words(concern: Concern, written: str):
    assert concern in seen_in(written)


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


@pytest.mark.parametrize(("concern", "written"), EXAMPLES)
@pytest.mark.parametrize(
    "dressed",
    [
        str.upper,
        wide,
        lambda text: text.replace("'", "\u2019"),
        lambda text: text.replace("'", ""),
        lambda text: text.replace("e", "e\u200b"),
        lambda text: text.replace("o", "\u043e"),
        lambda text: text.replace(" ", "  \t"),
    ],
    ids=["capitals", "wide letters", "curly", "no apostrophe", "zero width", "look-alikes", "spaces"],
)
def test_the_dress_of_letters_does_not_matter(concern: Concern, written: str, dressed: Any):
    assert concern in seen_in(dressed(written))


@pytest.mark.parametrize(
    "written",
    [
        "I told my manager the same day. Anyone could see the bruise.",
        "I did not. Tell anyone who asks that tea is at four.",
        "My colleague was shouted at by a parent.",
        "A parent shouted at my colleague.",
        "Mum is not coping and told us so.",
        "He threatened to leave home.",
        "",
        "   \n\n ",
        "\U0001f33f \u0627\u0633\u062a\u0645\u0639 Dw i'n gwrando",
    ],
)
def test_words_near_a_listed_phrase_that_say_something_else_bring_nothing(written: str):
    assert seen_in(written) == frozenset()


@given(st.text(max_size=300), st.sampled_from(EXAMPLES))
def test_what_stands_around_in_other_sentences_changes_nothing(around: str, example: tuple[Concern, str]):
    concern, written = example

    assert concern in seen_in(f"{around}\n{written}\n{around}")


@given(st.text(max_size=400))
def test_plain_words_are_one_space_apart(text: str):
    plain = in_plain_words(text)

    assert plain.startswith(" ")
    assert plain.endswith(" ")
    assert "  " not in plain


def test_every_phrase_is_published_in_words_and_none_twice():
    lists = published()

    assert {each.concern for each in lists} == set(Concern)
    for each in lists:
        assert len(each.phrases) > 20
        assert len(set(each.phrases)) == len(each.phrases)
        said = " ".join([*each.phrases, *(words for _, words in each.sets)])
        assert not set("{}_|\\[]*+?") & set(said)
