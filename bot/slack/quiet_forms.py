"""Quiet by its handlers: pausing, what would suit, quiet days, and stopping after something serious."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Mistaken
from bot.flows.joining import ANSWERS
from bot.flows.parts import Flows
from bot.flows.seen import SuitsSeen
from bot.slack import modals, quiet_views
from bot.slack.actions import Act, Choice, Field, Form, field_block
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.homes import Homes
from bot.slack.payloads import Press, Submission
from bot.slack.submissions import Kept, errors, nothing


class QuietForms:
    """The acts and forms of quiet."""

    def __init__(self, flows: Flows, chat: Chat, homes: Homes) -> None:
        self._flows = flows
        self._chat = chat
        self._homes = homes
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.PAUSE: self._open_pause,
            Act.RESUME: self._resume,
            Act.WEEKLY: self._weekly,
            Act.SUITS: self._suits,
            Act.HOLD: self._open_hold,
            Act.RESTART: self._restart,
            Act.QUIET_DAY: self._quiet_day,
            Act.UNDO_QUIET_DAY: self._undo_quiet_day,
        }
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {
            Form.PAUSE: self._pause,
            Form.HOLD: self._hold,
        }

    async def _open_pause(self, press: Press) -> None:
        async def fetch() -> Json:
            return quiet_views.pause(await self._flows.quietening.pause_seen(press.person))

        await self._chat.open_for(press, fetch, "Pause")

    async def _pause(self, sent: Submission) -> Kept:
        try:
            until_on = quiet_views.paused_until(sent.view.choices)
            await self._flows.joining.pause(sent.person, until_on, key=sent.key)
        except Mistaken as mistake:
            return errors({field_block(Field.UNTIL): str(mistake)}), nothing
        return None, lambda: self._homes.publish(sent.person)

    async def _resume(self, press: Press) -> None:
        await self._flows.joining.resume(press.person, key=press.key)
        await self._say(press, ["You are starting again from the next question.", "No one is told."])
        await self._homes.publish(press.person)

    async def _weekly(self, press: Press) -> None:
        most = int(press.code) if press.code in (quiet_views.TWO, quiet_views.THREE) else 0
        await self._flows.quietening.welcome_weekly(press.person, most, key=press.key)
        if press.view is not None:
            seen = await self._flows.quietening.pause_seen(press.person)
            await self._chat.replace(press.view.id, quiet_views.pause(seen))

    async def _suits(self, press: Press) -> None:
        if press.code == Choice.PICK:
            await self._chat.open(press.trigger, modals.pick_time())
            return
        if press.code == quiet_views.KEEP:
            await self._flows.joining.pause(press.person, None, key=press.key)
            chosen = quiet_views.KEEP_PAUSING
        else:
            await self._flows.joining.answer_welcome(press.person, press.code, key=press.key)
            chosen = ANSWERS[press.code]
        if press.channel is not None and press.message_ts is not None:
            said = quiet_views.suits(SuitsSeen(answer=chosen))
            await self._chat.redraw(press.channel, press.message_ts, said)
        await self._homes.publish(press.person)

    async def _open_hold(self, press: Press) -> None:
        async def fetch() -> Json:
            teams = await self._flows.quietening.own_teams(press.person)
            signposts = await self._flows.telling.signposts(press.person)
            return quiet_views.hold_form(teams, signposts)

        await self._chat.open_for(press, fetch, "Something serious")

    async def _hold(self, sent: Submission) -> Kept:
        team = next(iter(sent.view.choices.get(Field.TEAM, ())), "")
        await self._flows.quietening.hold(sent.person, team, key=sent.key)
        view = modals.note("Something serious", [quiet_views.STOPPED])
        return {"response_action": "update", "view": view}, nothing

    async def _restart(self, press: Press) -> None:
        await self._flows.quietening.restart(press.person, key=press.key)
        if press.channel is not None and press.message_ts is not None:
            await self._chat.redraw(press.channel, press.message_ts, quiet_views.started_again())
        await self._say(press, [quiet_views.STARTED_AGAIN])

    async def _quiet_day(self, press: Press) -> None:
        await self._flows.quietening.quiet_day(press.person, press.value, key=press.key)
        await self._homes.publish(press.person)

    async def _undo_quiet_day(self, press: Press) -> None:
        await self._flows.quietening.undo_quiet_day(press.person, press.value, key=press.key)
        await self._homes.publish(press.person)

    async def _say(self, press: Press, lines: list[str]) -> None:
        if press.view is not None and press.view.body.get("type") == "modal":
            await self._chat.replace(press.view.id, modals.note("Pause", lines))
