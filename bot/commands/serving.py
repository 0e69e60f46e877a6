"""Running Inrole: serve, worker and migrate."""

import asyncio
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
import uvicorn

from bot import clock
from bot.app import running, working
from bot.commands.running import err, out, run
from bot.errors import WrongSetting
from bot.logs import start_logging
from bot.settings import Settings, read_database_settings, read_settings
from storage.alone import InUse, serving_alone
from storage.database import WrongDatabase, open_database

SERVED = (
    "INROLE_DATABASE_URL: another inrole serves {}. SQLite serves one process: stop that one first, or use "
    "PostgreSQL, which serves any number."
)
TAKEN = (
    "INROLE_PORT: nothing can listen on {}:{}, most likely as something else does. Stop that, or set "
    "INROLE_PORT or INROLE_HOST to another."
)
STOPPING = (signal.SIGTERM, signal.SIGINT)


def serve(
    no_clock: Annotated[
        bool, typer.Option("--no-clock", help="Leave planning and sending to `inrole worker` (PostgreSQL).")
    ] = False,
) -> None:
    """Run the web face, Slack and the clock in one process."""
    settings = _started()
    run(_serve_alone(settings, has_clock=not no_clock))


def worker() -> None:
    """Run clock and delivery only, beside as many others as you like (PostgreSQL)."""
    run(_work(_started()))


def _started() -> Settings:
    settings = _settings()
    start_logging(settings.log_format)
    if settings.local_slack:
        err.print(f"A practice workspace stands in for Slack at {settings.slack_api_url}.")
    return settings


def _settings() -> Settings:
    async def read() -> Settings:
        return read_settings()

    return run(read())


async def _serve_alone(settings: Settings, *, has_clock: bool) -> None:
    try:
        with serving_alone(settings.database_url), _bound(settings.host, settings.port) as held:
            await _serve(settings, held, has_clock=has_clock)
    except InUse as error:
        raise WrongSetting(SERVED.format(error)) from None


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    """Hold the address that is served; raise WrongSetting where it cannot be had."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((host, port))
        except OSError:
            raise WrongSetting(TAKEN.format(host, port)) from None
        yield held


async def _serve(settings: Settings, held: socket.socket, *, has_clock: bool) -> None:
    async with running(settings, clock.now, has_clock=has_clock) as inrole:
        config = uvicorn.Config(
            inrole.web,
            host=settings.host,
            port=settings.port,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=True,
        )
        err.print(f"Inrole listens on http://{settings.host}:{settings.port}. Ctrl-C stops it.")
        for number in STOPPING:
            # uvicorn stops by itself and then raises the signal again, for whoever listened before it.
            signal.signal(number, lambda *_: None)
        await uvicorn.Server(config).serve([held])


async def _work(settings: Settings) -> None:
    over = asyncio.Event()
    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    async with working(settings, clock.now):
        err.print("Inrole plans and sends, and listens nowhere. Ctrl-C stops it.")
        await over.wait()
        err.print("Stopping: what is on its way is finished first.")


def migrate() -> None:
    """Bring the database up to date."""
    run(_migrate())


async def _migrate() -> None:
    settings = read_database_settings()
    start_logging(settings.log_format)
    try:
        database = open_database(settings.database_url)
    except WrongDatabase as error:
        raise WrongSetting(str(error)) from None
    try:
        if not await database.is_reachable():
            raise WrongSetting(
                "The database does not answer. Is it running, and is INROLE_DATABASE_URL right?"
            )
        if await database.is_current():
            out.print("The database is up to date already.")
            return
        await database.migrate()
        out.print("The database is up to date.")
    finally:
        await database.close()
