"""Pages of what colleagues shared with a reader: the list, one of them opened, and a peer's line back."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from bot.errors import Mistaken, Unknown
from bot.flows.entering import Reader
from bot.flows.guarding import LONGEST_MARKS, NamesAsked, NamesChoice
from bot.flows.receiving import LONGEST_LINE
from bot.web.access import ThisReader, ThisWeb, Web, from_our_pages

SHARED = "/shared"
SHORT = 120

routes = APIRouter(include_in_schema=False, default_response_class=Response)


class LineBody(BaseModel):
    """A line as its form sends it; `key` is the form's own, so that two presses count once."""

    key: str = Field(max_length=SHORT)
    line: str = ""
    names: str = Field(default="", max_length=SHORT)
    shown: str = Field(default="", max_length=LONGEST_MARKS)


@routes.get(SHARED)
async def shared(web: ThisWeb, reader: ThisReader) -> Response:
    """Show who shared what with the reader and when, without its words."""
    seen = await web.flows.receiving.received(reader.person)
    return web.drawing.page(
        "shared",
        reader=reader,
        shared=[each for each in seen if not each.is_for_supervision],
        brought=[each for each in seen if each.is_for_supervision],
    )


@routes.get("/shared/{share}")
async def opened(share: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Open one; its writer sees that it was. What cannot be opened reads alike, whatever the cause."""
    try:
        return await _opened(share, web, reader)
    except Unknown as refusal:
        return _gone(web, reader, refusal)


@routes.post("/shared/{share}/line", dependencies=[Depends(from_our_pages)])
async def write_line(
    share: str, web: ThisWeb, reader: ThisReader, body: Annotated[LineBody, Form()]
) -> Response:
    """Send a peer's line; where it cannot be taken, show the form again with what was typed."""
    try:
        return await _write_line(share, web, reader, body)
    except Unknown as refusal:
        return _gone(web, reader, refusal)


async def _write_line(share: str, web: Web, reader: Reader, body: LineBody) -> Response:
    key, names = f"line:{reader.person}:{body.key}", NamesChoice.read(body.names, body.shown)
    try:
        await web.flows.receiving.write_line(reader.person, share, body.line, names=names, key=key)
    except Mistaken as refusal:
        return await _opened(share, web, reader, line=body.line, refusal=refusal)
    return RedirectResponse(f"{SHARED}/{share}", status_code=303)


async def _opened(
    share: str, web: Web, reader: Reader, *, line: str = "", refusal: Mistaken | None = None
) -> Response:
    return web.drawing.page(
        "shared_one",
        status=422 if refusal else 200,
        reader=reader,
        seen=await web.flows.receiving.open(reader.person, share),
        key=secrets.token_hex(12),
        line=line,
        longest=LONGEST_LINE,
        fault=str(refusal) if refusal else None,
        names=refusal if isinstance(refusal, NamesAsked) else None,
    )


def _gone(web: Web, reader: Reader, refusal: Unknown) -> Response:
    return web.drawing.page("shared_gone", status=404, reader=reader, sentence=str(refusal))
