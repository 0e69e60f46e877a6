"""The question in its one message."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from bot.flows.messenger import NoticeSeen
from bot.flows.saying import small_line
from bot.flows.seen import QuestionSeen, Stage
from bot.slack import messages
from tests.unit.slack.facts import (
    ASKED,
    OTHER,
    PERSONAL,
    ROLE_WELCOME,
    WELCOME,
    buttons,
    checked,
    elements,
    words,
)

STAGES = [replace(ASKED, stage=stage, later_words="tomorrow") for stage in Stage]


def stage_of(seen: QuestionSeen) -> str:
    return seen.stage.value


@pytest.mark.parametrize("seen", STAGES, ids=stage_of)
def test_every_stage_is_drawn_as_it_was_agreed(seen: QuestionSeen, snapshot: SnapshotAssertion):
    message = messages.question(seen)

    checked(message)
    assert (message.text, message.blocks) == snapshot


@pytest.mark.parametrize("seen", [*STAGES, OTHER, PERSONAL], ids=repr)
def test_slack_takes_every_question(seen: QuestionSeen):
    checked(messages.question(seen))


def test_the_weekly_item_has_its_stable_words_in_order():
    blocks = messages.question(ASKED).blocks

    assert buttons(blocks) == [
        "What counts?",
        "Yes",
        "Partly",
        "Came up, couldn't",
        "Didn't come up",
        "Reflect",
        "Not today",
        "Skip this one",
    ]
    assert [each["placeholder"]["text"] for each in elements(blocks) if "placeholder" in each] == ["Later"]


def test_pressure_has_its_stable_words_in_order():
    message = messages.question(replace(ASKED, stage=Stage.PRESSURE))

    assert buttons(message.blocks)[:5] == ["steady", "busy", "full", "too full", "not safe to carry"]
    assert "How full was your week?" in message.text


def test_every_button_of_a_question_leads_back_to_its_occurrence():
    for seen in STAGES:
        blocks = messages.question(seen).blocks
        pressed = [each for each in elements(blocks) if each["type"] == "button"]

        assert pressed
        assert {each["value"] for each in pressed} == {ASKED.occurrence}


def test_the_menu_carries_its_occurrence_in_its_block():
    blocks = messages.question(ASKED).blocks

    row = next(
        block
        for block in blocks
        if any(each["type"] == "static_select" for each in block.get("elements", []))
    )

    assert row["block_id"] == f"doing:{ASKED.occurrence}"


@pytest.mark.parametrize("seen", STAGES, ids=stage_of)
def test_the_text_says_every_word_of_the_buttons(seen: QuestionSeen):
    message = messages.question(seen)

    missing = [word for word in buttons(message.blocks) if word not in message.text]

    assert buttons(message.blocks)
    assert missing == []


def test_the_text_holds_the_whole_question_without_marks():
    text = messages.question(ASKED).text

    assert text.startswith("Offering a real choice: since last Tuesday, did you get to use it?\nYes / Partly")


def test_only_the_weekly_item_says_that_it_counts():
    weekly, other = messages.question(ASKED), messages.question(OTHER)

    assert (
        "about 10 seconds \u00b7 your answer isn't shown to anyone; it counts in team figures when enough"
        in words(weekly.blocks)
    )
    assert "about 60 seconds \u00b7 your answer isn't shown to anyone and isn't counted" in words(
        other.blocks
    )


@pytest.mark.parametrize(("seconds", "said"), [(10, "10 seconds"), (90, "90 seconds"), (120, "2 minutes")])
def test_long_times_are_said_in_minutes(seconds: int, said: str):
    assert small_line(replace(OTHER, seconds=seconds)).startswith(f"about {said} ")


def test_a_personal_question_is_in_neither_text_nor_blocks():
    message = messages.question(PERSONAL)

    assert message.text == "A question from Inrole"
    assert "very full" not in words(message.blocks)
    assert "A small one" not in words(message.blocks)
    assert buttons(message.blocks) == ["Answer", "Reflect", "Not today", "Skip this one"]


def test_a_receipt_does_not_repeat_the_question_or_the_answer():
    message = messages.question(replace(ASKED, stage=Stage.RECEIPT))

    said = f"{message.text}\n{words(message.blocks)}"

    assert "Thanks, saved. Your answer isn't shown to anyone." in said
    assert not [tap for _, tap in ASKED.taps if tap in said]
    assert "Offering a real choice" not in said


def test_a_receipt_gives_back_words_to_try():
    message = messages.question(replace(ASKED, stage=Stage.RECEIPT))

    assert 'Words to try: "Shall we do the hard part first or last?"' in message.text
    assert buttons(message.blocks) == ["Add a line", "Change"]


def test_a_moment_that_could_not_be_used_offers_what_got_in_the_way():
    message = messages.question(replace(ASKED, stage=Stage.RECEIPT, came_up=True))

    assert buttons(message.blocks) == ["Add a line", "Change", "What got in the way?"]


def test_reflect_reads_add_a_line_once_there_are_words():
    assert "Reflect" in buttons(messages.question(ASKED).blocks)
    assert "Add a line" in buttons(messages.question(replace(ASKED, has_reflection=True)).blocks)


def test_a_question_without_taps_or_later_is_still_whole():
    message = messages.question(replace(OTHER, taps=(), later=(), element=None))

    checked(message)
    assert buttons(message.blocks) == ["Reflect", "Not today", "Skip this one"]


def test_a_question_put_off_says_when_it_comes_back():
    message = messages.question(replace(ASKED, stage=Stage.LATER, later_words="on your next working day"))

    assert "I'll ask again on your next working day." in message.text


MENTIONS = st.sampled_from(["<!channel>", "<!here>", "<@U0AMIRA>", "<https://example.org|x>", "&amp;"])
ANYTHING = st.lists(st.one_of(st.text(min_size=1), MENTIONS), min_size=1).map("".join)


@given(question=ANYTHING, tap=ANYTHING, tried=ANYTHING, stage=st.sampled_from(list(Stage)))
def test_no_words_can_call_anybody_or_break_a_message(question: str, tap: str, tried: str, stage: Stage):
    seen = replace(
        ASKED, question=question, taps=(("a", tap or "x"),), words_to_try=tried, later_words=tap, stage=stage
    )

    message = messages.question(seen)

    said = f"{message.text}\n{words(message.blocks)}"
    assert "<!" not in said
    assert "<@" not in said


@pytest.mark.parametrize("long", ["word " * 2000, "x" * 9000, "<" * 9000, "\u0645" * 9000])
def test_very_long_words_are_cut_to_what_slack_takes(long: str):
    for stage in Stage:
        checked(messages.question(replace(ASKED, question=long, words_to_try=long, stage=stage)))


def test_everything_that_flows_send_is_drawn():
    notice = NoticeSeen(
        lines=("The digest is out.", "Most used it."), button="Open the page", url="https://x.test/"
    )

    drawn = [messages.drawn(content) for content in (ASKED, WELCOME, ROLE_WELCOME, notice)]

    for message in drawn:
        checked(message)
    assert drawn[-1].text == "The digest is out.\nMost used it.\nOpen the page"


def test_a_notice_without_a_link_has_no_button():
    message = messages.drawn(NoticeSeen(lines=("Saved.",)))

    assert message.text == "Saved."
    assert buttons(message.blocks) == []
