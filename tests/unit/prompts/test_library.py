"""The library answers by slug, renders the weekly item, fits cards to roles, and lets a folder change it."""

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from prompts.card_rules import slug_of
from prompts.library import Library, load_library
from prompts.prompt import CARD_FIELDS, PATHWAYS, ROLES
from tests.unit.prompts.bad_content import GOOD, write

SHIPPED_CARDS = {
    "saying-what-happens-next",
    "steady-beside",
    "not-asking-twice",
    "doing-what-i-said",
    "saying-the-worry-plainly",
    "offering-a-real-choice",
    "asking-before-hard-things",
    "familys-words-in-the-plan",
    "making-room-to-speak",
    "naming-a-strength-with-its-proof",
    "their-next-step-their-size",
    "asking-not-guessing",
    "naming-racism-and-power",
    "words-a-child-could-read",
    "putting-it-right",
    "a-planned-goodbye",
}
OWN_ROLES = {
    "social worker",
    "family support",
    "early help",
    "residential",
    "independent reviewing",
    "supervisor",
}
OWN_PATHWAYS = {"visit", "meeting", "phone", "writing", "on shift"}


@pytest.fixture(name="library", scope="module")
def _library() -> Library:
    return load_library()


def test_sixteen_cards_ship_each_with_its_roles_and_pathways(library: Library):
    assert set(library.cards) == SHIPPED_CARDS
    for card in library.cards.values():
        roles = {variant.role for variant in card.variants} - {None}
        pathways = {variant.pathway for variant in card.variants} - {None}
        assert (card.slug, roles, pathways) == (card.slug, OWN_ROLES, OWN_PATHWAYS)


def test_the_weekly_item_names_the_element_and_the_day(library: Library):
    text = library.weekly_item("Offering a real choice", "Tuesday")

    assert text == "Offering a real choice: since last Tuesday, did you get to use it?"


def test_an_element_named_like_a_place_is_taken_as_it_is(library: Library):
    text = library.weekly_item("{weekday}", "Tuesday")

    assert text == "{weekday}: since last Tuesday, did you get to use it?"


def test_the_monthly_items_are_six_scales(library: Library):
    slugs = [prompt.slug for prompt in library.monthly_items()]

    assert slugs == [
        "makes-sense",
        "counts-me-in",
        "fits-the-job",
        "supervision-helped",
        "could-tell",
        "confidence",
    ]


def test_what_is_not_there_is_none(library: Library):
    assert library.prompt("pulse", "nothing") is None
    assert library.prompt("nothing", "weekly-item") is None
    assert library.card_for("nothing", "social worker", "visit") is None


def test_a_prompt_has_from_its_pack_what_it_does_not_name(library: Library):
    prompt = library.prompt("home-visit", "a-real-choice")

    assert prompt is not None
    assert (prompt.moment, prompt.pathways, prompt.framework) == ("after", ("visit",), "era")
    assert [stage.name for stage in prompt.stages] == ["Experience", "Reflection", "Action"]


def test_a_prompt_answered_by_a_tap_is_its_own_short_form(library: Library):
    prompt = library.prompt("home-visit", "a-real-choice")

    assert prompt is not None
    assert (prompt.short.text, prompt.short.taps) == (prompt.text, prompt.taps)


def test_a_card_reads_as_its_reader_works(library: Library):
    plain = library.card_for("offering-a-real-choice")
    role = library.card_for("offering-a-real-choice", "residential", None)
    pathway = library.card_for("offering-a-real-choice", None, "phone")
    both = library.card_for("offering-a-real-choice", "social worker", "visit")

    assert plain is not None
    assert role is not None
    assert pathway is not None
    assert both is not None
    assert "which staff member wakes them" in role.looks_like
    assert role.words_to_try == plain.words_to_try
    assert pathway.words_to_try[0].startswith("Is now all right")
    assert "Shall we do that first or last?" in both.looks_like
    assert both.words_to_try[0] == "Kitchen or front room?"


def test_a_pathway_without_words_of_its_own_takes_its_nearest(library: Library):
    visit = library.card_for("steady-beside", "early help", "visit")

    assert library.card_for("steady-beside", "early help", "assessment") == visit


def test_every_card_has_every_part_in_every_role_and_on_every_pathway(library: Library):
    for slug in library.cards:
        for role in (*ROLES, None, "somebody new"):
            for pathway in (*PATHWAYS, None, "somewhere new"):
                card = library.card_for(slug, role, pathway)
                assert card is not None
                assert all(getattr(card, name) for name in CARD_FIELDS)
                assert len(card.sections()) == len(CARD_FIELDS)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Family's words in the plan", "familys-words-in-the-plan"),
        ("Their next step, their size", "their-next-step-their-size"),
        ("A planned goodbye", "a-planned-goodbye"),
    ],
)
def test_a_cards_slug_is_its_name_with_hyphens(name: str, slug: str):
    assert slug_of(name) == slug


def test_the_library_cannot_be_changed(library: Library):
    with pytest.raises(FrozenInstanceError):
        library.packs["pulse"].title = "Other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        library.packs["other"] = library.packs["pulse"]  # type: ignore[index]


def test_a_folder_adds_packs_and_cards_beside_ours(library: Library, tmp_path: Path):
    folder = write(tmp_path, GOOD)

    changed = load_library(folder)

    assert set(changed.packs) - set(library.packs) == {"small-pack"}
    assert set(changed.cards) - set(library.cards) == {"small-card"}
    assert changed.packs["home-visit"] == library.packs["home-visit"]


def test_a_folder_lays_its_prompts_over_ours_by_slug(library: Library, tmp_path: Path):
    theirs = """\
title = "Visits here"
purpose = "Our own way."
version = 2
length = "about 60 seconds"
moment = "after"
framework = "what-so-what-now-what"
pathways = ["visit"]
stages = [
    { name = "What", ask = "What happened?" },
    { name = "So what", ask = "What does it mean?" },
    { name = "Now what", ask = "What is next?", answer = "plan" },
]

[[prompts]]
slug = "a-real-choice"
version = 2
earlier = ["On your last visit, did the person get a real choice, even a small one?"]
text = "On your last visit, did they choose one thing?"
answer = "tap"
taps = ["Yes", "Partly", "No"]
element = "offering-a-real-choice"
principles = ["choice"]

[[prompts]]
slug = "at-the-door"
retired = true
text = "Before you knocked, how were you?"
answer = "tap"
taps = ["Steady", "Rushed"]
principles = ["safety"]
"""
    folder = write(tmp_path, {"texts/home-visit.toml": theirs})

    changed = load_library(folder)

    pack = changed.packs["home-visit"]
    prompt = changed.prompt("home-visit", "a-real-choice")
    retired = changed.prompt("home-visit", "at-the-door")
    assert prompt is not None
    assert retired is not None
    assert pack.title == "Visits here"
    assert len(pack.prompts) == len(library.packs["home-visit"].prompts)
    assert prompt.wording(1) == "On your last visit, did the person get a real choice, even a small one?"
    assert prompt.wording(2) == "On your last visit, did they choose one thing?"
    assert prompt.wording(3) is None
    assert retired.retired
