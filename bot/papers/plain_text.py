"""A paper as plain text, to be copied into a form."""

from collections.abc import Iterator

from bot.papers.paper import Block, Kind, Paper, plain


def as_text(paper: Paper) -> bytes:
    """Return the paper as UTF-8 with a byte order mark, without which some editors show Welsh as noise."""
    return ("\n".join(_lines(paper)) + "\n").encode("utf-8-sig")


def _lines(paper: Paper) -> Iterator[str]:
    yield from _headed(plain(paper.title), "=")
    yield plain(paper.under_title)
    for notice in paper.notices:
        yield ""
        yield plain(notice)
    for section in paper.sections:
        yield from ("", "")
        yield from _headed(plain(section.heading), "-")
        for block in section.blocks:
            yield ""
            yield from _block(block)


def _headed(words: str, rule: str) -> Iterator[str]:
    yield words
    yield rule * len(words)


def _block(block: Block) -> Iterator[str]:
    if block.label:
        yield f"{plain(block.label)}:"
    for paragraph in block.paragraphs():
        yield f"[{paragraph}]" if block.kind is Kind.GAP else paragraph
