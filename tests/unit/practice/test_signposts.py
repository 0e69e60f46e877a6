"""Which routes to help are shown: by kind, role and hour."""

from datetime import datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.safety import Concern
from practice.signposts import Route, Stretch, in_order, is_open, read_hours, routes_for

MONDAY_NOON = datetime(2026, 11, 23, 12, 0)
DUTY = Route(
    name="Duty manager", contact="01632 960 111", said_when=Concern.CHILD, hours="mon-fri 09:00-17:30"
)
NIGHT = Route(name="Out-of-hours team", contact="01632 960 222", said_when=Concern.CHILD, hours="17:30-09:00")
RESIDENTIAL = Route(
    name="On-call lead", contact="01632 960 333", said_when=Concern.CHILD, roles=("residential",)
)
SPEAKING_UP = Route(name="Speaking up line", contact="01632 960 444", said_when=Concern.COLLEAGUE)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Return a moment of the week of Monday 23 November 2026; day 0 is the Monday."""
    return datetime(2026, 11, 23 + day, hour, minute)


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        ("mon-fri 09:00-17:30", at(0, 9), True),
        ("mon-fri 09:00-17:30", at(4, 17, 29), True),
        ("mon-fri 09:00-17:30", at(4, 17, 30), False),
        ("mon-fri 09:00-17:30", at(5, 12), False),
        ("17:30-09:00", at(0, 3), True),
        ("17:30-09:00", at(0, 12), False),
        ("17:30-09:00", at(0, 17, 30), True),
        ("fri 22:00-06:00", at(5, 5, 59), True),
        ("fri 22:00-06:00", at(4, 5, 59), False),
        ("sat-sun", at(5, 0), True),
        ("sat-sun", at(0, 0), False),
        ("weekends 10:00-16:00", at(6, 10), True),
        ("fri-mon 10:00-16:00", at(0, 10), True),
        ("fri-mon 10:00-16:00", at(2, 10), False),
        ("24 hours", at(6, 3), True),
        ("24/7", at(6, 3), True),
        ("mon-fri 24 hours", at(5, 3), False),
        ("Monday to Friday, 9am to 5pm", at(0, 16, 59), True),
        ("Monday to Friday, 9am to 5pm", at(0, 17), False),
        ("9-5", at(0, 16), True),
        ("9-5", at(0, 20), False),
        ("1-5pm", at(0, 12, 59), False),
        ("10-2pm", at(0, 10), True),
        ("mon, tue and thu 09.00\u201312.00", at(3, 9), True),
        ("mon, tue and thu 09.00\u201312.00", at(2, 9), False),
        ("mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-12:00", at(0, 12, 30), False),
        ("mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-12:00", at(4, 13), True),
        ("mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-12:00", at(5, 11), True),
        ("mon-fri 09:00-12:00, 13:00-17:00; sat 10:00-12:00", at(5, 13), False),
        ("mon-fri 09:00-17:30 except bank holidays", at(0, 3), False),
        ("every day 08:00-20:00", at(6, 19), True),
        ("18:00-midnight", at(0, 23, 59), True),
        ("ask at the desk", at(0, 3), True),
        (None, at(0, 3), True),
    ],
)
def test_written_hours_hold_when_they_say(hours: str | None, moment: datetime, expected: bool):
    assert is_open(hours, moment) is expected


def test_hours_are_read_into_stretches_of_a_week():
    (read,) = read_hours("mon-fri 09:00-17:30")

    assert read == Stretch(days=frozenset(range(5)), starts=time(9), ends=time(17, 30))


@given(st.text(max_size=80))
def test_any_hours_that_a_service_writes_are_read_without_a_fault(written: str):
    assert is_open(written, MONDAY_NOON) in (True, False)


@given(
    st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)),
)
def test_two_stretches_that_meet_cover_every_moment_once(starts: time, ends: time, moment: datetime):
    if starts == ends:
        return

    day = is_open(f"{starts:%H:%M}-{ends:%H:%M}", moment)
    night = is_open(f"{ends:%H:%M}-{starts:%H:%M}", moment)

    assert day != night


def test_by_day_the_duty_manager_and_by_night_the_out_of_hours_team():
    routes = (NIGHT, DUTY, SPEAKING_UP)

    by_day = routes_for(Concern.CHILD, routes, role=None, at=at(0, 10))
    by_night = routes_for(Concern.CHILD, routes, role=None, at=at(0, 22))

    assert [route.name for route in by_day] == ["Duty manager", "Emergency services"]
    assert [route.name for route in by_night] == ["Out-of-hours team", "Emergency services"]


def test_where_none_answers_now_all_are_shown_with_their_hours():
    shown = routes_for(Concern.CHILD, (DUTY,), role=None, at=at(5, 12))

    assert [(route.name, route.hours) for route in shown] == [
        ("Duty manager", "mon-fri 09:00-17:30"),
        ("Emergency services", None),
    ]


def test_a_route_for_a_role_is_shown_to_that_role_alone():
    routes = (RESIDENTIAL, DUTY)

    residential = routes_for(Concern.CHILD, routes, role="residential", at=MONDAY_NOON)
    other = routes_for(Concern.CHILD, routes, role="social worker", at=MONDAY_NOON)
    unknown = routes_for(Concern.CHILD, routes, role=None, at=MONDAY_NOON)

    assert [route.name for route in residential] == ["On-call lead", "Duty manager", "Emergency services"]
    assert other == unknown
    assert "On-call lead" not in [route.name for route in other]


@pytest.mark.parametrize("concern", Concern)
def test_there_is_always_somewhere_to_turn(concern: Concern):
    shown = routes_for(concern, (), role=None, at=MONDAY_NOON)

    assert shown
    assert all(route.name and route.said_when for route in shown)


def test_how_i_am_always_names_the_helplines_once():
    named = Route(name="Samaritans", contact="116 123", said_when=Concern.HOW_I_AM)

    shown = routes_for(Concern.HOW_I_AM, (named,), role=None, at=MONDAY_NOON)

    assert [route.contact for route in shown] == ["", "116 123", "text SHOUT to 85258"]
    assert shown[0].name.startswith("Your supervisor")


def test_what_stays_in_front_of_a_person_leaves_no_route_out():
    routes = (DUTY, NIGHT, RESIDENTIAL, SPEAKING_UP)

    shown = in_order(routes, role="social worker", at=at(0, 22))

    assert [route.name for route in shown] == ["Out-of-hours team", "Speaking up line", "Duty manager"]
