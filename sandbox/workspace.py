"""The practice workspace: its people, their messages and views, and everything that happens to them."""

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sandbox import events
from sandbox.changes import Changes
from sandbox.clock import wall_seconds
from sandbox.delivery import Courier
from sandbox.faults import Faults
from sandbox.hands import Hand
from sandbox.messages import Conversation, Message, written
from sandbox.people import Identity, Member, own_accounts, profile
from sandbox.recording import Exchanges, Recorder
from sandbox.refusals import NotFound
from sandbox.tickets import Tickets
from sandbox.views import OpenView, Screen
from sandbox.wire import Json, stable_id

__all__ = ["Member", "Workspace"]

BOT_SCOPES = frozenset({"chat:write", "im:write", "im:history", "users:read", "commands"})
RETRY_AFTER = (0.0, 60.0, 300.0)
ACK_SECONDS = 3.0


class Workspace:
    """A small workspace that speaks Slack's wire protocol to one app.

    `clock` gives the moments of messages and retries; `stopwatch` (seconds) times trigger ids and `wall`
    (seconds since 1970) stamps signatures, both in real time. `events_url` `None` sends nothing out.
    `subscriptions` are the events the app asked for, `scopes` what its token may do, `url` where the app
    reaches this workspace (for response addresses; learnt from the first call when left out). `latency`
    seconds are added to every call.
    """

    def __init__(
        self,
        *,
        team: str,
        name: str,
        clock: Callable[[], datetime],
        signing_secret: str,
        bot_token: str,
        members: Iterable[Member],
        events_url: str | None,
        record: Path | None = None,
        url: str | None = None,
        ack_timeout: float = ACK_SECONDS,
        retry_after: Sequence[float] = RETRY_AFTER,
        subscriptions: Iterable[str] = events.ALL_EVENTS,
        scopes: Iterable[str] = BOT_SCOPES,
        stopwatch: Callable[[], float] = time.monotonic,
        wall: Callable[[], int] = wall_seconds,
        exchanges_kept: int = 500,
    ) -> None:
        self.identity = Identity(team=team, team_name=name)
        self.clock = clock
        self.bot_token = bot_token
        self.token_error: str | None = None
        self.url = url
        self.latency = 0.0
        self.scopes = frozenset(scopes)
        self.faults = Faults()
        self.changes = Changes()
        self.exchanges = Exchanges(clock=clock, kept=exchanges_kept, changes=self.changes)
        self.tickets = Tickets(clock=clock, stopwatch=stopwatch)
        self.recorder = Recorder(record) if record else None
        self.members: dict[str, Member] = {}
        self.conversations: dict[str, Conversation] = {}
        self.screens: dict[str, Screen] = {}
        self.courier = Courier(
            url=events_url,
            secret=signing_secret,
            identity=self.identity,
            clock=clock,
            wall=wall,
            ack_timeout=ack_timeout,
            retry_after=retry_after,
            faults=self.faults,
            exchanges=self.exchanges,
        )
        self._subscriptions = frozenset(subscriptions)
        self._by_person: dict[str, Conversation] = {}
        self._last_event = 0
        for member in (*members, *own_accounts(self.identity)):
            self._admit(member)

    async def start(self) -> None:
        """Open the way to the app and the record; call once before use, on the loop that serves."""
        if self.recorder:
            self.recorder.open()
        await self.courier.start()

    async def stop(self) -> None:
        """Close both; what is under way is given up."""
        await self.courier.stop()
        if self.recorder:
            self.recorder.close()

    async def settled(self) -> None:
        """Return when no delivery is outstanding, retries whose time has come included."""
        await self.courier.settled()

    async def verify_url(self) -> bool:
        """Ask the app to prove that it answers at its address, as Slack does when one is entered."""
        return await self.courier.verify_url()

    def hand(self, person: str) -> Hand:
        """Return what this person can do; `NotFound` for nobody of this workspace."""
        if person not in self.members:
            sentence = f"There is nobody called {person} here."
            raise NotFound(sentence)
        return Hand(self, person)

    def conversation_of(self, person: str) -> Conversation:
        """Return the direct messages between the app and this person."""
        return self._by_person[person]

    def profile(self, person: str) -> Json:
        """Return the account as `users.info` gives it now."""
        return profile(self.members[person], self.identity.team, self.clock())

    def find_view(self, *, view_id: Any = None, external_id: Any = None) -> OpenView | None:
        """Return the open view with that id, or that external id."""
        for screen in self.screens.values():
            for view in screen.views():
                if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                    return view
        return None

    def post(
        self,
        conversation: Conversation,
        *,
        text: str,
        user: str | None = None,
        blocks: list[Json] | None = None,
        metadata: Json | None = None,
        thread_ts: str | None = None,
        ephemeral: bool = False,
    ) -> Message:
        """Post as the app, or as the person `user`; the app is told of both, of what is ephemeral not."""
        identity = self.identity
        message = Message(
            ts=conversation.stamp(self.clock()),
            channel=conversation.channel,
            user=user or identity.bot_user,
            bot_id=None if user else identity.bot_id,
            text=text,
            blocks=blocks or [],
            metadata=metadata,
            thread_ts=thread_ts,
            ephemeral=ephemeral,
        )
        conversation.add(message)
        self.changes.happened()
        if not ephemeral and self.hears("message.im"):
            self.tell("message.im", events.posted(message, identity))
        return message

    def amend(self, conversation: Conversation, before: Message, **parts: Any) -> Message:
        """Put new parts (`text`, `blocks`, `metadata`) into a message."""
        now = conversation.stamp(self.clock())
        message = replace(before, **parts, edited_ts=now)
        conversation.replace(message)
        self.changes.happened()
        if not message.ephemeral and self.hears("message.im"):
            self.tell("message.im", events.changed(message, before, self.identity, now))
        return message

    def withdraw(self, conversation: Conversation, message: Message) -> None:
        """Take a message away."""
        conversation.remove(message.ts)
        self.changes.happened()
        if not message.ephemeral and self.hears("message.im"):
            self.tell("message.im", events.deleted(message, self.identity, conversation.stamp(self.clock())))

    def join(self, member: Member) -> asyncio.Task[None] | None:
        """Let somebody join; the app hears `team_join`."""
        self._admit(member)
        return self.tell(
            "team_join", events.person_changed("team_join", self.profile(member.id), self.event_ts())
        )

    def change(self, person: str, **parts: Any) -> asyncio.Task[None] | None:
        """Change parts of an account (`zone`, `deleted`, ...); the app hears `user_change`."""
        self.members[person] = replace(self.members[person], **parts)
        self.changes.happened()
        return self.tell(
            "user_change", events.person_changed("user_change", self.profile(person), self.event_ts())
        )

    def revoke(self, error: str = "token_revoked") -> asyncio.Task[None] | None:
        """Revoke the app's token: every call is refused with `error`; the app hears `tokens_revoked`."""
        self.token_error = error
        return self.tell("tokens_revoked", events.revoked(self.identity, self.event_ts()))

    def uninstall(self) -> None:
        """Take the app away: its token is dead and it hears `app_uninstalled` and `tokens_revoked`."""
        self.tell("app_uninstalled", events.uninstalled(self.event_ts()))
        self.revoke("account_inactive")

    def reinstall(self) -> None:
        """Let the app's token hold again."""
        self.token_error = None

    def hears(self, event: str) -> bool:
        """Say whether there is an app that asked for this event."""
        return self.courier.url is not None and event in self._subscriptions

    def tell(self, name: str, event: Json) -> asyncio.Task[None] | None:
        """Send an event the app asked for; return the task of its first try."""
        return self.courier.event(event) if self.hears(name) else None

    def event_ts(self) -> str:
        """Return a time stamp for something that happens now, later than every one before it."""
        return written(self._moment())

    def _moment(self) -> int:
        self._last_event = max(round(self.clock().timestamp() * 1_000_000), self._last_event + 1)
        return self._last_event

    def _admit(self, member: Member) -> None:
        self.members[member.id] = member
        if member.id not in self._by_person:
            conversation = Conversation(
                channel=stable_id("D0", self.identity.team, member.id), person=member.id
            )
            self._by_person[member.id] = conversation
            self.conversations[conversation.channel] = conversation
            self.screens[member.id] = Screen(person=member.id)
        self.changes.happened()
