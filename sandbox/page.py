"""The JSON API that the page works with: people, what they see and do, faults, traffic, the clock."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.hands import Hand
from sandbox.inputs import Typed
from sandbox.messages import Message
from sandbox.pageacts import ACTS
from sandbox.refusals import HandRefused, NotFound, Unanswered
from sandbox.stepping import Walk
from sandbox.views import OpenView
from sandbox.wire import Json
from sandbox.workspace import Workspace

LONGEST_WAIT = 25.0
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
STATUSES = {NotFound: HTTPStatus.NOT_FOUND, Unanswered: HTTPStatus.FAILED_DEPENDENCY}


class Page:
    """Answers the page's requests from the workspace."""

    def __init__(self, workspace: Workspace, walk: Walk) -> None:
        self._workspace = workspace
        self._walk = walk

    def routes(self) -> list[Route]:
        """Return the routes of the page's API."""
        return [
            Route("/workspace/people", self._guarded(self._people)),
            Route("/workspace/people/{person}", self._guarded(self._person)),
            Route("/workspace/people/{person}/{act}", self._guarded(self._act), methods=["POST"]),
            Route("/workspace/exchanges", self._guarded(self._exchanges)),
            Route("/workspace/clock", self._guarded(self._clock), methods=["GET", "POST"]),
            Route("/workspace/changes", self._guarded(self._changes)),
            Route("/faults", self._guarded(self._faults), methods=["GET", "POST", "DELETE"]),
        ]

    async def _people(self, _: Request) -> Json:
        workspace = self._workspace
        own = {workspace.identity.bot_user, "USLACKBOT"}
        people = [asdict(member) for member in workspace.members.values() if member.id not in own]
        return {
            "workspace": workspace.identity.team_name,
            "app": workspace.identity.bot_name,
            "people": people,
        }

    async def _person(self, request: Request) -> Json:
        hand = self._workspace.hand(request.path_params["person"])
        return self._seen(hand)

    async def _act(self, request: Request) -> Json:
        hand = self._workspace.hand(request.path_params["person"])
        act = ACTS.get(request.path_params["act"])
        if act is None:
            raise NotFound("There is nothing of that name to do.")
        told = await act(hand, await _body(request))
        return {"did": request.path_params["act"], **(told or {}), "seen": self._seen(hand)}

    async def _exchanges(self, request: Request) -> Json:
        since = _whole(request.query_params.get("since", "0"))
        kept = [each for each in self._workspace.exchanges if each.number > since]
        return {"exchanges": [{**asdict(each), "at": each.at.isoformat()} for each in kept]}

    async def _clock(self, request: Request) -> Json:
        if request.method == "POST":
            body = await _body(request)
            named = body.get("person")
            person = self._workspace.hand(named).person if isinstance(named, str) else None
            self._walk.begin(body.get("step"), person)
        return self._walk.as_json()

    async def _changes(self, request: Request) -> Json:
        since = _whole(request.query_params.get("since", "0"))
        return {"number": await self._workspace.changes.after(since, seconds=LONGEST_WAIT)}

    async def _faults(self, request: Request) -> Json:
        faults = self._workspace.faults
        if request.method == "DELETE":
            faults.clear()
            self._workspace.latency = 0.0
            self._workspace.reinstall()
        elif request.method == "POST":
            _order(self._workspace, await _body(request))
        return {
            "calls": [asdict(ordered) for ordered in faults.calls],
            "events": [{**asdict(each), "delay": each.delay.total_seconds()} for each in faults.events],
            "latency": self._workspace.latency,
            "token": self._workspace.token_error or "good",
        }

    def _seen(self, hand: Hand) -> Json:
        workspace = self._workspace
        screen = workspace.screens[hand.person]
        conversation = workspace.conversation_of(hand.person)
        messages = [
            message_seen(message, conversation.typed.get(message.ts, {})) for message in hand.messages()
        ]
        return {
            "person": asdict(workspace.members[hand.person]),
            "channel": conversation.channel,
            "messages": messages,
            "home": view_seen(screen.home) if screen.home else None,
            "views": [view_seen(view) for view in screen.stack],
            "number": workspace.changes.number,
        }

    def _guarded(
        self, endpoint: Callable[[Request], Awaitable[Json]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            if request.url.hostname not in LOOPBACK:
                return _refusal(HTTPStatus.FORBIDDEN, "This workspace answers to its own machine alone.")
            try:
                return JSONResponse(await endpoint(request))
            except HandRefused as refusal:
                return _refusal(STATUSES.get(type(refusal), HTTPStatus.CONFLICT), str(refusal))
            except (TypeError, ValueError) as refusal:
                return _refusal(HTTPStatus.BAD_REQUEST, str(refusal))

        return answer


def message_seen(message: Message, typed: Typed) -> Json:
    """Return a message as the page draws it; `typed` is the state of its inputs by block and action id."""
    return {
        "ts": message.ts,
        "from": "app" if message.bot_id else "person",
        "text": message.text,
        "blocks": message.blocks,
        "edited": message.edited_ts is not None,
        "ephemeral": message.ephemeral,
        "typed": typed,
    }


def view_seen(view: OpenView) -> Json:
    """Return a view as the page draws it: what the app gave, what is typed and what the app found wrong."""
    return {"id": view.id, "hash": view.hash, **view.body, "typed": view.typed, "errors": view.errors}


def _order(workspace: Workspace, body: Json) -> None:
    asked = dict(body)
    kind = asked.pop("of", "call")
    if kind == "call":
        workspace.faults.on_call(asked.pop("fault", None), asked.pop("method", "*"), **asked)
    elif kind == "event":
        asked["delay"] = timedelta(seconds=float(asked.pop("delay", 0)))
        workspace.faults.on_event(asked.pop("fault", None), **asked)
    elif kind == "latency":
        workspace.latency = float(asked["seconds"]) if "seconds" in asked else 0.0
    elif kind == "token":
        workspace.revoke(str(asked.get("error", "token_revoked")))
    else:
        raise ValueError("`of` is one of: call, event, latency, token.")


async def _body(request: Request) -> Json:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise ValueError("The body must be JSON.")
    body = json.loads(await request.body() or b"{}")
    if not isinstance(body, dict):
        raise TypeError("The body must be a JSON object.")
    return body


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise ValueError("`since` must be a whole number.")
    return int(text)


def _refusal(status: HTTPStatus, sentence: str) -> Response:
    return JSONResponse({"error": sentence}, status_code=status)
