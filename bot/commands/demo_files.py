"""Where the demo keeps what it needs to go on later: its database, its key and what stood on the page."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.errors import Mistaken, WrongSetting
from bot.settings import DatabaseSettings
from sandbox.messages import Message
from sandbox.workspace import Workspace
from storage.database import DatabaseBroken, open_database
from storage.sealing import is_key, new_key
from storage.workspaces import only_workspace

NAME = "inrole-demo.db"
SCHEME = "sqlite+aiosqlite:///"
BESIDE = ("", "-wal", "-shm")
ELSEWHERE = "INROLE_DATABASE_URL: the demo keeps a SQLite file of its own. Leave it out, or write sqlite+aiosqlite:///inrole-demo.db."
FOREIGN = "{} was not made by this demo, so it is left alone. Run the demo in another folder."
IN_USE = "Another demo is using {}. Stop it first, or run this one in another folder."
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What an ended demo left: the moment its clock showed, and every message of its workspace."""

    at: datetime
    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The demo's files, side by side: `X.db`, `X.key` and `X.json`."""

    database: Path

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"{SCHEME}{self.database}"

    @property
    def kept_in(self) -> Path:
        """The file that holds what an ended demo left."""
        return self.database.with_suffix(".json")

    @contextmanager
    def held(self) -> Iterator[str]:
        """Keep the place to one demo at a time and give its key; raise Mistaken while another has it."""
        number = os.open(self.database.with_suffix(".key"), os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(number, "r+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Mistaken(IN_USE.format(self.database)) from None
            key = file.read().strip()
            if not is_key(key):
                key = new_key()
                file.seek(0)
                file.truncate()
                file.write(f"{key}\n")
                file.flush()
            yield key

    async def check(self) -> None:
        """Raise Mistaken for a database that no demo made: nothing of it may be touched."""
        if not self.database.exists() or self.database.stat().st_size == 0:
            return
        database = open_database(self.url, alone=True)
        try:
            async with database.reading() as session:
                found = await only_workspace(session)
        except DatabaseBroken:
            found = None
        finally:
            await database.close()
        if found is None or not found.is_demo:
            raise Mistaken(FOREIGN.format(self.database))

    def clear(self) -> None:
        """Drop the database and what was kept beside it."""
        for ending in BESIDE:
            Path(f"{self.database}{ending}").unlink(missing_ok=True)
        self.kept_in.unlink(missing_ok=True)

    def keep(self, workspace: Workspace) -> None:
        """Write down the clock and the messages, readable by their owner alone (0600)."""
        messages = [
            asdict(message)
            for conversation in workspace.conversations.values()
            for message in conversation.messages.values()
        ]
        number = os.open(self.kept_in, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump({"at": workspace.clock().isoformat(), "messages": messages}, file)

    def take(self) -> Kept | None:
        """Return what the last demo left, once; None where it did not end by itself or nothing is there."""
        if not self.database.exists() or not self.kept_in.exists():
            return None
        try:
            written = json.loads(self.kept_in.read_bytes())
            kept = Kept(
                at=datetime.fromisoformat(written["at"]) + A_MOMENT,
                messages=tuple(Message(**message) for message in written["messages"]),
            )
        except (KeyError, TypeError, ValueError):
            return None
        self.kept_in.unlink()
        return kept


def place_of(settings: DatabaseSettings) -> Place:
    """Return where the demo's files are; raise WrongSetting for a database that is no SQLite file."""
    if "database_url" not in settings.model_fields_set:
        return Place(database=Path(NAME))
    path, _, options = settings.database_url.removeprefix(SCHEME).partition("?")
    if not settings.database_url.startswith(SCHEME) or not path or path == ":memory:" or options:
        raise WrongSetting(ELSEWHERE)
    return Place(database=Path(path))


def put_back(kept: Kept, workspace: Workspace) -> None:
    """Put the messages of an ended demo back where they stood."""
    for message in kept.messages:
        conversation = workspace.conversations.get(message.channel)
        if conversation is not None:
            conversation.add(message)
