"""What is declared is used, and what is imported is declared."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.house.committed import ROOT, committed_files, document

OURS = ("bot", "practice", "prompts", "sandbox", "storage")
WITHOUT_IMPORT = {
    "aiosqlite": "SQLAlchemy's driver for SQLite",
    "asyncpg": "SQLAlchemy's driver for PostgreSQL, named in the database's address",
    "python-multipart": "Starlette reads forms with it",
    "tzdata": "the zones of zoneinfo, where the machine has none",
}
"""Declared and never imported, each with its reason."""

BROUGHT_ALONG = {
    "playwright": "pytest-playwright",
    "starlette": "fastapi",
}
"""Imported and not declared: each is part of the package that brings it."""

TOOLS = re.compile(r"editables|hatchling|import-linter|mypy|pip-audit|pytest-.*|ruff|types-.*")
"""Run from the command line or loaded by pytest, never imported."""

EXECUTED_HERE = ("tests", "benchmarks")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~; ]", name, maxsplit=1)[0]).lower()


def declared() -> tuple[set[str], set[str]]:
    read = tomllib.loads(document("pyproject.toml"))
    groups = read["dependency-groups"]
    development = {normal(name) for group in groups.values() for name in group}
    return {normal(name) for name in read["project"]["dependencies"]}, development


def imported(rooms: tuple[str, ...]) -> set[str]:
    modules: set[str] = set()
    for path in committed_files():
        if path.suffix != ".py" or path.parts[0] not in rooms:
            continue
        for node in ast.walk(ast.parse((ROOT / path).read_text())):
            if isinstance(node, ast.Import):
                modules.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                modules.add(node.module.partition(".")[0])
    others = modules - set(sys.stdlib_module_names) - set(OURS) - set(EXECUTED_HERE)
    known = packages_distributions()
    return {normal(name) for module in others for name in known.get(module, [module])[:1]}


def test_each_package_we_ship_with_is_imported_or_has_its_reason():
    ships, _ = declared()

    assert ships - imported(OURS) - set(WITHOUT_IMPORT) == set()


def test_each_package_we_develop_with_is_imported_or_a_tool():
    _, development = declared()
    not_imported = development - imported(EXECUTED_HERE)

    assert {name for name in not_imported if not TOOLS.fullmatch(name)} == set()


def test_each_import_of_ours_is_declared_or_part_of_what_is():
    ships, _ = declared()

    others = imported(OURS) - ships
    assert {name for name in others if BROUGHT_ALONG.get(name) not in ships} == set()


def test_each_import_of_the_tests_is_declared_or_part_of_what_is():
    ships, development = declared()
    all_declared = ships | development

    others = imported(EXECUTED_HERE) - all_declared
    assert {name for name in others if BROUGHT_ALONG.get(name) not in all_declared} == set()


def test_each_reason_is_still_needed():
    ships, _ = declared()

    assert set(WITHOUT_IMPORT) <= ships
    assert set(BROUGHT_ALONG) <= imported(OURS + EXECUTED_HERE)
