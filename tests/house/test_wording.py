"""What people read keeps to the glossary: no word under *Never* in pages, messages or refusals."""

import ast
import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from tests.house.committed import ROOT, committed_files, section

SETTLED = (
    "no one monitors inrole",
    "no one monitors this chat",
    "is not monitored",
    "a data request",
)
"""Sentences that say what Inrole is not, or what the law can do; the glossary lists them too."""

STEMS = ("monitor", "comply", "fail", "chase", "score", "target", "handle", "process")
READ_BY_PEOPLE = ("bot/slack", "bot/web", "bot/flows")
NOT_READ = (
    "the workspace of this process is gone",
    "default-src 'none'; style-src 'self'; img-src 'self' data:; ",
)
"""Where sentences begin that no person reads: of an error that is a bug, and of a header for browsers."""

TAG = re.compile(r"<[^>]*>")
TEMPLATE_CODE = re.compile(r"{[%#].*?[%#]}|{{.*?}}", re.DOTALL)
READ_ALOUD = re.compile(r"(?:alt|aria-label|title|placeholder)=\"([^\"]*)\"")


def words_of_page(template: str) -> str:
    """Return what a template says, to eyes and to a screen reader."""
    written = TEMPLATE_CODE.sub(" ", template)
    return " ".join([TAG.sub(" ", written), *READ_ALOUD.findall(written)])


def never() -> tuple[str, ...]:
    listed = section("docs/glossary.md", "## Never").split("\n\n")[0].split(":", 1)[1]
    return tuple(word.strip(" .\n") for word in listed.replace("\n", " ").split(","))


def slips(said: str) -> list[str]:
    """Return each word under *Never* in what is said, settled sentences aside."""
    plain = " ".join(said.lower().replace("\u2019", "'").split())
    for sentence in SETTLED:
        plain = plain.replace(sentence, "")
    ends = {word: r"\w*" if word in STEMS else "s?" for word in never()}
    return [word for word, end in ends.items() if re.search(rf"\b{re.escape(word)}{end}\b", plain)]


def spoken_in_code(source: str) -> Iterator[str]:
    """Yield the sentences of a module: strings of several words that are not documentation."""
    tree = ast.parse(source)
    documentation = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in documentation)
    for text in texts:
        if isinstance(text.value, str) and " " in text.value.strip():
            yield text.value


def spoken() -> Iterator[tuple[str, str]]:
    for path in committed_files():
        name = path.as_posix()
        if not name.startswith(READ_BY_PEOPLE):
            continue
        if path.suffix == ".html":
            yield name, words_of_page((ROOT / path).read_text())
        elif path.suffix == ".py":
            for sentence in spoken_in_code((ROOT / path).read_text()):
                if not sentence.startswith(NOT_READ):
                    yield name, sentence


def test_nothing_people_read_has_a_word_that_is_never_used():
    read = list(spoken())

    assert len(read) > 200
    assert [(name, said, found) for name, said in read if (found := slips(said))] == []


@given(st.sampled_from(never()), st.sampled_from(("{}", "Please {} it.", "It is {}.", "WE {} TODAY")))
def test_each_word_under_never_is_found_wherever_it_stands(word: str, around: str):
    assert word in slips(around.format(word))


def test_settled_sentences_may_be_said():
    assert slips("No one monitors Inrole, so it can't pass on a worry.") == []
    assert slips("We monitor Inrole") == ["monitor"]


def test_the_glossary_lists_the_settled_sentences():
    listed = section("docs/glossary.md", "## Never").lower()

    assert all(sentence.removeprefix("is ") in listed for sentence in SETTLED)
