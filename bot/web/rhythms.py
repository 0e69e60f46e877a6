"""A manager's page of a team's rhythms: one sentence that is also the form, beside its eight weeks."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, ImmutableMultiDict
from starlette.responses import RedirectResponse, Response

from bot.errors import Mistaken
from bot.flows.rhythm_seen import DateSeen, Draft, DraftSeen
from bot.flows.rhythms import Faulty, proposed
from bot.web.access import ThisReader, ThisWeb, Web, from_our_pages
from practice.facts import Weekday
from practice.rhythm_rules import AT, DATES, DAY_NAMES, ENDS_ON, EVERY_WEEKS, STARTS_ON, Fault
from practice.templates import TEMPLATES, template

WEEK = timedelta(days=7)
SAID = {
    "started": "Started. Its first question comes on its next date.",
    "changed": "Changed. It takes effect from its next date.",
    "ended": "Ended. Questions already asked stay open until they expire.",
}
UNREADABLE = "That is not a rhythm this page can read. Choose a template and try again."
_FIELDS = (DATES, AT, STARTS_ON, ENDS_ON)
_EVERY = {1: "Every week", 2: "Every two weeks", 4: "Every four weeks", 6: "Every six weeks"}

routes = APIRouter(include_in_schema=False, default_response_class=Response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week of the preview, from its Monday, with the dates in it."""

    monday: date
    dates: tuple[DateSeen, ...]


async def sent_form(request: Request) -> FormData:
    """Return what a form holds."""
    return await request.form()


Sent = Annotated[FormData, Depends(sent_form)]


@routes.get("/teams/{team}/rhythms")
async def rhythms(team: str, request: Request, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a team's rhythms to its managers, with a draft beside its eight weeks; nothing is saved."""
    asked = request.query_params
    rhythm = asked.get("rhythm") or None
    seen = await web.flows.rhythms.consider(reader.person, team, None, rhythm=rhythm)
    if asked.get("template"):
        draft = draft_of(asked, seen.team.today)
        seen = await web.flows.rhythms.consider(reader.person, team, draft, rhythm=rhythm)
    return _page(web, reader, seen, said=SAID.get(asked.get("done", "")))


@routes.post("/teams/{team}/rhythms", dependencies=[Depends(from_our_pages)])
async def start(team: str, sent: Sent, web: ThisWeb, reader: ThisReader) -> Response:
    """Start a rhythm, or change the one the form names; show beside each field what cannot be."""
    rhythm = str(sent.get("rhythm") or "") or None
    seen = await web.flows.rhythms.consider(reader.person, team, None, rhythm=rhythm)
    draft = draft_of(sent, seen.team.today)
    key = f"page:{reader.person}:{secrets.token_hex(12)}"
    try:
        if rhythm is None:
            await web.flows.rhythms.start(reader.person, team, draft, key=key)
        else:
            await web.flows.rhythms.change(reader.person, team, rhythm, draft, key=key)
    except Faulty:
        seen = await web.flows.rhythms.consider(reader.person, team, draft, rhythm=rhythm)
        return _page(web, reader, seen, status=422)
    return _back_to(seen.team.key, "started" if rhythm is None else "changed")


@routes.post("/teams/{team}/rhythms/{rhythm}/end", dependencies=[Depends(from_our_pages)])
async def end(team: str, rhythm: str, web: ThisWeb, reader: ThisReader) -> Response:
    """End a rhythm today."""
    key = f"page:{reader.person}:{secrets.token_hex(12)}"
    await web.flows.rhythms.end(reader.person, team, rhythm, key=key)
    return _back_to(team, "ended")


def draft_of(sent: ImmutableMultiDict[str, object], today: date) -> Draft:
    """Return the draft a form holds, a template alone as it proposes itself; raise Mistaken for any other."""

    def written(name: str) -> str:
        return str(sent.get(name) or "")

    if not written("starts_on"):
        return proposed(written("template"), today=today)
    try:
        return Draft(
            template=written("template"),
            on=frozenset(Weekday(str(day)) for day in sent.getlist("on")),
            every_weeks=int(written("every_weeks") or 1),
            at=_clock_time(written("at")) if written("at") else None,
            starts_on=date.fromisoformat(written("starts_on")),
            ends_on=date.fromisoformat(written("ends_on")) if written("ends_on") else None,
        )
    except ValueError:
        raise Mistaken(UNREADABLE) from None


def _clock_time(written: str) -> time:
    """Return the time a browser's field holds; ValueError for anything finer, or with a zone."""
    at = time.fromisoformat(written)
    if written[:5] != f"{at:%H:%M}" or at != time(at.hour, at.minute):
        raise ValueError(UNREADABLE)
    return at


def weeks_of(from_on: date, dates: Sequence[DateSeen]) -> tuple[Week, ...]:
    """Return the weeks from the one of `from_on` to that of the last date, each with its dates."""
    if not dates:
        return ()
    first = from_on - timedelta(days=from_on.weekday())
    last = dates[-1].on
    mondays = [first + WEEK * number for number in range((last - first).days // 7 + 1)]
    return tuple(
        Week(monday=monday, dates=tuple(each for each in dates if monday <= each.on < monday + WEEK))
        for monday in mondays
    )


def _page(
    web: Web, reader: ThisReader, seen: DraftSeen, *, status: int = 200, said: str | None = None
) -> Response:
    chosen = template(seen.draft.template) or TEMPLATES[0]
    return web.drawing.page(
        "rhythms",
        status=status,
        reader=reader,
        seen=seen,
        chosen=chosen,
        templates=TEMPLATES,
        days=[(day.value, DAY_NAMES[day], day in seen.draft.on) for day in Weekday],
        every=[(weeks, _EVERY[weeks]) for weeks in EVERY_WEEKS],
        faults=_by_field(seen.faults),
        weeks=weeks_of(seen.from_on, seen.dates),
        said=said,
    )


def _by_field(faults: Sequence[Fault]) -> dict[str, str]:
    found = dict.fromkeys(_FIELDS, "")
    for fault in faults:
        field = fault.field if fault.field in found else STARTS_ON
        found[field] = f"{found[field]} {fault.sentence}".strip()
    return found


def _back_to(team: str, done: str) -> Response:
    return RedirectResponse(f"/teams/{team}/rhythms?done={done}", status_code=303)
