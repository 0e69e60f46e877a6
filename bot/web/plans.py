"""Pages of a person's plans: let one go, make it smaller, and say what became of its moment."""

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from bot.errors import Mistaken
from bot.flows.committing import PlanNeedsBoth
from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.guarding import LONGEST_MARKS, NamesAsked, NamesChoice
from bot.flows.riding import SMALLER
from bot.flows.seen import QuestionSeen
from bot.flows.seen_plans import FollowUpStage, PlanSeen
from bot.flows.seen_safety import Concerned
from bot.web.access import ThisReader, ThisWeb, Web, from_our_pages
from practice.safety import Concern

SAVED = "/reflect/saved"
SHORT = 120

routes = APIRouter(include_in_schema=False, default_response_class=Response)
ours = [Depends(from_our_pages)]


class Typed(BaseModel):
    """What the forms of plans send: words, the choice about likely names, and the form's own key."""

    once: str = Field(max_length=SHORT)
    names: str = Field(default="", max_length=SHORT)
    shown: str = Field(default="", max_length=LONGEST_MARKS)

    @property
    def choice(self) -> NamesChoice | None:
        """What was chosen about names that were shown back."""
        return NamesChoice.read(self.names, self.shown) if self.shown else None


class PlanBody(Typed):
    """The two halves of a plan."""

    moment: str = ""
    act: str = ""


class SaidBody(Typed):
    """A plan as its writer says it."""

    said: str = ""


class FollowUpBody(Typed):
    """A tap of a follow-up, or the line on how they could tell."""

    doing: str = Field(default="", max_length=SHORT)
    line: str = ""


@routes.post("/me/plans/{plan}/let-go", dependencies=ours)
async def let_go(
    plan: str, web: ThisWeb, reader: ThisReader, once: Annotated[str, Form(max_length=SHORT)]
) -> Response:
    """Let a plan go and lead back to what is the person's own."""
    await web.flows.committing.let_go(reader.person, plan, key=f"page:{reader.person}:{plan}:{once}")
    return RedirectResponse("/me?done=let-go", status_code=303)


@routes.get("/me/plans/{plan}/smaller")
async def ask_smaller(plan: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Ask for smaller words for a plan."""
    seen = await web.flows.committing.plan(reader.person, plan)
    return await _smaller(web, reader, plan, seen.moment, seen.act)


@routes.post("/me/plans/{plan}/smaller", dependencies=ours)
async def make_smaller(
    plan: str, web: ThisWeb, reader: ThisReader, body: Annotated[PlanBody, Form()]
) -> Response:
    """Put smaller words into a plan; what cannot be kept is shown again as it was typed."""
    key = f"page:{reader.person}:{plan}:{body.once}"
    halves = {PLAN_IF: body.moment, PLAN_THEN: body.act}
    try:
        concerned = await web.flows.committing.make_smaller(
            reader.person, plan, halves, names=body.choice, key=key
        )
    except Mistaken as refusal:
        return await _smaller(web, reader, plan, body.moment, body.act, refusal=refusal)
    if concerned is not None:
        return concerned_page(web, reader, concerned, onwards="/me")
    return RedirectResponse("/me?done=smaller", status_code=303)


@routes.get("/me/plans/{plan}/say")
async def ask_to_say(plan: str, web: ThisWeb, reader: ThisReader) -> Response:
    """Show a new plan as one sentence, to be said once in its writer's own words."""
    seen = await web.flows.committing.plan(reader.person, plan)
    return await _say(web, reader, seen, seen.said or seen.sentence)


@routes.post("/me/plans/{plan}/say", dependencies=ours)
async def say(plan: str, web: ThisWeb, reader: ThisReader, body: Annotated[SaidBody, Form()]) -> Response:
    """Keep a plan as it was said; likely names are shown back first."""
    key = f"page:{reader.person}:{plan}:said:{body.once}"
    try:
        concerned = await web.flows.committing.say(reader.person, plan, body.said, names=body.choice, key=key)
    except NamesAsked as asked:
        seen = await web.flows.committing.plan(reader.person, plan)
        return await _say(web, reader, seen, body.said, names=asked)
    if concerned is not None:
        return concerned_page(web, reader, concerned, onwards=SAVED)
    return RedirectResponse(SAVED, status_code=303)


@routes.get("/questions/{occurrence}/plan")
async def follow_up(occurrence: str, web: ThisWeb, reader: ThisReader, change: bool = False) -> Response:
    """Ask what became of the plan that a question carries."""
    following = web.flows.following
    seen = await (following.again if change else following.seen)(reader.person, occurrence)
    return await _follow_up(web, reader, seen)


@routes.post("/questions/{occurrence}/plan", dependencies=ours)
async def answer(
    occurrence: str, web: ThisWeb, reader: ThisReader, body: Annotated[FollowUpBody, Form()]
) -> Response:
    """Keep a tap or a line, and show what comes next."""
    following, stage = (
        web.flows.following,
        (await web.flows.following.seen(reader.person, occurrence)).follow_up,
    )
    key = f"page:{reader.person}:{occurrence}:{body.once}:{body.doing}"
    kind, _, code = body.doing.partition(":")
    if kind == FollowUpStage.NEXT.value and code == SMALLER and stage is not None:
        return RedirectResponse(f"/me/plans/{stage.plan}/smaller", status_code=303)
    if kind == "tell":
        return await _tell(web, reader, occurrence, body, key)
    keep = {
        FollowUpStage.ASKED.value: following.answer,
        FollowUpStage.HELPED.value: following.tell_helped,
        FollowUpStage.NEXT.value: following.settle,
    }.get(kind, following.answer)
    return await _follow_up(web, reader, await keep(reader.person, occurrence, code, key=key))


async def _tell(web: Web, reader: ThisReader, occurrence: str, body: FollowUpBody, key: str) -> Response:
    following = web.flows.following
    try:
        told = await following.tell(reader.person, occurrence, body.line, names=body.choice, key=key)
    except NamesAsked as asked:
        seen = await following.seen(reader.person, occurrence)
        return await _follow_up(web, reader, seen, line=body.line, names=asked)
    if told.concerned is not None:
        return concerned_page(web, reader, told.concerned, onwards=f"/questions/{occurrence}/plan")
    return await _follow_up(web, reader, told.seen)


def concerned_page(web: Web, reader: ThisReader, concerned: Concerned, *, onwards: str) -> Response:
    """Show where to turn after words that bring it, with the way onwards."""
    return web.drawing.page(
        "concerned", reader=reader, concerned=concerned, how_i_am=Concern.HOW_I_AM, onwards=onwards
    )


async def _follow_up(
    web: Web,
    reader: ThisReader,
    seen: QuestionSeen,
    *,
    line: str | None = None,
    names: NamesAsked | None = None,
) -> Response:
    asked, plan = seen.follow_up, None
    if asked is None:
        return RedirectResponse(f"/questions/{seen.occurrence}", status_code=303)
    plan = await web.flows.committing.plan(reader.person, asked.plan)
    if line is None:
        line = await web.flows.following.told(reader.person, seen.occurrence)
    return web.drawing.page(
        "plan_follow_up",
        status=422 if names else 200,
        reader=reader,
        question=seen,
        follow_up=asked,
        plan=plan,
        line=line,
        names=names,
        signposts=await web.flows.telling.signposts(reader.person),
        once=secrets.token_hex(8),
    )


async def _say(
    web: Web, reader: ThisReader, plan: PlanSeen, said: str, *, names: NamesAsked | None = None
) -> Response:
    return web.drawing.page(
        "plan_say",
        status=422 if names else 200,
        reader=reader,
        plan=plan,
        said=said,
        names=names,
        signposts=await web.flows.telling.signposts(reader.person),
        once=secrets.token_hex(8),
    )


async def _smaller(
    web: Web, reader: ThisReader, plan: str, moment: str, act: str, *, refusal: Mistaken | None = None
) -> Response:
    return web.drawing.page(
        "plan_smaller",
        status=422 if refusal else 200,
        reader=reader,
        plan=plan,
        moment=moment,
        act=act,
        names=refusal if isinstance(refusal, NamesAsked) else None,
        fault=str(refusal) if refusal else None,
        half=refusal.field if isinstance(refusal, PlanNeedsBoth) else None,
        signposts=await web.flows.telling.signposts(reader.person),
        once=secrets.token_hex(8),
    )
