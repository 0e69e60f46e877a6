"""What is asked fits the rhythm's moment, and what somebody asks for fits the words they type."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest

from bot.errors import Mistaken
from bot.flows.choosing import choose
from bot.flows.ground import Ground
from bot.flows.reflecting import Reflecting
from practice.facts import Moment, Weekday, Wish
from prompts.prompt import PATHWAYS
from storage import rhythms
from storage.tables import Occurrence, RhythmVersion
from tests.acting import asked, reply
from tests.examples import MONDAY, service
from tests.grounds import grounded

AMIRA = "U0AMIRA"


@pytest.fixture
async def ground(ready_url: str) -> AsyncIterator[Ground]:
    async with grounded(ready_url, service()) as ground:
        yield ground


async def asked_at(ground: Ground, moment: Moment) -> set[str]:
    wish = Wish(on=frozenset({Weekday.TUE}), moment=moment, starts_on=date(2026, 11, 24))
    version = RhythmVersion(
        workspace=ground.workspace,
        rhythm="r",
        number=1,
        pack="home-visit",
        wish=rhythms.write_wish(wish),
        effective_at=MONDAY,
    )
    found: set[str] = set()
    async with ground.reading() as session:
        for week in range(30):
            on = date(2026, 11, 24) + timedelta(weeks=week)
            occurrence = Occurrence(
                workspace=ground.workspace,
                rhythm="r",
                version=1,
                person=AMIRA,
                on=on,
                planned_on=on,
                decision="planned",
            )
            occurrence.person = AMIRA
            nudge = await choose(
                session, ground, occurrence, version, [f"focus-{week}"], zone="Europe/London"
            )
            prompt = ground.library.prompt("home-visit", nudge.prompt) if nudge else None
            found.add(prompt.moment if prompt else "nothing")
    return found


@pytest.mark.parametrize("moment", [Moment.BEFORE, Moment.AFTER])
async def test_a_rhythm_asks_only_what_belongs_to_its_moment(ground: Ground, moment: Moment):
    assert await asked_at(ground, moment) == {moment.value}


@pytest.mark.parametrize("words", ["visit", "Home visit", "on shift", "handover"])
async def test_reflect_with_a_pathway_opens_a_prompt_of_that_pathway(ground: Ground, words: str):
    form = await Reflecting(ground).open(AMIRA, None, pathway=words)

    prompt = ground.library.prompt(form.pack, form.prompt)
    assert prompt is not None
    assert ("visit" if "visit" in words.lower() else "on shift") in prompt.pathways
    assert form.question == prompt.text


async def test_reflect_brings_another_prompt_on_another_day_and_the_same_on_the_same(ground: Ground):
    today = [await Reflecting(ground).open(AMIRA, None, pathway="visit") for _ in range(2)]
    ground.clock.advance_to(MONDAY + timedelta(days=1))  # type: ignore[attr-defined]
    tomorrow = await Reflecting(ground).open(AMIRA, None, pathway="visit")

    assert today[0].prompt == today[1].prompt
    assert tomorrow.prompt != today[0].prompt


async def test_reflect_with_other_words_lists_the_pathways_and_repeats_nothing(ground: Ground):
    with pytest.raises(Mistaken) as refused:
        await Reflecting(ground).open(AMIRA, None, pathway="Kestrel Crescent")

    assert "Kestrel" not in str(refused.value)
    assert all(pathway in str(refused.value) for pathway in PATHWAYS)


async def test_home_says_why_the_open_question_was_chosen(ready_url: str):
    async with asked(ready_url) as wire:
        home = await wire.inrole.flows.reading.home(AMIRA)
        await reply(wire, AMIRA)
        answered = await wire.inrole.flows.reading.home(AMIRA)

    assert home.why == "It is your team's weekly question about its practice focus."
    assert (answered.question, answered.why) == (None, None)


async def test_reflect_alone_opens_a_blank_form(ground: Ground):
    form = await Reflecting(ground).open(AMIRA, None, pathway="  ")

    assert (form.pack, form.prompt) == ("", "")
