"""What a manager is shown of a team's rhythms, and what they hand in."""

from dataclasses import dataclass
from datetime import date, time

from practice.facts import Weekday
from practice.rhythm_rules import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A rhythm as a manager would like it; nothing is saved before they start it.

    `template` is the key of one of ours; `on` the weekdays, empty where days follow an event; `at` a local
    time of each person, None for each person's own.
    """

    template: str
    on: frozenset[Weekday] = frozenset()
    every_weeks: int = 1
    at: time | None = None
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmSeen:
    """A running rhythm as one sentence; `is_ours` says it was made here, so it can be changed here."""

    id: str
    name: str
    sentence: str
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRhythms:
    """A team's rhythms; `today` is the service's date."""

    key: str
    name: str
    today: date
    rhythms: tuple[RhythmSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSeen:
    """A date in the preview and how many questions are planned on it; none reads *not planned*."""

    on: date
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSeen:
    """A draft with its sentence, what to change before it can start, and its eight weeks.

    `rhythm` is the id of the one it would change, None for a new one. `next_on` is its first date from
    tomorrow on, None where the eight weeks have none.
    """

    team: TeamRhythms
    draft: Draft
    rhythm: str | None
    name: str
    sentence: str
    faults: tuple[Fault, ...]
    from_on: date
    dates: tuple[DateSeen, ...]
    next_on: date | None
