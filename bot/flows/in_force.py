"""Which version of a rhythm wishes for which dates: an edit leaves the dates before it as they were."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import local_date
from practice.cadence import moment_at
from practice.contact import precedence
from practice.facts import Wish
from storage import rhythms
from storage.tables import Rhythm, RhythmVersion, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A rhythm with one of its versions; `wish` ends where the next version begins."""

    rhythm: Rhythm
    version: RhythmVersion
    wish: Wish
    is_newest: bool = True

    @property
    def rank(self) -> tuple[float, str]:
        """Which goes first where two meet: the lower."""
        return precedence(self.wish), self.rhythm.name


async def in_force(
    session: AsyncSession, service: Workspace, those: Sequence[Rhythm], *, since_on: date
) -> tuple[Running, ...]:
    """Return every version of these rhythms that wishes for a date from `since_on` on, oldest first.

    An edit takes effect at the start of a day, and until then the version before it goes on. A version in
    force from the middle of a day begins afresh: the rhythm is new or had ended.
    """
    versions = await rhythms.some_versions(session, service.id, {rhythm.id for rhythm in those})
    return tuple(
        each
        for rhythm in those
        for each in _turns(
            rhythm,
            sorted(
                (version for (of, _), version in versions.items() if of == rhythm.id),
                key=lambda version: version.number,
            ),
            zone=service.zone,
            since_on=since_on,
        )
    )


def _turns(
    rhythm: Rhythm, versions: Sequence[RhythmVersion], *, zone: str, since_on: date
) -> Sequence[Running]:
    found: list[Running] = []
    next_on: date | None = None
    for version in reversed(versions):
        if next_on is not None and next_on <= since_on:
            break
        wish = rhythms.read_wish(version.wish)
        is_newest = next_on is None
        if next_on is not None:
            last_on = next_on - timedelta(days=1)
            wish = replace(wish, ends_on=min(wish.ends_on or last_on, last_on))
        found.append(Running(rhythm=rhythm, version=version, wish=wish, is_newest=is_newest))
        began_on = local_date(version.effective_at, zone)
        if version.effective_at != moment_at(began_on, time(), zone):
            break
        next_on = began_on if next_on is None else min(next_on, began_on)
    return found[::-1]
