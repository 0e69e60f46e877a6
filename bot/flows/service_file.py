"""The service file: what an administrator writes to set up people, teams and rhythms."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import chain
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from bot.errors import Mistaken
from practice.facts import After as AfterEvent
from practice.facts import Hours, Moment, Shift, Weekday, Wish, WorkingPattern
from practice.facts import Nth as NthDay
from practice.identifiers import guard, plain_words
from prompts.prompt import Role

LARGEST = 5_000_000
LONGEST_OPEN = 20
MOST_OPTIONS = 9
MOST_CLOSURES = 400
MOST_NOT_NAMES = 400
Event = Literal["training", "joining", "supervision", "visit"]
SlackId = Annotated[str, Field(pattern="^[UW][A-Z0-9]{2,20}$")]
Words = Annotated[str, Field(min_length=1, max_length=200)]
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def _hours(written: object) -> object:
    match = re.fullmatch(r"(\d\d:\d\d)-(\d\d:\d\d)", written) if isinstance(written, str) else None
    if match is None:
        raise ValueError('hours read like "09:00-17:00"')
    starts, ends = (time.fromisoformat(part) for part in match.groups())
    if starts == ends:
        raise ValueError("hours start and end at the same minute")
    return Hours(starts=starts, ends=ends)


def _clock_time(written: object) -> object:
    if isinstance(written, str) and re.fullmatch(r"\d\d:\d\d", written):
        return time.fromisoformat(written)
    raise ValueError('a time reads like "13:00"')


def _working_days(written: object) -> object:
    match = re.fullmatch(r"(\d+) working days?", written) if isinstance(written, str) else None
    if match is None or not 1 <= int(match.group(1)) <= LONGEST_OPEN:
        raise ValueError('write a number of working days from 1 to 20, such as "3 working days"')
    return int(match.group(1))


def _reminder(written: object) -> object:
    return None if written == "never" else _working_days(written)


def _zone(written: object) -> object:
    if written != "member" and written not in available_timezones():
        raise ValueError(f'{written!r} is not a known zone; write "member" or a name such as "Europe/London"')
    return written


def _not_name(written: object) -> object:
    if not isinstance(written, str) or not plain_words(written) or guard(written).hard:
        raise ValueError('write words such as "Sunshine House", without numbers or addresses')
    return written


ClockHours = Annotated[Hours, BeforeValidator(_hours)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
NotName = Annotated[Words, BeforeValidator(_not_name)]


class Part(BaseModel):
    """A piece of the file: unknown keys are refused, so a slip of the pen is noticed."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SignpostPart(Part):
    """A route to help or safeguarding."""

    name: Words
    contact: Words
    when: Words
    roles: tuple[Role, ...] = ()
    hours: str | None = Field(default=None, max_length=80)


class ServicePart(Part):
    """The service as a whole."""

    name: Words
    calendar: Literal["england-and-wales", "scotland", "northern-ireland", "none"] = "england-and-wales"
    zone: Annotated[str, BeforeValidator(_zone)] = "Europe/London"
    minimum_group: int = Field(default=5, ge=5, le=100)
    hours: ClockHours = Field(default_factory=lambda: Hours(starts=time(9), ends=time(17)))
    practice_leads: tuple[SlackId, ...] = ()
    commissioners: tuple[SlackId, ...] = ()
    administrators: tuple[SlackId, ...] = ()
    signposts: tuple[SignpostPart, ...] = ()
    closures: tuple[date, ...] = Field(default=(), max_length=MOST_CLOSURES)
    focus_options: tuple[str, ...] = Field(default=(), max_length=MOST_OPTIONS)
    not_names: tuple[NotName, ...] = Field(default=(), max_length=MOST_NOT_NAMES)
    talk_it_through: bool = Field(default=False, strict=True)


class ShiftPart(Part):
    """A repeating shift from an anchor date."""

    pattern: str = Field(pattern=r"^\d{1,2} on \d{1,2} off$")
    from_on: date = Field(alias="from")
    start: ClockTime
    end: ClockTime

    def as_shift(self) -> Shift:
        """Return the shift this describes."""
        days_on, days_off = (int(number) for number in re.findall(r"\d+", self.pattern))
        hours = Hours(starts=self.start, ends=self.end)
        return Shift(days_on=days_on, days_off=days_off, anchor_on=self.from_on, hours=hours)


class HappeningPart(Part):
    """Something dated from which a rhythm may count days."""

    kind: Event
    on: date


class PersonPart(Part):
    """Optional detail about one person."""

    slack: SlackId
    role: Role | None = None
    started_on: date | None = None
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
    pack: str = Field(pattern="^[a-z0-9-]{1,60}$")
    on: tuple[Weekday, ...] = ()
    nth: tuple[str, ...] = ()
    after: Event | None = None
    offsets: tuple[Annotated[int, Field(ge=0, le=400)], ...] = ()
    every_weeks: Literal[1, 2, 4, 6] = 1
    at: Annotated[
        Literal["moment"] | time, BeforeValidator(lambda at: at if at == "moment" else _clock_time(at))
    ] = "moment"
    zone: Annotated[str, BeforeValidator(_zone)] = "member"
    spread_minutes: int = Field(default=20, ge=0, le=240)
    starts_on: date
    ends_on: date | None = None
    expires_after: Annotated[int, BeforeValidator(_working_days)] = 3
    remind_after: Annotated[int | None, BeforeValidator(_reminder)] = None

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
    key: str = Field(default="", pattern="^[a-z0-9-]{0,60}$")
    focus: tuple[str, ...] = Field(default=(), max_length=2)
    supervisors: tuple[SlackId, ...] = ()
    managers: tuple[SlackId, ...] = ()
    practitioners: tuple[SlackId, ...] = ()
    rhythms: tuple[RhythmPart, ...] = ()
    closures: tuple[date, ...] = Field(default=(), max_length=MOST_CLOSURES)
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
    if len(written) > LARGEST:
        raise Mistaken("The service file is larger than 5 MB; split it by service.")
    try:
        parsed = tomllib.loads(written.decode())
    except UnicodeDecodeError:
        raise Mistaken("The service file is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Mistaken(f"The service file is not valid TOML: {error}.") from None
    try:
        file = ServiceFile.model_validate(parsed)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        raise Mistaken(f"{place_of(first['loc'])}: {first['msg'].removeprefix('Value error, ')}") from None
    for place, reason in _disagreements(file):
        raise Mistaken(f"{place}: {reason}")
    return file


def place_of(steps: tuple[int | str, ...]) -> str:
    """Return where in the file, as `teams[0].rhythms[0].pack`."""
    place = ""
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        elif not step.startswith(("function-", "literal[", "time", "is-instance")):
            place += f".{step}" if place else step
    return place or "the file"


def _disagreements(file: ServiceFile) -> Iterator[tuple[str, str]]:
    """Yield what single values cannot show: things named twice, and people in two capacities of one team."""
    yield from _named_twice("people", [person.slack for person in file.people], "slack")
    yield from _repeated("service.closures", file.service.closures)
    yield from _repeated("service.not_names", file.service.not_names)
    yield from _repeated("service.focus_options", file.service.focus_options)
    yield from _named_twice("teams", [team.known_as for team in file.teams], "key")
    for number, team in enumerate(file.teams):
        place = f"teams[{number}]"
        if not team.known_as:
            yield f"{place}.key", "the name has no letters to make a key of; write a key"
        yield from _named_twice(f"{place}.rhythms", [rhythm.name for rhythm in team.rhythms], "name")
        yield from _repeated(f"{place}.practitioners", team.practitioners)
        yield from _repeated(f"{place}.focus", team.focus)
        yield from _repeated(f"{place}.closures", team.closures)


def _named_twice(place: str, names: list[str], key: str) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield f"{place}[{index}].{key}", f"{name!r} stands in the file twice; name it once"


def _repeated(place: str, names: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(names):
        if name in names[:index]:
            yield f"{place}[{index}]", f"{name} stands in this list twice; name it once"


def slug_of(name: str) -> str:
    """Return a practice element's slug from its slug or its name."""
    return "-".join(name.lower().replace("'", "").replace("\u2019", "").split())
