"""What needs no secret reads the environment or `.env` as the rest does: the manifest and the library."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("INROLE_PUBLIC_URL", raising=False)
    return tmp_path


def address_in(printed: str) -> str:
    """Return where the manifest sends what people press."""
    found: str = json.loads(printed)["settings"]["interactivity"]["request_url"]
    return found


def test_the_address_is_read_from_the_folders_settings_too(elsewhere: Path):
    (elsewhere / ".env").write_text("INROLE_PUBLIC_URL=https://inrole.example.net/\n")

    made = CliRunner().invoke(cli, ["manifest"])

    assert address_in(made.stdout) == "https://inrole.example.net/slack/events"


@pytest.mark.parametrize("written", [None, ""])
def test_without_an_address_another_stands_in_and_is_named(
    written: str | None, monkeypatch: pytest.MonkeyPatch
):
    if written is not None:
        monkeypatch.setenv("INROLE_PUBLIC_URL", written)

    made = CliRunner().invoke(cli, ["manifest"])

    assert address_in(made.stdout) == "https://inrole.example.org/slack/events"
    assert "stands in" in made.stderr


@pytest.mark.parametrize("written", ["nonsense", "ftp://inrole.example.net", "https://a.example/b"])
def test_what_is_no_address_makes_no_manifest(written: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("INROLE_PUBLIC_URL", written)

    made = CliRunner().invoke(cli, ["manifest"])

    assert (made.exit_code, made.stdout) == (1, "")
    assert "INROLE_PUBLIC_URL cannot be used: it is not the address of a server" in made.stderr


def test_the_folder_of_own_packs_is_read_from_the_folders_settings_too(elsewhere: Path):
    (elsewhere / "ours").write_text("no folder")
    (elsewhere / ".env").write_text("INROLE_PROMPTS_DIR=ours\n")

    listed = CliRunner().invoke(cli, ["prompts", "list"])

    assert listed.exit_code == 1
    assert "ours" in listed.stderr
