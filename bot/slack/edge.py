"""The door Slack knocks at: the signature over the raw body, then Bolt."""

import json
import logging
from collections.abc import Callable
from urllib.parse import parse_qs

from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.slack.listeners import Listeners
from bot.slack.signature import Unreadable, Unsigned, verify

NOT_OURS = "This address takes requests that Slack has signed."
NOT_READABLE = "The request is signed but cannot be read."


def slack_edge(
    listeners: Listeners, client: AsyncWebClient, *, secret: str, seconds: Callable[[], float]
) -> ASGIApp:
    """Return the endpoint for events, interactions and commands; `seconds` is the real time since 1970.

    Answers 401 to what Slack did not sign and 400 to what cannot be read.
    """
    bolt = _bolt(listeners, client)

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        headers = request.headers
        try:
            stamp, signature = headers.get("x-slack-request-timestamp"), headers.get("x-slack-signature")
            verify(body, stamp, signature, secret=secret, now=seconds())
            _read(body, headers.get("content-type", ""))
            asked = AsyncBoltRequest(body=body.decode(), query=request.url.query, headers=dict(headers))
        except Unsigned:
            await PlainTextResponse(NOT_OURS, status_code=401)(scope, receive, send)
            return
        except (Unreadable, ValueError, RecursionError, TypeError, AttributeError, KeyError):
            # Bolt stumbles with the last three over parts of another shape than Slack's.
            await PlainTextResponse(NOT_READABLE, status_code=400)(scope, receive, send)
            return
        answer = await bolt.async_dispatch(asked)
        response = Response(content=answer.body, status_code=answer.status)
        for name, values in answer.headers.items():
            if name.lower() != "content-length":
                response.headers[name] = values[0]
        await response(scope, receive, send)

    return endpoint


def _bolt(listeners: Listeners, client: AsyncWebClient) -> AsyncApp:
    """Return Bolt with our listeners; its own log lines hold exceptions in full, so its logger is mute."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=client.token)

    quiet = logging.getLogger(f"{__name__}.bolt")
    quiet.setLevel(logging.CRITICAL + 1)
    app = AsyncApp(
        name=__name__,
        logger=quiet,
        client=client,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=False,
        ignoring_self_events_enabled=False,
    )
    listeners.listen(app)
    return app


def _read(body: bytes, content_type: str) -> None:
    """Raise ValueError for a body that is neither an event, an interaction nor a command."""
    if content_type.startswith("application/json"):
        read = json.loads(body)
        if not isinstance(read, dict) or not isinstance(read.get("event", {}), dict):
            raise ValueError("an event is an object")
        _keepable(read)
        return
    fields = parse_qs(body.decode(), keep_blank_values=True)
    _keepable(fields)
    if "payload" in fields:
        read = json.loads(fields["payload"][0])
        if not isinstance(read, dict):
            raise ValueError("an interaction is an object")
        _keepable(read)
        actions = read.get("actions", [{}])
        if not (isinstance(actions, list) and actions and isinstance(actions[0], dict)):
            raise ValueError("a press says what was pressed")
    elif "command" not in fields and "ssl_check" not in fields:
        raise ValueError("neither an interaction nor a command")


def _keepable(read: object) -> None:
    """Raise ValueError where a database cannot keep a piece of text: a zero byte, or half a letter."""
    waiting = [read]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            waiting.extend(part)
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)
        elif isinstance(part, str) and (not part.isascii() or "\0" in part):
            part.encode()
            if "\0" in part:
                raise ValueError("a zero byte is no text")
