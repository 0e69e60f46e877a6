"""Serving the demo: two ports, a curtain before the page until all is ready, and a calm end."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Generator, Iterator
from contextlib import asynccontextmanager, contextmanager
from http import HTTPStatus
from typing import Any

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import Mistaken

HOST = "127.0.0.1"
TAKEN = "Port {} is taken. Choose another with --port (with make: make demo DEMO_PORT=8900)."
FOR_THE_APP = ("/api/", "/response/")
SOON = "The demo is getting ready. One moment."
LAST_ANSWERS = 1
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Curtain:
    """Lets the app's own calls through from the start, and everybody else once it is open."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._is_open = False

    def open(self, app: ASGIApp) -> None:
        """Show `app` to everybody."""
        self._app = app
        self._is_open = True

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if self._is_open or scope.get("path", "").startswith(FOR_THE_APP):
            await self._app(scope, receive, send)
            return
        soon = PlainTextResponse(SOON, HTTPStatus.SERVICE_UNAVAILABLE, headers={"Retry-After": "1"})
        await soon(scope, receive, send)


class _Server(uvicorn.Server):
    """A server that leaves signals to the command, and says when it has started."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.began = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.began.set()


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """Hold a port of this machine; raise Mistaken where it is taken."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((HOST, port))
            held.listen()
        except OSError:
            raise Mistaken(TAKEN.format(port)) from None
        yield held


@asynccontextmanager
async def served(app: ASGIApp, held: socket.socket) -> AsyncIterator[None]:
    """Serve an app with its lifespan on a socket; what is under way at the end has a second."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_ANSWERS,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([held]))
    began = asyncio.create_task(server.began.wait())
    await asyncio.wait([task, began], return_when=asyncio.FIRST_COMPLETED)
    try:
        yield
    finally:
        began.cancel()
        server.should_exit = True
        await task


async def until_stopped(work: Coroutine[Any, Any, None]) -> bool:
    """Do the work until it ends or one of `STOPPING` stops it; say whether one did.

    The first signal lets everything end in order; later ones change nothing.
    """
    task = asyncio.create_task(work)
    loop = asyncio.get_running_loop()
    asked: list[signal.Signals] = []

    def stop(signalled: signal.Signals) -> None:
        if not asked:
            task.cancel()
        asked.append(signalled)

    for each in STOPPING:
        loop.add_signal_handler(each, stop, each)
    await asyncio.wait([task])
    if task.cancelled():
        return True
    task.result()
    return False
