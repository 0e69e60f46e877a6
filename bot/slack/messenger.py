"""The chat as flows see it, over Slack's Web API: one call a message, and every way it can go wrong named."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Mistaken
from bot.flows.messenger import (
    CannotAsk,
    Closed,
    Colleague,
    NotHeard,
    Outgoing,
    Receipt,
    TryLater,
    Unreachable,
)
from bot.slack.blocks import Json
from bot.slack.messages import drawn
from bot.slack.payloads import colleague

TIMEOUT = 10
CONNECTIONS = 200
PAGE = 200
LONGEST_WAIT = 3600.0
"""The most seconds that are waited because Slack says so."""

_TOO_MANY_REQUESTS = 429
_SERVER_FAULT = 500
_PATIENCE = frozenset({"ratelimited", "rate_limited"})
_CLOSED = frozenset({"token_revoked", "token_expired", "account_inactive", "invalid_auth", "not_authed"})
_UNCLEAR = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})


def make_session() -> aiohttp.ClientSession:
    """Return the one HTTP session of a process; made and closed inside its event loop."""
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=TIMEOUT),
        connector=aiohttp.TCPConnector(limit=CONNECTIONS),
    )


def make_client(*, token: str, base_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """Return a client that never repeats a call by itself and logs no body of one.

    The SDK's logger writes whole requests unless its own level is above DEBUG, so it gets one that is.
    """
    quiet = logging.getLogger(f"{__name__}.client")
    quiet.setLevel(logging.INFO)
    return AsyncWebClient(
        token=token, base_url=base_url, session=session, timeout=TIMEOUT, retry_handlers=[], logger=quiet
    )


class SlackMessenger:
    """Sends and finds messages; implements `bot.flows.messenger.Messenger`."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Send one message once; raise Unreachable, TryLater, NotHeard or Closed."""
        message = drawn(outgoing.content)
        answer = await self._call(
            "chat.postMessage",
            json={
                "channel": outgoing.channel or outgoing.person,
                "text": message.text,
                "blocks": message.blocks,
                "metadata": {
                    "event_type": f"inrole_{outgoing.purpose}",
                    "event_payload": {"message": outgoing.message},
                },
                "unfurl_links": False,
                "unfurl_media": False,
            },
        )
        return Receipt(channel=_told(answer, "channel"), ts=_told(answer, "ts"))

    async def find(
        self, *, person: str, channel: str | None, message: str, since: datetime
    ) -> Receipt | None:
        """Look for a message by its id, back to `since`; raise CannotAsk, TryLater, NotHeard or Closed."""
        try:
            channel = channel or await self._conversation(person)
            return await self._look(channel, message, since)
        except Unreachable as refusal:
            raise CannotAsk(str(refusal)) from refusal

    async def colleagues(self) -> list[Colleague]:
        """Return everybody the workspace lists; raise TryLater, NotHeard, Closed, or Unreachable."""
        found: list[Colleague] = []
        cursor = ""
        while True:
            answer = await self._call("users.list", params=_page(cursor))
            for account in _listed(answer, "members"):
                with suppress(Mistaken):
                    found.append(colleague(account))
            cursor = _next(answer, cursor)
            if not cursor:
                return found

    async def identity(self) -> tuple[str, str]:
        """Return the workspace's id and our own there; raise TryLater, NotHeard or Closed."""
        answer = await self._call("auth.test", json={})
        return _told(answer, "team_id"), _told(answer, "user_id")

    async def _conversation(self, person: str) -> str:
        answer = await self._call("conversations.open", json={"users": person})
        return _told(answer.get("channel"), "id")

    async def _look(self, channel: str, message: str, since: datetime) -> Receipt | None:
        asked = {
            "channel": channel,
            "oldest": f"{since.timestamp():.6f}",
            "inclusive": "1",
            "include_all_metadata": "1",
        }
        cursor = ""
        while True:
            answer = await self._call("conversations.history", params={**asked, **_page(cursor)})
            for each in _listed(answer, "messages"):
                if _message_id(each) == message:
                    return Receipt(channel=channel, ts=_told(each, "ts"))
            cursor = _next(answer, cursor)
            if not cursor:
                return None

    async def _call(
        self, method: str, *, json: Json | None = None, params: Mapping[str, str] | None = None
    ) -> Json:
        """Make one call and return its answer, or raise what its failure means to flows.

        Source of the error names: Slack's method reference. A connection that never came to be sent nothing.
        """
        verb = "GET" if json is None else "POST"
        try:
            answer = await self._client.api_call(
                method, http_verb=verb, json=json, params=dict(params) if params is not None else None
            )
        except SlackApiError as error:
            raise _meaning(error.response) from error
        except aiohttp.ClientConnectorError as error:
            raise TryLater(None, is_asked=False) from error
        except (aiohttp.ClientError, TimeoutError, ValueError, AttributeError) as error:
            # The SDK stumbles with the last two over an answer that is not a JSON object.
            raise NotHeard from error
        if not isinstance(answer.data, dict):
            raise NotHeard
        return answer.data


def _meaning(response: Any) -> Exception:
    """Return what a refused call means: the response is the SDK's, or aiohttp's when its body was no JSON."""
    status: int = response.status_code if hasattr(response, "status_code") else response.status
    answer = getattr(response, "data", None)
    reason = answer.get("error") if isinstance(answer, dict) else None
    if status == _TOO_MANY_REQUESTS or reason in _PATIENCE:
        return TryLater(_seconds(response.headers.get("Retry-After")))
    if status >= _SERVER_FAULT or not reason or reason in _UNCLEAR:
        return NotHeard()
    if reason in _CLOSED:
        return Closed(reason)
    return Unreachable(reason)


def _seconds(written: str | None) -> float | None:
    try:
        wait = float(written or "")
    except ValueError:
        return None
    return min(wait, LONGEST_WAIT) if wait >= 0 else None


def _page(cursor: str) -> dict[str, str]:
    return {"limit": str(PAGE), "cursor": cursor} if cursor else {"limit": str(PAGE)}


def _next(answer: Json, before: str) -> str:
    """Return the cursor of the next page, empty after the last; raise NotHeard for one that leads nowhere."""
    found = _table(answer.get("response_metadata")).get("next_cursor") or ""
    if not isinstance(found, str) or (found and found == before):
        raise NotHeard
    return found


def _listed(answer: Json, name: str) -> list[Json]:
    """Return the objects of a list; raise NotHeard where there is none, which is not an empty one."""
    found = answer.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise NotHeard
    return found


def _told(answer: object, name: str) -> str:
    found = _table(answer).get(name)
    if not isinstance(found, str):
        raise NotHeard
    return found


def _table(found: object) -> Json:
    return found if isinstance(found, dict) else {}


def _message_id(message: Json) -> str | None:
    metadata = _table(message.get("metadata"))
    if not str(metadata.get("event_type", "")).startswith("inrole_"):
        return None
    found: str | None = _table(metadata.get("event_payload")).get("message")
    return found
