"""A team's practice focus by its handlers: the choice in a view, one tap, and what is said afterwards."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Refusal
from bot.flows.focusing import FocusFormSeen
from bot.flows.parts import Flows
from bot.slack.actions import Act, Field, Form, field_block
from bot.slack.blocks import Json, asking, context, day, escaped, modal, one_of, section
from bot.slack.chat import Chat
from bot.slack.metadata import Remembered, remember
from bot.slack.modals import note
from bot.slack.payloads import Press, Submission
from bot.slack.submissions import Kept, nothing, update

TITLE = "Practice focus"
THANKS = (
    "Thanks. Your choice isn't shown to anyone.",
    "You can change it on my Home tab until it is settled.",
)
HOW_SETTLED = (
    "No one is shown who chose what: each count is changed in secret by up to two first. With fewer than "
    "five choices, or a tie, the team keeps what it has."
)


def choosing(seen: FocusFormSeen) -> Json:
    """Return what a team could work on next, with the person's own choice so far in place."""
    return modal(
        TITLE,
        [
            section(
                escaped(
                    f"{seen.team_name}: what would you like the next six weeks or so to be about? "
                    f"Keep what you have, or let it settle and take up another."
                )
            ),
            asking(
                field_block(Field.FOCUS),
                "Your choice",
                one_of(Field.FOCUS, seen.options, seen.chosen or ""),
                is_optional=False,
            ),
            context(f"You can change it before {day(seen.closes_on)}, when it is settled."),
            context(HOW_SETTLED),
        ],
        callback_id=Form.FOCUS,
        submit="Choose",
        private_metadata=remember(Remembered(form=seen.team)),
    )


class FocusForms:
    """The act and the form of choosing a focus."""

    def __init__(self, flows: Flows, chat: Chat) -> None:
        self._flows = flows
        self._chat = chat
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {Act.FOCUS: self._open}
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {Form.FOCUS: self._choose}

    async def _open(self, press: Press) -> None:
        async def fetch() -> Json:
            return choosing(await self._flows.focusing.choosing(press.person, press.value))

        await self._chat.open_for(press, fetch, TITLE)

    async def _choose(self, sent: Submission) -> Kept:
        chosen = sent.view.choices.get(Field.FOCUS, ())
        try:
            await self._flows.focusing.choose(
                sent.person, sent.view.about.form, chosen[0] if chosen else "", key=sent.key
            )
        except Refusal as refusal:
            return update(note(TITLE, [str(refusal)])), nothing
        return update(note(TITLE, THANKS)), nothing
