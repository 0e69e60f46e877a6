"""The page of the library holds all of it, the same each time, and a year of choice that keeps its word."""

from dataclasses import replace

import pytest

from prompts.document import document
from prompts.library import load_library
from prompts.prompt import LENSES, PRINCIPLES, ROLES
from prompts.years import WEEKS, packs_for, year_of

LIBRARY = load_library()
PAGE = document(LIBRARY)


def test_every_pack_prompt_card_and_framework_with_its_originator_is_on_the_page():
    prompts = [prompt for pack in LIBRARY.packs.values() for prompt in pack.prompts if not prompt.retired]
    expected = [
        *(pack.purpose for pack in LIBRARY.packs.values()),
        *(f"**{prompt.text}** `{prompt.slug}`" for prompt in prompts),
        *(line for card in LIBRARY.cards.values() for line in (card.looks_like, card.not_this)),
        *(f"{framework.originator} ({framework.year})" for framework in LIBRARY.frameworks.values()),
        *(f"- Credit: {framework.credit}" for framework in LIBRARY.frameworks.values()),
    ]

    assert len(expected) > 200
    assert [words for words in expected if words not in PAGE] == []


def test_the_page_is_the_same_each_time():
    assert document(load_library()) == PAGE


def test_a_retired_prompt_is_left_out():
    pack = LIBRARY.packs["home-visit"]
    first, *others = pack.prompts
    library = replace(
        LIBRARY,
        packs={**LIBRARY.packs, pack.slug: replace(pack, prompts=(replace(first, retired=True), *others))},
    )

    assert f"`{first.slug}`" in PAGE
    assert f"**{first.text}** `{first.slug}`" not in document(library)


@pytest.mark.parametrize("role", ROLES)
def test_a_year_asks_every_week_visits_all_and_brings_no_wording_back_early(role: str):
    year = year_of(LIBRARY, role, packs_for(LIBRARY, role))

    assert year.asked == WEEKS
    assert year.principles == PRINCIPLES
    assert year.lenses == LENSES
    assert year.early == 0
    assert year.longest_gap <= WEEKS / 3
    assert year.prompts > 40


def test_a_pack_with_too_few_prompts_for_a_role_is_told_by_its_star():
    pack = replace(LIBRARY.packs["home-visit"], prompts=LIBRARY.packs["home-visit"].prompts[:3])
    library = replace(LIBRARY, packs={"home-visit": pack})

    year = year_of(library, "other", [pack])

    assert year.early > 0
    assert f"| {year.prompts}* |" in document(library)


def test_a_role_no_pack_is_for_has_an_empty_year():
    library = replace(LIBRARY, packs={"pulse": LIBRARY.packs["pulse"]})

    year = year_of(library, "other", packs_for(library, "other"))

    assert (year.packs, year.asked, year.principles) == (0, 0, ())
