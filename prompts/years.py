"""A year of the choice of prompts, played through for one role and measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from prompts.library import PULSE, Library
from prompts.prompt import LENSES, PRINCIPLES, Pack, Prompt
from prompts.selection import WORDING_RESTS_FOR, Asked, select

BEGINS_ON = date(2026, 1, 6)
"""A Tuesday; nothing hangs on which."""
WEEKS = 52
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What a role was asked in a year of one question a week.

    `longest_gap` is the most weeks between two visits to one principle, from the start of the year to its
    end. `early` counts wordings that came back within six weeks.
    """

    role: str
    packs: int
    asked: int
    prompts: int
    principles: tuple[str, ...]
    lenses: tuple[str, ...]
    longest_gap: int
    early: int


def packs_for(library: Library, role: str) -> list[Pack]:
    """Return the packs, by slug, from which a rhythm can ask someone in `role`, without the pulse."""
    return [
        pack
        for slug, pack in sorted(library.packs.items())
        if pack.sent and slug != PULSE and _in_reach(pack, role)
    ]


def year_of(library: Library, role: str, packs: Sequence[Pack]) -> Year:
    """Play a year of weekly questions through for one role: `packs` take turns, each question has a reply."""
    history: list[Asked] = []
    chosen: list[Prompt] = []
    early = 0
    for week in range(WEEKS if packs else 0):
        pack, on = packs[week % len(packs)], BEGINS_ON + week * WEEK
        choice = select(
            library,
            pack=pack.slug,
            role=role,
            moment=pack.moment,
            asked=history,
            on=on,
            seed=role,
        )
        if choice is None:
            continue
        slug = choice.prompt.slug
        early += any(
            (entry.pack, entry.prompt) == (pack.slug, slug) and on - entry.on < WORDING_RESTS_FOR
            for entry in history
        )
        history.append(Asked(pack=pack.slug, prompt=slug, on=on, short=choice.short, answered=True))
        chosen.append(choice.prompt)
    return Year(
        role=role,
        packs=len(packs),
        asked=len(chosen),
        prompts=len({(entry.pack, entry.prompt) for entry in history}),
        principles=_kept(PRINCIPLES, (name for prompt in chosen for name in prompt.principles)),
        lenses=_kept(LENSES, (name for prompt in chosen for name in prompt.lenses)),
        longest_gap=max(_gap(chosen, principle) for principle in PRINCIPLES),
        early=early,
    )


def _in_reach(pack: Pack, role: str) -> list[Prompt]:
    return [
        prompt
        for prompt in pack.prompts
        if not prompt.retired and prompt.moment == pack.moment and prompt.fits(role)
    ]


def _kept(names: Sequence[str], visited: Iterable[str]) -> tuple[str, ...]:
    seen = set(visited)
    return tuple(name for name in names if name in seen)


def _gap(chosen: Sequence[Prompt], principle: str) -> int:
    visits = [week for week, prompt in enumerate(chosen) if principle in prompt.principles]
    marks = [-1, *visits, len(chosen)]
    return max(later - earlier for earlier, later in pairwise(marks))
