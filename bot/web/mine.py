"""Pages of what is a person's own: their journal, what they shared, everything as a file, and erasing."""

import secrets
from dataclasses import replace
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from bot.flows.seen_journal import Asked
from bot.flows.sharing import PEER, PRIVATE, NotShared
from bot.web.access import COOKIE, ThisReader, ThisWeb, Web, from_our_pages

JOURNAL = "/me/journal"
SHORT = 120
LONGEST_SEARCH = 200
FURTHEST = 10_000
YEARS = range(2000, 3000)
DONE = {
    "deleted": "Deleted. Nothing of it is left here.",
    "withdrawn": "Withdrawn. It is gone from every page at once. People may remember what they read.",
    "shared": "Shared.",
    "let-go": "You let a plan go. That is a good ending too.",
    "smaller": "Saved, in its new words.",
}

routes = APIRouter(include_in_schema=False, default_response_class=Response)
ours = [Depends(from_our_pages)]

Short = Annotated[str, Query(max_length=SHORT)]


class JournalQuery(BaseModel):
    """What of a journal an address asks for; it takes no words."""

    since: str = Field(default="", max_length=SHORT)
    until: str = Field(default="", max_length=SHORT)
    pathway: str = Field(default="", max_length=SHORT)
    principle: str = Field(default="", max_length=SHORT)
    page: int = Field(default=1, ge=1, le=FURTHEST)
    done: str = Field(default="", max_length=SHORT)


class JournalBody(JournalQuery):
    """What of a journal its form asks for, words too."""

    words: str = Field(default="", max_length=LONGEST_SEARCH)


class ShareBody(BaseModel):
    """With whom a reflection is to be shared; `key` is the form's own, so that two presses count once."""

    audience: str = Field(max_length=SHORT)
    supervisor: str = Field(default="", max_length=SHORT)
    colleague: str = Field(default="", max_length=SHORT)
    key: str = Field(max_length=SHORT)


class WithdrawBody(BaseModel):
    """Which share is to end, all of them where none is named; `back` is *mine* where it was asked on /me."""

    share: str = Field(default="", max_length=SHORT)
    back: str = Field(default="", max_length=SHORT)


@routes.get("/me")
async def mine(web: ThisWeb, reader: ThisReader, done: Short = "") -> Response:
    """Show what there is of a person's own; nothing of it stands open."""
    seen = await web.flows.journalling.mine(reader.person)
    return web.drawing.page(
        "mine",
        reader=reader,
        mine=seen,
        shared=await web.flows.journalling.shared(reader.person),
        ahead=await web.flows.previewing.own(reader.person),
        ledger=await web.flows.ledgering.own(reader.person),
        has_cpd=await web.flows.cpd.has_enough(reader.person),
        done=DONE.get(done),
    )


@routes.get(JOURNAL)
async def journal(web: ThisWeb, reader: ThisReader, query: Annotated[JournalQuery, Query()]) -> Response:
    """Show a page of the journal by dates, pathway and principle; its address never holds words."""
    return await _journal(web, reader, _asked(query), done=DONE.get(query.done))


@routes.post(JOURNAL, dependencies=ours)
async def find(web: ThisWeb, reader: ThisReader, body: Annotated[JournalBody, Form()]) -> Response:
    """Look for words in the journal; without words, lead to the address of the same dates and kinds."""
    asked = replace(_asked(body), words=body.words.strip())
    if not asked.words:
        return RedirectResponse(address_of(asked), status_code=303)
    return await _journal(web, reader, asked)


@routes.get("/me/journal/{reflection}")
async def opened(reflection: str, web: ThisWeb, reader: ThisReader, done: Short = "") -> Response:
    """Show one reflection, whole, with who can read it and what can be done with it."""
    seen = await web.flows.journalling.opened(reader.person, reflection)
    return web.drawing.page("journal_entry", reader=reader, seen=seen, done=DONE.get(done))


@routes.post("/me/journal/{reflection}/withdraw", dependencies=ours)
async def withdraw(
    reflection: str, web: ThisWeb, reader: ThisReader, body: Annotated[WithdrawBody, Form()]
) -> Response:
    """Take one reflection back from the reader of one share, or from everybody."""
    if body.share:
        await web.flows.sharing.withdraw_one(reader.person, body.share)
    else:
        await web.flows.sharing.withdraw(reader.person, reflection)
    back = "/me" if body.back == "mine" else f"{JOURNAL}/{reflection}"
    return RedirectResponse(f"{back}?done=withdrawn", status_code=303)


@routes.get("/me/journal/{reflection}/share")
async def ask_share(reflection: str, web: ThisWeb, reader: ThisReader, to: Short = PRIVATE) -> Response:
    """Ask with whom a reflection is to be shared; *Keep private* is chosen where the link names nobody."""
    return await _share_form(web, reader, reflection, ShareBody(audience=to, key=secrets.token_hex(12)))


@routes.post("/me/journal/{reflection}/share", dependencies=ours)
async def share(
    reflection: str, web: ThisWeb, reader: ThisReader, body: Annotated[ShareBody, Form()]
) -> Response:
    """Share one reflection as chosen; where it cannot be, show the form again and say why."""
    named = body.colleague if body.audience == PEER else body.supervisor
    key = f"shared:{reader.person}:{body.key}"
    try:
        await web.flows.sharing.share(reader.person, reflection, body.audience, named or None, key=key)
    except NotShared as refusal:
        return await _share_form(web, reader, reflection, body, fault=str(refusal), status=422)
    done = "" if body.audience == PRIVATE else "?done=shared"
    return RedirectResponse(f"{JOURNAL}/{reflection}{done}", status_code=303)


@routes.get("/me/journal/{reflection}/delete")
async def ask_delete(reflection: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Ask whether a reflection is to go, and say what goes with it."""
    seen = await web.flows.journalling.opened(reader.person, reflection)
    return web.drawing.page("journal_delete", reader=reader, seen=seen)


@routes.post("/me/journal/{reflection}/delete", dependencies=ours)
async def delete(
    reflection: str, web: ThisWeb, reader: ThisReader, plan: Annotated[str, Form(max_length=SHORT)] = "keep"
) -> Response:
    """Delete one reflection for good; its plan stays unless that was chosen too."""
    await web.flows.journalling.delete(reader.person, reflection, with_plan=plan == "delete")
    return RedirectResponse(f"{JOURNAL}?done=deleted", status_code=303)


@routes.post("/me/download", dependencies=ours)
async def download(web: ThisWeb, reader: ThisReader) -> Response:
    """Give a person everything that is theirs as a zip."""
    packed = await web.flows.exporting.export_own(reader.person)
    return attached(packed, name="inrole-mine.zip", media_type="application/zip")


@routes.get("/me/erase")
async def ask_erase(web: ThisWeb, reader: ThisReader) -> Response:
    """Ask whether everything of a person is to go, and say what stays."""
    return web.drawing.page("erase", reader=reader)


@routes.post("/me/erase", dependencies=ours)
async def erase(web: ThisWeb, reader: ThisReader) -> Response:
    """Erase everything of a person, the session of this page too."""
    erased = await web.flows.forgetting.erase(reader.person)
    answer = web.drawing.page("erased", reference=erased.reference)
    answer.delete_cookie(COOKIE, path="/", secure=web.is_https, httponly=True, samesite="lax")
    return answer


def attached(content: bytes, *, name: str, media_type: str) -> Response:
    """Return a file to save, which no cache keeps."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def address_of(asked: Asked) -> str:
    """Return the address of a page of the journal, without the words that are looked for."""
    told = {
        "since": asked.from_on.isoformat() if asked.from_on else "",
        "until": asked.until_on.isoformat() if asked.until_on else "",
        "pathway": asked.pathway,
        "principle": asked.principle,
        "page": str(asked.page) if asked.page > 1 else "",
    }
    query = urlencode({name: value for name, value in told.items() if value})
    return f"{JOURNAL}?{query}" if query else JOURNAL


async def _journal(web: Web, reader: ThisReader, asked: Asked, *, done: str | None = None) -> Response:
    seen = await web.flows.journalling.journal(reader.person, asked)
    steps = ((seen.has_newer, seen.page - 1, "Newer"), (seen.has_older, seen.page + 1, "Older"))
    turns = [
        (words, number, address_of(replace(asked, page=number)))
        for is_there, number, words in steps
        if is_there
    ]
    return web.drawing.page("journal", reader=reader, seen=seen, turns=turns, done=done)


def _asked(query: JournalQuery) -> Asked:
    return Asked(
        from_on=_date(query.since),
        until_on=_date(query.until),
        pathway=query.pathway,
        principle=query.principle,
        page=query.page,
    )


async def _share_form(
    web: Web,
    reader: ThisReader,
    reflection: str,
    chosen: ShareBody,
    *,
    fault: str | None = None,
    status: int = 200,
) -> Response:
    seen = await web.flows.sharing.to_share(reader.person, reflection)
    if chosen.audience not in dict(seen.choosing.shares):
        chosen = chosen.model_copy(update={"audience": PRIVATE})
    return web.drawing.page(
        "journal_share", status=status, reader=reader, seen=seen, chosen=chosen, fault=fault
    )


def _date(written: str) -> date | None:
    """Return a date as a form writes it; what is none, or of no working life, narrows nothing."""
    try:
        on = date.fromisoformat(written)
    except ValueError:
        return None
    return on if on.year in YEARS else None
