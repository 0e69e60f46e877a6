"""The workspace served by uvicorn, as the demo serves it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import aiohttp
import pytest
import uvicorn
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.server import create_app
from tests.unit.sandbox.practising import TOKEN, Practice


class Endless:
    """A stepping that never arrives."""

    def __init__(self) -> None:
        self.given_up = False
        self.by: timedelta | None = None

    async def forward(self, by: timedelta) -> None:
        self.by = by
        try:
            await asyncio.Event().wait()
        finally:
            self.given_up = True

    async def to_next_question(self, person: str | None) -> bool:
        return False


@asynccontextmanager
async def by_uvicorn(practice: Practice, stepping: Endless) -> AsyncIterator[str]:
    """Serve the practice's workspace once more, by uvicorn."""
    app = create_app(practice.workspace, stepping)
    config = uvicorn.Config(app, port=0, log_level="critical", lifespan="on", ws="none")
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    listening.listen()
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


async def test_uvicorn_serves_it_drops_answers_and_stops_the_walk(practice: Practice):
    stepping = Endless()
    practice.workspace.faults.on_call("dropped_after", "chat.postMessage")
    practice.workspace.faults.on_call("withheld_after", "chat.postMessage")

    async with by_uvicorn(practice, stepping) as url:
        client = AsyncWebClient(token=TOKEN, base_url=f"{url}/api/", timeout=1, retry_handlers=[])
        with pytest.raises(aiohttp.ClientError):
            await client.chat_postMessage(channel="U0AMIRA", text="Dropped")
        with pytest.raises(asyncio.TimeoutError):
            await client.chat_postMessage(channel="U0AMIRA", text="Withheld")
        await client.chat_postMessage(channel="U0AMIRA", text="Answered")
        async with practice.session.post(f"{url}/workspace/clock", json={"step": "day"}) as answer:
            walking = await answer.json()

    assert [message.text for message in practice.workspace.hand("U0AMIRA").messages()] == [
        "Dropped",
        "Withheld",
        "Answered",
    ]
    assert walking["stepping"]
    assert (stepping.by, stepping.given_up) == (timedelta(days=1), True)
