"""A CPD draft: lines of reflections in the order a regulator asks for, and identifiers put out of sight."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from practice.identifiers import guard


class Part(StrEnum):
    """A part of the form that a reflection can answer, in its order; the last is for what fits nowhere.

    The order follows Social Work England's public guidance on recording CPD: what the activity was, what was
    learned, the difference it makes; peer reflection comes after and is not written by the writer alone.
    """

    ACTIVITY = "activity"
    LEARNED = "learned"
    IMPACT = "impact"
    ALSO = "also"


STAGES: Final[dict[Part, frozenset[str]]] = {
    Part.ACTIVITY: frozenset(
        {
            "what",
            "experience",
            "concrete experience",
            "description",
            "describe",
            "awareness",
            "in action",
            "incident",
            "context",
            "notice",
            "did",
            "role",
            "moment",
            "exceptions",
            "barrier",
            "barriers",
        }
    ),
    Part.LEARNED: frozenset(
        {
            "so what",
            "reflection",
            "reflective observation",
            "abstract conceptualisation",
            "on action",
            "feelings",
            "evaluation",
            "evaluate",
            "analysis",
            "analyse",
            "conclusion",
            "identify learning",
            "why it mattered",
            "thinking then",
            "thinking now",
            "formative",
            "reflexive monitoring",
            "helped",
            "need",
            "meaning",
            "effect",
        }
    ),
    Part.IMPACT: frozenset(
        {
            "now what",
            "action",
            "action plan",
            "active experimentation",
            "plan",
            "act",
            "if",
            "then",
            "next",
            "next small step",
            "one fix",
            "try",
        }
    ),
}
"""The stages of the frameworks by the part they answer, in small letters without marks."""

_PLACES: Final = {stage: part for part, stages in STAGES.items() for stage in stages}
_HIDDEN: Final = {"NAME": "[name]", "INITIALS": "[initials]", "SCHOOL": "[school]", "ADDRESS": "[street]"}
_ROUNDS = 8
_YEAR_ENDS: Final = (11, 30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What was written at one stage. `stage` is its name in the framework; `asked` the question, if known."""

    stage: str
    words: str
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflection:
    """One reflection its writer chose: the local date it was kept, the question, and its lines in order."""

    on: date
    question: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A line with the date of the reflection it comes from."""

    on: date
    line: Line


def place(stage: str) -> Part:
    """Return the part a stage answers; marks and capitals do not count, and an unknown stage is *also*."""
    return _PLACES.get(" ".join(re.findall(r"[a-z]+", stage.lower())), Part.ALSO)


def in_order(reflections: Iterable[Reflection]) -> dict[Part, tuple[Placed, ...]]:
    """Return every line once under its part, oldest reflection first and as written within each.

    All parts are there, in the regulator's order, whether or not anything was written for them.
    """
    placed: dict[Part, list[Placed]] = {part: [] for part in Part}
    for reflection in sorted(reflections, key=lambda each: each.on):
        for line in reflection.lines:
            placed[place(line.stage)].append(Placed(on=reflection.on, line=line))
    return {part: tuple(lines) for part, lines in placed.items()}


def registration_year_ends_on(on: date) -> date:
    """Return the last day of the registration year of a date: Social Work England's ends on 30 November."""
    month, day = _YEAR_ENDS
    ends_on = date(on.year, month, day)
    return ends_on if on <= ends_on else date(on.year + 1, month, day)


def without_identifiers(
    words: str,
    *,
    names: Collection[str] = (),
    allowed: Collection[str] = (),
    not_people: Callable[[str], bool] | None = None,
) -> str:
    """Mask hard identifiers and put a neutral word in place of each likely name, initials, school and street.

    The arguments are those of `practice.identifiers.guard`. A draft leaves the service, so what a writer kept
    for themselves is hidden too; only what they called *not a person* stays. Hiding twice changes nothing.
    What is missed stays, and a story can identify without names: nothing here says that a text is safe.
    """
    hidden = words
    for _ in range(_ROUNDS):
        masked = guard(hidden, names=names, allowed=allowed, not_people=not_people).masked
        asked = guard(masked, names=names, allowed=allowed, not_people=not_people).asked
        for span in reversed(asked):
            masked = f"{masked[: span.start]}{_HIDDEN.get(span.kind, '[detail]')}{masked[span.end :]}"
        if masked == hidden:
            break
        hidden = masked
    return hidden
