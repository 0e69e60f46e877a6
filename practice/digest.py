"""A team's digest: words made from figures that passed the gate, and from nothing else."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from practice.facts import BARRIERS
from practice.privacy import Band, Figure, Shown, Withheld
from practice.windows import GRID_FROM, Period

RULE = (
    "These words are about people together, each counted once; every count was changed in secret by up to "
    "two before anyone saw it, so few (under a third), some and most (over two thirds) may differ a little "
    "from what people said."
)

WITHHELD = (
    "Where something isn't shown, too few people could be counted to show it safely; it says nothing about "
    "any one person."
)
"""The one sentence on what is not shown: the same for every cause, and when nothing is withheld."""

NOTHING_SHOWN = (
    "There are no figures this time. The two questions for supervision are yours if you'd like them."
)

_HEADLINES: dict[str, str] = {
    Figure.USED: "{band} used it.",
    Figure.COULD_NOT: "For {band} it came up and couldn't be done.",
    Figure.VERY_FULL_WEEKS: "{band} had a very full week.",
}

_QUESTIONS: dict[tuple[str, Band], str] = {
    (Figure.USED, Band.FEW): "What would a small first step with {focus} look like in your work?",
    (Figure.USED, Band.SOME): "What was different about the times when {focus} was possible?",
    (Figure.USED, Band.MOST): "What helped {focus} happen, and what would keep it possible in a fuller week?",
    (
        Figure.COULD_NOT,
        Band.SOME,
    ): "When {focus} came up and couldn't be done, what would have made room for it?",
    (
        Figure.COULD_NOT,
        Band.MOST,
    ): "Which part of the work leaves least room for {focus}, and who could change it?",
    (Figure.VERY_FULL_WEEKS, Band.SOME): "In a very full week, what could wait, move or be shared?",
    (
        Figure.VERY_FULL_WEEKS,
        Band.MOST,
    ): "What would make the coming weeks safe to carry, and who could decide it?",
}

_QUESTION_ON_A_BARRIER = 'People named "{barrier}": who could change it, and what would they need to know?'

_QUESTIONS_FOR_ANY_WINDOW = (
    "Which words for {focus} would you like to try aloud together?",
    "How could you tell whether {focus} made a difference to a family?",
    "What would make {focus} easier next week, and who could help with it?",
    "What does {focus} look like in your role when time is short?",
    "Where in an ordinary week is there already a place for {focus}?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestFigure:
    """One figure as it is read: a band, or the barriers named in words, or neither when it is not shown."""

    figure: str
    shown: bool
    band: str | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestContent:
    """What a published digest says; `from_on` and `to_on` are its first and last dates."""

    team: str
    from_on: date
    to_on: date
    published_at: datetime
    headline: str
    elements: tuple[str, ...]
    figures: tuple[DigestFigure, ...]
    questions: tuple[str, str]
    rule: str = RULE
    withheld: str = WITHHELD


def compose(
    *,
    team_name: str,
    period: Period,
    published_at: datetime,
    figures: Sequence[Shown | Withheld],
    element_names: Sequence[str],
) -> DigestContent:
    """Return the words of a digest: all follow from the published figures, the window and public names."""
    return DigestContent(
        team=team_name,
        from_on=period.from_on,
        to_on=period.last_on,
        published_at=published_at,
        headline=headline(figures),
        elements=tuple(element_names),
        figures=tuple(_read(figure) for figure in figures),
        questions=questions(figures, period=period, element_names=element_names),
    )


def headline(figures: Sequence[Shown | Withheld]) -> str:
    """Return one sentence a shown figure, in their order, or one for when there is none."""
    said = [
        _capital(_HEADLINES[figure.figure].format(band=figure.band))
        for figure in figures
        if isinstance(figure, Shown) and figure.band is not None and figure.figure in _HEADLINES
    ]
    return " ".join(said) or NOTHING_SHOWN


def questions(
    figures: Sequence[Shown | Withheld], *, period: Period, element_names: Sequence[str]
) -> tuple[str, str]:
    """Return two questions for supervision: one on what was published, if anything was, one on the practice.

    Both move on from window to window and look at nothing but the published figures and the window.
    """
    window = (period.from_on - GRID_FROM).days // period.length
    focus = f'"{element_names[window % len(element_names)]}"' if element_names else "this practice"
    open_to_all = [
        _QUESTIONS_FOR_ANY_WINDOW[(window + step) % len(_QUESTIONS_FOR_ANY_WINDOW)] for step in range(2)
    ]
    published = _questions_on(figures)
    first = published[window % len(published)] if published else open_to_all[1]
    return first.replace("{focus}", focus), open_to_all[0].replace("{focus}", focus)


def as_json(content: DigestContent) -> bytes:
    """Return the digest as the bytes that are frozen: UTF-8 JSON, keys in one order, no spaces between."""
    spoken = {
        "team": content.team,
        "from": content.from_on.isoformat(),
        "to": content.to_on.isoformat(),
        "published_at": content.published_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "headline": content.headline,
        "elements": content.elements,
        "rule": content.rule,
        "figures": {figure.figure: _spoken(figure) for figure in content.figures},
        "questions": content.questions,
        "withheld": content.withheld,
    }
    return json.dumps(spoken, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(frozen: bytes) -> DigestContent:
    """Return what frozen bytes say: the inverse of `as_json`."""
    spoken: Mapping[str, Any] = json.loads(frozen)
    first, second = spoken["questions"]
    return DigestContent(
        team=spoken["team"],
        from_on=date.fromisoformat(spoken["from"]),
        to_on=date.fromisoformat(spoken["to"]),
        published_at=datetime.fromisoformat(spoken["published_at"]),
        headline=spoken["headline"],
        elements=tuple(spoken["elements"]),
        figures=tuple(
            DigestFigure(
                figure=figure,
                shown=said["shown"],
                band=said.get("band"),
                named=tuple(said["named"]) if "named" in said else None,
            )
            for figure, said in spoken["figures"].items()
        ),
        questions=(first, second),
        rule=spoken["rule"],
        withheld=spoken["withheld"],
    )


def _read(figure: Shown | Withheld) -> DigestFigure:
    if isinstance(figure, Withheld):
        return DigestFigure(figure=figure.figure, shown=False)
    if figure.band is None:
        return DigestFigure(
            figure=figure.figure, shown=True, named=tuple(BARRIERS[code] for code in figure.named)
        )
    return DigestFigure(figure=figure.figure, shown=True, band=figure.band)


def _spoken(figure: DigestFigure) -> dict[str, object]:
    said: dict[str, object] = {"shown": figure.shown}
    if figure.band is not None:
        said["band"] = figure.band
    if figure.named is not None:
        said["named"] = figure.named
    return said


def _questions_on(figures: Sequence[Shown | Withheld]) -> list[str]:
    shown = [figure for figure in figures if isinstance(figure, Shown)]
    on_bands = [
        _QUESTIONS[figure.figure, figure.band]
        for figure in shown
        if figure.band is not None and (figure.figure, figure.band) in _QUESTIONS
    ]
    on_barriers = [
        _QUESTION_ON_A_BARRIER.format(barrier=BARRIERS[code]) for figure in shown for code in figure.named
    ]
    return on_bands + on_barriers


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
