"""Dates that can be a birthday: a day, a month and a year together, or less beside words of birth."""

import re
from collections.abc import Iterator
from typing import Final

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
            rf"\b(?:{_DAY_IN_WORDS}),? (?:day )?(?:of )?{_MONTH},? {_YEAR}(?!\d)",
        )
    ),
    re.IGNORECASE,
)
_PART: Final = "|".join(
    (
        rf"{_DAY}{_GAP}(?:of )?{_MONTH}(?:{_GAP}'?\d\d)?\b",
        rf"{_MONTH}{_GAP}(?:the )?{_DAY}(?!\d)",
        rf"{_MONTH},? {_YEAR}(?!\d)",
        rf"(?:the )?(?:{_DAY_IN_WORDS}) (?:of )?{_MONTH}\b",
        rf"{_NUMBERS.format('p')}\d\d(?!\d)",
        r"[0-3]?\d ?[/.\-\\] ?[01]?\d(?![\d/.:-])",
        r"[0-3]\d[ ]?[01]\d[ ]?(?:19|20)?\d\d(?!\d)",
        rf"{_YEAR}[01]\d[0-3]\d(?!\d)",
    )
)
_BESIDE_BIRTH: Final = re.compile(
    r"(?:\bd\.? ?o\.? ?b\b\.?|\bborn\b|\bbirth(?:day|date| date)?s?\b|\bdate of birth\b|\bganwyd\b|\bb\.)"
    rf"(?:[ :=,(\-]|\b(?:is|was|on|in|falls|around|about|the|of|for|it's)\b){{0,8}}(?P<date>{_PART})",
    re.IGNORECASE,
)
_YEAR_BESIDE: Final = re.compile(
    r"(?:\bd\.? ?o\.? ?b\b\.?|\bdate of birth\b|\byear of birth\b)[ :=,(\-]{0,4}(?:is |was )?"
    rf"(?P<date>{_YEAR})(?!\d)",
    re.IGNORECASE,
)


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of every date that could be a birthday, in plain text (see `fold`).

    A day and month without a year are an ordinary date unless words of birth stand before them.
    """
    for found in _WHOLE.finditer(text):
        yield found.span()
    for pattern in (_BESIDE_BIRTH, _YEAR_BESIDE):
        for found in pattern.finditer(text):
            yield found.span("date")
