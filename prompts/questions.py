"""What a question asks for, and whether the taps beside it can answer it."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum

from prompts.fault import Broken, Rule


class Question(Enum):
    """What a text asks, which decides the taps that can answer it."""

    YES_NO = "a yes or no"
    EITHER = "a yes or no, or a choice"
    CHOICE = "a choice between named things"
    OPEN = "an open answer"
    STATEMENT = "nothing, as it only states"


_YES_NO = re.compile(
    r"^(?:(?:and|or|so|then|today|now|yet) )?"
    r"(?:did|do|does|didn't|don't|was|were|is|are|isn't|wasn't|has|have|had|can|could|couldn't|will|would|may|might|am)\b",
    re.IGNORECASE,
)
_WH = re.compile(
    r"^(?:(?:and|or|so|then|to|in|with|for|at|of|on|from|by) )?"
    r"(?:what|which|who|whose|whom|where|when|how|why)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\bwhy\b"
    r"|\bhow (?:did|do|does|can|could|might|would|will|has|have|had)\b"
    r"|\bwhat (?:did|do|does|might|could|can|have|has|had|made|helped|helps|is one|was one)\b"
    r"|\bwhat would (?:you|they|we|it|the|this|that)\b[^,?]*"
    r"\b(?:say|ask|do|change|tell|write|try|want|hope|need|keep)\b",
    re.IGNORECASE,
)
_OPENS_A_CLAUSE = re.compile(r"^(?:when|where|if|before|after|while|since)\b", re.IGNORECASE)
_NO = re.compile(
    r"^(?:no|none|not|never|nothing|couldn't|didn't|can't|hasn't|wasn't|neither|came up, couldn't)\b",
    re.IGNORECASE,
)
_YES = re.compile(r"^yes\b", re.IGNORECASE)
_FEWEST_TAPS = 2


def question_in(text: str) -> Question:
    """Return what the last question of `text` asks for.

    The clause that asks is the first that opens with a helper verb ("did", "was") or a question word; a
    clause with *when* or *where* gives way to a later one ("When things got loud, what helped?").
    """
    sentences = re.split(r"(?<=[.?!:])\s+", text)
    asking = [sentence for sentence in sentences if sentence.rstrip(" \"'").endswith("?")]
    if not asking:
        return Question.OPEN if _OPEN.search(text) else Question.STATEMENT
    clauses = [clause.strip(" \"'") for clause in re.split(r"[,;:]", asking[-1])]
    asked = [clause for clause in clauses if _YES_NO.search(clause) or _WH.search(clause)]
    clause = next((clause for clause in asked if not _OPENS_A_CLAUSE.search(clause)), clauses[0])
    if _YES_NO.search(clause):
        return Question.EITHER if re.search(r"\bor\b", asking[-1]) else Question.YES_NO
    return Question.OPEN if _OPEN.search(clause) else Question.CHOICE


def taps_beside(text: str, taps: Sequence[str]) -> Iterator[Broken]:
    """Yield how `taps` are not answers to the question in `text`."""
    rule: Rule = "taps answer the question"
    if len(taps) < _FEWEST_TAPS:
        yield rule, "Taps come in twos at least, so that there is a choice."
        return
    if len({tap.lower() for tap in taps}) < len(taps):
        yield rule, "Two taps read the same."
    if text.count("?") > 1:
        yield rule, "Two questions share these taps; keep one, and put the other in a stage."
    asked = question_in(text)
    says_no = [tap for tap in taps if _NO.search(tap)]
    says_yes = [tap for tap in taps if _YES.search(tap)]
    is_yes_no = asked is Question.YES_NO or (asked is Question.EITHER and bool(says_yes))
    if asked is Question.OPEN:
        yield (
            rule,
            "This is an open question, so no tap can answer it; ask for a line, or ask something smaller.",
        )
    elif is_yes_no and not says_no:
        yield rule, "This asks for a yes or no, and no tap says no."
    elif is_yes_no and len(says_no) == len(taps):
        yield rule, "This asks for a yes or no, and no tap says yes."
    elif asked in (Question.CHOICE, Question.STATEMENT) and says_yes:
        yield rule, f'This asks for {asked.value}; "yes" does not answer it.'
