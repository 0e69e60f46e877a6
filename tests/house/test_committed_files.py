"""Every committed file speaks of the project alone, and is finished."""

import re

import pytest

from tests.house.committed import ROOT, committed_files, document, text_of

NEVER_NAMED = {
    "a registry host": rf"py{'pi'}\.org|python{'hosted'}\.org|npm{'js'}\.(?:org|com)|docker{''}\.io",
    "a path of one machine": rf"(?<![\w.:])/(?:wor{'k'}|roo{'t'}|hom{'e'}/\w+|User{'s'}/\w+)/",
    "an unfinished mark": rf"\b(?:TO{'DO'}|FIX{'ME'}|X{'XX'}|HA{'CK'})\b|NotImplemented{'Error'}",
}
"""What no file holds; each is written so that this file does not hold it either."""

LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.mark.parametrize("what", NEVER_NAMED)
def test_no_committed_file_names(what: str):
    files = committed_files()
    found = {
        f"{path}: {match.group(0)}"
        for path in files
        if (text := text_of(path)) is not None and (match := re.search(NEVER_NAMED[what], text))
    }

    assert len(files) > 100
    assert found == set()


def test_only_the_run_of_ci_looks_beside_the_repository():
    beside = ".." + "/shared"

    found = {path.as_posix() for path in committed_files() if beside in (text_of(path) or "")}

    assert found <= {".ci/run"}


def test_no_lock_file_of_another_tool_is_committed():
    names = {path.name for path in committed_files()}

    assert names >= set(LOCKS)
    assert names.isdisjoint({"uv.lock", "pylock.toml", "poetry.lock", "Pipfile.lock"})


@pytest.mark.parametrize("lock", LOCKS)
def test_each_locked_requirement_has_a_version_and_a_hash(lock: str):
    pinned = re.split(r"\n(?=[a-z0-9])", "\n" + document(lock).replace("\\\n", ""))[1:]

    assert len(pinned) > 40
    for requirement in pinned:
        assert re.match(r"[a-z0-9][a-z0-9._-]*(\[[a-z,-]+\])?==\S+", requirement), requirement[:80]
        assert "--hash=sha256:" in requirement, requirement[:80]


def test_the_commands_of_the_readme_are_the_ones_ci_runs():
    runs = re.findall(r"\bmake ([a-z]+)", document(".ci/run"))
    offered = re.findall(r"(?:^|`)make ([a-z]+)(?:$|`)", document("README.md"), re.MULTILINE)
    targets = re.findall(r"^([a-z]+):", document("Makefile"), re.MULTILINE)

    assert {"lint", "test"} <= set(runs)
    assert {"demo", "test"} <= set(offered)
    assert set(runs) <= set(offered) <= set(targets)


def test_the_pictures_of_the_readme_are_there_and_small():
    pictures = re.findall(r"docs/images/[a-z-]+\.png", document("README.md"))

    assert len(set(pictures)) >= 2
    for picture in pictures:
        assert 10_000 < (ROOT / picture).stat().st_size < 300_000, picture


def test_what_the_image_is_built_of_is_not_left_out():
    ignored = document(".dockerignore").split()

    needed = {
        "bot/",
        "practice/",
        "prompts/",
        "sandbox/",
        "storage/",
        "pyproject.toml",
        "requirements.lock",
        "README.md",
        "LICENSE",
    }

    assert {f"!{name}" for name in needed} <= set(ignored)
