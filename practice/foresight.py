"""Looking ahead: what becomes of a person's wished dates, as things are known now."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from practice.cadence import local_date, sending_until
from practice.contact import WEEKLY, Deferred, HeldBack, Pace, Reason, may_ask, place
from practice.facts import Days, Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A rhythm as it wishes for one person: its dates, each with since when it was known.

    A date whose moment lay before that is no date. `rank` orders rhythms that meet on a date, `seed` spreads
    it, `turns` is how many of its dates went by since it last asked.
    """

    rhythm: str
    wish: Wish
    dates: tuple[tuple[date, datetime], ...]
    rank: tuple[float, str]
    seed: str
    turns: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What becomes of one wished date: when it is asked and until when it may be, or why it is not.

    `planned_on` and the moments are None where it is not asked; a `reason` beside them says why it moved.
    """

    rhythm: str
    on: date
    planned_on: date | None = None
    due_at: datetime | None = None
    until_at: datetime | None = None
    reason: Reason | None = None


def contracted(days: Days) -> Days:
    """Return what of a calendar everybody in the team may know: zone, contracted pattern and closures.

    It is made of these alone, so that nothing a person sets for themselves can come with it.
    """
    return Days(zone=days.zone, patterns=days.patterns, closures=days.closures)


def foresee(
    wanted: Sequence[Wanted],
    days: Days,
    *,
    taken: Collection[date] = (),
    weekly: int = WEEKLY,
    pace: Pace = Pace.USUAL,
) -> list[Foreseen]:
    """Return what becomes of each wished date, in the order in which they come to be decided.

    `taken` are the dates of questions decided already. The pace stays what it is: nobody's future silence is
    guessed.
    """
    dates_taken = set(taken)
    turns = {each.rhythm: each.turns for each in wanted}
    found: list[Foreseen] = []
    for on, since, each in _in_turn(wanted):
        turns[each.rhythm] += 1
        if not may_ask(pace, turns=turns[each.rhythm]):
            found.append(Foreseen(rhythm=each.rhythm, on=on, reason=Reason.PERSONAL))
            continue
        seen = _placed(each, days, on, since=since, taken=dates_taken, weekly=weekly)
        if seen is None:
            continue
        if seen.planned_on is not None:
            turns[each.rhythm] = 0
            dates_taken.add(seen.planned_on)
        found.append(seen)
    return found


def by_date(foreseen: Sequence[Foreseen]) -> Mapping[date, list[Foreseen]]:
    """Return what is asked, by the date on which it is."""
    found: dict[date, list[Foreseen]] = {}
    for each in foreseen:
        if each.planned_on is not None:
            found.setdefault(each.planned_on, []).append(each)
    return found


def _in_turn(wanted: Sequence[Wanted]) -> list[tuple[date, datetime, Wanted]]:
    there = [(on, since, each) for each in wanted for on, since in each.dates]
    return sorted(there, key=lambda one: (one[0], one[2].rank))


def _placed(
    each: Wanted, days: Days, on: date, *, since: datetime, taken: Collection[date], weekly: int
) -> Foreseen | None:
    placed = place(each.wish, days, on, taken=taken, weekly=weekly, seed=f"{each.seed}:{on}")
    seen = Foreseen(rhythm=each.rhythm, on=on)
    if isinstance(placed, HeldBack):
        return replace(seen, reason=placed.reason) if local_date(days, since) <= on else None
    if placed.due_at < since:
        return None
    moved = placed if isinstance(placed, Deferred) else None
    planned_on = on if moved is None else moved.to_on
    return replace(
        seen,
        planned_on=planned_on,
        due_at=placed.due_at,
        until_at=sending_until(days, planned_on),
        reason=None if moved is None else moved.reason,
    )
