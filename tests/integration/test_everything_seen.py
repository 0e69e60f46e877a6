"""F38: whatever people do with their questions, nothing moves that a manager, supervisor or peer can see."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.sealing import new_key
from tests.acting import BEFORE_ASKED, NUDGE, press, question, reflect, reply, rows
from tests.databases import KINDS, ready_database
from tests.examples import TWELVE, agreed
from tests.integration.test_quiet import pause
from tests.seen import surfaces, unclassified
from tests.wire import Wire, joined

AMIRA, BEN, _, DELE, EWA, FARID = SIX = TWELVE[:6]
TUESDAYS = [datetime(2026, 11, 24, 9, 30, tzinfo=UTC) + timedelta(weeks=number) for number in range(6)]
PUBLISHED = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
LATER_THAT_DAY = timedelta(hours=2)

Doing = Callable[[Wire, int], Awaitable[None]]


async def does_nothing(wire: Wire, week: int) -> None:
    if week == 0:
        assert [len(wire.messages(person, NUDGE)) for person in SIX] == [1] * len(SIX)


async def does_as_they_like(wire: Wire, week: int) -> None:
    """Ben pauses; Dele says much, in private; Ewa leaves; Farid puts off; Amira makes a plan of her own."""
    if week == 0:
        await pause(wire, BEN, "Until I say")
        await says_what_got_in_the_way(wire, DELE)
        await reflect(wire, DELE, {"What": "My own."}, button="Add a line")
        await reflect(wire, AMIRA, {"What": "Also mine."}, plan=("it rains", "I will wait"))
        await wire.hand(EWA).open_home()
        await wire.hand(EWA).press_home("Not for me")
        await wire.hand(FARID).choose(question(wire, FARID).ts, "Later", "tomorrow")
    else:
        await reply(wire, DELE, "Came up, couldn't", "not safe to carry")
        await press(wire, AMIRA, "Skip this one")
        await press(wire, FARID, "Not today" if week == 1 else "Skip this one")
    if week == 2:
        await wire.hand(EWA).open_home()
        await wire.hand(EWA).press_home("Start of my day")


async def says_what_got_in_the_way(wire: Wire, person: str) -> None:
    await reply(wire, person, "Came up, couldn't", "not safe to carry")
    await press(wire, person, "What got in the way?")
    wire.hand(person).fill("field:barriers", ["time", "backup"])
    await wire.hand(person).submit()


async def seen_by_others(url: str, key: str, doing: Doing) -> list[dict[str, str]]:
    """Play six weeks of a team of six; return what others see on the first day, in week three and last."""
    seen = []
    async with joined(url, at=BEFORE_ASKED, INROLE_SECRET_KEYS=key) as wire:
        await wire.apply(agreed(*SIX))
        for week, moment in enumerate(TUESDAYS):
            await wire.jump(max(wire.clock(), moment - timedelta(hours=16)))
            await wire.jump(moment)
            await doing(wire, week)
            await wire.jump(moment + LATER_THAT_DAY)
            if week in (0, 2):
                seen.append(await surfaces(wire))
            if moment < PUBLISHED < moment + timedelta(weeks=1):
                await wire.jump(PUBLISHED)
        seen.append(await surfaces(wire))
        assert len(await rows(wire, "SELECT id FROM digest")) == 1
    return seen


@pytest.mark.timeout(240)
@pytest.mark.parametrize("kind", KINDS)
async def test_f38_whatever_people_do_every_view_of_others_stays_byte_for_byte_the_same(
    kind: str, tmp_path: Path
):
    key, seen = new_key(), []
    for doing in (does_nothing, does_as_they_like):
        async with ready_database(kind, tmp_path) as url:
            seen.append(await seen_by_others(url, key, doing))

    silent, busy = seen
    assert all(len(places) > 100 for places in silent)
    assert '"withheld"' in silent[-1]["/api/v1/teams/assessment-north/digests/latest"].replace("\\", "")
    for before, after in zip(silent, busy, strict=True):
        assert after.keys() == before.keys()
        assert {place: after[place] for place in before if after[place] != before[place]} == {}


async def test_f38_of_every_address_it_is_said_whether_others_read_it(tmp_path: Path):
    async with ready_database("sqlite", tmp_path) as url, joined(url) as wire:
        found = unclassified(wire)

    assert found == [], (
        "say in tests/seen.py whether others read it (FILLED), or why not (NOT_COMPARED, DONE)"
    )
