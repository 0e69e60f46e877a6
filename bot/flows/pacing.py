"""Pacing: no more messages a minute than a workspace takes, spread evenly."""

import asyncio
from contextlib import suppress


class Pace:
    """Lets so many through a minute, a second's worth at once."""

    def __init__(self, per_minute: int) -> None:
        self._gap = 60 / per_minute
        self._burst = max(1.0, per_minute / 60) * self._gap
        self._next = 0.0

    async def turn(self, *, unless: asyncio.Event) -> None:
        """Return when one more may go, or at once when the event `unless` happens."""
        now = asyncio.get_running_loop().time()
        self._next = max(self._next, now - self._burst) + self._gap
        wait = self._next - now
        if wait > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(unless.wait(), wait)
