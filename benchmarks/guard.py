"""How much the identifier guard finds, how often it questions a text in vain, and how long it takes."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from practice.identifiers import guard, load_words

SENTENCES = Path(__file__).parents[1] / "tests" / "unit" / "practice"
NAMES = frozenset({"NAME", "INITIALS"})
PLACES = frozenset({"SCHOOL", "ADDRESS", "PLACE"})
ROUNDS = 5


def main() -> None:
    """Print recall by kind, the share of clean texts questioned, and microseconds a text, for each set."""
    started = time.process_time()
    load_words()
    print(f"word lists read once in {(time.process_time() - started) * 1e3:.0f} ms")
    labelled = _read("identifier_cases.jsonl")
    _report("labelled sentences", labelled)
    for title, name in (
        ("our sentences", "identifier_sentences.jsonl"),
        ("our second set, written blind", "identifier_workplaces.jsonl"),
    ):
        ours = _read(name)
        _report(f"{title}, built on", [row for row in ours if not row["held_out"]])
        _report(f"{title}, held out", [row for row in ours if row["held_out"]])


def _read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SENTENCES / name).read_text(encoding="utf-8").splitlines()]


def _report(title: str, rows: list[dict[str, Any]]) -> None:
    found = {"hard": [0, 0], "names": [0, 0], "places": [0, 0]}
    clean = questioned = 0
    for row in rows:
        guarded = guard(row["text"])
        everything = [*guarded.hard, *guarded.asked]
        if not row["spans"]:
            clean += 1
            questioned += bool(everything)
        for label in row["spans"]:
            soft = "names" if label["label"] in NAMES else "places"
            kind = soft if label["label"] in NAMES | PLACES else "hard"
            spans = guarded.hard if kind == "hard" else everything
            found[kind][0] += any(span.start <= label["start"] and span.end >= label["end"] for span in spans)
            found[kind][1] += 1
    print(f"{title} ({len(rows)})")
    for kind, (hit, of) in found.items():
        print(f"  {kind:7} {hit}/{of} = {hit / of:.2f}")
    print(f"  clean texts questioned {questioned}/{clean} = {questioned / clean:.2f}")
    print(f"  {microseconds(guard, [row['text'] for row in rows]):.0f} microseconds a text")


def microseconds(read: Callable[[str], object], texts: list[str]) -> float:
    """Return the best of a few rounds of reading each text, in processor time a text."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            read(text)
        best = min(best, time.process_time() - started)
    return best / len(texts) * 1e6


if __name__ == "__main__":
    main()
