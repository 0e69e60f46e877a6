"""Answering and writing on pages: the same questions and the same form as in Slack, without Slack."""

import secrets
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from bot.errors import Mistaken
from bot.flows.committing import PlanNeedsBoth
from bot.flows.forms import BETWEEN
from bot.flows.guarding import LONGEST_MARKS, NamesAsked, NamesChoice
from bot.flows.keeping import BARRIERS_FIELD, FormOf, Written
from bot.flows.seen import FormSeen, Stage
from bot.web.access import ThisReader, ThisWeb, Web, from_our_pages
from bot.web.library import SLUG
from bot.web.plans import SAVED, concerned_page
from practice.facts import BARRIERS, Pressure
from prompts.prompt import PATHWAYS

ASKS, LINE, CHOICE = "asks", "line", "choice"
LONGEST = 3000
MOST_FIELDS = 60

routes = APIRouter(include_in_schema=False, default_response_class=Response)

Id = Annotated[str, Query(max_length=SLUG)]


@routes.get("/reflect")
async def front(web: ThisWeb, reader: ThisReader) -> Response:
    """Show the open question, if there is one, and the ways to begin a reflection."""
    home = await web.flows.reading.home(reader.person)
    return web.drawing.page("reflect", reader=reader, question=home.question, pathways=PATHWAYS)


@routes.get("/questions/{occurrence}")
async def question(occurrence: str, web: ThisWeb, reader: ThisReader, change: bool = False) -> Response:
    """Show a question of one's own as it now stands, or with its taps once more."""
    answering = web.flows.answering
    seen = await (answering.again if change else answering.seen)(reader.person, occurrence)
    return web.drawing.page(
        "question",
        reader=reader,
        question=seen,
        stages=Stage,
        pressures=[(str(each.level), each.value) for each in Pressure],
        barriers=BARRIERS.items(),
        ticked=await answering.barriers(reader.person, occurrence) if seen.came_up else (),
        once=secrets.token_hex(8),
    )


@routes.post("/questions/{occurrence}", dependencies=[Depends(from_our_pages)])
async def answer(occurrence: str, request: Request, web: ThisWeb, reader: ThisReader) -> Response:
    """Keep an answer, and show the question as it then stands."""
    sent = await _sent(request)
    key = f"page:{reader.person}:{occurrence}:{_one(sent, 'once')}"
    answering, person = web.flows.answering, reader.person
    match _one(sent, "doing").partition(":"):
        case ("tap", _, code):
            if (await answering.tap(person, occurrence, code, key=key)).offers_people:
                return RedirectResponse("/people-to-talk-to", status_code=303)
        case ("pressure", _, code):
            await answering.tell_pressure(person, occurrence, code, key=key)
        case ("barriers", _, _):
            await answering.tell_barriers(person, occurrence, _several(sent, BARRIERS_FIELD), key=key)
        case ("skip", _, _):
            await answering.put_off(person, occurrence, Stage.SKIPPED, key=key)
        case ("not today", _, _):
            await answering.put_off(person, occurrence, Stage.NOT_TODAY, key=key)
        case _:
            raise Mistaken("Choose one of the answers. Nothing was changed.")
    return RedirectResponse(f"/questions/{occurrence}", status_code=303)


@routes.get("/reflect/form")
async def begin(web: ThisWeb, reader: ThisReader, question: Id = "", about: Id = "") -> Response:
    """Show the first step of the form, for a question or by where the work happens."""
    seen = await web.flows.reflecting.open(reader.person, question or None, pathway=about)
    return _form(web, reader, seen)


@routes.get("/reflect/forms/{form}/{step}")
async def go_on(form: str, step: int, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a step of a form begun before, with what was written in it."""
    return _form(web, reader, await web.flows.reflecting.resume(reader.person, form, step=step))


@routes.post("/reflect/form", dependencies=[Depends(from_our_pages)])
async def write(request: Request, web: ThisWeb, reader: ThisReader) -> Response:
    """Keep a step and lead to the next, or back; what cannot be kept is shown again as it was typed.

    Where its words bring signposts, those stand between, and lead on.
    """
    sent = await _sent(request)
    about, step, written = _about(sent), _step(sent), _written(sent)
    key = f"page:{reader.person}:{about.form}:{step}:{_one(sent, 'once')}"
    try:
        if _one(sent, "go") == "back":
            back = await web.flows.reflecting.step(reader.person, about, written, to=step - 1, key=key)
            return RedirectResponse(_path(back), status_code=303)
        kept = await web.flows.reflecting.submit(reader.person, about, written, step=step, key=key)
    except Mistaken as refusal:
        shown = await web.flows.reflecting.show(reader.person, about, step=step)
        return _form(web, reader, shown, refusal=refusal, typed=sent)
    plan = None if kept.following else await web.flows.committing.new_plan(reader.person, about.form)
    said_next = f"/me/plans/{plan.plan}/say" if plan else SAVED
    onwards = _path(kept.following) if kept.following else said_next
    if kept.concerned is not None:
        return concerned_page(web, reader, kept.concerned, onwards=onwards)
    return RedirectResponse(onwards, status_code=303)


@routes.get(SAVED)
async def saved(web: ThisWeb, reader: ThisReader) -> Response:
    """Say that it is kept, and what can be done with it."""
    return web.drawing.page("reflect_saved", reader=reader)


def _form(
    web: Web,
    reader: ThisReader,
    seen: FormSeen,
    *,
    refusal: Mistaken | None = None,
    typed: FormData | None = None,
) -> Response:
    return web.drawing.page(
        "reflect_form",
        status=422 if refusal else 200,
        reader=reader,
        form=seen,
        typed=_typed(typed) if typed else {},
        names=refusal if isinstance(refusal, NamesAsked) else None,
        fault=str(refusal) if refusal else None,
        half=refusal.field if isinstance(refusal, PlanNeedsBoth) else None,
        once=secrets.token_hex(8),
    )


def _path(seen: FormSeen) -> str:
    return f"/reflect/forms/{seen.form}/{seen.step}"


async def _sent(request: Request) -> FormData:
    return await request.form(max_files=0, max_fields=MOST_FIELDS)


def _about(sent: FormData) -> FormOf:
    return FormOf(
        form=_one(sent, "form"),
        occurrence=_one(sent, "occurrence") or None,
        pack=_one(sent, "pack"),
        prompt=_one(sent, "prompt"),
    )


def _step(sent: FormData) -> int:
    written = _one(sent, "step")
    return int(written) if written.isdecimal() else 0


def _written(sent: FormData) -> Written:
    lines = {name: line.replace("\r\n", "\n")[:LONGEST] for name, line in _typed(sent).items()}
    shown = _one(sent, "shown", longest=LONGEST_MARKS)
    barriers = _several(sent, f"{CHOICE}:{BARRIERS_FIELD}")
    return Written(
        lines=lines,
        choices={BARRIERS_FIELD: barriers} if f"{ASKS}:{BARRIERS_FIELD}" in sent else {},
        names=NamesChoice.read(_one(sent, "names"), shown) if shown else None,
    )


def _typed(sent: FormData) -> Mapping[str, str]:
    """Return what was typed and chosen by field; of a stage that was asked and left, an empty line."""
    typed: dict[str, str] = {}
    for name in sent:
        kind, _, field = name.partition(":")
        if kind == ASKS:
            typed.setdefault(field, "")
        elif kind == LINE:
            typed[field] = _one(sent, name, longest=None)
        elif kind == CHOICE:
            typed[field] = BETWEEN.join(_several(sent, name))
    typed.pop(BARRIERS_FIELD, None)
    return typed


def _several(sent: FormData, name: str) -> list[str]:
    return [each for each in sent.getlist(name) if isinstance(each, str)]


def _one(sent: FormData, name: str, *, longest: int | None = SLUG) -> str:
    value = sent.get(name, "")
    return value[:longest] if isinstance(value, str) else ""
