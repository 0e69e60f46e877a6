"""The identifier guard: masks what surely identifies a person, finds what its writer may change."""

from collections.abc import Callable, Collection

from practice.identifiers.contacts import find_phones, find_written_contacts
from practice.identifiers.dates import find_dates, may_hold_dates
from practice.identifiers.folding import Folded, fold
from practice.identifiers.initials import find_initials
from practice.identifiers.institutions import find_institutions
from practice.identifiers.looks import Known, know
from practice.identifiers.names import find_names
from practice.identifiers.numbers import find_numbers, with_true_digits
from practice.identifiers.places import find_addresses, find_postcodes, find_streets
from practice.identifiers.references import find_police_logs, find_references
from practice.identifiers.schools import find_schools
from practice.identifiers.spans import MASKS, Guarded, Span, without_overlaps
from practice.identifiers.vehicles import find_plates
from practice.identifiers.words import Words, load_words, plain_words

__all__ = ["Guarded", "Span", "guard", "load_words", "plain_words", "warm"]

_MENTION_REACH = 12
_EVERY_RULE = (
    "Zvezda rang 01632 960111 on 3 May 2012 about the flat at 4 Elm Street, LS1 4QT, and slipt away."
)


def guard(
    text: str,
    *,
    names: Collection[str] = (),
    allowed: Collection[str] = (),
    not_people: Callable[[str], bool] | None = None,
) -> Guarded:
    """Mask the hard identifiers of a text and find likely names, initials, schools and streets to ask about.

    `names` are the display names of the workspace, noticed in small letters too. `allowed` are words and
    phrases an organisation has added that are nobody's. `not_people` is given what would be asked, in small
    plain letters, and says whether this writer has told us that it is not a person. Pass frozensets: the
    lists made from them are kept between texts.

    Nothing here says that a text is safe: stories identify too, and some names are ordinary words.
    """
    known = know(frozenset(names), frozenset(allowed))
    hard = _find_all_hard(text, known.words)
    certain = set(hard)
    asked = [
        span for span in without_overlaps([*hard, *_find_asked(fold(text), known)]) if span not in certain
    ]
    if not_people is not None:
        asked = [span for span in asked if not not_people(fold(text[span.start : span.end]).text.lower())]
    return Guarded(masked=_mask(text, hard)[0], hard=tuple(hard), asked=tuple(asked))


def warm() -> None:
    """Read the word lists and run each rule once, so that the first text waits for nothing."""
    guard(_EVERY_RULE)


def _find_all_hard(text: str, words: Words) -> list[Span]:
    """Look again in the masked text until nothing more is found, so that masking twice changes nothing."""
    hard: list[Span] = []
    masked, origins = text, list(range(len(text) + 1))
    reached = -1
    while len(hard) > reached and (found := _find_hard(fold(masked), words)):
        reached = len(hard)
        given = (
            Span(start=origins[span.start], end=origins[span.end - 1] + 1, kind=span.kind) for span in found
        )
        hard = without_overlaps([*hard, *given])
        masked, origins = _mask(text, hard)
    return hard


def _find_hard(folded: Folded, words: Words) -> list[Span]:
    text = folded.text
    found = list(find_written_contacts(text))
    digits = with_true_digits(text)
    if has_digit := any(map(str.isdigit, text)):
        found += find_police_logs(digits)
    if has_digit or may_hold_dates(text):
        found += [(start, end, "DOB") for start, end in find_dates(digits)]
    if has_digit:
        found += [*find_numbers(digits), *find_phones(digits), *find_postcodes(digits)]
        found += [*find_addresses(digits, words), *find_plates(digits)]
        found += find_references(digits)
    return without_overlaps(folded.span(*each) for each in found)


def _find_asked(folded: Folded, known: Known) -> list[Span]:
    text = folded.text
    found = [*find_schools(text, known.words), *find_institutions(text, known.words)]
    found += find_streets(text, known.words)
    found += [(start, end, "NAME") for start, end in find_names(text, known)]
    found += [(start, end, "INITIALS") for start, end in find_initials(text)]
    return [folded.span(*each) for each in found]


def _mask(text: str, hard: list[Span]) -> tuple[str, list[int]]:
    """Put words in place of each stretch; also return where each character of the result came from."""
    pieces: list[str] = []
    origins: list[int] = []
    reached = 0
    for span in hard:
        if span.start < reached:
            continue
        start, end = _with_brackets(text, span, reached) if span.kind == "SLACK" else (span.start, span.end)
        pieces += [text[reached:start], MASKS[span.kind]]
        origins += [*range(reached, start), *[start] * len(MASKS[span.kind])]
        reached = end
    pieces.append(text[reached:])
    origins += range(reached, len(text) + 1)
    return "".join(pieces), origins


def _with_brackets(text: str, span: Span, reached: int) -> tuple[int, int]:
    """Widen a Slack id to the whole mention around it, so that no empty brackets are left."""
    opening = text.rfind("<", max(reached, span.start - _MENTION_REACH), span.start)
    closing = text.find(">", span.end)
    if opening < 0 or closing < 0 or any(mark in text[span.end : closing] for mark in "<\n"):
        return span.start, span.end
    return opening, closing + 1
