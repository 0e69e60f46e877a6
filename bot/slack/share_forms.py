"""Sharing by its handlers: who may see a reflection, what colleagues shared, and a line back."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Mistaken
from bot.flows.guarding import NamesAsked
from bot.flows.parts import Flows
from bot.flows.sharing import AGENDA, PRIVATE, NotShared
from bot.slack import form, modals, share_choices, share_views
from bot.slack.actions import Act, Field, Form, field_block
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.payloads import Press, Submission
from bot.slack.submissions import Kept, errors, nothing, update


class ShareForms:
    """The acts and forms of sharing; `redraw_mine` draws a person's own again after a press there."""

    def __init__(self, flows: Flows, chat: Chat, redraw_mine: Callable[[Press], Awaitable[None]]) -> None:
        self._flows = flows
        self._chat = chat
        self._redraw_mine = redraw_mine
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.SHARE: self._choose,
            Act.SHARE_WITH: self._choose,
            Act.SHARE_LATER: self._open_share,
            Act.BRING: self._open_bring,
            Act.WITHDRAW_ONE: self._withdraw_one,
            Act.SHARED: self._received,
            Act.OPEN_SHARE: self._open,
            Act.LINE_BACK: self._open_line,
        }
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {
            Form.SHARE: self._share,
            Form.LINE_BACK: self._line_back,
        }

    async def _choose(self, press: Press) -> None:
        view = press.view
        if view is None:
            return
        audience = next(iter(view.choices.get(Field.SHARE, ())), PRIVATE)
        reader = share_choices.reader_in(view.body, view.choices)
        seen = await self._flows.sharing.choosing(press.person, audience, reader)
        await self._chat.replace(view.id, share_choices.redrawn(view.body, seen))

    async def _open_share(self, press: Press) -> None:
        await self._ask(press, PRIVATE)

    async def _open_bring(self, press: Press) -> None:
        await self._ask(press, AGENDA)

    async def _ask(self, press: Press, audience: str) -> None:
        async def fetch() -> Json:
            seen = await self._flows.sharing.to_share(press.person, press.value, audience)
            return share_views.share_later(seen)

        await self._chat.open_for(press, fetch, share_views.SHARE)

    async def _share(self, sent: Submission) -> Kept:
        view = sent.view
        audience = next(iter(view.choices.get(Field.SHARE, ())), PRIVATE)
        reader = share_choices.reader_in(view.body, view.choices)
        try:
            await self._flows.sharing.share(sent.person, view.about.form, audience, reader, key=sent.key)
        except NotShared as refusal:
            return errors({share_choices.fault_block(view.body): str(refusal)}), nothing
        said = share_views.STAYS_PRIVATE if audience == PRIVATE else share_views.SHARED_NOW
        return update(modals.note(share_views.SHARE, said)), nothing

    async def _withdraw_one(self, press: Press) -> None:
        await self._flows.sharing.withdraw_one(press.person, press.value)
        await self._redraw_mine(press)

    async def _received(self, press: Press) -> None:
        async def fetch() -> Json:
            seen = await self._flows.receiving.received(press.person)
            page = await self._flows.entering.make_link(press.person, "/shared")
            return share_views.received(seen, page=page)

        await self._chat.open_for(press, fetch, share_views.TITLE)

    async def _open(self, press: Press) -> None:
        async def fetch() -> Json:
            return share_views.opened(await self._flows.receiving.open(press.person, press.value))

        await self._chat.open_for(press, fetch, share_views.TITLE)

    async def _open_line(self, press: Press) -> None:
        async def fetch() -> Json:
            return share_views.line_form(await self._flows.receiving.to_answer(press.person, press.value))

        await self._chat.open_for(press, fetch, share_views.LINE_BACK)

    async def _line_back(self, sent: Submission) -> Kept:
        view = sent.view
        names = form.names_choice(view.body, view.choices)
        line = view.texts.get(Field.LINE_BACK, "")
        try:
            await self._flows.receiving.write_line(
                sent.person, view.about.form, line, names=names, key=sent.key
            )
        except NamesAsked as asked:
            return update(form.with_names(view.body, asked, view.texts)), nothing
        except Mistaken as mistake:
            return errors({field_block(Field.LINE_BACK): str(mistake)}), nothing
        return update(modals.note(share_views.LINE_BACK, share_views.SENT)), nothing
