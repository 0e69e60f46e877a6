"""Named hospitals, prisons, homes, estates and places of prayer, which tell of a family as a street does."""

import re
from collections.abc import Iterator
from typing import Final

from practice.identifiers.cues import listed
from practice.identifiers.places import CAPITAL, is_allowed, without_opening
from practice.identifiers.words import Words

_KIND: Final = (
    r"(?:(?:General|Royal|District|Community|University|Children's|Maternity|Memorial|Cottage|County|City) )?"
    r"(?:Hospital|Infirmary|Hospice)"
    r"|(?:Young Offenders? Institution|Secure (?:Unit|Training Centre|Children's Home)|Prison|STC)"
    r"|(?:Children's|Care|Nursing|Residential) Home|Mother and Baby (?:Unit|Home)"
    r"|Estate|Hostel|Hotel|Refuge|Caravan Park|Traveller Site"
    r"|(?:Medical|Health|Community|Leisure|Family|Contact|Children's|Youth|Islamic|Sports|Resource) Centre"
    r"|Surgery|Mosque|Masjid|Gurdwara|Mandir|Synagogue|Chapel|Church|Parish|Temple|Kirk"
    r"|(?:Youth|Social|Working Men's|Boys'?|Girls'?) Club"
    r"|(?:Medical|Group|Dental) Practice|(?:Police|Fire|Ambulance) Station|Vicarage|Rectory|B&B"
    r"|Library|Sure Start"
)
_SMALL_KIND: Final = (
    r"(?:hospital|infirmary|hospice|prison|estate|hostel|hotel|refuge|mosque|gurdwara|church|chapel|surgery"
    r"|children's home|care home|nursery|academy|high school|pub)"
)
_NAMED: Final = re.compile(
    rf"(?<![\w'-])(?:St\.? )?{CAPITAL}"
    rf"(?:(?: (?:of|the|and|&|on|upon))? {CAPITAL}){{0,3}}? (?:{_KIND})(?![\w'-])"
)
_PRISON: Final = re.compile(
    rf"\b(?:HMP|HMYOI|HMPYOI|YOI|STC)(?: ?(?:/|&|and) ?(?:YOI|HMYOI))? {CAPITAL}(?: {CAPITAL}){{0,2}}"
)
_SMALL: Final = re.compile(rf"(?<![\w'-])(?P<name>{CAPITAL}(?: {CAPITAL}){{0,2}}) {_SMALL_KIND}(?![\w'-])")
_WELSH: Final = re.compile(
    r"(?<![\w'-])(?:Heol|Ffordd|Stryd|Maes|Bryn|Clos|Llys|Rhodfa|Cwrt|Lon|Pentre|Cylch Meithrin|Teras|Gerddi)"
    rf"(?: (?:y|yr))? {CAPITAL}(?: {CAPITAL})?"
)
_PATRONS: Final = re.compile(
    r"(?<![\w'-])(?:Corpus Christi|Sacred Heart|Holy (?:Family|Cross|Trinity|Rosary|Name)|Christ the King"
    r"|All Saints|Blessed Sacrament"
    r"|Our Lady(?:'s)?(?: (?:of|and|&)(?: the)?(?: St\.?)? [A-Z][\w']+)?)(?![\w-]| Day\b)"
    r"|(?<![\w'-])(?:Busy Bees|Bright Horizons|Kids ?Planet|Little (?:Acorns|Learners|Stars|Angels)"
    r"|Tiny Tots)\b"
)
_GENERIC: Final = listed(
    """the a an our my his her their this that local new old general community day mental health children's
    children private secure psychiatric district family families youth young people women's men's mother baby
    residential nursing care foster special sure start contact leisure teaching acute cottage medical primary
    royal university city county town village council housing private social of and at in on supported faith
    black christian muslim roman catholic church anglican baptist methodist pentecostal free open safe
    islamic jewish sikh hindu hospital hospice prison surgery drop-in resource sports parish premier inn bank
    maternity memorial adult open prison real state welsh scottish english irish every each no one"""
)


def find_institutions(text: str, words: Words) -> Iterator[tuple[int, int, str]]:
    """Yield hospitals, prisons, homes, estates and the like by name; *the Family Centre* is nobody's."""
    for found in _NAMED.finditer(text):
        start, parts = without_opening(text, found.start(), found[0].split())
        plain = [part.lower() for part in parts]
        name = [part for part in plain[:-1] if part not in _GENERIC]
        if name and not is_allowed(parts, words):
            yield start, found.end(), "ADDRESS"
    for found in _SMALL.finditer(text):
        start, parts = without_opening(text, found.start(), found["name"].split())
        plain = [part.lower() for part in parts]
        known = all(part in words.places or words.is_everyday(part) for part in plain)
        if not known and not is_allowed(parts, words):
            yield start, found.end(), "ADDRESS"
    for pattern, kind in ((_PRISON, "ADDRESS"), (_WELSH, "ADDRESS"), (_PATRONS, "SCHOOL")):
        for found in pattern.finditer(text):
            yield *found.span(), kind
