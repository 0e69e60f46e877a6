"""What a rhythm may wish for: the faults to mend before it starts, and the wish in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import available_timezones

from practice.cadence import lies_in, stretch_on, wished_dates
from practice.contact import DAYS_APART, WEEKLY
from practice.facts import Days, Moment, Nth, Weekday, Wish

EVERY_WEEKS = (1, 2, 4, 6)
"""How many weeks may lie from one turn of weekdays to the next."""

LONGEST_SPREAD = timedelta(hours=4)
LONGEST_EXPIRY = 20
LONGEST_OFFSET = 366
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""The first and the last date that anything of a rhythm may name."""

DATES = "on"
STARTS_ON = "starts_on"
ENDS_ON = "ends_on"
ZONE = "zone"
MOMENT = "moment"
SPREAD = "spread"
EXPIRES = "expires_after"
REMINDER = "remind_after"
AT = "at"

_A_YEAR = timedelta(days=366)
_SAMPLE = 56
_WEEKS_TOGETHER = 8
_NUMBERS = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_TIMES = {1: "Once", 2: "Twice", 3: "Three times"}
_WEEKS = {2: "two", 4: "four", 6: "six"}
_WEEK = tuple(Weekday)
DAY_NAMES = dict(
    zip(
        Weekday,
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        strict=True,
    )
)
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A thing to change before a rhythm can start: the part of the wish it lies in, and the sentence."""

    field: str
    sentence: str


def faults(wish: Wish, *, members: Sequence[Days] = (), weekly: int = WEEKLY) -> list[str]:
    """Return a sentence for each thing to change before a rhythm can start, as `faults_of` finds them."""
    return [fault.sentence for fault in faults_of(wish, members=members, weekly=weekly)]


def faults_of(wish: Wish, *, members: Sequence[Days] = (), weekly: int = WEEKLY) -> list[Fault]:
    """Return each thing to change before a rhythm can start; none when it may.

    `members` are the calendars of the people it is for: of these only working patterns are looked at, never
    what is quiet or closed, so that a manager learns nothing personal. `weekly` is the most questions a week.
    """
    found = [*_dates_unclear(wish), *_bounds_passed(wish)]
    if found:
        return found
    return [*_never_asks(wish), *_asks_too_often(wish, weekly=weekly), *_outside_hours(wish, members)]


def faults_together(wish: Wish, others: Sequence[Wish], *, weekly: int = WEEKLY) -> list[Fault]:
    """Return what to change where a rhythm beside a team's others would ask too often, week after week.

    In the eight weeks in which it runs beside them, more than half may not wish for more than `weekly`
    questions. Where two meet now and then the contact budget puts one off; that is no fault.
    """
    from_on = max([wish.starts_on, *(other.starts_on for other in others)])
    until_on = from_on + timedelta(weeks=_WEEKS_TOGETHER) - timedelta(days=1)
    there = [
        on
        for each in (wish, *others)
        for on in wished_dates(each, from_on=from_on, until_on=until_on, works=lambda _: True)
    ]
    weeks = [(on - from_on).days // 7 for on in there]
    crowded = sum(weeks.count(week) > weekly for week in range(_WEEKS_TOGETHER))
    if not others or crowded <= _WEEKS_TOGETHER // 2:
        return []
    sentence = (
        f"Together with the team's other rhythms it asks more than {weekly} times a week; "
        "choose fewer dates, or end another first."
    )
    return [Fault(field=DATES, sentence=sentence)]


def is_zone(name: str) -> bool:
    """Return whether a name is an IANA zone of the installed time zone database."""
    return name in _zones()


def in_words(wish: Wish) -> str:
    """Return a wish without faults as one sentence, without its full stop."""
    parts = [_dates_in_words(wish), _time_in_words(wish), _from_until(wish)]
    return ", ".join(parts)


def _dates_unclear(wish: Wish) -> list[Fault]:
    ways = sum([bool(wish.on), bool(wish.nth), wish.after is not None])
    offsets = () if wish.after is None else wish.after.offsets
    checks = {
        "It says its dates in no way or in several; give one of on, nth and after.": ways != 1,
        "nth counts within a month; choose first, second, third, fourth or last.": any(
            nth.number not in _NUMBERS for nth in wish.nth
        ),
        "It has no days after the event; give one offset or more.": wish.after is not None and not offsets,
        f"An offset counts days after the event; choose 0 to {LONGEST_OFFSET}.": any(
            not 0 <= offset <= LONGEST_OFFSET for offset in offsets
        ),
        f"every_weeks is {wish.every_weeks}; choose 1, 2, 4 or 6.": wish.every_weeks not in EVERY_WEEKS,
        "every_weeks goes with weekdays; leave it out, or give the weekdays in on.": (
            wish.every_weeks != 1 and not wish.on
        ),
    }
    return [Fault(field=DATES, sentence=sentence) for sentence, applies in checks.items() if applies][:1]


def _bounds_passed(wish: Wish) -> list[Fault]:
    found = {
        field: f"The date lies too far away; choose one between {EARLIEST.year} and {LATEST.year}."
        for field, on in ((STARTS_ON, wish.starts_on), (ENDS_ON, wish.ends_on))
        if on is not None and not EARLIEST <= on <= LATEST
    }
    if wish.ends_on is not None and wish.ends_on < wish.starts_on:
        found[ENDS_ON] = (
            f"It ends on {_day(wish.ends_on, year=True)}, before it starts on "
            f"{_day(wish.starts_on, year=True)}; choose a later end."
        )
    if wish.zone is not None and not is_zone(wish.zone):
        found[ZONE] = f'No zone is called "{wish.zone}"; use "member", or a name such as "Europe/London".'
    if wish.moment is Moment.DURING:
        found[MOMENT] = (
            "Questions for during the work are found in /reflect and never sent; choose before or after."
        )
    if not timedelta(0) <= wish.spread <= LONGEST_SPREAD:
        found[SPREAD] = (
            f"The spread is too wide; choose 0 to {LONGEST_SPREAD // timedelta(minutes=1)} minutes."
        )
    if not 1 <= wish.expires_after <= LONGEST_EXPIRY:
        found[EXPIRES] = f"expires_after is {wish.expires_after} working days; choose 1 to {LONGEST_EXPIRY}."
    elif wish.remind_after is not None and not 1 <= wish.remind_after <= wish.expires_after:
        found[REMINDER] = (
            f'A reminder comes before the question expires; choose 1 to {wish.expires_after}, or "never".'
        )
    return [Fault(field=field, sentence=sentence) for field, sentence in found.items()]


def _never_asks(wish: Wish) -> list[Fault]:
    if wish.after is not None or _wished(wish):
        return []
    sentence = "It ends before its first date, so it can never ask; choose a later end or other dates."
    return [Fault(field=DATES if wish.ends_on is None else ENDS_ON, sentence=sentence)]


def _asks_too_often(wish: Wish, *, weekly: int) -> list[Fault]:
    if wish.after is not None:
        there = [wish.starts_on + timedelta(days=offset) for offset in sorted(set(wish.after.offsets))]
        crowded = any(sum(on <= other < on + timedelta(days=7) for other in there) > weekly for on in there)
    else:
        there = _wished(wish)
        mondays = [on - timedelta(days=on.weekday()) for on in there]
        crowded = any(mondays.count(monday) > weekly for monday in set(mondays))
    if crowded:
        sentence = f"It asks more than {weekly} times in a week; choose fewer dates."
        return [Fault(field=DATES, sentence=sentence)]
    if any((after - before).days < DAYS_APART for before, after in pairwise(there)):
        return [Fault(field=DATES, sentence="It asks on two days running; leave a day between.")]
    return []


def _outside_hours(wish: Wish, members: Sequence[Days]) -> list[Fault]:
    soon = [wish.starts_on + timedelta(days=number) for number in range(_SAMPLE)]
    at_work = [
        (days.zone, stretch)
        for on in soon
        for days in members
        if (not wish.on or _WEEK[on.weekday()] in wish.on) and (stretch := stretch_on(days, on)) is not None
    ]
    worked = {_WEEK[stretch.on.weekday()] for _, stretch in at_work}
    unworked = [DAY_NAMES[day] for day in Weekday if day in wish.on and day not in worked]
    if members and unworked:
        sentence = f"Nobody it is for works on {_listed(unworked)}; choose other days."
        return [Fault(field=DATES, sentence=sentence)]
    at = wish.at
    if at is None or not members:
        return []
    if any(lies_in(stretch, at, wish.zone or zone) for zone, stretch in at_work):
        return []
    sentence = f"{at:%H:%M} is outside everyone's working hours; choose another time, or each person's own."
    return [Fault(field=AT, sentence=sentence)]


def _wished(wish: Wish) -> list[date]:
    until_on = wish.starts_on + 2 * _A_YEAR
    return wished_dates(wish, from_on=wish.starts_on, until_on=until_on, works=lambda _: True)


def _dates_in_words(wish: Wish) -> str:
    if wish.after is not None:
        offsets = sorted(wish.after.offsets)
        unit = "day" if offsets == [1] else "days"
        return f"{_listed([str(offset) for offset in offsets])} {unit} after {wish.after.event}"
    if wish.nth:
        return f"Every month, on {_listed([_nth(nth) for nth in wish.nth])}"
    names = _listed([DAY_NAMES[day] for day in Weekday if day in wish.on])
    if wish.every_weeks == 1:
        return f"{_TIMES.get(len(wish.on), 'Every day of these')} a week, on {names}"
    return f"Every {_WEEKS[wish.every_weeks]} weeks, on {names}"


def _nth(nth: Nth) -> str:
    return f"the {_NUMBERS[nth.number]} {DAY_NAMES[nth.day]}"


def _time_in_words(wish: Wish) -> str:
    if wish.at is None:
        return "at each person's own time"
    return f"at {wish.at:%H:%M} {'where each person is' if wish.zone is None else f'in {wish.zone}'}"


def _from_until(wish: Wish) -> str:
    if wish.ends_on is None:
        return f"from {_day(wish.starts_on, year=True)}"
    year = wish.ends_on - wish.starts_on >= _A_YEAR
    return f"from {_day(wish.starts_on, year=year)} until {_day(wish.ends_on, year=year)}"


def _day(on: date, *, year: bool) -> str:
    words = f"{on.day} {_MONTHS[on.month - 1]}"
    return f"{words} {on.year}" if year else words


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
