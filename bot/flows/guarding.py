"""Guarding what is typed: hard identifiers are masked, likely names shown back before anything is stored."""

import hmac
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken
from bot.flows.ground import Ground
from practice.cpd import without_identifiers
from practice.identifiers import Guarded, guard, plain_words
from storage import not_names, people

CHANGE, NOT_A_PERSON, KEEP = "change", "not a person", "keep"
MOST_SHOWN = 40
MARK = 5
LONGEST_MARKS = MOST_SHOWN * MARK
"""How many characters the marks of all that is shown back make."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesChoice:
    """What a person chose about words shown back to them; `marks` say which words those were."""

    choice: str
    marks: frozenset[str]

    @classmethod
    def read(cls, choice: str, marks: str) -> "NamesChoice":
        """Return a choice from its code and the marks as they were sent out, all in a row."""
        cut = (marks[start : start + MARK] for start in range(0, len(marks), MARK))
        return cls(choice=choice, marks=frozenset(cut))


class NamesAsked(Mistaken):
    """Something looks like a name, a school or a street; `words` are shown back and stored nowhere.

    `marks`, all in a row, come back with what the person chooses: a choice settles only what was shown.
    """

    def __init__(self, words: tuple[str, ...], marks: str = "") -> None:
        super().__init__(
            f"These look like names or places: {', '.join(words)}. Nothing is stored yet. Change them, or "
            "choose what to do with them."
        )
        self.words = words
        self.marks = marks


async def guard_lines(
    session: AsyncSession,
    ground: Ground,
    person: str,
    lines: Mapping[str, str],
    *,
    choice: NamesChoice | None,
) -> dict[str, str]:
    """Return what `person` typed, by field, as it may be stored; raise NamesAsked until `choice` settles.

    *Not a person* is remembered of the words shown, for this person alone; *keep* remembers nothing.
    """
    known = await people.every_name(session, ground.workspace)
    service = await ground.service(session)
    said = await not_names.of_person(session, ground.workspace, person)
    typed = {field: line.strip() for field, line in lines.items()}
    found = {
        field: guard(
            line,
            names=known,
            allowed=frozenset(service.not_names),
            not_people=lambda written: _is_remembered(ground, person, written, said),
        )
        for field, line in typed.items()
    }
    newest = ground.names_keys[0]
    asked = {
        _hashed(ground, newest, person, plain_words(words) or (words,)): words
        for words in _asked(typed, found)
    }
    _settle(asked, choice)
    if asked and choice is not None and choice.choice == NOT_A_PERSON:
        await not_names.remember(session, ground.workspace, person, asked)
    return {field: each.masked for field, each in found.items()}


async def hiding_for(session: AsyncSession, ground: Ground, person: str) -> Callable[[str], str]:
    """Return what hides identifiers and likely names in words of `person` that are to leave the service.

    What they called *not a person* stays; it opens no database, so a thread may use it.
    """
    known = await people.every_name(session, ground.workspace)
    service = await ground.service(session)
    said = await not_names.of_person(session, ground.workspace, person)
    return partial(
        without_identifiers,
        names=known,
        allowed=frozenset(service.not_names),
        not_people=lambda written: _is_remembered(ground, person, written, said),
    )


def _settle(asked: Mapping[str, str], choice: NamesChoice | None) -> None:
    """Raise NamesAsked where words, by hash, were not shown back yet or are to be changed."""
    shown = list(asked)[:MOST_SHOWN]
    settles = choice is not None and choice.choice in (NOT_A_PERSON, KEEP)
    marks = choice.marks if choice is not None and settles else frozenset()
    if not {each[:MARK] for each in shown} <= marks:
        raise NamesAsked(tuple(asked[each] for each in shown), "".join(each[:MARK] for each in shown))


def _asked(typed: Mapping[str, str], found: Mapping[str, Guarded]) -> list[str]:
    return [typed[field][span.start : span.end] for field, each in found.items() for span in each.asked]


def _is_remembered(ground: Ground, person: str, written: str, said: Collection[str]) -> bool:
    """Whether a person said of these words together, or of each of them, that they are nobody's name.

    What was said under an older key counts for as long as that key is held.
    """
    words = plain_words(written)
    if not said or not words:
        return False

    def is_said(those: tuple[str, ...]) -> bool:
        return any(_hashed(ground, key, person, those) in said for key in ground.names_keys)

    return is_said(words) or all(is_said((word,)) for word in words)


def _hashed(ground: Ground, key: bytes, person: str, words: tuple[str, ...]) -> str:
    """Return what is kept of words in plain form: HMAC-SHA256, bound to the workspace and the person."""
    bound = json.dumps([ground.workspace, person, " ".join(words)]).encode()
    return hmac.new(key, bound, "sha256").hexdigest()
