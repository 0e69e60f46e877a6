"""The identifier guard over standard input, to measure it with; it needs no setting and no secret."""

import json
import sys
from collections.abc import Iterable, Iterator

from practice.identifiers import Span
from practice.identifiers import guard as guard_text


def guard() -> None:
    """Read texts, one a line, from standard input; write what is masked and asked, a JSON line each."""
    for answer in answer_lines(sys.stdin.buffer):
        sys.stdout.write(answer + "\n")
        sys.stdout.flush()


def answer_lines(lines: Iterable[bytes]) -> Iterator[str]:
    """Yield one JSON object a line, as it is read: `masked`, `hard` and `asked`, in plain ASCII.

    Offsets are characters of the line as read, its line ending left off, `end` exclusive. Bytes that are not
    UTF-8 count one character each and come back as they were in `masked`.
    """
    for line in lines:
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", errors="surrogateescape")
        guarded = guard_text(text)
        yield json.dumps(
            {
                "masked": guarded.masked,
                "hard": [_as_row(span) for span in guarded.hard],
                "asked": [_as_row(span) for span in guarded.asked],
            }
        )


def _as_row(span: Span) -> list[int | str]:
    return [span.start, span.end, span.kind]
