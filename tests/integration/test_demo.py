"""`inrole demo` comes up with one command, can be played with, keeps its own database, and ends calmly."""

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest

from bot.app import grounded, opened
from bot.commands import demo_story as story
from bot.commands.demo_files import Place
from bot.commands.demo_history import OPENS_AT, SET_UP_AT, History
from bot.commands.demo_quietly import Quietly
from bot.errors import Mistaken
from bot.flows.health import Health
from bot.flows.parts import Flows, make_flows
from bot.schedule import INTERVALS
from bot.settings import read_database_settings, read_settings
from practice.identifiers import guard
from sandbox.clock import SteppingClock
from sandbox.workspace import Workspace
from storage.sealing import new_key
from tests.ports import free_pair

LONGEST_START = 120
LONGEST_END = 30


class Demo:
    """A demo in a process of its own."""

    def __init__(self, folder: Path, port: int, *options: str) -> None:
        self.port = port
        self.folder = folder
        command = [sys.executable, "-m", "bot", "demo", "--port", str(port), *options]
        self.running = subprocess.Popen(
            command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.browser = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=LONGEST_END)

    def wait(self) -> None:
        """Return once the page is there."""
        until = time.monotonic() + LONGEST_START
        while time.monotonic() < until and self.running.poll() is None:
            try:
                if self.browser.get("/").status_code == 200:
                    return
            except httpx2.TransportError:
                pass
            time.sleep(0.1)
        self.running.kill()
        raise AssertionError(self.running.communicate())

    def seen(self, person: str) -> dict[str, Any]:
        seen: dict[str, Any] = self.browser.get(f"/workspace/people/{person}").json()
        return seen

    def act(self, person: str, act: str, **body: object) -> dict[str, Any]:
        answer = self.browser.post(f"/workspace/people/{person}/{act}", json=body)
        assert answer.status_code == 200, answer.text
        seen: dict[str, Any] = answer.json()["seen"]
        return seen

    def step(self, step: str, person: str | None = None) -> dict[str, Any]:
        self.browser.post("/workspace/clock", json={"step": step, "person": person})
        shown: dict[str, Any] = {"stepping": True}
        while shown["stepping"]:
            shown = self.browser.get("/workspace/clock").json()
        return shown

    def end(self) -> tuple[str, str]:
        """Press Ctrl-C and return what was said."""
        self.browser.close()
        self.running.send_signal(signal.SIGINT)
        return self.running.communicate(timeout=LONGEST_END)


def surroundings() -> dict[str, str]:
    """Return the environment without settings of ours, so that only what the demo sets counts."""
    root = str(Path(__file__).parents[2])
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("INROLE_", "SLACK_"))}
    return kept | {"PYTHONPATH": root}


def refused(folder: Path, *command: str) -> str:
    """Run a command that is refused and return the one sentence it says."""
    ended = subprocess.run(
        [sys.executable, "-m", "bot", *command],
        cwd=folder,
        env=surroundings(),
        capture_output=True,
        text=True,
        timeout=LONGEST_START,
        check=False,
    )
    assert ended.returncode == 1, ended
    assert ended.stdout == ""
    return ended.stderr.strip()


async def made(place: Place, *, for_the_demo: bool) -> None:
    async with opened(read_database_settings(INROLE_DATABASE_URL=place.url), demo=for_the_demo):
        pass


@asynccontextmanager
async def lived(folder: Path) -> AsyncIterator[Flows]:
    """Give the flows of a service that has lived through its twelve weeks, up to a Monday morning."""
    settings = read_settings(
        SLACK_SIGNING_SECRET="a-signing-secret",
        SLACK_BOT_TOKEN="xoxb-practice",
        INROLE_SECRET_KEYS=new_key(),
        INROLE_PUBLIC_URL="http://127.0.0.1:8801",
        INROLE_DATABASE_URL=Place(database=folder / "inrole-demo.db").url,
    )
    clock = SteppingClock(SET_UP_AT)
    workspace = Workspace(
        team="T0NORTH",
        name="Northshire practice workspace",
        clock=clock,
        signing_secret="a-signing-secret",
        bot_token="xoxb-practice",
        members=story.members(story.service()),
        events_url=None,
    )
    async with grounded(settings, clock, demo=True) as ground:
        flows = make_flows(
            ground,
            Quietly(workspace),
            health=Health(ground.database, clock, INTERVALS),
            sends_per_minute=1,
            sole=True,
        )
        await History(flows, workspace, clock).tell(lambda _: None)
        clock.advance_to(OPENS_AT)
        await flows.digesting.tick()
        yield flows


async def digests(flows: Flows, team: str) -> list[dict[str, Any]]:
    """Return the frozen digests of a team."""
    supervisor = "U0MARCUS" if team == "harbour-house" else "U0SUNITA"
    return [json.loads(each.content) for each in await flows.reading.frozen_list(team, reader=supervisor)]


@contextmanager
def begun(folder: Path, *options: str) -> Iterator[Demo]:
    demo = Demo(folder, free_pair(), *options)
    try:
        demo.wait()
        yield demo
    finally:
        demo.browser.close()
        demo.running.kill()
        demo.running.communicate()


@pytest.mark.timeout(400)
def test_a_newcomer_starts_it_plays_and_finds_everything_again(tmp_path: Path):
    record = tmp_path / "received.jsonl"
    with begun(tmp_path, "--fresh", "--record", str(record)) as demo:
        assert datetime.fromisoformat(demo.browser.get("/workspace/clock").json()["now"]) == OPENS_AT
        question = demo.seen("U0AMIRA")["messages"][-1]
        demo.act("U0AMIRA", "press", ts=question["ts"], words="Yes")
        demo.act("U0AMIRA", "press", ts=question["ts"], words="busy")
        assert "Hello Nadifa" in demo.seen("U0NADIFA")["messages"][-1]["text"]
        assert "digest" in demo.seen("U0SUNITA")["messages"][-1]["text"]
        assert demo.step("next")["now"] > OPENS_AT.isoformat()
        before = len(demo.seen("U0AOIFE")["messages"])
        demo.step("next", "U0AOIFE")
        assert len(demo.seen("U0AOIFE")["messages"]) == before + 1

        again = refused(tmp_path, "demo", "--port", str(free_pair()))
        taken = refused(tmp_path / "..", "demo", "--port", str(demo.port))
        said, aside = demo.end()

        assert demo.running.returncode == 0
        assert said == f"Open http://127.0.0.1:{demo.port} in a browser. Ctrl-C stops everything.\n"
        assert aside.count("\n") == 1
    assert again.startswith("Another demo is using inrole-demo.db.")
    assert taken.startswith(f"Port {demo.port + 1} is taken.")
    assert {json.loads(line)["method"] for line in record.read_text().splitlines()} >= {
        "chat.postMessage",
        "users.list",
    }
    for kept in ("inrole-demo.key", "inrole-demo.json", "received.jsonl"):
        assert stat.S_IMODE((tmp_path / kept).stat().st_mode) == 0o600

    with begun(tmp_path) as demo:
        found = next(each for each in demo.seen("U0AMIRA")["messages"] if each["ts"] == question["ts"])
        assert found["text"].startswith("Thanks, saved.")
        seen = demo.act("U0AMIRA", "press", ts=question["ts"], words="Change")
        assert seen["messages"][-1]["text"].startswith("Offering a real choice")
        demo.end()


def test_a_real_service_and_the_demo_keep_out_of_each_others_databases(tmp_path: Path):
    place = Place(database=tmp_path / "inrole.db")
    asyncio.run(made(place, for_the_demo=True))
    settings = {
        "SLACK_SIGNING_SECRET": "a-signing-secret",
        "SLACK_BOT_TOKEN": "xoxb-practice",
        "INROLE_SECRET_KEYS": new_key(),
        "INROLE_PUBLIC_URL": "http://127.0.0.1:8000",
    }
    (tmp_path / ".env").write_text("".join(f"{key}={value}\n" for key, value in settings.items()))

    served = refused(tmp_path, "serve")
    place.clear()
    asyncio.run(made(place, for_the_demo=False))
    (tmp_path / ".env").write_text(f"INROLE_DATABASE_URL={place.url}\n")
    demo = refused(tmp_path, "demo", "--fresh", "--port", str(free_pair()))

    assert served == "This database belongs to the demo. Point INROLE_DATABASE_URL at another."
    assert (
        demo
        == f"{place.database} was not made by this demo, so it is left alone. Run the demo in another folder."
    )
    assert place.database.exists()


@pytest.mark.parametrize(
    "url",
    ["postgresql+asyncpg://a:b@localhost/inrole", "sqlite+aiosqlite://", "sqlite+aiosqlite:///:memory:"],
)
def test_only_a_sqlite_file_will_do(tmp_path: Path, url: str):
    (tmp_path / ".env").write_text(f"INROLE_DATABASE_URL={url}\n")

    said = refused(tmp_path, "demo", "--port", str(free_pair()))

    assert said.startswith("INROLE_DATABASE_URL: the demo keeps a SQLite file of its own.")


async def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path):
    place = Place(database=tmp_path / "inrole-demo.db")
    place.database.write_text("notes from a meeting " * 100)

    with pytest.raises(Mistaken, match="was not made by this demo"):
        await place.check()

    assert place.database.read_text().startswith("notes")


async def test_twelve_weeks_end_in_digests_that_are_gated_by_the_size_of_the_team(tmp_path: Path):
    async with lived(tmp_path) as flows:
        assessment = await digests(flows, "assessment-north")
        family_support = await digests(flows, "family-support-east")
        house = await digests(flows, "harbour-house")
        shown = await flows.reading.digest("U0SUNITA", "assessment-north", "latest")

    assert len(assessment) == 6
    assert len(family_support) == len(house) == 3
    for digest in assessment:
        assert all(digest["figures"][name]["shown"] for name in ("used", "could_not", "very_full_weeks"))
    assert all(digest["figures"]["used"]["shown"] for digest in family_support)
    assert not any(figure["shown"] for digest in house for figure in digest["figures"].values())
    assert any("a break half way" in line for kept in shown.shown for line in kept)


def test_what_people_wrote_points_to_nobody_and_is_all_used():
    file = story.service()
    names = [story.called(slack) for slack in file.everyone()]

    written = [reply.written for reply in story.replies(file).values() if reply.written is not None]

    assert len(written) == sum(len(story.pages(team.known_as)) for team in file.teams)
    for each in written:
        for line in each.lines.values():
            guarded = guard(line, names=names)
            assert guarded.masked == line
            assert not guarded.hard


def test_people_reply_use_it_more_as_weeks_pass_and_less_when_they_are_heavy():
    file = story.service()
    replies = story.replies(file)
    asked = sum(len(team.practitioners) for team in file.teams) * story.WEEKS

    used = {
        week: [
            reply.used in {"yes", "partly"} for (_, at), reply in replies.items() if at == week and reply.used
        ]
        for week in range(1, story.WEEKS + 1)
    }
    share = {week: sum(found) / len(found) for week, found in used.items()}
    heavy = sum(share[week] for week in story.HEAVY_WEEKS) / len(story.HEAVY_WEEKS)

    assert 0.68 < len(replies) / asked < 0.85
    assert sum(share[week] for week in (10, 11, 12)) > sum(share[week] for week in (1, 2, 3))
    assert heavy < sum(share.values()) / story.WEEKS
