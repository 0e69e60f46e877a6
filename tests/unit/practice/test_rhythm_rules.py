"""A rhythm that cannot work is refused with the sentence that says what to change."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.cadence import wished_dates
from practice.facts import After, Days, Hours, Moment, Nth, Quiet, Shift, Weekday, Wish, WorkingPattern
from practice.rhythm_rules import faults, faults_of, faults_together, in_words, is_zone

LONG_AGO = date(2020, 1, 1)


def wish_of(**changes: Any) -> Wish:
    usual: dict[str, Any] = {"on": frozenset({Weekday.TUE}), "starts_on": date(2026, 11, 24)}
    return Wish(**{**usual, **changes})


def on(*days: Weekday, **changes: Any) -> Wish:
    return wish_of(on=frozenset(days), **changes)


def after(*offsets: int, **changes: Any) -> Wish:
    return on(after=After(event="training", offsets=offsets), **changes)


def member(
    pattern: WorkingPattern | None = None, *, zone: str = "Europe/London", quiet: bool = False
) -> Days:
    return Days(
        zone=zone,
        patterns=((LONG_AGO, pattern or WorkingPattern()),),
        quiets=(Quiet(from_on=LONG_AGO, until_on=None),) if quiet else (),
    )


NIGHTS = WorkingPattern(
    shift=Shift(days_on=2, days_off=4, anchor_on=LONG_AGO, hours=Hours(starts=time(22), ends=time(8)))
)
OFFICE = [member(), member()]


@pytest.mark.parametrize("far", [date.min, date(1899, 12, 31), date(2200, 1, 1), date.max], ids=str)
def test_a_date_too_far_away_is_refused_before_anything_is_counted_from_it(far: date) -> None:
    there = faults_of(wish_of(starts_on=far, ends_on=date.max), members=OFFICE)

    assert [fault.field for fault in there] == ["starts_on", "ends_on"]
    assert all("choose one between 1900 and 2199" in fault.sentence for fault in there)


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(wish_of(), id="once a week"),
        pytest.param(on(Weekday.MON, Weekday.WED, every_weeks=6), id="twice in six weeks"),
        pytest.param(
            wish_of(at=time(12, 15), zone="Europe/London", spread=timedelta(minutes=20)), id="at a time"
        ),
        pytest.param(on(nth=(Nth(number=-1, day=Weekday.FRI),)), id="nth"),
        pytest.param(after(3, 10, 24), id="after an event"),
        pytest.param(wish_of(ends_on=date(2026, 11, 24)), id="one date"),
        pytest.param(wish_of(remind_after=1), id="with a reminder"),
    ],
)
def test_a_rhythm_that_can_work_has_no_faults(wish: Wish) -> None:
    assert faults(wish, members=OFFICE) == []


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        pytest.param(
            on(), "It says its dates in no way or in several; give one of on, nth and after.", id="no dates"
        ),
        pytest.param(
            wish_of(after=After(event="training", offsets=(3,))),
            "It says its dates in no way or in several; give one of on, nth and after.",
            id="dates said twice",
        ),
        pytest.param(
            on(nth=(Nth(number=5, day=Weekday.MON),)),
            "nth counts within a month; choose first, second, third, fourth or last.",
            id="a fifth Monday",
        ),
        pytest.param(after(), "It has no days after the event; give one offset or more.", id="no offsets"),
        pytest.param(
            after(-1), "An offset counts days after the event; choose 0 to 366.", id="before the event"
        ),
        pytest.param(
            wish_of(every_weeks=3), "every_weeks is 3; choose 1, 2, 4 or 6.", id="every three weeks"
        ),
        pytest.param(
            wish_of(every_weeks=0), "every_weeks is 0; choose 1, 2, 4 or 6.", id="every nought weeks"
        ),
        pytest.param(
            after(3, every_weeks=2),
            "every_weeks goes with weekdays; leave it out, or give the weekdays in on.",
            id="weeks after an event",
        ),
        pytest.param(
            wish_of(ends_on=date(2026, 11, 1)),
            "It ends on 1 November 2026, before it starts on 24 November 2026; choose a later end.",
            id="ends before it starts",
        ),
        pytest.param(
            wish_of(zone="Mars/Base"),
            'No zone is called "Mars/Base"; use "member", or a name such as "Europe/London".',
            id="unknown zone",
        ),
        pytest.param(
            wish_of(moment=Moment.DURING),
            "Questions for during the work are found in /reflect and never sent; choose before or after.",
            id="during",
        ),
        pytest.param(
            wish_of(spread=timedelta(hours=5)),
            "The spread is too wide; choose 0 to 240 minutes.",
            id="spread",
        ),
        pytest.param(
            wish_of(expires_after=0),
            "expires_after is 0 working days; choose 1 to 20.",
            id="no time to answer",
        ),
        pytest.param(
            wish_of(remind_after=4),
            'A reminder comes before the question expires; choose 1 to 3, or "never".',
            id="a reminder too late",
        ),
        pytest.param(
            wish_of(starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 30)),
            "It ends before its first date, so it can never ask; choose a later end or other dates.",
            id="never",
        ),
        pytest.param(
            on(Weekday.MON, Weekday.WED, Weekday.FRI),
            "It asks more than 2 times in a week; choose fewer dates.",
            id="three a week",
        ),
        pytest.param(
            on(Weekday.MON, Weekday.TUE),
            "It asks on two days running; leave a day between.",
            id="two days running",
        ),
        pytest.param(
            on(nth=(Nth(number=1, day=Weekday.MON), Nth(number=1, day=Weekday.TUE))),
            "It asks on two days running; leave a day between.",
            id="first Monday and first Tuesday",
        ),
        pytest.param(
            after(3, 4), "It asks on two days running; leave a day between.", id="offsets side by side"
        ),
        pytest.param(
            after(1, 3, 5),
            "It asks more than 2 times in a week; choose fewer dates.",
            id="three offsets in a week",
        ),
        pytest.param(
            on(Weekday.TUE, Weekday.SAT),
            "Nobody it is for works on Saturday; choose other days.",
            id="a day off",
        ),
        pytest.param(
            wish_of(at=time(21)),
            "21:00 is outside everyone's working hours; choose another time, or each person's own.",
            id="an evening",
        ),
        pytest.param(
            wish_of(at=time(12), zone="Asia/Tokyo"),
            "12:00 is outside everyone's working hours; choose another time, or each person's own.",
            id="noon elsewhere",
        ),
    ],
)
def test_a_rhythm_that_cannot_work_is_told_what_to_change(wish: Wish, sentence: str) -> None:
    assert faults(wish, members=OFFICE) == [sentence]


def test_sunday_and_the_monday_after_are_two_days_running() -> None:
    assert faults(on(Weekday.SUN, Weekday.MON)) == ["It asks on two days running; leave a day between."]


def test_several_faults_are_told_together() -> None:
    wish = wish_of(zone="Mars/Base", ends_on=date(2026, 11, 1), expires_after=30)

    assert len(faults(wish)) == 3


def test_a_night_shift_makes_an_evening_possible_and_saturday_worked() -> None:
    assert faults(wish_of(at=time(23)), members=[*OFFICE, member(NIGHTS)]) == []
    assert faults(on(Weekday.SAT), members=[*OFFICE, member(NIGHTS)]) == []


def test_three_a_week_are_fine_where_the_budget_allows_three() -> None:
    assert faults(on(Weekday.MON, Weekday.WED, Weekday.FRI), weekly=3) == []


def test_quiet_time_of_the_people_changes_no_sentence() -> None:
    wishes = [wish_of(), wish_of(at=time(21)), on(Weekday.SAT)]

    assert [faults(wish, members=[member(quiet=True)]) for wish in wishes] == [
        faults(wish, members=[member()]) for wish in wishes
    ]


@settings(deadline=None, max_examples=60)
@given(
    st.frozensets(st.sampled_from(Weekday), max_size=3),
    st.integers(-1, 7),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 1)),
)
def test_a_rhythm_without_faults_asks_at_least_once_and_within_the_budget(
    days: frozenset[Weekday], every_weeks: int, starts_on: date, ends_on: date | None
) -> None:
    wish = Wish(on=days, every_weeks=every_weeks, starts_on=starts_on, ends_on=ends_on)

    if not faults(wish):
        wished = wished_dates(
            wish, from_on=starts_on, until_on=starts_on + timedelta(days=400), works=lambda _: True
        )
        weeks = [there.isocalendar()[:2] for there in wished]
        assert wished
        assert all(weeks.count(week) <= 2 for week in weeks)


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        pytest.param(
            wish_of(ends_on=date(2027, 2, 26)),
            "Once a week, on Tuesday, at each person's own time, from 24 November until 26 February",
            id="once a week",
        ),
        pytest.param(
            on(Weekday.THU, Weekday.MON, at=time(12, 15), zone="Europe/London"),
            "Twice a week, on Monday and Thursday, at 12:15 in Europe/London, from 24 November 2026",
            id="twice a week, one zone, open",
        ),
        pytest.param(
            wish_of(every_weeks=4, at=time(9), ends_on=date(2027, 11, 30)),
            "Every four weeks, on Tuesday, at 09:00 where each person is, from 24 November 2026 until"
            " 30 November 2027",
            id="longer than a year",
        ),
        pytest.param(
            on(nth=(Nth(number=1, day=Weekday.MON), Nth(number=-1, day=Weekday.FRI))),
            "Every month, on the first Monday and the last Friday, at each person's own time,"
            " from 24 November 2026",
            id="nth",
        ),
        pytest.param(
            after(24, 3, 10),
            "3, 10 and 24 days after training, at each person's own time, from 24 November 2026",
            id="after an event",
        ),
        pytest.param(
            after(1),
            "1 day after training, at each person's own time, from 24 November 2026",
            id="the day after",
        ),
    ],
)
def test_a_wish_reads_as_one_sentence(wish: Wish, sentence: str) -> None:
    assert in_words(wish) == sentence


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/London", True),
        ("UTC", True),
        ("BST", False),
        ("", False),
        ("../etc/passwd", False),
        ("Europe", False),
    ],
)
def test_a_zone_is_known_by_its_iana_name(name: str, known: bool) -> None:
    assert is_zone(name) is known


def test_a_third_question_every_week_beside_two_others_is_too_many() -> None:
    others = [on(Weekday.MON), on(Weekday.WED)]

    (fault,) = faults_together(on(Weekday.FRI), others)

    assert fault.field == "on"
    assert fault.sentence == (
        "Together with the team's other rhythms it asks more than 2 times a week; "
        "choose fewer dates, or end another first."
    )


@pytest.mark.parametrize(
    "wish",
    [
        pytest.param(on(Weekday.FRI, every_weeks=4), id="now and then"),
        pytest.param(on(nth=(Nth(number=1, day=Weekday.FRI),)), id="monthly"),
        pytest.param(on(Weekday.FRI, starts_on=date(2027, 6, 1)), id="after the others have ended"),
        pytest.param(after(1, 8, 15), id="after an event"),
    ],
)
def test_rhythms_that_meet_now_and_then_are_fine_together(wish: Wish) -> None:
    others = [on(day, ends_on=date(2027, 5, 1)) for day in (Weekday.MON, Weekday.WED)]

    assert faults_together(wish, others) == []
    assert faults_together(wish, []) == []


def test_each_fault_names_the_part_it_lies_in() -> None:
    wish = wish_of(zone="Mars/Base", ends_on=date(2026, 11, 1), expires_after=30)

    assert {fault.field for fault in faults_of(wish)} == {"zone", "ends_on", "expires_after"}
