"""Words made safe and cut to size."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import actions, blocks

WORDS = st.text(st.sampled_from(" \n<>&ab\u0645\U0001f642"), max_size=400)


@given(words=st.text())
def test_escaped_words_hold_no_sign_that_slack_reads(words: str):
    safe = blocks.escaped(words)

    assert "<" not in safe
    assert ">" not in safe


@given(words=WORDS, limit=st.integers(min_value=10, max_value=200))
def test_pieces_fit_and_lose_nothing_but_the_space_between(words: str, limit: int):
    found = blocks.pieces(words, limit)

    assert all(0 < len(piece) <= limit for piece in found)
    assert "".join("".join(found).split()) == "".join(blocks.escaped(words).split())


@given(words=WORDS, limit=st.integers(min_value=10, max_value=200))
def test_fitted_words_fit_and_are_whole_where_they_can_be(words: str, limit: int):
    fitted = blocks.fitted(words, limit)

    assert len(fitted) <= limit
    assert fitted == blocks.escaped(words) or fitted.endswith("\u2026")


def test_a_cut_never_falls_inside_an_escape():
    assert blocks.fitted("<<<<", 10) == "&lt;&lt;\u2026"


def test_plain_text_loses_marks_and_angle_brackets():
    assert blocks.plain("*Offering* <!here> & more", 75)["text"] == "Offering \u2039!here\u203a & more"


def test_dates_are_said_in_words():
    assert blocks.day(date(2026, 11, 3)) == "3 November 2026"
    assert blocks.weekday(date(2026, 11, 30)) == "Monday 30 November"


@given(
    stem=st.text(st.characters(exclude_characters=":"), min_size=1),
    value=st.text(min_size=1),
)
def test_what_an_id_carries_comes_back(stem: str, value: str):
    assert actions.carried(actions.carrying(stem, value)) == (stem, value)


def test_an_id_that_carries_nothing_is_its_stem():
    assert actions.carrying("reflect", "") == "reflect"
    assert actions.carried("reflect") == ("reflect", "")


@given(on=st.dates())
def test_a_digest_button_comes_back_as_team_and_date(on: date):
    assert actions.digest_of(actions.digest_value("assessment-north", on)) == ("assessment-north", on)


@pytest.mark.parametrize("value", ["assessment-north", "assessment-north/", "assessment-north/latest"])
def test_a_digest_button_without_a_date_means_the_newest(value: str):
    assert actions.digest_of(value) == ("assessment-north", None)
