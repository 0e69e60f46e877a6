"""Submitted forms: what each keeps, and what Slack is told to show next."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Mistaken
from bot.flows.committing import PlanNeedsBoth, PlansFull
from bot.flows.guarding import NamesAsked
from bot.flows.parts import Flows
from bot.flows.seen import FormSeen
from bot.flows.seen_safety import Concerned
from bot.flows.sharing import NotShared
from bot.flows.suggesting import Wording
from bot.slack import form, modals, plan_views, safety_views, share_choices, welcomes, wordings
from bot.slack.actions import PRIVATE, Choice, Field, Form, field_block
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.homes import Homes
from bot.slack.payloads import Submission
from bot.slack.presses import Presses, form_of, written_in

Next = Json | None
Kept = tuple[Next, Callable[[], Awaitable[None]]]
Handler = Callable[[Submission], Awaitable[Kept]]


async def nothing() -> None:
    """Draw nothing."""


class Submissions:
    """Every form by its handler: what to answer Slack with, and what to draw after that."""

    def __init__(self, flows: Flows, chat: Chat, homes: Homes, presses: Presses) -> None:
        self._flows = flows
        self._chat = chat
        self._homes = homes
        self._presses = presses
        self.handlers: Mapping[str, Handler] = {
            Form.REFLECT: self._reflect,
            Form.BARRIERS: self._barriers,
            Form.PICK_TIME: self._pick_time,
            Form.SUGGEST: self._suggest,
        }

    async def _reflect(self, sent: Submission) -> Kept:
        faults = form.faults(sent.view.choices)
        if faults:
            return errors(faults), nothing
        try:
            kept = await self._flows.reflecting.submit(
                sent.person,
                form_of(sent.view),
                written_in(sent.view),
                step=sent.view.about.step,
                key=sent.key,
            )
        except NamesAsked as asked:
            return update(form.with_names(sent.view.body, asked, sent.view.texts)), nothing
        except NotShared as refusal:
            return self._not_shared(sent, refusal), nothing
        except PlanNeedsBoth as half:
            return errors({field_block(half.field): str(half)}), nothing
        except PlansFull as full:
            return errors({field_block("if"): str(full)}), nothing
        return await self._after(sent, kept.following, kept.concerned)

    def _not_shared(self, sent: Submission, refusal: NotShared) -> Json:
        if refusal.concerned is not None:
            return push(safety_views.concerned(refusal.concerned, first=str(refusal)))
        return errors({share_choices.fault_block(sent.view.body): str(refusal)})

    async def _after(self, sent: Submission, following: FormSeen | None, concerned: Concerned | None) -> Kept:
        occurrence = sent.view.about.occurrence
        if following is not None:
            return update(safety_views.above(form.form(following), concerned)), nothing
        if concerned is not None:
            shown: Next = update(safety_views.concerned(concerned))
        else:
            shown = await self._rehearsal(sent)
        if occurrence is None:
            about = sent.view.about
            chosen = sent.view.choices.get(Field.SHARE) or (PRIVATE,)
            said = modals.kept(about.pack, about.prompt, is_shared=chosen[0] != PRIVATE)
            return shown or update(said), nothing

        async def draw() -> None:
            seen = await self._flows.answering.seen(sent.person, occurrence)
            await self._presses.redraw_message(sent.person, seen)

        return shown, draw

    async def _rehearsal(self, sent: Submission) -> Next:
        """Return the step after a form that made a plan: said once, in the person's own words."""
        plan = await self._flows.committing.new_plan(sent.person, sent.view.about.form)
        if plan is None:
            return None
        return update(plan_views.rehearsal(plan, await self._flows.telling.signposts(sent.person)))

    async def _barriers(self, sent: Submission) -> Kept:
        faults = form.faults(sent.view.choices)
        if faults:
            return errors(faults), nothing
        seen = await self._flows.answering.tell_barriers(
            sent.person,
            sent.view.about.occurrence or "",
            sent.view.choices.get(Field.BARRIERS, ()),
            key=sent.key,
        )

        async def draw() -> None:
            await self._presses.redraw_message(sent.person, seen)

        return None, draw

    async def _pick_time(self, sent: Submission) -> Kept:
        try:
            at = modals.picked_time(sent.view.choices)
        except Mistaken as mistake:
            return errors({field_block(Field.TIME): str(mistake)}), nothing
        seen = await self._flows.joining.answer_welcome(sent.person, Choice.PICK, at=at, key=sent.key)

        async def draw() -> None:
            where = await self._flows.joining.welcome_message(sent.person)
            if where is not None:
                await self._chat.redraw(*where, welcomes.welcome(seen))
            await self._homes.publish(sent.person)

        return None, draw

    async def _suggest(self, sent: Submission) -> Kept:
        about = sent.view.about
        wording = Wording(pack=about.pack, prompt=about.prompt, element=about.element)
        words = sent.view.texts.get(Field.SUGGESTION, "")
        named = wordings.NAMED in sent.view.choices.get(Field.NAME, ())
        names = form.names_choice(sent.view.body, sent.view.choices)
        try:
            await self._flows.suggesting.suggest(
                sent.person, wording, words, named=named, names=names, key=sent.key
            )
        except NamesAsked as asked:
            return update(form.with_names(sent.view.body, asked, sent.view.texts)), nothing
        except Mistaken as mistake:
            return errors({field_block(Field.SUGGESTION): str(mistake)}), nothing
        return update(modals.note(wordings.SUGGEST, wordings.THANKS)), nothing


def update(view: Json) -> Json:
    """Return what tells Slack to show another view in place of the submitted one."""
    return {"response_action": "update", "view": view}


def push(view: Json) -> Json:
    """Return what tells Slack to show a view above the submitted one, which stays as it was typed."""
    return {"response_action": "push", "view": view}


def errors(faults: Mapping[str, str]) -> Json:
    """Return what tells Slack to show sentences beside inputs, by block id."""
    return {"response_action": "errors", "errors": dict(faults)}
