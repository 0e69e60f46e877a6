"""The reflection form."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from bot.flows.seen import FieldKind, FieldSeen, FormSeen
from bot.flows.seen_shares import ChoosingSeen
from bot.slack import form, share_choices
from bot.slack.metadata import Remembered, remember, remembered
from tests.unit.slack.facts import FIRST_STEP, LAST_STEP, SHARES, buttons, checked, words

CHOOSING = ChoosingSeen(shares=SHARES)

IDS = st.text(st.characters(categories=["Ll", "Nd"], max_codepoint=127), min_size=1, max_size=40)


@pytest.mark.parametrize("seen", [FIRST_STEP, LAST_STEP], ids=["first", "last"])
def test_each_step_is_drawn_as_it_was_agreed(seen: FormSeen, snapshot: SnapshotAssertion):
    view = form.form(seen)

    checked(view)
    assert view == snapshot


def test_the_step_stands_apart_from_the_question():
    said = [words(block) for block in form.form(FIRST_STEP)["blocks"]]

    assert said[1:3] == [FIRST_STEP.question, "Step 1 of 2"]


def test_it_begins_with_what_to_leave_out_and_ends_with_who_sees_it_and_where_a_worry_goes():
    said = [words(block) for block in form.form(LAST_STEP)["blocks"]]

    assert said[0].startswith("No names or details that point to a child, family or colleague.")
    assert said[-2].startswith("Your words stay yours unless you share them.")
    assert said[-1] == (
        "No one monitors Inrole, so it can't pass on a worry.\nWorried about a child now? Duty manager, "
        "01632 960 111 (Mon to Fri 09:00 to 17:30); out-of-hours team, 01632 960 222."
    )


def test_earlier_steps_say_next_and_later_ones_have_back():
    first, last = form.form(FIRST_STEP), form.form(LAST_STEP)

    assert (first["submit"]["text"], buttons(first["blocks"])) == ("Next", [])
    assert (last["submit"]["text"], buttons(last["blocks"])) == ("Keep private", ["Back"])


def test_the_button_says_what_will_happen():
    assert form.form(replace(LAST_STEP, shared="team"))["submit"]["text"] == "Show the team"


def test_keep_private_comes_first_and_is_chosen_where_nothing_was():
    sharing = next(
        block for block in form.form(replace(LAST_STEP, shared="x"))["blocks"] if block.get("dispatch_action")
    )

    assert [each["text"]["text"] for each in sharing["element"]["options"]] == [
        "Keep private",
        "Show the team without my name",
    ]
    assert sharing["element"]["initial_option"]["value"] == "private"


def test_another_choice_of_sharing_changes_the_button_and_who_sees_it_and_nothing_else():
    view = {**form.form(LAST_STEP), "id": "V1", "hash": "h", "state": {"values": {}}}

    shown = share_choices.redrawn(view, replace(CHOOSING, audience="team"))

    checked(shown)
    assert shown == form.form(replace(LAST_STEP, shared="team")) | {
        "blocks": [
            *form.form(LAST_STEP)["blocks"][:-2],
            *form.form(replace(LAST_STEP, shared="team"))["blocks"][-2:],
        ]
    }
    assert share_choices.redrawn(shown, CHOOSING) == form.form(LAST_STEP)


def test_every_input_can_be_left_empty_but_the_sharing_choice():
    blocks = [*form.form(FIRST_STEP)["blocks"], *form.form(LAST_STEP)["blocks"]]

    asked = [block for block in blocks if block["type"] == "input"]

    assert [block["block_id"] for block in asked if not block["optional"]] == ["field:share"]
    assert len(asked) == 6


def test_what_was_written_before_is_still_there():
    blocks = {block.get("block_id"): block for block in form.form(FIRST_STEP)["blocks"]}

    assert blocks["field:What"]["element"]["initial_value"] == "We sat & <talked>"
    assert blocks["field:Where"]["element"]["initial_option"]["value"] == "a call"
    assert [each["value"] for each in blocks["field:barriers"]["element"]["initial_options"]] == [
        "time",
        "rule",
    ]


def test_block_ids_stay_from_draw_to_draw():
    first, again = form.form(LAST_STEP), form.form(replace(LAST_STEP, shared="team"))

    assert [block.get("block_id") for block in first["blocks"]] == [
        block.get("block_id") for block in again["blocks"]
    ]


@pytest.mark.parametrize(
    ("ticked", "is_mended"), [((), True), (("a", "b", "c"), True), (tuple("abcd"), False)]
)
def test_more_than_three_barriers_are_asked_to_be_three(ticked: tuple[str, ...], is_mended: bool):
    faults = form.faults({"barriers": ticked})

    assert faults == ({} if is_mended else {"field:barriers": form.TOO_MANY_BARRIERS})


@given(label=st.text(min_size=1), value=st.text(max_size=4000), question=st.text())
def test_slack_takes_any_words_in_a_form(label: str, value: str, question: str):
    seen = replace(
        FIRST_STEP, question=question, fields=(FieldSeen(name="x", label=f"a{label}", value=value),)
    )

    view = form.form(seen)

    assert "<!" not in words(view["blocks"])
    assert len(view["blocks"][-3]["element"].get("initial_value", "")) <= 3000


def test_many_options_become_a_menu():
    options = tuple((str(number), f"Choice {number}") for number in range(40))
    fields = (
        FieldSeen(name="a", label="One", kind=FieldKind.TAP, options=options, value="3"),
        FieldSeen(name="b", label="Some", kind=FieldKind.SEVERAL, options=options, values=("3", "4")),
    )

    checked(form.form(replace(FIRST_STEP, fields=fields)))


@given(
    seen=st.builds(
        Remembered,
        form=IDS,
        occurrence=st.none() | IDS,
        pack=IDS,
        prompt=IDS,
        step=st.integers(min_value=0, max_value=20),
    )
)
def test_a_view_remembers_what_it_was_drawn_for(seen: Remembered):
    assert remembered(remember(seen)) == seen


@pytest.mark.parametrize(
    "written", [None, "", "{", "[]", "7", '"x"', '{"f": 7, "s": "2"}', '{"s": true}', '{"s": -4}']
)
def test_what_another_version_remembered_is_read_as_far_as_it_goes(written: str | None):
    assert remembered(written) == Remembered()


def test_a_view_never_remembers_words():
    with pytest.raises(ValueError, match="shorter"):
        remember(Remembered(form="w" * 3000))
