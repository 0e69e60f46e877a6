"""A paper laid out: titled parts made of plain words, before it becomes text, Word or PDF."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_NOT_WRITTEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Kind(StrEnum):
    """What a block is: somebody's words, something we say, or a gap that its writer may want to fill."""

    WORDS = "words"
    HINT = "hint"
    GAP = "gap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Words with an optional label above them; a new line in the words begins a new paragraph."""

    kind: Kind
    words: str
    label: str = ""

    def paragraphs(self) -> tuple[str, ...]:
        """Return the paragraphs, without blank ones and without characters that no paper can carry."""
        return tuple(line for line in map(plain, self.words.splitlines()) if line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the blocks under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A title, a line under it, what a reader is told first, sections, and the words at each page's foot."""

    title: str
    under_title: str
    notices: tuple[str, ...]
    sections: tuple[Section, ...]
    foot: str


def plain(words: str) -> str:
    """Return words on one line, without what no paper can carry: control characters and halves of characters.

    Marks that turn the direction of writing by hand go too: they let words read otherwise than they are.
    """
    return " ".join(_NOT_WRITTEN.sub("", words).split())


def is_right_to_left(words: str) -> bool:
    """Say whether the first letter is of a script written from right to left, such as Arabic or Urdu."""
    directions = (unicodedata.bidirectional(letter) for letter in words)
    return next((each for each in directions if each in {"L", "R", "AL"}), "L") != "L"


def day(on: date) -> str:
    """Return a date as it is read in Britain: 12 March 2026."""
    return f"{on.day} {on:%B} {on.year}"
