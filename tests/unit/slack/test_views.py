"""The smaller views, the readings and Home."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import product

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.errors import Mistaken
from bot.flows.seen import PauseSeen, Stage
from bot.slack import modals, quiet_views, wordings
from bot.slack.home import home
from tests.unit.slack.facts import (
    CARD,
    DIGEST,
    DRAFT,
    HOME,
    KEPT,
    LINES,
    MINE,
    PERSONAL,
    SET_UP,
    SUGGEST,
    TEAM,
    buttons,
    checked,
    elements,
    words,
)

TUESDAY = date(2026, 11, 24)
PAUSE = PauseSeen(today=TUESDAY, is_paused=False, paused_until=None)
PAGE = "https://inrole.example/enter/abc"
VIEWS = {
    "personal question": modals.question(PERSONAL),
    "personal receipt": modals.question(replace(PERSONAL, stage=Stage.RECEIPT)),
    "pressure": modals.question(replace(PERSONAL, stage=Stage.PRESSURE)),
    "opening": modals.opening(),
    "note": modals.note("Inrole", ["Saved."]),
    "card": modals.card(CARD),
    "barriers": modals.barriers("occurrence-1", ticked=("time",), element=CARD.slug),
    "pause": quiet_views.pause(PAUSE),
    "paused": quiet_views.pause(replace(PAUSE, paused_until=date(2026, 12, 1), is_paused=True)),
    "held": quiet_views.pause(replace(PAUSE, is_held=True, weekly=3)),
    "something serious": quiet_views.hold_form(
        (("north", "Assessment North"), ("south", "Assessment South")), ()
    ),
    "pick time": modals.pick_time(),
    "digest": modals.digest(DIGEST, page=PAGE),
    "example": modals.digest(replace(DIGEST, is_example=True)),
    "mine": modals.mine(MINE, page=PAGE),
    "how it's set up": modals.how_set_up(SET_UP, page=PAGE),
    "home": home(HOME),
    "suggest a wording": wordings.suggest_form(SUGGEST),
    "kept": modals.kept("home-visit", "a-real-choice"),
    "lines for the card": wordings.lines(LINES),
    "digest of one's own team": modals.digest(replace(DIGEST, addable=("r1", "r2"))),
    "way in": wordings.way_in(PAGE),
}


@pytest.mark.parametrize("name", VIEWS)
def test_slack_takes_every_view(name: str, snapshot: SnapshotAssertion):
    checked(VIEWS[name])

    assert VIEWS[name] == snapshot


def test_home_looks_the_same_whatever_was_chosen_or_paused():
    drawn = [
        home(replace(HOME, takes_part=takes_part, is_paused=is_paused, paused_until=until))
        for takes_part, is_paused, until in product([True, False], [True, False], [None, date(2026, 12, 1)])
    ]

    assert len(drawn) == 8
    assert all(view == drawn[0] for view in drawn)


def test_home_says_why_this_question_and_why_alone():
    why = "It is written for your role and you have not had it in the last six weeks."
    without, shown = home(HOME), home(replace(HOME, why=why))

    checked(shown)
    assert words(shown["blocks"]).replace(f"Why this one? {why}\n", "") == words(without["blocks"])
    assert why not in words(home(replace(HOME, why=why, question=None))["blocks"])


def test_the_short_form_is_named_only_in_the_view_its_person_opened():
    opened = words(modals.question(replace(PERSONAL, is_short=True))["blocks"])

    assert "short form" in opened
    assert "short form" not in words(modals.question(PERSONAL)["blocks"])


def test_home_never_holds_the_question_itself():
    said = words(home(HOME)["blocks"])

    assert "A question for you, if you want it" in said
    assert "real choice" not in said


def test_joining_leaving_and_coming_back_are_one_tap_on_home():
    for takes_part in (None, True, False):
        shown = buttons(home(replace(HOME, takes_part=takes_part))["blocks"])

        assert {"Start of my day", "End of my day", "I'll pick", "Not for me"} <= set(shown)


def test_home_without_an_open_question_offers_none():
    shown = buttons(home(replace(HOME, question=None))["blocks"])

    assert "Answer" not in shown
    assert "Reflect" in shown


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(8, "Good morning"), (12, "Good afternoon"), (17, "Good afternoon"), (18, "Good evening")],
)
def test_home_greets_by_the_clock_where_the_person_is(hour: int, greeting: str):
    view = home(replace(HOME, now=datetime(2026, 11, 24, hour, tzinfo=UTC)))

    assert words(view["blocks"][0]) == f"{greeting}, Amira"


def test_a_team_without_a_digest_says_when_the_first_is_due():
    view = home(replace(HOME, teams=(replace(TEAM, digests=()),)))

    checked(view)
    assert "the first digest is due on Monday 28 December at 09:30." in words(view["blocks"])


def test_readers_see_an_example_and_the_plea_not_to_ask():
    view = home(replace(HOME, is_practitioner=False, teams=(replace(TEAM, is_reader=True),)))

    checked(view)
    assert buttons(view["blocks"]) == [
        "Shared with you",
        "Open the digest",
        "See an example digest",
        "Try it yourself",
        "Read",
        "Browse",
        "After something hard",
        "Stop questions",
    ]
    assert "an empty list is a fine list" in words(view["blocks"])


def test_home_in_many_teams_fits():
    teams = tuple(replace(TEAM, key=f"team-{number}") for number in range(120))

    checked(home(replace(HOME, teams=teams, name="<!here>" * 50)))


def test_a_digest_shows_what_people_chose_to_show_and_its_one_line_on_the_rest():
    said = words(VIEWS["digest"]["blocks"])

    assert "I asked where she wanted to sit." in said
    assert "Where something isn't shown, too few people could be counted." in said
    assert "EXAMPLE" not in said


def test_a_digest_with_no_words_says_that_this_is_fine():
    said = words(modals.digest(replace(DIGEST, shown=()))["blocks"])

    assert "An empty list is a fine list." in said


def test_an_example_says_so():
    assert "EXAMPLE" in words(VIEWS["example"]["blocks"])


def test_shown_words_cannot_call_anybody():
    view = modals.digest(replace(DIGEST, shown=(("Ask <!channel> & <@U0AMIRA>",),)))

    checked(view)
    assert "Ask &lt;!channel&gt; &amp; &lt;@U0AMIRA&gt;" in words(view["blocks"])


@pytest.mark.parametrize("letter", ["x", "<", "\u0645", "\U0001f642"])
def test_a_digest_with_more_words_than_fit_says_where_the_rest_is(letter: str):
    view = modals.digest(replace(DIGEST, shown=((letter * 2900,) * 3,) * 200), page=PAGE)

    checked(view)
    assert "There is more than fits here." in words(view["blocks"])
    assert buttons(view["blocks"])[-1] == "Open the page"


@pytest.mark.parametrize("letter", ["x", "\u0645"])
def test_ones_own_words_are_cut_at_what_fits_with_a_line_that_says_so(letter: str):
    kept = tuple(
        replace(
            KEPT,
            reflection=f"reflection-{number}",
            lines=(("What", letter * 3000),) * 3,
            shares=(replace(KEPT.shares[0], share=f"share-{number}"),),
        )
        for number in range(60)
    )

    view = modals.mine(replace(MINE, kept=kept), page=PAGE)

    checked(view)
    assert "There is more than fits here." in words(view["blocks"])


def test_only_what_is_shared_can_be_withdrawn():
    pressed = [each for each in elements(VIEWS["mine"]["blocks"]) if each["text"]["text"] == "Withdraw"]

    assert [each["value"] for each in pressed] == ["share-1"]


def test_mine_begins_with_the_plan():
    first, made_on, row, *_ = modals.mine(MINE)["blocks"]

    assert first["text"]["text"] == "*My plan*"
    assert made_on["text"]["text"] == "Made on 3 November 2026"
    assert buttons([row]) == ["See my plan", "Make it smaller", "Let it go"]


def test_what_is_not_finished_stands_in_mine_by_its_dates_without_its_words():
    view = modals.mine(replace(MINE, drafts=(DRAFT,)))

    checked(view)
    said = words(view["blocks"])
    assert f"Begun on 23 November 2026, kept until 30 November 2026\n{DRAFT.question}" in said
    assert "Half a thought." not in said
    assert {"Go on", "Delete"} <= set(buttons(view["blocks"]))
    (delete,) = (each for each in elements(view["blocks"]) if each["text"]["text"] == "Delete")
    assert delete["confirm"]["confirm"]["text"] == "Delete"


def test_mine_begins_with_no_line_where_nothing_is_above_it():
    assert [each["type"] for each in modals.mine(replace(MINE, plans=()))["blocks"]][:1] == ["section"]


@pytest.mark.parametrize(
    ("is_shared", "said"), [(False, "Thanks, saved."), (True, "Thanks, saved and shared.")]
)
def test_what_is_kept_unprompted_says_whether_it_is_shared(is_shared: bool, said: str):
    view = modals.kept("", "", is_shared=is_shared)

    checked(view)
    assert said in words(view["blocks"])


def test_mine_without_anything_says_what_it_will_show():
    view = modals.mine(replace(MINE, plans=(), kept=()))

    checked(view)
    assert "What you write shows here" in words(view["blocks"])


@pytest.mark.parametrize(
    ("today", "codes"),
    [
        (TUESDAY, ["2026-11-25", "2026-11-30", "2026-12-08", "date", "open"]),
        (date(2026, 11, 29), ["2026-11-30", "2026-12-13", "date", "open"]),
        (date(2026, 11, 30), ["2026-12-01", "2026-12-07", "2026-12-14", "date", "open"]),
    ],
    ids=["tuesday", "sunday", "monday"],
)
def test_a_pause_offers_dates_from_today(today: date, codes: list[str]):
    view = quiet_views.pause(replace(PAUSE, today=today))

    checked(view)
    options = next(each["options"] for each in elements(view["blocks"]) if each["type"] == "radio_buttons")
    assert [each["value"] for each in options] == codes


def test_a_pause_can_be_read_back():
    assert quiet_views.paused_until({"until": ("2026-11-30",)}) == date(2026, 11, 30)
    assert quiet_views.paused_until({"until": ("date",), "date": ("2026-12-24",)}) == date(2026, 12, 25)
    assert quiet_views.paused_until({"until": ("open",)}) is None


@pytest.mark.parametrize(
    "choices", [{}, {"until": ()}, {"until": ("date",)}, {"until": ("date",), "date": ()}]
)
def test_a_pause_without_a_date_asks_for_one(choices: dict[str, tuple[str, ...]]):
    with pytest.raises(Mistaken, match="Choose a date"):
        quiet_views.paused_until(choices)


def test_a_time_of_ones_own_can_be_read_back():
    assert modals.picked_time({"time": ("09:15",)}) == time(9, 15)

    with pytest.raises(Mistaken, match="Choose a time"):
        modals.picked_time({"time": ()})
