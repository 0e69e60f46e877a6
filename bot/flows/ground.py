"""What every flow stands on: the database, the clock, the library and the secrets."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from prompts.library import Library
from storage import workspaces
from storage.database import Database, Sessions
from storage.sealing import Seal
from storage.tables import Workspace

NOT_SET_UP = "Inrole is not set up for you here yet. Whoever runs it in your service can add you."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Shared by all flows of a process; `workspace` is the id of the one it serves.

    Of `names_keys` the first keeps what is *not a person*, and all of them know it again.
    """

    database: Database
    clock: Clock
    library: Library
    seal: Seal
    draw_key: bytes
    names_keys: tuple[bytes, ...]
    address: str
    workspace: str

    @property
    def reading(self) -> Sessions:
        """Sessions for questions."""
        return self.database.reading

    @property
    def writing(self) -> Sessions:
        """Sessions for changes."""
        return self.database.writing

    async def service(self, session: AsyncSession, *, alone: bool = False) -> Workspace:
        """Return the workspace and its service; `alone` makes other processes that ask so wait their turn."""
        in_turn = {"key_share": True} if alone else None
        service = await session.get(Workspace, self.workspace, with_for_update=in_turn)
        if service is None:
            raise LookupError("the workspace of this process is gone")
        return service


async def the_workspace(database: Database) -> str:
    """Return the id of this installation's workspace, made on first use."""
    async with database.writing.begin() as session:
        found = await workspaces.only_workspace(session)
        if found is None:
            found = Workspace()
            session.add(found)
        return found.id


def local_date(now: datetime, zone: str) -> date:
    """Return the date of a moment in a zone."""
    return now.astimezone(ZoneInfo(zone)).date()
