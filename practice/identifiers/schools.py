"""Named schools and nurseries, which tell of a child as an address does."""

import re
from collections.abc import Iterator
from typing import Final

from practice.identifiers.cues import listed
from practice.identifiers.places import CAPITAL, is_allowed, without_opening
from practice.identifiers.words import Words

_KIND: Final = (
    r"(?:RC|CE|C of E|CofE|Catholic|Church of England|Church in Wales|Roman Catholic|Methodist|Islamic|Jewish"
    r"|Community|Free|Primary|Junior|Infants?|Juniors|Secondary|High|Grammar|Nursery|Special|Comprehensive"
    r"|Boarding|Upper|Lower|Middle|First|Girls'?|Boys'?|Preparatory|Prep|Foundation|Academy|School|College"
    r"|VA|VC|Voluntary Aided)"
)
_END: Final = (
    r"(?:School|Academy|Primary|Nursery|College|Infants|Juniors|Pre-?[Ss]chool|Kindergarten|Grammar"
    r"|Sixth Form|Playgroup|High|PRU|Comprehensive|Comp|Ysgol|Children's Centre|Day Nursery|Childminding)"
)
_SCHOOL: Final = re.compile(
    rf"(?<![\w'-])(?:St\.? {CAPITAL}(?: (?:and|&) (?:St\.? )?{CAPITAL})?"
    rf"|Our Lady(?:'s)?(?: of)?(?: the)?(?: {CAPITAL})?|{CAPITAL})"
    rf"(?: (?:of|the|and|&) {CAPITAL}| {CAPITAL}){{0,4}}? (?:{_KIND} ){{0,4}}{_END}(?![\w-])"
    r"(?: School| Academy)?"
    rf"|\bYsgol(?: (?:Gynradd|Uwchradd|Gyfun|y|yr)){{0,3}}(?: {CAPITAL}){{1,3}}"
)
_SAINT: Final = re.compile(
    rf"(?<![\w'-])(?:St\.?|Saint) {CAPITAL}(?<=s)(?![\w'-])(?! (?:Day|Trust|Ambulance)\b)"
)
_SMALL_SCHOOL: Final = re.compile(
    r"(?<![\w'-])(?P<name>(?:st\.? )?[\w'-]+) "
    r"(?:(?:rc|ce|c of e|catholic|park|high|primary|junior|infants?|nursery) ){0,4}"
    r"(?:primary|academy|juniors|infants|nursery|grammar|school)\b",
    re.IGNORECASE,
)
_GENERIC: Final = listed(
    """the a our my his her their primary secondary junior juniors infant infants high special nursery school
    schools academy college new local sunday boarding grammar sixth form virtual old first upper lower middle
    day state private public free faith mainstream pupil pre-school preschool home law art dance summer prep
    level risk social work practice and of for"""
)


def find_schools(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield schools by name, and a saint's name that stands for one; *the Primary School* is nobody's."""
    for found in _SCHOOL.finditer(text):
        start, parts = without_opening(text, found.start(), found[0].split())
        if not _GENERIC.issuperset(part.lower() for part in parts) and not is_allowed(parts, words):
            yield start, found.end(), "SCHOOL"
    for found in _SAINT.finditer(text):
        if not is_allowed(found[0].split(), words):
            yield *found.span(), "SCHOOL"
    for found in _SMALL_SCHOOL.finditer(text):
        name = found["name"].lower()
        saint = name.startswith(("st ", "st. "))
        if saint or not (words.is_everyday(name) or name in words.given or "'" in name):
            yield *found.span(), "SCHOOL"
