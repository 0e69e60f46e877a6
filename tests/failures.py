"""What goes wrong in practice: the tests that prove each case, and all of them in four server zones."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import tzset

from benchmarks.proof import write_result

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "docs" / "failures.md"
TESTS = ROOT / "tests" / "integration"
SERVER_ZONES = ("UTC", "Europe/London", "America/New_York", "Asia/Tokyo")
ZONE = "INROLE_TEST_ZONE"
"""Names the zone in which the machine stands for every test; without it each test has one of the four."""


def proven_by() -> dict[str, list[str]]:
    """Return the tests that the table names, as `file::test_name`, by case in its order."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [line.strip("| ").split(" | ") for line in lines if re.match(r"\| F\d\d ", line)]
    return {case: re.findall(r"`(\w+::test_\w+)`", tests) for case, _, tests in cells}


@contextmanager
def standing_in(zone: str) -> Iterator[None]:
    """Let the machine stand in a zone for a while."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    tzset()
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        tzset()


def main() -> int:
    """Run every test of the table in each zone and write down what came of it; 0 when everything passed."""
    named = sorted({test for tests in proven_by().values() for test in tests})
    there = [f"{TESTS}/test_{test.replace('::', '.py::')}" for test in named]
    came, codes = [], []
    for zone in SERVER_ZONES:
        print(f"The server stands in {zone}.", flush=True)
        command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:playwright", *there]
        ran = subprocess.run(
            command, env=os.environ | {ZONE: zone}, stdout=subprocess.PIPE, text=True, check=False, cwd=ROOT
        )
        print(ran.stdout, flush=True)
        came.append(f"- {zone}: {ran.stdout.strip().splitlines()[-1]}")
        codes.append(ran.returncode)
    write_result("Every case in four server zones", "make zones", "\n".join(came))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
