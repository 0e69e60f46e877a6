"""The page of what was measured, each command writing a section of its own."""

from datetime import UTC, datetime
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "proof.md"
NAMES = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
TITLE = "# Proof\n\nWhat the commands named here last found; each writes its own section.\n"


def write_section(heading: str, text: str, *, page: Path = PAGE) -> None:
    """Put a section in the place of the one with its heading, or at the end of the page."""
    written = page.read_text(encoding="utf-8") if page.exists() else TITLE
    first, *sections = written.rstrip("\n").split("\n## ")
    kept = {section.partition("\n")[0]: section for section in sections}
    kept[heading] = f"{heading}\n{text.strip()}\n"
    parts = [first.rstrip("\n"), *(section.rstrip("\n") for section in kept.values())]
    page.write_text("\n\n## ".join(parts) + "\n", encoding="utf-8")


def write_result(heading: str, command: str, lines: str) -> None:
    """Put what a command found into the section with a heading, with the day and the command above it."""
    write_section(heading, f"{datetime.now(UTC):%d %B %Y}, `{command}`\n\n{lines}")
