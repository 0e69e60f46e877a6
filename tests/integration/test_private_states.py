"""F38 over weeks: nobody's silence, pause, slower pace or fresh start moves a byte that others see."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from storage.sealing import new_key
from tests.acting import BEFORE_ASKED, NOTICE, press, reply
from tests.databases import KINDS, ready_database
from tests.examples import TWELVE, agreed
from tests.integration.test_hold import stop_questions
from tests.integration.test_quiet import asked_on, at, pause
from tests.seen import surfaces
from tests.wire import Wire, joined

BEN, CARYS, DELE, EWA, FARID = TWELVE[1:6]
SEVEN = TWELVE[:7]
TUESDAYS = [date(2026, 11, 24) + timedelta(weeks=number) for number in range(12)]
HELD_IN_WEEK = 8

Doing = Callable[[Wire, int], Awaitable[None]]


async def are_silent_throughout(wire: Wire, week: int) -> None:
    if week == len(TUESDAYS) - 1:
        assert all(len(asked_on(wire, person)) < week for person in SEVEN)


async def do_as_they_like(wire: Wire, week: int) -> None:
    """Ben replies each week, Dele starts again after the hold, Ewa pauses for a while, Farid wants more."""
    if asked_on(wire, BEN)[-1:] == [TUESDAYS[week]]:
        await reply(wire, BEN, "Came up, couldn't", "not safe to carry")
    if week == 0:
        await welcomes_three_and_puts_off(wire, FARID)
    if week == 1:
        await pause(wire, EWA, "Until I say")
    if week == 6:
        await comes_back(wire, EWA)
    if week == HELD_IN_WEEK:
        notice = next(each for each in wire.messages(DELE, NOTICE) if "have stopped for" in each.text)
        await wire.hand(DELE).press(notice, "Start my questions again")
    if week == len(TUESDAYS) - 1:
        assert len({tuple(asked_on(wire, person)) for person in (BEN, DELE, EWA, FARID)}) > 2


async def comes_back(wire: Wire, person: str) -> None:
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Pause until...")
    await hand.press_view("Start again now")
    await hand.close_view()


async def welcomes_three_and_puts_off(wire: Wire, person: str) -> None:
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Pause until...")
    await hand.press_view("Up to three is fine")
    await hand.close_view()
    await press(wire, person, "Not today")


async def others_see(url: str, key: str, doing: Doing) -> list[dict[str, str]]:
    """Play twelve weeks with a hold near their end; return what others see after the hold and at the end."""
    seen = []
    async with joined(url, at=BEFORE_ASKED, INROLE_SECRET_KEYS=key) as wire:
        await wire.apply(agreed(*SEVEN))
        for week, on in enumerate(TUESDAYS):
            await wire.jump(max(wire.clock(), at(on) - timedelta(hours=16)))
            await wire.jump(at(on))
            if week == HELD_IN_WEEK:
                await stop_questions(wire, CARYS)
            await doing(wire, week)
            if week in (5, HELD_IN_WEEK, len(TUESDAYS) - 1):
                seen.append(await surfaces(wire))
    return seen


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
async def test_f38_what_people_do_over_weeks_changes_no_byte_that_others_see(kind: str, tmp_path: Path):
    key, seen = new_key(), []
    for doing in (are_silent_throughout, do_as_they_like):
        async with ready_database(kind, tmp_path) as url:
            seen.append(await others_see(url, key, doing))

    assert all(len(places) > 100 for places in seen[0])
    for before, after in zip(*seen, strict=True):
        assert after.keys() == before.keys()
        assert {place: after[place] for place in before if after[place] != before[place]} == {}
