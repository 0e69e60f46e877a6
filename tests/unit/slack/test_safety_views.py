"""Views of help: Slack takes each, choices stand where there is something to do, and no word clears."""

from dataclasses import replace

import pytest

from bot.flows.seen import HoldSeen, SignpostSeen
from bot.flows.seen_safety import Concerned, HardSeen, HelpSeen
from bot.flows.signposting import route_seen
from bot.slack import quiet_views, safety_views
from bot.slack.form import form
from practice.safety import Concern
from practice.signposts import ALWAYS_THERE, SUPERVISOR
from prompts.library import load_library
from prompts.pathways import AFTER_SOMETHING_HARD
from prompts.prompt import Prompt
from tests.unit.slack.facts import COLLEAGUE, DUTY, FIRST_STEP, OUT_OF_HOURS, buttons, checked, words

HELPLINES = tuple(map(route_seen, (SUPERVISOR, *ALWAYS_THERE[Concern.HOW_I_AM])))
EMERGENCY = tuple(map(route_seen, ALWAYS_THERE[Concern.CHILD]))
UNTOLD = Concerned(routes=((Concern.CHILD, (DUTY, *EMERGENCY)),))
HEAVY = Concerned(routes=((Concern.HOW_I_AM, HELPLINES),))
BOTH = Concerned(routes=(*UNTOLD.routes, (Concern.COLLEAGUE, (COLLEAGUE,)), *HEAVY.routes))
LONG = SignpostSeen(name="n" * 200, contact="c" * 200, said_when="w" * 200, hours="h" * 80)
CHOICES = ["In hand", "I'll do it now", "I want to talk to someone first"]
PACK = load_library().packs[AFTER_SOMETHING_HARD]


@pytest.mark.parametrize("seen", [UNTOLD, HEAVY, BOTH], ids=["untold", "heavy", "both"])
@pytest.mark.parametrize("code", safety_views.CHOICES)
def test_slack_takes_what_is_shown_and_what_a_choice_brings(seen: Concerned, code: str):
    checked(safety_views.concerned(seen, first="That could not be shared."))
    checked(safety_views.above(form(FIRST_STEP), seen))
    checked(safety_views.chosen(code, seen, HELPLINES))


def test_many_long_routes_still_fit_and_the_helplines_are_among_them():
    many = tuple(replace(LONG, contact=f"{number} {'c' * 190}") for number in range(25))
    seen = Concerned(routes=tuple((concern, (*many, *EMERGENCY)) for concern in Concern))

    checked(safety_views.concerned(seen))
    for code in safety_views.CHOICES:
        checked(safety_views.chosen(code, seen, HELPLINES))
    assert "999" in words(safety_views.concerned(seen)["blocks"])


def test_many_long_routes_fit_in_the_form_that_stops_a_teams_questions():
    many = [replace(LONG, said_when=Concern.CHILD, contact=f"{number} {'c' * 190}") for number in range(12)]
    view = quiet_views.hold_form((("north", "Assessment North"),), many)

    checked(view)
    assert "11 ccc" in words(view["blocks"])


def test_the_choices_stand_where_there_is_something_to_do():
    assert buttons(safety_views.concerned(UNTOLD)["blocks"]) == CHOICES
    assert buttons(safety_views.concerned(BOTH)["blocks"]) == [*CHOICES, "Pause"]


def test_how_somebody_is_brings_people_and_a_pause_and_nothing_to_decide():
    view = safety_views.concerned(HEAVY)

    assert buttons(view["blocks"]) == ["Pause"]
    said = words(view["blocks"])
    assert "Your supervisor, or anyone you trust at work" in said
    assert "116 123" in said
    assert "85258" in said


def test_in_the_conversation_the_text_says_all_that_the_blocks_say():
    drawn = safety_views.whispered(BOTH)

    checked(drawn)
    plain = drawn.text.replace("*", "")
    lines = [line for line in words(drawn.blocks).replace("*", "").splitlines() if line.strip()]
    assert len(lines) > len(HELPLINES)
    assert [line for line in lines if line not in plain] == []
    assert all(label in plain for label in buttons(drawn.blocks))


def test_doing_it_now_shows_each_contact_large_with_its_name_and_hours():
    blocks = safety_views.chosen("now", UNTOLD, ())["blocks"]

    assert [block["text"]["text"] for block in blocks if block["type"] == "header"] == [
        "01632 960 111",
        "999",
    ]
    assert "duty manager (Mon to Fri 09:00 to 17:30)" in words(blocks)


def test_somebody_without_a_number_is_shown_large_by_name():
    duty = SignpostSeen(name="Your duty manager", contact="", said_when=Concern.MY_SAFETY)
    seen = Concerned(routes=((Concern.MY_SAFETY, (duty,)),))

    (header, *_) = safety_views.chosen("now", seen, ())["blocks"]

    assert header["text"]["text"] == "Your duty manager"


def test_nothing_that_is_said_clears_anybodys_words():
    drawn = [safety_views.concerned(BOTH), *(safety_views.chosen(c, BOTH, HELPLINES) for c in CHOICES)]
    said = " ".join(words(view["blocks"]) for view in drawn).lower()

    assert not [
        phrase for phrase in ("all clear", "no concern", "nothing found", "is safe") if phrase in said
    ]
    assert "private_metadata" not in drawn[0]


def test_a_button_carries_which_kinds_and_an_older_ones_are_left_out():
    view = safety_views.concerned(BOTH)
    (values,) = {
        element["value"]
        for block in view["blocks"]
        for element in block.get("elements", ())
        if element.get("type") == "button"
    }

    assert safety_views.concerns_of(values) == (Concern.CHILD, Concern.COLLEAGUE)
    assert safety_views.concerns_of("GONE,CHILD,") == (Concern.CHILD,)


@pytest.mark.parametrize("prompt", PACK.prompts, ids=lambda prompt: prompt.slug)
def test_each_prompt_of_the_pack_is_drawn_with_its_taps_and_no_text_box(prompt: Prompt):
    taps = tuple((str(code), label) for code, label in enumerate(prompt.taps))
    view = safety_views.hard(
        HardSeen(prompt=prompt.slug, question=prompt.text, taps=taps, following="getting-home")
    )

    checked(view)
    assert buttons(view["blocks"]) == [*prompt.taps, "Another question"]
    assert "input" not in {block["type"] for block in view["blocks"]}
    assert set(prompt.taps) <= set(prompt.signposts)


@pytest.mark.parametrize(
    ("tapped", "first"),
    [("", "People to talk to"), ("Quiet from Inrole", "Quiet"), ("Practical help", "Practical help")],
)
def test_what_was_asked_for_comes_first(tapped: str, first: str):
    view = safety_views.offered(HelpSeen(people=HELPLINES, practical=(DUTY, OUT_OF_HOURS), tapped=tapped))

    checked(view)
    assert words(view["blocks"][0]).strip("*").startswith(first)
    assert buttons(view["blocks"]) == ["Pause"]


def test_after_something_serious_people_for_oneself_come_before_those_for_a_worry_about_the_work():
    risk = SignpostSeen(name="Duty manager", contact="01632 960 111", said_when=Concern.CHILD)
    support = SignpostSeen(name="Staff support", contact="01632 960 555", said_when=Concern.HOW_I_AM)
    listener = SignpostSeen(name="A listener", contact="01632 960 666", said_when="someone to listen")

    message = quiet_views.hold(HoldSeen(team="North", signposts=(risk, support, listener), is_held=True))

    places = [message.text.index(each.name) for each in (support, listener, risk)]
    assert places == sorted(places)
