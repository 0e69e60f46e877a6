"""A paper as a Word document, with real headings and styles, that tells neither who made it nor when."""

import io
import zipfile
from typing import Final
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from bot.papers.paper import Block, Kind, Paper, is_right_to_left, plain

_GREEN, _INK, _SOFT, _AMBER = "1F5F57", "1D2A2E", "52605F", "8F4A04"
_FONT = "Calibri"
_STYLES: Final = {Kind.WORDS: "Normal", Kind.HINT: "Hint", Kind.GAP: "Gap"}
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_CORE_PATH = "docProps/core.xml"
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
)


def as_docx(paper: Paper) -> bytes:
    """Return the paper as a .docx file: the same bytes for the same paper, whenever it is made."""
    document = Document()
    _set_language(document)
    _set_styles(document)
    document.sections[0].left_margin = document.sections[0].right_margin = Cm(2.5)
    document.add_paragraph(plain(paper.title), style="Title")
    document.add_paragraph(plain(paper.under_title), style="Hint")
    for notice in paper.notices:
        document.add_paragraph(plain(notice), style="Notice")
    for section in paper.sections:
        document.add_paragraph(plain(section.heading), style="Heading 1")
        for block in section.blocks:
            _add(document, block)
    document.sections[0].footer.paragraphs[0].text = plain(paper.foot)
    _leave_out_picture(document)
    written = io.BytesIO()
    document.save(written)
    return _without_traces(written, title=plain(paper.title))


def _add(document: WordDocument, block: Block) -> None:
    if block.label:
        document.add_paragraph(plain(block.label), style="Label")
    for words in block.paragraphs():
        paragraph = document.add_paragraph(words, style=_STYLES[block.kind])
        if is_right_to_left(words):
            _turn(paragraph)


def _turn(paragraph: Paragraph) -> None:
    """Let a paragraph start on the right: Word asks for it on the paragraph and on each run."""
    paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for run in paragraph.runs:
        run.font.rtl = True


def _set_language(document: WordDocument) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


def _set_styles(document: WordDocument) -> None:
    for name, size, colour, bold, before, after in (
        ("Normal", 11, _INK, False, 0, 8),
        ("Title", 22, _GREEN, True, 0, 4),
        ("Heading 1", 15, _GREEN, True, 22, 4),
        ("Label", 11, _INK, True, 8, 2),
        ("Hint", 10, _SOFT, False, 0, 6),
        ("Gap", 11, _AMBER, True, 4, 8),
        ("Notice", 10.5, _INK, False, 0, 0),
        ("Footer", 9, _SOFT, False, 0, 0),
    ):
        style = _style(document, name)
        _set_font(style)
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(colour)
        style.font.bold = bold
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
    _style(document, "Label").paragraph_format.keep_with_next = True
    _set_box(_style(document, "Notice"))
    _remove(_style(document, "Title"), "w:pBdr")


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(name)
    return style


def _set_font(style: ParagraphStyle) -> None:
    """Name one font for all letters; the template's own names, kept beside it, would win."""
    style.font.name = _FONT
    for fonts in style.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{letters}"), _FONT)


def _set_box(style: ParagraphStyle) -> None:
    properties = style.element.get_or_add_pPr()
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement("w:left")
    for name, value in {"val": "single", "sz": "24", "space": "8", "color": "B45F06"}.items():
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    shade = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": "FDF3E4"}.items():
        shade.set(qn(f"w:{name}"), value)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _remove(style: ParagraphStyle, tag: str) -> None:
    for found in list(style.element.iter(qn(tag))):
        found.getparent().remove(found)


def _leave_out_picture(document: WordDocument) -> None:
    """Leave out the template's picture of its own first page, which some programs show for the file."""
    package = document.part.package
    relations = package.rels if package else {}
    for name in [name for name, each in relations.items() if each.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]


def _without_traces(written: io.BytesIO, *, title: str) -> bytes:
    """Pack the parts again without the time of making and the template's author."""
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in given.namelist():
            part = _CORE.format(title=escape(title)).encode() if name == _CORE_PATH else given.read(name)
            entry = zipfile.ZipInfo(name, date_time=_NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, part)
    return packed.getvalue()
