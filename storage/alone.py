"""One serving process to a SQLite file: a lock beside it, which ends with its process however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError


class InUse(Exception):
    """Another process serves this file."""


@contextmanager
def serving_alone(url: str) -> Iterator[None]:
    """Keep a SQLite file to one serving process; raise InUse with its path while another has it.

    A second one would take what the first is sending for abandoned, and send it again. On PostgreSQL there is
    nothing to keep; an address that cannot be opened is left to whoever opens it.
    """
    held = _opened(url)
    if held is None:
        yield
        return
    lock, database = held
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(str(database)) from None
        yield
    finally:
        os.close(lock)


def _opened(url: str) -> tuple[int, Path] | None:
    try:
        address = make_url(url)
        if not address.drivername.startswith("sqlite") or address.database in (None, "", ":memory:"):
            return None
        database = Path(str(address.database))
        beside = database.with_name(f"{database.name}-serving")
        return os.open(beside, os.O_RDWR | os.O_CREAT, 0o600), database
    except (ArgumentError, ValueError, OSError):
        return None
