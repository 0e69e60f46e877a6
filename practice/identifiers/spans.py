"""What the guard hands back: where an identifier stands, its kind, and the words that take its place."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

MASKS: Final = {
    "EMAIL": "[e-mail address]",
    "URL": "[link]",
    "SLACK": "[person in Slack]",
    "HANDLE": "[account name]",
    "UPN": "[pupil number]",
    "NINO": "[insurance number]",
    "NHS": "[health number]",
    "DOB": "[date]",
    "PHONE": "[phone number]",
    "POSTCODE": "[postcode]",
    "VEHICLE": "[number plate]",
    "CASEREF": "[reference]",
    "ADDRESS": "[address]",
}
"""The words put in place of a hard identifier, by kind. None holds a digit or an @, so masking ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of the text as given, in characters, `end` exclusive, with what it holds."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """The text with hard identifiers masked, those identifiers, and the stretches to ask the writer about.

    All offsets refer to the text as given, never to `masked`. Both are in order and never overlap.
    """

    masked: str
    hard: tuple[Span, ...]
    asked: tuple[Span, ...]


def without_overlaps(found: Iterable[Span]) -> list[Span]:
    """Keep each stretch that shares no character with an earlier one; return them in reading order."""
    kept: list[Span] = []
    for span in found:
        place = bisect_left(kept, span.start, key=_start)
        clear_before = place == 0 or kept[place - 1].end <= span.start
        clear_after = place == len(kept) or kept[place].start >= span.end
        if span.start < span.end and clear_before and clear_after:
            kept.insert(place, span)
    return kept


def _start(span: Span) -> int:
    return span.start
