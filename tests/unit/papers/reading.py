"""Reading papers back: the words, tags and parts of a PDF or a Word file, from its bytes alone."""

import io
import re
import zipfile
import zlib

from docx import Document
from docx.document import Document as WordDocument

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*)\r?\nendstream", re.DOTALL)
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
TOKEN = re.compile(rb"/(f\d+) [\d.]+ Tf|(\()|(\nET)|1 0 0 -1 ([\d.]+) [\d.]+ cm")
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
SIMPLE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
PROPERTIES = re.compile(rb"<<.*?>>\s*BDC", re.DOTALL)
MAPPED = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]+)>")


def objects(pdf: bytes) -> dict[int, bytes]:
    return {int(number): body for number, body in OBJECT.findall(pdf)}


def words_of_pdf(pdf: bytes) -> str:
    """Return the words a reader program finds, in the order they are drawn, a line for each piece of text."""
    return "\n".join(words for _, words in pieces_of_pdf(pdf))


def pieces_of_pdf(pdf: bytes) -> list[tuple[float, str]]:
    """Return each piece of text with its distance from the left edge of the page, in points."""
    held = objects(pdf)
    said: list[tuple[float, str]] = []
    for page in (body for body in held.values() if b"/Type/Page/" in body):
        fonts = {name: _letters(held, int(number)) for name, number in FONT.findall(_resources(held, page))}
        said += _drawn(_inflated(held[_number(page, b"Contents")]), fonts)
    return said


def squeezed(words: str) -> str:
    """Return words without spaces, line ends and the places where a long word may break."""
    return re.sub(r"[\s\u200b]", "", words)


def tags_of_pdf(pdf: bytes) -> list[str]:
    """Return the kinds of the tagged elements."""
    found = (re.search(rb"/Type/StructElem/S/(\w+)", body) for body in objects(pdf).values())
    return [each[1].decode() for each in found if each]


def word_file(docx: bytes) -> WordDocument:
    return Document(io.BytesIO(docx))


def parts_of(docx: bytes) -> dict[str, tuple[zipfile.ZipInfo, bytes]]:
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return {entry.filename: (entry, opened.read(entry)) for entry in opened.infolist()}


def _number(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, name
    return int(found[1])


def _resources(held: dict[int, bytes], page: bytes) -> bytes:
    return held[_number(page, b"Resources")]


def _inflated(body: bytes) -> bytes:
    found = STREAM.search(body)
    assert found
    return zlib.decompress(found[1])


def _letters(held: dict[int, bytes], font: int) -> dict[int, str]:
    listed = _inflated(held[_number(held[font], b"ToUnicode")]).decode("latin-1")
    return {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in MAPPED.findall(listed)}


def _drawn(content: bytes, fonts: dict[bytes, dict[int, str]]) -> list[tuple[float, str]]:
    content = PROPERTIES.sub(b"BDC", content)
    pieces, line, left, at = [], "", 0.0, 0
    letters: dict[int, str] = {}
    while found := TOKEN.search(content, at):
        at = found.end()
        if found[1]:
            letters = fonts[found[1]]
        elif found[2]:
            at = _closing(content, at)
            line += _read(content[found.end() : at], letters)
        elif found[3]:
            pieces.append((left, line))
            line = ""
        else:
            left = float(found[4])
    return pieces


def _closing(content: bytes, at: int) -> int:
    """Return where the string that opened before `at` closes; brackets inside it come in pairs or escaped."""
    depth = 1
    while depth:
        step = content[at : at + 1]
        depth += {b"(": 1, b")": -1}.get(step, 0)
        at += 2 if step == b"\\" else 1
    return at - 1


def _read(glyphs: bytes, letters: dict[int, str]) -> str:
    raw = ESCAPE.sub(_unescaped, glyphs)
    return "".join(letters.get(int.from_bytes(raw[at : at + 2]), "\ufffd") for at in range(0, len(raw), 2))


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if found[1].isdigit() else SIMPLE.get(found[1], found[1])
