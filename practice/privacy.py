"""The gate: the one place that turns replies into figures a team may see, or withholds them."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import count
from typing import Generic, TypeVar

from practice.facts import BARRIERS, Pressure, Used

MINIMUM_GROUP = 5
"""The fewest people whose answer nobody has been shown for any figure; a service may raise it."""

MINIMUM_GROUP_TO_NAME = 8
"""The same for naming a barrier or theme."""

MINIMUM_ROSTER = 7
"""A smaller team has no figures of its own: there, one known absence gives silence away."""

NAMED_FROM = 5
"""The changed count from which a barrier is named: the draw adds two at most, so three people chose it."""

_CHANGES = 5
_ACCEPTED_BELOW = 256 - 256 % _CHANGES
_SHORTEST_KEY = 16

Value = TypeVar("Value")


class Figure(StrEnum):
    """The figures of a team digest, in the order they are made."""

    USED = "used"
    COULD_NOT = "could_not"
    VERY_FULL_WEEKS = "very_full_weeks"
    BARRIERS = "barriers"


class Band(StrEnum):
    """How a figure is given: under a third, up to two thirds, above."""

    FEW = "few"
    SOME = "some"
    MOST = "most"


class ThresholdLowered(ValueError):
    """The least number of people behind a figure was asked to fall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One count after its secret change, unclamped: it may lie below nought or above everybody."""

    key: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A figure that passed the gate: `band` and `named` may be read, the rest is kept and shown to nobody.

    `answered` is how many people it speaks for. `named` holds barrier codes in the order of their words.
    """

    figure: str
    answered: int
    cells: tuple[Cell, ...]
    band: Band | None = None
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """A figure that is not shown; it holds nothing that could differ from one cause to another."""

    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Generic[Value]):
    """What one person answered and when it arrived."""

    person: str
    value: Value
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowReplies:
    """Everything the gate reads of one closed window; each person has one value a figure.

    `team` and `window` are stable opaque ids. `roster` is who counted when the window started, `known` the
    people whose answer a reader may have seen. `used` holds `Used` values, `pressure` 1 to 5, `barriers` the
    codes ticked at least once; none ticked is a value too, so everyone in `used` counts for barriers.
    """

    team: str
    window: str
    roster: frozenset[str]
    known: frozenset[str]
    used: Mapping[str, str]
    pressure: Mapping[str, int]
    barriers: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedWindow:
    """A window as it was planned: `until_on` exclusive, `roster` the people it speaks for."""

    window: str
    from_on: date
    until_on: date
    made_at: datetime
    roster: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusChoices:
    """What the people of a team would like their practice focus to be, one option each, chosen by tap.

    `team` and `choosing` are stable opaque ids. The first of `options` is what stands. `roster` and
    `known` as in `WindowReplies`.
    """

    team: str
    choosing: str
    options: tuple[str, ...]
    roster: frozenset[str]
    known: frozenset[str]
    chosen: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Counted:
    """One figure before the gate; it never leaves this module."""

    figure: Figure
    voices: frozenset[str]
    counts: tuple[tuple[str, int], ...]


def is_due(
    planned: PlannedWindow,
    *,
    starts_at: datetime,
    closes_at: datetime,
    now: datetime,
    published: Iterable[PlannedWindow],
) -> bool:
    """Return whether a window may be published: planned before its start, closed, and nobody counted twice.

    A window among `published`, or one that overlaps a published window of any of its people, is refused.
    """
    if planned.made_at >= starts_at or now < closes_at:
        return False
    return not any(
        planned.window == other.window
        or (
            planned.roster & other.roster
            and planned.from_on < other.until_on
            and other.from_on < planned.until_on
        )
        for other in published
    )


def latest(replies: Iterable[Reply[Value]], *, closes_at: datetime) -> Mapping[str, Value]:
    """Return each person's last value from before closing; of two at one moment, the later given."""
    chosen: dict[str, Reply[Value]] = {}
    for reply in replies:
        before = chosen.get(reply.person)
        if reply.at < closes_at and (before is None or before.at <= reply.at):
            chosen[reply.person] = reply
    return {person: reply.value for person, reply in chosen.items()}


def ticked(replies: Iterable[Reply[str]], *, closes_at: datetime) -> Mapping[str, frozenset[str]]:
    """Return the codes each person ticked at least once before the window closed."""
    chosen: dict[str, frozenset[str]] = {}
    for reply in replies:
        if reply.at < closes_at:
            chosen[reply.person] = chosen.get(reply.person, frozenset()) | {reply.value}
    return chosen


def raised(threshold_now: int, wanted: int) -> int:
    """Return the threshold wanted, in people; it may rise or stay, never fall, nor be under five."""
    lowest = max(threshold_now, MINIMUM_GROUP)
    if wanted < lowest:
        raise ThresholdLowered(
            f"A figure needs at least {lowest} people; that number can be raised, not lowered."
        )
    return wanted


def draw(key: bytes, *, team: str, window: str, figure: str, cell: str) -> int:
    """Return the secret change of one count, -2 to 2, each as likely and the same for the same ids and key.

    The bytes of HMAC-SHA256 are taken in turn and a byte of 255 is rejected, as the 255 values below it fall
    into five equal parts. `key` serves nothing else.
    """
    if len(key) < _SHORTEST_KEY:
        raise ValueError(f"The draw key needs {_SHORTEST_KEY} bytes or more.")
    accepted = (
        byte
        for turn in count()
        for byte in hmac.digest(key, json.dumps([team, window, figure, cell, turn]).encode(), "sha256")
        if byte < _ACCEPTED_BELOW
    )
    return next(accepted) % _CHANGES - _CHANGES // 2


def band_of(changed: int, answered: int) -> Band:
    """Return the band of a changed count, first brought between nought and `answered`."""
    clamped = min(max(changed, 0), answered)
    if 3 * clamped < answered:
        return Band.FEW
    if 3 * clamped <= 2 * answered:
        return Band.SOME
    return Band.MOST


def figures(replies: WindowReplies, *, threshold: int, draw_key: bytes) -> tuple[Shown | Withheld, ...]:
    """Return used; came up, couldn't; very full weeks; barriers: each shown after its draw, or withheld.

    Who a figure speaks for depends on who replied, never on an answer, so no answer can move what is shown
    and what is withheld. `threshold` is in people and counts as five where it is less.
    """
    return tuple(
        _passed(counted, replies, threshold=max(threshold, MINIMUM_GROUP), draw_key=draw_key)
        for counted in _counted(replies)
    )


def preferred(choices: FocusChoices, *, threshold: int, draw_key: bytes) -> str:
    """Return the option a team takes up: the most chosen, after each count's secret change.

    What stands stays for a team under seven, for too few choices, and where counts are level: nothing tells
    these apart. One choice changed moves two counts by one, so it is guessed right at most 68 times in 100.
    """
    standing = choices.options[0]
    voices = choices.roster & choices.chosen.keys()
    needed = max(threshold, MINIMUM_GROUP)
    if len(choices.roster) < MINIMUM_ROSTER or len(voices - choices.known) < needed:
        return standing
    counts = {
        option: sum(choices.chosen[person] == option for person in voices)
        + draw(draw_key, team=choices.team, window=choices.choosing, figure="focus", cell=option)
        for option in choices.options
    }
    return max(choices.options, key=lambda option: counts[option])


def _passed(
    counted: _Counted, replies: WindowReplies, *, threshold: int, draw_key: bytes
) -> Shown | Withheld:
    names = counted.figure is Figure.BARRIERS
    needed = max(threshold, MINIMUM_GROUP_TO_NAME) if names else threshold
    if len(replies.roster) < MINIMUM_ROSTER or len(counted.voices - replies.known) < needed:
        return Withheld(figure=counted.figure)
    cells = tuple(
        Cell(
            key=key,
            count=true_count
            + draw(draw_key, team=replies.team, window=replies.window, figure=counted.figure, cell=key),
        )
        for key, true_count in counted.counts
    )
    answered = len(counted.voices)
    if names:
        chosen = (cell.key for cell in cells if cell.count >= NAMED_FROM)
        named = tuple(sorted(chosen, key=lambda code: BARRIERS[code].casefold()))
        return Shown(figure=counted.figure, answered=answered, cells=cells, named=named)
    return Shown(
        figure=counted.figure, answered=answered, cells=cells, band=band_of(cells[0].count, answered)
    )


def _counted(replies: WindowReplies) -> tuple[_Counted, ...]:
    weekly = replies.roster & replies.used.keys()
    told = replies.roster & replies.pressure.keys()
    used = sum(replies.used[person] in {Used.YES, Used.PARTLY} for person in weekly)
    could_not = sum(replies.used[person] == Used.COULD_NOT for person in weekly)
    very_full = sum(replies.pressure[person] >= Pressure.TOO_FULL.level for person in told)
    barriers = tuple(
        (code, sum(code in replies.barriers.get(person, ()) for person in weekly)) for code in BARRIERS
    )
    return (
        _Counted(figure=Figure.USED, voices=weekly, counts=((Figure.USED.value, used),)),
        _Counted(figure=Figure.COULD_NOT, voices=weekly, counts=((Figure.COULD_NOT.value, could_not),)),
        _Counted(
            figure=Figure.VERY_FULL_WEEKS, voices=told, counts=((Figure.VERY_FULL_WEEKS.value, very_full),)
        ),
        _Counted(figure=Figure.BARRIERS, voices=weekly, counts=barriers),
    )
