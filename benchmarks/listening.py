"""How many signed button presses a second are kept, beside a bare Bolt listener that only acknowledges."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import quantiles
from time import perf_counter, time
from urllib.parse import urlencode

import aiohttp
import uvicorn
from slack_bolt.adapter.fastapi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from benchmarks.counterpart import NOW, SECRET, TEAM, TOKEN, counterpart, free_port, people, wait_for
from benchmarks.filling import fill
from bot.app import running
from bot.settings import read_settings
from bot.slack.signature import signed
from sandbox.clock import SteppingClock
from storage.database import Database, open_database
from storage.sealing import new_key
from storage.tables import Sending
from tests.databases import KINDS, fresh_database

IN_FLIGHT = 16
PRESSES = 1500


def press(number: int, person: str, occurrence: str, channel: str | None, ts: str | None) -> bytes:
    """Return the body of a press on *Yes*."""
    payload = {
        "type": "block_actions",
        "user": {"id": person, "team_id": TEAM},
        "team": {"id": TEAM},
        "trigger_id": f"{number}.1",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel},
        "channel": {"id": channel, "name": "directmessage"},
        "actions": [
            {
                "type": "button",
                "action_id": "used:yes",
                "block_id": "taps",
                "value": occurrence,
                "action_ts": f"{number}.000200",
            }
        ],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()


async def press_all(address: str, bodies: list[bytes]) -> tuple[float, float]:
    """Return presses a second and the 99th percentile in milliseconds."""
    taken: list[float] = []
    waiting = iter(bodies)
    async with aiohttp.ClientSession() as session:

        async def work() -> None:
            for body in waiting:
                stamp = str(int(time()))
                headers = {
                    "content-type": "application/x-www-form-urlencoded",
                    "x-slack-request-timestamp": stamp,
                    "x-slack-signature": signed(body, stamp, secret=SECRET),
                }
                begun = perf_counter()
                async with session.post(address, data=body, headers=headers) as answer:
                    await answer.read()
                    if answer.status != 200:
                        raise SystemExit(f"a press was answered with {answer.status}")
                taken.append(perf_counter() - begun)

        begun = perf_counter()
        await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
    return len(bodies) / (perf_counter() - begun), quantiles(taken, n=100)[98] * 1000


def acknowledging() -> ASGIApp:
    """Return a bare Bolt app whose only listener acknowledges."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=TOKEN)

    bolt = AsyncApp(authorize=authorize, signing_secret=SECRET, process_before_response=True)

    @bolt.action("used:yes")
    async def _(ack: AsyncAck) -> None:
        await ack()

    handler = AsyncSlackRequestHandler(bolt)

    async def endpoint(request: Request) -> Response:
        return await handler.handle(request)

    return Starlette(routes=[Route("/slack/events", endpoint, methods=["POST"])])


@asynccontextmanager
async def served(app: ASGIApp, port: int) -> AsyncIterator[None]:
    """Serve an application with uvicorn while the block lasts."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_config=None, access_log=False)
    )
    task = asyncio.create_task(server.serve())
    await asyncio.to_thread(wait_for, port)
    try:
        yield
    finally:
        server.should_exit = True
        await task


async def measured(api: str, kind: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return presses a second and p99, ours and the bare listener's."""
    here = free_port()
    with tempfile.TemporaryDirectory() as folder:
        async with fresh_database(kind, Path(folder)) as url:
            settings = read_settings(
                SLACK_SIGNING_SECRET=SECRET,
                SLACK_BOT_TOKEN=TOKEN,
                INROLE_SECRET_KEYS=new_key(),
                INROLE_PUBLIC_URL=f"http://127.0.0.1:{here}",
                INROLE_DATABASE_URL=url,
                INROLE_SLACK_API_URL=api,
                INROLE_LOCAL_SLACK="true",
                INROLE_SENDS_PER_MINUTE="1000000",
            )
            await _migrated(url)
            async with running(settings, SteppingClock(NOW), ticking=False) as inrole:
                ground = inrole.flows.ground
                await fill(ground.database, ground.workspace, PRESSES)
                await inrole.flows.delivering.deliver()
                bodies = await _bodies(ground.database)
                async with served(inrole.web, here):
                    ours = await press_all(f"http://127.0.0.1:{here}/slack/events", bodies)
    there = free_port()
    async with served(acknowledging(), there):
        theirs = await press_all(f"http://127.0.0.1:{there}/slack/events", bodies)
    return ours, theirs


async def _migrated(url: str) -> None:
    database = open_database(url)
    await database.migrate()
    await database.close()


async def _bodies(database: Database) -> list[bytes]:
    async with database.reading() as session:
        rows = (await session.execute(Sending.__table__.select())).all()  # type: ignore[attr-defined]
    return [
        press(number, row.person, row.subject, row.channel, row.ts)
        for number, row in enumerate(rows, start=1)
    ]


def main() -> None:
    """Print presses a second and the slowest hundredth, ours and a bare listener's."""
    with counterpart(count=len(people(PRESSES)), latency=0.0) as api:
        for kind in KINDS:
            (ours, ours_p99), (theirs, theirs_p99) = asyncio.run(measured(api, kind))
            print(
                f"listening, {IN_FLIGHT} at once, {kind}: {ours:.0f}/s (p99 {ours_p99:.0f} ms) kept and "
                f"redrawn, {theirs:.0f}/s (p99 {theirs_p99:.0f} ms) only acknowledged, "
                f"ratio {ours / theirs:.2f}"
            )


if __name__ == "__main__":
    main()
