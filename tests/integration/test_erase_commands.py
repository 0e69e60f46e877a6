"""`inrole export` and `inrole erase`, as whoever runs the server meets them."""

import asyncio
import json
import stat
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot import clock
from bot.__main__ import cli
from tests.databases import ready_database
from tests.examples import TWELVE, agreed
from tests.ports import free_port
from tests.wire import joined, settings_for

AMIRA, BEN = TWELVE[:2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give the settings of an Inrole that knows a team of two."""
    folder = tmp_path_factory.mktemp("erasing")

    async def prepare() -> dict[str, str]:
        async with ready_database("sqlite", folder) as url:
            settings = settings_for(url, free_port(), free_port())
            key = settings["INROLE_SECRET_KEYS"]
            async with joined(url, at=clock.now(), INROLE_SECRET_KEYS=key) as wire:
                await wire.apply(agreed(AMIRA, BEN, starts_on="2024-01-02"))
            return settings

    return asyncio.run(prepare())


def said(environment: dict[str, str], *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli, arguments, env=environment, input=typed)


def test_export_writes_a_zip_that_only_its_owner_can_read(environment: dict[str, str], tmp_path: Path):
    file = tmp_path / "amira.zip"

    done = said(environment, "export", AMIRA, "--output", str(file))

    assert done.exit_code == 0, done.output
    assert str(file) in done.stdout
    assert "told to the person" in done.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as pack:
        assert json.loads(pack.read("about-me.json"))["slack_id"] == AMIRA
        assert json.loads(pack.read("reflections.json")) == []


def test_export_overwrites_nothing(environment: dict[str, str], tmp_path: Path):
    file = tmp_path / "here.zip"
    file.write_bytes(b"something of mine")

    refused = said(environment, "export", AMIRA, "--output", str(file))

    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "is there already" in refused.stderr
    assert file.read_bytes() == b"something of mine"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("export", "U0NOBODY", "--output", "{folder}/none.zip"), 1, "There is no person 'U0NOBODY'"),
        (("export", AMIRA, "--output", "{folder}/nowhere/none.zip"), 1, "cannot be written: No such file"),
        (("erase", "U0NOBODY", "--yes"), 1, "There is no person 'U0NOBODY'"),
        (("export",), 2, "Missing argument"),
        (("erase",), 2, "Missing argument"),
    ],
    ids=["export of nobody", "export to nowhere", "erase nobody", "export", "erase"],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    environment: dict[str, str], tmp_path: Path, arguments: tuple[str, ...], code: int, sentence: str
):
    refused = said(environment, *(word.format(folder=tmp_path) for word in arguments))

    assert (refused.exit_code, refused.stdout) == (code, "")
    assert sentence in refused.stderr.replace("\n", " ")
    assert list(tmp_path.iterdir()) == []


def test_erase_asks_for_the_id_and_takes_no_other(environment: dict[str, str]):
    refused = said(environment, "erase", BEN, typed="U0AMIRA\n")
    nobody_there = said(environment, "erase", BEN, typed="")

    assert refused.exit_code == 1
    assert "There is no way back" in refused.stderr
    assert "Nothing was erased." in refused.stderr
    assert nobody_there.exit_code == 1
    assert "Erased." not in refused.output + nobody_there.output


def test_erase_tells_what_the_record_calls_it(environment: dict[str, str]):
    done = said(environment, "erase", BEN, typed=f"{BEN}\n")
    again = said(environment, "erase", BEN, "--yes")

    assert done.exit_code == again.exit_code == 0, done.output
    assert done.stderr.splitlines()[-1].startswith(f"Type {BEN} to erase it:")
    assert again.stderr == ""
    reference = done.stdout.split("calls it ")[1].split(",")[0]
    assert len(reference) == 24
    assert reference not in again.stdout
    assert BEN not in done.stdout.splitlines()[-1]
