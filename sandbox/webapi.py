"""The Web API over HTTP: reads a call, lets ordered faults strike, answers as Slack does."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from typing import Any, TypeAlias

from sandbox.faults import BEFORE, CallFault, OrderedCallFault
from sandbox.methods import METHODS, Method
from sandbox.refusals import Refused
from sandbox.wire import Json, decode_args, dumps, read_args
from sandbox.workspace import Workspace

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers: TypeAlias = list[tuple[bytes, bytes]]

BODY_LIMIT = 2_000_000
JSON_HEADER = (b"content-type", b"application/json; charset=utf-8")
GARBAGE = b"<!doctype html><title>Please try again later</title>"


class WebApi:
    """An ASGI app that answers `/api/{method}` from the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._scopes = (b"x-oauth-scopes", ",".join(sorted(workspace.scopes)).encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one call."""
        workspace = self._workspace
        body = await read_body(receive)
        name = scope["path"].rpartition("/")[2]
        verb = scope["method"]
        headers = dict(scope["headers"])
        if workspace.url is None and b"host" in headers:
            workspace.url = f"{scope['scheme']}://{headers[b'host'].decode('latin-1')}"
        try:
            kind = headers.get(b"content-type", b"").decode("latin-1")
            args = read_args(query=scope["query_string"], kind=kind, body=body)
        except Refused as refused:
            await self._answer(send, name, "", refused.answer())
            return
        if workspace.recorder:
            workspace.recorder.write(method=name, verb=verb, args=args)
        if workspace.latency:
            await asyncio.sleep(workspace.latency)
        person = _person(workspace, args)
        fault = workspace.faults.for_call(name, person) if workspace.faults.calls else None
        if fault and fault.fault in BEFORE:
            await self._strike_before(send, name, fault)
            return
        try:
            self._check_token(headers.get(b"authorization", b"").decode("latin-1"), args)
            answer = self._run(name, verb, decode_args(args))
        except Refused as refused:
            answer = refused.answer()
        if fault:
            await self._strike_after(receive, send, name, fault)
        else:
            await self._answer(send, name, person or "", answer)

    def _run(self, name: str, verb: str, args: Json) -> Json:
        method: Method | None = METHODS.get(name)
        if method is None:
            raise Refused("unknown_method", req_method=name)
        if verb == "GET" and not method.reads:
            raise Refused("invalid_post_type")
        if method.scope and method.scope not in self._workspace.scopes:
            provided = ",".join(sorted(self._workspace.scopes))
            raise Refused("missing_scope", needed=method.scope, provided=provided)
        method.check(args)
        return method.run(self._workspace, args)

    def _check_token(self, authorization: str, args: Json) -> None:
        token = authorization.removeprefix("Bearer ").strip() or args.get("token")
        if not token:
            raise Refused("not_authed")
        if token != self._workspace.bot_token:
            raise Refused("invalid_auth")
        if self._workspace.token_error:
            raise Refused(self._workspace.token_error)

    async def _answer(self, send: Send, name: str, summary: str, answer: Json) -> None:
        status = "ok" if answer["ok"] else answer["error"]
        self._workspace.exchanges.note("in", name, summary, status)
        await send_whole(send, HTTPStatus.OK, dumps(answer), [JSON_HEADER, self._scopes])

    async def _strike_before(self, send: Send, name: str, fault: OrderedCallFault) -> None:
        if fault.fault is CallFault.REFUSED:
            await self._answer(send, name, "ordered", {"ok": False, "error": fault.error})
            return
        if fault.fault is CallFault.BROKEN:
            status, answer = HTTPStatus.INTERNAL_SERVER_ERROR, GARBAGE
            headers: Headers = [(b"content-type", b"text/html")]
        else:
            status, answer = HTTPStatus.TOO_MANY_REQUESTS, dumps({"ok": False, "error": "ratelimited"})
            headers = [JSON_HEADER]
            if fault.fault is CallFault.LIMITED:
                headers.append((b"retry-after", str(fault.retry_after).encode()))
        self._workspace.exchanges.note("in", name, fault.fault, str(int(status)))
        await send_whole(send, status, answer, headers)

    async def _strike_after(self, receive: Receive, send: Send, name: str, fault: OrderedCallFault) -> None:
        self._workspace.exchanges.note("in", name, fault.fault, "done, not said")
        if fault.fault is CallFault.WITHHELD_AFTER:
            while (await receive())["type"] != "http.disconnect":
                continue
        elif fault.fault is CallFault.DROPPED_AFTER:
            await send(
                {
                    "type": "http.response.start",
                    "status": HTTPStatus.OK,
                    "headers": [JSON_HEADER, (b"content-length", b"1000"), (b"connection", b"close")],
                }
            )
            await send({"type": "http.response.body", "body": b"{", "more_body": True})
        else:
            broken = fault.fault is CallFault.BROKEN_AFTER
            status = HTTPStatus.INTERNAL_SERVER_ERROR if broken else HTTPStatus.OK
            await send_whole(send, status, GARBAGE, [(b"content-type", b"text/html")])


async def read_body(receive: Receive) -> bytes:
    """Return the whole body of a request, cut at two million bytes."""
    event = await receive()
    body: bytes = event.get("body", b"")
    while event.get("more_body") and len(body) < BODY_LIMIT:
        event = await receive()
        body += event.get("body", b"")
    return body


async def send_whole(send: Send, status: int, body: bytes, headers: Headers) -> None:
    """Send a whole answer."""
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": int(status), "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": body})


def _person(workspace: Workspace, args: Json) -> str | None:
    for name in ("user", "user_id", "users", "channel"):
        value = args.get(name)
        if isinstance(value, str) and value:
            conversation = workspace.conversations.get(value)
            return conversation.person if conversation else value
    return None
