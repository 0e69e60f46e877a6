"""What Bolt hears: parse, one flow call, acknowledge, draw."""

import re
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Refusal
from bot.flows.parts import Flows
from bot.slack import form, modals, payloads, replies
from bot.slack.actions import Act, carrying
from bot.slack.blocks import Json
from bot.slack.chat import Chat, TriggerGone
from bot.slack.focus_forms import FocusForms
from bot.slack.homes import Homes
from bot.slack.payloads import Command, Press
from bot.slack.plan_presses import PlanPresses
from bot.slack.presses import Presses
from bot.slack.quiet_forms import QuietForms
from bot.slack.reminder_forms import ReminderForms
from bot.slack.rhythm_forms import RhythmForms
from bot.slack.safety_presses import SafetyPresses
from bot.slack.share_forms import ShareForms
from bot.slack.submissions import Kept, Submissions, errors, nothing, push
from bot.slack.talk_presses import TalkPresses
from bot.slack.written import Message
from prompts.pathways import asks_after_something_hard

ANYTHING = re.compile(".*")
EVENTS = ("message", "app_home_opened", "user_change", "team_join", "tokens_revoked", "app_uninstalled")
COMMANDS = ("/reflect", "/digest", "/rhythm")

Result = TypeVar("Result")

TOO_SLOW_HERE = "That took a moment too long, so it didn't open. Nothing is lost. Press it once more."

log = structlog.get_logger()


class Listeners:
    """Every listener as a bound method, in one visible list."""

    def __init__(self, flows: Flows, client: AsyncWebClient, address: str) -> None:
        self._flows = flows
        self._chat = Chat(client)
        self._homes = Homes(flows, self._chat)
        self._presses = Presses(flows, self._chat, self._homes, address)
        self._rhythm_forms = RhythmForms(flows, self._chat)
        reminders = ReminderForms(flows, self._chat)
        focus = FocusForms(flows, self._chat)
        quiet = QuietForms(flows, self._chat, self._homes)
        sharing = ShareForms(flows, self._chat, self._presses.redraw_mine)
        plans = PlanPresses(flows, self._chat, self._presses)
        self._safety = SafetyPresses(flows, self._chat)
        self._talks = TalkPresses(flows, self._chat, self._presses)
        self._on_press = {
            **self._presses.handlers,
            **self._rhythm_forms.presses,
            **reminders.presses,
            **quiet.presses,
            **plans.presses,
            **sharing.presses,
            **focus.presses,
            **self._safety.presses,
            **self._talks.presses,
        }
        submissions = Submissions(flows, self._chat, self._homes, self._presses)
        self._on_submission = {
            **submissions.handlers,
            **self._rhythm_forms.submissions,
            **reminders.submissions,
            **quiet.submissions,
            **plans.submissions,
            **sharing.submissions,
            **focus.submissions,
            **self._talks.submissions,
        }

    def listen(self, app: AsyncApp) -> None:
        """Tell Bolt what we hear; anything else is acknowledged quietly."""
        app.event(ANYTHING)(self.happened)
        app.action(ANYTHING)(self.pressed)
        app.view_submission(ANYTHING)(self.submitted)
        app.view_closed(ANYTHING)(self.heard)
        app.command(ANYTHING)(self.commanded)
        app.shortcut(ANYTHING)(self.heard)
        app.options(ANYTHING)(self.heard)
        app.error(self.broke)

    async def broke(self, error: Exception) -> BoltResponse:
        """Note what broke outside every listener; Slack is told, and sends an event again."""
        log.error("listener_failed", reference=secrets.token_hex(4), exc_info=error)
        return BoltResponse(status=500, body="")

    async def heard(self, ack: AsyncAck) -> None:
        """Acknowledge what asks nothing of us."""
        await ack()

    async def happened(self, body: Mapping[str, Any]) -> BoltResponse | None:
        """Take in an event; when it could not be kept Slack is asked to send it again."""
        try:
            broken = await guarded(self._take_in(payloads.event(body)))
        except Refusal:
            return None
        return BoltResponse(status=500, body="") if isinstance(broken, Broken) else None

    async def pressed(self, ack: AsyncAck, body: Mapping[str, Any]) -> BoltResponse | None:
        """Do what a button says; where it was not done and could not be said, Slack marks the button."""
        try:
            press = payloads.press(body)
        except Refusal:
            await ack()
            return None
        handler = self._on_press.get(press.action)
        if handler is not None and not await self._do(press, handler):
            return BoltResponse(status=500, body="")
        await ack()
        return None

    async def submitted(self, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Keep a submitted form, tell Slack what to show next, then draw."""
        try:
            kept = await guarded(self._keep(body))
        except Refusal as refusal:
            await ack(**said_of_form(body.get("view") or {}, str(refusal)))
            return
        if isinstance(kept, Broken):
            await ack(**said_of_form(body.get("view") or {}, kept.said.text))
            return
        following, draw = kept
        await (ack() if following is None else ack(**following))
        await draw()

    async def commanded(self, ack: AsyncAck, body: Mapping[str, Any]) -> None:
        """Answer a slash command."""
        try:
            answer = await guarded(self._command(payloads.command(body)))
        except Refusal as refusal:
            answer = replies.refused(str(refusal))
        except TriggerGone:
            is_rhythm = body.get("command") == "/rhythm"
            answer = replies.too_slow(Act.RHYTHMS if is_rhythm else Act.REFLECT)
        if isinstance(answer, Broken):
            answer = answer.said
        if answer is None:
            await ack()
        else:
            await ack(text=answer.text, blocks=answer.blocks, response_type="ephemeral")

    async def _keep(self, body: Mapping[str, Any]) -> Kept:
        sent = payloads.submission(body)
        handler = self._on_submission.get(sent.view.callback)
        if handler is None or not await self._is_ours(sent.team):
            return None, nothing
        return await handler(sent)

    async def _is_ours(self, team: str) -> bool:
        return await self._flows.joining.is_ours(team)

    async def _if_ours(self, press: Press, handler: Callable[[Press], Awaitable[None]]) -> None:
        if await self._is_ours(press.team):
            await handler(press)

    async def _do(self, press: Press, handler: Callable[[Press], Awaitable[None]]) -> bool:
        """Do what a press says, or say why not; False where neither could be."""
        try:
            broken = await guarded(self._if_ours(press, handler))
        except TriggerGone:
            again = replies.too_slow(carrying(press.action, press.code), press.value)
            return await self._chat.answer(press, again, TOO_SLOW_HERE)
        except Refusal as refusal:
            return await self._chat.answer(press, replies.refused(str(refusal)), str(refusal))
        if isinstance(broken, Broken):
            return await self._chat.answer(press, broken.said, broken.said.text)
        return True

    async def _take_in(self, event: payloads.Event) -> None:
        if not await self._is_ours(event.team):
            return
        match event:
            case payloads.Wrote():
                await self._reply(event)
            case payloads.Rewrote():
                await self._talks.rewrote(event)
            case payloads.HomeOpened(tab="home"):
                await self._homes.publish(event.person)
            case payloads.Changed():
                await self._flows.joining.note_change(event.colleague)
            case payloads.Removed():
                await self._flows.joining.close(event.reason)
            case _:
                pass

    async def _reply(self, wrote: payloads.Wrote) -> None:
        if await self._talks.wrote(wrote):
            return
        if not await self._flows.joining.is_first(f"wrote:{wrote.channel}:{wrote.ts}"):
            return
        if await self._flows.joining.is_known(wrote.person):
            signposts = await self._flows.telling.signposts(wrote.person)
            await self._chat.reply(wrote.channel, replies.what_i_can_do(signposts))
        else:
            await self._chat.reply(wrote.channel, replies.for_a_stranger())

    async def _command(self, command: Command) -> Message | None:
        if not await self._is_ours(command.team):
            return None
        if command.name == "/digest":
            return await self._digest(command)
        if command.name == "/rhythm":
            await self._rhythm_forms.open(command.person, command.trigger)
            return None
        if command.name != "/reflect":
            return replies.refused("I don't know that one. I answer /reflect, /digest and /rhythm.")
        view_id, seen = await self._chat.open(command.trigger, modals.opening("Reflect"))
        opened = await self._form(command)
        await self._chat.replace(view_id, opened, seen=seen)
        return None

    async def _form(self, command: Command) -> Json:
        if asks_after_something_hard(command.words):
            return await self._safety.after_something_hard(command.person)
        try:
            seen = await self._flows.reflecting.open(command.person, None, pathway=command.words)
        except Refusal as refusal:
            return modals.note("Reflect", [str(refusal)])
        return form.form(seen)

    async def _digest(self, command: Command) -> Message:
        teams = await self._flows.reading.teams(command.person)
        asked = command.words.lower()
        chosen = [team for team in teams if asked in (team.key, team.name.lower())] or list(teams)
        if not chosen:
            return replies.no_digest()
        team = next((team for team in chosen if team.digests), chosen[0])
        seen = await self._flows.reading.digest(command.person, team.key, "latest")
        path = f"/teams/{team.key}/digests/{team.digests[0].isoformat()}"
        return replies.digest_summary(seen, page=await self._flows.entering.make_link(command.person, path))


@dataclass(frozen=True, slots=True)
class Broken:
    """Something of ours broke: what the person reads, with a reference they can quote."""

    said: Message


def said_of_form(view: Mapping[str, Any], sentence: str) -> Json:
    """Return what says a sentence above a submitted form, which stays as it was typed.

    Where nothing can lie above the form, it stands beside the first input.
    """
    first = payloads.first_input(view) if payloads.is_deepest(view) else None
    return push(modals.note("Inrole", [sentence])) if first is None else errors({first: sentence})


async def guarded(work: Awaitable[Result]) -> Result | Broken:
    """Return what `work` returns; a fault is logged once, refusals and spent triggers travel on."""
    try:
        return await work
    except (Refusal, TriggerGone):
        raise
    except Exception as error:
        reference = secrets.token_hex(4)
        known = error.response.get("error") if isinstance(error, SlackApiError) else None
        log.exception("listener_failed", reference=reference, reason=known)
        return Broken(replies.went_wrong(reference))
