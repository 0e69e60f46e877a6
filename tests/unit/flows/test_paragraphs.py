"""Words that come message by message: each keeps its place among the others, whatever order they come in."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.paragraphs import as_paragraph, put

THREE = {"1.1": "one", "1.2": "two", "1.3": "three"}


@pytest.mark.parametrize("order", list(permutations(THREE)), ids="-".join)
def test_messages_stand_in_the_order_they_were_written_however_they_arrive(order: tuple[str, ...]):
    words = ""
    stamps: list[str] = []

    for ts in order:
        words = put(words, sorted(stamps), ts, THREE[ts])
        stamps.append(ts)

    assert words == "one\n\ntwo\n\nthree"


def test_what_was_written_in_the_form_stays_before_what_is_talked_about():
    words = put("In the form.\n\nTwice.", [], "1.1", "one")

    assert put(words, ["1.1"], "1.2", "two") == "In the form.\n\nTwice.\n\none\n\ntwo"
    assert put(words, ["1.1"], "1.1", "uno") == "In the form.\n\nTwice.\n\nuno"
    assert put(words, ["1.1"], "1.1", "") == "In the form.\n\nTwice."


def test_a_message_forgotten_leaves_the_others():
    assert put("one\n\ntwo\n\nthree", ["1.1", "1.2", "1.3"], "1.2", "") == "one\n\nthree"
    assert put("one", ["1.1"], "1.1", "") == ""


@given(st.text(max_size=60))
def test_a_paragraph_has_no_blank_line_inside(text: str):
    made = as_paragraph(text)

    assert "\n\n" not in made
    assert as_paragraph(made) == made
