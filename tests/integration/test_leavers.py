"""People who leave the workspace and come back: nothing is sent meanwhile, and nothing has piled up."""

from datetime import date, timedelta

from tests.acting import ASKED_AT, BEFORE_ASKED, NUDGE, WELCOME, as_text, rows, view_text
from tests.examples import agreed
from tests.integration.test_quiet import asked_on, at
from tests.wire import joined

AMIRA, BEN = "U0AMIRA", "U0BEN"
PLACES = "SELECT until_on FROM membership WHERE person = 'U0AMIRA' ORDER BY until_on IS NULL"
POSTS = "SELECT until_on FROM post WHERE person = 'U0SUP' ORDER BY until_on IS NULL"


async def test_f20_a_leaver_is_sent_nothing_though_slack_says_ok_and_their_memberships_are_closed(
    ready_url: str,
):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        wire.workspace.change(AMIRA, deleted=True)
        await wire.workspace.settled()

        await wire.jump(ASKED_AT)
        await wire.apply(agreed(AMIRA, BEN))
        await wire.jump(ASKED_AT + timedelta(hours=1))

        assert wire.messages(AMIRA) == []
        assert len(wire.messages(BEN, NUDGE)) == 1
        assert [str(until) for (until,) in await rows(wire, PLACES)] == ["2026-11-24"]


async def test_f21_deactivated_and_back_is_the_same_person_without_a_flood(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        await wire.jump(ASKED_AT)
        wire.workspace.change(AMIRA, deleted=True)
        await wire.workspace.settled()
        for weeks in (1, 2, 3):
            await wire.jump(ASKED_AT + timedelta(weeks=weeks))

        await wire.jump(at(date(2026, 12, 16), 11))
        wire.workspace.change(AMIRA, deleted=False)
        await wire.workspace.settled()
        for days in range(16, 22):
            await wire.jump(at(date(2026, 12, days), 12))
        assert asked_on(wire, AMIRA) == [date(2026, 11, 24)]

        await wire.jump(at(date(2026, 12, 22)))
        assert asked_on(wire, AMIRA) == [date(2026, 11, 24), date(2026, 12, 22)]
        assert wire.messages(AMIRA, WELCOME) == []
        assert [str(until) for (until,) in await rows(wire, PLACES)] == ["2026-11-24", "None"]


async def test_a_supervisor_who_left_reads_nothing_and_reads_again_when_back(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.change("U0SUP", deleted=True)
        await wire.workspace.settled()
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("Read")
        assert "supervisor: Sunita" not in view_text(wire, AMIRA)
        await wire.apply(agreed(AMIRA))
        assert "None" not in [str(until) for (until,) in await rows(wire, POSTS)]

        wire.workspace.change("U0SUP", deleted=False)
        await wire.workspace.settled()

        assert [str(until) for (until,) in await rows(wire, POSTS)] == ["2026-11-24", "None"]
        await wire.hand("U0SUP").open_home()
        assert "Assessment North" in as_text(wire.hand("U0SUP").home())


async def test_what_the_file_took_away_meanwhile_stays_away(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        wire.workspace.change(AMIRA, deleted=True)
        await wire.workspace.settled()
        await wire.apply(agreed(BEN))

        await wire.jump(at(date(2026, 11, 30)))
        wire.workspace.change(AMIRA, deleted=False)
        await wire.workspace.settled()
        await wire.jump(at(date(2026, 12, 1)))

        assert wire.messages(AMIRA) == []
