"""Where a family can be found: postcodes, numbered addresses, streets and named houses."""

import re
from collections.abc import Iterator
from typing import Final

from practice.identifiers.cues import listed
from practice.identifiers.words import Words

_AREAS: Final = listed(
    """AB AL B BA BB BD BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH
    EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK
    ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD
    TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"""
)
_POSTCODE: Final = re.compile(
    r"(?<![A-Z\d])(?P<outward>(?P<area>[A-Z]{1,2})\d[A-Z\d]?)[ -]{0,2}\d(?P<inward>[A-Z]{2})(?![A-Z\d])",
    re.IGNORECASE,
)
_SLIPPED: Final = re.compile(
    r"(?<![A-Z\d])(?P<area>[A-Z]{1,2})(?:[OI] ?\d|[OI]\d ?[\dO]|\d[A-Z\d]? ?O|[OI] ?O)"
    r"(?P<inward>[A-Z]{2})(?![A-Z\d])"
)
_CUED_POSTCODE: Final = re.compile(
    r"\b(?:post ?code|cod post)\b(?:'s|[ :,(-]|\b(?:is|was|of|the|his|her|their|new)\b){0,6}"
    r"(?P<code>[A-Z](?:[ .-]?[A-Z])?(?:[ .-]?[\dOI]){2}(?:[ .-]?[\dO])?(?:[ .-]?[A-Z])?(?:[ .-]?\d)?"
    r"(?:[ .-]?[A-Z]){2})(?![A-Z\d])",
    re.IGNORECASE,
)
_NEVER_INWARD: Final = frozenset("CIKMOV")
_ORDINALS: Final = listed("ST ND RD TH")
_UNITS: Final = listed("HR YR FT LB GB AM PM PP TB WK")
_FULL_OUTWARD: Final = 3

CAPITAL: Final = r"[A-Z][\w']+(?:-\w+){0,4}"
"""A capitalised word, with a hyphen or without, in plain text."""

_STREET: Final = (
    r"(?:Road|Rd|Street|Str|Lane|Ln|Avenue|Ave|Av|Drive|Close|Court|Crescent|Cresc?|Gardens|Gdns|Grove|Place|Pl"
    r"|Terrace|Terr?|Way|Walk|Hill|Square|Sq|Mews|Row|Rise|Green|Mount|Parade|Croft|Fold|Garth|Gate|Yard|Bank"
    r"|Villas|Vale|View|Wharf|Boulevard|Approach|Drift|Ridge|Side|Broadway|Heights|Parkway|Loan|Wynd|Ffordd|Heol"
    r"|Stryd|Park|Towers?|House|Lodge|Cottages?|Farm|Buildings|Mansions)"
)
_NUMBER: Final = r"\d{1,4} ?[a-zA-Z]?(?:[-/]\d{1,4}[a-zA-Z]?)?"
_NOT_INSIDE: Final = r"(?<![\w/£.:])"
_ADDRESS: Final = re.compile(
    rf"{_NOT_INSIDE}(?:(?:Flat|flat|Apartment|Apt|Unit|Room|No\.?|Number) ?(?:\d+[a-zA-Z]?,? )?)?"
    rf"{_NUMBER},? (?:The )?(?:{CAPITAL} ){{0,3}}{_STREET}\b(?!')"
    rf"|\b(?:Flat|Apartment|Apt|Unit) ?{_NUMBER},? {CAPITAL}(?: {CAPITAL}){{0,3}}"
    rf"|{_NOT_INSIDE}{_NUMBER},? (?:Ffordd|Heol|Stryd|Lon|Maes|Clos|Rhodfa|Cwrt|Bryn|Gerddi|Parc|Llys|Cae"
    rf"|Trem|Teras|Tan|Pen|Tyn|Rue|Rua|Calle|ulica|ul\.)(?: y| yr)? {CAPITAL}(?: {CAPITAL})?"
)
_SMALL_ADDRESS: Final = re.compile(
    rf"{_NOT_INSIDE}(?:flat \d+[a-z]?,? )?\d{{1,4}}[a-z]? (?P<name>[a-z']+(?: [a-z']+)?) "
    r"(?:road|rd|street|lane|avenue|ave|crescent|cres|close|drive|gardens|grove|terrace|mews)\b",
    re.IGNORECASE,
)
_STREET_ALONE: Final = re.compile(rf"(?<![\w'-])(?:The )?(?:{CAPITAL} ){{1,3}}{_STREET}\b(?!'|-\w| [A-Z])")
_ANY_HOUSE: Final = re.compile(r"(?:House|Farm|Park|Green|Bank|View|Way|Side|Court|Place|Row|Gate|Hill)$")
_SELDOM: Final = 400
_SHORTEST: Final = 3
_OPENING: Final = listed(
    """the a an at in on from near off by to our my her his their this that when while after before visiting
    leaving today yesterday and but so then outside inside opposite along behind with for"""
)
_OPENS: Final = re.compile(r"(?:^|[.!?:\n])\s*[\"']?$")
_REACH: Final = 8


def find_postcodes(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield full United Kingdom postcodes; in small letters only where the area exists."""
    for found in _POSTCODE.finditer(text):
        area, inward = found["area"].upper(), found["inward"].upper()
        ordinal = inward in _ORDINALS and len(found["outward"]) < _FULL_OUTWARD
        counted = ordinal or inward in _UNITS
        likely = area in _AREAS and not counted and not (_NEVER_INWARD & set(inward))
        if likely or (found[0].isupper() and (area in _AREAS or not counted)):
            yield *found.span(), "POSTCODE"
    for found in _SLIPPED.finditer(text):
        inward = found["inward"]
        slips = inward not in _ORDINALS | _UNITS and not _NEVER_INWARD & set(inward)
        if slips and found["area"] in _AREAS and any(map(str.isdigit, found[0])):
            yield *found.span(), "POSTCODE"
    for found in _CUED_POSTCODE.finditer(text):
        if any(map(str.isdigit, found["code"])):
            yield *found.span("code"), "POSTCODE"


def find_addresses(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield a number with its street or house; in small letters only where the name is a rare word."""
    for found in _ADDRESS.finditer(text):
        yield *found.span(), "ADDRESS"
    for found in _SMALL_ADDRESS.finditer(text):
        parts = found["name"].lower().replace("'s", "").split()
        if any(words.everyday.get(part, 0) < _SELDOM for part in parts if len(part) >= _SHORTEST):
            yield *found.span(), "ADDRESS"


def find_streets(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield streets and named houses that stand without a number."""
    for found in _STREET_ALONE.finditer(text):
        start, parts = without_opening(text, found.start(), found[0].split())
        plain_house = _ANY_HOUSE.search(found[0]) and all(
            words.is_everyday(part.lower()) for part in parts[:-1]
        )
        if len(parts) > 1 and not plain_house and not is_allowed(parts, words):
            yield start, found.end(), "ADDRESS"


def without_opening(text: str, start: int, parts: list[str]) -> tuple[int, list[str]]:
    """Drop little words from the front that are capital only because a sentence opens there."""
    if not _OPENS.search(text, max(0, start - _REACH), start) and start:
        return start, parts
    while len(parts) > 1 and parts[0].lower() in _OPENING:
        start += len(parts[0]) + 1
        parts = parts[1:]
    return start, parts


def is_allowed(parts: list[str], words: Words) -> bool:
    """Say whether capitalised words begin with an allowed phrase, a little word before it or not."""
    written = tuple(part.lower().removesuffix("'s").strip(".") for part in parts)
    return any(
        written[start : start + len(phrase)] == phrase
        for start in range(min(2, len(written)) if written[:1] and written[0] in _OPENING else 1)
        for phrase in words.phrases.get(written[start], ())
    )
