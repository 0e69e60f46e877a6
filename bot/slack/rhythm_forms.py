"""What managers press and send about rhythms: one flow call each, nothing saved before they start one."""

from collections.abc import Awaitable, Callable, Mapping

from bot.errors import Refusal
from bot.flows.parts import Flows
from bot.flows.rhythms import Faulty, proposed
from bot.slack import modals, rhythm_views
from bot.slack.actions import Act, Field, Form
from bot.slack.blocks import Json
from bot.slack.chat import Chat
from bot.slack.payloads import OpenView, Press, Submission

Kept = tuple[Json | None, Callable[[], Awaitable[None]]]

TITLE = "Rhythms"


class RhythmForms:
    """Every act and form about rhythms by its handler."""

    def __init__(self, flows: Flows, chat: Chat) -> None:
        self._flows = flows
        self._chat = chat
        self.presses: Mapping[str, Callable[[Press], Awaitable[None]]] = {
            Act.RHYTHMS: self._rhythms,
            Act.RHYTHM_NEW: self._new,
            Act.RHYTHM_CHANGE: self._change,
            Act.RHYTHM_END: self._end,
            Act.RHYTHM_BACK: self._back,
        }
        self.submissions: Mapping[str, Callable[[Submission], Awaitable[Kept]]] = {
            Form.RHYTHM_TEMPLATE: self._template_chosen,
            Form.RHYTHM: self._filled_in,
            Form.RHYTHM_START: self._started,
            Form.RHYTHM_END: self._ended,
        }

    async def open(self, person: str, trigger: str) -> None:
        """Open the rhythms of the teams a person manages; raise TriggerGone."""
        view_id, seen = await self._chat.open(trigger, modals.opening(TITLE))
        await self._chat.replace(view_id, await self._drawn(person), seen=seen)

    async def _drawn(self, person: str) -> Json:
        try:
            teams = await self._flows.rhythms.managed(person)
        except Refusal as refusal:
            return modals.note(TITLE, [str(refusal)])
        pages = {
            team.key: await self._flows.entering.make_link(person, f"/teams/{team.key}/rhythms")
            for team in teams
        }
        return rhythm_views.overview(teams, pages)

    async def _rhythms(self, press: Press) -> None:
        await self.open(press.person, press.trigger)

    async def _new(self, press: Press) -> None:
        await self._chat.open(
            press.trigger, rhythm_views.choose_template(press.value), on_top=_in_view(press)
        )

    async def _change(self, press: Press) -> None:
        team, _, rhythm = press.value.partition("/")
        view_id, hash_seen = await self._chat.open(
            press.trigger, modals.opening(TITLE), on_top=_in_view(press)
        )
        try:
            drawn = rhythm_views.form(await self._flows.rhythms.consider(press.person, team, rhythm=rhythm))
        except Refusal as refusal:
            drawn = modals.note(TITLE, [str(refusal)])
        await self._chat.replace(view_id, drawn, seen=hash_seen)

    async def _end(self, press: Press) -> None:
        team, _, rhythm = press.value.partition("/")
        await self._chat.open(press.trigger, rhythm_views.ending(team, rhythm), on_top=_in_view(press))

    async def _back(self, press: Press) -> None:
        if press.view is None:
            return
        team, rhythm, draft = rhythm_views.remembered(press.view.body)
        seen = await self._flows.rhythms.consider(press.person, team, draft, rhythm=rhythm)
        await self._chat.replace(press.view.id, rhythm_views.form(seen), seen=press.view.hash)

    async def _template_chosen(self, sent: Submission) -> Kept:
        team, _, _ = rhythm_views.remembered(sent.view.body)
        chosen = next(iter(sent.view.choices.get(Field.TEMPLATE, ())), "")
        empty = await self._flows.rhythms.consider(sent.person, team)
        draft = proposed(chosen, today=empty.team.today)
        seen = await self._flows.rhythms.consider(sent.person, team, draft)
        return {"response_action": "update", "view": rhythm_views.form(seen)}, _nothing

    async def _filled_in(self, sent: Submission) -> Kept:
        team, rhythm, before = rhythm_views.remembered(sent.view.body)
        if before is None:
            return None, _nothing
        draft = rhythm_views.drafted(before, sent.view.choices)
        seen = await self._flows.rhythms.consider(sent.person, team, draft, rhythm=rhythm)
        if seen.faults:
            return _errors(rhythm_views.errors(draft, seen.faults)), _nothing
        return {"response_action": "update", "view": rhythm_views.preview(seen)}, _nothing

    async def _started(self, sent: Submission) -> Kept:
        team, rhythm, draft = rhythm_views.remembered(sent.view.body)
        if draft is None:
            return None, _nothing
        flow = self._flows.rhythms
        try:
            if rhythm is None:
                said = await flow.start(sent.person, team, draft, key=sent.key)
            else:
                said = await flow.change(sent.person, team, rhythm, draft, key=sent.key)
        except Faulty as faulty:
            said = str(faulty)
        return self._said(sent, said)

    async def _ended(self, sent: Submission) -> Kept:
        team, rhythm, _ = rhythm_views.remembered(sent.view.body)
        return self._said(sent, await self._flows.rhythms.end(sent.person, team, rhythm or "", key=sent.key))

    def _said(self, sent: Submission, said: str) -> Kept:
        async def draw() -> None:
            root = _root_of(sent.view)
            if root is not None:
                await self._chat.replace(root, await self._drawn(sent.person))

        return {"response_action": "update", "view": modals.note(TITLE, [said])}, draw


async def _nothing() -> None:
    """Draw nothing."""


def _in_view(press: Press) -> bool:
    return press.view is not None and press.view.body.get("type") == "modal"


def _root_of(view: OpenView) -> str | None:
    root = view.body.get("root_view_id")
    return root if isinstance(root, str) and root != view.id else None


def _errors(faults: Mapping[str, str]) -> Json:
    return {"response_action": "errors", "errors": dict(faults)}
