"""A team's own card grows from lines people showed, names nobody, and forgets what is withdrawn."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from bot.errors import Mistaken, Unknown
from bot.flows.carding import HEADING, MOST_LINES, Carding
from bot.flows.ground import Ground
from bot.flows.keeping import FormOf, Written
from bot.flows.reading import Reading
from bot.flows.reflecting import Reflecting
from bot.flows.sharing import Sharing
from tests.examples import service
from tests.grounds import grounded

AMIRA, BEN, SUPERVISOR = "U0AMIRA", "U0BEN", "U0SUP"
NORTH, CHOICE = "assessment-north", "offering-a-real-choice"
FIRST, SECOND = "I asked which room felt easier.", "Waiting was the choice."


@dataclass(frozen=True)
class Team:
    """A team with one reflection that Amira showed it."""

    ground: Ground
    reflection: str

    @property
    def cards(self) -> Carding:
        return Carding(self.ground)

    async def words(self, person: str = BEN) -> list[str]:
        return [line.words for line in (await self.cards.card(person, NORTH, CHOICE)).lines]


@pytest.fixture
async def team(ready_url: str) -> AsyncIterator[Team]:
    async with grounded(ready_url, service(BEN)) as ground:
        yield Team(ground, await show(ground, "one", {"What": FIRST, "So what": SECOND}))


async def show(ground: Ground, form: str, lines: dict[str, str], *, share: str = "team") -> str:
    about = FormOf(form=form, occurrence=None, pack="", prompt="")
    await Reflecting(ground).keep(AMIRA, about, Written(lines=lines, choices={}, share=share), key=form)
    async with ground.reading() as session:
        found = await session.execute(text("SELECT id FROM reflection WHERE form = :form"), {"form": form})
        return str(found.scalar_one())


async def test_anyone_in_the_team_adds_a_shown_line_and_everyone_reads_it_without_a_name(team: Team):
    before = await team.words()

    await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 1)

    assert before == []
    assert await team.words() == [SECOND]
    assert await team.words(SUPERVISOR) == [SECOND]
    assert AMIRA not in repr((await team.cards.card(BEN, NORTH, CHOICE)).lines)


async def test_the_card_behind_what_counts_and_the_team_page_have_the_line(team: Team):
    await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 0)

    card = await Reading(team.ground).card(CHOICE, BEN)
    opened = await Reading(team.ground).team(SUPERVISOR, NORTH)

    assert card.parts[-1] == (HEADING, f"• {FIRST}")
    assert opened.focus[0].parts[-1] == (HEADING, f"• {FIRST}")


async def test_what_is_withdrawn_is_gone_from_the_card_at_once_and_does_not_come_back(team: Team):
    await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 0)

    await Sharing(team.ground).withdraw(AMIRA, team.reflection)

    assert await team.words() == []
    async with team.ground.reading() as session:
        assert (await session.execute(text("SELECT count(*) FROM card_line"))).scalar_one() == 0
    with pytest.raises(Unknown):
        await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 0)


async def test_the_card_stores_no_words(team: Team):
    await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 0)

    async with team.ground.reading() as session:
        row = (await session.execute(text("SELECT * FROM card_line"))).mappings().one()
    assert set(row) == {"workspace", "team", "element", "reflection", "field"}
    assert row["field"] == "What"


async def test_a_line_added_twice_stands_once_and_comes_off_with_a_tap(team: Team):
    for _ in range(2):
        await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 0)
    assert await team.words() == [FIRST]

    await team.cards.take_off(AMIRA, NORTH, CHOICE, team.reflection, 0)

    assert await team.words() == []


@pytest.mark.parametrize("person", [SUPERVISOR, "U0MAN", "U0LEAD", "U0STRANGER"])
async def test_nobody_but_the_team_changes_its_card(team: Team, person: str):
    with pytest.raises(Unknown):
        await team.cards.add(person, NORTH, CHOICE, team.reflection, 0)
    with pytest.raises(Unknown):
        await team.cards.lines(person, NORTH, team.reflection)

    assert await team.words() == []


@pytest.mark.parametrize("person", ["U0LEAD", "U0COM", "U0STRANGER"])
async def test_nobody_outside_opens_a_teams_card(team: Team, person: str):
    with pytest.raises(Unknown):
        await team.cards.card(person, NORTH, CHOICE)


async def test_a_private_line_cannot_be_added(team: Team):
    private = await show(team.ground, "two", {"What": "Kept to myself."}, share="private")

    with pytest.raises(Unknown):
        await team.cards.add(AMIRA, NORTH, CHOICE, private, 0)


@pytest.mark.parametrize("number", [-1, 2])
async def test_a_line_that_is_not_there_is_refused(team: Team, number: int):
    with pytest.raises(Unknown):
        await team.cards.add(BEN, NORTH, CHOICE, team.reflection, number)


async def test_a_card_outside_the_focus_is_refused(team: Team):
    with pytest.raises(Mistaken):
        await team.cards.add(BEN, NORTH, "steady-beside", team.reflection, 0)


async def test_a_full_card_says_so(team: Team):
    for number in range(MOST_LINES):
        reflection = await show(team.ground, f"more-{number}", {"What": f"Line {number}."})
        await team.cards.add(BEN, NORTH, CHOICE, reflection, 0)

    with pytest.raises(Mistaken, match="plenty"):
        await team.cards.add(BEN, NORTH, CHOICE, team.reflection, 0)
    assert len(await team.words()) == MOST_LINES
