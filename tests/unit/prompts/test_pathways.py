"""Somebody who asks for a prompt by the route of their work gets one that fits, another each day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.library import load_library
from prompts.pathways import longer_in, longer_look, pathway_in, unprompted
from prompts.prompt import NEAREST_PATHWAY, PATHWAYS, ROLES

LIBRARY = load_library()
MONDAY = date(2026, 11, 23)
COVERED = [
    pathway
    for pathway in PATHWAYS
    if any(
        pathway in prompt.pathways for pack in LIBRARY.packs.values() if pack.sent for prompt in pack.prompts
    )
]


@pytest.mark.parametrize(
    ("words", "framework"),
    [
        ("gibbs", "gibbs"),
        ("a Kolb cycle please", "kolb"),
        ("supervision-cycle", "supervision-cycle"),
        ("longer", ""),
        ("longer, with gibbs", "gibbs"),
        ("visit", None),
        ("prolonged", None),
    ],
)
def test_words_ask_for_a_longer_look(words: str, framework: str | None):
    assert longer_in(words) == framework


@pytest.mark.parametrize("framework", ["", "gibbs", "kolb", "supervision-cycle", "atkins-and-murphy"])
def test_a_longer_look_leads_through_every_stage_of_its_framework(framework: str):
    for day in range(30):
        on = date(2026, 11, 23) + timedelta(days=day)
        found = longer_look(LIBRARY, framework=framework, role="residential", on=on, seed="somebody")

        assert found is not None
        prompt = found[1]
        assert framework in ("", prompt.framework)
        stages = LIBRARY.frameworks[prompt.framework or ""].stages
        assert tuple(stage.name for stage in prompt.stages) == stages


@pytest.mark.parametrize("pathway", PATHWAYS)
def test_every_pathway_is_found_by_its_name_however_it_is_written(pathway: str):
    assert pathway_in(pathway) == pathway
    assert pathway_in(f"  A {pathway.upper().replace(' ', '-')}! ") == pathway


@pytest.mark.parametrize(
    ("words", "pathway"),
    [
        ("phone call", "phone"),
        ("home visit", "visit"),
        ("a last visit", "closure"),
        ("court papers", "court"),
        ("my recording", "writing"),
        ("handover tonight", "on shift"),
        ("review of a plan", "review"),
    ],
)
def test_other_words_for_a_pathway_find_it(words: str, pathway: str):
    assert pathway_in(words) == pathway


@pytest.mark.parametrize("words", ["", "something else", "revisited", "shiftless", "Amira"])
def test_words_that_name_no_pathway_find_none(words: str):
    assert pathway_in(words) is None


@given(st.sampled_from(COVERED), st.sampled_from(ROLES), st.dates(), st.text(max_size=6))
def test_what_is_found_fits_the_pathway_and_the_role(pathway: str, role: str, on: date, seed: str):
    found = unprompted(LIBRARY, pathway=pathway, role=role, on=on, seed=seed)

    if found is not None:
        pack, prompt = found
        assert LIBRARY.packs[pack].sent
        assert prompt in LIBRARY.packs[pack].prompts
        assert prompt.fits(role)
        assert pathway in prompt.pathways or NEAREST_PATHWAY.get(pathway) in prompt.pathways


def test_each_day_brings_another_until_all_came_round_those_for_the_moment_itself_too():
    packs = {"home-visit": LIBRARY.packs["home-visit"]}
    first, *others = packs["home-visit"].prompts
    prompts = (replace(first, moment="during"), *others)
    library = replace(LIBRARY, packs={"home-visit": replace(packs["home-visit"], prompts=prompts)})
    fitting = [prompt.slug for prompt in prompts if prompt.fits("social worker")]

    found = [
        unprompted(library, pathway="visit", role="social worker", on=MONDAY + timedelta(days=day), seed="a")
        for day in range(len(fitting))
    ]

    assert first.slug in fitting
    assert sorted(each[1].slug for each in found if each) == sorted(fitting)


def test_the_same_day_brings_the_same_and_another_person_another_order():
    def week(seed: str) -> list[str]:
        days = [MONDAY + timedelta(days=day) for day in range(7)]
        found = [unprompted(LIBRARY, pathway="visit", role="other", on=on, seed=seed) for on in days]
        return [each[1].slug for each in found if each]

    assert len(week("a")) == 7
    assert week("a") == week("a")
    assert week("a") != week("b")


def test_what_was_asked_lately_is_passed_over_while_others_remain():
    found = unprompted(LIBRARY, pathway="visit", role="other", on=MONDAY, seed="a")
    assert found is not None
    lately = {(found[0], found[1].slug)}

    another = unprompted(LIBRARY, pathway="visit", role="other", on=MONDAY, seed="a", recent=lately)

    assert another is not None
    assert (another[0], another[1].slug) not in lately


def test_a_pathway_without_a_prompt_takes_the_nearest():
    library = replace(LIBRARY, packs={"home-visit": LIBRARY.packs["home-visit"]})

    found = unprompted(library, pathway="closure", role="other", on=MONDAY, seed="a")

    assert found is not None
    assert found[0] == "home-visit"


def test_a_pathway_with_nothing_near_finds_none():
    library = replace(LIBRARY, packs={"pulse": LIBRARY.packs["pulse"]})

    assert unprompted(library, pathway="visit", role="other", on=MONDAY, seed="a") is None
