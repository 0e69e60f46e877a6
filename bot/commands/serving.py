"""Running Inrole: serve and migrate."""

import uvicorn

from bot import clock
from bot.app import running
from bot.commands.running import err, out, run
from bot.errors import WrongSetting
from bot.logs import start_logging
from bot.settings import Settings, read_database_settings, read_settings
from storage.database import WrongDatabase, open_database


def serve() -> None:
    """Run the web face, Slack and the clock in one process."""
    settings = _settings()
    start_logging(settings.log_format)
    if settings.local_slack:
        err.print(f"A practice workspace stands in for Slack at {settings.slack_api_url}.")
    run(_serve(settings))


def _settings() -> Settings:
    async def read() -> Settings:
        return read_settings()

    return run(read())


async def _serve(settings: Settings) -> None:
    async with running(settings, clock.now) as inrole:
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
        await uvicorn.Server(config).serve()


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
