"""Every message leaves once, whatever breaks on its way; what did not leave says why."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from bot.flows.delivering import Delivering
from bot.flows.service_file import read_service_file
from bot.slack.messenger import SlackMessenger, make_client, make_session
from sandbox.workspace import Member
from storage.database import open_database
from tests.acting import ASKED_AT, BEFORE_ASKED, NUDGE, rows
from tests.examples import TWELVE, agreed, members
from tests.wire import Wire, joined

AMIRA, BEN, CARYS = TWELVE[:3]
STATES = "SELECT state, reason FROM sending WHERE purpose = 'nudge' AND person = 'U0AMIRA'"
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    "late", [timedelta(0), timedelta(seconds=59), timedelta(minutes=5)], ids=["early", "59 s", "5 min"]
)
async def test_a_late_or_skipped_tick_sends_exactly_one(ready_url: str, late: timedelta):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.jump(ASKED_AT - SECOND)
        assert wire.messages(AMIRA) == []

        await wire.jump(ASKED_AT + late)
        await wire.jump(ASKED_AT + late + SECOND)
        await wire.jump(ASKED_AT + late + timedelta(hours=1))

        assert len(wire.messages(AMIRA, NUDGE)) == 1


async def test_two_replicas_in_the_same_second_send_one_message_each_to_everybody(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire, make_session() as session:
        await wire.apply(agreed(*TWELVE))
        wire.clock.advance_to(ASKED_AT)
        await wire.inrole.jobs.tick("plan")
        settings = wire.settings
        client = make_client(
            token=settings.slack_bot_token.get_secret_value(),
            base_url=settings.slack_api_url,
            session=session,
        )
        replicas = [
            Delivering(
                wire.inrole.flows.ground, SlackMessenger(client), sends_per_minute=1_000_000, in_flight=4
            )
            for _ in range(3)
        ]

        await asyncio.gather(*(replica.deliver() for replica in replicas))
        await asyncio.gather(*(replica.deliver() for replica in replicas))

        assert {person: len(wire.messages(person, NUDGE)) for person in TWELVE} == dict.fromkeys(TWELVE, 1)


async def test_two_planners_in_the_same_second_plan_each_date_once(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.inrole.flows.applying.apply(read_service_file(agreed(*TWELVE)))
        await asyncio.gather(*(wire.inrole.jobs.tick("plan") for _ in range(3)))
        await asyncio.gather(*(wire.inrole.jobs.tick("digest") for _ in range(3)))
        await wire.jump(ASKED_AT)

        assert {person: len(wire.messages(person, NUDGE)) for person in TWELVE} == dict.fromkeys(TWELVE, 1)


async def test_accepted_but_not_heard_is_found_by_its_id_and_not_sent_again(ready_url: str):
    faults = {AMIRA: "broken_after", BEN: "dropped_after", CARYS: "garbled_after"}
    states = "SELECT DISTINCT state FROM sending WHERE purpose = 'nudge'"
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*faults))
        for person, fault in faults.items():
            wire.workspace.faults.on_call(fault, "chat.postMessage", person=person)
        await wire.jump(ASKED_AT)
        assert await rows(wire, states) == [("unknown",)]
        assert {len(wire.messages(person, NUDGE)) for person in faults} == {1}

        await wire.jump(ASKED_AT + 11 * SECOND)
        assert await rows(wire, states) == [("sent",)]
        await wire.jump(ASKED_AT + 60 * SECOND)

        for person in faults:
            (only,) = wire.messages(person, NUDGE)
            await wire.hand(person).press(only, "Yes")
            assert "How full was your week?" in wire.messages(person, NUDGE)[0].text


async def test_not_heard_and_not_found_twice_ten_seconds_apart_is_sent_then(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.faults.on_call("broken", "chat.postMessage", person=AMIRA)
        await wire.jump(ASKED_AT)
        assert await rows(wire, STATES) == [("unknown", None)]

        await wire.jump(ASKED_AT + 10 * SECOND)
        assert wire.messages(AMIRA) == []
        await wire.jump(ASKED_AT + 15 * SECOND)
        assert wire.messages(AMIRA) == []
        await wire.jump(ASKED_AT + 20 * SECOND)
        await wire.tick()

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert await rows(wire, STATES) == [("sent", None)]


async def test_where_history_cannot_be_asked_it_stays_unknown_and_is_not_repeated(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.faults.on_call("broken_after", "chat.postMessage", person=AMIRA)
        wire.workspace.faults.on_call("refused", "conversations.history", times=100, error="missing_scope")
        for seconds in (0, 10, 20, 60, 600):
            await wire.jump(ASKED_AT + seconds * SECOND)

        (only,) = wire.messages(AMIRA, NUDGE)
        assert await rows(wire, STATES) == [("unknown", "Slack's history cannot be read")]
        await wire.hand(AMIRA).press(only, "Yes")
        assert "How full was your week?" in wire.messages(AMIRA, NUDGE)[0].text


@pytest.mark.parametrize(
    ("fault", "wait"), [("limited", 30), ("limited_silently", 5)], ids=["with", "without Retry-After"]
)
async def test_a_rate_limit_is_waited_out_and_everybody_is_reached(ready_url: str, fault: str, wait: int):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.workspace.faults.on_call(fault, "chat.postMessage", times=2, retry_after=30)
        await wire.jump(ASKED_AT)
        before = sum(len(wire.messages(person, NUDGE)) for person in TWELVE)
        assert before < len(TWELVE)
        await wire.jump(ASKED_AT + (wait - 1) * SECOND)
        assert sum(len(wire.messages(person, NUDGE)) for person in TWELVE) == before

        await wire.jump(ASKED_AT + 2 * wait * SECOND)
        await wire.jump(ASKED_AT + 3 * wait * SECOND)

        assert {person: len(wire.messages(person, NUDGE)) for person in TWELVE} == dict.fromkeys(TWELVE, 1)


async def test_f19_one_refused_recipient_of_two_hundred_is_missed_with_the_reason(ready_url: str):
    many = [f"U0M{number:03}" for number in range(1, 201)]
    refused = many[50]
    people = [*members(), *(Member(id=slack, name=slack.lower(), real_name=slack) for slack in many)]
    async with joined(ready_url, at=BEFORE_ASKED, people=people) as wire:
        await wire.apply(agreed(*many))
        wire.workspace.faults.on_call(
            "refused", "chat.postMessage", person=refused, times=9, error="user_not_visible"
        )
        await wire.jump(ASKED_AT)
        await wire.jump(ASKED_AT + timedelta(hours=1))

        received = {person: len(wire.messages(person, NUDGE)) for person in many}
        assert received == {**dict.fromkeys(many, 1), refused: 0}
        own = await wire.inrole.flows.ledgering.own(refused)
        assert [(row.state, row.reason) for row in own.rows] == [("missed", "user_not_visible")]


async def test_a_database_that_breaks_off_in_the_middle_loses_and_doubles_nothing(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.expected.add("job_failed")
        wire.workspace.latency = 0.2
        wire.clock.advance_to(ASKED_AT)
        ticking = asyncio.create_task(wire.tick())
        while not any(wire.messages(person, NUDGE) for person in TWELVE):
            await wire.workspace.changes.after(wire.workspace.changes.number, seconds=1)
        await broken_off(wire)
        await ticking
        wire.workspace.latency = 0

        for seconds in (1, 46, 57, 68, 80):
            await wire.jump(ASKED_AT + seconds * SECOND)

        assert {person: len(wire.messages(person, NUDGE)) for person in TWELVE} == dict.fromkeys(TWELVE, 1)
        assert {state for state, _ in await rows(wire, STATES)} == {"sent"}


async def test_down_over_the_due_time_is_made_up_for_within_the_working_day(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))

        await wire.jump(ASKED_AT + timedelta(hours=3))

        assert len(wire.messages(AMIRA, NUDGE)) == 1


async def test_down_past_the_working_day_is_missed_as_an_outage(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))

        await wire.jump(datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
        await wire.jump(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))

        assert wire.messages(AMIRA) == []
        assert await rows(wire, STATES) == [("missed", "outage")]


async def test_down_for_weeks_asks_todays_question_and_no_backlog(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))

        await wire.jump(datetime(2026, 12, 8, 10, 0, tzinfo=UTC))
        await wire.jump(datetime(2026, 12, 8, 16, 0, tzinfo=UTC))

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert sorted(state for state, _ in await rows(wire, STATES)) == ["missed", "missed", "sent"]


async def test_a_leaver_is_not_sent_to_though_slack_would_take_it(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        wire.workspace.change(AMIRA, deleted=True)
        await wire.workspace.settled()
        await wire.jump(ASKED_AT)

        assert wire.messages(AMIRA) == []
        assert len(wire.messages(BEN, NUDGE)) == 1


async def test_a_revoked_token_stops_everything_at_once_and_coming_back_floods_nobody(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        wire.workspace.revoke()
        await wire.workspace.settled()
        await wire.jump(ASKED_AT)
        await wire.jump(ASKED_AT + timedelta(minutes=1))
        assert wire.messages(AMIRA) == []

        wire.workspace.reinstall()
        await wire.jump(ASKED_AT + timedelta(hours=1))
        await wire.jump(ASKED_AT + timedelta(hours=2))

        assert len(wire.messages(AMIRA, NUDGE)) == 1
        assert len(wire.messages(BEN, NUDGE)) == 1


async def test_a_token_that_dies_in_the_middle_of_sending_loses_and_doubles_nothing(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.workspace.faults.on_call("refused", "*", times=40, error="token_revoked")
        await wire.jump(ASKED_AT)
        wire.workspace.faults.clear()
        await wire.jump(ASKED_AT + timedelta(minutes=15))
        await wire.jump(ASKED_AT + timedelta(minutes=16))

        assert {person: len(wire.messages(person, NUDGE)) for person in TWELVE} == dict.fromkeys(TWELVE, 1)


async def broken_off(wire: Wire) -> None:
    """End every connection to the database, or where that is a file lock it for a while."""
    database = open_database(wire.settings.database_url)
    async with database.engine.connect() as connection:
        if database.is_sqlite:
            await connection.execute(text("DELETE FROM received WHERE 1 = 0"))
            await wire.workspace.changes.after(wire.workspace.changes.number, seconds=0.5)
        else:
            others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            others += "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            await connection.execute(text(others))
    await database.close()
