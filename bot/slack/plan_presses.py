"""Plans by their handlers: follow-ups, a plan opened, made smaller, said once, or let go."""

from collections.abc import Awaitable, Callable, Mapping

from bot.flows.committing import PlanNeedsBoth
from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.guarding import NamesAsked
from bot.flows.parts import Flows
from bot.flows.seen import QuestionSeen
from bot.flows.seen_safety import Concerned
from bot.slack import form, modals, plan_views, readings, safety_views
from bot.slack.actions import Act, Field, Form, field_block
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.payloads import Press, Submission
from bot.slack.presses import Presses
from bot.slack.submissions import Kept, Next, errors, nothing, update


class PlanPresses:
    """The acts and forms of plans; each draws again the view it was done in, and the question's message."""

    def __init__(self, flows: Flows, chat: Chat, presses: Presses) -> None:
        self._flows = flows
        self._chat = chat
        self._presses = presses
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.FOLLOW_UP: self._follow_up,
            Act.HELPED: self._helped,
            Act.PLAN_NEXT: self._next,
            Act.TELL_HOW: self._open_tell,
            Act.SEE_PLAN: self._see,
            Act.PLAN_SMALLER: self._open_smaller,
            Act.PLAN_GO: self._let_go,
        }
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {
            Form.PLAN_SMALLER: self._smaller,
            Form.TELL_HOW: self._tell,
            Form.REHEARSE: self._say,
        }

    async def _follow_up(self, press: Press) -> None:
        following = self._flows.following
        if not press.code:
            await self._open(press)
        elif press.code == "again":
            await self._redraw(press, await following.again(press.person, press.value))
        else:
            seen = await following.answer(press.person, press.value, press.code, key=press.key)
            await self._redraw(press, seen)

    async def _helped(self, press: Press) -> None:
        seen = await self._flows.following.tell_helped(press.person, press.value, press.code, key=press.key)
        await self._redraw(press, seen)

    async def _next(self, press: Press) -> None:
        seen = await self._flows.following.settle(press.person, press.value, press.code, key=press.key)
        await self._redraw(press, seen)

    async def _open(self, press: Press) -> None:
        async def fetch() -> Json:
            return modals.question(await self._flows.following.seen(press.person, press.value))

        await self._chat.open_for(press, fetch, "Inrole")

    async def _see(self, press: Press) -> None:
        async def fetch() -> Json:
            return plan_views.plan(await self._flows.committing.plan(press.person, press.value))

        await self._chat.open_for(press, fetch, plan_views.MY_PLAN)

    async def _open_smaller(self, press: Press) -> None:
        below, _, plan = press.code.partition("/")
        occurrence = press.value if below == plan_views.QUESTION else None

        async def fetch() -> Json:
            seen = await self._flows.committing.plan(press.person, plan)
            signposts = await self._flows.telling.signposts(press.person)
            return plan_views.smaller(seen, signposts, below=below, occurrence=occurrence)

        await self._chat.open_for(press, fetch, plan_views.SMALL)

    async def _open_tell(self, press: Press) -> None:
        async def fetch() -> Json:
            line = await self._flows.following.told(press.person, press.value)
            signposts = await self._flows.telling.signposts(press.person)
            return plan_views.tell_how(line, signposts, occurrence=press.value)

        await self._chat.open_for(press, fetch, plan_views.HOW)

    async def _let_go(self, press: Press) -> None:
        await self._flows.committing.let_go(press.person, press.value, key=press.key)
        if press.view is not None:
            below, _, _ = press.code.partition("/")
            await self._chat.replace(press.view.id, await self._view(press.person, below, press.value))

    async def _smaller(self, sent: Submission) -> Kept:
        about = sent.view.about
        halves = {name: sent.view.texts.get(name, "") for name in (PLAN_IF, PLAN_THEN)}
        names = form.names_choice(sent.view.body, sent.view.choices)
        try:
            concerned = await self._flows.committing.make_smaller(
                sent.person, about.form, halves, names=names, key=sent.key
            )
        except NamesAsked as asked:
            return update(form.with_names(sent.view.body, asked, sent.view.texts)), nothing
        except PlanNeedsBoth as half:
            return errors({field_block(half.field): str(half)}), nothing

        async def draw() -> None:
            if about.occurrence is not None:
                await self._draw_below(
                    sent, await self._flows.following.settled(sent.person, about.occurrence)
                )
            else:
                await self._replace_below(sent, await self._view(sent.person, about.below, about.form))

        return _shown(concerned), draw

    async def _tell(self, sent: Submission) -> Kept:
        occurrence = sent.view.about.occurrence or ""
        names = form.names_choice(sent.view.body, sent.view.choices)
        line = sent.view.texts.get(Field.HOW, "")
        try:
            told = await self._flows.following.tell(sent.person, occurrence, line, names=names, key=sent.key)
        except NamesAsked as asked:
            return update(form.with_names(sent.view.body, asked, sent.view.texts)), nothing
        return _shown(told.concerned), lambda: self._draw_below(sent, told.seen)

    async def _say(self, sent: Submission) -> Kept:
        names = form.names_choice(sent.view.body, sent.view.choices)
        said = sent.view.texts.get(Field.SAID, "")
        try:
            concerned = await self._flows.committing.say(
                sent.person, sent.view.about.form, said, names=names, key=sent.key
            )
        except NamesAsked as asked:
            return update(form.with_names(sent.view.body, asked, sent.view.texts)), nothing
        return _shown(concerned), nothing

    async def _view(self, person: str, below: str, plan: str) -> Json:
        if below == plan_views.PLAN:
            return plan_views.plan(await self._flows.committing.plan(person, plan))
        page = await self._flows.entering.make_link(person, "/me")
        return readings.mine(await self._flows.journalling.mine(person), page=page)

    async def _redraw(self, press: Press, seen: QuestionSeen) -> None:
        if press.view is not None:
            await self._chat.replace(press.view.id, modals.question(seen))
        await self._presses.redraw_message(press.person, seen)

    async def _draw_below(self, sent: Submission, seen: QuestionSeen) -> None:
        await self._replace_below(sent, modals.question(seen))

    async def _replace_below(self, sent: Submission, view: Json) -> None:
        below = sent.view.body.get("previous_view_id")
        if isinstance(below, str) and below:
            await self._chat.replace(below, view)


def _shown(concerned: Concerned | None) -> Next:
    """Return the signposts in place of a form whose words brought them, or nothing, which closes it."""
    return None if concerned is None else update(safety_views.concerned(concerned))
