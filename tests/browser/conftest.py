"""A real browser before a whole demo."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.ports import free_pair
from tests.prepare import chromium

QUIET = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
UP_WITHIN = 200
LONGEST = 400
"""Seconds for one test, with the start of the demo for the first."""

expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each of them time; without Chromium they are skipped, except where CI promises it."""
    for item in items:
        item.add_marker(pytest.mark.timeout(LONGEST))
    if chromium() or os.environ.get("CI"):
        return
    for item in items:
        item.add_marker(pytest.mark.skip(reason="Chromium is not here: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": chromium(), "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    return {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a running demo of its own."""
    folder: Path = tmp_path_factory.mktemp("demo")
    port = free_pair()
    command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--fresh"]
    record = os.environ.get("INROLE_TEST_RECORDS")
    if record:
        command += ["--record", str(Path(record) / f"browser-{port}.jsonl")]
    environment = {name: value for name, value in os.environ.items() if not re.match("INROLE_|SLACK_", name)}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    with (folder / "demo.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/", process, folder / "demo.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


@pytest.fixture
def workspace(page: Page, demo: str) -> Page:
    """Give the practice workspace's page, ready to use."""
    page.set_default_timeout(60_000)
    page.goto(demo)
    page.wait_for_selector("body[data-ready]")
    return page


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + UP_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"the demo ended: {log.read_text()[-2000:]}")
        try:
            with urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except (URLError, OSError):
            process_is_starting = 0.1
            time.sleep(process_is_starting)
    pytest.fail("the demo did not come up")
