"""An organisation's own folder adds to the library at the start; an empty or broken one stops it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from storage.sealing import new_key
from tests.wire import joined

BROKEN_CARD = 'name = "Offering a real choice"\nprinciple = "kindness"\n'
OWN_CARD = """\
name = "Saying who is coming"
principle = "safety"
looks_like = "The family knows each person's name before they come."
very_full_week = "One text: who, and when."
words_to_try = ["It will be me and one colleague."]
with_a_child = "A photo of who is coming."
when_no_choice = "Say who decided, and what can still be chosen."
counts_as_partly = "They knew that someone would come."
not_this = "Three strangers at the door."
"""


def started(folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Start Inrole as an operator does, with everything else well set, and return how it ended."""
    environment = {
        **os.environ,
        "SLACK_SIGNING_SECRET": "a-signing-secret",
        "SLACK_BOT_TOKEN": "xoxb-practice",
        "INROLE_SECRET_KEYS": new_key(),
        "INROLE_PUBLIC_URL": "https://inrole.example.org",
        "INROLE_DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path}/inrole.db",
        "INROLE_SLACK_API_URL": "http://127.0.0.1:9/api/",
        "INROLE_LOCAL_SLACK": "true",
        "INROLE_PROMPTS_DIR": str(folder),
    }
    command = [sys.executable, "-m", "bot", "serve"]
    return subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("card", "said"),
    [
        (None, "Nothing is here: packs go in texts/, cards in elements/"),
        (
            BROKEN_CARD,
            'offering-a-real-choice.toml, principle (principle): "kindness" is not a principle we know',
        ),
        ("name = [", "not valid TOML"),
    ],
    ids=["empty", "a broken rule", "broken TOML"],
)
def test_an_empty_or_broken_folder_stops_the_start_with_one_sentence(
    card: str | None, said: str, tmp_path: Path
):
    folder = tmp_path / "prompts"
    (folder / "elements").mkdir(parents=True)
    if card is not None:
        (folder / "elements" / "offering-a-real-choice.toml").write_text(card)

    ended = started(folder, tmp_path)

    lines = [line for line in ended.stderr.splitlines() if "practice workspace" not in line]
    assert ended.returncode == 1
    assert len(lines) == 1
    assert lines[0].startswith("INROLE_PROMPTS_DIR: ")
    assert said in lines[0]
    assert "Traceback" not in ended.stderr


def test_a_folder_that_is_not_there_stops_the_start(tmp_path: Path):
    ended = started(tmp_path / "nowhere", tmp_path)

    assert ended.returncode == 1
    assert "there is no such folder" in ended.stderr


async def test_a_good_folder_adds_its_card_to_the_library_that_runs(ready_url: str, tmp_path: Path):
    elements = tmp_path / "prompts" / "elements"
    elements.mkdir(parents=True)
    (elements / "saying-who-is-coming.toml").write_text(OWN_CARD)

    async with joined(ready_url, INROLE_PROMPTS_DIR=str(tmp_path / "prompts")) as wire:
        library = wire.inrole.flows.browsing.library()

    slugs = [slug for slug, _, _ in library.cards]
    assert "saying-who-is-coming" in slugs
    assert "offering-a-real-choice" in slugs
