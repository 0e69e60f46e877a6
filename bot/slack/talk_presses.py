"""Talking it through by its handlers: what is typed, edited and deleted in the conversation, and pressed."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Mistaken
from bot.flows.guarding import NamesAsked
from bot.flows.keeping import FormOf
from bot.flows.parts import Flows
from bot.flows.saying_talks import GONE, SAVED
from bot.flows.seen_talks import TalkSeen, Turn
from bot.flows.talking import Message as Said
from bot.slack import form, modals, safety_views, talks
from bot.slack.actions import Act, Form
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.metadata import Remembered
from bot.slack.payloads import Press, Rewrote, Submission, Wrote
from bot.slack.presses import Presses, form_of, written_in
from bot.slack.submissions import Kept
from bot.slack.written import Message


class TalkPresses:
    """The acts, the form and the messages of a talk."""

    def __init__(self, flows: Flows, chat: Chat, presses: Presses) -> None:
        self._flows = flows
        self._chat = chat
        self._presses = presses
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.TALK: self._begin,
            Act.TALK_STEP: self._step,
            Act.TALK_NAMES: self._names,
        }
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {Form.TALK: self._agreed}

    async def wrote(self, wrote: Wrote) -> bool:
        """Take a message as part of a talk; False where none is open, and it is left where it is."""
        said = Said(
            person=wrote.person,
            ts=wrote.ts,
            key=f"wrote:{wrote.channel}:{wrote.ts}",
            text=wrote.text,
            has_file=wrote.has_file,
        )
        seen = await self._flows.talking.hear(said)
        if seen is None:
            return False
        await self._say(wrote.person, wrote.channel, seen)
        return True

    async def rewrote(self, rewrote: Rewrote) -> None:
        """Let an edited or deleted message reach what was saved of it."""
        key = f"event:{rewrote.event}"
        said = Said(person=rewrote.person, ts=rewrote.ts, key=key, text=rewrote.text)
        seen = await self._flows.talking.amend(said)
        if seen is not None:
            await self._say(rewrote.person, rewrote.channel, seen)

    async def _begin(self, press: Press) -> None:
        view = press.view if press.view is not None and press.view.body.get("type") == "modal" else None
        if view is None and press.channel is None:
            await self._begin_on_home(press)
            return
        if view is not None:
            try:
                await self._flows.reflecting.step(
                    press.person,
                    form_of(view),
                    written_in(view),
                    to=view.about.step,
                    key=f"{press.key}:words",
                )
            except NamesAsked as asked:
                again = form.with_names(view.body, asked, view.texts)
                await self._chat.replace(view.id, again, seen=view.hash)
                return
            about = view.about
        else:
            about = await self._about(press)
        begun = await self._flows.talking.begin(press.person, _form_of(about), key=press.key)
        drawn = talks.consent(about) if begun is None else modals.note(talks.TALK, [talks.WAITS])
        if begun is not None:
            await self._say(press.person, press.channel or press.person, begun)
        if view is not None:
            await self._chat.replace(view.id, drawn)
        elif begun is None:
            await self._chat.open(press.trigger, drawn)

    async def _begin_on_home(self, press: Press) -> None:
        """Open the view first: Slack waits three seconds for it, and the question may take longer."""

        async def fetch() -> Json:
            about = await self._about(press)
            begun = await self._flows.talking.begin(press.person, _form_of(about), key=press.key)
            if begun is None:
                return talks.consent(about)
            await self._say(press.person, press.person, begun)
            return modals.note(talks.TALK, [talks.WAITS])

        await self._chat.open_for(press, fetch, talks.TALK)

    async def _about(self, press: Press) -> Remembered:
        seen = await self._flows.reflecting.open(press.person, press.value or None)
        return Remembered(form=seen.form, occurrence=seen.occurrence, pack=seen.pack, prompt=seen.prompt)

    async def _agreed(self, sent: Submission) -> Kept:
        about = _form_of(sent.view.about)
        begun = await self._flows.talking.begin(sent.person, about, agrees=True, key=sent.key)

        async def draw() -> None:
            if begun is not None:
                await self._say(sent.person, sent.person, begun)

        note = modals.note(talks.TALK, [talks.WAITS])
        return {"response_action": "update", "view": note}, draw

    async def _step(self, press: Press) -> None:
        talk, _, place = press.value.partition("/")
        number = int(place) if place.isdecimal() else 0
        match press.code:
            case talks.STOP:
                seen = await self._flows.talking.stop(press.person, talk, key=press.key)
            case talks.KEEP_IT:
                seen = await self._flows.talking.keep(press.person, talk, key=press.key)
            case _:
                back = press.code == talks.BACK
                seen = await self._flows.talking.turn(press.person, talk, number, back=back, key=press.key)
        await self._say(press.person, press.channel or press.person, seen)
        if seen.turn is Turn.KEPT and seen.occurrence is not None:
            question = await self._flows.answering.seen(press.person, seen.occurrence)
            await self._presses.redraw_message(press.person, question)

    async def _names(self, press: Press) -> None:
        talk, place, ts = (*press.value.split("/"), "", "", "")[:3]
        channel = press.channel or press.person
        if press.code == talks.REWRITE:
            await self._redraw(press, talks.plain(talks.AGAIN))
            return
        if press.code == talks.SEE:
            await self._see(press, channel, ts)
            return
        text = await self._chat.said(channel, ts, press.person)
        if text is None:
            raise Mistaken(GONE)
        number = int(place) if place.isdecimal() else 0
        choice = talks.NAMES_CHOICES.get(press.code, "")
        said = Said(person=press.person, ts=ts, key=press.key, text=text)
        seen = await self._flows.talking.settle(said, talk, number, choice)
        if seen.turn in (Turn.ASK, Turn.LAST):
            await self._redraw(press, talks.plain(SAVED))
        await self._say(press.person, channel, seen)

    async def _see(self, press: Press, channel: str, ts: str) -> None:
        async def fetch() -> Json:
            text = await self._chat.said(channel, ts, press.person)
            if text is None:
                return modals.note(talks.TALK, [GONE])
            return talks.which(await self._flows.talking.which(press.person, text))

        await self._chat.open_for(press, fetch, talks.TALK)

    async def _say(self, person: str, channel: str, seen: TalkSeen) -> None:
        message = talks.turn(seen)
        if message is None:
            return
        ts = await self._chat.reply(channel, message)
        if ts is not None and seen.turn in (Turn.BEGIN, Turn.ASK, Turn.LAST):
            await self._flows.talking.asked(person, ts)
        if seen.concerned is not None:
            await self._chat.whisper(person, channel, safety_views.whispered(seen.concerned))

    async def _redraw(self, press: Press, message: Message) -> None:
        if press.channel is not None and press.message_ts is not None:
            await self._chat.redraw(press.channel, press.message_ts, message)


def _form_of(about: Remembered) -> FormOf:
    return FormOf(form=about.form, occurrence=about.occurrence, pack=about.pack, prompt=about.prompt)
