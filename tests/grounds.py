"""A ground for flows alone: a real database and the real library, with no chat and no web around them."""

from bot.flows.ground import Ground, the_workspace
from prompts.library import load_library
from sandbox.clock import SteppingClock
from storage.database import Database
from storage.sealing import Seal, new_key
from tests.examples import MONDAY


async def a_ground(database: Database) -> Ground:
    """Return a ground whose clock stands on a Monday morning until it is stepped."""
    return Ground(
        database=database,
        clock=SteppingClock(MONDAY),
        library=load_library(),
        seal=Seal((new_key(),)),
        draw_key=b"0" * 32,
        address="https://inrole.example.org",
        workspace=await the_workspace(database),
    )
