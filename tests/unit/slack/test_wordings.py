"""Suggested wordings and lines for a card travel by ids and slugs, and what is typed stays in its form."""

from dataclasses import replace

import pytest

from bot.flows.messenger import NoticeSeen
from bot.flows.seen import Stage
from bot.flows.suggesting import Wording
from bot.slack import messages, modals, replies, wordings
from bot.slack.metadata import remembered
from tests.unit.slack.facts import (
    ASKED,
    CARD,
    DIGEST,
    LINES,
    OTHER,
    SUGGEST,
    buttons,
    checked,
    elements,
    words,
)


@pytest.mark.parametrize(
    ("value", "about"),
    [
        ("home-visit/a-real-choice", Wording(pack="home-visit", prompt="a-real-choice")),
        ("steady-beside", Wording(element="steady-beside")),
        ("", Wording()),
    ],
)
def test_a_button_says_what_a_suggestion_is_about(value: str, about: Wording):
    assert wordings.about_of(value) == about


def test_the_form_remembers_slugs_and_its_id_and_begins_without_a_name():
    view = wordings.suggest_form(SUGGEST)
    (names,) = [each for each in elements(view["blocks"]) if each["type"] == "radio_buttons"]

    about = remembered(view["private_metadata"])
    assert (about.form, about.pack, about.prompt) == ("form-1", "home-visit", "a-real-choice")
    assert names["initial_option"]["text"]["text"] == "Leave my name out"
    assert "No one monitors Inrole" in words(view["blocks"])
    assert "01632 960 111" in words(view["blocks"])


def test_the_card_view_has_the_button_and_the_receipt_has_it_after_reflect():
    receipt = replace(OTHER, stage=Stage.RECEIPT, wording="home-visit/a-real-choice")

    assert buttons(modals.card(CARD)["blocks"]) == ["Suggest a wording"]
    assert "Suggest a wording" not in buttons(messages.question(receipt).blocks)
    assert "Suggest a wording" in buttons(messages.question(replace(receipt, has_reflection=True)).blocks)


def test_the_weekly_item_keeps_its_words_and_offers_no_other():
    receipt = messages.question(replace(ASKED, stage=Stage.RECEIPT, has_reflection=True))

    assert "Suggest a wording" not in buttons(receipt.blocks)


def test_a_line_goes_to_a_card_by_ids_and_never_by_its_words():
    view = wordings.lines(LINES)
    row = [each for each in elements(view["blocks"]) if each["type"] == "button"]

    checked(view)
    assert [each["text"]["text"] for each in row[:2]] == [
        "Add to Offering a real choice",
        "Add to Steady beside",
    ]
    assert [each["value"] for each in row] == ["assessment-north/r1"] * 4
    assert len({each["action_id"] for each in row}) == 4
    assert not any("asked" in each["action_id"] + each["value"] for each in row)


def test_the_longest_lines_a_reflection_can_hold_still_fit_a_view():
    lines = tuple(replace(LINES.lines[0], number=number, words="ö<" * 1500) for number in range(12))

    checked(wordings.lines(replace(LINES, lines=lines)))


def test_only_a_digest_of_ones_own_team_offers_its_lines():
    drawn = modals.digest(replace(DIGEST, addable=("r1", "r2")))

    assert buttons(drawn["blocks"]).count("Add to our card") == 2
    assert "Add to our card" not in buttons(modals.digest(DIGEST)["blocks"])


def test_a_notice_with_a_page_of_ones_own_has_a_button_that_answers_with_a_fresh_link():
    notice = replies.notice(NoticeSeen(lines=("It waits.",), button="Open the page", page="suggestions"))

    checked(notice)
    (button,) = [each for each in elements(notice.blocks) if each["type"] == "button"]
    assert button["action_id"] == "page:suggestions"
    assert "url" not in button
    assert wordings.PAGES["suggestions"] == "/library/suggestions"
