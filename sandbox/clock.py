"""The clock that the demo and the tests move on by hand, and the real time that signatures carry."""

import time
from datetime import UTC, datetime


class SteppingClock:
    """A clock that stands still until it is moved on.

    Calling it gives the moment it stands at, aware and in UTC. It never goes back.
    """

    def __init__(self, start: datetime) -> None:
        """Stand at `start`; `ValueError` when it has no offset."""
        self._now = _aware(start)

    def __call__(self) -> datetime:
        """Return the moment the clock stands at."""
        return self._now

    def advance_to(self, moment: datetime) -> None:
        """Move on to `moment`; `ValueError` when that lies behind or has no offset."""
        moment = _aware(moment)
        if moment < self._now:
            message = (
                f"the clock stands at {self._now.isoformat()} and cannot go back to {moment.isoformat()}"
            )
            raise ValueError(message)
        self._now = moment


def wall_seconds() -> int:
    """Return the real time in seconds since 1970, which signatures carry whatever the clock says."""
    return int(time.time())  # noqa: TID251


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        message = "a moment needs an offset from UTC"
        raise ValueError(message)
    return moment.astimezone(UTC)
