"""A workspace served over loopback, and an app of the smallest kind that writes down what reaches it."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.clock import SteppingClock
from sandbox.server import create_app
from sandbox.serving import serving
from sandbox.wire import Json
from sandbox.workspace import Member, Workspace

START = datetime(2026, 11, 24, 9, tzinfo=UTC)
TOKEN = "xoxb-practice"
SECRET = "a signing secret"

MEMBERS = [
    Member(id="U0AMIRA", name="Amira", real_name="Amira Khan"),
    Member(id="U0BEN", name="Ben", real_name="Ben Okoro", zone=None),
    Member(id="U0GUEST", name="Gwen", real_name="Gwen Guest", single_channel_guest=True),
    Member(id="U0LEFT", name="Leo", real_name="Leo Left", deleted=True),
    Member(id="U0ROBOT", name="Robot", real_name="Another Robot", bot=True),
]


@dataclass
class Arrival:
    """One request that reached the app."""

    body: bytes
    headers: dict[str, str]

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    @property
    def payload(self) -> Json:
        if self.headers["content-type"].startswith("application/json"):
            read: Json = json.loads(self.body)
            return read
        told: Json = json.loads(self.form["payload"])
        return told


@dataclass
class RecordingApp:
    """Acknowledges everything, or does with it what `answer` says."""

    arrivals: list[Arrival] = field(default_factory=list)
    answer: Callable[[Arrival], Awaitable[Response]] | None = None

    async def receive(self, request: Request) -> Response:
        arrival = Arrival(body=await request.body(), headers=dict(request.headers))
        self.arrivals.append(arrival)
        return await self.answer(arrival) if self.answer else Response()

    def answering(self, body: Json) -> None:
        async def answer(_: Arrival) -> Response:
            return JSONResponse(body)

        self.answer = answer

    @property
    def events(self) -> list[Json]:
        return [
            arrival.payload["event"]
            for arrival in self.arrivals
            if arrival.headers["content-type"].startswith("application/json")
        ]


@dataclass
class Practice:
    """A served workspace with its app, its clock and a client that speaks to it."""

    workspace: Workspace
    app: RecordingApp
    clock: SteppingClock
    client: AsyncWebClient
    session: aiohttp.ClientSession
    url: str
    stopwatch: list[float]


@asynccontextmanager
async def practising(**settings: Any) -> AsyncIterator[Practice]:
    """Open a practice workspace with these settings of `Workspace`."""
    clock = SteppingClock(START)
    app = RecordingApp()
    stopwatch = [0.0]
    stepping = settings.pop("stepping", None)
    async with serving(Starlette(routes=[Route("/slack/events", app.receive, methods=["POST"])])) as address:
        workspace = Workspace(
            **{
                "team": "T0NORTH",
                "name": "Northshire practice workspace",
                "clock": clock,
                "signing_secret": SECRET,
                "bot_token": TOKEN,
                "members": MEMBERS,
                "events_url": f"{address}/slack/events",
                "stopwatch": lambda: stopwatch[0],
                **settings,
            }
        )
        async with serving(create_app(workspace, stepping)) as url, aiohttp.ClientSession() as session:
            workspace.url = url
            client = AsyncWebClient(token=TOKEN, base_url=f"{url}/api/", session=session, retry_handlers=[])
            await workspace.start()
            try:
                yield Practice(workspace, app, clock, client, session, url, stopwatch)
            finally:
                await workspace.stop()
