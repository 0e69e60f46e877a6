"""Simulations too long for every run: a year of questions from each pack, and the draw over many windows."""

import secrets
from collections import Counter

import pytest

from practice.privacy import draw
from prompts.library import load_library
from prompts.prompt import ROLES
from prompts.years import packs_for, year_of

LIBRARY = load_library()
WINDOWS = 200_000


@pytest.mark.parametrize("role", ROLES)
def test_a_year_visits_every_principle_and_brings_no_wording_back_early(role: str):
    year = year_of(LIBRARY, role, packs_for(LIBRARY, role))
    print(
        f"{role}: {year.asked} questions, {year.prompts} prompts, {len(year.principles)} principles, "
        f"{len(year.lenses)} lenses, longest gap {year.longest_gap} weeks, {year.early} early"
    )

    assert year.asked == 52
    assert len(year.principles) == 6
    assert year.early == 0


def test_the_draw_is_even_over_many_windows():
    key = secrets.token_bytes(32)

    drawn = Counter(
        draw(key, team="team", window=str(number), figure="used", cell="used") for number in range(WINDOWS)
    )
    expected = WINDOWS / 5
    chi_square = sum((count - expected) ** 2 / expected for count in drawn.values())
    print(f"draws of {WINDOWS}: {dict(sorted(drawn.items()))}, chi-square {chi_square:.1f}")

    assert set(drawn) == {-2, -1, 0, 1, 2}
    assert chi_square < 23.5
