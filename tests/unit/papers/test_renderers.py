"""The same paper as text, Word and PDF: every word is there, as written, and nothing tells who or when."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import typst
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.cpd import lay_out
from bot.papers.paper import Kind, plain
from bot.papers.pdf import LETTERS, NOT_DRAWN, NotSet, as_pdf
from bot.papers.plain_text import as_text
from bot.papers.word import as_docx
from tests.unit.papers.drafts import FACTS, paper_saying, unmasked
from tests.unit.papers.reading import (
    objects,
    parts_of,
    pieces_of_pdf,
    squeezed,
    tags_of_pdf,
    word_file,
    words_of_pdf,
)

DRAFT = lay_out(FACTS, mask=unmasked)
PLACES = 10
"""In how many places `paper_saying` puts its words on one page, with the foot."""
PAGE_WIDTH = 595

CODE = [
    '#read("/etc/passwd")',
    "#sys.inputs",
    "#panic()",
    "$x^2$",
    "*loud* _soft_ `raw`",
    "@someone <label>",
    "back\\slash \\u{41} \\",
    "= not a heading",
    "// not a remark /* nor this */",
    "\"quoted\" 'so' -- --- ...",
    "https://example.org [a][b] {c}",
    "~ - + / 1.",
]
SPOKEN = [
    "Mae'r dewis yn cyfri: ŵyl, tŷ, gŵr, ŷd, ẅ",
    "Zażółć gęślą jaźń, ñandú, Ştefan, Łódź",
    "Ελληνικά и русский",
    "£20, €5, ½, ✓, →, “so”, …, \u2018yes\u2019 \u2013",
]
ARABIC = "كتبت كلمات الأسرة في الخطة"


def every_line() -> list[str]:
    said = [DRAFT.title, DRAFT.under_title, *DRAFT.notices]
    for section in DRAFT.sections:
        said.append(section.heading)
        said += [line for block in section.blocks for line in (block.label, *block.paragraphs()) if line]
    return said


def test_each_form_says_every_line_in_the_same_order():
    word = word_file(as_docx(DRAFT))
    said = {
        "text": as_text(DRAFT).decode("utf-8-sig"),
        "word": "\n".join(paragraph.text for paragraph in word.paragraphs),
        "pdf": words_of_pdf(as_pdf(DRAFT)),
    }

    for form, words in said.items():
        places, reached = squeezed(words), 0
        for line in every_line():
            reached = places.find(squeezed(line), reached)
            assert reached >= 0, (form, line)


@pytest.mark.parametrize("code", CODE)
def test_what_looks_like_typst_is_set_as_it_was_written(code: str):
    pdf = as_pdf(paper_saying(code))

    assert squeezed(words_of_pdf(pdf)).count(squeezed(code)) == PLACES
    assert tags_of_pdf(pdf).count("H1") == 1
    assert not {"Formula", "Code", "Link", "L"} & set(tags_of_pdf(pdf))


@pytest.mark.parametrize("words", SPOKEN)
def test_letters_of_other_languages_are_drawn_and_can_be_read_back(words: str):
    read = squeezed(words_of_pdf(as_pdf(paper_saying(words))))

    assert read.count(squeezed(words)) == PLACES
    assert "\ufffd" not in read


def test_arabic_is_drawn_letter_by_letter_from_right_to_left():
    read = words_of_pdf(as_pdf(paper_saying(ARABIC)))

    letters = Counter(letter for letter in read if "\u0600" <= letter <= "\u06ff")
    assert letters == Counter({each: count * PLACES for each, count in Counter(squeezed(ARABIC)).items()})
    assert squeezed(read).count("كتبت"[::-1]) == PLACES


def test_words_from_right_to_left_begin_at_the_right_of_a_pdf():
    pieces = pieces_of_pdf(as_pdf(paper_saying(ARABIC)))

    first_words = [left for left, words in pieces if "كتبت"[::-1] in words]
    assert sum(left > PAGE_WIDTH * 3 / 4 for left in first_words) == len(Kind) + 1


def test_what_no_font_can_draw_is_named_in_brackets_and_said_to_be_so():
    read = squeezed(words_of_pdf(as_pdf(paper_saying("glad \U0001f642\U0001f44d\U0001f3fd 你好 世界 today"))))

    named = "glad[slightly smiling face][thumbs up sign][skin tone]"
    assert read.count(squeezed(f"{named}{LETTERS}today")) == PLACES
    assert squeezed(NOT_DRAWN) in read


def test_a_paper_that_can_be_drawn_says_nothing_of_brackets():
    assert squeezed(NOT_DRAWN) not in squeezed(words_of_pdf(as_pdf(DRAFT)))


def test_a_very_long_word_stays_on_the_page():
    pdf = as_pdf(paper_saying("a" * 3000))

    lines = [line for line in words_of_pdf(pdf).splitlines() if "aaaa" in line]
    assert lines
    assert max(map(len, lines)) < 110


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_at_all_become_a_pdf(words: str):
    pdf = as_pdf(paper_saying(words))

    assert squeezed(words_of_pdf(pdf)).startswith("Title")


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_words_at_all_stand_in_a_word_file(words: str):
    word = word_file(as_docx(paper_saying(words)))

    assert plain(words) == "" or plain(words) in [paragraph.text for paragraph in word.paragraphs]


@settings(max_examples=40, deadline=None)
@given(st.text("abz019 #$*_@<>\\\"'`~[]{}()=+-/|^&%!?;:,.", min_size=1, max_size=60))
def test_any_signs_are_read_back_as_they_were_written(words: str):
    read = squeezed(words_of_pdf(as_pdf(paper_saying(words))))

    assert squeezed(words) in read


def test_a_pdf_is_tagged_titled_in_british_english_and_claims_the_accessible_standard():
    pdf = as_pdf(DRAFT)

    assert tags_of_pdf(pdf).count("H1") == len(DRAFT.sections)
    assert "Title" in tags_of_pdf(pdf)
    assert "P" in tags_of_pdf(pdf)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(en-GB)" in pdf
    assert b"/MarkInfo<</Marked true" in pdf
    assert f"/Title({DRAFT.title})".encode() in pdf


def test_a_pdf_is_the_same_bytes_each_time_and_tells_no_time_and_no_author():
    pdf = as_pdf(DRAFT)

    assert pdf == as_pdf(DRAFT)
    assert objects(pdf)
    assert not re.search(rb"CreationDate|ModDate|CreateDate|ModifyDate|/Author|dc:creator", pdf)


def test_a_pdf_is_drawn_with_the_fonts_inside_typst_alone():
    fonts = set(re.findall(rb"/FontName/\w{6}\+([A-Za-z]+)", as_pdf(paper_saying(f"{ARABIC} ok \U0001f600"))))

    inside = {family.replace(" ", "") for family in typst.Fonts(include_system_fonts=False).families()}
    assert fonts
    assert all(font.decode() in inside for font in fonts)


def test_what_typst_refuses_is_told_without_the_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    page = tmp_path / "paper.typ"
    page.write_text("#panic(sys.inputs.paper)")
    monkeypatch.setattr("bot.papers.pdf.PAGE", page)

    with pytest.raises(NotSet) as refused:
        as_pdf(paper_saying("a private line"))

    assert "private" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_words_that_break_typst_itself_are_named_and_the_rest_is_drawn(monkeypatch: pytest.MonkeyPatch):
    setting = typst.compile

    class PanicException(BaseException):
        """What PyO3 raises, by its name."""

    def panicking(page: Path, *, sys_inputs: dict[str, str], **options: Any) -> bytes:
        if ARABIC in json.loads(sys_inputs["paper"])["under_title"]:
            raise PanicException
        drawn: bytes = setting(page, sys_inputs=sys_inputs, **options)
        return drawn

    monkeypatch.setattr(typst, "compile", panicking)

    read = squeezed(words_of_pdf(as_pdf(paper_saying(f"before {ARABIC} after"))))

    assert read.count(squeezed(f"before{LETTERS}after")) == PLACES
    assert squeezed(NOT_DRAWN) in read


def test_a_word_file_has_real_headings_and_styles_in_british_english():
    word = word_file(as_docx(DRAFT))

    styled = [(paragraph.style.name, paragraph.text) for paragraph in word.paragraphs if paragraph.style]
    assert styled[0] == ("Title", DRAFT.title)
    assert [text for style, text in styled if style == "Heading 1"] == [
        section.heading for section in DRAFT.sections
    ]
    assert [text for style, text in styled if style == "Notice"] == list(DRAFT.notices)
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"en-GB"}


def test_a_word_file_tells_no_author_and_no_time_and_is_the_same_bytes_each_time():
    docx = as_docx(DRAFT)

    parts = parts_of(docx)
    core = parts["docProps/core.xml"][1].decode()
    assert {entry.date_time for entry, _ in parts.values()} == {(1980, 1, 1, 0, 0, 0)}
    assert not re.search("creator|lastModifiedBy|created|modified|python-docx", core)
    assert f"<dc:title>{DRAFT.title}</dc:title>" in core
    assert not any("thumbnail" in name for name in parts)
    assert docx == as_docx(DRAFT)


def test_words_from_right_to_left_are_turned_in_a_word_file():
    word = word_file(as_docx(paper_saying(ARABIC)))

    turned = [each for each in word.paragraphs if each.text == ARABIC and each.runs[0].font.rtl]
    assert len(turned) == len(Kind) + 1


def test_text_keeps_every_letter_and_marks_a_gap_with_brackets():
    words = as_text(paper_saying(f"ŵyl {ARABIC} \U0001f642")).decode("utf-8-sig")

    assert words.count(f"ŵyl {ARABIC} \U0001f642") == PLACES - 1
    assert f"[ŵyl {ARABIC} \U0001f642]" in words


def test_characters_no_paper_can_carry_are_left_out_and_the_words_stay():
    paper = paper_saying("a\x00b\x08c\ud800d\ufffee\x0bf\x1cg")

    assert "abcde" in as_text(paper).decode("utf-8-sig")
    assert "abcde" in words_of_pdf(as_pdf(paper))
    assert any(paragraph.text == "abcde" for paragraph in word_file(as_docx(paper)).paragraphs)
