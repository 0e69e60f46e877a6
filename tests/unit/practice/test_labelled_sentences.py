"""Labelled sentences: what the guard finds of them, and how many clean ones it questions."""

import json
from pathlib import Path
from typing import Any

import pytest

from practice.identifiers import guard

HERE = Path(__file__).parent
SOFT = {"NAME", "INITIALS", "SCHOOL", "ADDRESS", "PLACE"}
ALL_FOUND = ["identifier_cases.jsonl", "identifier_sentences.jsonl"]
EVERY_SET = [*ALL_FOUND, "identifier_workplaces.jsonl"]


def read(name: str) -> list[dict[str, Any]]:
    """Read labelled sentences."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    return [json.loads(line) for line in lines]


def missed(rows: list[dict[str, Any]], *, soft: bool) -> tuple[list[str], int]:
    """Return the labelled words that no stretch covers, and how many there are; hard ones must be hard."""
    gone, count = [], 0
    for row in rows:
        guarded = guard(row["text"])
        found = [*guarded.hard, *guarded.asked] if soft else guarded.hard
        for label in row["spans"]:
            if (label["label"] in SOFT) == soft:
                count += 1
                if not any(span.start <= label["start"] and span.end >= label["end"] for span in found):
                    gone.append(label["text"])
    return gone, count


@pytest.mark.parametrize("name", ALL_FOUND)
def test_every_hard_identifier_of_the_labelled_sentences_is_masked(name: str):
    gone, count = missed(read(name), soft=False)

    assert count >= 20
    assert gone == []


def test_hardly_a_hard_identifier_of_sentences_written_blind_is_left():
    rows = read("identifier_workplaces.jsonl")
    built_on, held_out = ([row for row in rows if row["held_out"] is kept] for kept in (False, True))

    (gone, count), (held_gone, held_count) = missed(built_on, soft=False), missed(held_out, soft=False)

    assert min(count, held_count) >= 60
    assert len(gone) <= 0.02 * count, gone
    assert len(held_gone) <= 0.06 * held_count, held_gone


@pytest.mark.parametrize("name", EVERY_SET)
def test_names_are_noticed_while_few_clean_sentences_are_questioned(name: str):
    rows = read(name)
    gone, count = missed(rows, soft=True)
    clean = [row["text"] for row in rows if not row["spans"]]

    questioned = [text for text in clean if guard(text).asked or guard(text).hard]

    assert count > 25
    assert len(gone) <= 0.08 * count, gone
    assert len(clean) > 25
    assert len(questioned) <= 0.1 * len(clean), questioned
