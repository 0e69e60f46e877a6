"""The next prompt is the same for the same facts, rests its wordings, takes turns and says why."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prompts.library import Library, load_library
from prompts.prompt import ROLES, Prompt
from prompts.selection import Asked, Choice, select

LIBRARY = load_library()
SENT_PACKS = sorted(slug for slug, pack in LIBRARY.packs.items() if pack.sent and slug != "pulse")
MONDAY = date(2026, 11, 23)
SIX_WEEKS = timedelta(weeks=6)

packs = st.sampled_from(SENT_PACKS)
roles = st.sampled_from(ROLES)
seeds = st.text(max_size=8)
foci = st.lists(st.sampled_from(sorted(LIBRARY.cards)), max_size=2, unique=True)
moments = st.sampled_from([None, "before", "during", "after"])
people: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"role": roles, "focus": foci, "moment": moments, "seed": seeds}
)


def histories(pack: str) -> st.SearchStrategy[list[Asked]]:
    """Draw what a person was asked of a pack in the ninety days before."""
    slugs = [prompt.slug for prompt in LIBRARY.packs[pack].prompts]
    asked = st.builds(
        Asked,
        pack=st.just(pack),
        prompt=st.sampled_from(slugs),
        on=st.integers(1, 90).map(lambda days: MONDAY - timedelta(days=days)),
        short=st.booleans(),
        answered=st.booleans(),
    )
    return st.lists(asked, max_size=20)


def in_reach(pack: str, role: str, moment: str | None) -> list[Prompt]:
    """Return the prompts that may be asked of a role at a moment, by the rule's own words."""
    return [
        prompt
        for prompt in LIBRARY.packs[pack].prompts
        if role in (prompt.roles or (role,))
        and (prompt.moment == moment if moment else prompt.moment != "during")
    ]


def readers_of(pack: str) -> list[str]:
    """Return the roles that some prompt of a pack is for."""
    return [role for role in ROLES if in_reach(pack, role, None)]


def tags(prompts: list[Prompt]) -> set[str]:
    """Return every principle and lens that some of the prompts carry."""
    return {name for prompt in prompts for name in (*prompt.principles, *prompt.lenses)}


def a_year(pack: str, role: str, *, focus: list[str], seed: str, weeks: int = 52) -> list[Choice]:
    """Return what one person is asked, once a week, answering each."""
    asked: list[Asked] = []
    chosen: list[Choice] = []
    for week in range(weeks):
        on = MONDAY + timedelta(weeks=week)
        choice = select(LIBRARY, pack=pack, role=role, focus=focus, asked=asked, on=on, seed=seed)
        assert choice is not None
        chosen.append(choice)
        asked.append(Asked(pack=pack, prompt=choice.prompt.slug, on=on, short=choice.short, answered=True))
    return chosen


@given(st.data())
def test_the_same_facts_in_any_order_choose_the_same_prompt(data: st.DataObject):
    pack = data.draw(packs)
    facts = data.draw(people)
    history = data.draw(histories(pack))
    shuffled = data.draw(st.permutations(history))

    first = select(LIBRARY, pack=pack, asked=history, on=MONDAY, **facts)
    again = select(LIBRARY, pack=pack, asked=shuffled, on=MONDAY, **facts)

    assert first == again
    assert (first is None) == (not in_reach(pack, facts["role"], facts["moment"]))


def test_the_choice_is_the_same_in_every_process():
    pack = LIBRARY.packs["home-visit"]
    two = [prompt for prompt in pack.prompts if prompt.slug in ("at-the-door", "cost-of-a-visit")]
    library = replace(LIBRARY, packs={"home-visit": replace(pack, prompts=tuple(two))})

    chosen = [select(library, pack="home-visit", role="other", on=MONDAY, seed=seed) for seed in "abcd"]

    slugs = [choice.prompt.slug for choice in chosen if choice]
    assert slugs == ["at-the-door", "cost-of-a-visit", "at-the-door", "cost-of-a-visit"]


@given(st.data())
def test_no_wording_comes_back_within_six_weeks_while_others_remain(data: st.DataObject):
    pack = data.draw(packs)
    facts = data.draw(people)
    history = data.draw(histories(pack))

    choice = select(LIBRARY, pack=pack, pathway="visit", asked=history, on=MONDAY, **facts)

    recent = {entry.prompt for entry in history if MONDAY - entry.on < SIX_WEEKS}
    others = {prompt.slug for prompt in in_reach(pack, facts["role"], facts["moment"])} - recent
    if others:
        assert choice is not None
        assert choice.prompt.slug in others


def test_when_all_were_asked_lately_the_one_that_has_rested_longest_comes_back():
    slugs = [prompt.slug for prompt in in_reach("home-visit", "other", "after")]
    asked = [
        Asked(
            pack="home-visit", prompt=slug, on=MONDAY - timedelta(days=number + 1), short=False, answered=True
        )
        for number, slug in enumerate(slugs)
    ]

    choice = select(
        LIBRARY, pack="home-visit", role="other", moment="after", asked=asked, on=MONDAY, seed="a"
    )

    assert choice is not None
    assert choice.prompt.slug == slugs[-1]
    assert choice.why.endswith("you have had the others more recently.")


@given(packs, people)
def test_a_prompt_fits_the_role_and_the_moment(pack: str, facts: dict[str, Any]):
    choice = select(LIBRARY, pack=pack, on=MONDAY, **facts)

    if choice is not None:
        assert choice.prompt in in_reach(pack, facts["role"], facts["moment"])


@pytest.mark.parametrize("pack", SENT_PACKS)
@given(data=st.data(), focus=foci, seed=seeds)
@settings(max_examples=8, deadline=None)
def test_every_principle_and_lens_is_visited_in_a_year(
    pack: str, data: st.DataObject, focus: list[str], seed: str
):
    role = data.draw(st.sampled_from(readers_of(pack)))
    reach = in_reach(pack, role, None)
    chosen = [choice.prompt for choice in a_year(pack, role, focus=focus, seed=seed)]

    assert tags(chosen) == tags(reach)


@given(focus=foci, seed=seeds)
@settings(max_examples=20, deadline=None)
def test_by_the_fourth_week_the_angle_is_new(focus: list[str], seed: str):
    chosen = [choice.prompt for choice in a_year("home-visit", "social worker", focus=focus, seed=seed)]

    def is_focus(prompt: Prompt) -> bool:
        return prompt.element in focus

    assert not any(all(map(is_focus, chosen[week : week + 4])) for week in range(len(chosen) - 3))


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_the_focus_comes_first(seed: str):
    choice = select(
        LIBRARY,
        pack="home-visit",
        role="other",
        focus=["steady-beside"],
        moment="after",
        on=MONDAY,
        seed=seed,
    )

    assert choice is not None
    assert choice.prompt.element == "steady-beside"
    assert choice.why == "It fits your team's focus and you have not had it in the last six weeks."


@pytest.mark.parametrize(("days", "is_focus"), [(41, False), (42, True)])
def test_a_wording_of_the_focus_rests_for_forty_two_days(days: int, is_focus: bool):
    asked = [
        Asked(
            pack="home-visit",
            prompt=prompt.slug,
            on=MONDAY - timedelta(days=days),
            short=False,
            answered=True,
        )
        for prompt in LIBRARY.packs["home-visit"].prompts
        if prompt.element == "steady-beside"
    ]
    since = Asked(
        pack="home-visit", prompt="cost-of-a-visit", on=MONDAY - timedelta(days=7), short=False, answered=True
    )

    choice = select(
        LIBRARY,
        pack="home-visit",
        role="other",
        focus=["steady-beside"],
        asked=[*asked, since],
        on=MONDAY,
        seed="a",
    )

    assert choice is not None
    assert (choice.prompt.element == "steady-beside") is is_focus


def test_what_is_found_in_the_moment_is_never_sent():
    pack = LIBRARY.packs["home-visit"]
    during = tuple(replace(prompt, moment="during") for prompt in pack.prompts)
    library = replace(LIBRARY, packs={"home-visit": replace(pack, prompts=during)})

    assert select(library, pack="home-visit", role="other", on=MONDAY, seed="a") is None
    assert select(library, pack="home-visit", role="other", moment="during", on=MONDAY, seed="a") is not None


def test_an_angle_kept_for_three_weeks_gives_way_though_the_focus_has_more_to_ask():
    pack = LIBRARY.packs["home-visit"]
    first, *others = pack.prompts
    focused = [replace(first, slug=f"focus-{number}") for number in range(6)]
    library = replace(LIBRARY, packs={"home-visit": replace(pack, prompts=(*focused, others[2]))})
    asked = [
        Asked(
            pack="home-visit",
            prompt=f"focus-{week}",
            on=MONDAY + timedelta(weeks=week),
            short=False,
            answered=True,
        )
        for week in range(3)
    ]

    third, fourth = (
        select(
            library,
            pack="home-visit",
            role="other",
            focus=["offering-a-real-choice"],
            asked=asked[:weeks],
            on=MONDAY + timedelta(weeks=weeks),
            seed="a",
        )
        for weeks in (2, 3)
    )

    assert third is not None
    assert fourth is not None
    assert third.prompt.element == "offering-a-real-choice"
    assert fourth.prompt.slug == others[2].slug
    assert fourth.why.startswith("It looks at the work from a new angle")


def test_the_pathway_is_preferred_where_the_pack_has_it():
    pack = LIBRARY.packs["under-pressure"]
    court = replace(pack.prompts[1], slug="court", pathways=("court",))
    phone = [replace(prompt, pathways=("phone",)) for prompt in pack.prompts]
    library = replace(LIBRARY, packs={"under-pressure": replace(pack, prompts=(*phone, court))})

    choice = select(library, pack="under-pressure", role="other", pathway="court", on=MONDAY, seed="a")

    assert choice is not None
    assert choice.prompt.slug == "court"
    assert choice.why == "It fits court and you have not had it in the last six weeks."


@pytest.mark.parametrize(
    ("pressure", "replies", "short"),
    [
        (None, [], False),
        (3, [True, True], False),
        (4, [True, True], True),
        (5, [], True),
        (1, [True, False], False),
        (1, [False, False], True),
        (1, [False, False, True], False),
    ],
    ids=[
        "nothing known",
        "full",
        "too full",
        "not safe to carry",
        "one silence",
        "two silences",
        "a reply since",
    ],
)
def test_the_short_form_comes_in_very_full_weeks_and_after_two_silences(
    pressure: int | None, replies: list[bool], short: bool
):
    asked = [
        Asked(
            pack="under-pressure",
            prompt="one-promise",
            on=MONDAY - timedelta(weeks=9 - week),
            short=False,
            answered=reply,
        )
        for week, reply in enumerate(replies)
    ]

    choice = select(
        LIBRARY, pack="home-visit", role="other", pressure=pressure, asked=asked, on=MONDAY, seed="a"
    )

    assert choice is not None
    assert choice.short is short


def test_why_tells_neither_how_full_a_week_was_nor_silence():
    silent = [
        Asked(
            pack="pulse",
            prompt="weekly-item",
            on=MONDAY - timedelta(weeks=weeks),
            short=False,
            answered=False,
        )
        for weeks in (1, 2)
    ]
    answered = [replace(entry, answered=True) for entry in silent]

    choices = [
        select(LIBRARY, pack="home-visit", role="other", pressure=pressure, asked=asked, on=MONDAY, seed="a")
        for asked, pressure in [(answered, None), (answered, 1), (answered, 5), (silent, 1), (silent, 5)]
    ]

    assert [choice.short for choice in choices if choice] == [False, False, True, True, True]
    assert len({choice.why for choice in choices if choice}) == 1


@given(roles, foci, moments, st.integers(1, 5), seeds)
def test_the_pulse_is_always_its_weekly_item(
    role: str, focus: list[str], moment: str | None, pressure: int, seed: str
):
    choice = select(
        LIBRARY, pack="pulse", role=role, focus=focus, moment=moment, pressure=pressure, on=MONDAY, seed=seed
    )

    assert choice is not None
    assert choice.prompt.slug == "weekly-item"
    assert choice.short is False


def test_a_pack_with_nothing_for_a_role_gives_nothing():
    pack = LIBRARY.packs["home-visit"]
    only = replace(pack, prompts=tuple(replace(prompt, roles=("supervisor",)) for prompt in pack.prompts))
    library: Library = replace(LIBRARY, packs={"home-visit": only})

    assert select(library, pack="home-visit", role="early help", on=MONDAY, seed="a") is None
    assert select(library, pack="home-visit", role="supervisor", on=MONDAY, seed="a") is not None


def test_a_retired_prompt_is_never_chosen():
    pack = LIBRARY.packs["under-pressure"]
    first, *others = pack.prompts
    gone = replace(pack, prompts=(first, *(replace(prompt, retired=True) for prompt in others)))
    library = replace(LIBRARY, packs={"under-pressure": gone})
    asked = [Asked(pack="under-pressure", prompt=first.slug, on=MONDAY, short=False, answered=True)]

    choice = select(library, pack="under-pressure", role="other", asked=asked, on=MONDAY, seed="a")

    assert choice is not None
    assert choice.prompt.slug == first.slug


@pytest.mark.parametrize("pack", SENT_PACKS)
def test_why_is_one_plain_sentence(pack: str):
    role = readers_of(pack)[0]
    for week, choice in enumerate(a_year(pack, role, focus=["steady-beside"], seed="a", weeks=12)):
        assert choice.why.startswith("It "), week
        assert choice.why.count(".") == 1
