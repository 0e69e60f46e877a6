"""Finds what the suite needs; with `CI` set it installs what is missing, otherwise it says how."""

import os
import shutil
import subprocess
import sys

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-liberation")


def chromium() -> str | None:
    """Return where Chromium is, or None."""
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def main() -> int:
    """Make ready, or say in one line what will be skipped and how to get it."""
    if chromium():
        return 0
    if not os.environ.get("CI"):
        print("Chromium is not here, so the browser tests are skipped: apt-get install", *PACKAGES)
        return 0
    print("Installing", *PACKAGES, flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", *PACKAGES]):
        done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            print("It could not be installed:", " ".join(command), file=sys.stderr)
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
