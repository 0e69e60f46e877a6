"""The demo: Inrole and a practice workspace in one process, with a made-up service to play in."""

import asyncio
import logging
import secrets
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Annotated

import structlog
import typer

from bot.app import Inrole, running
from bot.commands import demo_story as story
from bot.commands.demo_files import Kept, Place, place_of, put_back
from bot.commands.demo_history import OPENS_AT, SET_UP_AT, History
from bot.commands.demo_serving import HOST, TAKEN, Curtain, listening, served, until_stopped
from bot.commands.running import err, out, run
from bot.errors import Mistaken
from bot.logs import start_logging
from bot.settings import Settings, read_database_settings, read_settings
from bot.stepping import Stepper
from sandbox.clock import SteppingClock
from sandbox.pages import page_routes
from sandbox.server import create_app
from sandbox.serving import serving
from sandbox.workspace import Workspace

TEAM = "T0NORTHSHIRE"
WORKSPACE = "Northshire practice workspace"
PREPARING = "Preparing twelve weeks at Northshire Children's Services"
BEGINS_ANEW = "The last demo was cut off, so this one begins anew."
STOPPED = "Stopped. `inrole demo` goes on from here; with --fresh it begins anew."


def demo(
    port: Annotated[
        int, typer.Option(min=1024, max=65534, help="The workspace's page; Inrole takes the next port.")
    ] = 8800,
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin anew instead of going on.")] = False,
    record: Annotated[
        Path | None, typer.Option(help="Write down every request that the workspace receives.")
    ] = None,
) -> None:
    """Play with Inrole in a practice workspace: no account, token or other server.

    Ctrl-C stops it, and next time it goes on from there.

    People, answers, messages and the clock are kept in inrole-demo.db and
    beside it, or where INROLE_DATABASE_URL says. Open forms are closed.

    A demo that was cut off in another way begins anew.
    """
    if run(until_stopped(_demo(port, fresh=fresh, record=record))):
        err.print(STOPPED, markup=False)


async def _demo(port: int, *, fresh: bool, record: Path | None) -> None:
    start_logging("console")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    place = place_of(read_database_settings())
    with listening(port + 1) as inrole_socket, place.held() as key:
        await place.check()
        kept = None if fresh else place.take()
        if kept is None:
            if not fresh and place.database.exists():
                err.print(BEGINS_ANEW)
            place.clear()
        play = _Play(_settings(place, key, port), kept, record)
        async with play.going_on(port, inrole_socket, place):
            out.print(f"Open http://{HOST}:{port} in a browser. Ctrl-C stops everything.", markup=False)
            await asyncio.Event().wait()


class _Play:
    """One run of the demo: both ends of the wire and the clock between them."""

    def __init__(self, settings: Settings, kept: Kept | None, record: Path | None) -> None:
        self._settings = settings
        self._kept = kept
        self._service = story.service()
        self._clock = SteppingClock(kept.at if kept else SET_UP_AT)
        self._workspace = Workspace(
            team=TEAM,
            name=WORKSPACE,
            clock=self._clock,
            signing_secret=settings.slack_signing_secret.get_secret_value(),
            bot_token=settings.slack_bot_token.get_secret_value(),
            members=story.members(self._service),
            events_url=f"{settings.address}/slack/events",
            record=record,
        )

    @asynccontextmanager
    async def going_on(self, port: int, inrole_socket: socket.socket, place: Place) -> AsyncIterator[None]:
        """Serve everything, ready to be played with; what stands at the end is kept for next time."""
        curtain = Curtain(create_app(self._workspace))
        is_ready = False
        try:
            async with (
                _serving(curtain, port),
                running(self._settings, self._clock, demo=True) as inrole,
                self._begun(inrole, inrole_socket) as stepper,
            ):
                app = create_app(self._workspace, stepper, page_routes(story.groups(self._service)))
                curtain.open(app)
                is_ready = True
                try:
                    yield
                finally:
                    await app.walk.stop()
                    self._workspace.changes.happened()
        finally:
            if is_ready:
                place.keep(self._workspace)

    @asynccontextmanager
    async def _begun(self, inrole: Inrole, inrole_socket: socket.socket) -> AsyncIterator[Stepper]:
        """Bring the service to where it is played from: first quietly, the last morning over the wire."""
        with err.status(PREPARING) as status:
            if self._kept is None:
                history = History(inrole.flows, self._workspace, self._clock)
                await history.tell(lambda week: status.update(f"{PREPARING}: week {week} of {story.WEEKS}"))
            else:
                put_back(self._kept, self._workspace)
            try:
                await self._workspace.start()
            except OSError as error:
                raise Mistaken(f"--record: the file cannot be written: {error.strerror}.") from None
            try:
                async with served(inrole.web, inrole_socket):
                    stepper = Stepper(self._clock, inrole.flows, inrole.jobs, self._workspace.settled)
                    await stepper.until(max(OPENS_AT, self._clock()))
                    status.stop()
                    yield stepper
            finally:
                await self._workspace.stop()


@asynccontextmanager
async def _serving(curtain: Curtain, port: int) -> AsyncIterator[None]:
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(serving(curtain, port=port))
        except OSError:
            raise Mistaken(TAKEN.format(port)) from None
        yield


def _settings(place: Place, key: str, port: int) -> Settings:
    given = {
        "SLACK_SIGNING_SECRET": secrets.token_hex(16),
        "SLACK_BOT_TOKEN": f"xoxb-practice-{secrets.token_hex(8)}",
        "INROLE_SECRET_KEYS": key,
        "INROLE_PUBLIC_URL": f"http://{HOST}:{port + 1}",
        "INROLE_DATABASE_URL": place.url,
        "INROLE_SLACK_API_URL": f"http://{HOST}:{port}/api/",
        "INROLE_LOCAL_SLACK": "true",
        "INROLE_SENDS_PER_MINUTE": "1000000",
    }
    return read_settings(**given)
