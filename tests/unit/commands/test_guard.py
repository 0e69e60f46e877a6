"""`inrole guard`: one JSON answer a line, in step with the lines as they were read."""

import json
from collections.abc import Iterator
from typing import Any

from bot.commands.guard import answer_lines


def answers(written: bytes) -> list[dict[str, Any]]:
    """Answer lines as a file would give them."""
    return [json.loads(answer) for answer in answer_lines(written.splitlines(keepends=True))]


def test_each_line_has_one_answer_empty_lines_included():
    written = b"Amina rang 07700 900142.\n\nNothing here."

    found = answers(written)

    assert found == [
        {"masked": "Amina rang [phone number].", "hard": [[11, 23, "PHONE"]], "asked": [[0, 5, "NAME"]]},
        {"masked": "", "hard": [], "asked": []},
        {"masked": "Nothing here.", "hard": [], "asked": []},
    ]


def test_offsets_count_characters_of_the_line_as_read():
    line = "👩‍👧 Wo\u0301jcik ＬＳ８ ４ＱＴ\r\n"  # noqa: RUF001

    found = answers(line.encode())[0]

    start, end, kind = found["hard"][0]
    assert (line[start:end], kind) == ("ＬＳ８ ４ＱＴ", "POSTCODE")  # noqa: RUF001
    assert found["masked"].endswith("[postcode]")


def test_bytes_that_are_no_text_come_back_as_they_were():
    found = answers(b"\xff\xfe LS8 4QT \xc3\n")[0]

    assert found["hard"] == [[3, 10, "POSTCODE"]]
    assert found["masked"].encode("utf-8", "surrogateescape") == b"\xff\xfe [postcode] \xc3"


def test_an_answer_comes_before_the_next_line_is_read():
    read: list[int] = []

    def lines() -> Iterator[bytes]:
        for number in range(3):
            read.append(number)
            yield b"a line\n"

    first = next(answer_lines(lines()))

    assert json.loads(first)["masked"] == "a line"
    assert read == [0]
