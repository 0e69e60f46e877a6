"""Runs the whole suite: the browser's tests in a process of their own, then everything else on every core."""

import subprocess
import sys

PYTEST = (sys.executable, "-m", "pytest", "-q")
BROWSER = (*PYTEST, "tests/browser")
REST = (
    *(*PYTEST, "tests/house", "tests/integration", "tests/unit"),
    *("-n", "2", "--dist", "worksteal", "-p", "no:playwright"),
)


def main() -> int:
    """Return 0 when everything passed; the larger part speaks last."""
    codes = [subprocess.run([*part, *sys.argv[1:]], check=False).returncode for part in (BROWSER, REST)]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
