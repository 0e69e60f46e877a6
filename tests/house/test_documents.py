"""The documents tell of the code as it is."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, Protocol, get_args, get_origin

import pytest
import typer.main
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from bot.__main__ import cli
from bot.flows.service_file import (
    PersonPart,
    RhythmPart,
    ServicePart,
    ShiftPart,
    SignpostPart,
    SupervisionPart,
    TeamPart,
    read_service_file,
)
from bot.schedule import INTERVALS
from bot.settings import Settings
from bot.web import (
    access,
    api,
    cpd,
    library,
    mine,
    pages,
    plans,
    rhythms,
    safety_pages,
    shared,
    writing,
)
from bot.web.access import from_our_pages
from bot.web.schemas import EXAMPLE_DIGEST
from storage.tables import metadata
from tests.house.committed import ROOT, committed_files, document, first_cells, rows, section

OPERATING = "docs/operating.md"
SERVICE_FILE = "docs/service-file.md"
EVENT = re.compile(r"[lL]og\.a?(?:info|warning|error|exception)\(\s*\"([a-z_]+)\"")
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def default_of(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    if field.default is None:
        return "not set"
    return f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"


def bounds_of(field: FieldInfo) -> str:
    if field.annotation is bool:
        return "`true`, `false`"
    if get_origin(field.annotation) is Literal:
        return ", ".join(f"`{choice}`" for choice in get_args(field.annotation))
    bounds = {
        name: value
        for bound in field.metadata
        for name in ("ge", "le", "min_length", "max_length", "pattern")
        if (value := getattr(bound, name, None)) is not None
    }
    said = {
        "ge": "{ge} to {le:,}",
        "min_length": "1 character or more"
        if bounds.get("min_length") == 1
        else "{min_length} characters or more",
        "max_length": "up to {max_length} characters",
        "pattern": "like `{pattern}`",
    }
    return ", ".join(words.format(**bounds) for name, words in said.items() if name in bounds)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_each_setting_is_in_operating_with_its_default_and_bounds(name: str):
    field = Settings.model_fields[name]

    written = {row[0]: row[1:] for row in rows(OPERATING, "## Settings")}

    assert written[f"`{field.alias}`"] == [default_of(field), bounds_of(field), field.description]


def test_operating_names_no_setting_that_is_gone():
    known = {field.alias for field in Settings.model_fields.values()}

    assert set(first_cells(OPERATING, "## Settings")) == known


class Command(Protocol):
    params: list[Any]


def commands() -> dict[str, Command]:
    found = dict(_below(typer.main.get_command(cli), "inrole"))
    assert len(found) >= 10
    return found


def _below(command: Any, name: str) -> Iterator[tuple[str, Command]]:
    inner: Mapping[str, Any] | None = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for step, found in inner.items():
        yield from _below(found, f"{name} {step}")


def test_each_command_is_in_operating_and_none_that_is_gone():
    written = [re.sub(r" \[?[A-Z]+\]?$", "", name) for name in first_cells(OPERATING, "## Commands")]
    written = [name for name in written if name.startswith("inrole ")]

    assert sorted(written) == sorted(commands())


def test_each_option_of_a_command_is_in_operating():
    said = section(OPERATING, "## Commands")
    options = {
        option
        for command in commands().values()
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }

    assert {option for option in options if f"`{option}" not in said} == {"--help"} & options


def test_each_job_is_in_operating_with_its_interval():
    written = {row[0].strip("`"): row[1] for row in rows(OPERATING, "## Jobs")}

    every = {
        job: f"{seconds // 60} min" if (seconds := int(interval.total_seconds())) > 60 else f"{seconds} s"
        for job, interval in INTERVALS.items()
    }
    assert written == every


def test_each_log_event_is_in_operating():
    sources = [path for path in committed_files() if path.parts[0] == "bot" and path.suffix == ".py"]
    logged = {name for path in sources for name in EVENT.findall((ROOT / path).read_text())}

    assert len(logged) > 5
    assert logged == set(first_cells(OPERATING, "## Logs"))


def test_operating_says_what_to_do_about_at_least_ten_troubles():
    troubles = rows(OPERATING, "## When something goes wrong")

    assert len(troubles) >= 10
    assert all(len(row) == 3 and all(row) for row in troubles)


def test_each_table_is_in_architecture_and_none_that_is_gone():
    assert sorted(first_cells("docs/architecture.md", "## Tables")) == sorted(metadata.tables)


def test_each_room_is_in_architecture():
    rooms = {path.parts[0] for path in committed_files() if path.suffix == ".py" and len(path.parts) > 1}
    said = section("docs/architecture.md", "## Rooms and arrows")

    ours = rooms - {"tests", "benchmarks"}
    assert ours == {"bot", "practice", "prompts", "sandbox", "storage"}
    assert all(f"{room}/" in said for room in ours)


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (ServicePart, "## `[service]`"),
        (SignpostPart, "## `[[service.signposts]]`"),
        (PersonPart, "## `[[people]]`"),
        (SupervisionPart, "## `[[supervision]]`"),
        (TeamPart, "## `[[teams]]`"),
        (RhythmPart, "## `[[teams.rhythms]]`"),
    ],
)
def test_each_key_of_the_service_file_is_documented(part: type[BaseModel], title: str):
    assert sorted(first_cells(SERVICE_FILE, title)) == sorted(_keys(part))


def test_each_key_of_a_shift_is_documented():
    said = next(row for row in rows(SERVICE_FILE, "## `[[people]]`") if row[0] == "`shift`")[1]

    assert all(f"{key} = " in said for key in _keys(ShiftPart))


def _keys(part: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in part.model_fields.items()]


@pytest.mark.parametrize("name", [SERVICE_FILE, "README.md"])
def test_the_example_of_a_service_file_can_be_applied(name: str):
    example = document(name).split("```toml\n", 1)[1].split("```", 1)[0]

    assert read_service_file(example.encode()).teams


def test_the_example_of_the_service_file_shows_every_table():
    example = tomllib.loads(document(SERVICE_FILE).split("```toml\n", 1)[1].split("```", 1)[0])

    assert set(example) == {"service", "people", "supervision", "teams"}
    assert "signposts" in example["service"]
    assert "rhythms" in example["teams"][0]


def test_each_path_of_the_api_is_documented_and_none_that_is_gone():
    paths = {f"GET {route.path}" for route in api.routes.routes if isinstance(route, APIRoute)}

    documented = set(re.findall(r"`(GET /api/v1/[^`]+)`", section("docs/api.md", "# The API")))
    assert documented == paths | {f"GET {api.ROOT}/openapi.json"}


def routes_of_pages() -> list[APIRoute]:
    parts = (access, cpd, library, mine, pages, plans, rhythms, safety_pages, shared, writing)
    return [route for part in parts for route in part.routes.routes if isinstance(route, APIRoute)]


def called_first(route: APIRoute) -> list[object]:
    return [each.call for each in route.dependant.dependencies]


def test_each_page_is_documented_and_none_that_is_gone():
    paths = {route.path for route in routes_of_pages() if route.methods == {"GET"}}

    assert set(first_cells("docs/api.md", "## Pages for people")) == paths


def test_each_form_of_a_page_is_refused_where_another_site_sent_it():
    forms = [route for route in routes_of_pages() if route.methods == {"POST"}]

    assert len(forms) > 15
    assert [route.path for route in forms if from_our_pages not in called_first(route)] == []


def test_the_example_of_the_api_is_the_one_its_description_shows():
    example = json.loads(document("docs/api.md").split("```json\n", 1)[1].split("```", 1)[0])

    assert example == EXAMPLE_DIGEST


@pytest.mark.parametrize(
    "path", [path for path in committed_files() if path.suffix == ".md"], ids=lambda path: path.as_posix()
)
def test_links_between_documents_lead_somewhere(path: Path):
    links = LINK.findall((ROOT / path).read_text())

    assert [link for link in links if not (ROOT / path.parent / link).exists()] == []


def test_decisions_are_numbered_and_short_and_say_four_things():
    decisions = [path for path in committed_files() if path.parts[:2] == ("docs", "decisions")]
    numbers = [int(path.name[:4]) for path in decisions]

    assert numbers == list(range(1, len(numbers) + 1))
    for path in decisions:
        lines = (ROOT / path).read_text().splitlines()
        assert len(lines) < 40, path
        assert lines[0].startswith(f"# {int(path.name[:4])}. "), path
        parts = [line for line in lines if line.startswith("## ")]
        assert parts == ["## Context", "## Decision", "## Consequences", "## Turned down"], path
