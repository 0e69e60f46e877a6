"""Presses about the library: a suggested wording, a line for the team's card, a way in to a page."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Unknown
from bot.flows.parts import Flows
from bot.slack import modals, wordings
from bot.slack.actions import Act
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.payloads import Press

NO_SUCH_PAGE = "That page isn't here any more."


class WordingPresses:
    """Their handlers, one flow call each."""

    def __init__(self, flows: Flows, chat: Chat) -> None:
        self._flows = flows
        self._chat = chat
        self.handlers: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.SUGGEST: self._suggest,
            Act.ADD_LINE: self._lines,
            Act.PUT_LINE: self._put_line,
            Act.PAGE: self._page,
        }

    async def _suggest(self, press: Press) -> None:
        async def fetch() -> Json:
            about = wordings.about_of(press.value)
            return wordings.suggest_form(await self._flows.suggesting.open(press.person, about))

        await self._chat.open_for(press, fetch, wordings.SUGGEST)

    async def _lines(self, press: Press) -> None:
        async def fetch() -> Json:
            team, _, reflection = press.value.partition("/")
            return wordings.lines(await self._flows.carding.lines(press.person, team, reflection))

        await self._chat.open_for(press, fetch, wordings.ADD)

    async def _put_line(self, press: Press) -> None:
        team, _, reflection = press.value.partition("/")
        element, _, number = press.code.rpartition("/")
        place = int(number) if number.isdecimal() else -1
        await self._flows.carding.add(press.person, team, element, reflection, place)
        if press.view is not None:
            said = ["It is on your team's card now, without a name.", "Whoever wrote it can withdraw it."]
            await self._chat.replace(press.view.id, modals.note(wordings.ADD, said))

    async def _page(self, press: Press) -> None:
        async def fetch() -> Json:
            path = wordings.PAGES.get(press.code)
            if path is None:
                raise Unknown(NO_SUCH_PAGE)
            return wordings.way_in(await self._flows.entering.make_link(press.person, path))

        await self._chat.open_for(press, fetch, "Inrole")
