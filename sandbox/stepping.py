"""Moving the clock on from the page: one walk at a time, in the background, with its progress to look at."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from sandbox.changes import Changes
from sandbox.refusals import HandRefused
from sandbox.wire import Json

NEXT = "next"
STEPS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


class Stepping(Protocol):
    """Moves the clock on through every due moment, letting the app do its work at each."""

    async def forward(self, by: timedelta) -> None:
        """Move on by so much."""

    async def to_next_question(self, person: str | None) -> bool:
        """Move on until the next question has gone out; `False` when none is planned.

        The next one for `person`, where anything is planned for them; otherwise the next for anybody.
        """


class Walk:
    """The one walk of the clock that may be under way."""

    def __init__(self, *, clock: Callable[[], datetime], stepping: Stepping | None, changes: Changes) -> None:
        self._clock = clock
        self._stepping = stepping
        self._changes = changes
        self._task: asyncio.Task[None] | None = None
        self._until: datetime | None = None
        self._said: str | None = None

    def begin(self, step: object, person: str | None = None) -> None:
        """Start a walk: `hour`, `day`, `week`, or `next` for the next question, of `person` first of all."""
        if self._stepping is None:
            raise HandRefused("The clock of this workspace cannot be moved.")
        if not isinstance(step, str) or step not in {*STEPS, NEXT}:
            raise HandRefused("A step is one of: hour, next, day, week.")
        if self.under_way:
            raise HandRefused("The clock is moving already.")
        self._until = self._clock() + STEPS[step] if step in STEPS else None
        self._said = None
        self._task = asyncio.create_task(self._walk(self._stepping, STEPS.get(step), person))
        self._changes.happened()

    @property
    def under_way(self) -> bool:
        """Say whether the clock is moving."""
        return self._task is not None and not self._task.done()

    def as_json(self) -> Json:
        """Return the clock as the page shows it."""
        shown: Json = {
            "now": self._clock().isoformat(),
            "stepping": self.under_way,
            "movable": self._stepping is not None,
        }
        if self.under_way:
            shown["until"] = self._until.isoformat() if self._until else None
        elif self._said:
            shown["said"] = self._said
        return shown

    async def stop(self) -> None:
        """Give up the walk."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _walk(self, stepping: Stepping, by: timedelta | None, person: str | None) -> None:
        try:
            if by is not None:
                await stepping.forward(by)
            elif not await stepping.to_next_question(person):
                self._said = "No question is planned."
        finally:
            self._changes.happened()
