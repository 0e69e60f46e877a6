"""Pages of the library, of suggested wordings and of a team's own cards."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from bot.errors import Mistaken
from bot.flows.guarding import LONGEST_MARKS, NamesAsked, NamesChoice
from bot.flows.suggesting import Wording
from bot.web.access import ThisReader, ThisWeb, from_our_pages

SENT = "/library/suggest/sent"
SLUG = 120

routes = APIRouter(include_in_schema=False, default_response_class=Response)

Slug = Annotated[str, Query(max_length=SLUG)]


class SuggestBody(BaseModel):
    """A suggestion as its form sends it; `name` is *yes* where its writer added theirs."""

    form: str = Field(max_length=SLUG)
    words: str = ""
    name: str = ""
    names: str = Field(default="", max_length=SLUG)
    shown: str = Field(default="", max_length=LONGEST_MARKS)
    pack: str = Field(default="", max_length=SLUG)
    prompt: str = Field(default="", max_length=SLUG)
    element: str = Field(default="", max_length=SLUG)


class LineBody(BaseModel):
    """Which line of which shown reflection."""

    reflection: str = Field(max_length=SLUG)
    number: int


@routes.get("/library")
async def library(web: ThisWeb, reader: ThisReader) -> Response:
    """Show every pack and card there is."""
    seen = web.flows.browsing.library()
    is_lead = await web.flows.suggesting.is_lead(reader.person)
    return web.drawing.page("library", reader=reader, library=seen, is_lead=is_lead)


@routes.get("/library/packs/{slug}")
async def pack(slug: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a pack with each prompt as it will look in Slack."""
    return web.drawing.page("pack", reader=reader, opened=web.flows.browsing.pack(slug))


@routes.get("/library/frameworks")
async def frameworks(web: ThisWeb, reader: ThisReader) -> Response:
    """Show the frameworks with their originators."""
    return web.drawing.page("frameworks", reader=reader, frameworks=web.flows.browsing.frameworks())


@routes.get("/library/suggest")
async def suggest_form(
    web: ThisWeb, reader: ThisReader, pack: Slug = "", prompt: Slug = "", element: Slug = ""
) -> Response:
    """Ask for the wording somebody would use instead."""
    about = Wording(pack=pack, prompt=prompt, element=element)
    try:
        seen = await web.flows.suggesting.open(reader.person, about)
    except Mistaken as refusal:
        return web.drawing.page("suggest_closed", status=422, reader=reader, sentence=str(refusal))
    return web.drawing.page(
        "suggest", reader=reader, form=seen, words="", is_named=False, names=None, fault=None
    )


@routes.post("/library/suggest", dependencies=[Depends(from_our_pages)])
async def suggest(web: ThisWeb, reader: ThisReader, body: Annotated[SuggestBody, Form()]) -> Response:
    """Send a suggestion; where it cannot be taken, show the form again with what was typed."""
    about, is_named = Wording(pack=body.pack, prompt=body.prompt, element=body.element), body.name == "yes"
    key = f"suggested:{reader.person}:{body.form}"
    try:
        await web.flows.suggesting.suggest(
            reader.person,
            about,
            body.words,
            named=is_named,
            names=NamesChoice.read(body.names, body.shown),
            key=key,
        )
    except Mistaken as refusal:
        seen = await web.flows.suggesting.open(reader.person, about)
        return web.drawing.page(
            "suggest",
            status=422,
            reader=reader,
            form=seen,
            words=body.words,
            is_named=is_named,
            fault=str(refusal),
            names=refusal if isinstance(refusal, NamesAsked) else None,
        )
    return RedirectResponse(SENT, status_code=303)


@routes.get(SENT)
async def suggested(web: ThisWeb, reader: ThisReader) -> Response:
    """Say that it is on its way."""
    return web.drawing.page("suggested", reader=reader)


@routes.get("/library/suggestions")
async def suggestions(web: ThisWeb, reader: ThisReader) -> Response:
    """Show a practice lead what waits."""
    waiting = await web.flows.suggesting.waiting(reader.person)
    return web.drawing.page("suggestions", reader=reader, waiting=waiting)


@routes.post("/library/suggestions/{suggestion}/settle", dependencies=[Depends(from_our_pages)])
async def settle(suggestion: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Take a suggestion off the list, its words with it."""
    await web.flows.suggesting.settle(reader.person, suggestion)
    return RedirectResponse("/library/suggestions", status_code=303)


@routes.get("/teams/{team}/cards/{element}")
async def team_card(team: str, element: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a card as a team has made it."""
    opened = await web.flows.carding.card(reader.person, team, element)
    return web.drawing.page("team_card", reader=reader, opened=opened)


@routes.get("/teams/{team}/lines/{reflection}")
async def lines(team: str, reflection: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Ask which shown line goes on which card."""
    seen = await web.flows.carding.lines(reader.person, team, reflection)
    return web.drawing.page("lines", reader=reader, seen=seen, reflection=reflection)


@routes.post("/teams/{team}/cards/{element}/add", dependencies=[Depends(from_our_pages)])
async def add_line(
    team: str, element: str, web: ThisWeb, reader: ThisReader, body: Annotated[LineBody, Form()]
) -> Response:
    """Put a line on a card and show the card."""
    await web.flows.carding.add(reader.person, team, element, body.reflection, body.number)
    return RedirectResponse(f"/teams/{team}/cards/{element}", status_code=303)


@routes.post("/teams/{team}/cards/{element}/take-off", dependencies=[Depends(from_our_pages)])
async def take_off_line(
    team: str, element: str, web: ThisWeb, reader: ThisReader, body: Annotated[LineBody, Form()]
) -> Response:
    """Take a line off a card and show the card."""
    await web.flows.carding.take_off(reader.person, team, element, body.reflection, body.number)
    return RedirectResponse(f"/teams/{team}/cards/{element}", status_code=303)
