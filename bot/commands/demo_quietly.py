"""Messages put into the practice workspace without the wire between, for weeks that are long past."""

from dataclasses import dataclass
from datetime import datetime

from bot.flows.messenger import Colleague, Content, Outgoing, Purpose, Receipt
from bot.flows.seen import QuestionSeen
from bot.slack.messages import drawn
from bot.slack.written import Message as Drawn
from sandbox.limits import checked_message
from sandbox.messages import Message
from sandbox.wire import Json
from sandbox.workspace import Workspace
from storage.tables import Sending


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that arrived: whose it is, which one, and the message it stands in."""

    person: str
    occurrence: str
    channel: str
    ts: str


class Quietly:
    """A `Messenger` whose messages arrive at once; `asked` gathers the questions among them."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.asked: list[Asked] = []

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Post one message as the app does."""
        posted = self._post(
            outgoing.person,
            drawn(outgoing.content),
            metadata=_metadata(outgoing.purpose, outgoing.message),
            at=self._workspace.clock(),
        )
        if isinstance(outgoing.content, QuestionSeen):
            self.asked.append(_asked(outgoing.person, outgoing.content, posted))
        return Receipt(channel=posted.channel, ts=posted.ts)

    def post(self, sending: Sending, seen: QuestionSeen, *, at: datetime, changed: bool) -> Asked:
        """Post a question as it stands now, sent at a past moment and changed since or not."""
        metadata = _metadata(Purpose.NUDGE, sending.id)
        posted = self._post(sending.person, drawn(seen), metadata=metadata, at=at)
        if changed:
            self._workspace.amend(self._workspace.conversation_of(sending.person), posted)
        return _asked(sending.person, seen, posted)

    def redraw(self, person: str, ts: str, content: Content) -> None:
        """Put a message as it now stands in the place of the one before."""
        text, blocks, _ = _checked(drawn(content))
        conversation = self._workspace.conversation_of(person)
        before = conversation.find(ts)
        if before is not None:
            self._workspace.amend(conversation, before, text=text, blocks=blocks)

    async def find(self, **_about: object) -> Receipt | None:
        """Find nothing: what is put here is known to have arrived."""
        return None

    async def colleagues(self) -> list[Colleague]:
        """Return everybody of the workspace."""
        return [
            Colleague(
                id=member.id, name=member.name, zone=member.zone, standing="bot" if member.bot else "member"
            )
            for member in self._workspace.members.values()
        ]

    async def identity(self) -> tuple[str, str]:
        """Return the workspace's id and the app's own there."""
        return self._workspace.identity.team, self._workspace.identity.bot_user

    def _post(self, person: str, message: Drawn, *, metadata: Json, at: datetime) -> Message:
        text, blocks, metadata_kept = _checked(message, metadata)
        identity = self._workspace.identity
        conversation = self._workspace.conversation_of(person)
        posted = Message(
            ts=conversation.stamp(at),
            channel=conversation.channel,
            user=identity.bot_user,
            bot_id=identity.bot_id,
            text=text,
            blocks=blocks,
            metadata=metadata_kept,
        )
        conversation.add(posted)
        return posted


def _metadata(purpose: str, message: str) -> Json:
    return {"event_type": f"inrole_{purpose}", "event_payload": {"message": message}}


def _checked(message: Drawn, metadata: Json | None = None) -> tuple[str, list[Json], Json | None]:
    return checked_message({"text": message.text, "blocks": message.blocks, "metadata": metadata})


def _asked(person: str, seen: QuestionSeen, posted: Message) -> Asked:
    return Asked(person=person, occurrence=seen.occurrence, channel=posted.channel, ts=posted.ts)
