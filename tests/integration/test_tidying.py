"""Tables stay small and vacuumed: what has served its time goes, and what waited too long says so."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.acting import ASKED_AT, BEFORE_ASKED, rows
from tests.databases import ready_database
from tests.examples import TWELVE, agreed
from tests.wire import joined

AMIRA = TWELVE[0]
BUSY = ("occurrence", "received", "sending")


async def test_keys_of_arrivals_go_after_a_week(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.inrole.flows.joining.pause(AMIRA, None, key="old")
        await wire.jump(BEFORE_ASKED + timedelta(days=6))
        await wire.inrole.flows.joining.resume(AMIRA, key="young")
        await wire.jump(BEFORE_ASKED + timedelta(days=8))

        assert await rows(wire, "SELECT key FROM received") == [("young",)]


async def test_what_waited_through_a_long_closure_is_missed_and_not_sent_a_month_late(ready_url: str):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(AMIRA))
        wire.workspace.faults.on_call("refused", "*", times=10_000, error="token_revoked")
        await wire.jump(ASKED_AT)
        await wire.jump(ASKED_AT + timedelta(days=29))
        state = "SELECT state, reason FROM sending WHERE purpose = 'nudge' ORDER BY due_at LIMIT 1"
        before = await rows(wire, state)
        await wire.jump(ASKED_AT + timedelta(days=31))

        assert before == [("due", None)]
        assert await rows(wire, state) == [("missed", "outage")]


@pytest.mark.parametrize("table", BUSY)
async def test_busy_tables_are_vacuumed_long_before_a_fifth_of_them_has_changed(tmp_path: Path, table: str):
    async with ready_database("postgresql", tmp_path) as url, joined(url) as wire:
        found = await rows(wire, f"SELECT unnest(reloptions) FROM pg_class WHERE relname = '{table}'")
        options = {option for (option,) in found}

    assert {"autovacuum_vacuum_scale_factor=0.01", "autovacuum_vacuum_threshold=1000"} <= options
