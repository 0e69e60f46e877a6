"""Nobody is asked more than the contact budget allows, and what cannot keep its date says why."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.cadence import day_of, wished_dates
from practice.contact import (
    Deferred,
    HeldBack,
    Left,
    Pace,
    Planned,
    Reason,
    backing_off,
    has_room,
    may_ask,
    place,
    precedence,
    silences,
)
from practice.facts import After, Days, Hours, Moment, Nth, Quiet, Weekday, Wish, WorkingPattern
from practice.windows import bank_holidays

LAW = settings(deadline=None)
TUESDAY = date(2026, 11, 24)


def days_of(
    *,
    works: frozenset[Weekday] = frozenset(list(Weekday)[:5]),
    closures: frozenset[date] = frozenset(),
    quiets: tuple[Quiet, ...] = (),
) -> Days:
    pattern = WorkingPattern(days=works, hours=Hours(starts=time(9), ends=time(17)))
    return Days(zone="UTC", patterns=((date(2020, 1, 1), pattern),), closures=closures, quiets=quiets)


def wish_on(*on: Weekday, moment: Moment = Moment.AFTER, expires_after: int = 3) -> Wish:
    return Wish(
        on=frozenset(on), at=time(12), moment=moment, starts_on=date(2026, 1, 5), expires_after=expires_after
    )


def at_noon(on: date) -> datetime:
    return datetime.combine(on, time(12), UTC)


def at_five(on: date) -> datetime:
    return datetime.combine(on, time(17), UTC)


def quiet(from_on: date, until_on: date | None) -> tuple[Quiet, ...]:
    return (Quiet(from_on=from_on, until_on=until_on),)


def test_a_question_keeps_its_date_where_nothing_is_in_its_way() -> None:
    placed = place(wish_on(), days_of(), TUESDAY, taken=[], seed="")

    assert placed == Planned(on=TUESDAY, due_at=at_noon(TUESDAY), expires_at=at_five(date(2026, 11, 27)))


@pytest.mark.parametrize(
    ("days", "taken", "to_on", "reason"),
    [
        pytest.param(days_of(closures=frozenset({TUESDAY})), [], 25, Reason.CLOSED, id="closed that day"),
        pytest.param(days_of(works=frozenset({Weekday.THU})), [], 26, Reason.NOT_WORKING, id="a day off"),
        pytest.param(
            days_of(quiets=quiet(TUESDAY, date(2026, 11, 27))), [], 27, Reason.PERSONAL, id="quiet time"
        ),
        pytest.param(days_of(), [TUESDAY], 26, Reason.BUDGET, id="one a day, two apart"),
        pytest.param(days_of(), [date(2026, 11, 23)], 25, Reason.BUDGET, id="the day after another"),
        pytest.param(days_of(), [date(2026, 11, 25)], 27, Reason.BUDGET, id="the day before another"),
        pytest.param(
            days_of(closures=frozenset({TUESDAY})),
            [date(2026, 11, 26)],
            None,
            Reason.CLOSED,
            id="no room left",
        ),
        pytest.param(days_of(quiets=quiet(TUESDAY, None)), [], None, Reason.PERSONAL, id="paused"),
        pytest.param(
            days_of(),
            [date(2026, 11, 25), date(2026, 11, 27)],
            None,
            Reason.BUDGET,
            id="two that week already",
        ),
    ],
)
def test_what_cannot_go_on_its_date_goes_on_the_first_that_can_or_is_held_back(
    days: Days, taken: list[date], to_on: int | None, reason: Reason
) -> None:
    placed = place(wish_on(), days, TUESDAY, taken=taken, seed="")

    if to_on is None:
        assert placed == HeldBack(reason=reason)
    else:
        there = date(2026, 11, to_on)
        assert isinstance(placed, Deferred)
        assert (placed.to_on, placed.due_at, placed.reason) == (there, at_noon(there), reason)


def test_f22_a_bank_holiday_defers_and_expiry_counts_from_the_wished_date() -> None:
    days = days_of(closures=bank_holidays("england-and-wales", [2026, 2027]))

    placed = place(wish_on(Weekday.FRI), days, date(2026, 12, 25), taken=[], seed="")

    assert placed == Deferred(
        to_on=date(2026, 12, 29),
        due_at=at_noon(date(2026, 12, 29)),
        expires_at=at_five(date(2026, 12, 31)),
        reason=Reason.CLOSED,
    )


def test_f24_away_until_friday_resumes_on_monday() -> None:
    days = days_of(quiets=quiet(date(2026, 11, 23), date(2026, 11, 28)))

    thursday = place(wish_on(), days, date(2026, 11, 26), taken=[], seed="")
    early = place(wish_on(), days, date(2026, 11, 23), taken=[], seed="")

    assert isinstance(thursday, Deferred)
    assert thursday.to_on == date(2026, 11, 30)
    assert early == HeldBack(reason=Reason.PERSONAL)


def test_f34_of_two_rhythms_due_together_one_goes_now_and_one_later() -> None:
    first = place(wish_on(), days_of(), TUESDAY, taken=[], seed="one")
    assert isinstance(first, Planned)

    second = place(wish_on(), days_of(), TUESDAY, taken=[first.on], seed="two")

    assert isinstance(second, Deferred)
    assert second.to_on == date(2026, 11, 26)
    assert second.reason is Reason.BUDGET


def test_a_third_question_a_week_is_the_persons_own_choice() -> None:
    taken = [date(2026, 11, 23), date(2026, 11, 25)]
    friday = date(2026, 11, 27)

    assert place(wish_on(expires_after=1), days_of(), friday, taken=taken, seed="") == Deferred(
        to_on=date(2026, 11, 30),
        due_at=at_noon(date(2026, 11, 30)),
        expires_at=at_five(date(2026, 11, 30)),
        reason=Reason.BUDGET,
    )
    assert isinstance(place(wish_on(), days_of(), friday, taken=taken, weekly=3, seed=""), Planned)


def test_sunday_and_monday_are_too_near_although_their_weeks_differ() -> None:
    assert not has_room(date(2026, 11, 30), taken=[date(2026, 11, 29)])
    assert has_room(date(2026, 11, 30), taken=[date(2026, 11, 28), date(2026, 11, 26)])


def test_a_question_for_during_the_work_is_held_back() -> None:
    placed = place(wish_on(moment=Moment.DURING), days_of(), TUESDAY, taken=[], seed="")

    assert placed == HeldBack(reason=Reason.DURING)


@settings(LAW, max_examples=40)
@given(
    st.lists(st.frozensets(st.sampled_from(Weekday), min_size=1, max_size=3), min_size=1, max_size=4),
    st.frozensets(st.sampled_from(Weekday), min_size=1),
    st.frozensets(st.dates(date(2026, 11, 2), date(2026, 12, 6)), max_size=8),
    st.integers(1, 3),
)
def test_everything_together_keeps_the_budget_and_the_persons_days(
    rhythms: list[frozenset[Weekday]], works: frozenset[Weekday], closures: frozenset[date], weekly: int
) -> None:
    days = days_of(works=works, closures=closures)
    wished = sorted(
        (on, number)
        for number, rhythm in enumerate(rhythms)
        for on in wished_dates(
            wish_on(*rhythm), from_on=date(2026, 11, 2), until_on=date(2026, 12, 6), works=bool
        )
    )
    taken: list[date] = []

    for on, number in wished:
        wish = wish_on(*rhythms[number])
        placed = place(wish, days, on, taken=taken, weekly=weekly, seed=str(number))
        if not isinstance(placed, HeldBack):
            there = placed.on if isinstance(placed, Planned) else placed.to_on
            assert there >= on
            assert placed.due_at < placed.expires_at
            taken.append(there)
        if isinstance(placed, Deferred):
            between = range(1, (placed.to_on - on).days)
            assert all(
                not isinstance(
                    place(wish, days, on + timedelta(days=n), taken=taken, weekly=weekly, seed=""), Planned
                )
                for n in between
            )

    assert all(day_of(days, on) is not None for on in taken)
    assert all((after - before).days >= 2 for before, after in pairwise(sorted(taken)))
    weeks = [on.isocalendar()[:2] for on in taken]
    assert all(weeks.count(week) <= weekly for week in weeks)


@pytest.mark.parametrize(
    ("silences", "pace"),
    [
        (0, Pace.USUAL),
        (2, Pace.USUAL),
        (3, Pace.HALVED),
        (5, Pace.HALVED),
        (6, Pace.PAUSED),
        (60, Pace.PAUSED),
    ],
)
def test_three_silences_halve_the_pace_and_six_pause_it(silences: int, pace: Pace) -> None:
    assert backing_off(silences) is pace


def test_a_halved_pace_asks_every_other_time_and_a_paused_one_never() -> None:
    asked = {pace: [may_ask(pace, turns=turns) for turns in (1, 2, 3)] for pace in Pace}

    assert asked == {
        Pace.USUAL: [True, True, True],
        Pace.HALVED: [False, True, True],
        Pace.PAUSED: [False, False, False],
    }


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_a_person_can_read(reason: Reason) -> None:
    assert " " in reason.words
    assert "_" not in reason.words


def left_on(*dates: date) -> list[Left]:
    return [Left(on=on, expires_at=at_five(on + timedelta(days=3))) for on in dates]


@pytest.mark.parametrize(
    ("from_on", "until_on", "counted"),
    [
        pytest.param(TUESDAY, TUESDAY, 1, id="taken back the same day"),
        pytest.param(TUESDAY, date(2026, 11, 25), 0, id="not today"),
        pytest.param(date(2026, 11, 27), None, 0, id="from the day it expired"),
        pytest.param(date(2026, 11, 28), None, 1, id="from the day after"),
        pytest.param(date(2026, 11, 20), TUESDAY, 1, id="until its date"),
        pytest.param(date(2026, 11, 20), date(2026, 11, 25), 0, id="until the day after"),
    ],
)
def test_f23_a_question_that_quiet_touched_is_no_silence(
    from_on: date, until_on: date | None, counted: int
) -> None:
    assert silences(left_on(TUESDAY), days_of(quiets=quiet(from_on, until_on))) == counted


@given(st.lists(st.dates(date(2026, 1, 1), date(2027, 1, 1)), unique=True, max_size=12))
def test_quiet_only_ever_takes_silences_away(dates: list[date]) -> None:
    everything = silences(left_on(*dates), days_of())
    some = silences(left_on(*dates), days_of(quiets=quiet(date(2026, 3, 1), date(2026, 9, 1))))

    assert everything == len(dates)
    assert some <= everything


def test_out_of_a_day_less_than_two_weeks_of_quiet_a_question_moves() -> None:
    away = quiet(TUESDAY - timedelta(days=12), TUESDAY + timedelta(days=1))

    placed = place(wish_on(), days_of(quiets=away), TUESDAY, taken=[], seed="")

    assert isinstance(placed, Deferred)


def test_out_of_two_weeks_of_quiet_nothing_moves() -> None:
    away = quiet(TUESDAY - timedelta(days=13), TUESDAY + timedelta(days=1))

    placed = place(wish_on(), days_of(quiets=away), TUESDAY, taken=[], seed="")

    assert placed == HeldBack(reason=Reason.PERSONAL)


def test_where_two_meet_the_rarer_goes_first() -> None:
    weekly, fortnightly = wish_on(Weekday.TUE), replace(wish_on(Weekday.TUE), every_weeks=2)
    monthly = replace(wish_on(), nth=(Nth(number=1, day=Weekday.TUE),))
    after_training = replace(wish_on(), after=After(event="training", offsets=(3, 10)))

    in_order = sorted([weekly, monthly, fortnightly, after_training], key=precedence)

    assert in_order == [after_training, monthly, fortnightly, weekly]
