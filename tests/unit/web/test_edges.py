"""What holds for every request: headers, sizes, the unexpected, and the way to Slack's door."""

import json
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.testing import capture_logs

from bot.web.app import create_web

Opened = Callable[..., TestClient]

NOW = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)

EVERYWHERE = [
    "/",
    "/me",
    "/enter/fresh",
    "/enter/strange",
    "/nowhere",
    "/health/live",
    "/api/v1/teams",
    "/api/v1/openapi.json",
    "/static/inrole.css",
    "/static/nothing.css",
]


async def slack_app(scope: Scope, receive: Receive, send: Send) -> None:
    body = await Request(scope, receive).body()
    await PlainTextResponse(f"{len(body)} bytes")(scope, receive, send)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_security_headers(stranger: TestClient, path: str) -> None:
    headers = stranger.get(path).headers

    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert "strict-transport-security" not in headers


def test_browsers_are_held_to_https_where_inrole_is(opened: Opened) -> None:
    assert "max-age" in opened(address="https://inrole.test").get("/").headers["strict-transport-security"]


@pytest.mark.parametrize(
    "path", ["/", "/me", "/teams/assessment-north/digests/latest", "/enter/fresh", "/how-its-set-up"]
)
def test_no_page_is_kept_anywhere(amira: TestClient, path: str) -> None:
    headers = amira.get(path).headers

    assert headers["cache-control"] == "no-store"
    assert "etag" not in headers


def test_the_style_sheet_is_kept_under_an_address_that_changes_with_it(stranger: TestClient) -> None:
    page = stranger.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]

    answer = stranger.get(address)

    assert "?v=" in address
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]


def test_slack_is_answered_by_what_was_given(opened: Opened) -> None:
    client = opened(slack_app=slack_app)

    assert client.post("/slack/events", content=b"hello").text == "5 bytes"
    assert client.get("/slack/events").status_code == 405


@pytest.mark.parametrize("size", [999_999, 1_000_000])
def test_a_body_up_to_the_cap_is_taken(opened: Opened, size: int) -> None:
    client = opened(slack_app=slack_app)

    assert client.post("/slack/events", content=b"x" * size).text == f"{size} bytes"
    assert client.post("/slack/events", content=in_pieces(size)).text == f"{size} bytes"


@pytest.mark.parametrize("is_promised", [True, False], ids=["length promised", "length unknown"])
def test_a_body_over_the_cap_is_refused(opened: Opened, is_promised: bool) -> None:
    body = b"x" * 1_000_001 if is_promised else in_pieces(1_000_001)

    answer = opened(slack_app=slack_app).post("/slack/events", content=body)

    assert answer.status_code == 413
    assert answer.json()["status"] == 413
    assert answer.headers["content-type"] == "application/problem+json"


async def test_an_endless_body_is_refused_without_waiting_for_its_end(flows: Any) -> None:
    app = create_web(
        flows, clock=lambda: NOW, address="http://inrole.test", local_slack=False, largest_body=10
    )
    given = 0

    async def receive() -> Message:
        nonlocal given
        given += 1
        return {"type": "http.request", "body": b"x" * 4, "more_body": True}

    sent = await answer_of(app, "POST", receive)

    assert sent[0]["status"] == 413
    assert given == 3


async def test_head_sends_no_body_to_the_server(flows: Any) -> None:
    app = create_web(flows, clock=lambda: NOW, address="http://inrole.test", local_slack=False)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    got = await answer_of(app, "GET", receive)
    asked = await answer_of(app, "HEAD", receive)

    assert b"".join(part["body"] for part in got[1:]).startswith(b"<!doctype html>")
    assert [part["body"] for part in asked[1:]] == [b""]
    assert asked[0] == got[0]


async def answer_of(app: ASGIApp, method: str, receive: Receive) -> list[Message]:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": "/",
        "raw_path": b"/",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("inrole.test", 80),
        "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"inrole.test")],
    }
    await app(scope, receive, send)
    return sent


def in_pieces(size: int) -> Iterator[bytes]:
    whole, rest = divmod(size, 1000)
    yield from (b"x" * 1000 for _ in range(whole))
    yield b"x" * rest


@pytest.mark.parametrize(
    "path", ["/teams/assessment-north/digests/latest", "/api/v1/teams/assessment-north/digests"]
)
def test_the_unexpected_is_logged_once_and_answered_with_its_reference(
    amira: TestClient, flows: Any, path: str
) -> None:
    flows.reading.breaks_with = RuntimeError("a secret in a message")

    with capture_logs() as logged:
        answer = amira.get(path)

    assert answer.status_code == 500
    assert [entry["event"] for entry in logged] == ["request_broke"]
    assert logged[0]["reference"] in answer.text
    assert logged[0]["exc_info"] is flows.reading.breaks_with
    assert "secret" not in answer.text
    assert "RuntimeError" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_log_of_the_unexpected_holds_no_token_of_a_link(stranger: TestClient, flows: Any) -> None:
    flows.entering.links = None

    with capture_logs() as logged:
        stranger.get("/enter/precious")

    assert logged[0]["route"] == "/enter/{token}"
    assert "precious" not in json.dumps(logged[0], default=str)


def test_the_lifespan_given_wraps_the_application(opened: Opened) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def lifespan(_app: Any) -> Any:
        seen.append("begun")
        yield
        seen.append("ended")

    with opened(lifespan=lifespan) as client:
        client.get("/health/live")

    assert seen == ["begun", "ended"]


def test_alive_while_the_process_answers(stranger: TestClient) -> None:
    assert stranger.get("/health/live").status_code == 200


def test_ready_names_database_migrations_and_jobs(stranger: TestClient) -> None:
    answer = stranger.get("/health/ready")

    assert answer.status_code == 200
    assert answer.json() == {
        "database": "ok",
        "migrations": "ok",
        "jobs": {"deliver": "2026-11-23T09:40:00+00:00", "digest": None},
    }


def test_unwell_is_503_and_says_what(stranger: TestClient, flows: Any) -> None:
    flows.health.is_well = False

    answer = stranger.get("/health/ready")

    assert answer.status_code == 503
    assert answer.json()["database"] == "cannot be reached"
    assert stranger.get("/health/live").status_code == 200
