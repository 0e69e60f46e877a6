"""Dates that can be a birthday: a day, a month and a year together, or less beside words of birth."""

import re
from collections.abc import Iterator
from typing import Final

from practice.identifiers.cues import AGE

_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi"
    r"|hydref|tachwedd|rhagfyr)"
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY_IN_WORDS: Final = (
    r"(?:(?:twenty|thirty)[ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_YEAR: Final = r"(?:19|20)\d\d"
_GAP: Final = r"[ \-.,/]{0,3}"
_YEAR_IN_WORDS: Final = (
    r"(?:two thousand|twenty|nineteen)(?:[ -]and)?"
    r"(?:[ -](?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety))?(?:[ -](?:one|two|three|four|five|six"
    r"|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))?"
)
_NUMBERS: Final = r"[0-3]?\d(?P<{0}> ?[/.\-\\] ?)[0-3]?\d(?P={0})"

_WHOLE: Final = re.compile(
    "|".join(
        (
            rf"(?<![\d/.-]){_YEAR} ?(?P<a>[-/.\\]) ?[01]?\d ?(?P=a) ?[0-3]?\d(?![\d/-]|\.\d)",
            rf"(?<![\d/.-]){_NUMBERS.format('b')}{_YEAR}(?![\d/-]|\.\d)",
            r"(?<![\d/.-])[0-3]?\d ?/ ?[0-3]?\d ?/ ?'?\d\d(?![\d/-]|\.\d)",
            r"(?<![\d/.-])[0-3]\d(?P<c>[.\-\\])[01]\d(?P=c)\d\d(?![\d/-]|\.\d)",
            rf"(?<![\d/.-])[0-3]\d [01]\d {_YEAR}(?!\d)",
            rf"(?<![\d.]){_DAY}{_GAP}(?:day )?(?:of )?(?:the )?{_MONTH}{_GAP}(?:in )?{_YEAR}(?!\d)",
            rf"(?<![\d.]){_DAY}(?:{_GAP}{_MONTH} ?'|[-/.]{_MONTH}[-/.])\d\d(?!\d)",
            rf"(?<![a-z]){_MONTH}{_GAP}(?:the )?{_DAY}{_GAP}{_YEAR}(?!\d)",
            rf"(?<!\d){_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}(?!\w)",
            r"(?<=[(\[])[0-3]?\d(?P<d>[.-])[01]?\d(?P=d)\d\d(?=[)\]])",
            rf"\b(?:{_DAY_IN_WORDS}),? (?:day )?(?:of )?{_MONTH},? {_YEAR}(?!\d)",
        )
    ),
    re.IGNORECASE,
)
_PART: Final = "|".join(
    (
        rf"{_DAY}{_GAP}(?:of )?{_MONTH}(?:{_GAP}'?\d\d)?\b",
        rf"{_MONTH}{_GAP}(?:the )?{_DAY}(?!\d)",
        rf"{_MONTH},? (?:{_YEAR}|'\d\d)(?!\d)",
        rf"(?:the )?{_DAY} of (?:the )?[01]?\d(?:st|nd|rd|th)(?: {_YEAR})?(?!\d)",
        rf"(?:the )?(?:{_DAY_IN_WORDS}) (?:day )?(?:of )?{_MONTH}\b(?:,? (?:in )?{_YEAR_IN_WORDS}\b)?",
        rf"{_NUMBERS.format('p')}\d\d(?!\d)",
        r"[0-3]?\d ?[/.\-\\] ?[01]?\d(?![\d/.:-])",
        r"[0-3]\d[ ]?[01]\d[ ]?(?:19|20)?\d\d(?!\d)",
        r"[0-3]?\d [01]?\d (?:19|20)?\d\d(?!\d)",
        rf"{_YEAR}[01]\d[0-3]\d(?!\d)",
    )
)
_BESIDE_BIRTH: Final = re.compile(
    r"(?:\bd\.? ?o\.? ?b\b\.?|\bborn\b|\bbirth(?:day|date| date)?s?\b|\bdate of birth\b|\b(?:g|ng)anwyd\b"
    r"|\bb\.|\b(?:d|n)yddiad geni\b|\b(?:ph|mh|p)en-?blwydd\b"
    rf"|\bedd\b|\bbaby(?: is| was)? due\b|\bturn(?:s|ed|ing) {AGE}\b)"
    r"(?:[ :=,(\-]|\b(?:is|was|on|in|falls|around|about|the|of|for|it's|ef|hi|fe|ar|yn|yw|ydy"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b){0,8}"
    rf"(?P<date>{_PART})",
    re.IGNORECASE,
)
_BIRTH: Final = re.compile(r"\b(?:born|birth\w*|dob|ganwyd|geni|pen-?blwydd)\b", re.IGNORECASE)
_YEAR_BESIDE: Final = re.compile(
    r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth\b|\byear of birth\b)[ :=,(\-]{0,4}(?:is |was )?"
    rf"(?P<date>{_YEAR})(?!\d)",
    re.IGNORECASE,
)


def may_hold_dates(text: str) -> bool:
    """Say whether a text without a digit can still hold a date: words of birth stand in it."""
    return _BIRTH.search(text) is not None


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of every date that could be a birthday, in plain text (see `fold`).

    A day and month without a year are an ordinary date unless words of birth stand before them.
    """
    for found in _WHOLE.finditer(text):
        yield found.span()
    for pattern in (_BESIDE_BIRTH, _YEAR_BESIDE):
        for found in pattern.finditer(text):
            yield found.span("date")
