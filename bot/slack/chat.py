"""Drawing in the chat: best effort, for whatever must arrive is a sending instead."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import Refusal
from bot.flows.messenger import Purpose
from bot.slack import modals, payloads
from bot.slack.blocks import Json
from bot.slack.payloads import Press
from bot.slack.written import Message

TRIGGER_GONE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id"})

log = structlog.get_logger()


class TriggerGone(Exception):
    """Slack no longer lets us open a view for this press."""


def metadata(purpose: Purpose, message: str) -> Json:
    """Return what a message carries: its type and its random id, and nothing else."""
    return {"event_type": f"inrole_{purpose}", "event_payload": {"message": message}}


class Chat:
    """What listeners draw with."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def open(self, trigger: str, view: Json, *, on_top: bool = False) -> tuple[str, str]:
        """Open a view and return its id and hash; raise TriggerGone when Slack would not wait."""
        ask = self._client.views_push if on_top else self._client.views_open
        try:
            answer = await ask(trigger_id=trigger, view=view)
        except SlackApiError as refusal:
            if refusal.response.get("error") in TRIGGER_GONE:
                raise TriggerGone from refusal
            raise
        opened = answer["view"]
        return str(opened["id"]), str(opened["hash"])

    async def open_for(self, press: Press, fetch: Callable[[], Awaitable[Json]], title: str) -> None:
        """Open a view at once and fill it with what `fetch` draws; a refusal is said in it.

        From a view that nothing can lie above, it is drawn in that view's place.
        """
        if press.view is not None and payloads.is_deepest(press.view.body):
            view_id, seen = press.view.id, press.view.hash
        else:
            on_top = press.view is not None and press.view.body.get("type") == "modal"
            view_id, seen = await self.open(press.trigger, modals.opening(title), on_top=on_top)
        try:
            drawn = await fetch()
        except Refusal as refusal:
            drawn = modals.note(title, [str(refusal)])
        await self.replace(view_id, drawn, seen=seen)

    async def replace(self, view_id: str, view: Json, *, seen: str | None = None) -> bool:
        """Draw an open view again; `seen` is the hash it must still have. False where it was not drawn."""
        given: dict[str, Any] = {"hash": seen} if seen else {}
        drawn = await self._gently(self._client.views_update(view_id=view_id, view=view, **given))
        return drawn is not None

    async def publish(self, person: str, view: Json) -> None:
        """Draw somebody's Home."""
        await self._gently(self._client.views_publish(user_id=person, view=view))

    async def redraw(self, channel: str, ts: str, message: Message) -> None:
        """Draw a message again in its place."""
        await self._gently(
            self._client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks)
        )

    async def whisper(self, person: str, channel: str, message: Message) -> bool:
        """Say something that only this person sees and that is not kept; False where it was not said."""
        said = await self._gently(
            self._client.chat_postEphemeral(
                channel=channel, user=person, text=message.text, blocks=message.blocks
            )
        )
        return said is not None

    async def said(self, channel: str, ts: str, person: str) -> str | None:
        """Return what a person wrote at a moment, looked up where it stands; None where it is gone."""
        answer = await self._gently(
            self._client.conversations_history(channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1)
        )
        return payloads.said_in(answer, person=person, ts=ts) if answer is not None else None

    async def reply(self, channel: str, message: Message) -> str | None:
        """Answer in a conversation; return the moment Slack gave it, None where it could not be said."""
        answer = await self._gently(
            self._client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=message.blocks,
                metadata=metadata(Purpose.NOTICE, secrets.token_hex(12)),
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"]) if answer is not None else None

    async def answer(self, press: Press, message: Message, sentence: str) -> bool:
        """Say something where a press came from: beside a message, or as a view with the sentence alone.

        False where it could not be said.
        """
        view = modals.note("Inrole", [sentence])
        if press.channel is not None:
            return await self.whisper(press.person, press.channel, message)
        if press.view is not None and press.view.body.get("type") == "modal":
            return await self.replace(press.view.id, view)
        opened = await self._gently(self._client.views_open(trigger_id=press.trigger, view=view))
        return opened is not None

    async def _gently(self, asking: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse | None:
        try:
            return await asking
        except (SlackClientError, ClientError, TimeoutError) as error:
            log.warning("drawing_failed", error=type(error).__name__)
            return None
