"""Numbers the state knows a person by: pupil, National Insurance and NHS numbers."""

import re
from collections.abc import Iterator
from typing import Final

from practice.identifiers.contacts import digits_of

_PUPIL: Final = re.compile(
    r"(?<![A-Z\d])[A-Z]\d{3}[ -]?\d{4}[ -]?\d{2}[ -]?\d{2}[\dA-Z](?![A-Z\d])"
    r"|\b(?:upn|pupil number)\b[^\w\n]{0,4}(?:is )?(?P<cued>[A-Z]?(?:[ -]?\d){11,12}[A-Z]?)(?![A-Z\d])",
    re.IGNORECASE,
)
_PAIRS: Final = r"\d{2}[ .-]?\d{2}[ .-]?\d{2}"
_INSURANCE: Final = re.compile(
    rf"(?<![A-Z\d])[A-Z]{{2}}[ .-]?{_PAIRS}[ .-]?[A-D](?![A-Z\d])"
    r"|\b(?:N\.?I\.?|NINO|national insurance)\b[^\d\n]{0,25}?"
    rf"(?P<cued>(?:[A-Z]{{2}}[ .-]?)?{_PAIRS}(?:[ .-]?[A-D]\b)?)(?!\d)",
    re.IGNORECASE,
)
_TEN_DIGITS: Final = re.compile(
    r"(?<![\d+])\d{3}[ .-]{0,2}\d{3}[ .-]{0,2}\d{4}(?!\d)|(?<![\d+])\d(?:[ .-]?\d){9}(?!\d)"
)
_HEALTH_CUE: Final = re.compile(
    r"\b(?:nhs|health|gig|chi|hcn|h ?(?:&|and|\+) ?c|hsc|n\.h\.s)\b[^\d\n]{0,25}$", re.IGNORECASE
)
_CUE_REACH: Final = 32
_LENGTH: Final = 10
_LOOK_LIKE_DIGITS: Final = re.compile(r"(?<![A-Za-z])(?=[OoIl]{0,8}\d)[OoIl\d]{3,}(?![A-Za-z])")
_AS_DIGITS: Final = str.maketrans("OoIl", "0011")


def with_true_digits(text: str) -> str:
    """Write letters that stand for digits among digits (O, l) as those digits; the length stays the same."""
    return _LOOK_LIKE_DIGITS.sub(lambda found: found[0].translate(_AS_DIGITS), text)


def is_health_number(digits: str) -> bool:
    """Say whether ten digits carry an NHS check digit: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return len(digits) == _LENGTH and (11 - total % 11) % 11 == int(digits[-1])


def find_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield pupil, National Insurance and NHS numbers; with a wrong check digit only after *NHS* and such."""
    for pattern, kind in ((_PUPIL, "UPN"), (_INSURANCE, "NINO")):
        for found in pattern.finditer(text):
            yield *found.span(found.lastgroup or 0), kind
    for found in _TEN_DIGITS.finditer(text):
        cued = _HEALTH_CUE.search(text, max(0, found.start() - _CUE_REACH), found.start())
        if cued or is_health_number(digits_of(found[0])):
            yield *found.span(), "NHS"
