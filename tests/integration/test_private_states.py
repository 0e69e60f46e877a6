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
from tests.integration.test_privacy_over_the_wire import surfaces
from tests.integration.test_quiet import asked_on, at, pause
from tests.wire import Wire, joined

BEN, CARYS = TWELVE[1:3]
SEVEN = TWELVE[:7]
TUESDAYS = [date(2026, 11, 24) + timedelta(weeks=number) for number in range(12)]
HELD_IN_WEEK = 8

Doing = Callable[[Wire, int], Awaitable[None]]


async def replies_each_week(wire: Wire, week: int) -> None:
    if asked_on(wire, BEN)[-1:] == [TUESDAYS[week]]:
        await reply(wire, BEN, "Came up, couldn't", "not safe to carry")


async def is_silent_throughout(wire: Wire, week: int) -> None:
    if week == len(TUESDAYS) - 1:
        assert len(asked_on(wire, BEN)) < week


async def starts_again_after_the_hold(wire: Wire, week: int) -> None:
    if week == HELD_IN_WEEK:
        notice = next(each for each in wire.messages(BEN, NOTICE) if "have stopped for" in each.text)
        await wire.hand(BEN).press(notice, "Start my questions again")


async def pauses_and_comes_back(wire: Wire, week: int) -> None:
    if week == 1:
        await pause(wire, BEN, "Until I say")
    if week == 6:
        hand = wire.hand(BEN)
        await hand.open_home()
        await hand.press_home("Pause until...")
        await hand.press_view("Start again now")
        await hand.close_view()


async def welcomes_three_and_puts_off(wire: Wire, week: int) -> None:
    if week == 0:
        hand = wire.hand(BEN)
        await hand.open_home()
        await hand.press_home("Pause until...")
        await hand.press_view("Up to three is fine")
        await hand.close_view()
        await press(wire, BEN, "Not today")


DOINGS: dict[str, Doing] = {
    "replies each week": replies_each_week,
    "starts again after the hold": starts_again_after_the_hold,
    "pauses and comes back": pauses_and_comes_back,
    "welcomes three and puts off": welcomes_three_and_puts_off,
}


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
async def test_f38_what_one_person_does_over_weeks_changes_no_byte_that_others_see(kind: str, tmp_path: Path):
    key = new_key()
    async with ready_database(kind, tmp_path) as url:
        silent = await others_see(url, key, is_silent_throughout)

    assert all(len(places) > 40 for places in silent)
    for name, doing in DOINGS.items():
        async with ready_database(kind, tmp_path) as url:
            others = await others_see(url, key, doing)
        for before, after in zip(silent, others, strict=True):
            assert after.keys() == before.keys()
            assert {place: after[place] for place in before if after[place] != before[place]} == {}, name
