"""Numbers of files and accounts: cued by words, joined to letters, or long enough alone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from practice.identifiers.contacts import digits_of, is_phone

_POLICE_LOG: Final = re.compile(
    r"\b(?:log|cad|incident|crime|police)\b[^\d\n]{0,20}"
    r"(?P<log>\d{1,6} (?:of|on) (?:today|yesterday|\d{1,2} ?(?:[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}"
    r"|[a-z]{3,9} \d{4})))(?!\d)",
    re.IGNORECASE,
)
_KEPT_FOR: Final = (
    r"(?:case|client|record|person|child|pupil|patient|family|file|liquid ?logic|mosaic|lcs|ehm|eha|eclipse"
    r"|systm ?one|rio|court|crime|incident|log|cad|police|niche|hospital|mrn|urn|uln|upn|crn|pid|pnc"
    r"|application|claim|account|sort code|passport|visa|brp|home office|nass|tenancy|rent|licen[cs]e"
    r"|policy|member|staff|payroll|registration|reg|ehcp|ehc|referral|mash|lado|complaint|port|warrant|custody"
    r"|nominal|care ?first|wccis|swift|soscare|paris|azeus|framework ?i|core ?logic|synergy|emis"
    r"|care ?director|sims|cpoms|bromcom|ais"
    r"|carenotes|charms|ics|ecare|social work england|ssscs?|niscc|swe|hcpc|service user|young person"
    r"|subject|ward|hosp)"
)
_NUMBERED: Final = r"(?:ids?\b|i\.d\.|nos?\b\.?|num(?:ber)?s?\b|ref(?:erence)?s?\b\.?|code\b|#)"
_CUED: Final = re.compile(
    rf"\b(?:{_KEPT_FOR} ?{_NUMBERED}|{_KEPT_FOR}|{_NUMBERED})"
    rf"(?: ?(?:is|was|'s|:|=|#|-|\(|\b(?:id|worker|contact|file|record|client|person|child|episode)\b"
    rf"|{_NUMBERED})){{0,4}} ?"
    r"(?P<number>\d{1,4}(?: \d{2,5}){1,4}(?!\w)|(?-i:[A-Z]{1,4}(?: [A-Z]{0,2}\d{1,8}| [A-Z]\b){1,4})(?!\w)"
    r"|[A-Z]{0,6}[/_.-]?(?=[A-Z]?\d)[A-Z\d]+(?:[/_.-][A-Z\d]+)*)",
    re.IGNORECASE,
)
_PREFIXED: Final = re.compile(r"(?<![\w-])[A-Z]{2,6}[ :.]\d{5,10}(?!\d)")
_MIXED: Final = re.compile(r"(?<![\w£$€])[#A-Za-z\d][A-Za-z\d]*(?:[/_-][A-Za-z\d]+)*(?!\w)")
_NETWORK: Final = re.compile(r"(?<![\d.])(?=(?:\.?\d){6})(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)")
_GROUPED: Final = re.compile(r"(?<![\w£$€.,])\d(?:[ ./-]?\d){6,}(?![\w%])")
_JOINTS: Final = re.compile(r"[/_.-]")

_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_PERIOD: Final = re.compile(r"(?:FY|Q[1-4])?[-/]?(?:19|20)\d\d(?:[-/]\d\d)?(?:[-/]?Q[1-4])?", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d$")

_LEAST_CUED: Final = 4
_LEAST_SPACED: Final = 6
_LEAST_PREFIXED: Final = 4
_LEAST_MIXED: Final = 5
_LONGEST_PREFIX: Final = 6
_TELLING_PART: Final = 3


def find_police_logs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield a police log with its day, as in *log 451 of 12/03/2024*, which no birthday is."""
    for found in _POLICE_LOG.finditer(text):
        yield *found.span("log"), "CASEREF"


def find_references(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield references and account numbers, the most certain first."""
    for pattern in (_PREFIXED, _NETWORK):
        for found in pattern.finditer(text):
            yield *found.span(), "CASEREF"
    for found in _MIXED.finditer(text):
        if _stands_alone(found[0]):
            yield *found.span(), "CASEREF"
    for found in _CUED.finditer(text):
        if _is_telling(found["number"]):
            yield *found.span("number"), "CASEREF"
    for found in _GROUPED.finditer(text):
        if _is_one_number(found[0]):
            yield *found.span(), "PHONE" if is_phone(found[0]) else "CASEREF"


def _is_telling(number: str) -> bool:
    """Say whether a cued number is long enough, and neither a year nor a list of small numbers."""
    digits, parts = digits_of(number), _JOINTS.split(number)
    if all(_YEAR.match(part) for part in parts):
        return False
    if len(digits) >= _LEAST_SPACED:
        return True
    if number[0].isalpha() and " " in number:
        return len(digits) >= _LEAST_CUED and not _YEAR.search(number)
    long_part = any(len(digits_of(part)) >= _TELLING_PART for part in parts)
    return " " not in number and len(digits) >= _LEAST_CUED and long_part


def _stands_alone(token: str) -> bool:
    """Say whether a token needs no cue: capitals joined to four digits, or five among letters."""
    digits, parts = digits_of(token), _JOINTS.split(token)
    if len(digits) < _LEAST_PREFIXED or _PERIOD.fullmatch(token):
        return False
    if token.startswith("#"):
        return True
    years = [bool(_YEAR.match(part)) for part in parts]
    if len(parts) > 1 and parts[0].isalpha() and parts[0].isupper() and len(parts[0]) <= _LONGEST_PREFIX:
        return len(digits) > _LEAST_PREFIXED or not any(years)
    lettered = any(map(str.isalpha, token))
    only_years = all(part.isalpha() or year for part, year in zip(parts, years, strict=True))
    return lettered and len(digits) >= _LEAST_MIXED and not only_years


def _is_one_number(text: str) -> bool:
    """Say whether a run of digits is one number, and not years, clock times or small numbers in a row."""
    groups = re.split(r"[ ./-]", text)
    if all(map(_YEAR.match, groups)) or all(map(_CLOCK.match, groups)):
        return False
    long_pair = any(min(len(one), len(other)) >= _TELLING_PART for one, other in pairwise(groups))
    return long_pair or any(len(group) > _TELLING_PART for group in groups)
