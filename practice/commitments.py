"""When a plan is asked about, what may be said of it, and how it reads as one sentence."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

ASKED_AFTER = (7, 21, 60)
"""Days after a plan was made from which it is asked about, once each; the last while it is still live."""

MOST_LIVE = 2

_IF = re.compile(r"(?i)^if\b[\s:,.\u2026]*")
_THEN = re.compile(r"(?i)^(?:then\b[\s:,.\u2026]*)?(?:i(?:['\u2019]ll| will)\b[\s:,.\u2026]*)?")
_ENDS = " \t\n,;:."


class Outcome(StrEnum):
    """What became of the moment a plan waits for."""

    TRIED = "tried"
    COULD_NOT = "could not"
    NOT_YET = "not yet"
    LET_GO = "let go"


HELPED = (2, 1, 0, -1, -2)
"""How things were afterwards for the other person, from a lot better to a lot worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A live plan: its opaque id, the local date it was made on, after how many days it was asked about."""

    id: str
    made_on: date
    asked: frozenset[int] = frozenset()


def due_after(made_on: date, asked: Collection[int], today: date) -> int | None:
    """Return which follow-up of a plan is due on a date, as days after it was made; None where none is.

    The furthest of `ASKED_AFTER` that has been reached; what was asked, or passed by while nothing was
    asked, is not asked again, answered or not.
    """
    reached = [after for after in ASKED_AFTER if (today - made_on).days >= after]
    if not reached or reached[-1] <= max(asked, default=0):
        return None
    return reached[-1]


def next_follow_up(plans: Sequence[Plan], today: date) -> tuple[Plan, int] | None:
    """Return the one plan a question may carry a follow-up of, the oldest first, and after how many days."""
    for plan in sorted(plans, key=lambda each: (each.made_on, each.id)):
        after = due_after(plan.made_on, plan.asked, today)
        if after is not None:
            return plan, after
    return None


def sentence(moment: str, act: str) -> str:
    """Return a plan's two halves as one sentence, whichever of its joining words were typed with them."""
    when = _IF.sub("", " ".join(moment.split())).strip(_ENDS)
    will = _THEN.sub("", " ".join(act.split())).rstrip(_ENDS)
    return f"If {when or moment.strip()}, then I will {will or act.strip()}."
