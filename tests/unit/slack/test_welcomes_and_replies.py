"""The first message, and what is answered to somebody who wrote or pressed."""

from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.flows.seen import SignpostSeen
from bot.slack import replies
from bot.slack.welcomes import role_welcome, welcome
from bot.slack.written import Message
from tests.unit.slack.facts import (
    COLLEAGUE,
    DIGEST,
    DUTY,
    ROLE_WELCOME,
    WELCOME,
    buttons,
    checked,
    elements,
    words,
)

REPLIES = {
    "what I can do": replies.what_i_can_do((DUTY, COLLEAGUE)),
    "stranger": replies.for_a_stranger(),
    "too slow": replies.too_slow("reflect", "occurrence-1"),
    "refused": replies.refused("That question isn't here any more."),
    "went wrong": replies.went_wrong("1a2b3c4d"),
    "no digest": replies.no_digest(),
    "digest": replies.digest_summary(DIGEST, page="https://inrole.example/enter/abc"),
}


def test_the_welcome_is_drawn_as_it_was_agreed(snapshot: SnapshotAssertion):
    message = welcome(WELCOME)

    checked(message)
    assert (message.text, message.blocks) == snapshot


def test_the_welcome_has_its_stable_words_in_order():
    assert buttons(welcome(WELCOME).blocks) == [
        "Start of my day",
        "End of my day",
        "I'll pick",
        "Not for me",
        "How it's set up",
    ]


def test_an_answered_welcome_keeps_every_choice_one_tap_away():
    message = welcome(replace(WELCOME, answer="End of my day"))

    checked(message)
    assert message.text.startswith("Thanks Amira, saved: End of my day.")
    assert buttons(message.blocks) == buttons(welcome(WELCOME).blocks)


def test_readers_of_digests_are_asked_not_to_ask():
    message = role_welcome(ROLE_WELCOME)

    checked(message)
    assert "Assessment North and Assessment South" in message.text
    assert "Please don't ask people to share; an empty list is a fine list." in message.text
    assert buttons(message.blocks) == ["Try it yourself", "See an example digest", "How it's set up"]


@pytest.mark.parametrize("name", ["", "  ", "<!channel>", "<@U0AMIRA> & co", "x" * 5000])
def test_any_name_can_be_greeted(name: str):
    for message in (welcome(replace(WELCOME, name=name)), role_welcome(replace(ROLE_WELCOME, name=name))):
        checked(message)
        assert "<" not in message.text


def test_many_long_team_names_still_fit():
    checked(role_welcome(replace(ROLE_WELCOME, teams=tuple(f"Team {number} " * 20 for number in range(60)))))


@pytest.mark.parametrize("message", REPLIES.values(), ids=REPLIES.keys())
def test_slack_takes_every_reply_and_its_text_is_complete(message: Message):
    checked(message)

    assert [word for word in buttons(message.blocks) if word not in message.text] == []


def test_somebody_who_writes_is_told_where_a_worry_goes():
    text = REPLIES["what I can do"].text

    assert "no one monitors this chat" in text
    assert "Worried about a child now? Duty manager, 01632 960 111 (Mon to Fri 09:00 to 17:30)." in text
    assert "designated lead" not in text


def test_without_signposts_a_worry_still_has_somewhere_to_go():
    text = replies.what_i_can_do().text

    assert (
        "Worried about a child now? Your duty manager or safeguarding lead, or 999 in an emergency." in text
    )


def test_a_press_that_came_too_late_gets_a_fresh_button_that_does_the_same():
    (button,) = elements(REPLIES["too slow"].blocks)

    assert (button["action_id"], button["value"]) == ("reflect", "occurrence-1")


def test_a_digest_in_a_message_holds_figures_and_nobodys_words():
    message = REPLIES["digest"]

    said = f"{message.text}\n{words(message.blocks)}"

    assert "Most used it." in said
    assert "Not enough time; Another agency." in said
    assert "kitchen" not in said
    assert [line for shown in DIGEST.shown for line in shown if line in said] == []
    assert buttons(message.blocks) == ["Open here", "Open the page"]


def test_a_refusal_cannot_carry_a_mention():
    message = replies.refused("No team called <!channel> & <@U0AMIRA>.")

    assert message.text == "No team called &lt;!channel&gt; &amp; &lt;@U0AMIRA&gt;."


def test_a_very_long_reply_still_fits():
    far = SignpostSeen(name="n" * 3000, contact="c" * 3000, said_when=DUTY.said_when)

    checked(replies.what_i_can_do((far,) * 9))
