"""The web application: routes, the layers around them, and how each kind of trouble is answered."""

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.clock import Clock
from bot.web import (
    access,
    api,
    cpd,
    health,
    library,
    metrics,
    mine,
    pages,
    plans,
    rhythms,
    safety_pages,
    shared,
    writing,
)
from bot.web.access import Web
from bot.web.around import LARGEST_BODY, BodyCap, Guard, HeadAsGet, SecurityHeaders, ZeroBytes
from bot.web.drawing import Drawing
from bot.web.needs import Flows
from bot.web.pace import Pace
from bot.web.troubles import OF_ERRORS, Answers, of_status_alone, of_the_unexpected, of_too_large

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

READS_PER_MINUTE = 1200

_ABOUT = "Team figures as they were published: frozen bands in words, no count, and no words anybody wrote."


class _Endpoint:
    """Shows the router an application: a plain function it would call with a request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


class _Static(StaticFiles):
    """Files whose address changes with their content, so that a browser may keep them."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def create_web(
    flows: Flows,
    *,
    clock: Clock,
    address: str,
    local_slack: bool,
    slack_app: ASGIApp | None = None,
    lifespan: Lifespan | None = None,
    largest_body: int = LARGEST_BODY,
    reads_per_minute: int = READS_PER_MINUTE,
) -> FastAPI:
    """Return the application that people, programs and Slack reach over HTTP.

    `address` is the public one without a closing slash. `slack_app` answers `POST /slack/events`. A body may
    have `largest_body` bytes, and one caller of the API `reads_per_minute` requests.
    """
    drawing = Drawing(is_practice=local_slack)
    answers = Answers(drawing)
    web = Web(
        flows=flows,
        drawing=drawing,
        pace=Pace(per_minute=reads_per_minute, seconds=lambda: clock().timestamp()),
        address=address,
    )
    app = FastAPI(
        title="Inrole",
        description=_ABOUT,
        version=version("inrole"),
        openapi_url=f"{api.ROOT}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=_layers(answers, is_https=web.is_https, largest_body=largest_body),
        exception_handlers={kind: answers.handler(of) for kind, of in OF_ERRORS.items()},
    )
    app.state.web = web
    parts = (
        access,
        api,
        health,
        metrics,
        library,
        rhythms,
        mine,
        cpd,
        plans,
        shared,
        pages,
        writing,
        safety_pages,
    )
    for part in parts:
        app.include_router(part.routes)
    app.router.routes.append(Mount("/static", _Static(packages=[("bot.web", "static")]), name="static"))
    if slack_app is not None:
        app.router.routes.append(Route("/slack/events", _Endpoint(slack_app), methods=["POST"]))
    return app


def _layers(answers: Answers, *, is_https: bool, largest_body: int) -> list[Middleware]:
    """Return the layers around every request, the outermost first."""
    return [
        Middleware(SecurityHeaders, is_https=is_https),
        Middleware(HeadAsGet),
        Middleware(
            Guard, broken=lambda scope, reference: answers.answer(scope, of_the_unexpected(reference))
        ),
        Middleware(
            BodyCap, largest=largest_body, too_large=lambda scope: answers.answer(scope, of_too_large())
        ),
        Middleware(ZeroBytes, unkept=lambda scope, status: answers.answer(scope, of_status_alone(status))),
    ]
