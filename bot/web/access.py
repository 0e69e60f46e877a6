"""Who is asking: the page session, the API token, and the link that begins a session."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, cast
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Request, Security
from fastapi.security import APIKeyCookie, HTTPAuthorizationCredentials, HTTPBearer
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from bot.errors import Unknown
from bot.flows.entering import Reader
from bot.flows.reading import Program
from bot.web.drawing import Drawing
from bot.web.needs import Flows
from bot.web.pace import Pace
from bot.web.troubles import NoToken, SignedOut, TooOften

COOKIE = "inrole"

_page_session = APIKeyCookie(
    name=COOKIE, scheme_name="page session", description="The session of the pages.", auto_error=False
)
_token = HTTPBearer(
    scheme_name="token",
    description="From `inrole token create`; reads frozen figures only.",
    auto_error=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Web:
    """What every route may reach; `address` is where people reach Inrole, without a closing slash."""

    flows: Flows
    drawing: Drawing
    pace: Pace
    address: str

    @property
    def is_https(self) -> bool:
        """Whether people reach Inrole over https."""
        return self.address.startswith("https://")


def web_of(request: Request) -> Web:
    """Return what the application was built with."""
    return cast("Web", request.app.state.web)


ThisWeb = Annotated[Web, Depends(web_of)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks the API: a signed-in person or a program, one of the two."""

    reader: str | None = None
    program: Program | None = None


async def reader_or_nobody(request: Request, web: ThisWeb) -> Reader | None:
    """Return who is signed in, if anybody is."""
    session = request.cookies.get(COOKIE)
    return await web.flows.entering.who(session) if session else None


async def signed_in(reader: Annotated[Reader | None, Depends(reader_or_nobody)]) -> Reader:
    """Return who is signed in; raise SignedOut, the same for every page."""
    if reader is None:
        raise SignedOut
    return reader


async def asker(
    web: ThisWeb,
    session: Annotated[str | None, Security(_page_session)],
    token: Annotated[HTTPAuthorizationCredentials | None, Security(_token)],
) -> Asker:
    """Return who asks the API, by token or else by page session; raise NoToken or TooOften.

    A token that is not good is refused even beside a good session: whoever sent it meant to use it.
    """
    found = await _known(web, session, None if token is None else token.credentials)
    if found is None:
        raise NoToken(was_given=token is not None)
    secret = session if token is None else token.credentials
    wait = web.pace.wait(hashlib.sha256((secret or "").encode()).hexdigest())
    if wait > 0:
        raise TooOften(wait)
    return found


async def _known(web: Web, session: str | None, token: str | None) -> Asker | None:
    if token is not None:
        program = await web.flows.entering.program(token)
        return None if program is None else Asker(program=program)
    reader = await web.flows.entering.who(session) if session else None
    return None if reader is None else Asker(reader=reader.person)


def from_our_pages(request: Request, web: ThisWeb) -> None:
    """Refuse a form that another site's page sent, by what browsers say of where it comes from.

    `Sec-Fetch-Site` says it where the browser sends it (https and loopback addresses), else `Origin`. Neither
    means it was no browser, so there is no session to misuse.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        is_ours = site in {"same-origin", "none"}
    else:
        is_ours = origin is None or origin == web.address or urlsplit(origin).netloc == request.url.netloc
    if not is_ours:
        raise HTTPException(status_code=403)


ThisReader = Annotated[Reader, Depends(signed_in)]
MaybeReader = Annotated[Reader | None, Depends(reader_or_nobody)]
ThisAsker = Annotated[Asker, Depends(asker)]

routes = APIRouter(include_in_schema=False, default_response_class=Response)


@routes.get("/enter/{token}")
async def show_door(token: str, web: ThisWeb) -> Response:
    """Show one button; a link preview that fetches this address spends nothing."""
    if await web.flows.entering.peek_link(token):
        return web.drawing.page("enter")
    return _spent(web)


@routes.post("/enter/{token}", dependencies=[Depends(from_our_pages)])
async def enter(token: str, web: ThisWeb) -> Response:
    """Spend the link, begin the session, and lead to the page the link is for."""
    try:
        entered = await web.flows.entering.spend_link(token)
    except Unknown:
        return _spent(web)
    answer = RedirectResponse(entered.path if is_local(entered.path) else "/", status_code=303)
    answer.set_cookie(COOKIE, entered.session, path="/", secure=web.is_https, httponly=True, samesite="lax")
    return answer


@routes.post("/leave", dependencies=[Depends(from_our_pages)])
async def leave(request: Request, web: ThisWeb) -> Response:
    """End the session here and on our side."""
    session = request.cookies.get(COOKIE)
    if session:
        await web.flows.entering.leave(session)
    answer = RedirectResponse("/", status_code=303)
    answer.delete_cookie(COOKIE, path="/", secure=web.is_https, httponly=True, samesite="lax")
    return answer


def is_local(path: str) -> bool:
    """Return whether a path stays with us, however a browser reads it."""
    if not path.startswith("/") or path.startswith("//"):
        return False
    return path.isprintable() and "\\" not in path


def _spent(web: Web) -> Response:
    return web.drawing.page("link_spent", status=410)
