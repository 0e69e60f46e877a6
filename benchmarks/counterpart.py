"""The practice workspace in a process of its own, as the counterpart that answers."""

import asyncio
import multiprocessing
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sandbox.clock import SteppingClock
from sandbox.server import create_app
from sandbox.serving import serving
from sandbox.workspace import Member, Workspace

TOKEN = "xoxb-practice"
SECRET = "a-signing-secret"
TEAM = "T0BENCH"
NOW = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


def people(count: int) -> list[str]:
    """Return the Slack ids of so many made-up people."""
    return [f"U{number:09d}" for number in range(count)]


def _serve(port: int, count: int, latency: float) -> None:
    workspace = Workspace(
        team=TEAM,
        name="Benchmark",
        clock=SteppingClock(NOW),
        signing_secret=SECRET,
        bot_token=TOKEN,
        members=[
            Member(id=person, name=person, real_name=person, zone="Europe/London") for person in people(count)
        ],
        events_url=None,
    )
    workspace.latency = latency
    asyncio.run(_until_ended(workspace, port))


async def _until_ended(workspace: Workspace, port: int) -> None:
    async with serving(create_app(workspace), port=port):
        await asyncio.Event().wait()


@contextmanager
def counterpart(*, count: int, latency: float) -> Iterator[str]:
    """Give the address of a practice workspace's Web API in another process."""
    port = free_port()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_serve, args=(port, count, latency), daemon=True)
    process.start()
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}/api/"
    finally:
        process.terminate()
        process.join()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    """Return once somebody listens on a port."""
    while True:
        with socket.socket() as knocking:
            knocking.settimeout(0.2)
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
