"""The page of the practice workspace: its files, their routes and the groups its people are listed in."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeAlias

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
KINDS = {
    "css": "text/css; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some people listed under one heading, such as a team.

    `people` gives the title of each by id, in the order they are listed: `{"U0AMIRA": "practitioner"}`.
    """

    name: str
    people: Mapping[str, str]


def page_routes(groups: Sequence[Group] = ()) -> list[BaseRoute]:
    """Return the routes of the page: `GET /`, `GET /static/{file}` and `GET /workspace/groups`.

    Somebody in several groups is listed in the first; who is in none comes last, under no heading. The files
    are read once, here, from wherever the package is installed.
    """
    static = files(__name__).joinpath("static")
    routes: list[BaseRoute] = [Route("/workspace/groups", _groups(groups))]
    for file in static.iterdir():
        kind = KINDS.get(file.name.rpartition(".")[2])
        if kind is not None:
            path = "/" if file.name == "index.html" else f"/static/{file.name}"
            routes.append(Route(path, _file(file, kind)))
    return routes


def _file(file: Traversable, kind: str) -> Endpoint:
    content = file.read_bytes()

    async def answer(_: Request) -> Response:
        return Response(content, media_type=kind, headers=HEADERS)

    return answer


def _groups(groups: Sequence[Group]) -> Endpoint:
    told = [
        {
            "name": group.name,
            "people": [{"id": person, "title": title} for person, title in group.people.items()],
        }
        for group in groups
    ]

    async def answer(_: Request) -> Response:
        return JSONResponse({"groups": told}, headers=HEADERS)

    return answer
