"""Pages of a CPD draft: choose reflections, read the draft, take it away as a file; nothing of it is kept."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from bot.errors import Mistaken, Unknown
from bot.flows.cpd import Chosen
from bot.papers.paper import Paper
from bot.papers.pdf import NotSet, as_pdf
from bot.papers.plain_text import as_text
from bot.papers.word import as_docx
from bot.web.access import ThisReader, ThisWeb, Web, from_our_pages
from bot.web.mine import attached

PAGE = "/me/cpd"
NAME = "cpd-draft"
SHORT = 120
MOST_SENT = 200
YES = "yes"
NOT_SET = "This PDF couldn't be made. The Word and text files hold the same draft."
FILES = {
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (as_pdf, "application/pdf"),
    "txt": (as_text, "text/plain; charset=utf-8"),
}

routes = APIRouter(include_in_schema=False, default_response_class=Response)

Named = Annotated[str, Field(max_length=SHORT)]


class CpdBody(BaseModel):
    """Which reflections a draft is made of, and whether plans and a peer's line go with them."""

    reflection: Annotated[list[Named], Field(max_length=MOST_SENT)] = []
    plans: Named = ""
    peer: Named = ""

    @property
    def chosen(self) -> Chosen:
        """What was chosen, as the flow takes it."""
        return Chosen(
            reflections=tuple(self.reflection), with_plans=self.plans == YES, with_peer=self.peer == YES
        )


@routes.get(PAGE)
async def choose(
    web: ThisWeb, reader: ThisReader, reflection: Annotated[str, Query(max_length=SHORT)] = ""
) -> Response:
    """Ask which reflections a draft is to be made of; a link may bring one along."""
    chosen = Chosen(reflections=(reflection,) if reflection else ())
    return await _choosing(web, reader, chosen)


@routes.post(PAGE, dependencies=[Depends(from_our_pages)])
async def draft(web: ThisWeb, reader: ThisReader, body: Annotated[CpdBody, Form()]) -> Response:
    """Show the draft as a page, with its headings; where too few or too many are chosen, ask again."""
    try:
        paper = await web.flows.cpd.draft(reader.person, body.chosen)
    except Mistaken as refusal:
        return await _choosing(web, reader, body.chosen, fault=str(refusal))
    return _drawn(web, reader, paper, body.chosen)


@routes.post(f"{PAGE}/{{kind}}", dependencies=[Depends(from_our_pages)])
async def save(kind: str, web: ThisWeb, reader: ThisReader, body: Annotated[CpdBody, Form()]) -> Response:
    """Give the draft as a Word, PDF or text file."""
    if kind not in FILES:
        raise Unknown(kind)
    render, media_type = FILES[kind]
    paper = await web.flows.cpd.draft(reader.person, body.chosen)
    try:
        # Setting a PDF takes long enough to keep other people waiting.
        content = await asyncio.to_thread(render, paper)
    except NotSet:
        return _drawn(web, reader, paper, body.chosen, fault=NOT_SET)
    return attached(content, name=f"{NAME}.{kind}", media_type=media_type)


def _drawn(
    web: Web, reader: ThisReader, paper: Paper, chosen: Chosen, *, fault: str | None = None
) -> Response:
    status = 200 if fault is None else 422
    return web.drawing.page(
        "cpd", status=status, reader=reader, paper=paper, chosen=chosen, fault=fault, kinds=tuple(FILES)
    )


async def _choosing(web: Web, reader: ThisReader, chosen: Chosen, *, fault: str | None = None) -> Response:
    listed = await web.flows.cpd.choices(reader.person)
    status = 200 if fault is None else 422
    return web.drawing.page(
        "cpd_choose", status=status, reader=reader, listed=listed, chosen=chosen, fault=fault
    )
