"""The words of a stage that came message by message: a paragraph each, in the order of the messages."""

import re
from bisect import bisect
from collections.abc import Sequence

APART = "\n\n"
_GAP = re.compile(r"\n\s*\n")


def as_paragraph(text: str) -> str:
    """Return a message as one paragraph: without blank lines inside it."""
    return _GAP.sub("\n", text.replace("\r\n", "\n").strip())


def put(words: str, stamps: Sequence[str], ts: str, paragraph: str) -> str:
    """Return a stage's words with the message `ts` in its place, or without it where `paragraph` is empty.

    `stamps` are the messages whose words are in `words`, in order; they are its last paragraphs, since words
    written in the form came before.
    """
    parts = words.split(APART) if words else []
    known = list(stamps)[-len(parts) :] if parts else []
    first = len(parts) - len(known)
    if ts in known:
        parts[first + known.index(ts)] = paragraph
    else:
        parts.insert(first + bisect(known, ts), paragraph)
    return APART.join(part for part in parts if part)
