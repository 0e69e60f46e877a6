"""Erasing over the wire: nobody else can tell, nothing more is sent, and coming back is one tap."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.flows.delivering import Delivering
from bot.flows.forgetting import Forgetting
from bot.flows.ground import Ground
from bot.flows.messenger import Colleague, Outgoing, Receipt
from storage.sealing import new_key
from tests.acting import (
    ASKED_AT,
    BEFORE_ASKED,
    NOTICE,
    NUDGE,
    asked,
    mine,
    press,
    reflect,
    reply,
    rows,
    whispers,
)
from tests.databases import KINDS, ready_database
from tests.examples import TWELVE, agreed
from tests.integration.test_quiet import asked_on, at
from tests.seen import surfaces
from tests.windows import FORTNIGHT_PUBLISHED, all_reply, frozen, questioned
from tests.wire import Wire, joined

AMIRA, BEN, CARYS = TWELVE[:3]
LATER_THAT_WEEK = datetime(2026, 12, 10, 12, 0, tzinfo=UTC)


async def answer_it_all(wire: Wire) -> None:
    await reply(wire, BEN, "Came up, couldn't", "not safe to carry")
    await reflect(wire, BEN, {"What": "My own."}, plan=("it rains", "I will wait"), button="Add a line")


@pytest.mark.parametrize("kind", KINDS)
async def test_nobody_can_tell_that_somebody_erased_everything(kind: str, tmp_path: Path):
    key, seen = new_key(), []
    for is_erased in (False, True):
        async with (
            ready_database(kind, tmp_path) as url,
            questioned(url, *TWELVE[:7], INROLE_SECRET_KEYS=key) as wire,
        ):
            await reply(wire, CARYS, "Partly", "busy")
            if is_erased:
                await answer_it_all(wire)
                await wire.inrole.flows.forgetting.erase(BEN)
                await wire.apply(agreed(*TWELVE[:7], rhythm="ends_on = 2026-12-08"))
            await wire.jump(LATER_THAT_WEEK)
            seen.append(await surfaces(wire))

    silent, erased = seen
    assert len(silent) > 40
    assert erased.keys() == silent.keys()
    assert {place: erased[place] for place in silent if erased[place] != silent[place]} == {}


async def test_a_published_digest_is_the_same_bytes_after_an_erasure(ready_url: str):
    async with questioned(ready_url) as wire:
        await all_reply(wire)
        await wire.jump(FORTNIGHT_PUBLISHED)
        before = await frozen(wire)

        await wire.inrole.flows.forgetting.erase(BEN)

        assert b"most" in before
        assert await frozen(wire) == before


async def test_nothing_more_is_sent_and_old_buttons_do_no_harm_until_they_join_again(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await reply(wire, BEN)
        browser = await wire.new_browser()
        assert (await browser.post(await wire.inrole.flows.entering.make_link(BEN, "/me"))).status_code == 303
        assert (await browser.get("/me")).status_code == 200
        had = len(wire.messages(BEN))

        await wire.inrole.flows.forgetting.erase(BEN)

        assert (await browser.get("/me")).status_code != 200
        await press(wire, BEN, "Change")
        assert "Something went wrong" not in "".join(whispers(wire, BEN))
        for weeks in (1, 2):
            await wire.jump(ASKED_AT + timedelta(weeks=weeks))
        assert len(wire.messages(BEN)) == had
        assert len(wire.messages(AMIRA, NUDGE)) == 3

        await wire.hand(BEN).open_home()
        await wire.hand(BEN).press_home("Start of my day")
        await wire.jump(at(date(2026, 12, 15), 15))
        assert asked_on(wire, BEN)[-1] == date(2026, 12, 15)
        assert "What you write shows here" in await mine(wire, BEN)


async def test_a_message_that_is_leaving_while_its_person_is_erased_breaks_nothing(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        wire.clock.advance_to(ASKED_AT)
        ground = wire.inrole.flows.ground
        chat = ErasingChat(ground, BEN)

        await Delivering(ground, chat, sends_per_minute=600).deliver()

        assert sorted(chat.sent) == [AMIRA, BEN]
        states = await rows(
            wire, "SELECT person, state, reason FROM sending WHERE person IN ('U0AMIRA', 'U0BEN')"
        )
        assert sorted(states) == [(AMIRA, "sent", None), (BEN, "held back", "everything was erased")]
        assert await rows(wire, "SELECT dm FROM person WHERE id = 'U0BEN'") == [(None,)]


async def test_a_copy_made_at_the_server_is_told_to_the_person_and_their_own_is_not(ready_url: str):
    async with asked(ready_url, AMIRA) as wire:
        await wire.inrole.flows.exporting.export_own(AMIRA)
        await wire.tick()
        assert wire.messages(AMIRA, NOTICE) == []
        assert await rows(wire, "SELECT did FROM record") == []

        await wire.inrole.flows.exporting.export(AMIRA)

        await wire.tick()
        (told,) = wire.messages(AMIRA, NOTICE)
        assert "whoever runs the server made a copy of everything of yours." in told.text
        assert "your own words too" in told.text
        assert await rows(wire, "SELECT did, subject FROM record") == [
            ("made a copy of everything of yours", AMIRA)
        ]


class ErasingChat:
    """A chat that takes each message, and in the midst of one its person is erased."""

    def __init__(self, ground: Ground, person: str) -> None:
        self._ground = ground
        self._person = person
        self.sent: list[str] = []

    async def send(self, outgoing: Outgoing) -> Receipt:
        if outgoing.person == self._person:
            await Forgetting(self._ground).erase(outgoing.person)
        self.sent.append(outgoing.person)
        return Receipt(channel=f"D{outgoing.person}", ts=f"1.{len(self.sent)}")

    async def find(self, **_about: object) -> Receipt | None:
        return None

    async def colleagues(self) -> list[Colleague]:
        return []

    async def identity(self) -> tuple[str, str]:
        return "T0NORTH", "B1"
