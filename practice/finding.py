"""Finding one's own words: whether lines contain what is looked for, whatever its case and accents."""

import unicodedata
from collections.abc import Iterable

_UNSEEN = "Cf"


def folded(text: str) -> str:
    """Return `text` as it is looked for: no case, no accents, nothing unseen, one space between words.

    Compatibility forms are taken apart (NFKD), letters lose their marks and their case (full case folding),
    so that *Siân* is *sian* and *STRASSE* is *straße*.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = (
        letter
        for letter in apart
        if not unicodedata.combining(letter) and unicodedata.category(letter) != _UNSEEN
    )
    return " ".join("".join(bare).split())


def contains(lines: Iterable[str], sought: str) -> bool:
    """Say whether one of `lines` contains what is sought; where nothing is left to look for, each does."""
    wanted = folded(sought)
    return not wanted or any(wanted in folded(line) for line in lines)
