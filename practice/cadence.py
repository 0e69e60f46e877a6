"""When a wish falls due: dates on the local calendar, a time in each person's day, the zone last."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from itertools import chain, islice
from zoneinfo import ZoneInfo

from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday

from practice.facts import Days, Hours, Moment, Weekday, Wish

INTO_THE_DAY = timedelta(minutes=15)
"""How long after a day starts a question at its start comes."""

BEFORE_THE_END = timedelta(minutes=60)
"""How long before a day ends a question at its end comes."""

FIRST_STRETCH = timedelta(minutes=90)
"""The first part of a day, in which a question at its start lies whatever its spread; the last is as long."""

TIME_TO_ANSWER = timedelta(minutes=30)
"""What a question brought forward or spread out leaves of the day."""

_WEEK = tuple(Weekday)
_ONE_DAY = timedelta(days=1)
_FURTHEST = 60
_LAST_DATE = date(9000, 1, 1)


class Later(StrEnum):
    """When a question may come again; the values are the words to choose from."""

    END_OF_TODAY = "end of today"
    TOMORROW = "tomorrow"
    NEXT_WORKING_DAY = "next working day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One person's work that counts for the date `on`, as UTC moments, `ends_at` exclusive."""

    on: date
    starts_at: datetime
    ends_at: datetime


def wished_dates(
    wish: Wish,
    *,
    from_on: date,
    until_on: date,
    happened_on: Sequence[date] = (),
    works: Callable[[date], bool],
) -> list[date]:
    """Return the dates of a wish from `from_on` to `until_on`, both included, in order and each once.

    Weekdays recur every `every_weeks` weeks, counted from the Monday of the week of `starts_on`. Dates after
    an event (which took place on `happened_on`) move to the first date on that `works`, within sixty days.
    """
    first_on = max(from_on, wish.starts_on)
    last_on = min(until_on, wish.ends_on or _LAST_DATE)
    if first_on > last_on:
        return []
    wished = _on_weekdays(wish, first_on, last_on) if wish.on else set()
    wished |= _on_nth(wish, first_on, last_on) if wish.nth else set()
    if wish.after is not None:
        offset_dates = (
            happened + timedelta(days=offset) for happened in happened_on for offset in wish.after.offsets
        )
        wished |= {moved for on in offset_dates if (moved := _first(works, on)) is not None}
    return sorted(on for on in wished if first_on <= on <= last_on)


def moment_at(on: date, at: time, zone: str) -> datetime:
    """Return the UTC moment of a local time in an IANA zone.

    A time that the clocks skip is read with the offset before the gap, as RFC 5545 (section 3.3.5) says, so
    01:30 becomes 02:30; of a time that comes twice, the first pass counts.
    """
    return datetime.combine(on, at.replace(fold=0), ZoneInfo(zone)).astimezone(UTC)


def stretch_on(days: Days, on: date) -> Stretch | None:
    """Return the work of a date by the pattern alone, whatever is closed or quiet; None on a day off."""
    hours = _hours_on(days, on)
    if hours is None:
        return None
    ends_on = on + _ONE_DAY if hours.ends <= hours.starts else on
    starts_at = moment_at(on, hours.starts, days.zone)
    ends_at = moment_at(ends_on, hours.ends, days.zone)
    return Stretch(on=on, starts_at=starts_at, ends_at=ends_at) if starts_at < ends_at else None


def lies_in(stretch: Stretch, at: time, zone: str) -> bool:
    """Return whether a local time of a zone comes within a stretch of work."""
    return any(stretch.starts_at <= moment < stretch.ends_at for moment in _moments(stretch, at, zone))


def is_working_day(days: Days, on: date) -> bool:
    """Return whether a date is one of the person's working days: in their pattern and not closed."""
    return on not in days.closures and stretch_on(days, on) is not None


def is_quiet(days: Days, on: date) -> bool:
    """Return whether a quiet time covers a date."""
    return any(
        quiet.from_on <= on and (quiet.until_on is None or on < quiet.until_on) for quiet in days.quiets
    )


def day_of(days: Days, on: date) -> Stretch | None:
    """Return when something may be sent for a date; None on a day off, a closure or a quiet day.

    A shift is judged by the date it counts for, its shift date, even where it ends on the next.
    """
    if on in days.closures or is_quiet(days, on):
        return None
    return stretch_on(days, on)


def local_date(days: Days, now: datetime) -> date:
    """Return the date it is for the person: the shift date while a stretch of work lasts past midnight."""
    today = now.astimezone(ZoneInfo(days.zone)).date()
    night = stretch_on(days, today - _ONE_DAY)
    return night.on if night is not None and night.starts_at <= now < night.ends_at else today


def due_at(wish: Wish, days: Days, on: date, *, seed: str) -> datetime | None:
    """Return when a question for a date is due, always within the person's day; None when it may not be sent.

    The person's own time comes first, then the wish's `at` in its zone (or the person's), then the moment:
    the first or the last ninety minutes of the day. A time outside the day is brought to its start or to half
    an hour before its end, whichever is nearer. Up to `spread` is added, the same for the same seed and date,
    except to a time the person chose. A question for *during* is never sent.
    """
    stretch = day_of(days, on)
    if stretch is None or wish.moment is Moment.DURING:
        return None
    if days.preferred_at is not None:
        return _nearest(stretch, days.preferred_at, days.zone)
    if wish.at is not None and days.preferred_moment is None:
        base, until = _nearest(stretch, wish.at, wish.zone or days.zone), stretch.ends_at
    else:
        base, until = _part(stretch, days.preferred_moment or wish.moment)
    latest = min(until, max(base, stretch.ends_at - TIME_TO_ANSWER))
    return base + _spread(min(wish.spread, latest - base), seed=seed, on=on)


def sending_until(days: Days, on: date) -> datetime:
    """Return when a date's sending time is over: the end of its work or, on a day off, local midnight."""
    stretch = stretch_on(days, on)
    return moment_at(on + _ONE_DAY, time(), days.zone) if stretch is None else stretch.ends_at


def expires_at(wish: Wish, days: Days, on: date) -> datetime:
    """Return the end of the person's n-th working day after a date, n being `expires_after`.

    Closures are no working days and put it off; quiet time does not, so that questions do not pile up for
    somebody's return. Someone without working days has sixty days.
    """
    ahead = (on + timedelta(days=number) for number in range(1, _FURTHEST + 1))
    working = chain([on], (there for there in ahead if is_working_day(days, there)))
    last_on = next(islice(working, wish.expires_after, None), on + timedelta(days=_FURTHEST))
    return sending_until(days, last_on)


def later(days: Days, now: datetime) -> dict[Later, datetime]:
    """Return the choices of *Later* open to a person now, each with its moment.

    The end of today is half an hour before it and absent once past; tomorrow is absent on a day off, a
    closure or a quiet day. A later day is asked at the person's own time, or at its start.
    """
    today = local_date(days, now)
    open_now: dict[Later, datetime] = {}
    stretch = day_of(days, today)
    if stretch is not None and now < _last_place(stretch):
        open_now[Later.END_OF_TODAY] = _last_place(stretch)
    tomorrow = day_of(days, today + _ONE_DAY)
    if tomorrow is not None:
        open_now[Later.TOMORROW] = _own_time(days, tomorrow)
    next_on = _first(lambda on: day_of(days, on) is not None, today + _ONE_DAY)
    following = None if next_on is None else day_of(days, next_on)
    if following is not None:
        open_now[Later.NEXT_WORKING_DAY] = _own_time(days, following)
    return open_now


def _hours_on(days: Days, on: date) -> Hours | None:
    begun = [pattern for from_on, pattern in days.patterns if from_on <= on]
    if not begun:
        return None
    pattern = begun[-1]
    if pattern.shift is None:
        return pattern.hours if _WEEK[on.weekday()] in pattern.days else None
    shift = pattern.shift
    turn = (on - shift.anchor_on).days % (shift.days_on + shift.days_off)
    return shift.hours if turn < shift.days_on else None


def _first(holds: Callable[[date], bool], from_on: date) -> date | None:
    ahead = (from_on + timedelta(days=number) for number in range(_FURTHEST + 1))
    return next((on for on in ahead if holds(on)), None)


def _on_weekdays(wish: Wish, first_on: date, last_on: date) -> set[date]:
    anchor_on = wish.starts_on - timedelta(days=wish.starts_on.weekday())
    turns = (first_on - anchor_on).days // (7 * wish.every_weeks)
    dates = rrule(
        WEEKLY,
        interval=wish.every_weeks,
        wkst=MO,
        byweekday=[day.number for day in wish.on],
        dtstart=_naive(anchor_on + timedelta(weeks=turns * wish.every_weeks)),
        until=_naive(last_on),
    )
    return {moment.date() for moment in dates}


def _on_nth(wish: Wish, first_on: date, last_on: date) -> set[date]:
    dates = rrule(
        MONTHLY,
        byweekday=[weekday(nth.day.number, nth.number) for nth in wish.nth],
        dtstart=_naive(first_on.replace(day=1)),
        until=_naive(last_on),
    )
    return {moment.date() for moment in dates}


def _naive(on: date) -> datetime:
    return datetime.combine(on, time())


def _nearest(stretch: Stretch, at: time, zone: str) -> datetime:
    return min(_brought_inside(stretch, moment) for moment in _moments(stretch, at, zone))[1]


def _moments(stretch: Stretch, at: time, zone: str) -> list[datetime]:
    first_on = stretch.starts_at.astimezone(ZoneInfo(zone)).date()
    last_on = stretch.ends_at.astimezone(ZoneInfo(zone)).date()
    dates = (first_on + timedelta(days=number) for number in range((last_on - first_on).days + 1))
    return [moment_at(on, at, zone) for on in dates]


def _brought_inside(stretch: Stretch, moment: datetime) -> tuple[timedelta, datetime]:
    if moment < stretch.starts_at:
        return stretch.starts_at - moment, stretch.starts_at
    if moment >= stretch.ends_at:
        return moment - stretch.ends_at, _last_place(stretch)
    return timedelta(), moment


def _last_place(stretch: Stretch) -> datetime:
    return max(stretch.starts_at, stretch.ends_at - TIME_TO_ANSWER)


def _part(stretch: Stretch, moment: Moment) -> tuple[datetime, datetime]:
    middle = stretch.starts_at + (stretch.ends_at - stretch.starts_at) / 2
    if moment is Moment.BEFORE:
        return min(stretch.starts_at + INTO_THE_DAY, middle), stretch.starts_at + FIRST_STRETCH
    return max(stretch.ends_at - BEFORE_THE_END, middle), stretch.ends_at


def _own_time(days: Days, stretch: Stretch) -> datetime:
    if days.preferred_at is not None:
        return _nearest(stretch, days.preferred_at, days.zone)
    return _part(stretch, days.preferred_moment or Moment.BEFORE)[0]


def _spread(room: timedelta, *, seed: str, on: date) -> timedelta:
    minutes = max(room, timedelta()) // timedelta(minutes=1)
    chosen = int.from_bytes(sha256(f"{seed} {on.isoformat()}".encode()).digest())
    return timedelta(minutes=chosen % (minutes + 1))
