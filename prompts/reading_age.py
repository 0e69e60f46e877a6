"""How old a reader has to be: Flesch-Kincaid over a dictionary of syllables that ships in a wheel."""

import re
from collections.abc import Iterable

import syllapy

TRADE_WORDS = frozenset(
    {
        "assessment",
        "assessments",
        "conference",
        "conferences",
        "family",
        "families",
        "interpreter",
        "interpreters",
        "meeting",
        "organisation",
        "organisations",
        "practice",
        "referral",
        "referrals",
        "reflection",
        "reflections",
        "residential",
        "supervision",
        "supervisor",
        "supervisors",
    }
)
"""Words of the trade that a reader in it knows whatever their length: left out of the sum."""

_PLACEHOLDER = re.compile(r"\{[a-z]+\}")
_SENTENCE_END = re.compile(r"[.!?]+(?:[\s\"']|$)|\n")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")  # noqa: RUF001


def reading_age(texts: Iterable[str]) -> float:
    """Return the age in years at which `texts`, read as one, are easy to read.

    Grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59 (Kincaid, Fishburne, Rogers and
    Chissom 1975, US Navy research report 8-75); grade one is the year a child is six, so age = grade + 5.
    Trade words are left out; numbers and placeholders are not words. Nothing to read is age 0.
    """
    sentences = words = syllables = 0
    for text in texts:
        plain = _PLACEHOLDER.sub(" ", text)
        counted = [word for word in _WORD.findall(plain) if word.lower() not in TRADE_WORDS]
        words += len(counted)
        syllables += sum(_syllables(word) for word in counted)
        sentences += sum(1 for part in _SENTENCE_END.split(plain) if _WORD.search(part))
    if not words or not sentences:
        return 0.0
    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59
    return max(0.0, grade + 5)


def _syllables(word: str) -> int:
    bare = word.lower().replace("’", "'").removesuffix("'s")  # noqa: RUF001
    added = 0
    if bare.endswith("n't"):
        bare = bare.removesuffix("n't")
        added = int(bare[-1:] not in "aeiou")
    return max(1, int(syllapy.count(bare)) + added)
