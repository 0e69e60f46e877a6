"""The only reading of the clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)
