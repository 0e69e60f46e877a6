"""How phrases are listed, so that staff can read the lists and a pattern can be made of them.

Words stand as they are, in lower case with short forms written out ("did not"). A slash parts words of which
any one will do, an underscore joins several of those into one, brackets hold what may be there, three dots
stand for up to four words, a full stop for the end of a sentence, and braces for a word of a set.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GAP: Final = "..."
_ONE: Final = r"(?:\{[^}]*\}|[^\s(){}/]+)"
_PART: Final = re.compile(rf"\([^)]*\)|{_ONE}(?:/{_ONE})*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The phrases of one concern: what they are about, the sets they draw on, and the phrases.

    A phrase does not count where words of `unless` follow it at once: they say that it is another matter.
    """

    about: str
    sets: Mapping[str, tuple[str, ...]]
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()


def listed(written: str) -> tuple[str, ...]:
    """Return phrases written one a line."""
    return tuple(line.strip() for line in written.strip().splitlines())


def pattern_of(words: Words) -> str:
    """Return the pattern that finds any of the phrases in single-spaced plain words."""
    sets = {name: "|".join(_pattern(each, {}) for each in some) for name, some in words.sets.items()}
    found = "|".join(_pattern(phrase, sets) for phrase in words.phrases)
    other = "|".join(_pattern(phrase, sets) for phrase in words.unless)
    return f" (?:{found})" + (f"(?!{other})" if other else "")


def for_reading(phrase: str) -> str:
    """Return a phrase as staff read it: a slash with room around it, no joins and no braces."""
    return re.sub(r"[{}]", "", phrase.replace("/", " / ").replace("_", " "))


def _pattern(phrase: str, sets: Mapping[str, str]) -> str:
    """Return a phrase's pattern; each part of it ends with the space after its last word."""
    return "".join(_part(part, sets) for part in _PART.findall(phrase))


def _part(part: str, sets: Mapping[str, str]) -> str:
    if part == GAP:
        return r"(?:[^\W_]+ ){0,4}?"
    if part.startswith("("):
        return f"(?:{_pattern(part[1:-1], sets)})?"
    return f"(?:{'|'.join(_word(each, sets) for each in part.split('/'))})"


def _word(each: str, sets: Mapping[str, str]) -> str:
    if each.startswith("{"):
        return f"(?:{sets[each[1:-1]]})"
    return re.escape(each.replace("_", " ")) + " "
