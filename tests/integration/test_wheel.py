"""The built wheel, installed into an empty environment, starts."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of commands of an environment that has the wheel and sees its dependencies."""
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env", with_pip=True)
    commands = folder / "env" / "bin"
    given = subprocess.run(
        [str(commands / "pip"), "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert given.returncode == 0, given.stderr
    found = next(path for path in sys.path if path.endswith("site-packages"))
    here = next((folder / "env" / "lib").glob("python*")) / "site-packages"
    (here / "dependencies.pth").write_text(found)
    return commands


def run(commands: Path, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(
        [str(commands / "inrole"), *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_wheel_has_its_packs_and_its_guard_and_prints_a_manifest(installed: Path, tmp_path: Path):
    listed = run(installed, "prompts", "list", folder=tmp_path)
    manifest = run(installed, "manifest", folder=tmp_path)

    assert "home-visit" in listed.stdout
    assert json.loads(manifest.stdout)["display_information"]["name"]


def test_the_wheel_migrates_a_database(installed: Path, tmp_path: Path):
    migrated = run(installed, "migrate", folder=tmp_path)

    assert migrated.returncode == 0, migrated.stderr
    assert (tmp_path / "inrole.db").exists()


def test_serve_without_settings_names_the_first_missing_one_and_how_to_get_it(
    installed: Path, tmp_path: Path
):
    served = run(installed, "serve", folder=tmp_path)

    assert served.returncode == 1
    assert "SLACK_SIGNING_SECRET is missing" in served.stderr
    assert "Traceback" not in served.stderr
