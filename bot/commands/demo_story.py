"""The story the demo tells: its made-up service, what its people wrote, and how each week went for them."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from importlib import resources
from typing import Any

from bot.flows.service_file import ServiceFile, TeamPart, read_service_file
from practice.facts import Pressure
from sandbox.pages import Group
from sandbox.people import Member

SERVICE = "demo_service.toml"
WORDS = "demo_words.toml"
SEED = "Northshire"
FIRST_WEEK = date(2026, 9, 14)
WEEKS = 12
HEAVY_WEEKS = frozenset({7, 8})
NEWCOMER = "U0NADIFA"
LEAVES_OPEN = "U0ROSA"

_NAMES = {"U0FOLA": "Folasade", "U0SEUN": "Oluwaseun"}
_CODES = ("yes", "partly", "could_not", "did_not")
_LEVELS = tuple(str(pressure.level) for pressure in Pressure)
_USUAL_WEEK = (15, 40, 28, 13, 4)
_HEAVY_WEEK = (3, 17, 35, 33, 12)
_IN_THE_WAY = {
    "time": 30,
    "workload": 24,
    "deadline": 14,
    "decision": 10,
    "service": 12,
    "agency": 6,
    "place": 4,
}
_TELLS_PRESSURE = 0.88
_TELLS_BARRIERS = 0.8
_ANSWERS_NEXT_DAY = 0.1
_SKIPS = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody wrote: lines by the form's field names, and whether the team may see it."""

    lines: Mapping[str, str]
    shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What one person did with one question: a code of the weekly item, or None where they skipped it."""

    used: str | None
    pressure: str | None = None
    barriers: tuple[str, ...] = ()
    written: Written | None = None
    after: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One piece of writing, with the week it belongs to and the answer it was written after."""

    week: int
    after: str
    written: Written


def service() -> ServiceFile:
    """Return the made-up service as it is today."""
    return read_service_file(_file(SERVICE).read_bytes())


def without(file: ServiceFile, slack: str) -> ServiceFile:
    """Return the service as it was before somebody joined."""
    teams = tuple(
        team.model_copy(
            update={"practitioners": tuple(person for person in team.practitioners if person != slack)}
        )
        for team in file.teams
    )
    people = tuple(part for part in file.people if part.slack != slack)
    return file.model_copy(update={"teams": teams, "people": people})


def members(file: ServiceFile) -> list[Member]:
    """Return an account of the practice workspace for everybody the service names."""
    return [Member(id=slack, name=called(slack), real_name=called(slack)) for slack in file.everyone()]


def called(slack: str) -> str:
    """Return the first name behind an id of the made-up service."""
    return _NAMES.get(slack, slack.removeprefix("U0").title())


def groups(file: ServiceFile) -> list[Group]:
    """Return the people as the workspace's page lists them: each team, then the service."""
    roles = {part.slack: part.role or "practitioner" for part in file.people}
    listed = [Group(name=team.name, people=_titles(team, roles)) for team in file.teams]
    across = dict.fromkeys(file.service.practice_leads, "practice lead")
    across |= dict.fromkeys(file.service.commissioners, "commissioner")
    across |= dict.fromkeys(file.service.administrators, "administrator")
    return [*listed, Group(name=file.service.name, people=across)]


def replies(file: ServiceFile) -> Mapping[tuple[str, int], Reply]:
    """Return every reply of the twelve weeks by person and week, from 1; who is silent is not in it."""
    made: dict[tuple[str, int], Reply] = {}
    for team in file.teams:
        unwritten = pages(team.known_as)
        for week in range(1, WEEKS + 1):
            for person in team.practitioners:
                reply = _reply(person, week)
                if reply is None or (person, week) == (LEAVES_OPEN, WEEKS):
                    continue
                made[person, week] = replace(reply, written=_taken(unwritten, week, reply.used))
    return made


def week_of(on: date) -> int:
    """Return the week a date lies in, the first being 1."""
    return (on - FIRST_WEEK).days // 7 + 1


def _titles(team: TeamPart, roles: Mapping[str, str]) -> dict[str, str]:
    titles = dict.fromkeys(team.supervisors, "supervisor")
    titles |= dict.fromkeys(team.managers, "manager")
    return {slack: roles.get(slack, "practitioner") for slack in team.practitioners} | titles


def _reply(person: str, week: int) -> Reply | None:
    if _chance("replies", person, week) > 0.62 + 0.34 * _chance("keen", person):
        return None
    after = timedelta(minutes=2 + 55 * _chance("after", person, week) ** 2)
    if _chance("waits", person, week) < _ANSWERS_NEXT_DAY:
        after += timedelta(hours=18)
    if _chance("skips", person, week) < _SKIPS:
        return Reply(used=None, after=after)
    heavy = week in HEAVY_WEEKS
    used = _CODES[_picked(_used_weights(week, heavy=heavy), "used", person, week)]
    tells = _chance("tells", person, week) < _TELLS_PRESSURE
    level = _LEVELS[_picked(_HEAVY_WEEK if heavy else _USUAL_WEEK, "pressure", person, week)]
    return Reply(
        used=used,
        pressure=level if tells else None,
        barriers=_barriers(person, week) if used == "could_not" else (),
        after=after,
    )


def _used_weights(week: int, *, heavy: bool) -> tuple[float, ...]:
    rise = (week - 1) / (WEEKS - 1)
    heavier = 14 if heavy else 0
    yes = 26 + 34 * rise - heavier
    could_not = 22 - 9 * rise + heavier
    return yes, 26, could_not, 26 - 14 * rise


def _barriers(person: str, week: int) -> tuple[str, ...]:
    if _chance("names barriers", person, week) > _TELLS_BARRIERS:
        return ()
    codes, weights = tuple(_IN_THE_WAY), tuple(_IN_THE_WAY.values())
    chosen = {codes[_picked(weights, "barrier", turn, person, week)] for turn in range(2)}
    return tuple(sorted(chosen))


def _taken(unwritten: list[Page], week: int, used: str | None) -> Written | None:
    for page in unwritten:
        if page.week <= week and page.after == used:
            unwritten.remove(page)
            return page.written
    return None


def pages(team: str) -> list[Page]:
    """Return what a team's people wrote, in the order of the file."""
    with _file(WORDS).open("rb") as opened:
        return [_page(entry) for entry in tomllib.load(opened).get(team, ())]


def _page(entry: Mapping[str, Any]) -> Page:
    fields = {"What": "what", "So what": "so_what", "Now what": "now_what"}
    lines = {field: entry[key] for field, key in fields.items() if key in entry}
    if "plan" in entry:
        lines |= dict(zip(("if", "then"), entry["plan"], strict=True))
    return Page(
        week=entry["week"],
        after=entry["after"],
        written=Written(lines=lines, shown=entry.get("shown", False)),
    )


def _picked(weights: Sequence[float], *about: object) -> int:
    left = _chance(*about) * sum(weights)
    for place, weight in enumerate(weights):
        left -= weight
        if left < 0:
            return place
    return len(weights) - 1


def _chance(*about: object) -> float:
    drawn = sha256(repr((SEED, *about)).encode()).digest()
    return int.from_bytes(drawn[:8]) / 2**64


def _file(name: str) -> Any:
    return resources.files("bot.commands").joinpath(name)
