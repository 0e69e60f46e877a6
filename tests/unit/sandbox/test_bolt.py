"""An app built with Slack's own framework cannot tell the workspace from Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.clock import SteppingClock
from sandbox.server import create_app
from sandbox.serving import serving
from sandbox.workspace import Workspace
from tests.unit.sandbox.drawings import actions, asked, button, home, modal, question, section
from tests.unit.sandbox.practising import MEMBERS, SECRET, START, TOKEN

heard: list[str] = []


def bolt_app(api: str) -> AsyncApp:
    """Return an app that greets, asks, opens a form and thanks."""
    app = AsyncApp(
        signing_secret=SECRET,
        client=AsyncWebClient(token=TOKEN, base_url=f"{api}/api/"),
        process_before_response=True,
    )

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(user_id=event["user"], view=home(actions(button("Answer", "answer"))))

    @app.event("message")
    async def said(event: dict[str, Any], say: Any) -> None:
        heard.append(event["text"])
        await say(text="A question", blocks=question())

    @app.action("yes")
    async def tapped(ack: Any, body: dict[str, Any], client: AsyncWebClient, respond: Any) -> None:
        form = modal(asked("What happened?", "what"), callback_id="reflect")
        await client.views_open(trigger_id=body["trigger_id"], view=form)
        await ack()
        await respond(text="Thanks, saved.", blocks=[section("Thanks, saved.")], replace_original=True)

    @app.view("reflect")
    async def submitted(ack: Any, view: dict[str, Any]) -> None:
        heard.append(view["state"]["values"]["what"]["words"]["value"])
        await ack()

    @app.command("/reflect")
    async def commanded(ack: Any) -> None:
        await ack("Here you are.")

    return app


@asynccontextmanager
async def running() -> AsyncIterator[Workspace]:
    """Run the workspace and the app, each on a port of its own."""
    heard.clear()
    handlers: list[AsyncSlackRequestHandler] = []

    async def events(request: Request) -> Response:
        answer: Response = await handlers[0].handle(request)
        return answer

    async with serving(Starlette(routes=[Route("/slack/events", events, methods=["POST"])])) as app_url:
        workspace = Workspace(
            team="T0NORTH",
            name="Northshire practice workspace",
            clock=SteppingClock(START),
            signing_secret=SECRET,
            bot_token=TOKEN,
            members=MEMBERS,
            events_url=f"{app_url}/slack/events",
        )
        async with serving(create_app(workspace)) as url:
            workspace.url = url
            handlers.append(AsyncSlackRequestHandler(bolt_app(url)))
            await workspace.start()
            try:
                yield workspace
            finally:
                await workspace.stop()


async def test_a_whole_conversation_with_a_bolt_app():
    async with running() as workspace:
        hand = workspace.hand("U0AMIRA")
        assert await workspace.verify_url()
        await hand.open_home()
        assert (hand.home() or {})["blocks"][0]["elements"][0]["text"]["text"] == "Answer"

        await hand.say("Hello & welcome")
        await workspace.settled()
        [_, asked_now] = hand.messages()
        await hand.press(asked_now, "Yes")
        [_, thanked] = hand.messages()
        hand.fill("What happened?", "Tea")
        assert await hand.submit() is None

        assert await hand.command("/reflect") == {"response_type": "ephemeral", "text": "Here you are."}
        await workspace.settled()
        assert all(each.status in {"ok", "200"} for each in workspace.exchanges), list(workspace.exchanges)

    assert heard == ["Hello &amp; welcome", "Tea"]
    assert (thanked.ts, thanked.text) == (asked_now.ts, "Thanks, saved.")
    assert hand.view() is None
