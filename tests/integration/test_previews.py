"""Eight weeks ahead: managers read the wish, the same whatever anybody does; each person what then comes."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.errors import Mistaken, Unknown
from bot.flows.seen_delivery import OwnPlanSeen
from sandbox.workspace import Member
from storage import outages
from tests.acting import ASKED_AT, BEFORE_ASKED, NOTICE, NUDGE, rows, view_text
from tests.examples import TWELVE, agreed, members
from tests.wire import Wire, joined

AMIRA, BEN, CARYS = TWELVE[:3]
TEAM = "assessment-north"
MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
BEFORE_CHRISTMAS = datetime(2026, 12, 7, 6, 0, tzinfo=UTC)
EIGHT_WEEKS = timedelta(weeks=8)
HOUR = timedelta(hours=1)

PATTERNS = """
[service]
name = "Northshire Children's Services"

[[people]]
slack = "U0AMIRA"
taking_part = "agreed"

[[people]]
slack = "U0BEN"
taking_part = "agreed"
working_days = ["wed", "thu"]
hours = "10:00-14:00"

[[people]]
slack = "U0CARYS"
taking_part = "agreed"
shift = { pattern = "2 on 4 off", from = 2026-11-02, start = "21:30", end = "07:30" }

[[people]]
slack = "U0NYC"
taking_part = "agreed"
preferred_time = "16:45"

[[teams]]
name = "Assessment North"
managers = ["U0MAN"]
practitioners = ["U0AMIRA", "U0BEN", "U0CARYS", "U0NYC"]

[[teams.rhythms]]
name = "Weekly question"
pack = "pulse"
on = ["tue"]
at = "09:30"
starts_on = 2026-11-24

[[teams.rhythms]]
name = "Every fortnight"
pack = "pulse"
on = ["wed"]
every_weeks = 2
spread_minutes = 30
starts_on = 2026-11-25
"""

NEW_YORK = Member(id="U0NYC", name="Nye", real_name="Nye Example", zone="America/New_York")


async def test_what_each_person_reads_is_what_then_comes(ready_url: str):
    people = ("U0AMIRA", "U0BEN", "U0CARYS", "U0NYC")
    async with joined(ready_url, at=BEFORE_CHRISTMAS, people=[*members(), NEW_YORK]) as wire:
        await wire.apply(PATTERNS.encode())
        until_on = date(2027, 1, 14)
        await wire.inrole.flows.joining.pause(BEN, None, key="pause")
        await wire.inrole.flows.joining.resume(BEN, key="resume")
        foreseen = {person: _moments(await own(wire, person), until_on) for person in people}

        await _answering_all(wire, people, until=datetime(2027, 1, 15, 0, 0, tzinfo=UTC))

        sent = {person: await _sent(wire, person, until_on) for person in people}
    assert sent == foreseen
    assert {person: len(moments) for person, moments in sent.items()}.keys() == set(people)
    assert all(len(moments) >= 4 for moments in sent.values())
    assert {moment.hour for moment in sent["U0CARYS"]} & {21, 22, 23, 0, 1, 2, 3, 4, 5, 6, 7}


async def test_a_pause_reads_as_a_personal_setting_to_its_person_alone(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        before = await plan(wire)
        await wire.inrole.flows.joining.pause(AMIRA, date(2026, 12, 7), key="pause")

        mine = await own(wire, AMIRA)

        assert [each.reason for each in mine.dates if each.at is None] == ["personal setting"] * 2
        assert mine.dates[2].at is not None
        assert await plan(wire) == before


async def test_the_wish_keeps_closures_and_contracted_days_and_gives_no_reason(ready_url: str):
    async with joined(ready_url, at=MONDAY, people=[*members(), NEW_YORK]) as wire:
        await wire.apply(PATTERNS.encode())
        seen = await wire.inrole.flows.previewing.wish(TEAM)

    weekly = {each.on: each for each in seen.dates if each.rhythm == "Weekly question"}
    assert weekly[date(2026, 12, 1)].planned[0] == "Amira"
    assert "Ben" in weekly[date(2026, 12, 1)].not_planned
    assert (seen.from_on, seen.until_on) == (date(2026, 11, 23), date(2027, 1, 17))
    assert "personal" not in str(seen)


async def test_only_supervisors_and_managers_of_the_team_open_its_plan(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        assert "24 November 2026" in await page(wire, "U0MAN")
        for person in (AMIRA, "U0STRANGER"):
            with pytest.raises(Unknown):
                await wire.inrole.flows.previewing.team_plan(person, TEAM)


async def test_an_outage_is_shown_by_its_hours_and_counts_as_missed_in_the_ledger(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        await wire.jump(datetime(2026, 11, 24, 18, 0, tzinfo=UTC))
        await wire.until(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))

        seen = await wire.inrole.flows.ledgering.service()
        shown = await page(wire, "U0MAN")

    assert [(each.on, each.planned, each.missed) for each in seen.dates] == [(date(2026, 11, 24), 2, 2)]
    assert [
        (each.what, each.from_at.hour, each.until_at and each.until_at.hour) for each in seen.outages
    ] == [("Inrole was not running", 9, 18)]
    assert "09:20 to 18:00" in shown
    assert "missed" not in shown


async def test_slack_not_answering_is_an_outage_whoever_is_asked_meanwhile(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.faults.on_call("broken", "*", times=1000)
        await wire.until(BEFORE_ASKED + 2 * HOUR)
        wire.workspace.faults.clear()
        await wire.until(BEFORE_ASKED + 4 * HOUR)

        lasted = await rows(wire, "SELECT kind, until_at IS NULL FROM outage")

    assert [(kind, bool(is_open)) for kind, is_open in lasted] == [(outages.NOT_HEARD, False)]


async def test_a_person_reads_every_sending_of_theirs_with_its_reason(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.until(ASKED_AT)
        await wire.inrole.flows.joining.pause(AMIRA, date(2026, 12, 7), key="pause")
        await wire.through(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))

        seen = await wire.inrole.flows.ledgering.own(AMIRA)

    assert [(row.on, row.what, row.state, row.reason) for row in seen.rows] == [
        (date(2026, 11, 24), "a question", "sent", None),
        (date(2026, 12, 1), "a question", "held back", "personal setting"),
    ]


async def test_a_look_by_whoever_runs_the_server_is_noted_and_told(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.inrole.flows.previewing.look(AMIRA, called=TEAM)
        await wire.inrole.flows.ledgering.look(AMIRA)
        await wire.until(ASKED_AT)

        told = [message.text for message in wire.messages(AMIRA, NOTICE)]
        mine = await wire.inrole.flows.ledgering.own(AMIRA)

        assert len(told) == 2
        assert all(any(words in each for each in told) for words in ("weeks ahead", "what was sent"))
        assert [said for _, said in mine.looked] == [
            "whoever runs the server opened the list of what was sent to you",
            "whoever runs the server opened your own weeks ahead",
        ]
        assert "weeks ahead" in await page(wire, AMIRA, "/me")


async def test_nobody_is_looked_up_in_a_team_that_is_not_theirs_or_for_a_year(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        previewing = wire.inrole.flows.previewing

        with pytest.raises(Unknown, match="There is no team 'Nowhere'"):
            await previewing.wish("Nowhere")
        with pytest.raises(Unknown, match="U0MAN is not in Assessment North"):
            await previewing.look("U0MAN", called=TEAM)
        with pytest.raises(Unknown, match="There is no person 'U0NOBODY'"):
            await previewing.look("U0NOBODY")
        with pytest.raises(Mistaken, match="choose 1 to 26"):
            await previewing.wish(TEAM, weeks=52)
        assert await rows(wire, "SELECT COUNT(*) FROM record") == [(0,)]


async def test_home_keeps_the_weeks_ahead_behind_a_tap(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("See")

        assert "Tuesday 1 December at 09:30: Weekly question" in view_text(wire, AMIRA)


async def own(wire: Wire, person: str) -> OwnPlanSeen:
    """Return what a person reads of their weeks ahead."""
    return await wire.inrole.flows.previewing.own(person)


async def plan(wire: Wire) -> object:
    """Return what a manager reads of the team."""
    return await wire.inrole.flows.previewing.wish(TEAM)


async def page(wire: Wire, person: str, path: str = f"/teams/{TEAM}/plan") -> str:
    """Return a page as a person reads it."""
    url = await wire.inrole.flows.entering.make_link(person, path)
    browser = await wire.new_browser()
    await browser.post(url, follow_redirects=True)
    answer = await browser.get(path)
    assert answer.status_code == 200
    return answer.text


def _moments(seen: OwnPlanSeen, until_on: date) -> list[datetime]:
    return [each.at for each in seen.dates if each.at is not None and each.on <= until_on]


async def _sent(wire: Wire, person: str, until_on: date) -> list[datetime]:
    zone = ZoneInfo("America/New_York" if person == "U0NYC" else "Europe/London")
    rows_sent = [
        row
        for row in (await wire.inrole.flows.ledgering.own(person)).rows
        if row.what == "a question" and row.state == "sent"
    ]
    assert len(wire.messages(person, NUDGE)) == len(rows_sent)
    moments = sorted(row.at.astimezone(zone) for row in rows_sent if row.at is not None)
    return [moment for moment in moments if moment.date() <= until_on + timedelta(days=1)]


async def _answering_all(wire: Wire, people: tuple[str, ...], *, until: datetime) -> None:
    answered: Mapping[str, set[str]] = {person: set() for person in people}
    while wire.clock() < until:
        await wire.through(min(wire.clock() + timedelta(days=1), until))
        for person in people:
            for message in wire.messages(person, NUDGE):
                if message.ts not in answered[person]:
                    await wire.hand(person).press(message.ts, "Skip this one")
                    answered[person].add(message.ts)
