"""The one place that knows everybody: builds the parts from the settings and joins them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

import structlog
from aiohttp import ClientSession
from fastapi import FastAPI
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock, seconds
from bot.errors import WrongSetting
from bot.flows.ground import Ground, the_workspace
from bot.flows.health import Health
from bot.flows.messenger import Closed, Messenger, NotHeard, TryLater
from bot.flows.parts import Flows, make_flows
from bot.schedule import INTERVALS, Jobs, clockwork
from bot.settings import DatabaseSettings, Settings
from bot.slack.edge import slack_edge
from bot.slack.listeners import Listeners
from bot.slack.messenger import SlackMessenger, make_client, make_session
from bot.web.app import create_web
from practice.identifiers import warm
from prompts.library import Library, LibraryFault, load_library
from storage.database import Database, WrongDatabase, is_there, open_database
from storage.sealing import Seal, derived_key, derived_keys
from storage.tables import Workspace
from storage.workspaces import only_workspace

NO_ANSWER = "INROLE_DATABASE_URL: the database does not answer. Is it running, and is the address right?"
NO_WORKERS = (
    "INROLE_DATABASE_URL: SQLite has one writer, so one `inrole serve` does everything. "
    "Several processes need PostgreSQL: postgresql+asyncpg://name:password@host/database."
)
DRAW_KEY = "the draw of published counts"
NAMES_KEY = "not a person"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Inrole:
    """A running Inrole: its web face, its flows and its jobs."""

    web: FastAPI
    flows: Flows
    jobs: Jobs


@asynccontextmanager
async def opened(settings: DatabaseSettings, *, demo: bool = False) -> AsyncIterator[Database]:
    """Open the database; on SQLite bring it up to date, elsewhere refuse one that is not."""
    try:
        database = open_database(settings.database_url, alone=demo)
    except WrongDatabase as error:
        raise WrongSetting(str(error)) from None
    try:
        if not await database.is_reachable():
            raise WrongSetting(NO_ANSWER)
        if database.is_sqlite:
            await database.migrate()
        elif not await database.is_current():
            raise WrongSetting("The database is not up to date. Run `inrole migrate` once, then start again.")
        await _agree_on_demo(database, demo=demo)
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def grounded(settings: Settings, clock: Clock, *, demo: bool = False) -> AsyncIterator[Ground]:
    """Give flows their ground, without Slack or the web: what commands need."""
    library = read_library(settings)
    async with opened(settings, demo=demo) as database:
        yield Ground(
            database=database,
            clock=clock,
            library=library,
            seal=Seal(settings.keys),
            draw_key=derived_key(settings.keys, DRAW_KEY),
            names_keys=derived_keys(settings.keys, NAMES_KEY),
            address=settings.address,
            workspace=await the_workspace(database),
        )


@asynccontextmanager
async def rehearsing(settings: Settings, clock: Clock) -> AsyncIterator[Ground]:
    """Give flows a ground to try something out on that leaves nothing behind.

    It is the service's own where there is one; else a database of its own, gone afterwards, so that no
    database is made, and none is claimed, by a mere rehearsal.
    """
    if await _has_service(settings):
        async with grounded(settings, clock) as ground:
            yield ground
        return
    with TemporaryDirectory(prefix="inrole-") as folder:
        apart = settings.model_copy(update={"database_url": f"sqlite+aiosqlite:///{folder}/rehearsal.db"})
        async with grounded(apart, clock) as ground:
            yield ground


@asynccontextmanager
async def running(
    settings: Settings, clock: Clock, *, ticking: bool = True, has_clock: bool = True, demo: bool = False
) -> AsyncIterator[Inrole]:
    """Build everything; its web face keeps the clock running while it is served, where it is `ticking`.

    Otherwise the ticks are left to the caller; without `has_clock` they are left to other processes, and
    health knows of no jobs here.
    """
    async with grounded(settings, clock, demo=demo) as ground, make_session() as session:
        if not has_clock and ground.database.is_sqlite:
            raise WrongSetting(NO_WORKERS)
        health = Health(ground.database, clock, INTERVALS if has_clock else {})
        messenger = _messenger(settings, session)
        flows = make_flows(
            ground,
            messenger,
            health=health,
            sends_per_minute=settings.sends_per_minute,
            sole=ground.database.is_sqlite,
        )
        jobs = _jobs(flows, messenger, health)
        await asyncio.to_thread(warm)
        await _arrive(flows, messenger)
        yield Inrole(
            web=_web(settings, flows, clock, session, jobs if ticking and has_clock else None),
            flows=flows,
            jobs=jobs,
        )
        flows.delivering.drain()


@asynccontextmanager
async def working(settings: Settings, clock: Clock) -> AsyncIterator[Inrole]:
    """Build everything and keep the clock running without being served; PostgreSQL only."""
    async with running(settings, clock, ticking=False) as inrole:
        if inrole.flows.ground.database.is_sqlite:
            raise WrongSetting(NO_WORKERS)
        async with clockwork(inrole.jobs, drain=inrole.flows.delivering.drain):
            yield inrole


def read_library(settings: Settings) -> Library:
    """Return the library; raise WrongSetting with the first fault of an organisation's own folder."""
    try:
        return load_library(settings.prompts_dir)
    except LibraryFault as error:
        raise WrongSetting(f"INROLE_PROMPTS_DIR: {error}") from None


def _messenger(settings: Settings, session: ClientSession) -> SlackMessenger:
    return SlackMessenger(_client(settings, session))


def _client(settings: Settings, session: ClientSession) -> AsyncWebClient:
    token = settings.slack_bot_token.get_secret_value()
    return make_client(token=token, base_url=settings.slack_api_url, session=session)


def _jobs(flows: Flows, messenger: Messenger, health: Health) -> Jobs:
    work = {
        "watch": flows.watching.watch,
        "meet": lambda: _arrive(flows, messenger),
        "plan": flows.planning.plan,
        "focus": flows.focusing.tick,
        "digest": flows.digesting.tick,
        "deliver": flows.delivering.deliver,
        "tally": flows.wishing.tally,
        "tidy": flows.tidying.tidy,
    }
    return Jobs(work, health)


async def _arrive(flows: Flows, messenger: Messenger) -> None:
    is_heard = False
    try:
        await flows.joining.arrive(messenger)
        await flows.joining.meet(messenger)
        is_heard = True
    except Closed as closed:
        await flows.joining.close(str(closed))
    except (TryLater, NotHeard):
        log.warning("workspace_not_heard")
    await flows.watching.heard(whether=is_heard)


def _web(
    settings: Settings, flows: Flows, clock: Clock, session: ClientSession, jobs: Jobs | None
) -> FastAPI:
    client = _client(settings, session)
    listeners = Listeners(flows, client, settings.address)
    secret = settings.slack_signing_secret.get_secret_value()

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if jobs is None:
            yield
            return
        async with clockwork(jobs, drain=flows.delivering.drain):
            yield

    return create_web(
        flows,
        clock=clock,
        address=settings.address,
        local_slack=settings.local_slack,
        slack_app=slack_edge(listeners, client, secret=secret, seconds=seconds),
        lifespan=lifespan,
    )


async def _has_service(settings: Settings) -> bool:
    """Whether a database holds a service, or needs somebody's attention first: opening it says which."""
    try:
        if not is_there(settings.database_url):
            return False
        database = open_database(settings.database_url)
    except WrongDatabase:
        return True
    try:
        if not await database.is_reachable() or not await database.is_current():
            return True
        async with database.reading() as session:
            return await only_workspace(session) is not None
    finally:
        await database.close()


async def _agree_on_demo(database: Database, *, demo: bool) -> None:
    async with database.writing.begin() as session:
        found = await only_workspace(session)
        if found is None:
            session.add(Workspace(is_demo=demo))
        elif found.is_demo and not demo:
            raise WrongSetting("This database belongs to the demo. Point INROLE_DATABASE_URL at another.")
        elif demo and not found.is_demo:
            raise WrongSetting("This database holds a real service; the demo never touches one.")
