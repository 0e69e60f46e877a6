"""Serving the workspace on a port of this machine, fast: one write an answer, quick to come and go."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from starlette.types import ASGIApp

from sandbox.webapi import Scope

HOST = "127.0.0.1"


@asynccontextmanager
async def serving(app: ASGIApp, *, port: int = 0) -> AsyncIterator[str]:
    """Serve an ASGI app on the loopback address and yield its URL; port 0 takes a free one.

    Answers are gathered and written whole; where the app stops in the middle of one, the connection is cut.
    """
    runner = web.ServerRunner(web.Server(_Bridge(app), handler_cancellation=True), shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class _Bridge:
    """Turns a request of aiohttp's server into a call of an ASGI app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        exchange = _Exchange(await request.read())
        call = asyncio.ensure_future(self._app(_scope(request), exchange.receive, exchange.send))
        try:
            await asyncio.shield(call)
        except asyncio.CancelledError:
            exchange.gone.set()
            await call
            raise
        answer = exchange.answer()
        if answer is None and request.transport is not None:
            request.transport.abort()
        return answer or web.Response()


class _Exchange:
    """One request and the answer as it gathers."""

    def __init__(self, body: bytes) -> None:
        self.gone = asyncio.Event()
        self._body: bytes | None = body
        self._start: MutableMapping[str, Any] = {}
        self._parts: list[bytes] = []
        self._whole = False

    async def receive(self) -> MutableMapping[str, Any]:
        body, self._body = self._body, None
        if body is None:
            await self.gone.wait()
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._start = message
        else:
            self._parts.append(message.get("body", b""))
            self._whole = not message.get("more_body", False)

    def answer(self) -> web.Response | None:
        """Return the answer, `None` when the app stopped before its end."""
        if not self._whole:
            return None
        answer = web.Response(status=self._start["status"], body=b"".join(self._parts))
        for name, value in self._start.get("headers", []):
            if name != b"content-length":
                answer.headers.add(name.decode("latin-1"), value.decode("latin-1"))
        return answer


def _scope(request: web.BaseRequest) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.path,
        "raw_path": request.raw_path.encode(),
        "root_path": "",
        "query_string": request.query_string.encode(),
        "headers": [(name.lower(), value) for name, value in request.raw_headers],
        "client": (request.remote or HOST, 0),
        "server": (HOST, request.url.port),
    }
