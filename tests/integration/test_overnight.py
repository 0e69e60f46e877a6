"""What changes overnight, or on the day itself: a zone, its rules, the time of a rhythm."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, reset_tzpath

import httpx2
import pytest

from storage.sealing import new_key
from tests.acting import AGAIN, NUDGE, question, reply, rows
from tests.examples import agreed
from tests.integration.test_failures import AMIRA, AUCKLAND, BEN, NEW_YORK, file, sent_at, utc
from tests.wire import Wire, joined

LONDON = "Europe/London"
RHYTHMS = "/teams/assessment-north/rhythms"
ON_SHIFT = {"template": "on-shift", "on": "wed", "every_weeks": "1", "starts_on": "2026-11-25"}
DUE_AT = "SELECT DISTINCT due_at FROM sending WHERE purpose = 'nudge'"


@pytest.fixture
def new_rules(tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Give a way to put new rules of London's zone on the machine: an hour ahead, always."""
    ahead = resources.files("tzdata").joinpath("zoneinfo", "Africa", "Lagos").read_bytes()
    (tmp_path / "zones" / "Europe").mkdir(parents=True)
    (tmp_path / "zones" / LONDON).write_bytes(ahead)
    yield lambda: reset_tzpath(to=[str(tmp_path / "zones"), *TZPATH])
    reset_tzpath()
    ZoneInfo.clear_cache()


async def test_a_zone_changed_overnight_counts_from_the_morning(ready_url: str):
    """F06."""
    async with joined(ready_url, at=utc("2026-11-23 18:00")) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.change(AMIRA, zone=NEW_YORK)
        await wire.workspace.settled()
        await wire.tick()
        await wire.through(utc("2026-11-25 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-11-24 14:30"]


@pytest.mark.parametrize(
    ("moves_at", "zone", "sent"),
    [
        ("2026-11-24 09:00", NEW_YORK, "2026-11-24 14:30"),
        ("2026-11-24 10:00", NEW_YORK, "2026-11-24 09:30"),
        ("2026-11-24 10:00", AUCKLAND, "2026-11-24 09:30"),
    ],
    ids=["west before it", "west after it", "east after it"],
)
async def test_moving_zone_on_the_day_makes_one_question_of_it(
    ready_url: str, moves_at: str, zone: str, sent: str
):
    """F07."""
    async with joined(ready_url, at=utc("2026-11-24 08:30")) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.jump(utc("2026-11-24 09:00"))
        await wire.through(utc(moves_at))
        wire.workspace.change(AMIRA, zone=zone)
        await wire.workspace.settled()
        await wire.tick()
        await wire.through(utc("2026-11-26 12:00"))

        assert sent_at(wire, AMIRA) == [sent]


async def test_a_zone_whose_rules_change_overnight_is_read_by_todays_rules(
    ready_url: str, new_rules: Callable[[], None]
):
    """F06: the new rules, an hour ahead, arrive while Inrole runs."""
    async with joined(ready_url, at=utc("2026-11-23 18:00")) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        assert await due_at(wire) == [utc("2026-11-24 09:30")]
        new_rules()
        await wire.through(utc("2026-11-25 12:00"))

        assert (sent_at(wire, AMIRA), sent_at(wire, BEN)) == (["2026-11-24 08:30"],) * 2
        assert await due_at(wire) == [utc("2026-11-24 08:30")]


async def test_rules_that_changed_while_inrole_was_down_count_from_its_start(
    ready_url: str, new_rules: Callable[[], None]
):
    """F06."""
    key = new_key()
    async with joined(ready_url, at=utc("2026-11-23 18:00"), INROLE_SECRET_KEYS=key) as wire:
        await wire.apply(agreed(AMIRA))
    new_rules()
    ZoneInfo.clear_cache()
    async with joined(ready_url, at=utc("2026-11-24 07:00"), INROLE_SECRET_KEYS=key) as wire:
        await wire.tick()
        await wire.through(utc("2026-11-24 12:00"))

        assert sent_at(wire, AMIRA) == ["2026-11-24 08:30"]


async def test_what_was_put_off_until_tomorrow_follows_its_person_into_their_new_day(ready_url: str):
    """F06."""
    async with joined(ready_url, at=utc("2026-11-24 09:20")) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.through(utc("2026-11-24 09:30"))
        await wire.hand(AMIRA).choose(question(wire, AMIRA).ts, "Later", "tomorrow")
        wire.workspace.change(AMIRA, zone=NEW_YORK)
        await wire.workspace.settled()
        await wire.through(utc("2026-11-25 20:00"))

        assert sent_at(wire, AMIRA, AGAIN) == ["2026-11-25 14:00"]


@pytest.mark.parametrize("place", ["the form", "the page"])
@pytest.mark.parametrize("edited_at", ["2026-11-25 13:00", "2026-11-25 16:30"], ids=["before it", "after it"])
async def test_a_time_a_manager_edits_on_the_day_makes_one_question_of_it(
    ready_url: str, edited_at: str, place: str
):
    """F07: asked at the end of each person's day, edited to half past two."""
    async with joined(ready_url, at=utc("2026-11-23 09:00")) as wire:
        await wire.apply(agreed(AMIRA, starts_on="2027-03-02"))
        started = await (await manager_of(wire)).post(RHYTHMS, data=ON_SHIFT)
        assert started.headers["location"] == f"{RHYTHMS}?done=started"
        await wire.through(utc(edited_at))
        if place == "the page":
            ((rhythm,),) = await rows(wire, "SELECT id FROM rhythm WHERE owner = 'form'")
            edited = await (await manager_of(wire)).post(
                RHYTHMS, data={**ON_SHIFT, "rhythm": rhythm, "at": "14:30"}
            )
            assert edited.headers["location"] == f"{RHYTHMS}?done=changed"
        else:
            hand = wire.hand("U0MAN")
            await hand.command("/rhythm")
            await hand.press_view("Change")
            hand.fill("field:at", "14:30")
            assert await hand.submit() is None
            assert await hand.submit() is None
        await wire.through(utc("2026-11-27 12:00"))

        (only,) = sent_at(wire, AMIRA)
        assert "2026-11-25 16:00" <= only <= "2026-11-25 16:30"


async def test_a_day_on_which_the_time_is_edited_keeps_its_question_whatever_a_person_sets(ready_url: str):
    """F07: the edit counts from the next date; a person who moves keeps today's, by the wish of today."""
    async with joined(ready_url, at=utc("2026-11-24 08:30")) as wire:
        await wire.apply(file('on = ["tue"]\nat = "09:30"', AMIRA, BEN))
        await wire.apply(file('on = ["tue"]\nat = "11:00"', AMIRA, BEN))
        wire.workspace.change(AMIRA, zone=NEW_YORK)
        await wire.workspace.settled()
        await wire.tick()
        assert await planned_today(wire) == 2
        await wire.through(utc("2026-11-25 12:00"))
        assert (sent_at(wire, AMIRA), sent_at(wire, BEN)) == (["2026-11-24 14:30"], ["2026-11-24 09:30"])

        for person in (AMIRA, BEN):
            await reply(wire, person)
        await wire.through(utc("2026-12-02 12:00"))

        assert [sent_at(wire, person)[1] for person in (AMIRA, BEN)] == [
            "2026-12-01 16:00",
            "2026-12-01 11:00",
        ]


@pytest.mark.parametrize("edited_at", ["2026-11-24 09:00", "2026-11-24 10:00"], ids=["before it", "after it"])
async def test_a_time_edited_on_the_day_makes_one_question_of_it(ready_url: str, edited_at: str):
    """F07."""
    async with joined(ready_url, at=utc("2026-11-24 08:30")) as wire:
        await wire.apply(file('on = ["tue"]\nat = "09:30"', AMIRA))
        await wire.through(utc(edited_at))
        await wire.apply(file('on = ["tue"]\nat = "14:00"', AMIRA))
        await wire.through(utc("2026-11-26 12:00"))

        assert len(wire.messages(AMIRA, NUDGE)) == 1


async def manager_of(wire: Wire) -> httpx2.AsyncClient:
    """Return the browser of the team's manager, who followed a link to the page of its rhythms."""
    link = await wire.inrole.flows.entering.make_link("U0MAN", RHYTHMS)
    browser = await wire.new_browser()
    assert (await browser.post(link.removeprefix(wire.address))).status_code == 303
    return browser


async def planned_today(wire: Wire) -> int:
    """Return how many questions a manager sees planned on this Tuesday."""
    seen = await wire.inrole.flows.previewing.wish("assessment-north")
    return sum(len(each.planned) for each in seen.dates if each.on == date(2026, 11, 24))


async def due_at(wire: Wire) -> list[datetime]:
    """Return the moments at which questions are due; SQLite writes them down without a zone, in UTC."""
    return [
        moment if isinstance(moment, datetime) else datetime.fromisoformat(moment).replace(tzinfo=UTC)
        for (moment,) in await rows(wire, DUE_AT)
    ]
