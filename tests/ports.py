"""Ports of loopback for the servers of tests: below those a machine gives out, others for each process."""

import os
import re
import secrets
import socket
from collections.abc import Iterator
from itertools import count

FIRST = 11_000
"""Above the last port that a browser refuses, 10080."""

SHARE = 1_200
"""How many ports a process of the suite goes through before it comes back to the first."""


def free_port() -> int:
    """Return a port that nobody listens on and that no other process of the suite is about to take."""
    return next(port for port in _TURN if _is_free(port))


def free_pair() -> int:
    """Return a port likewise, with the one above it as free."""
    port = next(port for port in _TURN if port % 2 == 0 and _is_free(port) and _is_free(port + 1))
    next(_TURN)
    return port


def _turn() -> Iterator[int]:
    worker = re.search(r"\d+$", os.environ.get("PYTEST_XDIST_WORKER", ""))
    share = int(worker.group()) % 3 + 1 if worker else 0
    start = secrets.randbelow(SHARE // 2) * 2
    return (FIRST + share * SHARE + (start + number) % SHARE for number in count())


def _is_free(port: int) -> bool:
    with socket.socket() as found:
        try:
            found.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


_TURN = _turn()
