"""How a single word looks before its neighbours are asked: by its letters and by the word lists."""

import re
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import Final

from practice.identifiers.cues import DETERMINERS, listed
from practice.identifiers.folding import fold
from practice.identifiers.tokens import Token
from practice.identifiers.words import WORD, Phrases, Words, load_words, sort_phrases

_SHORTEST: Final = 3
_LONGEST_SHOUT: Final = 7
_SHORTEST_JOINED: Final = 5
_COMMON_FAMILY: Final = 1500
_INNER_CAPITAL: Final = re.compile(
    r"(?<=\w)(?<![A-Z]')(?<!Mc)(?<!Mac)(?<!De)(?<!Di)(?<!Da)(?<!La)(?<!Le)(?<!Fitz)[A-Z]"
)
_ROLES: Final = listed(
    "she he they her him them and social worker duty team manager early help support practice lead bot app"
)


class Likelihood(Enum):
    """What a word on its own could be."""

    NOBODY = "no name"
    ALLOWED = "on the list of capitals that are nobody's"
    EVERYDAY = "an ordinary word, or a family name in small letters"
    PLACE = "a wide place"
    SOMETIMES = "a name that is also a word"
    UNKNOWN = "neither a word nor a name we know"
    NAME = "a name"


ORDINARY: Final = frozenset({Likelihood.EVERYDAY, Likelihood.ALLOWED, Likelihood.NOBODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The word lists with an organisation's own: the parts of its people's names, and their full names."""

    words: Words
    people: frozenset[str]
    full_names: Phrases


@lru_cache(maxsize=16)
def know(names: frozenset[str], allowed: frozenset[str]) -> Known:
    """Join the shipped word lists with an organisation's; kept, since the same lists come with every text."""
    words = load_words()
    singles, phrases = sort_phrases(allowed)
    people = [_parts_of(name) for name in names]
    return Known(
        words=replace(
            words,
            given=words.given - singles,
            sometimes_given=words.sometimes_given - singles,
            families=words.families - singles,
            allowed=words.allowed | singles,
            phrases={
                first: (*phrases.get(first, ()), *words.phrases.get(first, ()))
                for first in {*phrases, *words.phrases}
            },
        ),
        people=frozenset(part for parts in people for part in parts if len(part) > 1),
        full_names=sort_phrases(" ".join(parts) for parts in people)[1],
    )


def _parts_of(name: str) -> list[str]:
    """Return the words of a display name without what people add to it: *Priya Shah (she/her), Duty Team*."""
    parts = WORD.findall(fold(name).text.lower())
    return [part for part in parts if part not in DETERMINERS and part not in _ROLES]


def look_at(token: Token, written: str, known: Known) -> Likelihood:
    """Return what a word could be; `written` is the word as it stands in plain text."""
    if len(token.word) == 1:
        return Likelihood.NOBODY
    if not token.is_capital:
        return _look_small(token.word, known)
    if token.is_shouted and len(token.word) <= _LONGEST_SHOUT and "-" not in token.word:
        named = token.word in known.words.given or token.word in known.people
        allowed = token.word in known.words.allowed or len(token.word) < _SHORTEST
        return Likelihood.NAME if named and not allowed else Likelihood.NOBODY
    return _look_capital(token.word, written, known)


def _look_small(word: str, known: Known) -> Likelihood:
    words = known.words
    if word in words.allowed:
        return Likelihood.NOBODY
    colleague = word in known.people and (word not in words.everyday or word in words.given)
    if colleague or (word in words.given and len(word) >= _SHORTEST) or _is_joined_name(word, words):
        return Likelihood.NAME
    if word in words.sometimes_given:
        return Likelihood.SOMETIMES
    if word in words.families:
        return Likelihood.EVERYDAY
    return Likelihood.NOBODY if words.is_everyday(word) else Likelihood.UNKNOWN


def _is_joined_name(word: str, words: Words) -> bool:
    return "-" in word and all(
        part in words.given or part in words.sometimes_given for part in word.split("-")
    )


def _look_capital(word: str, written: str, known: Known) -> Likelihood:
    words = known.words
    if word in words.allowed:
        return Likelihood.ALLOWED
    if word in known.people:
        ordinary = word in words.everyday and word not in words.given
        return Likelihood.SOMETIMES if ordinary else Likelihood.NAME
    if "-" in word:
        return _look_joined(word, written, known)
    listed = ((words.places, Likelihood.PLACE), (words.given, Likelihood.NAME))
    for group, likelihood in (*listed, (words.sometimes_given, Likelihood.SOMETIMES)):
        if word in group:
            return likelihood
    if word in words.families:
        common = words.everyday.get(word, 0) > _COMMON_FAMILY
        return Likelihood.SOMETIMES if common else Likelihood.NAME
    unremarkable = words.is_everyday(word) or _INNER_CAPITAL.search(written)
    return Likelihood.EVERYDAY if unremarkable else Likelihood.UNKNOWN


def _look_joined(word: str, written: str, known: Known) -> Likelihood:
    words = known.words
    parts = word.split("-")
    if any(part in words.given or part in words.families for part in parts):
        return Likelihood.NAME
    all_capitals = all(part[0].isupper() for part in written.split("-"))
    if (
        all_capitals
        and len(word) >= _SHORTEST_JOINED
        and any(part in words.sometimes_given for part in parts)
    ):
        return Likelihood.NAME
    return Likelihood.EVERYDAY if words.is_everyday(word) else Likelihood.UNKNOWN
