"""What a text asks, which taps answer it, how old its reader has to be, and which words it leaves out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.questions import Question, question_in, taps_beside
from prompts.reading_age import reading_age
from prompts.wording import broken_by, is_personal, too_long

ASKED = [
    ("On your last visit, did the person get a real choice, even a small one?", Question.YES_NO),
    ("{element}: since last {weekday}, did you get to use it?", Question.YES_NO),
    ("Was there a moment when race or racism mattered? No need to say more.", Question.EITHER),
    ("In your last meeting, which of these happened?", Question.CHOICE),
    ("Before you knocked, how were you?", Question.CHOICE),
    ("How full was your week?", Question.CHOICE),
    ("When things got loud on shift, what helped you stay steady?", Question.OPEN),
    ("How did you help the person choose?", Question.OPEN),
    ("What did a child show you this week?", Question.OPEN),
    ("Think of one referral. What might this family want you to know?", Question.OPEN),
    ("This week, our practice focus was:", Question.STATEMENT),
    ("When you had to see a room, did you say why first?", Question.YES_NO),
]


@pytest.mark.parametrize(("text", "asked"), ASKED, ids=[text for text, _ in ASKED])
def test_a_question_is_known_by_the_clause_that_asks(text: str, asked: Question):
    assert question_in(text) is asked


@pytest.mark.parametrize(
    ("text", "taps"),
    [
        ("Did the moment come?", ["Tried it", "Came up, couldn't", "Not yet", "Let it go"]),
        ("Before the next call, do you need anything?", ["A minute", "A drink", "No thanks"]),
        ("Was the ending planned or sudden?", ["Planned", "Sudden"]),
        ("What would help now?", ["Someone to talk to", "Quiet", "Nothing yet"]),
    ],
)
def test_taps_that_answer_their_question_are_let_be(text: str, taps: list[str]):
    assert list(taps_beside(text, taps)) == []


def test_reading_age_is_five_years_above_the_published_grade():
    sentence = "The cat sat on the mat."
    grade = 0.39 * 6 / 1 + 11.8 * 6 / 6 - 15.59

    assert reading_age([sentence]) == pytest.approx(max(0.0, grade + 5))


def test_words_of_the_trade_do_not_make_a_text_older():
    plain = reading_age(["Was the visit on time?"])

    assert reading_age(["Was the assessment visit on time?"]) == plain


def test_syllables_of_shortened_words_are_heard():
    assert reading_age(["She couldn't go in."]) > reading_age(["She can't go in."])


@given(st.text(max_size=200))
def test_any_text_has_an_age_and_rules_without_raising(text: str):
    assert reading_age([text]) >= 0
    assert isinstance(question_in(text), Question)
    assert all(sentence for _, sentence in (*broken_by(text), *too_long(text)))


@given(st.integers(min_value=1, max_value=40))
def test_a_text_is_too_long_from_twenty_six_words_on(count: int):
    text = " ".join(["word"] * count)

    assert bool(list(too_long(text))) is (count > 25)


@pytest.mark.parametrize(
    "kept", ["in case it rains", "two sizes", "a prize", "adjust the plan", "tomorrow's process-free day"]
)
def test_words_that_only_resemble_a_banned_one_are_let_be(kept: str):
    assert [rule for rule, _ in broken_by(kept) if rule in ("banned word", "British spelling")] == []


@pytest.mark.parametrize(
    "text",
    [
        "You said this week was very full.",
        "Did your plan come up?",
        "In your last session, what took most time?",
    ],
)
def test_a_text_about_the_reader_is_personal(text: str):
    assert is_personal(text)
