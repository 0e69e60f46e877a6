"""What the workspace keeps of the traffic: the last exchanges for its page, every request for the judge."""

import json
import os
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from sandbox.changes import Changes
from sandbox.wire import Json, decode_args


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and how it ended.

    `direction` is `in` from the app to the workspace and `out` from the workspace to the app; `kind` the
    method, event type, `block_actions`, `view_submission` or command; `status` the HTTP status, `ok`, or an
    error's name.
    """

    number: int
    at: datetime
    direction: str
    kind: str
    summary: str
    status: str


class Exchanges:
    """The last exchanges, oldest first; older ones are forgotten."""

    def __init__(self, *, clock: Callable[[], datetime], kept: int, changes: Changes) -> None:
        self._clock = clock
        self._changes = changes
        self._kept: deque[Exchange] = deque(maxlen=kept)
        self.count = 0

    def note(self, direction: str, kind: str, summary: str, status: str) -> None:
        """Keep one exchange."""
        self.count += 1
        self._kept.append(
            Exchange(
                number=self.count,
                at=self._clock(),
                direction=direction,
                kind=kind,
                summary=summary,
                status=status,
            )
        )
        self._changes.happened()

    def __iter__(self) -> Iterator[Exchange]:
        """Yield the kept exchanges, oldest first."""
        return iter(list(self._kept))

    def __len__(self) -> int:
        """Return how many are kept."""
        return len(self._kept)


class Recorder:
    """Writes each request of the app as one JSON line, never a token, readable by its owner (0600)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def open(self) -> None:
        """Open the file at its end, or make it."""
        number = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.fchmod(number, 0o600)
        self._file = os.fdopen(number, "w", encoding="utf-8", buffering=1)

    def close(self) -> None:
        """Close the file; later requests are not written."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def write(self, *, method: str, verb: str, args: Json) -> None:
        """Write one request: method, HTTP verb and the arguments as received, JSON text in them read."""
        if self._file is not None:
            told = {key: value for key, value in decode_args(args).items() if key != "token"}
            self._file.write(json.dumps({"method": method, "http": verb, "args": told}) + "\n")
