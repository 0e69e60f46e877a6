"""Whether somebody would like a reminder: a view of their own, and what it keeps."""

from collections.abc import Awaitable, Callable, Mapping

from bot.flows.parts import Flows
from bot.slack.actions import Act, Field, Form, field_block
from bot.slack.blocks import Json, asking, context, modal, one_of
from bot.slack.chat import Chat
from bot.slack.modals import note, opening
from bot.slack.payloads import Press, Submission

Kept = tuple[Json | None, Callable[[], Awaitable[None]]]

TITLE = "Reminder"
WANTED = "yes"
CHOICES = ((WANTED, "Remind me once"), ("no", "No reminder"))
WHEN = "A reminder comes only where your team's rhythm has one, once, on a day you work. No one is told."


def reminder(*, is_wanted: bool) -> Json:
    """Return the choice of one reminder or none, with the one in force marked."""
    chosen = CHOICES[0 if is_wanted else 1][0]
    return modal(
        TITLE,
        [
            asking(
                field_block(Field.REMINDER),
                "When a question is still open",
                one_of(Field.REMINDER, CHOICES, chosen),
                is_optional=False,
            ),
            context(WHEN),
        ],
        callback_id=Form.REMINDER,
        submit="Save",
    )


class ReminderForms:
    """The act and the form of a reminder by their handlers."""

    def __init__(self, flows: Flows, chat: Chat) -> None:
        self._flows = flows
        self._chat = chat
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {Act.REMINDER: self._open}
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {Form.REMINDER: self._keep}

    async def _open(self, press: Press) -> None:
        view_id, seen = await self._chat.open(press.trigger, opening(TITLE))
        is_wanted = await self._flows.reminding.is_wanted(press.person)
        await self._chat.replace(view_id, reminder(is_wanted=is_wanted), seen=seen)

    async def _keep(self, sent: Submission) -> Kept:
        is_wanted = WANTED in sent.view.choices.get(Field.REMINDER, ())
        await self._flows.reminding.want(sent.person, is_wanted=is_wanted, key=sent.key)
        said = (
            "You are reminded once of a question still open."
            if is_wanted
            else "No reminders are sent to you."
        )
        return {"response_action": "update", "view": note(TITLE, [said])}, _nothing


async def _nothing() -> None:
    """Draw nothing."""
