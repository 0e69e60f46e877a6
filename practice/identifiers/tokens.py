"""A text as words, each with what its look and its neighbours say before anything is known about it."""

import re
from dataclasses import dataclass
from typing import Final

from practice.identifiers.cues import FIRM_TITLES, PARTICLES
from practice.identifiers.words import WORD, Phrases

_OPENS: Final = re.compile(
    r"[.!?][\"')\]*_]*\s|:\s|\n|\.\.\.|\s[\"*_]+\s?$|(?:^|\s)[\"']$|\s[^\w\s,;()&/'\"+-]+\s"
)
_SHOUTED: Final = 0.7
_ENOUGH_LETTERS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of plain text: its place, the word in small letters without a possessive, and how it stands.

    `gap` is what stands between it and the word before. `opens` says that a capital is due here anyway.
    """

    start: int
    end: int
    word: str
    is_capital: bool
    is_shouted: bool
    is_possessive: bool
    opens: bool
    gap: str


def tokenise(text: str) -> list[Token]:
    """Cut plain text into words in order; in a text that is all capitals, no capital counts."""
    letters = sum(map(str.isalpha, text))
    all_capitals = letters > _ENOUGH_LETTERS and sum(map(str.isupper, text)) > _SHOUTED * letters
    tokens: list[Token] = []
    for found in WORD.finditer(text):
        written = found[0]
        before = tokens[-1] if tokens else None
        gap = text[before.end : found.start()] if before else text[: found.start()]
        word = written.lower()
        possessive = word.endswith("'s") or (word.endswith("s") and text.startswith("'", found.end()))
        bare = word.removesuffix("'s")
        tokens.append(
            Token(
                start=found.start(),
                end=found.start() + len(bare),
                word=bare,
                is_capital=written[0].isupper() and not all_capitals,
                is_shouted=len(bare) > 1 and written[: len(bare)].isupper(),
                is_possessive=possessive,
                opens=before is None or _opens(gap, before),
                gap=gap,
            )
        )
    return tokens


def _opens(gap: str, before: Token) -> bool:
    if gap == " ":
        return False
    if gap.startswith(".") and (
        before.word in FIRM_TITLES
        or before.word == "st"
        or (before.is_capital and before.end - before.start == 1)
    ):
        return False
    return _OPENS.search(gap.removeprefix("'s").removeprefix("'S")) is not None


def in_phrases(tokens: list[Token], phrases: Phrases, *, need_capital: bool) -> set[int]:
    """Return the places that belong to a known phrase; `need_capital` wants one in it somewhere."""
    inside: set[int] = set()
    for place, token in enumerate(tokens):
        for phrase in phrases.get(token.word, ()):
            stretch = tokens[place : place + len(phrase)]
            if tuple(each.word for each in stretch) == phrase and (
                not need_capital or any(each.is_capital for each in stretch)
            ):
                inside.update(range(place, place + len(phrase)))
                break
    return inside


def are_joined(left: Token, right: Token) -> bool:
    """Say whether two words could be one name: a space, a hyphen or a title's full stop between."""
    if left.is_possessive or right.opens:
        return False
    return right.gap in {" ", "-", "  "} or (
        right.gap in {". ", "."} and (left.word in FIRM_TITLES or len(left.word) == 1)
    )


def is_particle(token: Token) -> bool:
    """Say whether a small word can stand inside a family name, as in *van der*."""
    return not token.is_capital and token.word in PARTICLES
