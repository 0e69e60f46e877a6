"""The service file: what an administrator writes to set up people, teams and rhythms."""

import re
from collections.abc import Iterator, Sequence
from datetime import time, timedelta
from itertools import chain
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from bot.errors import Mistaken
from bot.flows.service_values import (
    At,
    ClockHours,
    ClockTime,
    Day,
    EveryWeeks,
    Line,
    NotName,
    OpenFor,
    PackSlug,
    RemindAfter,
    ShiftPattern,
    SlackId,
    TeamKey,
    Words,
    Zone,
    ZoneOrMember,
    fault_of,
    parsed,
)
from practice.facts import After as AfterEvent
from practice.facts import Hours, Moment, Shift, Weekday, Wish, WorkingPattern
from practice.facts import Nth as NthDay
from prompts.prompt import Role

MOST_OPTIONS = 9
MOST_CLOSURES = 400
MOST_NOT_NAMES = 400
LONGEST_KEY = 60
Event = Literal["training", "joining", "supervision", "visit"]
Offset = Annotated[int, Field(ge=0, le=366, strict=True)]
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


class Part(BaseModel):
    """A piece of the file: unknown keys are refused, so a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SignpostPart(Part):
    """A route to help or safeguarding."""

    name: Words
    contact: Words
    when: Words
    roles: tuple[Role, ...] = ()
    hours: Line | None = Field(default=None, max_length=80)


class ServicePart(Part):
    """The service as a whole."""

    name: Words
    calendar: Literal["england-and-wales", "scotland", "northern-ireland", "none"] = "england-and-wales"
    zone: Zone = "Europe/London"
    minimum_group: int = Field(default=5, ge=5, le=100, strict=True)
    hours: ClockHours = Field(default_factory=lambda: Hours(starts=time(9), ends=time(17)))
    practice_leads: tuple[SlackId, ...] = ()
    commissioners: tuple[SlackId, ...] = ()
    administrators: tuple[SlackId, ...] = ()
    signposts: tuple[SignpostPart, ...] = ()
    closures: tuple[Day, ...] = Field(default=(), max_length=MOST_CLOSURES)
    focus_options: tuple[str, ...] = Field(default=(), max_length=MOST_OPTIONS)
    not_names: tuple[NotName, ...] = Field(default=(), max_length=MOST_NOT_NAMES)
    talk_it_through: bool = Field(default=False, strict=True)


class ShiftPart(Part):
    """A repeating shift from an anchor date."""

    pattern: ShiftPattern
    from_on: Day = Field(alias="from")
    start: ClockTime
    end: ClockTime

    @model_validator(mode="after")
    def _lasts(self) -> "ShiftPart":
        if self.start == self.end:
            raise ValueError("it starts and ends at the same minute; change `start` or `end`")
        return self

    def as_shift(self) -> Shift:
        """Return the shift this describes."""
        days_on, days_off = (int(number) for number in re.findall(r"\d+", self.pattern))
        hours = Hours(starts=self.start, ends=self.end)
        return Shift(days_on=days_on, days_off=days_off, anchor_on=self.from_on, hours=hours)


class HappeningPart(Part):
    """Something dated from which a rhythm may count days."""

    kind: Event
    on: Day


class PersonPart(Part):
    """Optional detail about one person."""

    slack: SlackId
    role: Role | None = None
    started_on: Day | None = None
    taking_part: Literal["ask", "agreed"] = "ask"
    working_days: tuple[Weekday, ...] | None = Field(default=None, min_length=1)
    hours: ClockHours | None = None
    preferred_time: ClockTime | None = None
    shift: ShiftPart | None = None
    happenings: tuple[HappeningPart, ...] = ()

    def pattern(self, usual: Hours) -> WorkingPattern | None:
        """Return the working pattern the file gives, or None when it says nothing of it."""
        if self.working_days is None and self.hours is None and self.shift is None:
            return None
        plain = WorkingPattern()
        return WorkingPattern(
            days=frozenset(self.working_days or plain.days),
            hours=self.hours or usual,
            shift=self.shift.as_shift() if self.shift else None,
        )


class SupervisionPart(Part):
    """Who supervises whom."""

    supervisor: SlackId
    practitioner: SlackId
    kind: Literal["line", "professional", "practice educator"] = "line"


class RhythmPart(Part):
    """A recurring question."""

    name: Words
    pack: PackSlug
    on: tuple[Weekday, ...] = ()
    nth: tuple[str, ...] = ()
    after: Event | None = None
    offsets: tuple[Offset, ...] = ()
    every_weeks: EveryWeeks = 1
    at: At = "moment"
    zone: ZoneOrMember = "member"
    spread_minutes: int = Field(default=20, ge=0, le=240, strict=True)
    starts_on: Day
    ends_on: Day | None = None
    expires_after: OpenFor = 3
    remind_after: RemindAfter = None

    @model_validator(mode="after")
    def _says_when(self) -> "RhythmPart":
        if sum(bool(way) for way in (self.on, self.nth, self.after)) != 1:
            raise ValueError("say when with exactly one of `on`, `nth` and `after`")
        if bool(self.after) != bool(self.offsets):
            raise ValueError("`after` and `offsets` go together")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("it ends before it starts; change `ends_on` or `starts_on`")
        self.nth_days()
        return self

    def nth_days(self) -> tuple[NthDay, ...]:
        """Return the `nth` dates; raise ValueError for one that cannot be read."""
        found = []
        for written in self.nth:
            ordinal, _, day = written.partition(" ")
            if ordinal not in ORDINALS or day not in set(Weekday):
                raise ValueError('`nth` reads like "first mon" or "last fri"')
            found.append(NthDay(number=ORDINALS[ordinal], day=Weekday(day)))
        return tuple(found)

    def wish(self, moment: Moment) -> Wish:
        """Return what this asks for; `moment` is the pack's own."""
        return Wish(
            on=frozenset(self.on),
            nth=self.nth_days(),
            after=AfterEvent(event=self.after, offsets=self.offsets) if self.after else None,
            every_weeks=self.every_weeks,
            at=None if self.at == "moment" else self.at,
            zone=None if self.zone == "member" else self.zone,
            moment=moment,
            spread=timedelta(minutes=self.spread_minutes),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            expires_after=self.expires_after,
            remind_after=self.remind_after,
        )


class TeamPart(Part):
    """A team with its people and rhythms."""

    name: Words
    key: TeamKey = ""
    focus: tuple[str, ...] = Field(default=(), max_length=2)
    supervisors: tuple[SlackId, ...] = ()
    managers: tuple[SlackId, ...] = ()
    practitioners: tuple[SlackId, ...] = ()
    rhythms: tuple[RhythmPart, ...] = ()
    closures: tuple[Day, ...] = Field(default=(), max_length=MOST_CLOSURES)
    happenings: tuple[HappeningPart, ...] = ()

    @property
    def known_as(self) -> str:
        """The team's key: its own, or the name in lower case joined by hyphens."""
        return self.key or "-".join(re.findall(r"[a-z0-9]+", self.name.lower()))


class ServiceFile(Part):
    """The whole file."""

    service: ServicePart
    people: tuple[PersonPart, ...] = ()
    supervision: tuple[SupervisionPart, ...] = ()
    teams: tuple[TeamPart, ...] = ()

    def everyone(self) -> list[str]:
        """Return every Slack id the file names, each once, in the order of the file."""
        service = self.service
        named: Iterator[str] = chain(
            service.practice_leads,
            service.commissioners,
            service.administrators,
            (person.slack for person in self.people),
            *((pair.supervisor, pair.practitioner) for pair in self.supervision),
            *(chain(team.supervisors, team.managers, team.practitioners) for team in self.teams),
        )
        return list(dict.fromkeys(named))


def read_service_file(written: bytes) -> ServiceFile:
    """Return the file's meaning; raise Mistaken with the place and the reason of the first fault."""
    try:
        file = ServiceFile.model_validate(parsed(written))
    except ValidationError as error:
        raise Mistaken(fault_of(error)) from None
    for place, reason in _disagreements(file):
        raise Mistaken(f"{place}: {reason}")
    return file


def _disagreements(file: ServiceFile) -> Iterator[tuple[str, str]]:
    """Yield what single values cannot show: things named twice, and people in two capacities of one team."""
    yield from _named_twice("people", [person.slack for person in file.people], "slack")
    yield from _repeated("service.closures", file.service.closures)
    yield from _repeated("service.not_names", file.service.not_names)
    yield from _repeated("service.focus_options", [slug_of(name) for name in file.service.focus_options])
    for number, pair in enumerate(file.supervision):
        if pair.supervisor == pair.practitioner:
            yield f"supervision[{number}]", "nobody supervises themselves; name two people"
    yield from _named_twice("teams", [team.known_as for team in file.teams], "key")
    for number, team in enumerate(file.teams):
        place = f"teams[{number}]"
        if not team.known_as:
            yield f"{place}.key", "the name has no letters to make a key of; write a key"
        if len(team.known_as) > LONGEST_KEY:
            yield f"{place}.key", "the name is too long to make a key of; write a key"
        yield from _named_twice(f"{place}.rhythms", [rhythm.name for rhythm in team.rhythms], "name")
        yield from _repeated(f"{place}.practitioners", team.practitioners)
        yield from _repeated(f"{place}.focus", [slug_of(name) for name in team.focus])
        yield from _repeated(f"{place}.closures", team.closures)


def _named_twice(place: str, names: list[str], key: str) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield f"{place}[{index}].{key}", f"{name!r} stands in the file twice; name it once"
        seen.add(name)


def _repeated(place: str, names: Sequence[Any]) -> Iterator[tuple[str, str]]:
    seen: set[Any] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield f"{place}[{index}]", f"{name} stands in this list twice; name it once"
        seen.add(name)


def slug_of(name: str) -> str:
    """Return a practice element's slug from its slug or its name."""
    return "-".join(name.lower().replace("'", "").replace("\u2019", "").split())
