"""One's own words are found whatever their case and accents, and nothing else is."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.finding import contains, folded

PLAIN = st.text(alphabet=f"{string.ascii_lowercase}{string.digits}", max_size=20)


@given(words=st.text(min_size=1), data=st.data())
def test_whatever_stands_in_a_line_is_found_in_it(words: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))

    assert contains(["something else", words], words[start:end])


@given(words=st.text())
def test_composition_makes_no_difference_and_folding_twice_is_folding(words: str):
    forms = {unicodedata.normalize(form, words) for form in ("NFC", "NFD", "NFKC", "NFKD")}

    assert {folded(written) for written in forms} == {folded(words)}
    assert folded(folded(words)) == folded(words)


@given(lines=st.lists(PLAIN), sought=PLAIN.filter(bool))
def test_of_plain_words_exactly_the_lines_that_contain_them_are_found(lines: list[str], sought: str):
    assert contains(lines, sought) is any(sought in line for line in lines)


@pytest.mark.parametrize(
    ("line", "sought"),
    [
        ("Siân rang back", "sian"),
        ("he said DIM OND", "dim ond"),
        ("we waited\n  and waited", "waited and"),
        ("die Straße", "STRASSE"),
        ("نَعَم", "نعم"),
        ("soft\u00adly", "softly"),
        ("café", "cafe\u0301"),
    ],
    ids=["accent", "case", "line break", "sharp s", "harakat", "soft hyphen", "composition"],
)
def test_words_are_found_as_a_person_would_type_them(line: str, sought: str):
    assert contains([line], sought)


def test_another_word_is_not_found_and_nothing_sought_narrows_nothing():
    assert not contains(["We drew a map."], "kitchen")
    assert not contains(["a b", "c"], "b c")
    assert contains(["We drew a map."], " \u00ad ")
    assert contains([], "")
