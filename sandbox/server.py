"""The practice workspace over HTTP: Slack's Web API for the app, and a JSON API for the page in front of it.

For the app
    `/api/{method}`        Slack's Web API (`sandbox.methods.METHODS`); GET query, POST query, form or JSON
    body.
    `POST /response/{key}` the response addresses of interactions and commands; JSON body.

For the page (answers this machine alone; bodies are JSON objects sent as `application/json`)
    Every refusal is `{"error": "a sentence"}`: 400 a body that makes no sense, 404 a person, message, button,
    option or form that is not there, 409 what cannot be done now, 424 the app gave no answer in time or a
    wrong one.

    `GET /workspace/people`
        `{"workspace": name, "app": name, "people": [person]}`; a person is `{"id", "name", "real_name",
        "zone" (IANA name or null), "deleted", "guest", "single_channel_guest", "bot", "stranger"}`.
    `GET /workspace/people/{id}`
        what this person sees, called *seen* below: `{"person", "channel", "messages", "home", "views",
        "number"}`.
        `messages`, oldest first: `{"ts", "from": "app" or "person", "text", "blocks", "edited", "ephemeral",
        "typed"}`. Where there are blocks they are drawn and the text is not. Text is as on the wire: `&lt;`,
        `&gt;` and `&amp;` stand for the signs, `*bold*`, `_slanted_`, `<https://...|words>` for themselves.
        `home` (or null) and each of `views` (the stack of forms, the last is on top): the view as the app
        gave it (`type`, `title`, `submit`, `close`, `blocks`, ...) with `id`, `hash`, `errors` (`{block_id:
        sentence}`) and `typed`. `typed` is `{block_id: {action_id: state}}`, the state as in Slack's
        `state.values` (`value`, `selected_option`, `selected_options`, `selected_date`, `selected_time`,
        ...), unescaped. Every block has a `block_id`, every element an `action_id`.
    `POST /workspace/people/{id}/{act}`
        does it and answers `{"did": act, "seen": seen, ...}`. `words` name a button by what is written on it
        or its `action_id`, and an input or choice by its label, placeholder, `block_id` or `action_id`; an
        `option` is the words on it or its value.
        `press` {ts, words}   `choose` {ts, words, option}   `say` {words} (also answers `ts`)   `edit` {ts,
        words}
        `remove` {ts}   `command` {name: "/reflect", text} (also answers `answer`, what the app said at once)
        `open-home` {tab: "home" or "messages"}   `press-home` {words}   `choose-home` {words, option}
        `fill` {words, value} (text, an option's words, a list of them, "2026-11-24", "09:30", null to clear)
        `press-view` {words}   `choose-view` {words, option}   `submit` {} (also answers `errors`, null when
        it was taken)   `close-view` {}
    `GET /workspace/exchanges?since=N`
        `{"exchanges": [{"number", "at", "direction": "in" (from the app) or "out", "kind", "summary",
        "status"}]}`, those numbered above N, oldest first; only the last few hundred are kept.
    `GET /workspace/clock`
        `{"now", "stepping", "movable"}`; while it moves also `until` (null when that is not known), after a
        walk that found nothing `said`.
    `POST /workspace/clock` {step: "hour", "next" (question), "day" or "week", person: id (may be left out)}
        starts moving in the background and answers as above; 409 while it moves or where it cannot. `next`
        goes to the next question of `person`, and where none is planned for them to the next of anybody.
    `GET /workspace/changes?since=N`
        answers `{"number"}` as soon as it is another than N, or unchanged after 25 seconds: ask again with
        it.

Faults on order (`sandbox.faults`), the same rules
    `GET /faults` what is still to come; `DELETE /faults` calls everything off.
    `POST /faults` {"of": "call", "fault", "method" ("*" for all), "times", "person", "retry_after", "error"}
    or {"of": "event", "fault", "times", "copies", "delay" (seconds of the workspace's clock)}
    or {"of": "latency", "seconds"} or {"of": "token", "error"}.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox.page import Page
from sandbox.refusals import Refused
from sandbox.responses import respond
from sandbox.stepping import Stepping, Walk
from sandbox.webapi import Receive, Scope, Send, WebApi
from sandbox.wire import read_args
from sandbox.workspace import Workspace


class App(Starlette):
    """The ASGI app: calls of the Web API go straight to it, everything else through the routes."""

    def __init__(
        self, workspace: Workspace, *, stepping: Stepping | None, pages: Sequence[BaseRoute]
    ) -> None:
        self.walk = Walk(clock=workspace.clock, stepping=stepping, changes=workspace.changes)
        self._web_api = WebApi(workspace)
        self._workspace = workspace
        routes: list[BaseRoute] = [
            Route("/response/{key}", self._respond, methods=["POST"]),
            *Page(workspace, self.walk).routes(),
            *pages,
        ]
        super().__init__(routes=routes, lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"].startswith("/api/"):
            await self._web_api(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        yield
        await self.walk.stop()

    async def _respond(self, request: Request) -> Response:
        key = request.path_params["key"]
        try:
            kind = request.headers.get("content-type", "application/json")
            body = read_args(query=b"", kind=kind, body=await request.body())
            respond(self._workspace, key, body)
        except Refused as refused:
            self._workspace.exchanges.note("in", "response_url", "", refused.error)
            return JSONResponse(refused.answer(), status_code=HTTPStatus.NOT_FOUND)
        self._workspace.exchanges.note("in", "response_url", "", "ok")
        return JSONResponse({"ok": True})


def create_app(
    workspace: Workspace, stepping: Stepping | None = None, pages: Sequence[BaseRoute] = ()
) -> App:
    """Return the ASGI app that serves this workspace.

    `stepping` moves the clock for the page; without it the clock cannot be moved. `pages` are the routes of
    the page itself. Start the workspace (`await workspace.start()`) on the same loop.
    """
    return App(workspace, stepping=stepping, pages=pages)
