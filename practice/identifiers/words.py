"""The words the guard knows: everyday English, names people are given, and capitals that are nobody's."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from spellchecker import SpellChecker

from practice.identifiers.cues import listed
from practice.identifiers.folding import fold

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]
"""Phrases of two words or more, by their first word, longest first."""

WORD: Final = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ENDINGS: Final = (
    "'s",
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "ly",
    "ness",
    "er",
    "ers",
    "ful",
    "less",
    "able",
    "isation",
    "ism",
    "ist",
)
_BEGINNINGS: Final = listed(
    """anti bi co de ex half hyper inter intra mid mini mis multi neuro non over para post pre pro psycho re
    semi sub super trans un under"""
)
_CONTRACTED: Final = re.compile(r"(?:n't|'(?:re|ve|ll|d|m|s|all))+$")
_AMERICAN: Final = {
    "is": "iz",
    "ys": "yz",
    "our": "or",
    "ll": "l",
    "tre": "ter",
    "ae": "e",
    "oe": "e",
    "ence": "ense",
}
_BRITISH: Final = re.compile(r"is(?=e|i)|ys(?=e|i)|our|ll(?=e|i)|tre$|ae|oe|ence$")
_UNMARKED: Final = listed(
    """aint arent cant couldnt couldve didnt doesnt dont hadnt hasnt havent hed hes heres hows id ill im isnt
    itll its ive lets mightve mustnt mustve neednt oughtnt shant shes shouldnt shouldve thats thatll theres
    theyd theyll theyre theyve wasnt wed werent weve whats whens wheres whos whys wont wouldnt wouldve yall
    youd youll youre youve alot aswell infact incase infront eachother nevermind okay hmm ugh tbh imo fyi"""
)
_COMMON: Final = 2000
_VERY_COMMON: Final = 100_000
_SHORTEST_STEM: Final = 4
_LONGEST_SLIP: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words and phrases in small plain letters; `everyday` counts how often a word is met."""

    everyday: Mapping[str, int]
    given: frozenset[str]
    sometimes_given: frozenset[str]
    families: frozenset[str]
    places: frozenset[str]
    allowed: frozenset[str]
    phrases: Phrases

    def is_everyday(self, word: str) -> bool:
        """Say whether a word, a contraction, or each part of a joined word is ordinary English or allowed."""
        if word in self.everyday or word in self.allowed or word in _UNMARKED:
            return True
        stem = _CONTRACTED.sub("", word)
        if stem != word and (stem in self.everyday or stem in self.allowed or stem + "n" in self.everyday):
            return True
        american = _BRITISH.sub(lambda found: _AMERICAN[found[0]], word)
        if american != word and american in self.everyday:
            return True
        if "-" in word:
            return all(part in _BEGINNINGS or self.is_everyday(part) for part in word.split("-"))
        return self._is_built_from_everyday(word)

    def _is_built_from_everyday(self, word: str) -> bool:
        for ending in _ENDINGS:
            stem = word.removesuffix(ending)
            if (
                stem != word
                and len(stem) >= _SHORTEST_STEM
                and (stem in self.everyday or stem + "e" in self.everyday or stem in self.allowed)
            ):
                return True
        return any(
            word.startswith(beginning)
            and len(word) - len(beginning) >= _SHORTEST_STEM
            and word[len(beginning) :] in self.everyday
            for beginning in _BEGINNINGS
        )

    def is_slip(self, word: str) -> bool:
        """Say whether a word nobody knows is one keystroke from a common word, or two common words in one.

        Slips seldom end in a vowel other than e; names often do.
        """
        if not _SHORTEST_STEM <= len(word) <= _LONGEST_SLIP or word.endswith(("a", "i", "o", "u")):
            return False
        cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
        if any(
            self.everyday.get(left, 0) > _VERY_COMMON and self.everyday.get(right, 0) > _VERY_COMMON
            for left, right in cuts
        ):
            return True
        return any(self.everyday.get(near, 0) >= _COMMON for near in _one_keystroke_away(cuts))


def _one_keystroke_away(cuts: list[tuple[str, str]]) -> Iterable[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for left, right in cuts:
        if right:
            yield left + right[1:]
        if len(right) > 1:
            yield left + right[1] + right[0] + right[2:]
        for letter in letters:
            if right and left:
                yield left + letter + right[1:]
            if left:
                yield left + letter + right


@lru_cache(maxsize=1)
def load_words() -> Words:
    """Read the word lists once, at the first text: about a third of a second, then held in memory."""
    counted: Mapping[str, int] = SpellChecker(distance=1).word_frequency.dictionary
    allowed = [phrase for group in tomllib.loads(_read("allowed.toml")).values() for phrase in group]
    singles, phrases = sort_phrases(allowed)
    return Words(
        everyday={word: count for word, count in counted.items() if "'" not in word},
        given=_names_in("given_names.txt"),
        sometimes_given=_names_in("ordinary_given_names.txt"),
        families=_names_in("surnames.txt"),
        places=_names_in("places.txt"),
        allowed=singles,
        phrases=phrases,
    )


def sort_phrases(entries: Iterable[str]) -> tuple[frozenset[str], Phrases]:
    """Part entries into single words and phrases by first word; capitals and accents do not matter."""
    singles: set[str] = set()
    phrases: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        words = plain_words(entry)
        if len(words) == 1:
            singles.add(words[0])
        elif words:
            phrases.setdefault(words[0], set()).add(words)
    longest_first = {first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in phrases.items()}
    return frozenset(singles), longest_first


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small plain letters, without possessives, accents and digits."""
    return tuple(part.removesuffix("'s") for part in WORD.findall(fold(text).text.lower()))


def _names_in(name: str) -> frozenset[str]:
    lines = (line for line in _read(name).splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def _read(name: str) -> str:
    """Read one list that ships beside the rules; the only file this room opens."""
    return (files("practice") / "words" / name).read_text(encoding="utf-8")
