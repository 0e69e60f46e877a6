"""Initials that stand for a person: beside an age, a relative, a title or what somebody said."""

import re
from collections.abc import Iterator
from typing import Final

from practice.identifiers import cues

_VERBS: Final = (cues.TELLING | cues.DOING | {"was", "is", "has", "had"}) - {
    "came",
    "comes",
    "went",
    "goes",
    "moved",
}
_INITIALS: Final = re.compile(
    r"(?<![\w.'/-])(?P<aged>[A-Z](?:\.? ?[A-Z]){0,2})\.?"
    rf"(?:,? (?:who (?:is|was) )?\(?aged?\b|,? ?\({cues.AGE}(?:\)|,| y)"
    rf"|, (?:a |an |now |only )?{cues.AGE}(?:,|\.|[ -]years?\b|[ -]?y\.?o\b| and\b|$))"
    r"|(?<![\w.'/-])(?P<kin>[A-Z](?:\.?[A-Z])?)\.?'s (?:(?:older|younger|little|big|foster|half|step) )?"
    r"(?:mum|mam|mother|dad|father|brother|sister|nan|gran|grandma|aunt|auntie|uncle|carers?|foster carer"
    r"|sibling|parents|stepdad)\b"
    r"|(?<![\w.'/-])(?P<said>[B-HJ-Z])\.? "
    r"(?:told|said|asked|cried|wants|wanted|smiled|laughed|hugged|lives|texted|rang)\b"
    r"|\b(?P<titled>(?:[Mm]r|[Mm]rs|[Mm]s|[Mm]iss)\.? [A-Z])(?![\w'])"
    r"|(?<![\w.'/-])(?P<dotted>[A-Z]\. ?[A-Z]\.(?: ?[A-Z]\.)?)(?=[\s,;:)]|'s|$)"
    rf"|(?<![\w.'/&-])(?P<acting>[A-Z]{{2}})(?=(?:'s)? (?:{'|'.join(sorted(_VERBS))})\b)"
    r"|\b(?:with|told|asked|about|met|saw|visited|rang|texted|see|meet|hugged|thanked) "
    r"(?P<done_to>[A-Z]{2})(?![\w'/&-]| [A-Z])"
)


def find_initials(text: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each in plain text (see `fold`); those of trades (GP, IRO) are nobody's."""
    for found in _INITIALS.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        letters = "".join(character for character in text[start:end] if character.isalpha()).lower()
        trade = found.lastgroup in {"acting", "done_to", "dotted"} and letters in cues.TRADES_IN_TWO
        if letters != "i" and letters not in cues.INITIALISMS and not trade:
            yield start, end
