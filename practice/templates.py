"""The eight templates a manager starts a rhythm from: what each is for, and the wish it proposes."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from practice.facts import After, Moment, Nth, Weekday, Wish

OFTEN = 2
"""The most weeks between questions of a rhythm that asks often."""

FEWER_AFTER = timedelta(weeks=12)
"""How long a rhythm runs before its managers are asked whether less often would do."""

USUAL_SPREAD = timedelta(minutes=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A rhythm to start from.

    Its dates are weekdays (`on`, every `every_weeks` weeks), the `nth` of those weekdays in a month, or days
    `after` an event; the first two leave the weekdays to the manager. `lasts` is how long it proposes to run,
    None for no end.
    """

    key: str
    name: str
    sentence: str
    pack: str
    on: frozenset[Weekday] = frozenset()
    every_weeks: int = 1
    nth: int | None = None
    after: After | None = None
    lasts: timedelta | None = None


TEMPLATES: tuple[Template, ...] = (
    Template(
        key="weekly-question",
        name="Weekly question",
        sentence="One short question a week about the practice focus.",
        pack="pulse",
        on=frozenset({Weekday.TUE}),
    ),
    Template(
        key="twelve-weeks",
        name="Twelve weeks after training",
        sentence="After a training day: weekly at first, then fewer.",
        pack="starting-out",
        after=After(event="training", offsets=(3, 10, 17, 24, 38, 52, 66, 80)),
    ),
    Template(
        key="supervision-cycle",
        name="Supervision cycle",
        sentence="Every four weeks, something to think over before supervision.",
        pack="supervision-preparation",
        on=frozenset({Weekday.MON}),
        every_weeks=4,
    ),
    Template(
        key="newly-qualified",
        name="Newly qualified",
        sentence="For people who join: close together at first, then monthly.",
        pack="starting-out",
        after=After(event="joining", offsets=(7, 14, 28, 42, 56, 84, 112, 140, 168)),
    ),
    Template(
        key="monthly-pulse",
        name="Monthly pulse",
        sentence="A few taps once a month on how practice is moving.",
        pack="pulse",
        on=frozenset({Weekday.WED}),
        nth=1,
    ),
    Template(
        key="group-reflection",
        name="Group reflection",
        sentence="Every four weeks, one moment to bring to the group.",
        pack="group-reflection",
        on=frozenset({Weekday.THU}),
        every_weeks=4,
    ),
    Template(
        key="on-shift",
        name="On shift",
        sentence="Once a week, at the end of a shift, about a small moment on it.",
        pack="on-shift",
        on=frozenset({Weekday.WED}),
    ),
    Template(
        key="light-touch",
        name="Light touch",
        sentence="The same short question, every two weeks.",
        pack="pulse",
        on=frozenset({Weekday.TUE}),
        every_weeks=2,
    ),
)


def template(key: str) -> Template | None:
    """Return a template by its key."""
    return next((each for each in TEMPLATES if each.key == key), None)


def begins_on(chosen: Template, *, today: date) -> date:
    """Return the day after today on which a template proposes to begin.

    Weeks are counted from the one of that day, so where it asks every few weeks that is the first of its
    weekdays: begun on a later day of its week, it would first ask a whole round after.
    """
    ahead = [today + timedelta(days=number) for number in range(1, 8)]
    wished = [day for day in ahead if any(day.weekday() == each.number for each in chosen.on)]
    return wished[0] if wished and chosen.nth is None else ahead[0]


def wish_of(
    chosen: Template,
    *,
    on: frozenset[Weekday],
    every_weeks: int,
    at: time | None = None,
    moment: Moment,
    starts_on: date,
    ends_on: date | None,
) -> Wish:
    """Return what a template wishes on the weekdays chosen; an event's dates need none."""
    weekly = chosen.nth is None and chosen.after is None
    number = chosen.nth
    return Wish(
        on=on if weekly else frozenset(),
        nth=() if number is None else tuple(Nth(number=number, day=day) for day in Weekday if day in on),
        after=chosen.after,
        every_weeks=every_weeks if weekly else 1,
        at=at,
        moment=moment,
        spread=USUAL_SPREAD,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def may_ask_less(wish: Wish, *, since: date, today: date) -> bool:
    """Return whether a rhythm that began on `since` has run for twelve weeks, still runs and asks often.

    Often is every week or every second week; what asks seldom, or follows an event, is left alone.
    """
    still_runs = wish.ends_on is None or wish.ends_on > today
    return today - since >= FEWER_AFTER and still_runs and bool(wish.on) and wish.every_weeks <= OFTEN
