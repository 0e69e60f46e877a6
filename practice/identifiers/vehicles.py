"""Number plates of cars, as issued in Great Britain since 1963 and in Northern Ireland."""

import re
from collections.abc import Iterator
from typing import Final

_REGISTRATION: Final = re.compile(r"(?<![A-Z\d-])[A-HJ-PR-Y]{2}[0-7]\d ?[A-HJ-PR-Z]{3}(?![A-Z\d-])")
_OLD_PLATE: Final = re.compile(
    r"(?<![A-Z\d-])(?:[A-HJ-NPRTV-Y]\d{3} [A-HJ-PR-Y][A-HJ-PR-Z]{2}|[A-HJ-PR-Z]{3} \d{3}[A-HJ-NPR-TV-Y]"
    r"|(?<![A-Z] )[A-HJ-PR-Y]{2} [0-7]\d [A-HJ-PR-Z]{3}(?! [A-Z]{2})"
    r"|[A-Z](?:[A-Z][IZ]|[IZ][A-Z]) ?(?!(?:19|20)\d\d)\d{4})(?![A-Z\d-])"
)
_CUED_PLATE: Final = re.compile(
    r"\b(?:reg|registration|(?:number|licen[cs]e)[ -]?plates?|plates?|vrm)\b"
    r"(?:[ :,.(]|\b(?:is|was|number|no|mark|of|on|the|his|her|their|car|van)\b){0,6}"
    r"(?P<plate>(?=[A-Z \d]{0,4}\d)[A-Z]{1,3} ?\d{1,4}(?: ?[A-Z]{1,3})?|\d{1,4} ?[A-Z]{1,3})(?![A-Z\d-])",
    re.IGNORECASE,
)
_SHORTEST: Final = 5


def find_plates(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield number plates by their shape, and looser ones after words such as *registration*."""
    for pattern in (_REGISTRATION, _OLD_PLATE):
        for found in pattern.finditer(text):
            yield *found.span(), "VEHICLE"
    for found in _CUED_PLATE.finditer(text):
        if len(found["plate"].replace(" ", "")) >= _SHORTEST:
            yield *found.span("plate"), "VEHICLE"
