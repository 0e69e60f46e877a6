"""What finding and sending what is due costs among many people, and what a second process brings.

`python -m benchmarks.due [--full] [--kinds ...]`: up to 100,000 people, with `--full` up to 1,000,000.
"""

import argparse
import asyncio
import multiprocessing
import resource
import sys
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import Table, bindparam, text
from sqlalchemy.ext.asyncio import AsyncSession

from benchmarks.counterpart import NOW
from benchmarks.filling import fill
from benchmarks.proof import NAMES, write_result
from benchmarks.sending import IN_FLIGHT
from bot.flows.delivering import LEASE, Delivering
from bot.flows.ground import Ground, the_workspace
from bot.flows.messenger import Outgoing, Receipt
from prompts.library import load_library
from sandbox.clock import SteppingClock
from storage import sendings
from storage.database import Database, open_database
from storage.road import glance
from storage.sealing import Seal, new_key
from storage.tables import Person, Sending, metadata
from tests.databases import KINDS, fresh_database

DUE = 2500
GLANCES, CLAIMS = 101, 15
DELIVERIES = 3
SIZES, FULL = (10_000, 100_000), (10_000, 100_000, 1_000_000)
BARE = "SELECT id FROM sending WHERE state = 'due' AND due_at <= :now ORDER BY due_at LIMIT :most"
BARE_CLAIM = (
    "UPDATE sending SET state = 'claimed', claimed_by = 'bare', lease_until = :now "
    f"WHERE id IN ({BARE}) RETURNING id, workspace, purpose, subject, person, due_at"
)
Work = Callable[[AsyncSession], Awaitable[Any]]
SEQUENCE = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)"
AGAIN = (
    "UPDATE sending SET state = 'due', claimed_by = NULL, lease_until = NULL, sent_at = NULL "
    "WHERE subject NOT LIKE 'x%'"
)


class _Silent:
    """A chat that takes everything at once."""

    async def send(self, outgoing: Outgoing) -> Receipt:
        await asyncio.sleep(0)
        return Receipt(channel=f"D{outgoing.person}", ts=outgoing.message)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What one process did: `began` and `ended` on the machine's clock, its largest memory in MiB."""

    began: float
    ended: float
    memory: float


async def crowd(database: Database, workspace: str, count: int) -> None:
    """Add so many people who each have a sending behind or ahead of them, none of it due now."""
    later = bindparam("later", NOW + timedelta(days=2), type_=Sending.__table__.c.due_at.type)  # type: ignore[attr-defined]
    await fill(database, workspace, DUE)
    async with database.writing.begin() as session:
        await session.execute(
            text(_copies(metadata.tables[Person.__tablename__], id="'X' || i")), {"count": count}
        )
        copied = _copies(
            metadata.tables[Sending.__tablename__],
            id="'x' || i",
            subject="'x' || i",
            person="'X' || i",
            state="CASE WHEN i % 2 = 0 THEN 'due' ELSE 'sent' END",
            due_at=":later",
        )
        await session.execute(text(copied).bindparams(later), {"count": count})
    if not database.is_sqlite:
        async with database.writing.begin() as session:
            await session.execute(text("ANALYZE"))


def _copies(table: Table, **changed: str) -> str:
    names = [column.name for column in table.columns]
    chosen = ", ".join(changed.get(name, f'one."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    return (
        f"{SEQUENCE} INSERT INTO {table.name} ({listed}) "
        f"SELECT {chosen} FROM n, (SELECT * FROM {table.name} LIMIT 1) AS one"
    )


async def milliseconds(database: Database, rounds: int, *works: Work) -> list[float]:
    """Return the median time of each of some works, in turn, in transactions that are taken back."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, times in zip(works, taken, strict=True):
            async with database.writing() as session:
                await (await session.connection()).exec_driver_sql("SELECT 1")
                begun = perf_counter()
                await work(session)
                times.append(perf_counter() - begun)
                await session.rollback()
    return [median(times) * 1000 for times in taken]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Milliseconds: the glance of a tick, its bare query, a claim of everything due, its bare write."""

    glance: float
    bare: float
    claim: float
    bare_claim: float


async def finding(database: Database, workspace: str, now: datetime) -> Found:
    """Measure what a tick asks and takes beside bare SQL for the same rows on the same connection."""

    async def look(session: AsyncSession) -> None:
        await glance(session, workspace, now=now)

    async def claim(session: AsyncSession) -> None:
        await sendings.claim(
            session, workspace=workspace, now=now, by="bench", lease_until=now + LEASE, most=DUE
        )

    def bare(statement: str, most: int) -> Work:
        moment = bindparam("now", type_=metadata.tables[Sending.__tablename__].c.due_at.type)
        asked = text(statement).bindparams(moment)

        async def ask(session: AsyncSession) -> None:
            connection = await session.connection()
            (await connection.execute(asked, {"now": now, "most": most})).all()

        return ask

    looked, bare_look = await milliseconds(database, GLANCES, look, bare(BARE, 1))
    claimed, bare_claim = await milliseconds(database, CLAIMS, claim, bare(BARE_CLAIM, DUE))
    return Found(glance=looked, bare=bare_look, claim=claimed, bare_claim=bare_claim)


def deliver(url: str, ready: Barrier, told: Any) -> None:
    """Send everything due, in a process of its own, once all are ready."""
    told.put(asyncio.run(_deliver(url, ready)))


async def _deliver(url: str, ready: Barrier) -> Delivered:
    database = open_database(url)
    ground = Ground(
        database=database,
        clock=SteppingClock(NOW),
        library=load_library(),
        seal=Seal((new_key(),)),
        draw_key=b"0" * 32,
        names_keys=(b"1" * 32,),
        address="https://inrole.example.org",
        workspace=await the_workspace(database),
    )
    silent: Any = _Silent()
    delivering = Delivering(ground, silent, sends_per_minute=1_000_000, in_flight=IN_FLIGHT)
    await asyncio.to_thread(ready.wait)
    began = perf_counter()
    await delivering.deliver()
    ended = perf_counter()
    await database.close()
    return Delivered(
        began=began, ended=ended, memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    )


def delivered(url: str, processes: int) -> tuple[float, float]:
    """Return microseconds a message with so many processes, and the largest memory of one in MiB."""
    context = multiprocessing.get_context("spawn")
    ready, told = context.Barrier(processes), context.Queue()
    started = [context.Process(target=deliver, args=(url, ready, told)) for _ in range(processes)]
    for process in started:
        process.start()
    found: list[Delivered] = [told.get() for _ in started]
    for process in started:
        process.join()
    taken = max(one.ended for one in found) - min(one.began for one in found)
    return taken / DUE * 1e6, max(one.memory for one in found)


async def sent_all(database: Database) -> None:
    """Stop the run where a message did not leave, and make everything due again."""
    async with database.writing.begin() as session:
        left = (
            await session.execute(
                text("SELECT COUNT(*) FROM sending WHERE subject NOT LIKE 'x%' AND state != 'sent'")
            )
        ).scalar_one()
        if left:
            raise SystemExit(f"{left} of {DUE} did not leave")
        await session.execute(text(AGAIN))


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One database with so many people in it: microseconds a message, memory in MiB, lines to read."""

    cost: float
    memory: float
    lines: tuple[str, ...]


async def measured(kind: str, size: int) -> Measured:
    """Measure one database with so many people in it."""
    with tempfile.TemporaryDirectory() as folder:
        async with fresh_database(kind, Path(folder)) as url:
            database = open_database(url)
            await database.migrate()
            workspace = await the_workspace(database)
            await crowd(database, workspace, size - DUE)
            nothing = await finding(database, workspace, NOW - timedelta(hours=1))
            something = await finding(database, workspace, NOW)
            costs = [await sent(database, url, 1) for _ in range(DELIVERIES)]
            cost, memory = median(cost for cost, _ in costs), max(memory for _, memory in costs)
            lines = [_finding(size, nothing, something), _sending(cost, memory)]
            if kind == "postgresql":
                two = median([(await sent(database, url, 2))[0] for _ in range(DELIVERIES)])
                lines.append(
                    f"  - by two processes {two:.0f} microseconds a message: {cost / two:.2f} as fast"
                )
            await database.close()
    return Measured(cost=cost, memory=memory, lines=tuple(lines))


async def sent(database: Database, url: str, processes: int) -> tuple[float, float]:
    """Send everything due with so many processes, and make it due again."""
    taken = await asyncio.to_thread(delivered, url, processes)
    await sent_all(database)
    return taken


def _finding(size: int, nothing: Found, something: Found) -> str:
    return (
        f"- {size:,} people: nothing due, seen in {nothing.glance:.2f} ms, ratio to the bare query "
        f"{nothing.glance / nothing.bare:.2f}; {DUE:,} due, seen in {something.glance:.2f} ms, ratio "
        f"{something.glance / something.bare:.2f}; claimed in {something.claim:.0f} ms, ratio to a bare "
        f"claim {something.claim / something.bare_claim:.1f}"
    )


def _sending(cost: float, memory: float) -> str:
    return f"  - {cost:.0f} microseconds a message from claim to record, worker {memory:.0f} MiB"


def flatness(found: Sequence[Measured]) -> str:
    """Return how the most people compare with the fewest."""
    fewest, most = found[0], found[-1]
    return (
        f"  - most people to fewest: a message costs {most.cost / fewest.cost:.2f} as much, "
        f"memory {most.memory / fewest.memory:.2f}"
    )


def main(given: Sequence[str] = ()) -> None:
    """Print the costs for each database and size, and write them to the page of proof."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="go to a million people")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    options = parser.parse_args(given)
    sizes = FULL if options.full else SIZES
    command = " ".join(("python -m benchmarks.due", *given))
    for kind in options.kinds:
        found: list[Measured] = []
        for size in sizes:
            found.append(asyncio.run(measured(kind, size)))
            print(f"due, {kind}", *found[-1].lines, sep="\n", flush=True)
        print(flatness(found), flush=True)
        lines = [line for one in found for line in one.lines] + [flatness(found)]
        write_result(f"Due among {sizes[-1]:,} people on {NAMES[kind]}", command, "\n".join(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
