"""The page of the library is the one its files make."""

from pathlib import Path

from prompts.document import document
from prompts.library import load_library

PAGE = Path(__file__).parents[2] / "docs" / "library.md"


def test_the_page_of_the_library_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == document(load_library()), "Run `make library`."
