"""An Inrole in a process of its own, which a test can end without warning; settings from the environment.

`python -m tests.child MOMENT SPEED [worker]`: its clock starts at a moment and runs so many times as fast as
ours; as a worker it listens nowhere.
"""

import asyncio
import signal
import sys
import time
from datetime import datetime, timedelta

import uvicorn

from bot.app import running, working
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


async def work(clock: Clock) -> None:
    """Tick as `inrole worker` does, until ended."""
    over = asyncio.Event()
    start_logging("json")
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    async with working(read_settings(), clock):
        await over.wait()


if __name__ == "__main__":
    begin = work if sys.argv[3:] == ["worker"] else serve
    asyncio.run(begin(clock_from(datetime.fromisoformat(sys.argv[1]), float(sys.argv[2]))))
