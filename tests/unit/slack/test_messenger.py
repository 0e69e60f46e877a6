"""Sending and finding over Slack's Web API, with a server that answers as it is told."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web

from bot.flows.messenger import (
    CannotAsk,
    Closed,
    Colleague,
    NotHeard,
    NoticeSeen,
    Outgoing,
    Purpose,
    Receipt,
    TryLater,
    Unreachable,
)
from bot.slack.messages import drawn
from bot.slack.messenger import SlackMessenger, make_client, make_session
from tests.unit.slack.facts import ASKED

SINCE = datetime(2026, 11, 24, 9, tzinfo=UTC)
OUTGOING = Outgoing(message="m-1", purpose=Purpose.NUDGE, person="U0AMIRA", channel="D0AMIRA", content=ASKED)
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Workspace:
    """Gives its answers in order, the last again and again, and notes what was asked."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def says(
        self, body: object, *, status: int = 200, kind: str = "application/json", **headers: str
    ) -> None:
        async def answer(_: web.Request) -> web.StreamResponse:
            text = body if isinstance(body, str) else json.dumps(body)
            return web.Response(text=text, status=status, content_type=kind, headers=headers)

        self.answers.append(answer)

    def hangs_up(self) -> None:
        async def answer(request: web.Request) -> web.StreamResponse:
            assert request.transport is not None
            request.transport.close()
            return web.Response()

        self.answers.append(answer)

    async def take(self, request: web.Request) -> web.StreamResponse:
        body = await request.json() if request.can_read_body else {}
        self.asked.append((request.match_info["method"], {**request.query, **body}))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return await answer(request)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace()


@pytest.fixture
async def messenger(workspace: Workspace) -> AsyncIterator[SlackMessenger]:
    app = web.Application()
    app.router.add_route("*", "/api/{method}", workspace.take)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    async with make_session() as session:
        yield SlackMessenger(
            make_client(token="xoxb-practice", base_url=f"http://{host}:{port}/api/", session=session)
        )
    await runner.cleanup()


async def test_a_question_leaves_with_its_type_and_its_id_and_nothing_else(
    messenger: SlackMessenger, workspace: Workspace
):
    workspace.says({"ok": True, "channel": "D0AMIRA", "ts": "17.1"})

    receipt = await messenger.send(OUTGOING)

    ((method, args),) = workspace.asked
    assert receipt == Receipt(channel="D0AMIRA", ts="17.1")
    assert method == "chat.postMessage"
    assert args == {
        "channel": "D0AMIRA",
        "text": drawn(ASKED).text,
        "blocks": drawn(ASKED).blocks,
        "metadata": {"event_type": "inrole_nudge", "event_payload": {"message": "m-1"}},
        "unfurl_links": False,
        "unfurl_media": False,
    }


@pytest.mark.parametrize("purpose", Purpose)
async def test_every_purpose_has_its_type(messenger: SlackMessenger, workspace: Workspace, purpose: Purpose):
    workspace.says({"ok": True, "channel": "D1", "ts": "17.1"})
    notice = NoticeSeen(lines=("Saved.",))

    await messenger.send(
        Outgoing(message="m-2", purpose=purpose, person="U0BEN", channel=None, content=notice)
    )

    assert workspace.asked[0][1]["channel"] == "U0BEN"
    assert workspace.asked[0][1]["metadata"]["event_type"] == f"inrole_{purpose.value}"


@pytest.mark.parametrize("reason", ["user_not_found", "channel_not_found", "invalid_blocks", "user_disabled"])
async def test_a_refusal_for_good_brings_slacks_reason(
    messenger: SlackMessenger, workspace: Workspace, reason: str
):
    workspace.says({"ok": False, "error": reason})

    with pytest.raises(Unreachable, match=reason):
        await messenger.send(OUTGOING)


@pytest.mark.parametrize("reason", ["token_revoked", "account_inactive", "invalid_auth", "not_authed"])
async def test_a_workspace_that_took_its_token_back_is_closed(
    messenger: SlackMessenger, workspace: Workspace, reason: str
):
    workspace.says({"ok": False, "error": reason})

    with pytest.raises(Closed, match=reason):
        await messenger.send(OUTGOING)


@pytest.mark.parametrize(
    ("status", "headers", "wait"),
    [
        (429, {"Retry-After": "30"}, 30.0),
        (429, {}, None),
        (429, {"Retry-After": "soon"}, None),
        (429, {"Retry-After": "-1"}, None),
        (200, {}, None),
        (200, {"Retry-After": "2"}, 2.0),
    ],
)
async def test_a_call_for_patience_says_how_long(
    messenger: SlackMessenger, workspace: Workspace, status: int, headers: dict[str, str], wait: float | None
):
    workspace.says({"ok": False, "error": "rate_limited"}, status=status, **headers)

    with pytest.raises(TryLater) as patience:
        await messenger.send(OUTGOING)
    assert patience.value.wait == wait


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("<!doctype html>", 429, "text/html"),
        ("{", 429, "application/json"),
    ],
)
async def test_a_call_for_patience_without_a_proper_body_is_understood(
    messenger: SlackMessenger, workspace: Workspace, body: str, status: int, kind: str
):
    workspace.says(body, status=status, kind=kind, **{"Retry-After": "7"})

    with pytest.raises(TryLater) as patience:
        await messenger.send(OUTGOING)
    assert patience.value.wait == 7


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("<!doctype html>", 500, "text/html"),
        ({"ok": False, "error": "fatal_error"}, 200, "application/json"),
        ({"ok": False, "error": "internal_error"}, 500, "application/json"),
        ({"ok": False}, 200, "application/json"),
        ({"ok": True}, 200, "application/json"),
        ("", 200, "application/json"),
        ("{", 200, "application/json"),
        ("[1]", 200, "application/json"),
        ("null", 200, "application/json"),
        ("all is well", 200, "text/plain"),
        ("<!doctype html>", 200, "text/html"),
        ("gateway", 503, "text/plain"),
    ],
)
async def test_an_answer_that_is_not_clear_is_not_heard(
    messenger: SlackMessenger, workspace: Workspace, body: object, status: int, kind: str
):
    workspace.says(body, status=status, kind=kind)

    with pytest.raises(NotHeard):
        await messenger.send(OUTGOING)


async def test_a_dropped_connection_is_not_heard_and_not_repeated(
    messenger: SlackMessenger, workspace: Workspace
):
    workspace.hangs_up()

    with pytest.raises(NotHeard):
        await messenger.send(OUTGOING)
    assert len(workspace.asked) == 1


async def test_a_connection_that_never_came_to_be_sent_nothing():
    async with make_session() as session:
        client = make_client(token="xoxb-practice", base_url="http://127.0.0.1:9/api/", session=session)

        with pytest.raises(TryLater):
            await SlackMessenger(client).send(OUTGOING)


def message(ts: str, found: str, kind: str = "inrole_nudge") -> dict[str, Any]:
    return {"ts": ts, "metadata": {"event_type": kind, "event_payload": {"message": found}}}


async def test_a_message_is_found_by_its_id_on_a_later_page(messenger: SlackMessenger, workspace: Workspace):
    first = [message("18.1", "another"), {"ts": "18.0", "text": "Hello"}, message("17.9", "m-1", "strange")]
    workspace.says({"ok": True, "messages": first, "response_metadata": {"next_cursor": "next"}})
    workspace.says(
        {"ok": True, "messages": [message("17.1", "m-1")], "response_metadata": {"next_cursor": ""}}
    )

    found = await messenger.find(person="U0AMIRA", channel="D0AMIRA", message="m-1", since=SINCE)

    assert found == Receipt(channel="D0AMIRA", ts="17.1")
    assert [method for method, _ in workspace.asked] == ["conversations.history"] * 2
    assert workspace.asked[0][1]["oldest"] == "1795510800.000000"
    assert workspace.asked[0][1]["include_all_metadata"] == "1"
    assert workspace.asked[1][1]["cursor"] == "next"


async def test_a_message_that_did_not_arrive_is_not_found(messenger: SlackMessenger, workspace: Workspace):
    workspace.says({"ok": True, "messages": [message("18.1", "another")]})

    assert await messenger.find(person="U0AMIRA", channel="D0AMIRA", message="m-1", since=SINCE) is None


async def test_where_the_conversation_is_unknown_it_is_opened_first(
    messenger: SlackMessenger, workspace: Workspace
):
    workspace.says({"ok": True, "channel": {"id": "D0AMIRA"}})
    workspace.says({"ok": True, "messages": [message("17.1", "m-1")]})

    found = await messenger.find(person="U0AMIRA", channel=None, message="m-1", since=SINCE)

    assert found == Receipt(channel="D0AMIRA", ts="17.1")
    assert workspace.asked[0] == ("conversations.open", {"users": "U0AMIRA"})


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (
            {"ok": False, "error": "missing_scope", "needed": "im:history", "provided": "chat:write"},
            CannotAsk,
        ),
        ({"ok": False, "error": "channel_not_found"}, CannotAsk),
        ({"ok": False, "error": "ratelimited"}, TryLater),
        ({"ok": False, "error": "fatal_error"}, NotHeard),
        ({"ok": False, "error": "token_revoked"}, Closed),
    ],
)
async def test_a_history_that_cannot_be_read_says_why(
    messenger: SlackMessenger, workspace: Workspace, answer: dict[str, Any], meaning: type[Exception]
):
    workspace.says(answer)

    with pytest.raises(meaning):
        await messenger.find(person="U0AMIRA", channel="D0AMIRA", message="m-1", since=SINCE)


async def test_everybody_is_listed_until_the_cursor_is_empty(messenger: SlackMessenger, workspace: Workspace):
    amira, ben = {"id": "U0AMIRA", "name": "amira", "tz": "Europe/London"}, {"id": "U0BEN", "deleted": True}
    workspace.says({"ok": True, "members": [amira, {}], "response_metadata": {"next_cursor": "next"}})
    workspace.says({"ok": True, "members": [], "response_metadata": {"next_cursor": "more"}})
    workspace.says({"ok": True, "members": [ben], "response_metadata": {"next_cursor": ""}})

    assert await messenger.colleagues() == [
        Colleague(id="U0AMIRA", name="amira", zone="Europe/London", standing="member"),
        Colleague(id="U0BEN", name="U0BEN", zone=None, standing="left"),
    ]


ODD = [
    {"ok": True},
    {"ok": True, "members": "x", "messages": "x"},
    {"ok": True, "members": [7], "messages": [None]},
    {"ok": True, "members": [], "messages": [], "response_metadata": {"next_cursor": 7}},
]


@pytest.mark.parametrize("answer", ODD, ids=["nothing", "words", "numbers", "odd cursor"])
async def test_a_list_of_another_shape_is_not_heard_and_no_empty_list(
    messenger: SlackMessenger, workspace: Workspace, answer: dict[str, object]
):
    workspace.says(answer)

    with pytest.raises(NotHeard):
        await messenger.colleagues()
    with pytest.raises(NotHeard):
        await messenger.find(person="U0AMIRA", channel="D0AMIRA", message="m-1", since=SINCE)


async def test_a_page_that_leads_back_to_itself_ends_the_reading(
    messenger: SlackMessenger, workspace: Workspace
):
    workspace.says({"ok": True, "members": [], "response_metadata": {"next_cursor": "again"}})

    with pytest.raises(NotHeard):
        await messenger.colleagues()

    assert len(workspace.asked) == 2


@pytest.mark.parametrize(
    "odd", [{"metadata": 7}, {"metadata": {"event_type": "inrole_x", "event_payload": 7}}]
)
async def test_messages_of_other_apps_with_odd_parts_are_passed_over(
    messenger: SlackMessenger, workspace: Workspace, odd: dict[str, object]
):
    workspace.says({"ok": True, "messages": [odd], "response_metadata": 7})

    assert await messenger.find(person="U0AMIRA", channel="D0AMIRA", message="m-1", since=SINCE) is None


@pytest.mark.parametrize(
    ("written", "wait"), [("9" * 30, 3600.0), ("inf", 3600.0), ("nan", None), ("-5", None)]
)
async def test_an_odd_wait_is_no_wait_without_end(
    messenger: SlackMessenger, workspace: Workspace, written: str, wait: float | None
):
    workspace.says({"ok": False, "error": "ratelimited"}, status=429, **{"Retry-After": written})

    with pytest.raises(TryLater) as caught:
        await messenger.send(OUTGOING)

    assert caught.value.wait == wait


async def test_it_knows_which_workspace_this_is(messenger: SlackMessenger, workspace: Workspace):
    workspace.says({"ok": True, "team_id": "T1", "user_id": "U0INROLE"})

    assert await messenger.identity() == ("T1", "U0INROLE")
