"""The pages people read, drawn from facts."""

from fastapi import APIRouter
from starlette.responses import Response

from bot.errors import Mistaken, NotYet, Unknown
from bot.web.access import MaybeReader, ThisReader, ThisWeb
from bot.web.api import which_of
from bot.web.figures import drawn, words_to_try
from bot.web.schemas import DigestBody

routes = APIRouter(include_in_schema=False, default_response_class=Response)


@routes.get("/")
async def front(web: ThisWeb, reader: MaybeReader) -> Response:
    """Show somebody signed in their teams, and anybody else what Inrole is."""
    if reader is None:
        return web.drawing.page("welcome")
    teams = await web.flows.reading.teams(reader.person)
    return web.drawing.page("front", reader=reader, teams=teams)


@routes.get("/teams/{team}")
async def team(team: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a team: its focus, its digests, and when the next is due."""
    opened = await web.flows.reading.team(reader.person, team)
    return web.drawing.page("team", reader=reader, team=opened.team, focus=opened.focus)


@routes.get("/teams/{team}/plan")
async def plan(team: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a team's supervisors and managers its next eight weeks, and outages by their hours."""
    wish = await web.flows.previewing.team_plan(reader.person, team)
    outages = await web.flows.ledgering.outages()
    return web.drawing.page("plan", reader=reader, wish=wish, outages=outages)


@routes.get("/teams/{team}/digests/{digest}")
async def digest(team: str, digest: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a digest; before the first, what it will show and when."""
    try:
        seen = await web.flows.reading.digest(reader.person, team, _which(digest))
    except NotYet as refusal:
        return web.drawing.page("not_yet", status=404, reader=reader, team=team, sentence=str(refusal))
    frozen = DigestBody.model_validate(seen.content)
    return web.drawing.page(
        "digest",
        reader=reader,
        digest=seen,
        frozen=frozen,
        figures=drawn(frozen.figures),
        aloud=words_to_try(seen.focus),
    )


@routes.get("/how-its-set-up")
async def set_up(web: ThisWeb, reader: ThisReader) -> Response:
    """Show every member who can see what, and what changed."""
    seen = await web.flows.telling.set_up(reader.person)
    return web.drawing.page("set_up", reader=reader, set_up=seen)


@routes.get("/cards/{element}")
async def card(element: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a practice card."""
    seen = await web.flows.reading.card(element, reader.person)
    return web.drawing.page("card", reader=reader, card=seen)


def _which(written: str) -> str:
    """Return which digest an address names; on a page, one that names none leads nowhere."""
    try:
        return which_of(written)
    except Mistaken as refusal:
        raise Unknown(str(refusal)) from None
