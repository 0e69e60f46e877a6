"""One plain form of a text for matching, with the way back to the characters as they were given."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from practice.identifiers.spans import Span

_PLAIN: Final = str.maketrans(
    # Letters of other scripts that look like Latin ones, then Latin letters that do not decompose.
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıłŁøØđĐħĦðÐ",
    "ABESIJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXoilLoOdDhHdD",
)
_LONGER: Final = {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "þ": "th", "Þ": "Th"}
_MARKS: Final = {
    **dict.fromkeys("‘’‛ʼ′`´", "'"),  # noqa: RUF001  the characters themselves are what is matched
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("\u2028\u2029\x85\x0b\x0c", "\n"),
}
_CATEGORIES: Final = {"Cc": "", "Cf": "", "Mn": "", "Me": "", "Zs": " ", "Pd": "-"}
_TO_FOLD: Final = re.compile(r"[^\t\n\r\x20-\x5f\x61-\x7e]")


@lru_cache(maxsize=4096)
def _fold(character: str) -> str:
    category = unicodedata.category(character)
    mark = _MARKS.get(character, _CATEGORIES.get(category))
    if mark is not None:
        return mark
    if category == "Nd":
        return str(unicodedata.decimal(character))
    parts = unicodedata.normalize("NFKD", character)
    plain = "".join(_LONGER.get(part, part.translate(_PLAIN)) for part in parts)
    return "".join(_CATEGORIES.get(unicodedata.category(part), part) for part in plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text in compatibility form; accents, invisible characters and look-alike letters are gone.

    `origins[i]` is the place in the given text of the character that became `text[i]`.
    """

    given: str
    text: str
    origins: Sequence[int]

    def span(self, start: int, end: int, kind: str) -> Span:
        """Return the stretch of the given text behind `text[start:end]`, with the accents that follow."""
        last = self.origins[end - 1] + 1
        while last < len(self.given) and unicodedata.category(self.given[last]) in {"Mn", "Mc"}:
            last += 1
        return Span(start=self.origins[start], end=last, kind=kind)


def fold(text: str) -> Folded:
    """Bring a text to its plain form; a text already plain is not copied."""
    if not _TO_FOLD.search(text):
        return Folded(given=text, text=text, origins=range(len(text)))
    letters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        plain = _fold(character) if _TO_FOLD.match(character) else character
        letters.append(plain)
        origins.extend([place] * len(plain))
    return Folded(given=text, text="".join(letters), origins=origins)
