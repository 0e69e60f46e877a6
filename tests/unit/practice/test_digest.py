"""A digest says what the gate let through, in words, and the same about everything it did not."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice import digest
from practice.digest import as_json, compose, from_json, headline, questions
from practice.facts import BARRIERS
from practice.privacy import Band, Cell, Figure, Shown, Withheld
from practice.windows import Period

LAW = settings(deadline=None)
PERIOD = Period(from_on=date(2026, 11, 2), until_on=date(2026, 11, 30))
PUBLISHED_AT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
NOTHING = tuple(Withheld(figure=figure) for figure in Figure)
Figures = tuple[Shown | Withheld, ...]


def shown(
    figure: Figure, band: Band | None = None, *, named: tuple[str, ...] = (), answered: int = 7
) -> Shown:
    return Shown(figure=figure, answered=answered, cells=(Cell(key=figure, count=3),), band=band, named=named)


TEAM_OF_SEVEN: Figures = (
    shown(Figure.USED, Band.MOST),
    shown(Figure.COULD_NOT, Band.SOME),
    shown(Figure.VERY_FULL_WEEKS, Band.FEW),
    Withheld(figure=Figure.BARRIERS),
)
TEAM_OF_TWELVE: Figures = (
    shown(Figure.USED, Band.SOME),
    shown(Figure.COULD_NOT, Band.FEW),
    Withheld(figure=Figure.VERY_FULL_WEEKS),
    shown(Figure.BARRIERS, named=("agency", "time")),
)


def content(figures: Figures, *, element_names: tuple[str, ...] = ("Offering a real choice",)) -> Any:
    composed = compose(
        team_name="Assessment North",
        period=PERIOD,
        published_at=PUBLISHED_AT,
        figures=figures,
        element_names=element_names,
    )
    return json.loads(as_json(composed))


@st.composite
def anything_published(draw: st.DrawFn) -> Figures:
    bands: list[Shown | Withheld] = []
    for figure in (Figure.USED, Figure.COULD_NOT, Figure.VERY_FULL_WEEKS):
        band = draw(st.sampled_from([None, *Band]))
        bands.append(Withheld(figure=figure) if band is None else shown(figure, band))
    named = tuple(draw(st.lists(st.sampled_from([*BARRIERS]), unique=True)))
    barriers: list[Shown | Withheld] = [
        Withheld(figure=Figure.BARRIERS),
        shown(Figure.BARRIERS, named=named),
    ]
    return (*bands, draw(st.sampled_from(barriers)))


def test_a_team_of_seven_reads_its_digest_in_words() -> None:
    assert content(TEAM_OF_SEVEN) == {
        "team": "Assessment North",
        "from": "2026-11-02",
        "to": "2026-11-29",
        "published_at": "2026-11-30T09:30:00Z",
        "headline": "Most used it. For some it came up and couldn't be done. Few had a very full week.",
        "elements": ["Offering a real choice"],
        "rule": "These words are about people together, each counted once; every count was changed in"
        " secret by up to two before anyone saw it, so few (under a third), some and most (over two"
        " thirds) may differ a little from what people said.",
        "figures": {
            "used": {"shown": True, "band": "most"},
            "could_not": {"shown": True, "band": "some"},
            "very_full_weeks": {"shown": True, "band": "few"},
            "barriers": {"shown": False},
        },
        "questions": [
            'What helped "Offering a real choice" happen, and what would keep it possible in a fuller week?',
            'Which words for "Offering a real choice" would you like to try aloud together?',
        ],
        "withheld": "Where something isn't shown, too few people could be counted to show it safely; it says"
        " nothing about any one person.",
    }


def test_barriers_are_named_in_their_words_without_counts() -> None:
    said = content(TEAM_OF_TWELVE)

    assert said["figures"]["barriers"] == {"shown": True, "named": ["Another agency", "Not enough time"]}
    assert said["headline"] == "Some used it. For few it came up and couldn't be done."


def test_a_digest_without_figures_is_one_warm_sentence_and_two_questions() -> None:
    said = content(NOTHING)

    assert said["headline"] == (
        "There are no figures this time. The two questions for supervision are yours if you'd like them."
    )
    assert said["figures"] == {figure.value: {"shown": False} for figure in Figure}
    assert said["questions"] == [
        'How could you tell whether "Offering a real choice" made a difference to a family?',
        'Which words for "Offering a real choice" would you like to try aloud together?',
    ]


def test_a_shown_figure_may_name_no_barrier() -> None:
    said = content((*NOTHING[:3], shown(Figure.BARRIERS)))

    assert said["figures"]["barriers"] == {"shown": True, "named": []}


@LAW
@given(anything_published())
def test_the_sentence_on_what_is_not_shown_is_always_the_same(figures: Figures) -> None:
    said = content(figures)

    assert said["withheld"] == digest.WITHHELD
    assert said["rule"] == digest.RULE


@LAW
@given(anything_published(), st.integers(5, 30), st.integers(-2, 30))
def test_no_count_reaches_the_digest(figures: Figures, answered: int, changed: int) -> None:
    other: Figures = tuple(
        Shown(
            figure=figure.figure,
            answered=answered,
            cells=(Cell(key=figure.figure, count=changed),),
            band=figure.band,
            named=figure.named,
        )
        if isinstance(figure, Shown)
        else figure
        for figure in figures
    )

    said = content(figures)

    assert said == content(other)
    dates = {"from", "to", "published_at"}
    assert not re.search(r"\d", json.dumps({key: value for key, value in said.items() if key not in dates}))


@LAW
@given(anything_published(), st.integers(0, 200))
def test_there_are_always_two_different_questions_that_ask_kindly(figures: Figures, windows: int) -> None:
    from_on = date.fromordinal(date(2026, 1, 5).toordinal() + 14 * windows)
    period = Period(from_on=from_on, until_on=date.fromordinal(from_on.toordinal() + 14))

    first, second = questions(figures, period=period, element_names=["Steady beside", "Putting it right"])

    assert first != second
    for question in (first, second):
        assert question.endswith("?")
        assert "{" not in question
        assert not re.search(r"\b(why|should|must|fail|just|simply|well done)\b", question, re.IGNORECASE)


def test_questions_move_on_from_window_to_window() -> None:
    starts = [date.fromordinal(PERIOD.from_on.toordinal() + 28 * number) for number in range(6)]

    asked = [
        questions(
            NOTHING,
            period=Period(from_on=from_on, until_on=date.fromordinal(from_on.toordinal() + 28)),
            element_names=[],
        )
        for from_on in starts
    ]

    assert len(set(asked)) == 5
    assert asked[0] == asked[5]
    assert all("this practice" in question for pair in asked for question in pair)


@pytest.mark.parametrize("figures", [TEAM_OF_SEVEN, TEAM_OF_TWELVE, NOTHING], ids=["seven", "twelve", "none"])
def test_frozen_bytes_say_again_what_was_composed(figures: Figures) -> None:
    composed = compose(
        team_name="Tîm Gogledd فريق",
        period=PERIOD,
        published_at=PUBLISHED_AT,
        figures=figures,
        element_names=["Naming a strength with its proof"],
    )

    frozen = as_json(composed)

    assert from_json(frozen) == composed
    assert as_json(from_json(frozen)) == frozen
    assert "Tîm Gogledd فريق".encode() in frozen


def test_the_headline_has_a_sentence_for_each_shown_figure_and_none_for_a_withheld_one() -> None:
    assert headline((Withheld(figure=Figure.USED), shown(Figure.VERY_FULL_WEEKS, Band.MOST))) == (
        "Most had a very full week."
    )
