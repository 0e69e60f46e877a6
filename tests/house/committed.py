"""What is committed: the files of the repository, and the rows of its documents' tables."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def committed_files() -> tuple[Path, ...]:
    """Return every committed file that is there, as a path inside the repository."""
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, check=True)
    names = listed.stdout.decode().split("\0")
    return tuple(Path(name) for name in names if name and (ROOT / name).is_file())


def text_of(path: Path) -> str | None:
    """Return a committed file as text, or None for one that is not."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def document(name: str) -> str:
    """Return a document of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(name: str, title: str) -> str:
    """Return what stands under a heading of a document, up to the next heading as high."""
    level = title.split(" ", 1)[0]
    after = f"\n{document(name)}".split(f"\n{title}\n", 1)[1]
    return after.split(f"\n{level} ", 1)[0]


def rows(name: str, title: str) -> list[list[str]]:
    """Return the cells of the tables under a heading, without their heads."""
    lines = [line.strip() for line in section(name, title).splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in cells if not set("".join(row)) <= set("- ")][1:]


def first_cells(name: str, title: str) -> list[str]:
    """Return what is named in backticks in the first cell of each row, each once and in order."""
    named = [part for row in rows(name, title) for part in row[0].split("`")[1::2]]
    return list(dict.fromkeys(named))
