"""Whether every message leaves once while processes are killed, the database restarts and Slack misbehaves.

`python -m benchmarks.chaos [--messages 20000] [--seconds 90] [--seed 1] [--kills 12] [--kinds ...]`
"""

import argparse
import asyncio
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from sqlalchemy import select
from sqlmodel import col

from benchmarks.counterpart import TEAM, free_port, people
from benchmarks.crashing import Server, Whole, own_server
from benchmarks.filling import fill
from benchmarks.listening import press
from benchmarks.proof import NAMES, write_result
from benchmarks.verdict import OPEN, Verdict, arrived, arrived_at, count_states, troubles_in
from bot.flows.ground import the_workspace
from bot.slack.signature import signed
from sandbox.elements import button_called
from sandbox.messages import Message
from sandbox.server import create_app
from sandbox.serving import serving
from sandbox.workspace import Member, Workspace
from storage.database import Database, open_database
from storage.tables import Answer, Sending
from tests.databases import KINDS
from tests.wire import settings_for

PROCESSES = {"postgresql": 3, "sqlite": 1}
POSTS, HISTORY = "chat.postMessage", "conversations.history"
TROUBLES: tuple[tuple[str, str, int, int], ...] = (
    ("limited", POSTS, 20, 60),
    ("limited_silently", POSTS, 3, 3),
    ("broken", POSTS, 5, 20),
    ("broken_after", POSTS, 5, 20),
    ("dropped_after", POSTS, 5, 20),
    ("withheld_after", POSTS, 3, 10),
    ("garbled_after", POSTS, 5, 20),
    ("limited", HISTORY, 2, 5),
    ("dropped_after", HISTORY, 2, 5),
    ("broken", HISTORY, 2, 5),
)
"""Fault, method, and the fewest and most calls in a row it strikes."""
CALM_AT = 0.97
RESTART_AT = 0.4
TROUBLED_FOR, PATIENCE = 900, 300
SHOWN_EVERY = 5.0
PRESS_EVERY = 1.0
TEAM_SIZE = 50
GLANCE = 0.25
STORMS = 40


@dataclass(slots=True, kw_only=True)
class Round:
    """One run against one kind of database, and what was done to it."""

    kind: str
    messages: int
    workspace: Workspace
    database: Database
    wholes: list[Whole]
    server: Server | None
    dice: random.Random
    deaths: int
    calm: asyncio.Event = field(default_factory=asyncio.Event)
    arrived: int = 0
    storms: Counter[str] = field(default_factory=Counter)
    pressed: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    repeated: int = 0
    restarts: int = 0


async def further(run: Round, share: float) -> None:
    """Return when so much more of everything has arrived than now, or when calm is called for."""
    goal = run.arrived + share * run.messages
    while not run.calm.is_set():
        if run.arrived >= goal:
            return
        await asyncio.sleep(GLANCE)


async def storm(run: Round) -> None:
    """Order trouble for the next calls, `STORMS` times on average, each after more has arrived."""
    while not run.calm.is_set():
        fault, method, least, most = run.dice.choice(TROUBLES)
        times = run.dice.randint(least, most)
        run.workspace.faults.on_call(fault, method, times=times)
        run.storms[f"{fault} on {method}"] += times
        await further(run, run.dice.uniform(0, 2 / STORMS))


async def kill(run: Round) -> None:
    """End a process without warning, each after more has arrived."""
    while not run.calm.is_set():
        await further(run, run.dice.uniform(0, 2 / run.deaths))
        if not run.calm.is_set():
            run.dice.choice(run.wholes).kill()


async def disturb(run: Round) -> None:
    """Have people press and open their Home, everything sent twice or more, to whoever lives."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        while not run.calm.is_set():
            await asyncio.sleep(PRESS_EVERY)
            person = run.dice.choice(people(run.messages))
            run.workspace.courier.url = run.dice.choice(run.wholes).address
            run.workspace.faults.on_event("repeated", copies=3)
            run.repeated += 1
            await run.workspace.hand(person).open_home()
            found = arrived_at(run.workspace, person)
            if found and person not in run.pressed:
                await press_twice(run, session, person, found[0])


async def press_twice(run: Round, session: aiohttp.ClientSession, person: str, message: Message) -> None:
    """Press *Yes*, the same signed request arriving at two addresses at once.

    Whoever is told in a whisper that something went wrong has been promised nothing.
    """
    _, button = button_called(message.blocks, "used:yes")
    run.pressed.add(person)
    body = press(len(run.pressed), person, button["value"], message.channel, message.ts)
    stamp = str(int(time.time()))
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": signed(body, stamp, secret="a-signing-secret"),
    }

    async def arrive(whole: Whole) -> int:
        try:
            async with session.post(whole.address, data=body, headers=headers) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError):
            return 0

    answered = await asyncio.gather(*(arrive(run.dice.choice(run.wholes)) for _ in range(2)))
    if run.workspace.conversation_of(person).whispers:
        run.refused.add(person)
    elif 200 in answered:
        run.kept.add(person)


async def watch(run: Round) -> None:
    """Show how far it is, restart the database once on the way, and call for calm near the end."""
    shown = 0.0
    while run.arrived < CALM_AT * run.messages:
        run.arrived = arrived(run.workspace, run.messages).total()
        if time.monotonic() - shown > SHOWN_EVERY:
            shown = time.monotonic()
            kills = sum(whole.kills for whole in run.wholes)
            show(f"{run.kind}: {run.arrived:,} of {run.messages:,} arrived, {kills} kills")
        if run.server is not None and not run.restarts and run.arrived >= RESTART_AT * run.messages:
            run.restarts += 1
            await asyncio.to_thread(run.server.restart)
            show(f"{run.kind}: PostgreSQL was ended without warning and started again")
        await asyncio.sleep(GLANCE)


async def settle(run: Round) -> dict[str, int]:
    """Return the states once nothing is open any more, or when patience ends."""
    states: dict[str, int] = {}
    for seconds in range(PATIENCE):
        states = await count_states(run.database)
        waiting = sum(states.get(state, 0) for state in OPEN)
        if seconds % 5 == 0:
            show(f"{run.kind}: calm, {waiting} still open after {seconds} s")
        if not waiting:
            break
        await asyncio.sleep(1)
    return states


async def judge(run: Round, states: dict[str, int]) -> Verdict:
    """Compare what the database says with what people have."""
    there = arrived(run.workspace, run.messages)
    async with run.database.reading() as session:
        rows = (await session.execute(select(col(Sending.id), col(Sending.state)))).all()
        answers = Counter((await session.execute(select(col(Answer.person)))).scalars())
    return Verdict(
        states=states,
        lost=sum(row.state not in ("missed", "held back") and not there[row.id] for row in rows),
        doubled=sum(count > 1 for count in there.values()),
        untold=sum(row.state in OPEN for row in rows),
        mistold=sum(row.state == "sent" and not there[row.id] for row in rows)
        + sum(row.state in ("missed", "held back") and there[row.id] > 0 for row in rows)
        + len(set(there) - {row.id for row in rows}),
        answers_lost=len(run.kept - set(answers)),
        answers_doubled=sum(count > 1 for count in answers.values()) + len(set(answers) - run.pressed),
    )


async def play(run: Round) -> Verdict:
    """Play one round: trouble until nearly everything has arrived or it is late, calm, then the verdict."""
    living = [asyncio.create_task(whole.keep_alive()) for whole in run.wholes]
    troubles = [asyncio.create_task(work(run)) for work in (storm, kill, disturb)]
    try:
        with suppress(TimeoutError):
            await asyncio.wait_for(watch(run), TROUBLED_FOR)
        run.calm.set()
        await asyncio.gather(*troubles)
        run.workspace.faults.clear()
        states = await settle(run)
    finally:
        run.calm.set()
        for whole in run.wholes:
            whole.end()
        await asyncio.gather(*living)
    return await judge(run, states)


async def prepared(
    stack: AsyncExitStack, kind: str, server: Server | None, options: argparse.Namespace, folder: Path
) -> Round:
    """Make the workspace, the database with everything due, and the processes not yet started."""
    url = await server.database("chaos") if server else f"sqlite+aiosqlite:///{folder / 'chaos.db'}"
    database = open_database(url)
    stack.push_async_callback(database.close)
    await database.migrate()
    now = datetime.now(UTC)
    await fill(database, await the_workspace(database), options.messages, now=now, team_size=TEAM_SIZE)
    settings = settings_for(url, free_port(), free_port())
    pace = max(600, round(options.messages * 60 / options.seconds / PROCESSES[kind]))
    settings["INROLE_SENDS_PER_MINUTE"] = str(pace)
    workspace = Workspace(
        team=TEAM,
        name="Chaos",
        clock=lambda: datetime.now(UTC),
        signing_secret=settings["SLACK_SIGNING_SECRET"],
        bot_token=settings["SLACK_BOT_TOKEN"],
        members=[Member(id=one, name=one, real_name=one) for one in people(options.messages)],
        events_url="http://127.0.0.1:9/",
        subscriptions=("app_home_opened",),
    )
    port = urlsplit(settings["INROLE_SLACK_API_URL"]).port or 0
    await stack.enter_async_context(serving(create_app(workspace), port=port))
    await workspace.start()
    stack.push_async_callback(workspace.stop)
    wholes = [Whole(settings=settings, log=folder / f"{number}.log") for number in range(PROCESSES[kind])]
    return Round(
        kind=kind,
        messages=options.messages,
        workspace=workspace,
        database=database,
        wholes=wholes,
        server=server,
        dice=random.Random(options.seed),
        deaths=options.kills,
    )


async def one_round(kind: str, server: Server | None, options: argparse.Namespace) -> tuple[bool, str]:
    """Return whether a round was clean, and its lines for the page."""
    with tempfile.TemporaryDirectory() as folder:
        async with AsyncExitStack() as stack:
            run = await prepared(stack, kind, server, options, Path(folder))
            begun = time.perf_counter()
            verdict = await play(run)
            taken = time.perf_counter() - begun
        caught = troubles_in(Path(folder))
    return verdict.is_clean, told(run, verdict, caught, taken)


def told(run: Round, verdict: Verdict, caught: Counter[str], taken: float) -> str:
    """Return the lines of a round."""
    own = sum(whole.starts - whole.kills - 1 for whole in run.wholes)
    return "\n".join(
        (
            (
                f"- {NAMES[run.kind]}, processes: {len(run.wholes)}, messages: {run.messages:,}; "
                f"{taken / 60:.1f} minutes"
            ),
            (
                f"  - done to it: {sum(whole.kills for whole in run.wholes)} x `kill -9` (and {own} starts "
                f"that ended by themselves), PostgreSQL restarts {run.restarts}, {run.repeated} events sent "
                f"three times, {len(run.pressed)} presses sent twice"
            ),
            "  - calls struck: " + _listed(run.storms),
            "  - states at the end: " + _listed(verdict.states),
            (
                f"  - **lost {verdict.lost}, doubled {verdict.doubled}, in no stated state {verdict.untold}, "
                f"state and arrival disagree {verdict.mistold}**; answers acknowledged {len(run.kept)} "
                f"(and {len(run.refused)} people told that something went wrong), "
                f"lost {verdict.answers_lost}, doubled {verdict.answers_doubled}"
            ),
            "  - errors the processes logged and went on from: " + (_listed(caught) or "none"),
        )
    )


def _listed(counts: Counter[str] | dict[str, int]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in sorted(counts.items()))


def show(line: str) -> None:
    """Tell whoever waits how far it is."""
    print(line, flush=True)


@contextmanager
def server_for(kind: str) -> Iterator[Server | None]:
    """Give a server of its own to a round that needs one."""
    if kind == "sqlite":
        yield None
        return
    with own_server() as server:
        yield server


def main(given: Sequence[str] | None = None) -> int:
    """Play a round on each database, write the page, and return 1 where anything was lost or doubled."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=90, help="how long the sending takes at the pace set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=12, help="how many there are on average")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=["postgresql", "sqlite"])
    options = parser.parse_args(given)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    command = " ".join(("python -m benchmarks.chaos", *(sys.argv[1:] if given is None else given)))
    clean = True
    for kind in options.kinds:
        with server_for(kind) as server:
            was_clean, lines = asyncio.run(one_round(kind, server, options))
        clean = clean and was_clean
        show(lines)
        write_result(f"Chaos on {NAMES[kind]}", command, lines)
    return 0 if clean else 1


if __name__ == "__main__":
    sys.exit(main())
