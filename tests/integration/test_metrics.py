"""The numbers of delivery: what is ours to mend, and nothing that one person's choice could change."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from tests.acting import ASKED_AT, BEFORE_ASKED, question, reply
from tests.databases import ready_database
from tests.examples import TWELVE, agreed
from tests.wire import Wire, joined

AMIRA, BEN, CARYS, DELE, EWA = TWELVE[:5]
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)

Choice = Callable[[Wire], Awaitable[None]]


async def metrics(wire: Wire) -> dict[str, float]:
    """Return the numbers by name."""
    return {
        name: float(value)
        for name, value in (line.split(" ") for line in (await text(wire)).splitlines() if line[0] != "#")
    }


async def text(wire: Wire) -> str:
    """Return the numbers as Prometheus reads them."""
    answer = await wire.browser.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain")
    return answer.text


async def test_a_question_counts_as_due_and_as_sent_once_its_time_has_passed(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        before = await metrics(wire)
        await wire.until(ASKED_AT + MINUTE)
        after = await metrics(wire)

    assert set(before.values()) == {0.0}
    assert after == dict.fromkeys(before, 0.0) | {"inrole_due_total": 12.0, "inrole_sent_total": 12.0}


async def test_no_line_names_a_team_a_person_or_an_answer(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        await wire.until(ASKED_AT)
        await reply(wire, AMIRA)
        lines = [line for line in (await text(wire)).splitlines() if not line.startswith("#")]

    assert len(lines) == 7
    assert not any("{" in line for line in lines)
    assert {line.split(" ")[0] for line in lines} == {
        "inrole_due_total",
        "inrole_sent_total",
        "inrole_late_total",
        "inrole_missed_total",
        "inrole_slack_429_minutes_total",
        "inrole_unknown",
        "inrole_delivery_lag_seconds",
    }


async def test_down_over_the_due_time_makes_questions_late_and_down_for_the_day_makes_them_missed(
    ready_url: str,
):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        await wire.jump(ASKED_AT + 3 * HOUR)
        await wire.until(ASKED_AT + 9 * HOUR)
        late = await metrics(wire)
        await wire.until(ASKED_AT + A_WEEK - HOUR)
        await wire.jump(ASKED_AT + A_WEEK + 9 * HOUR)
        missed = await metrics(wire)

    assert (late["inrole_late_total"], late["inrole_missed_total"]) == (12, 0)
    assert (missed["inrole_late_total"], missed["inrole_missed_total"]) == (12, 12)
    assert (missed["inrole_due_total"], missed["inrole_sent_total"]) == (24, 12)


async def test_what_slack_does_is_counted_for_the_whole_service(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*TWELVE))
        wire.workspace.faults.on_call("limited", "chat.postMessage", times=2, retry_after=30, person=AMIRA)
        wire.workspace.faults.on_call("refused", "conversations.history", times=9, error="missing_scope")
        wire.workspace.faults.on_call("broken_after", "chat.postMessage", person=BEN)
        for seconds in (0, 31, 62, 100):
            await wire.jump(ASKED_AT + timedelta(seconds=seconds))
        found = await metrics(wire)

    assert found["inrole_unknown"] == 1
    assert found["inrole_slack_429_minutes_total"] >= 1


async def nothing(wire: Wire) -> None:
    """Leave the question."""
    assert len(wire.messages(AMIRA)) == 1


async def as_they_like(wire: Wire) -> None:
    """Amira replies under pressure, Ben pauses, Carys leaves and Dele puts it off."""
    await reply(wire, AMIRA, "Came up, couldn't", "not safe to carry")
    await wire.inrole.flows.joining.pause(BEN, None, key="pause")
    await wire.inrole.flows.joining.leave(CARYS, key="leave")
    await wire.hand(DELE).press(question(wire, DELE), "Not today")


async def test_the_numbers_are_the_same_bytes_whatever_people_do(tmp_path: Path):
    assert await _story(tmp_path, as_they_like) == await _story(tmp_path, nothing)


async def _story(folder: Path, choice: Choice) -> list[str]:
    seen: list[str] = []
    async with ready_database("sqlite", folder) as url, joined(url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA, BEN, CARYS, DELE, EWA))
        await wire.until(ASKED_AT)
        await choice(wire)
        for moment in (ASKED_AT + MINUTE, ASKED_AT + A_DAY):
            await wire.until(moment)
            seen.append(await text(wire))
        await wire.jump(ASKED_AT + A_WEEK + HOUR)
        seen.append(await text(wire))
        await wire.jump(ASKED_AT + A_WEEK + 9 * HOUR)
        seen.append(await text(wire))
    assert len(set(seen)) > 1
    return seen
