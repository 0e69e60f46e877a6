"""A paper as an accessible PDF, set by Typst from a fixed page; words are data and never code."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import typst

from bot.papers.paper import Paper, is_right_to_left, plain

PAGE: Final = Path(__file__).with_name("paper.typ")
NOT_DRAWN = (
    "This PDF can't draw every letter and picture in what was written. Square brackets stand where it "
    "couldn't; the Word and text files have it as it was."
)
LETTERS = "[letters this file can't draw]"

_ROUNDS = 4
_LONG = re.compile(r"\S{41,}")
_PLACES_TO_BREAK = re.compile(r"(\S{12,}?)(?=[\w.,;:!?/-])")
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_BEYOND_LATIN = re.compile(r"[^\x00-\u024f\u2000-\u206f\u20ac]")
_IN_A_ROW = re.compile(rf"{re.escape(LETTERS)}(?:\s*{re.escape(LETTERS)})+")
_NAMED: Final = ("S", "N", "P")
_SKIN_TONES: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"

Draw = Callable[[str], str]


class NotSet(RuntimeError):
    """Typst could not set a paper; its own words are not passed on, as they may quote the writer's."""


def as_pdf(paper: Paper) -> bytes:
    """Return the paper as tagged PDF/UA-1: the same bytes for the same paper, on any machine at any time.

    Only the fonts inside Typst are used. What they cannot draw is named in square brackets and said to be so
    at the top, never left out. A rare mixture of scripts breaks Typst itself; then all but Latin letters are
    named so. Raises NotSet when Typst refuses for another reason.
    """
    undrawn: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return _set(paper, undrawn)
        except typst.TypstError as refused:
            found = {_unescaped(piece) for piece in _UNDRAWN.findall(refused.diagnostic)}
        except BaseException as broken:
            # A panic in Rust arrives as a class without a name to import, outside Exception.
            if type(broken).__name__ != "PanicException":
                raise
            found = set(_BEYOND_LATIN.findall(json.dumps(_facts(paper, str), ensure_ascii=False)))
        if found <= undrawn:
            break
        undrawn |= found
    raise NotSet("the page could not be set")


def _set(paper: Paper, undrawn: set[str]) -> bytes:
    facts = _facts(paper, lambda words: _drawn(words, undrawn))
    if undrawn:
        facts["notices"].append(NOT_DRAWN)
    return typst.compile(
        PAGE, sys_inputs={"paper": json.dumps(facts)}, ignore_system_fonts=True, pdf_standards="ua-1"
    )


def _facts(paper: Paper, draw: Draw) -> dict[str, Any]:
    def shown(words: str) -> str:
        return _LONG.sub(_breakable, draw(plain(words)))

    return {
        "title": shown(paper.title),
        "under_title": shown(paper.under_title),
        "notices": [shown(notice) for notice in paper.notices],
        "foot": shown(paper.foot),
        "sections": [
            {
                "heading": shown(section.heading),
                "blocks": [
                    {
                        "kind": block.kind,
                        "label": shown(block.label),
                        "paragraphs": [
                            {"words": shown(words), "turned": is_right_to_left(words)}
                            for words in block.paragraphs()
                        ],
                    }
                    for block in section.blocks
                ],
            }
            for section in paper.sections
        ],
    }


def _breakable(found: re.Match[str]) -> str:
    """Let a very long word go on in the next line, where it would run off the page."""
    return _PLACES_TO_BREAK.sub("\\1\u200b", found.group())


def _drawn(words: str, undrawn: set[str]) -> str:
    """Put a name in place of each piece that cannot be drawn, the longest first; letters share one name."""
    if not undrawn:
        return words
    pieces = "|".join(map(re.escape, sorted(undrawn, key=lambda piece: (-len(piece), piece))))
    return _IN_A_ROW.sub(LETTERS, re.sub(pieces, lambda found: _name(found.group()), words))


def _name(piece: str) -> str:
    """Return the Unicode names of a picture or sign in small letters, or one phrase for letters."""
    if all(unicodedata.category(each)[0] in _NAMED for each in piece):
        return f"[{', '.join(map(_sign, piece))}]"
    return LETTERS


def _sign(each: str) -> str:
    return "skin tone" if each in _SKIN_TONES else unicodedata.name(each, "sign").lower()


def _unescaped(quoted: str) -> str:
    """Undo the escapes with which Typst quotes a text in its messages."""
    simple = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
    return _ESCAPED.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else simple.get(found[2], found[2]), quoted
    )
