"""A team chooses its practice focus by tap; who chose what is shown to nobody, and it is settled once."""

import re
from datetime import UTC, datetime

from sqlalchemy import event

from bot.flows.applying import Applying
from bot.flows.focusing import Focusing
from bot.flows.ground import Ground
from bot.flows.service_file import read_service_file
from tests.acting import NOTICE, as_text, rows, view_text
from tests.examples import MONDAY, TWELVE, agreed
from tests.grounds import grounded
from tests.wire import Wire, joined

TEAM = "assessment-north"
OPTIONS = 'focus_options = ["Offering a real choice", "Not asking twice", "A planned goodbye"]'
NO_QUESTIONS = "2027-06-01"
OPENS = datetime(2026, 12, 21, 9, 30, tzinfo=UTC)
DAY_BEFORE = datetime(2027, 1, 3, 12, 0, tzinfo=UTC)
SETTLED = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FOCUS = "SELECT element FROM focus WHERE until_on IS NULL ORDER BY element"
GIVEN_IDS = re.compile(r"\bb[0-9A-F]{10,}")
CHOICES = "SELECT COUNT(*) FROM focus_choice"
ROW = "keep your practice focus or take up another"


async def opened(wire: Wire, *practitioners: str, options: str = OPTIONS) -> None:
    """Let a team have its focus for six weeks less two, when it is asked."""
    await wire.apply(agreed(*practitioners, service=options, starts_on=NO_QUESTIONS))
    await wire.jump(OPENS)


async def choose(wire: Wire, person: str, words: str) -> str:
    """Choose on Home and return what is said then."""
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Choose our focus")
    hand.fill("field:focus", words)
    assert await hand.submit() is None
    said = view_text(wire, person)
    await hand.close_view()
    return said


async def home(wire: Wire, person: str) -> str:
    """Return what somebody's Home says, without the block ids that the workspace gives."""
    hand = wire.hand(person)
    await hand.open_home()
    view = hand.home()
    assert view is not None
    return GIVEN_IDS.sub("", as_text(view["blocks"]))


async def test_a_team_takes_up_what_most_chose_from_the_next_window_and_the_choices_are_gone(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE)
        (told,) = wire.messages("U0AMIRA", NOTICE)
        assert "can choose its practice focus" in told.text
        for person in TWELVE:
            assert "isn't shown to anyone" in await choose(wire, person, "Not asking twice")

        await wire.jump(DAY_BEFORE)
        assert await rows(wire, FOCUS) == [("offering-a-real-choice",)]
        await wire.jump(SETTLED)

        assert await rows(wire, FOCUS) == [("not-asking-twice",)]
        assert await rows(wire, CHOICES) == [(0,)]
        assert ROW not in await home(wire, "U0AMIRA")
        way_in = await wire.inrole.flows.entering.make_link("U0SUP", f"/teams/{TEAM}")
        page = await wire.browser.post(way_in, follow_redirects=True)
        assert "Not asking twice" in page.text


async def test_too_few_choices_change_nothing_and_nothing_tells_that_from_a_team_that_keeps_its_focus(
    ready_url: str,
):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE)
        for person in TWELVE[:4]:
            await choose(wire, person, "A planned goodbye")

        await wire.jump(SETTLED)

        assert await rows(wire, FOCUS) == [("offering-a-real-choice",)]
        assert await rows(wire, CHOICES) == [(0,)]


async def test_what_a_manager_and_a_supervisor_see_is_the_same_whatever_anyone_chose(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE)
        before = [await home(wire, reader) for reader in ("U0MAN", "U0SUP")]

        await choose(wire, "U0AMIRA", "A planned goodbye")

        assert [await home(wire, reader) for reader in ("U0MAN", "U0SUP")] == before
        assert all(ROW not in said for said in before)


async def test_somebody_may_change_their_choice_and_a_choice_sent_twice_counts_once(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE)
        await choose(wire, "U0AMIRA", "A planned goodbye")

        await choose(wire, "U0AMIRA", "Keep Offering a real choice")

        assert await rows(wire, "SELECT person, choice FROM focus_choice") == [("U0AMIRA", "keep")]


async def test_a_small_team_is_not_asked_as_its_choice_would_tell_on_its_people(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE[:6])
        await wire.jump(SETTLED)

        assert await rows(wire, "SELECT COUNT(*) FROM focus_round") == [(0,)]
        assert ROW not in await home(wire, "U0AMIRA")


async def test_people_added_to_make_up_the_number_do_not_bring_one_choice_to_light(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE[:8])
        await wire.apply(agreed(*TWELVE, service=OPTIONS, starts_on=NO_QUESTIONS))
        for person in ("U0AMIRA", *TWELVE[8:]):
            await choose(wire, person, "A planned goodbye")

        await wire.jump(SETTLED)

        assert await rows(wire, FOCUS) == [("offering-a-real-choice",)]
        assert await rows(wire, CHOICES) == [(0,)]


async def test_nobody_is_asked_where_the_practice_lead_offers_nothing(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE, options="")

        assert await rows(wire, "SELECT COUNT(*) FROM focus_round") == [(0,)]
        assert ROW not in await home(wire, "U0AMIRA")


async def test_applying_the_file_again_leaves_standing_what_a_team_has_chosen(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await opened(wire, *TWELVE)
        for person in TWELVE:
            await choose(wire, person, "Not asking twice")
        await wire.jump(SETTLED)

        await wire.apply(agreed(*TWELVE, service=OPTIONS, starts_on=NO_QUESTIONS))

        assert await rows(wire, FOCUS) == [("not-asking-twice",)]


async def statements(ground: Ground) -> int:
    """Return how many statements a tick takes."""
    seen: list[str] = []

    def note(*given: object) -> None:
        seen.append(str(given[2]))

    engine = ground.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    await Focusing(ground).tick()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


async def test_more_teams_take_no_more_questions_to_the_database_while_none_is_due(ready_url: str):
    one = agreed(*TWELVE, service=OPTIONS, starts_on=NO_QUESTIONS)
    more = "".join(
        f'\n[[teams]]\nname = "Team {number}"\nfocus = ["offering-a-real-choice"]\n'
        f"practitioners = [{', '.join(f'{chr(34)}U{number}P{each}{chr(34)}' for each in range(size))}]\n"
        for number, size in enumerate((8, 3, 9, 4))
    )
    async with grounded(ready_url, one) as ground:
        for_one = await statements(ground)
        await Applying(ground).apply(read_service_file(one + more.encode()))
        for_five = await statements(ground)

    assert for_one > 0
    assert for_five == for_one
