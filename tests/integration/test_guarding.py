"""The guard in the flows: what is remembered of a person's choice, and what administrators allow."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from bot.errors import Mistaken
from bot.flows.applying import Applying
from bot.flows.ground import Ground
from bot.flows.guarding import (
    CHANGE,
    KEEP,
    MARK,
    MOST_SHOWN,
    NOT_A_PERSON,
    NamesAsked,
    NamesChoice,
    guard_lines,
)
from bot.flows.service_file import read_service_file
from bot.flows.telling import Telling
from tests.examples import agreed
from tests.grounds import grounded

AMIRA, BEN = "U0AMIRA", "U0BEN"
LISTED = 'not_names = ["Sunshine House", "Signs of Safety", "Tanglewood"]\ntalk_it_through = true'


@pytest.fixture
async def ground(ready_url: str) -> AsyncIterator[Ground]:
    async with grounded(ready_url, agreed(AMIRA, BEN)) as ground:
        yield ground


async def guarded(ground: Ground, person: str, words: str, choice: NamesChoice | None = None) -> str:
    async with ground.writing.begin() as session:
        return (await guard_lines(session, ground, person, {"What": words}, choice=choice))["What"]


async def asked(ground: Ground, person: str, words: str, choice: NamesChoice | None = None) -> NamesAsked:
    with pytest.raises(NamesAsked) as caught:
        await guarded(ground, person, words, choice)
    return caught.value


async def say(ground: Ground, person: str, words: str, choice: str) -> str:
    back = await asked(ground, person, words)
    return await guarded(ground, person, words, NamesChoice.read(choice, back.marks))


async def remembered(ground: Ground) -> list[tuple[str, ...]]:
    async with ground.reading() as session:
        found = await session.execute(text("SELECT person, hash FROM not_a_person"))
        return [tuple(row) for row in found.all()]


async def test_what_is_not_a_person_is_not_asked_again_of_that_person_alone(ground: Ground):
    await say(ground, AMIRA, "We met at Tanglewood.", NOT_A_PERSON)

    assert await guarded(ground, AMIRA, "Back to tanglewood, TANGLEWOOD and Tanglewood's hall.")
    assert (await asked(ground, BEN, "We met at Tanglewood.")).words == ("Tanglewood",)


async def test_only_a_keyed_hash_is_remembered_and_it_differs_from_person_to_person(ground: Ground):
    await say(ground, AMIRA, "We met at Tanglewood.", NOT_A_PERSON)
    await say(ground, BEN, "We met at Tanglewood.", NOT_A_PERSON)

    (amira, first), (ben, second) = sorted(await remembered(ground))
    assert (amira, ben) == (AMIRA, BEN)
    assert first != second
    assert len(first) == len(second) == 64


async def test_what_is_not_a_person_is_remembered_under_a_newer_key(ground: Ground):
    await say(ground, AMIRA, "We met at Tanglewood.", NOT_A_PERSON)

    newer = replace(ground, names_keys=(b"2" * 32, *ground.names_keys))
    await say(newer, AMIRA, "We met at Zelbrook.", NOT_A_PERSON)

    assert await guarded(newer, AMIRA, "From Tanglewood to Zelbrook, and on to Tanglewood Zelbrook.")
    assert (await asked(newer, BEN, "We met at Tanglewood.")).words == ("Tanglewood",)


async def test_without_the_key_it_was_remembered_under_it_is_asked_again(ground: Ground):
    await say(ground, AMIRA, "We met at Tanglewood.", NOT_A_PERSON)

    another = replace(ground, names_keys=(b"2" * 32,))

    assert await asked(another, AMIRA, "We met at Tanglewood.")


async def test_keeping_it_as_it_is_remembers_nothing(ground: Ground):
    kept = await say(ground, AMIRA, "We met at Tanglewood.", KEEP)

    assert kept == "We met at Tanglewood."
    assert await remembered(ground) == []
    assert await asked(ground, AMIRA, "We met at Tanglewood.")


async def test_a_whole_name_tells_nothing_of_its_words(ground: Ground):
    await say(ground, AMIRA, "Afterwards Sam Carter and I talked.", NOT_A_PERSON)

    assert await guarded(ground, AMIRA, "Afterwards Sam Carter and I talked again.")
    assert (await asked(ground, AMIRA, "Afterwards Sam Okafor and I talked.")).words == ("Sam Okafor",)


async def test_each_word_of_a_name_tells_of_the_whole(ground: Ground):
    await say(ground, AMIRA, "We met at Tanglewood.", NOT_A_PERSON)
    await say(ground, AMIRA, "We met at Zelbrook.", NOT_A_PERSON)

    assert await guarded(ground, AMIRA, "We met at Tanglewood Zelbrook.")


async def test_a_choice_settles_only_the_words_that_were_shown(ground: Ground):
    back = await asked(ground, AMIRA, "We met at Tanglewood.")

    again = await asked(ground, AMIRA, "We met Kacper at Tanglewood.", NamesChoice.read(KEEP, back.marks))

    assert set(again.words) == {"Kacper", "Tanglewood"}


async def test_saying_that_it_was_changed_asks_again_while_names_are_left(ground: Ground):
    back = await asked(ground, AMIRA, "We met Kacper.")

    assert await asked(ground, AMIRA, "We met Kacper.", NamesChoice.read(CHANGE, back.marks))
    assert await remembered(ground) == []


async def test_a_long_list_of_names_is_settled_by_what_was_shown_of_it(ground: Ground):
    many = " ".join(f"I met Zel{letter}{other}ka." for letter in "abcdefgh" for other in "bdfgkmp")
    back = await asked(ground, AMIRA, many)

    assert len(back.words) == MOST_SHOWN
    assert len(back.marks) == MOST_SHOWN * MARK
    assert await guarded(ground, AMIRA, many, NamesChoice.read(KEEP, back.marks)) == many


async def test_what_administrators_list_is_asked_of_nobody(ready_url: str):
    async with grounded(ready_url, agreed(AMIRA, BEN, service=LISTED)) as ground:
        words = "We used signs of safety and Signs of Safety at Sunshine House, near Tanglewood."

        assert await guarded(ground, AMIRA, words) == words
        assert await guarded(ground, BEN, words) == words


async def test_the_list_lets_no_hard_identifier_through(ready_url: str):
    async with grounded(ready_url, agreed(AMIRA, service=LISTED)) as ground:
        kept = await guarded(ground, AMIRA, "Tanglewood, 07700 900142, LS8 4QT.")

        assert kept == "Tanglewood, [phone number], [postcode]."


@pytest.mark.parametrize("listed", ['["07700 900142"]', '["  "]', '["LS8 4QT Hall"]', '["Elm", "Elm"]'])
async def test_a_list_that_cannot_be_is_refused_with_its_place(listed: str):
    with pytest.raises(Mistaken, match=r"^service\.not_names\[[01]\]: "):
        read_service_file(agreed(AMIRA, service=f"not_names = {listed}"))


async def test_the_list_and_talking_it_through_are_on_how_its_set_up_with_their_dates(ready_url: str):
    async with grounded(ready_url, agreed(AMIRA, service=LISTED)) as ground:
        seen = await Telling(ground).set_up(AMIRA)

        assert seen.not_names == ("Sunshine House", "Signs of Safety", "Tanglewood")
        assert seen.talks
        words = [words for on, words in seen.changes if on.isoformat() == "2026-11-23"]
        assert "Not asked about as names: Sunshine House, Signs of Safety, Tanglewood" in words
        assert "Talk it through in the conversation: turned on" in words


async def test_applying_the_same_file_again_changes_nothing_and_another_says_so(ready_url: str):
    async with grounded(ready_url, agreed(AMIRA, service=LISTED)) as ground:
        again = await Applying(ground).apply(read_service_file(agreed(AMIRA, service=LISTED)))
        without = await Applying(ground).apply(read_service_file(agreed(AMIRA)))
        seen = await Telling(ground).set_up(AMIRA)

    assert again.nothing
    assert len(without.changed) == 2
    assert not seen.talks
    assert seen.not_names == ()
    assert len([words for _, words in seen.changes if "names" in words or "Talk it through" in words]) == 4
