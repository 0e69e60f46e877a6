"""The only reading of the clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def seconds() -> float:
    """Return the real time in seconds since 1970, which signatures carry whatever a made-up clock says."""
    return time.time()
