"""Which routes to help are shown: by what they are for, by role and by the hour."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from practice.safety import Concern

_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ALL: Final = frozenset(range(7))
_NAMED: Final = {
    "weekday": frozenset(range(5)),
    "weekend": frozenset({5, 6}),
    "daily": _ALL,
    "every day": _ALL,
    "7 days": _ALL,
}
_ALWAYS: Final = re.compile(
    r"\b24\s*(?:hours?|hrs?|h|/7)\b|\b(?:at )?any ?time\b|\balways\b|\bround the clock\b"
)
_DAY: Final = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_TIME: Final = r"(?:midnight|noon|midday|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?)"
_TOKEN: Final = re.compile(
    rf"(?P<days>\b(?:daily|every day|7 days|weekdays?|weekends?)\b)"
    rf"|(?P<first>\b{_DAY})(?:\s*(?:-|to|until)\s*(?P<last>{_DAY}))?"
    rf"|(?P<starts>\b{_TIME})\s*(?:-|to|until)\s*(?P<ends>{_TIME}\b)"
)
_EXCEPT: Final = re.compile(r"\b(?:except|not|closed|apart from|but)\b[^,;]*")
_HALF: Final = 12
_LAST_HOUR: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A route to help: its name, how to reach it, what it is for, for whom and when it answers.

    An empty `contact` is somebody the person knows how to reach. Empty `roles` are everybody; `hours` None
    is any hour.
    """

    name: str
    contact: str
    said_when: str
    hours: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A time that comes every week: the weekdays it begins on, 0 to 6 from Monday, and its two ends.

    One that ends at or before the minute it starts runs on into the next day.
    """

    days: frozenset[int]
    starts: time
    ends: time


EMERGENCY: Final = "Emergency services"
ALWAYS_THERE: Final[dict[Concern, tuple[Route, ...]]] = {
    Concern.CHILD: (Route(name=EMERGENCY, contact="999", said_when="if a child is in danger now"),),
    Concern.MY_SAFETY: (Route(name=EMERGENCY, contact="999", said_when="if you are in danger now"),),
    Concern.HOW_I_AM: (
        Route(name="Samaritans", contact="116 123", said_when="someone to listen, free, at any hour"),
        Route(
            name="Shout", contact="text SHOUT to 85258", said_when="someone to text with, free, at any hour"
        ),
    ),
}
"""Public routes that stand after whatever a service named for a concern."""

SUPERVISOR: Final = Route(
    name="Your supervisor, or anyone you trust at work", contact="", said_when=Concern.HOW_I_AM
)

WHERE_NONE_IS_NAMED: Final[dict[Concern, tuple[Route, ...]]] = {
    Concern.CHILD: (
        Route(name="Your duty manager or safeguarding lead", contact="", said_when=Concern.CHILD),
    ),
    Concern.COLLEAGUE: (
        Route(name="Your safeguarding lead, or a manager you trust", contact="", said_when=Concern.COLLEAGUE),
        Route(
            name="Your organisation's speaking up (whistleblowing) policy",
            contact="",
            said_when="if it is hard to raise nearby",
        ),
    ),
    Concern.MY_SAFETY: (Route(name="Your duty manager", contact="", said_when=Concern.MY_SAFETY),),
    Concern.HOW_I_AM: (),
}
"""What anyone can do where a service named no route for a concern."""


def in_order(routes: Iterable[Route], *, role: str | None, at: datetime) -> tuple[Route, ...]:
    """Return the routes for a role at a local moment: those that answer now first, none left out.

    For what stays in front of a person, such as a form, so that a route which opens later is there too.
    """
    fitting = [route for route in routes if not route.roles or role in route.roles]
    return tuple(sorted(fitting, key=lambda route: not is_open(route.hours, at)))


def routes_for(
    concern: Concern, routes: Iterable[Route], *, role: str | None, at: datetime
) -> tuple[Route, ...]:
    """Return where to turn with a concern, in a role, at a local moment; there is always somewhere.

    With how somebody is, their supervisor comes first. Of the service's routes, those that answer now; where
    none does, all of them with their hours. Public routes follow, and what anyone can do stands where the
    service named nothing.
    """
    named = [
        route
        for route in in_order(routes, role=role, at=at)
        if route.said_when.strip().lower() == concern.value.lower()
    ]
    open_now = [route for route in named if is_open(route.hours, at)]
    known = {route.contact for route in named}
    public = [route for route in ALWAYS_THERE.get(concern, ()) if route.contact not in known]
    first = (SUPERVISOR,) if concern is Concern.HOW_I_AM else ()
    return (*first, *(open_now or named or WHERE_NONE_IS_NAMED[concern]), *public)


def is_open(hours: str | None, at: datetime) -> bool:
    """Say whether written hours ("mon-fri 09:00-17:30") hold at a local moment.

    Hours nobody can read count as open: they are shown as written, and nothing says they are closed.
    """
    stretches = read_hours(hours)
    return not stretches or any(_holds(stretch, at) for stretch in stretches)


def read_hours(written: str | None) -> tuple[Stretch, ...]:
    """Return when written hours hold; empty for none, for "24 hours" and for what cannot be read.

    "mon-fri 09:00-12:00, 13:00-17:00; sat 10-2pm", "17:30-09:00", "weekends", "every day 8am to 8pm" are
    read; what stands after "except" or "not" is left out of the reading.
    """
    said = re.sub(r"[\u2010-\u2015\u2212]", "-", (written or "").lower())
    return tuple(_stretches(_ALWAYS.sub(" ", _EXCEPT.sub(" ", said))))


def _stretches(said: str) -> Iterator[Stretch]:
    days: frozenset[int] = frozenset()
    has_time = False
    for token in _TOKEN.finditer(said):
        if not token["starts"]:
            days = _days(token) if has_time else days | _days(token)
            has_time = False
            continue
        ends = _clock(token["ends"], after=None)
        starts = _clock(token["starts"], after=token["ends"])
        if starts is None or ends is None:
            continue
        if _is_by_the_office(token) and ends <= starts:
            ends = ends.replace(hour=ends.hour + _HALF)
        yield Stretch(days=days or _ALL, starts=starts, ends=ends)
        has_time = True
    if days and not has_time:
        yield Stretch(days=days, starts=time(), ends=time())


def _days(token: re.Match[str]) -> frozenset[int]:
    if token["days"]:
        return _NAMED[token["days"].removesuffix("s") if token["days"] not in _NAMED else token["days"]]
    first = _WEEK.index(token["first"][:3])
    last = _WEEK.index(token["last"][:3]) if token["last"] else first
    length = (last - first) % len(_WEEK) + 1
    return frozenset((first + step) % len(_WEEK) for step in range(length))


def _clock(written: str, *, after: str | None) -> time | None:
    """Return a written time of day; "9" in "9-5pm" is of the morning, "1" in "1-5pm" of the afternoon."""
    if written in ("midnight", "noon", "midday"):
        return time(0 if written == "midnight" else _HALF)
    hour, minute = (int(part) for part in (*re.findall(r"\d+", written), "0")[:2])
    half = written[-2:] if written.endswith(("am", "pm")) else ""
    if not half and after and after.endswith(("am", "pm")) and hour <= _HALF:
        later = int(re.findall(r"\d+", after)[0]) % _HALF
        half = after[-2:] if hour % _HALF < later else "am"
    if half:
        hour = hour % _HALF + (_HALF if half == "pm" else 0)
    if hour > _LAST_HOUR or minute > 59:  # noqa: PLR2004  minutes of an hour
        return None
    return time(hour % _LAST_HOUR, minute)


def _is_by_the_office(token: re.Match[str]) -> bool:
    """Say whether a range is two bare hours, as in "9-5", whose second is of the afternoon."""
    return all(
        written.isdigit() and 1 <= int(written) < _HALF for written in (token["starts"], token["ends"])
    )


def _holds(stretch: Stretch, at: datetime) -> bool:
    now, today = at.time(), at.weekday()
    if stretch.starts < stretch.ends:
        return today in stretch.days and stretch.starts <= now < stretch.ends
    yesterday = (at - timedelta(days=1)).weekday()
    return (today in stretch.days and now >= stretch.starts) or (
        yesterday in stretch.days and now < stretch.ends
    )
