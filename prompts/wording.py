"""The rules a piece of wording keeps: plain, British, short, never blaming, safe to show in Slack."""

import re
from collections.abc import Iterator, Sequence

from prompts.fault import Broken, Rule

MOST_WORDS = 25
PLACEHOLDERS = {"pulse": ("element", "weekday"), "follow-up": ("date",)}
"""The packs whose texts have places to fill, and which."""

_NEVER = (
    "should",
    "must",
    "just",
    "simply",
    "fail",
    "fails",
    "failed",
    "failing",
    "failure",
    "why did you",
    "why didn't you",
    "why have you",
    "user",
    "users",
    "service user",
    "data",
    "info",
    "process",
    "handle",
    "comply",
    "compliance",
    "overdue",
    "target",
    "targets",
    "monitor",
    "chase",
)
_PRAISE = (
    "well done",
    "good job",
    "great job",
    "great work",
    "good work",
    "brilliant",
    "excellent",
    "amazing",
    "fantastic",
    "proud of you",
    "keep it up",
    "hero",
    "heroes",
)
_IDIOMS = (
    "at the end of the day",
    "back to square one",
    "big picture",
    "bottom line",
    "deep dive",
    "elephant in the room",
    "get the ball rolling",
    "go the extra mile",
    "heads up",
    "hit the ground running",
    "in the loop",
    "low-hanging",
    "move the goalposts",
    "on board",
    "on the same page",
    "on your plate",
    "outside the box",
    "reach out",
    "take on board",
    "think outside",
    "tip of the iceberg",
    "touch base",
    "walk on eggshells",
    "weather the storm",
    "wear two hats",
)
_FEELINGS = (
    "how upset",
    "it must have been",
    "that must have been",
    "you are feeling",
    "you are probably",
    "you felt",
    "you must be",
    "you must have",
    "you probably feel",
    "you were upset",
    "you're feeling",
)
_AMERICAN = {
    "analyze": "analyse",
    "behavior": "behaviour",
    "behaviors": "behaviours",
    "center": "centre",
    "color": "colour",
    "counseling": "counselling",
    "defense": "defence",
    "enrollment": "enrolment",
    "favor": "favour",
    "favorite": "favourite",
    "fulfill": "fulfil",
    "gotten": "got",
    "gray": "grey",
    "honor": "honour",
    "honored": "honoured",
    "labor": "labour",
    "math": "maths",
    "mom": "mum",
    "neighbor": "neighbour",
    "neighbors": "neighbours",
    "practiced": "practised",
    "practicing": "practising",
    "program": "programme",
    "programs": "programmes",
    "skillful": "skilful",
    "traveled": "travelled",
    "vacation": "holiday",
}


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


_BANNED: tuple[tuple[Rule, re.Pattern[str], str], ...] = (
    ("banned word", _any_of(_NEVER), "is a word we leave out"),
    (
        "banned word",
        re.compile(r"(?<!\bin )\b(cases?)\b", re.IGNORECASE),
        "reduces people; say family or work",
    ),
    ("praise", _any_of(_PRAISE), "is praise; ask, and leave the judging to the reader"),
    ("idiom", _any_of(_IDIOMS), "is an idiom; say it plainly"),
    ("guess at feelings", _any_of(_FEELINGS), "guesses what the reader feels"),
)
_IZE = re.compile(r"\b(?!siz|priz|seiz|capsiz)(\w+iz(?:e|es|ed|ing|ation|ations))\b", re.IGNORECASE)
_KEPT_WITH_Z = frozenset({"size", "sizes", "sized", "prize", "prizes", "seize", "seized", "seizes", "resize"})
_MARKUP = re.compile(r"[*_~`<>&@|\n\r\t]|https?:|\bwww\.|:[a-z0-9_+-]+:|[\x00-\x1f]", re.IGNORECASE)
_TRAUMA = re.compile(
    r"\b(?:describe|detail|recall|relive|tell us about|go over|write down)\b[^.?!]*"
    r"\b(?:abuse|assault|violence|death|injur\w+|trauma\w*|attack|rape|neglect|self-harm|incident)\b"
    r"|\bworst (?:thing|moment|part)\b|\bwhat (?:exactly )?was done to\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\byour (?:plan|supervision|supervisor|reflection|pressure)\b|\byou (?:said|told us|made a plan)\b"
    r"|\bin (?:your last|supervision)\b[^.?!]*\bsession\b|\byour (?:last|next) (?:supervision|session)\b",
    re.IGNORECASE,
)
_HOLE = re.compile(r"\{([^{}]*)\}")


def broken_by(text: str, *, allowed: Sequence[str] = (), quoted: bool = False) -> Iterator[Broken]:
    """Yield each rule of wording that `text` breaks.

    `allowed` are the placeholders it may hold. `quoted` text shows what not to say, so banned words,
    praise and guesses at feelings may stand in it.
    """
    if not quoted:
        for rule, pattern, reason in _BANNED:
            for found in pattern.finditer(text):
                yield rule, f'"{found[0]}" {reason}.'
    yield from _spelling(text)
    if _TRAUMA.search(text):
        yield (
            "detail of trauma",
            "This asks for the detail of something traumatic; ask about the practice around it.",
        )
    bare = _HOLE.sub("", text)
    if mark := _MARKUP.search(bare):
        yield "plain text", f"{mark[0]!r} means something to Slack; a text is plain words."
    for hole in _HOLE.findall(text):
        if hole not in allowed:
            yield "placeholder", f"{{{hole}}} is not a place that Inrole fills here."
    if "{" in bare or "}" in bare:
        yield "placeholder", "A curly bracket stands alone."


def too_long(text: str) -> Iterator[Broken]:
    """Yield the rule of 25 words when `text` has more."""
    count = len(text.split())
    if count > MOST_WORDS:
        yield "25 words", f"This has {count} words; {MOST_WORDS} is the most."


def is_personal(text: str) -> bool:
    """Say whether `text` speaks of the reader's own plan, pressure, reflection or supervision."""
    return bool(_PERSONAL.search(text))


def _spelling(text: str) -> Iterator[Broken]:
    for word in re.findall(r"[A-Za-z]+", text):
        british = _AMERICAN.get(word.lower())
        if british is not None:
            yield "British spelling", f'"{word}" is spelt "{british}" here.'
    for found in _IZE.finditer(text):
        if found[1].lower() not in _KEPT_WITH_Z:
            yield "British spelling", f'"{found[1]}" is spelt with an s here.'
