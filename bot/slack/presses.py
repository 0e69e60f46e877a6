"""Presses: what each button and choice does, one flow call each."""

from collections.abc import Awaitable, Callable, Mapping

from bot.flows import saying_safety
from bot.flows.forms import BETWEEN
from bot.flows.guarding import NamesAsked
from bot.flows.keeping import FormOf, Written
from bot.flows.parts import Flows
from bot.flows.seen import QuestionSeen, Stage
from bot.slack import ahead, form, messages, modals, readings, safety_views, share_choices, welcomes
from bot.slack.actions import Act, Choice, Field, digest_of
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.homes import Homes
from bot.slack.payloads import OpenView, Press
from bot.slack.wording_presses import WordingPresses

Handler = Callable[[Press], Awaitable[None]]


class Presses:
    """Every act by its handler."""

    def __init__(self, flows: Flows, chat: Chat, homes: Homes, address: str) -> None:
        self._flows = flows
        self._chat = chat
        self._homes = homes
        self._address = address
        self.handlers: Mapping[str, Handler] = {
            Act.USED: self._tap,
            Act.TAP: self._tap,
            Act.PRESSURE: self._pressure,
            Act.PRESSURE_SKIPPED: self._pressure_skipped,
            Act.ANSWER: self._answer,
            Act.REFLECT: self._reflect,
            Act.TRY_IT: self._reflect,
            Act.LATER: self._later,
            Act.NOT_TODAY: self._not_today,
            Act.SKIP: self._skip,
            Act.CHANGE: self._change,
            Act.COUNTS: self._card,
            Act.GOT_IN_THE_WAY: self._barriers,
            Act.WELCOME: self._welcome,
            Act.EXAMPLE: self._example,
            Act.SET_UP: self._set_up,
            Act.DIGEST: self._digest,
            Act.MINE: self._mine,
            Act.DRAFT: self._go_on,
            Act.DRAFT_DELETE: self._delete_draft,
            Act.AHEAD: self._ahead,
            Act.WITHDRAW: self._withdraw,
            Act.BACK: self._back,
            **WordingPresses(flows, chat).handlers,
        }

    async def _tap(self, press: Press) -> None:
        seen = await self._flows.answering.tap(press.person, press.value, press.code, key=press.key)
        if seen.offers_people:
            await self._offer_people(press)
        await self.redraw(press, seen)

    async def _offer_people(self, press: Press) -> None:
        async def fetch() -> Json:
            return safety_views.offered(await self._flows.signposting.help(press.person))

        await self._chat.open_for(press, fetch, saying_safety.TO_TALK_TO)

    async def _pressure(self, press: Press) -> None:
        seen = await self._flows.answering.tell_pressure(press.person, press.value, press.code, key=press.key)
        await self.redraw(press, seen)

    async def _pressure_skipped(self, press: Press) -> None:
        await self.redraw(press, await self._flows.answering.receipt(press.person, press.value))

    async def _answer(self, press: Press) -> None:
        async def fetch() -> Json:
            return modals.question(await self._flows.answering.again(press.person, press.value))

        await self._chat.open_for(press, fetch, "Inrole")

    async def _reflect(self, press: Press) -> None:
        async def fetch() -> Json:
            return form.form(await self._flows.reflecting.open(press.person, press.value or None))

        await self._chat.open_for(press, fetch, "Reflect")

    async def _later(self, press: Press) -> None:
        seen = await self._flows.answering.ask_again(press.person, press.value, press.code, key=press.key)
        await self.redraw(press, seen)

    async def _not_today(self, press: Press) -> None:
        await self._put_off(press, Stage.NOT_TODAY)

    async def _skip(self, press: Press) -> None:
        await self._put_off(press, Stage.SKIPPED)

    async def _put_off(self, press: Press, stage: Stage) -> None:
        seen = await self._flows.answering.put_off(press.person, press.value, stage, key=press.key)
        await self.redraw(press, seen)

    async def _change(self, press: Press) -> None:
        await self.redraw(press, await self._flows.answering.again(press.person, press.value))

    async def _card(self, press: Press) -> None:
        async def fetch() -> Json:
            return modals.card(await self._flows.reading.card(press.code, press.person))

        await self._chat.open_for(press, fetch, "What counts")

    async def _barriers(self, press: Press) -> None:
        async def fetch() -> Json:
            ticked = await self._flows.answering.barriers(press.person, press.value)
            seen = await self._flows.answering.seen(press.person, press.value)
            return modals.barriers(press.value, ticked=ticked, element=seen.element)

        await self._chat.open_for(press, fetch, "Inrole")

    async def _welcome(self, press: Press) -> None:
        if press.code == Choice.PICK:
            await self._chat.open(press.trigger, modals.pick_time())
            return
        seen = await self._flows.joining.answer_welcome(press.person, press.code, key=press.key)
        where = await self._flows.joining.welcome_message(press.person)
        if where is not None:
            await self._chat.redraw(*where, welcomes.welcome(seen))
        await self._homes.publish(press.person)

    async def _example(self, press: Press) -> None:
        await self._chat.open(press.trigger, readings.digest(self._flows.reading.example()))

    async def _set_up(self, press: Press) -> None:
        async def fetch() -> Json:
            seen = await self._flows.telling.set_up(press.person)
            return readings.how_set_up(seen, page=f"{self._address}/how-its-set-up")

        await self._chat.open_for(press, fetch, "How it's set up")

    async def _digest(self, press: Press) -> None:
        team, ended_on = digest_of(press.value)

        async def fetch() -> Json:
            which = ended_on.isoformat() if ended_on else "latest"
            seen = await self._flows.reading.digest(press.person, team, which)
            page = await self._flows.entering.make_link(press.person, f"/teams/{team}/digests/{which}")
            return readings.digest(seen, page=page)

        await self._chat.open_for(press, fetch, "Digest")

    async def _mine(self, press: Press) -> None:
        async def fetch() -> Json:
            page = await self._flows.entering.make_link(press.person, "/me")
            return readings.mine(await self._flows.journalling.mine(press.person), page=page)

        await self._chat.open_for(press, fetch, "Mine")

    async def _go_on(self, press: Press) -> None:
        async def fetch() -> Json:
            return form.form(await self._flows.reflecting.resume(press.person, press.value, step=0))

        await self._chat.open_for(press, fetch, "Reflect")

    async def _delete_draft(self, press: Press) -> None:
        await self._flows.journalling.drop(press.person, press.value)
        await self.redraw_mine(press)

    async def _ahead(self, press: Press) -> None:
        async def fetch() -> Json:
            page = await self._flows.entering.make_link(press.person, "/me")
            return ahead.weeks(await self._flows.previewing.own(press.person), page=page)

        await self._chat.open_for(press, fetch, ahead.TITLE)

    async def _withdraw(self, press: Press) -> None:
        await self._flows.sharing.withdraw(press.person, press.value)
        await self.redraw_mine(press)

    async def redraw_mine(self, press: Press) -> None:
        """Draw a person's own again in the view they pressed in."""
        if press.view is not None:
            page = await self._flows.entering.make_link(press.person, "/me")
            seen = await self._flows.journalling.mine(press.person)
            await self._chat.replace(press.view.id, readings.mine(seen, page=page))

    async def _back(self, press: Press) -> None:
        view = press.view
        if view is None:
            return
        try:
            kept = await self._flows.reflecting.back(
                press.person, form_of(view), written_in(view), step=view.about.step, key=press.key
            )
        except NamesAsked as asked:
            again = form.with_names(view.body, asked, view.texts)
            await self._chat.replace(view.id, again, seen=view.hash)
            return
        if kept.following is not None:
            drawn = safety_views.above(form.form(kept.following), kept.concerned)
            await self._chat.replace(view.id, drawn, seen=view.hash)

    async def redraw(self, press: Press, seen: QuestionSeen) -> None:
        """Draw a question again wherever it stands: its message, and the view it was opened in."""
        where = (press.channel, press.message_ts)
        if press.view is not None and press.view.body.get("type") == "modal":
            await self._chat.replace(press.view.id, modals.question(seen))
        channel, ts = where
        if channel is not None and ts is not None:
            await self._chat.redraw(channel, ts, messages.question(seen))
            return
        await self.redraw_message(press.person, seen)
        await self._homes.publish(press.person)

    async def redraw_message(self, person: str, seen: QuestionSeen) -> None:
        """Draw the message of a question again, wherever it is."""
        where = await self._flows.answering.where(person, seen.occurrence)
        if where is not None:
            await self._chat.redraw(*where, messages.question(seen))


def form_of(view: OpenView) -> FormOf:
    """Return which form a view is a step of."""
    about = view.about
    return FormOf(form=about.form, occurrence=about.occurrence, pack=about.pack, prompt=about.prompt)


def written_in(view: OpenView) -> Written:
    """Return what a step of the form holds; a tapped stage is a line in the words of its tap."""
    own = {Field.BARRIERS, Field.NAMES, Field.SHARE, Field.SHARE_SUPERVISOR, Field.SHARE_PEER}
    tapped = {name: BETWEEN.join(chosen) for name, chosen in view.choices.items() if name not in own}
    share = view.choices.get(Field.SHARE, ())
    return Written(
        lines={**view.texts, **tapped},
        choices={name: chosen for name, chosen in view.choices.items() if name == Field.BARRIERS},
        share=share[0] if share else None,
        reader=share_choices.reader_in(view.body, view.choices),
        names=form.names_choice(view.body, view.choices),
    )
