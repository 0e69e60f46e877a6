"""Words that bring signposts: something untold, a colleague's conduct, one's own safety, how one is."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from practice.identifiers.folding import fold
from practice.safety_words import COLLEAGUE, HOW_I_AM, MY_SAFETY, UNTOLD
from practice.safety_words.notation import Words, for_reading, pattern_of


class Concern(StrEnum):
    """What a signpost is for, in the words of the service file's `when`."""

    CHILD = "a child may be at risk"
    COLLEAGUE = "a colleague"
    MY_SAFETY = "my own safety"
    HOW_I_AM = "how I am"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The published words of a concern: what they are about, its sets of words, and each phrase to read."""

    concern: Concern
    about: str
    sets: tuple[tuple[str, str], ...]
    phrases: tuple[str, ...]


_WORDS: Final[Mapping[Concern, Words]] = MappingProxyType(
    {
        Concern.CHILD: UNTOLD,
        Concern.COLLEAGUE: COLLEAGUE,
        Concern.MY_SAFETY: MY_SAFETY,
        Concern.HOW_I_AM: HOW_I_AM,
    }
)
_SHORTENED: Final = {
    "cant": "can not",
    "cannot": "can not",
    "wont": "will not",
    "shant": "shall not",
    "ive": "i have",
    "im": "i am",
    "weve": "we have",
    "theyve": "they have",
    "thats": "that is",
}
_NOT: Final = (
    "have has had do does did is are was were would could should must might need".split()  # noqa: SIM905
)
_TO_WHOLE: Final = {f"{word}nt": f"{word} not" for word in _NOT} | _SHORTENED
_ENDINGS: Final = {"d": " would", "ll": " will", "re": " are", "ve": " have", "m": " am"}
_UNLESS: Final = "does not count when followed by"
_ENDING: Final = re.compile(r"'(d|ll|re|ve|m)$")
_TOKEN: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.!?;\n]+")


def seen_in(text: str) -> frozenset[Concern]:
    """Return the concerns whose listed phrases stand in a text; which phrase it was is told to nobody.

    Case, width, accents, look-alike letters and the shape of an apostrophe do not matter. Finding nothing
    says nothing about a text.
    """
    plain = in_plain_words(text)
    return frozenset(concern for concern, found in _patterns().items() if found.search(plain))


def published() -> tuple[Listed, ...]:
    """Return the words of every concern as staff may read them."""
    return tuple(
        Listed(
            concern=concern,
            about=words.about,
            sets=tuple((name, ", or ".join(map(for_reading, some))) for name, some in _sets_of(words)),
            phrases=tuple(map(for_reading, words.phrases)),
        )
        for concern, words in _WORDS.items()
    )


def _sets_of(words: Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from words.sets.items()
    if words.unless:
        yield _UNLESS, words.unless


def in_plain_words(text: str) -> str:
    """Return a text as lower-case words parted by one space: short forms whole, a stop after a sentence."""
    tokens = [" ."]
    for token in _TOKEN.findall(fold(text).text.lower()):
        word = _ENDING.sub(_whole_ending, token).replace("'", "")
        tokens.append(_TO_WHOLE.get(word, word) if word[0].isalnum() else ".")
    return " ".join((*tokens, ". "))


def _whole_ending(ending: re.Match[str]) -> str:
    return _ENDINGS[ending[1]]


@lru_cache(maxsize=1)
def _patterns() -> Mapping[Concern, re.Pattern[str]]:
    return {concern: re.compile(pattern_of(words)) for concern, words in _WORDS.items()}
