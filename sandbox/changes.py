"""A number that grows with everything that happens, for pages that wait for news."""

import asyncio


class Changes:
    """Counts what happened and wakes whoever waits for more."""

    def __init__(self) -> None:
        self.number = 0
        self._waiters: set[asyncio.Future[None]] = set()

    def happened(self) -> None:
        """Count one and wake every waiter."""
        self.number += 1
        if self._waiters:
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(None)
            self._waiters = set()

    async def after(self, number: int, *, seconds: float) -> int:
        """Return the number once it is another than `number`, or as it is when `seconds` have passed."""
        if self.number == number:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiters.add(waiter)
            await asyncio.wait([waiter], timeout=seconds)
            self._waiters.discard(waiter)
        return self.number
