"""Frozen figures as a page draws them: functions of what was published, and of nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.flows.seen import CardSeen
from bot.web.schemas import Band, Figures

WORDS_TO_TRY = "words to try"
"""The part of a card that is said aloud, by its heading in lower case."""

_STEPS: dict[Band, int] = {"few": 1, "some": 2, "most": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDrawn:
    """A figure that is shown: its name, its band as a word and as one to three steps."""

    name: str
    band: Band
    steps: int


def drawn(figures: Figures) -> tuple[FigureDrawn, ...]:
    """Return the figures that are shown as a band, in their order; the others leave no trace."""
    named = (
        ("Used it", figures.used),
        ("Came up, couldn't", figures.could_not),
        ("Had a very full week", figures.very_full_weeks),
    )
    return tuple(
        FigureDrawn(name=name, band=figure.band, steps=_STEPS[figure.band])
        for name, figure in named
        if figure.shown and figure.band
    )


def words_to_try(cards: Iterable[CardSeen]) -> str | None:
    """Return the one thing to try aloud: the words of the first card that has some."""
    parts = (part for card in cards for part in card.parts)
    return next((text for heading, text in parts if heading.casefold() == WORDS_TO_TRY), None)
