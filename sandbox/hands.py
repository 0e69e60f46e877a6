"""What a person does in the workspace: reads, presses, chooses, types, submits and closes."""

from typing import TYPE_CHECKING, Any

from sandbox import acts, events
from sandbox.delivery import Answer
from sandbox.elements import button_called, choice_called
from sandbox.inputs import SLOTS, held_back, option_called, starting, stated
from sandbox.limits import checked_message, checked_view
from sandbox.messages import Message
from sandbox.refusals import HandRefused, NotFound, Refused, Unanswered
from sandbox.views import OpenView
from sandbox.wire import Json, escaped

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


class Hand:
    """One person at their Slack.

    Everything that reaches the app is awaited until the app has acknowledged; `Unanswered` is what the person
    sees when it did not, `NotFound` and `HandRefused` what is not there or cannot be done.
    """

    def __init__(self, workspace: "Workspace", person: str) -> None:
        self._workspace = workspace
        self.person = person
        self._conversation = workspace.conversation_of(person)
        self._screen = workspace.screens[person]

    def messages(self) -> list[Message]:
        """Return the conversation with the app as this person sees it now, oldest first."""
        return self._conversation.seen()

    async def press(self, message: Message | str, words: str) -> None:
        """Press the button with these words (or this action id) on a message.

        Given a `Message`, the button is looked for as it stood then: a slow screen shows old buttons.
        """
        current, blocks = self._shown(message)
        block, button = button_called(blocks, words)
        await self._act_on_message(current, acts.action(block, button, {}, self._workspace.event_ts()))

    async def choose(self, message: Message | str, words: str, option: Any) -> None:
        """Choose an option (by its words or value), date or time of something to choose from on a message."""
        current, blocks = self._shown(message)
        block, element = choice_called(blocks, words)
        typed = self._conversation.typed.setdefault(current.ts, starting(blocks))
        chosen = self._chosen(element, option)
        if element["type"] in SLOTS:
            typed.setdefault(block["block_id"], {})[element["action_id"]] = chosen
        await self._act_on_message(current, acts.action(block, element, chosen, self._workspace.event_ts()))

    async def say(self, words: str, *, thread_ts: str | None = None) -> Message:
        """Type a message to the app, in the thread of another where `thread_ts` names it."""
        self._refuse_the_gone()
        message = self._workspace.post(
            self._conversation, user=self.person, text=escaped(words), thread_ts=thread_ts
        )
        await self._workspace.courier.first_tries()
        return message

    async def edit(self, ts: str, words: str) -> None:
        """Edit a message of one's own."""
        self._workspace.amend(self._conversation, self._own(ts), text=escaped(words))
        await self._workspace.courier.first_tries()

    async def remove(self, ts: str) -> None:
        """Delete a message of one's own."""
        self._workspace.withdraw(self._conversation, self._own(ts))
        await self._workspace.courier.first_tries()

    async def command(self, name: str, text: str = "") -> Json | None:
        """Type a slash command; return what the app answered at once, which the person sees as a whisper."""
        self._refuse_the_gone()
        answer = await self._workspace.courier.command(acts.command(self._workspace, self.person, name, text))
        body = answer.json()
        if body is None and answer.body.strip():
            body = {"response_type": "ephemeral", "text": answer.body.decode()}
        if body and (body.get("text") or body.get("blocks")):
            self._whisper(body)
        return body

    async def open_home(self, tab: str = "home") -> None:
        """Open the app's Home, or its `messages` tab."""
        self._refuse_the_gone()
        workspace = self._workspace
        shown = self._screen.home.as_json(workspace.identity) if self._screen.home else None
        event = events.home_opened(self._conversation, tab=tab, view=shown, event_ts=workspace.event_ts())
        workspace.tell("app_home_opened", event)
        await workspace.courier.first_tries()

    def home(self) -> Json | None:
        """Return the Home the app has published for this person."""
        return self._screen.home.as_json(self._workspace.identity) if self._screen.home else None

    async def press_home(self, words: str) -> None:
        """Press a button on the Home."""
        await self._press_in(self._home(), words)

    async def choose_home(self, words: str, option: Any) -> None:
        """Choose an option on the Home."""
        await self._choose_in(self._home(), words, option)

    def view(self) -> Json | None:
        """Return the modal on top, with what has been typed; `None` when there is none."""
        return self._screen.stack[-1].as_json(self._workspace.identity) if self._screen.stack else None

    def fill(self, words: str, value: Any) -> None:
        """Put text, an option, a list of options, a date or a time into an input of the modal on top."""
        view = self._top()
        block, element = choice_called(view.body["blocks"], words)
        state = stated(element, value)
        view.typed[block["block_id"]][element["action_id"]] = state
        self._workspace.changes.happened()
        if block.get("dispatch_action"):
            done = acts.action(block, element, state, self._workspace.event_ts())
            self._workspace.courier.spawn(self._tell_quietly(acts.on_view(self._workspace, view, done)))

    async def press_view(self, words: str) -> None:
        """Press a button in the modal on top."""
        await self._press_in(self._top(), words)

    async def choose_view(self, words: str, option: Any) -> None:
        """Choose an option of something in the modal on top that tells the app at once."""
        await self._choose_in(self._top(), words, option)

    async def submit(self) -> dict[str, str] | None:
        """Submit the modal on top; return what is wrong by block id, `None` when it was taken.

        What Slack's client would not send (a required input left empty, text too short or too long) never
        reaches the app.
        """
        view = self._top()
        if "submit" not in view.body:
            raise HandRefused("This form has nothing to submit.")
        view.errors = held_back(view.body["blocks"], view.typed)
        if view.errors:
            self._workspace.changes.happened()
            return view.errors
        answer = await self._workspace.courier.interaction(acts.submission(self._workspace, view))
        self._follow(view, answer)
        self._workspace.changes.happened()
        return view.errors or None

    async def close_view(self) -> None:
        """Close the modal on top, or the whole stack where it asks for that."""
        view = self._top()
        cleared = bool(view.body.get("clear_on_close"))
        closed = self._screen.stack[::-1] if cleared else [view]
        self._screen.stack = [] if cleared else self._screen.stack[:-1]
        self._workspace.changes.happened()
        for each in closed:
            if each.body.get("notify_on_close"):
                payload = acts.closing(self._workspace, each, cleared=cleared)
                await self._workspace.courier.interaction(payload)

    def _follow(self, view: OpenView, answer: Answer) -> None:
        try:
            self._do_as_told(view, answer.json() or {})
        except Refused as refused:
            sentence = f"The app answered the form with something Slack does not take: {refused.answer()}."
            raise Unanswered(sentence) from refused

    def _do_as_told(self, view: OpenView, body: Json) -> None:
        action = body.get("response_action")
        if action is None:
            self._screen.drop(view)
        elif action == "clear":
            self._screen.stack = []
        elif action == "update":
            view.show(checked_view(body.get("view"), "modal"))
        elif action == "push":
            self._screen.push(checked_view(body.get("view"), "modal"))
        elif action == "errors" and self._fit(view, body.get("errors")):
            view.errors = body["errors"]
        else:
            raise Refused("invalid_arguments", [f"[ERROR] response_action {action!r} [json-pointer:/]"])

    def _fit(self, view: OpenView, errors: Any) -> bool:
        inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
        return isinstance(errors, dict) and bool(errors) and set(errors) <= inputs

    async def _press_in(self, view: OpenView, words: str) -> None:
        self._refuse_the_gone()
        block, button = button_called(view.body["blocks"], words)
        done = acts.action(block, button, {}, self._workspace.event_ts())
        await self._workspace.courier.interaction(acts.on_view(self._workspace, view, done))

    async def _choose_in(self, view: OpenView, words: str, option: Any) -> None:
        self._refuse_the_gone()
        block, element = choice_called(view.body["blocks"], words)
        chosen = self._chosen(element, option)
        if element["type"] in SLOTS:
            view.typed[block["block_id"]][element["action_id"]] = chosen
        done = acts.action(block, element, chosen, self._workspace.event_ts())
        await self._workspace.courier.interaction(acts.on_view(self._workspace, view, done))

    def _chosen(self, element: Json, option: Any) -> Json:
        if element["type"] == "overflow":
            return {"selected_option": option_called(element, option)}
        return stated(element, option)

    async def _act_on_message(self, message: Message, done: Json) -> None:
        self._refuse_the_gone()
        payload = acts.on_message(self._workspace, self.person, message, done)
        await self._workspace.courier.interaction(payload)

    async def _tell_quietly(self, payload: Json) -> None:
        try:
            await self._workspace.courier.interaction(payload)
        except Unanswered:
            return

    def _whisper(self, body: Json) -> None:
        try:
            text, blocks, _ = checked_message(body)
        except Refused as refused:
            sentence = f"The app answered the command with something Slack does not take: {refused.answer()}."
            raise Unanswered(sentence) from refused
        aloud = body.get("response_type") == "in_channel"
        self._workspace.post(self._conversation, text=text, blocks=blocks, ephemeral=not aloud)

    def _shown(self, message: Message | str) -> tuple[Message, list[Json]]:
        ts = message if isinstance(message, str) else message.ts
        current = self._conversation.find(ts)
        if current is None:
            sentence = f"There is no message {ts} here."
            raise NotFound(sentence)
        return current, current.blocks if isinstance(message, str) else message.blocks

    def _own(self, ts: str) -> Message:
        self._refuse_the_gone()
        message = self._conversation.messages.get(ts)
        if message is None or message.user != self.person:
            sentence = f"There is no message {ts} of your own here."
            raise NotFound(sentence)
        return message

    def _home(self) -> OpenView:
        if self._screen.home is None:
            raise NotFound("The app has published no Home yet.")
        return self._screen.home

    def _top(self) -> OpenView:
        self._refuse_the_gone()
        if not self._screen.stack:
            raise NotFound("There is no form open.")
        return self._screen.stack[-1]

    def _refuse_the_gone(self) -> None:
        if self._workspace.members[self.person].deleted:
            raise HandRefused("This account is closed.")
