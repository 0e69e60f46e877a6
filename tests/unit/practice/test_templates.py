"""The eight templates work as they stand, and a long-running rhythm is offered fewer questions."""

from datetime import date, timedelta

import pytest

from practice.cadence import wished_dates
from practice.facts import Days, Moment, Weekday, Wish, WorkingPattern
from practice.rhythm_rules import faults
from practice.templates import TEMPLATES, Template, begins_on, may_ask_less, template, wish_of
from prompts.library import load_library

STARTS_ON = date(2026, 11, 24)
OFFICE = [Days(zone="Europe/London", patterns=((date(2020, 1, 1), WorkingPattern()),))]


def wished(chosen: Template) -> Wish:
    return wish_of(
        chosen,
        on=chosen.on,
        every_weeks=chosen.every_weeks,
        moment=Moment.AFTER,
        starts_on=STARTS_ON,
        ends_on=None,
    )


def test_there_are_eight_templates_by_the_names_managers_know():
    assert [each.name for each in TEMPLATES] == [
        "Weekly question",
        "Twelve weeks after training",
        "Supervision cycle",
        "Newly qualified",
        "Monthly pulse",
        "Group reflection",
        "On shift",
        "Light touch",
    ]


@pytest.mark.parametrize("chosen", TEMPLATES, ids=lambda each: each.key)
def test_a_template_can_start_as_it_stands(chosen: Template):
    library = load_library()

    assert faults(wished(chosen), members=OFFICE) == []
    assert library.packs[chosen.pack].sent
    assert template(chosen.key) is chosen
    assert len(chosen.name) <= 75
    assert len(chosen.sentence) <= 75


def test_a_key_that_is_none_finds_no_template():
    assert template("daily") is None


@pytest.mark.parametrize("number", range(7))
@pytest.mark.parametrize("chosen", [each for each in TEMPLATES if each.on], ids=lambda each: each.key)
def test_a_template_begun_on_any_day_first_asks_as_soon_as_its_weekdays_allow(chosen: Template, number: int):
    today = STARTS_ON + timedelta(days=number)
    begins = begins_on(chosen, today=today)
    wish = wish_of(
        chosen,
        on=chosen.on,
        every_weeks=chosen.every_weeks,
        moment=Moment.AFTER,
        starts_on=begins,
        ends_on=None,
    )

    first = wished_dates(wish, from_on=begins, until_on=begins + timedelta(weeks=6), works=lambda _: True)[0]

    assert today < first
    assert first <= today + timedelta(weeks=1 if chosen.nth is None else 5)


@pytest.mark.parametrize(
    ("days", "changes", "offered"),
    [
        (84, {}, True),
        (83, {}, False),
        (400, {}, True),
        (84, {"every_weeks": 2}, True),
        (84, {"every_weeks": 4}, False),
        (84, {"ends_on": STARTS_ON + timedelta(days=84)}, False),
        (84, {"ends_on": STARTS_ON + timedelta(days=120)}, True),
    ],
)
def test_fewer_are_offered_after_twelve_weeks_of_asking_often(
    days: int, changes: dict[str, object], offered: bool
):
    wish = Wish(on=frozenset({Weekday.TUE}), starts_on=STARTS_ON, **changes)  # type: ignore[arg-type]

    today = STARTS_ON + timedelta(days=days)

    assert may_ask_less(wish, since=STARTS_ON, today=today) is offered


def test_what_follows_an_event_is_never_offered_fewer():
    wish = wished(TEMPLATES[1])

    assert not may_ask_less(wish, since=STARTS_ON, today=STARTS_ON + timedelta(days=200))
