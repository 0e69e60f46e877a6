"""A manager starts, changes and ends a rhythm in Slack; nothing is saved before they start it."""

from datetime import UTC, datetime

import pytest

from tests.acting import NOTICE, NUDGE, as_text, rows, view_text
from tests.examples import MONDAY, agreed
from tests.wire import Wire, joined

AMIRA, MANAGER, SUPERVISOR = "U0AMIRA", "U0MAN", "U0SUP"
TEAM = "assessment-north"
RHYTHMS = "SELECT name, owner, until_on IS NULL FROM rhythm ORDER BY name"
VERSIONS = "SELECT COUNT(*) FROM rhythm_version"
THURSDAY_NIGHT = datetime(2026, 12, 3, 20, 0, tzinfo=UTC)


async def open_form(wire: Wire, template: str) -> None:
    """Open /rhythm as the manager and go on to the form of a template."""
    hand = wire.hand(MANAGER)
    await hand.command("/rhythm")
    await hand.press_view("Start a rhythm")
    hand.fill("field:template", template)
    assert await hand.submit() is None


async def start(wire: Wire, template: str, **filled: object) -> None:
    """Start a rhythm as the manager and close what says so."""
    await open_form(wire, template)
    for name, value in filled.items():
        wire.hand(MANAGER).fill(f"field:{name}", value)
    assert await wire.hand(MANAGER).submit() is None
    assert await wire.hand(MANAGER).submit() is None
    await wire.workspace.settled()


async def asked_on(wire: Wire, person: str = AMIRA) -> list[str]:
    found = await rows(
        wire, f"SELECT planned_on FROM occurrence WHERE person = '{person}' AND due_at IS NOT NULL"
    )
    return sorted(str(on) for (on,) in found)


async def test_a_manager_starts_a_rhythm_and_one_question_arrives_on_its_date(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, starts_on="2027-03-02"))
        hand = wire.hand(MANAGER)
        await open_form(wire, "On shift")
        assert await hand.submit() is None
        assert "Wednesday 25 November: 1 question" in view_text(wire, MANAGER)
        assert await rows(wire, RHYTHMS) == [("Weekly question", "file", True)]

        assert await hand.submit() is None
        await wire.workspace.settled()
        assert "On shift has started for Assessment North." in view_text(wire, MANAGER)
        await hand.close_view()
        assert "Once a week, on Wednesday, at each person's own time" in view_text(wire, MANAGER)
        await wire.through(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))

        assert await asked_on(wire) == ["2026-11-25"]
        assert len(wire.messages(AMIRA, NUDGE)) == 1


async def test_a_change_takes_effect_from_the_next_date_and_ending_stops_it(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, starts_on="2027-03-02"))
        await start(wire, "On shift")
        hand = wire.hand(MANAGER)
        await wire.through(datetime(2026, 11, 26, 8, 0, tzinfo=UTC))
        await hand.close_view()
        await hand.press_view("Change")
        hand.fill("field:days", ["Thursday"])
        assert await hand.submit() is None
        assert "It takes effect from its next date" in view_text(wire, MANAGER)
        assert await hand.submit() is None
        assert "Changed. It takes effect from its next date." in view_text(wire, MANAGER)
        await hand.close_view()
        await wire.through(THURSDAY_NIGHT)
        assert await asked_on(wire) == ["2026-11-25", "2026-12-03"]
        assert await rows(wire, VERSIONS) == [(3,)]

        await hand.press_view("End")
        assert await hand.submit() is None
        await wire.through(datetime(2026, 12, 11, 8, 0, tzinfo=UTC))

        assert await rows(wire, RHYTHMS) == [("On shift", "form", False), ("Weekly question", "file", True)]
        assert await asked_on(wire) == ["2026-11-25", "2026-12-03"]


async def test_the_service_file_leaves_alone_what_a_manager_started_and_keeps_its_own(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        file = agreed(AMIRA, starts_on="2027-03-02")
        await wire.apply(file)
        await start(wire, "On shift")
        await wire.apply(file)

        assert await rows(wire, RHYTHMS) == [("On shift", "form", True), ("Weekly question", "file", True)]
        await wire.hand(MANAGER).close_view()
        seen = view_text(wire, MANAGER)
        assert "Kept in the service file; whoever runs Inrole changes it there." in seen
        assert seen.count("\nChange\n") == 1


@pytest.mark.parametrize(
    ("filled", "block", "said"),
    [
        ({"days": ["Saturday"]}, "field:days", "Nobody it is for works on Saturday; choose other days."),
        ({"days": []}, "field:days", "Choose a weekday to ask on."),
        (
            {"days": ["Monday", "Tuesday"]},
            "field:days",
            "It asks on two days running; leave a day between.",
        ),
        (
            {"at": "21:00"},
            "field:at",
            "21:00 is outside everyone's working hours; choose another time, or each person's own.",
        ),
        (
            {"starts_on": "2026-11-20"},
            "field:starts_on",
            "That day has passed; choose today or a later one.",
        ),
        (
            {"starts_on": "2026-11-26", "ends_on": "2026-11-24"},
            "field:ends_on",
            "It ends on 24 November 2026, before it starts on 26 November 2026; choose a later end.",
        ),
    ],
    ids=["a day off", "no day", "days running", "an evening", "a day past", "ends first"],
)
async def test_what_cannot_work_is_said_beside_its_field(
    ready_url: str, filled: dict[str, object], block: str, said: str
):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, starts_on="2027-03-02"))
        await open_form(wire, "Weekly question")
        for name, value in filled.items():
            wire.hand(MANAGER).fill(f"field:{name}", value)

        faults = await wire.hand(MANAGER).submit()

        assert faults == {block: said}
        assert await rows(wire, RHYTHMS) == [("Weekly question", "file", True)]


async def test_who_manages_no_team_is_told_so_and_sees_no_rhythm(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        for person in (SUPERVISOR, AMIRA, "U0STRANGER"):
            await wire.hand(person).command("/rhythm")
            assert "you manage none here" in view_text(wire, person)


async def test_a_rhythm_of_twelve_weeks_is_offered_fewer_once_to_its_managers(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, starts_on="2026-11-24"))
        await wire.jump(datetime(2027, 2, 15, 9, 30, tzinfo=UTC))
        assert not offers(wire, MANAGER)

        for day in (16, 17, 18, 22):
            await wire.jump(datetime(2027, 2, day, 9, 30, tzinfo=UTC))

        (offer,) = offers(wire, MANAGER)
        assert offer.startswith(
            "Weekly question, for Assessment North: it has run for twelve weeks. Keep it, or ask less often?"
        )
        assert not offers(wire, SUPERVISOR)
        assert not offers(wire, AMIRA)


def offers(wire: Wire, person: str) -> list[str]:
    return [
        message.text for message in wire.messages(person, NOTICE) if "twelve weeks" in as_text(message.text)
    ]


async def test_rhythms_open_from_the_home_of_managers_alone(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        for person in (MANAGER, SUPERVISOR, AMIRA):
            await wire.hand(person).open_home()
            assert ("Rhythms: when your team is asked" in as_text(wire.hand(person).home())) is (
                person == MANAGER
            )

        await wire.hand(MANAGER).press_home("Open rhythms")

        assert "Weekly question" in view_text(wire, MANAGER)
