"""Drawing Home for whoever looks at it."""

from bot.errors import Unknown
from bot.flows.parts import Flows
from bot.slack import home
from bot.slack.blocks import section
from bot.slack.chat import Chat
from bot.slack.replies import STRANGER


class Homes:
    """Each person's front door."""

    def __init__(self, flows: Flows, chat: Chat) -> None:
        self._flows = flows
        self._chat = chat

    async def publish(self, person: str) -> None:
        """Draw somebody's Home as it is now; a stranger's says who can add them."""
        try:
            view = home.home(await self._flows.reading.home(person))
        except Unknown:
            view = {"type": "home", "blocks": [section(STRANGER)]}
        await self._chat.publish(person, view)
