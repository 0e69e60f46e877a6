"""Pages about help: which words bring signposts, and people to talk to."""

from fastapi import APIRouter
from starlette.responses import Response

from bot.web.access import ThisReader, ThisWeb

routes = APIRouter(include_in_schema=False, default_response_class=Response)


@routes.get("/how-its-set-up/words")
async def words(web: ThisWeb, reader: ThisReader) -> Response:
    """Show every member the lists as they are in force."""
    lists = await web.flows.signposting.words(reader.person)
    return web.drawing.page("words", reader=reader, lists=lists)


@routes.get("/people-to-talk-to")
async def people(web: ThisWeb, reader: ThisReader) -> Response:
    """Show people to talk to, quiet from Inrole and practical help."""
    seen = await web.flows.signposting.help(reader.person)
    return web.drawing.page("people_to_talk_to", reader=reader, help=seen)
