"""What the guard found, as the words of the text."""

from collections.abc import Iterable

from practice.identifiers import Span, guard


def kinds(spans: Iterable[Span], text: str) -> list[tuple[str, str]]:
    """Return what was found as (kind, words of the text)."""
    return [(span.kind, text[span.start : span.end]) for span in spans]


def asked_in(
    text: str, names: frozenset[str] = frozenset(), allowed: frozenset[str] = frozenset()
) -> list[str]:
    """Return the words that would be asked about."""
    return [words for _, words in kinds(guard(text, names=names, allowed=allowed).asked, text)]
