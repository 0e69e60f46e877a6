"""Bad requests: each is refused plainly, nothing changes, and nobody sees a stack trace."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from urllib.parse import quote, urlencode

import pytest

from sandbox.wire import Json, signature
from tests.acting import asked, question, rows
from tests.wire import Wire

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
EVENT = b'{"type": "event_callback", "team_id": "T0NORTH", "event_id": "Ev1", "event": {"type": "message"}}'


@pytest.fixture
async def wire(ready_url: str) -> AsyncIterator[Wire]:
    async with asked(ready_url) as joined:
        yield joined


def stamp(shift: int = 0) -> str:
    return str(int(time.time()) + shift)  # noqa: TID251


def signed(wire: Wire, body: bytes, kind: str = JSON, *, at: str | None = None) -> dict[str, str]:
    at = at or stamp()
    secret = wire.settings.slack_signing_secret.get_secret_value()
    return {
        "content-type": kind,
        "x-slack-request-timestamp": at,
        "x-slack-signature": signature(secret, at, body),
    }


async def refused(wire: Wire, body: bytes, headers: Mapping[str, str], *statuses: int) -> None:
    answer = await wire.browser.post("/slack/events", content=body, headers=dict(headers))
    assert answer.status_code in statuses, (body[:80], answer.status_code)
    for leak in ("Traceback", 'File "', "Error:", "site-packages"):
        assert leak not in answer.text


async def test_what_slack_did_not_sign_now_is_refused(wire: Wire):
    right = signed(wire, EVENT)
    without = {"content-type": JSON}
    await refused(wire, EVENT, without, 401)
    await refused(wire, EVENT, right | {"x-slack-signature": "v0=" + "0" * 64}, 401)
    await refused(wire, EVENT, right | {"x-slack-signature": "v0=no such thing"}, 401)
    await refused(wire, EVENT + b" ", right, 401)
    await refused(wire, b"", without, 401)
    for at in (stamp(-301), stamp(310), "", "soon", "1e9", "-1", "9" * 40, "0x10"):
        headers = signed(wire, EVENT, at=at or " ")
        await refused(wire, EVENT, headers | {"x-slack-request-timestamp": at}, 400, 401)
    fresh = await wire.browser.post(
        "/slack/events", content=EVENT, headers=signed(wire, EVENT, at=stamp(-290))
    )
    assert fresh.status_code == 200


async def test_what_is_signed_and_makes_no_sense_is_refused(wire: Wire):
    for body, kind in (
        (b"\xff\xfe\xfa", JSON),
        (b"payload=\xff", FORM),
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b'"words"', JSON),
        (b"", FORM),
        (b"a=b", FORM),
        (b"payload=", FORM),
        (b"payload=%5B%5D", FORM),
        (b"payload={", FORM),
        (b"nonsense", "text/plain"),
    ):
        await refused(wire, body, signed(wire, body, kind), 400)


async def test_signed_nonsense_in_the_right_shape_is_taken_quietly(wire: Wire):
    """Slack repeats what is not acknowledged; an odd payload is no better the second time."""
    events: tuple[Json, ...] = (
        {},
        {"type": "event_callback"},
        {"type": "event_callback", "team_id": "T0NORTH", "event": None},
        {
            "type": "event_callback",
            "team_id": "T0NORTH",
            "event_id": "E",
            "event": {"type": "message", "user": 7},
        },
        {"type": "event_callback", "team_id": ["T0NORTH"], "event": {"type": "user_change", "user": {}}},
        {"type": "event_callback", "team_id": "T0NORTH", "event_id": "E", "event": {"type": "unheard_of"}},
    )
    for event in events:
        body = json.dumps(event).encode()
        await refused(wire, body, signed(wire, body), 200, 400, 404)
    payloads: tuple[Json, ...] = (
        {},
        {"type": "block_actions"},
        {"type": "block_actions", "team": {"id": "T0NORTH"}, "user": {"id": "U0AMIRA"}, "actions": []},
        {"type": "block_actions", "team": None, "user": None, "actions": [{"action_id": "used:yes"}]},
        {"type": "view_submission", "team": {"id": "T0NORTH"}, "user": {"id": "U0AMIRA"}},
        {"type": "view_submission", "team": {"id": "T0NORTH"}, "user": {"id": "U0AMIRA"}, "view": {}},
        {"type": "view_closed"},
        {"type": "shortcut", "callback_id": "unheard_of"},
        {"type": "unheard_of"},
    )
    for payload in payloads:
        body = urlencode({"payload": json.dumps(payload)}).encode()
        await refused(wire, body, signed(wire, body, FORM), 200, 400, 404)
    for command in ({"command": "/reflect"}, {"command": ""}, {"command": "/unheard", "team_id": "T0NORTH"}):
        body = urlencode(command).encode()
        await refused(wire, body, signed(wire, body, FORM), 200, 400, 404)

    assert "did you get to use it?" in question(wire, "U0AMIRA").text
    assert await rows(wire, "SELECT item FROM answer") == []


@pytest.mark.parametrize(
    "written",
    ["Ev\\u0000", "Ev\\ud800", "".join(f"{number:x}" for number in range(3000))],
    ids=["zero byte", "half a letter", "endless"],
)
async def test_a_text_no_database_can_keep_breaks_nothing(wire: Wire, written: str):
    opened = b'{"type": "app_home_opened", "user": "U0AMIRA", "tab": "home", "channel": "D1"}'
    event = b'{"type": "event_callback", "team_id": "T0NORTH", "event_id": "%b", "event": %b}'
    text = b'{"type": "message", "channel_type": "im", "user": "U0AMIRA", "ts": "1.1", "text": "%b"}'
    for body in (event % (written.encode(), opened), event % (b"Ev2", text % written.encode())):
        await refused(wire, body, signed(wire, body), 200, 400)

    press = b'{"type": "block_actions", "team": {"id": "T0NORTH"}, "user": {"id": "U0AMIRA"}, %b}'
    payload = press % (b'"actions": [{"action_id": "%b"}]' % written.encode())
    body = b"payload=" + quote(payload).encode()
    await refused(wire, body, signed(wire, body, FORM), 200, 400)

    assert "did you get to use it?" in question(wire, "U0AMIRA").text


async def test_brackets_that_go_too_deep_are_refused(wire: Wire):
    for body, kind in ((b"[" * 100_000, JSON), (b'payload={"a":' + b"[" * 100_000, FORM)):
        await refused(wire, body, signed(wire, body, kind), 400)


async def test_a_body_over_the_cap_is_refused_before_it_is_read(wire: Wire):
    large = b'{"type": "' + b"a" * 1_000_001 + b'"}'
    await refused(wire, large, signed(wire, large), 413)

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b"a" * 100_000

    answer = await wire.browser.post("/slack/events", content=in_pieces(), headers={"content-type": JSON})
    assert answer.status_code == 413


async def test_other_ways_to_knock_lead_nowhere(wire: Wire):
    assert (await wire.browser.get("/slack/events")).status_code == 405
    assert (await wire.browser.put("/slack/events", content=b"x")).status_code in {404, 405}
    for path in ("/nothing", "/teams/none", "/api/v1/nothing", "/enter/nothing", "/%00", "/static/../x"):
        answer = await wire.browser.get(path)
        assert 300 <= answer.status_code < 500, path
        assert "Traceback" not in answer.text
    for path in ("/api/v1/teams", "/api/v1/teams/assessment-north/digests/latest"):
        assert (await wire.browser.get(path)).status_code == 401
        bad = await wire.browser.get(path, headers={"Authorization": "Bearer inrole_made-up"})
        assert bad.status_code == 401
        assert bad.headers["content-type"] == "application/problem+json"


async def test_slack_can_prove_our_address_and_only_slack(wire: Wire):
    assert await wire.workspace.verify_url()
    body = b'{"type": "url_verification", "challenge": "c"}'
    await refused(wire, body, {"content-type": JSON}, 401)
