"""A suggested wording reaches practice leads, with a name only where it was given, and nobody else."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.errors import Mistaken, Unknown
from bot.flows.ground import Ground
from bot.flows.suggesting import Suggesting, Wording
from tests.examples import MONDAY, service
from tests.grounds import grounded

AMIRA, LEAD = "U0AMIRA", "U0LEAD"
CARD = Wording(element="offering-a-real-choice")
PROMPT = Wording(pack="home-visit", prompt="a-real-choice")


@pytest.fixture
async def ground(ready_url: str) -> AsyncIterator[Ground]:
    async with grounded(ready_url, service("U0BEN")) as ground:
        yield ground


async def notices(ground: Ground) -> list[tuple[str, ...]]:
    async with ground.reading() as session:
        found = await session.execute(
            text("SELECT person, subject, state FROM sending WHERE purpose = 'notice' ORDER BY subject")
        )
        return [tuple(row) for row in found.all()]


async def test_a_suggestion_waits_for_the_practice_lead_with_its_words_and_no_name(ground: Ground):
    flow = Suggesting(ground)

    await flow.suggest(AMIRA, PROMPT, "  Say “did they choose” instead. ", named=False, key="one")

    (seen,) = await flow.waiting(LEAD)
    assert seen.words == "Say “did they choose” instead."
    assert seen.said.startswith("On your last visit")
    assert seen.by is None
    async with ground.reading() as session:
        assert (await session.execute(text("SELECT person FROM suggestion"))).scalar_one() is None


async def test_a_name_stands_beside_it_only_where_it_was_given(ground: Ground):
    flow = Suggesting(ground)
    await flow.suggest(AMIRA, CARD, "A shorter line.", named=True, key="one")

    (seen,) = await flow.waiting(LEAD)

    assert seen.by == AMIRA
    assert seen.said == "Offering a real choice"


async def test_hard_identifiers_are_masked_before_anything_is_stored(ground: Ground):
    flow = Suggesting(ground)
    await flow.suggest(AMIRA, CARD, "Ring me on 07700 900 123 about it.", named=False, key="one")

    (seen,) = await flow.waiting(LEAD)

    assert "900" not in seen.words
    assert seen.words.startswith("Ring me on ")


async def test_the_words_are_sealed_where_they_are_stored(ground: Ground):
    await Suggesting(ground).suggest(AMIRA, CARD, "Unmistakable wording.", named=False, key="one")

    async with ground.reading() as session:
        sealed = (await session.execute(text("SELECT sealed FROM words"))).scalar_one()
    assert b"Unmistakable" not in bytes(sealed)


async def test_sent_twice_it_counts_once(ground: Ground):
    for _ in range(2):
        await Suggesting(ground).suggest(AMIRA, CARD, "Once.", named=False, key="same")

    assert len(await Suggesting(ground).waiting(LEAD)) == 1


@pytest.mark.parametrize("person", [AMIRA, "U0SUP", "U0MAN", "U0COM", "U0STRANGER"])
async def test_only_practice_leads_see_or_settle_what_waits(ground: Ground, person: str):
    flow = Suggesting(ground)
    await flow.suggest(AMIRA, CARD, "Once.", named=False, key="one")
    (seen,) = await flow.waiting(LEAD)

    with pytest.raises(Unknown):
        await flow.waiting(person)
    with pytest.raises(Unknown):
        await flow.settle(person, seen.suggestion)
    assert len(await flow.waiting(LEAD)) == 1


async def test_what_is_settled_is_gone_with_its_words_and_its_name(ground: Ground):
    flow = Suggesting(ground)
    await flow.suggest(AMIRA, CARD, "Once.", named=True, key="one")
    (seen,) = await flow.waiting(LEAD)

    await flow.settle(LEAD, seen.suggestion)

    assert await flow.waiting(LEAD) == ()
    async with ground.reading() as session:
        assert (await session.execute(text("SELECT count(*) FROM words"))).scalar_one() == 0
        assert (await session.execute(text("SELECT person FROM suggestion"))).scalar_one() is None


async def test_a_practice_lead_is_told_once_a_day_in_their_hours(ground: Ground):
    flow = Suggesting(ground)
    await flow.suggest(AMIRA, CARD, "One.", named=False, key="one")
    await flow.suggest(AMIRA, CARD, "Two.", named=False, key="two")
    assert await notices(ground) == [(LEAD, "suggestions:2026-11-23", "due")]

    async with ground.writing.begin() as session:
        await session.execute(text("UPDATE sending SET state = 'sent' WHERE purpose = 'notice'"))
    ground.clock.advance_to(MONDAY + timedelta(hours=3))  # type: ignore[attr-defined]
    await flow.suggest(AMIRA, CARD, "Three.", named=False, key="three")
    await flow.suggest(AMIRA, CARD, "Four.", named=False, key="four")

    assert await notices(ground) == [
        (LEAD, "suggestions:2026-11-23", "sent"),
        (LEAD, "suggestions:2026-11-24", "due"),
    ]
    async with ground.reading() as session:
        due = await session.execute(text("SELECT max(due_at) FROM sending WHERE purpose = 'notice'"))
        assert str(due.scalar_one())[:16] == str(datetime(2026, 11, 24, 9, tzinfo=UTC))[:16]


@pytest.mark.parametrize(
    ("about", "words", "refusal"),
    [
        (CARD, "   ", Mistaken),
        (CARD, "x" * 3001, Mistaken),
        (Wording(element="being-nice"), "Words.", Unknown),
        (Wording(pack="home-visit", prompt="not-there"), "Words.", Unknown),
        (Wording(), "Words.", Unknown),
    ],
    ids=["empty", "too long", "no such card", "no such prompt", "about nothing"],
)
async def test_what_cannot_be_sent_is_refused_and_not_stored(
    ground: Ground, about: Wording, words: str, refusal: type[Exception]
):
    with pytest.raises(refusal):
        await Suggesting(ground).suggest(AMIRA, about, words, named=False, key="one")

    assert await Suggesting(ground).waiting(LEAD) == ()


async def test_without_a_practice_lead_the_form_says_so_before_anything_is_typed(ready_url: str):
    written = service().replace(b'practice_leads = ["U0LEAD"]\n', b"")

    async with grounded(ready_url, written) as ground:
        with pytest.raises(Mistaken, match="No practice lead"):
            await Suggesting(ground).open(AMIRA, CARD)
