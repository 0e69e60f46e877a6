"""Presses about help: each draws where to turn, and none of them keeps anything."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Refusal
from bot.flows import saying_safety
from bot.flows.parts import Flows
from bot.slack import modals, safety_views
from bot.slack.actions import Act, Form
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.payloads import Press


class SafetyPresses:
    """The acts of signposts and of the pack after something hard."""

    def __init__(self, flows: Flows, chat: Chat) -> None:
        self._flows = flows
        self._chat = chat
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.CONCERN: self._chosen,
            Act.HARD: self._hard,
            Act.HARD_TAP: self._tapped,
        }

    async def after_something_hard(self, person: str) -> Json:
        """Return the first view of the pack after something hard, or the sentence that refuses it."""
        try:
            return safety_views.hard(await self._flows.signposting.hard(person))
        except Refusal as refusal:
            return modals.note(safety_views.HARD, [str(refusal)])

    async def _chosen(self, press: Press) -> None:
        concerns = safety_views.concerns_of(press.value)

        async def fetch() -> Json:
            seen = await self._flows.signposting.towards(press.person, concerns)
            help_seen = await self._flows.signposting.help(press.person)
            return safety_views.chosen(press.code, seen, help_seen.people)

        await self._show(press, fetch, saying_safety.TITLE)

    async def _hard(self, press: Press) -> None:
        async def fetch() -> Json:
            return safety_views.hard(await self._flows.signposting.hard(press.person, press.value))

        await self._show(press, fetch, safety_views.HARD)

    async def _tapped(self, press: Press) -> None:
        async def fetch() -> Json:
            seen = await self._flows.signposting.help(press.person, prompt=press.value, code=press.code)
            return safety_views.offered(seen, title=safety_views.HARD)

        await self._chat.open_for(press, fetch, safety_views.HARD)

    async def _show(self, press: Press, fetch: Callable[[], Awaitable[Json]], title: str) -> None:
        """Draw in the view that was pressed where it asks for nothing, and in one of its own elsewhere."""
        view = press.view
        if view is not None and view.callback == Form.READING:
            await self._chat.replace(view.id, await fetch(), seen=view.hash)
        else:
            await self._chat.open_for(press, fetch, title)
