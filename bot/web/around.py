"""The layers around every request: headers, HEAD, what a body may hold, and the guard for the unexpected."""

import secrets
from collections.abc import Callable

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 1_000_000
"""The most bytes a request may bring."""

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)

_SECURITY = {
    "Content-Security-Policy": CONTENT_POLICY,
    # Under no-referrer a browser sends "Origin: null" with our own forms; this tells other sites as little.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_FORM = "application/x-www-form-urlencoded"
_HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000"}

Broken = Callable[[Scope, str], Response]
"""Draws the answer to what nobody expected, with the reference a person may quote."""

TooLarge = Callable[[Scope], Response]
Unkept = Callable[[Scope, int], Response]
"""Draws the answer to what no database can keep, with its status."""

_log = structlog.get_logger()


class SecurityHeaders:
    """Puts the security headers on every answer, and `no-store` where nothing else was said."""

    def __init__(self, app: ASGIApp, *, is_https: bool) -> None:
        self._app = app
        self._headers = {**_SECURITY, **(_HTTPS_ONLY if is_https else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, with_headers)


class HeadAsGet:
    """Answers HEAD as GET without the body, so that no route has to say it twice."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, without_body)


class BodyCap:
    """Refuses a body over `largest` bytes before anything reads it."""

    def __init__(self, app: ASGIApp, *, largest: int, too_large: TooLarge) -> None:
        self._app = app
        self._largest = largest
        self._too_large = too_large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on, or answer 413."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        promised = Headers(scope=scope).get("content-length", "")
        if promised.isascii() and promised.isdigit():
            body_fits = int(promised) <= self._largest
        else:
            receive, body_fits = await self._read_ahead(receive)
        answer = self._app if body_fits else self._too_large(scope)
        await answer(scope, receive, send)

    async def _read_ahead(self, receive: Receive) -> tuple[Receive, bool]:
        messages: list[Message] = []
        held = 0
        while True:
            message = await receive()
            messages.append(message)
            held += len(message.get("body", b""))
            if held > self._largest or not message.get("more_body", False):
                break
        waiting = iter(messages)

        async def again() -> Message:
            return next(waiting, None) or await receive()

        return again, held <= self._largest


class ZeroBytes:
    """Refuses an address or a form with a zero byte in it, which no database keeps: 404, or 422."""

    def __init__(self, app: ASGIApp, *, unkept: Unkept) -> None:
        self._app = app
        self._unkept = unkept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 404 if "\0" in scope["path"] else 422 if b"%00" in scope["query_string"] else None
        if status is None and Headers(scope=scope).get("content-type", "").startswith(_FORM):
            receive, body = await _whole_body(receive)
            status = 422 if b"%00" in body or b"\0" in body else None
        answer = self._app if status is None else self._unkept(scope, status)
        await answer(scope, receive, send)


async def _whole_body(receive: Receive) -> tuple[Receive, bytes]:
    messages = [await receive()]
    while messages[-1].get("more_body", False):
        messages.append(await receive())
    waiting = iter(messages)

    async def again() -> Message:
        return next(waiting, None) or await receive()

    return again, b"".join(message.get("body", b"") for message in messages)


class Guard:
    """Answers what nobody expected with a reference to quote, and logs it once."""

    def __init__(self, app: ASGIApp, *, broken: Broken) -> None:
        self._app = app
        self._broken = broken

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass one connection on; nothing but a broken connection leaves here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        has_begun = False

        async def noticing(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, noticing)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001 - one of the three guards
            reference = secrets.token_hex(4)
            # The route, not the path: a path may hold the token of a link.
            route = getattr(scope.get("route"), "path", None)
            await _log.aerror("request_broke", reference=reference, route=route, exc_info=error)
            if not has_begun:
                await self._broken(scope, reference)(scope, receive, send)
