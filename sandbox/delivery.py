"""What the workspace sends the app: signed events with retries, interactions and commands."""

import asyncio
import heapq
import json
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import count
from typing import Any
from urllib.parse import urlencode

import aiohttp

from sandbox.faults import EventFault, Faults
from sandbox.people import Identity
from sandbox.recording import Exchanges
from sandbox.refusals import Unanswered
from sandbox.wire import Json, dumps, fresh_id, signature

JSON_KIND = "application/json"
FORM_KIND = "application/x-www-form-urlencoded"
WAKING = 0.02
TIMED_OUT = "timed out"
UNREACHED = "not reached"
REASONS = {TIMED_OUT: "http_timeout", UNREACHED: "connection_failed"}


@dataclass(slots=True, kw_only=True)
class Parcel:
    """One event on its way: its body, the moment it was first sent and how often it was tried."""

    event_id: str
    kind: str
    body: bytes
    first_at: datetime
    tries: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the app answered: HTTP status and body; `headers` in lower case."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def good(self) -> bool:
        """Say whether this acknowledges."""
        return self.status < HTTPStatus.MULTIPLE_CHOICES

    def json(self) -> Json | None:
        """Return the body as an object, `None` when it is empty or something else."""
        try:
            read = json.loads(self.body) if self.body else None
        except ValueError:
            return None
        return read if isinstance(read, dict) else None


class Courier:
    """Carries everything from the workspace to the app.

    An event that is not acknowledged with a 2xx within `ack_timeout` seconds of real time is sent again under
    the same id when `retry_after` (seconds of the workspace's clock since the first try) says so, also while
    the app is still busy with an earlier try. Interactions and commands are sent once.
    """

    def __init__(
        self,
        *,
        url: str | None,
        secret: str,
        identity: Identity,
        clock: Callable[[], datetime],
        wall: Callable[[], int],
        ack_timeout: float,
        retry_after: Sequence[float],
        faults: Faults,
        exchanges: Exchanges,
    ) -> None:
        self.url = url
        self.ack_timeout = ack_timeout
        self._secret = secret
        self._identity = identity
        self._clock = clock
        self._wall = wall
        self._retry_after = [timedelta(seconds=seconds) for seconds in retry_after]
        self._faults = faults
        self._exchanges = exchanges
        self._session: aiohttp.ClientSession | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: list[tuple[datetime, int, Parcel]] = []
        self._held: list[Parcel] = []
        self._order = count()
        self._waker: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Open the way to the app."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
            self._waker = asyncio.create_task(self._wake())

    async def stop(self) -> None:
        """Give up what is under way and close."""
        running = [*self._tasks, *([self._waker] if self._waker else [])]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
        self._session = self._waker = None

    async def settled(self) -> None:
        """Return when nothing is under way and no retry's time has come."""
        while True:
            self._release_held()
            self._release_due()
            if not self._tasks:
                return
            await asyncio.wait(list(self._tasks))

    async def first_tries(self) -> None:
        """Return when what is under way now has been tried; retries are not waited for."""
        if self._tasks:
            await asyncio.wait(list(self._tasks))

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something that `settled` waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def event(self, event: Json) -> asyncio.Task[None] | None:
        """Send an event; return its first try, `None` when there is no app or a fault holds it."""
        if self.url is None or self._session is None:
            return None
        parcel = self._packed(event)
        fault = self._faults.for_event()
        if fault is None:
            return self.spawn(self._try(parcel))
        if fault.fault is EventFault.LATE:
            self._wait(parcel, self._clock() + fault.delay)
        elif fault.fault is EventFault.SHUFFLED:
            self._held.append(parcel)
            if len(self._held) >= fault.copies:
                self._release_held()
        else:
            renamed = fault.fault is EventFault.RENAMED
            for _ in range(fault.copies):
                self.spawn(self._try(self._packed(event) if renamed else replace(parcel)))
        return None

    async def interaction(self, payload: Json) -> Answer:
        """Send an interaction and return the app's answer; `Unanswered` when it was late, absent or no 2xx.

        A submitted form that is answered late is submitted once more, as a person pressing again does.
        """
        kind = payload["type"]
        body = urlencode({"payload": json.dumps(payload)}).encode()
        summary = f"{payload['user']['id']} {_what(payload)}"
        answer = await self._ask(kind, summary, body)
        if answer is None and kind == "view_submission":
            answer = await self._ask(kind, f"{summary} (again)", body)
        return _acknowledged(answer)

    async def command(self, fields: dict[str, str]) -> Answer:
        """Send a slash command and return the app's answer; `Unanswered` as above."""
        summary = f"{fields['user_id']} {fields['command']}"
        return _acknowledged(await self._ask(fields["command"], summary, urlencode(fields).encode()))

    async def verify_url(self) -> bool:
        """Send a signed `url_verification` and say whether the challenge came back."""
        challenge = fresh_id("challenge")
        body = dumps({"type": "url_verification", "token": "none", "challenge": challenge})
        status, answer = await self._post("url_verification", "challenge", body, JSON_KIND)
        if answer is None:
            raise Unanswered(f"The app was {status}.")
        told = answer.json()
        return answer.good and challenge in (
            answer.body.decode(errors="replace"),
            (told or {}).get("challenge"),
        )

    def _packed(self, event: Json) -> Parcel:
        now = self._clock()
        event_id = fresh_id("Ev")
        identity = self._identity
        envelope = {
            "token": "none",
            "team_id": identity.team,
            "context_team_id": identity.team,
            "api_app_id": identity.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": event_id,
            "event_time": int(now.timestamp()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": identity.team,
                    "user_id": identity.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{event_id}",
        }
        kind = ".".join(part for part in (event["type"], event.get("subtype")) if part)
        return Parcel(event_id=event_id, kind=kind, body=dumps(envelope), first_at=now)

    async def _try(self, parcel: Parcel) -> None:
        headers = {}
        if parcel.tries:
            headers = {"X-Slack-Retry-Num": str(parcel.tries), "X-Slack-Retry-Reason": parcel.reason}
        parcel.tries += 1
        status, answer = await self._post(parcel.kind, parcel.event_id, parcel.body, JSON_KIND, headers)
        if answer is not None and (answer.good or answer.headers.get("x-slack-no-retry") == "1"):
            return
        if parcel.tries <= len(self._retry_after):
            parcel.reason = REASONS.get(status, "http_error")
            self._wait(parcel, parcel.first_at + self._retry_after[parcel.tries - 1])

    def _wait(self, parcel: Parcel, until: datetime) -> None:
        heapq.heappush(self._waiting, (until, next(self._order), parcel))
        self._release_due()

    def _release_due(self) -> None:
        now = self._clock()
        while self._waiting and self._waiting[0][0] <= now:
            self.spawn(self._try(heapq.heappop(self._waiting)[2]))

    def _release_held(self) -> None:
        if self._held:
            self.spawn(self._in_turn(self._held[::-1]))
            self._held = []

    async def _in_turn(self, parcels: list[Parcel]) -> None:
        for parcel in parcels:
            await self._try(parcel)

    async def _wake(self) -> None:
        while True:
            await asyncio.sleep(WAKING)
            self._release_due()

    async def _ask(self, kind: str, summary: str, body: bytes) -> Answer | None:
        return (await self._post(kind, summary, body, FORM_KIND))[1]

    async def _post(
        self, kind: str, summary: str, body: bytes, content: str, more: dict[str, str] | None = None
    ) -> tuple[str, Answer | None]:
        if self.url is None or self._session is None:
            raise Unanswered("The workspace knows no app, or has not been started.")
        stamp = str(self._wall())
        headers = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature(self._secret, stamp, body),
            **(more or {}),
        }
        answer = None
        try:
            async with (
                asyncio.timeout(self.ack_timeout),
                self._session.post(self.url, data=body, headers=headers) as reply,
            ):
                told = {name.lower(): value for name, value in reply.headers.items()}
                answer = Answer(status=reply.status, body=await reply.read(), headers=told)
            status = str(answer.status)
        except TimeoutError:
            status = TIMED_OUT
        except aiohttp.ClientError:
            status = UNREACHED
        self._exchanges.note("out", kind, summary, status)
        return status, answer


def _acknowledged(answer: Answer | None) -> Answer:
    if answer is None:
        raise Unanswered("The app did not answer in time.")
    if not answer.good:
        raise Unanswered(f"The app answered with HTTP {answer.status}.")
    return answer


def _what(payload: Json) -> str:
    actions = payload.get("actions")
    if actions:
        return str(actions[0]["action_id"])
    return str(payload.get("view", {}).get("callback_id", ""))
