"""A ground for flows alone: a real database and the real library, with no chat and no web around them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.flows.applying import Applying
from bot.flows.ground import Ground, the_workspace
from bot.flows.service_file import read_service_file
from prompts.library import load_library
from sandbox.clock import SteppingClock
from storage.database import open_database
from storage.sealing import Seal, new_key
from tests.examples import MONDAY


@asynccontextmanager
async def grounded(ready_url: str, written: bytes) -> AsyncIterator[Ground]:
    """Give a ground with a service file applied; its clock stands on a Monday morning until it is stepped."""
    database = open_database(ready_url)
    try:
        ground = Ground(
            database=database,
            clock=SteppingClock(MONDAY),
            library=load_library(),
            seal=Seal((new_key(),)),
            draw_key=b"0" * 32,
            names_keys=(b"1" * 32,),
            address="https://inrole.example.org",
            workspace=await the_workspace(database),
        )
        await Applying(ground).apply(read_service_file(written))
        yield ground
    finally:
        await database.close()
