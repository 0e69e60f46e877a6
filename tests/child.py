"""An Inrole in a process of its own, which a test can end without warning; settings from the environment.

`python -m tests.child MOMENT SPEED`: its clock starts at a moment and runs so many times as fast as ours.
"""

import asyncio
import sys
import time
from datetime import datetime, timedelta

import uvicorn

from bot.app import running
from bot.clock import Clock
from bot.logs import start_logging
from bot.settings import read_settings


def clock_from(moment: datetime, speed: float) -> Clock:
    """Return a clock that starts at a moment and runs at a speed."""
    began = time.monotonic()
    return lambda: moment + timedelta(seconds=(time.monotonic() - began) * speed)


async def serve(clock: Clock) -> None:
    """Serve and tick as `inrole serve` does, until ended."""
    settings = read_settings()
    start_logging("json")
    async with running(settings, clock) as inrole:
        config = uvicorn.Config(inrole.web, host=settings.host, port=settings.port, log_config=None)
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    asyncio.run(serve(clock_from(datetime.fromisoformat(sys.argv[1]), float(sys.argv[2]))))
