"""What the checker says of broken content: the rule, where it was broken, and a plain sentence."""

from dataclasses import dataclass
from typing import Literal

Rule = Literal[
    "folder",
    "empty folder",
    "TOML",
    "missing field",
    "unknown field",
    "value",
    "slug",
    "unique slug",
    "file name",
    "version",
    "role",
    "pathway",
    "principle",
    "lens",
    "moment",
    "answer kind",
    "element",
    "framework",
    "stages",
    "pack size",
    "lens floor",
    "reading age",
    "weekly item",
    "25 words",
    "banned word",
    "praise",
    "idiom",
    "guess at feelings",
    "detail of trauma",
    "British spelling",
    "plain text",
    "placeholder",
    "taps",
    "taps answer the question",
    "word bank",
    "scale",
    "short form",
    "signposts",
    "personal",
    "never sent",
    "card length",
    "variant",
]

Broken = tuple[Rule, str]
"""A rule and the sentence that says how it was broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One rule broken: the file, the place in it ("prompts[2].text"), the rule and a plain sentence."""

    file: str
    place: str
    rule: Rule
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: its file, and the place in it ("" for the whole file)."""

    file: str
    at: str = ""

    def within(self, part: str) -> str:
        """Return the place of `part` inside this one."""
        return f"{self.at}.{part}" if self.at else part
