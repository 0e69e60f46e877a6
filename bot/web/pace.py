"""How often one caller may read: a bucket each, so that a runaway program slows nobody else."""

from collections.abc import Callable

_REMEMBERED = 10_000


class Pace:
    """A bucket of `per_minute` requests a caller, refilled evenly.

    `seconds` reads the time in seconds. Callers whose bucket is full again are forgotten once there are many.
    """

    def __init__(self, *, per_minute: int, seconds: Callable[[], float]) -> None:
        self._most = float(per_minute)
        self._a_second = per_minute / 60
        self._seconds = seconds
        self._buckets: dict[str, tuple[float, float]] = {}

    @property
    def remembered(self) -> int:
        """How many callers have a bucket."""
        return len(self._buckets)

    def wait(self, caller: str) -> float:
        """Take one request from the caller's bucket and return 0, or the seconds until there is one."""
        now = self._seconds()
        left = self._left(caller, now)
        if left < 1:
            return (1 - left) / self._a_second
        if len(self._buckets) >= _REMEMBERED:
            self._forget(now)
        self._buckets[caller] = (left - 1, now)
        return 0.0

    def _left(self, caller: str, now: float) -> float:
        held, since = self._buckets.get(caller, (self._most, now))
        return min(self._most, held + max(0.0, now - since) * self._a_second)

    def _forget(self, now: float) -> None:
        self._buckets = {
            caller: bucket for caller, bucket in self._buckets.items() if self._left(caller, now) < self._most
        }
