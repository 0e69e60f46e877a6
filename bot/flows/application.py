"""What one application of a service file works with."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.service_file import ServiceFile
from prompts.library import Library
from storage.tables import Workspace

FILE = "file"


@dataclass(frozen=True, slots=True)
class Changes:
    """What applying did, each a line a person can read."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Whether everything was as the file says already."""
        return not (self.added or self.changed or self.ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """One run over one file in one transaction; `today` is the service's date."""

    session: AsyncSession
    service: Workspace
    file: ServiceFile
    library: Library
    now: datetime
    today: date
    changes: Changes

    @property
    def workspace(self) -> str:
        """The workspace's id."""
        return self.service.id
