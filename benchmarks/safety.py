"""How often an ordinary reflection brings signposts, how many of a concern do, and how long it takes."""

import json
import time
from pathlib import Path
from typing import Any

from benchmarks.guard import microseconds
from practice.safety import Concern, seen_in

REFLECTIONS = Path(__file__).parents[1] / "tests" / "unit" / "practice"


def main() -> None:
    """Print the hit rate on ordinary reflections, recall by concern and microseconds a text, by set."""
    started = time.process_time()
    seen_in("")
    print(f"lists of safety words made ready once in {(time.process_time() - started) * 1e3:.0f} ms")
    for title, name in (
        ("reflections", "safety_reflections.jsonl"),
        ("our second set, written blind", "safety_workplaces.jsonl"),
    ):
        rows = [json.loads(line) for line in (REFLECTIONS / name).read_text(encoding="utf-8").splitlines()]
        _report(f"{title}, built on", [row for row in rows if not row["held_out"]])
        _report(f"{title}, held out", [row for row in rows if row["held_out"]])


def _report(title: str, rows: list[dict[str, Any]]) -> None:
    ordinary = [row["text"] for row in rows if row["concern"] is None]
    hit = sum(bool(seen_in(text)) for text in ordinary)
    print(f"{title} ({len(rows)})")
    print(f"  ordinary ones that bring signposts {hit}/{len(ordinary)} = {hit / len(ordinary):.3f}")
    for concern in Concern:
        written = [row["text"] for row in rows if row["concern"] == concern]
        found = sum(concern in seen_in(text) for text in written)
        print(f"  {concern.value:24} {found}/{len(written)} = {found / len(written):.2f}")
    print(f"  {microseconds(seen_in, [row['text'] for row in rows]):.0f} microseconds a text")


if __name__ == "__main__":
    main()
