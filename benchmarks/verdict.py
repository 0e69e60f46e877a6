"""What became of a run: what people have, what the database says, and what the processes caught."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlmodel import col

from benchmarks.counterpart import people
from sandbox.messages import Message
from sandbox.workspace import Workspace
from storage.database import Database, DatabaseBroken
from storage.tables import Sending

OPEN = ("due", "claimed", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of everything: counts, and states by name."""

    states: dict[str, int]
    lost: int
    doubled: int
    untold: int
    mistold: int
    answers_lost: int
    answers_doubled: int

    @property
    def is_clean(self) -> bool:
        """Whether nothing is lost, doubled or in no stated state."""
        wrong = self.lost + self.doubled + self.untold + self.mistold
        return wrong + self.answers_lost + self.answers_doubled == 0


def arrived_at(workspace: Workspace, person: str) -> list[Message]:
    """Return the messages of ours that a person has."""
    return [message for message in workspace.conversation_of(person).messages.values() if message.metadata]


def arrived(workspace: Workspace, count: int) -> Counter[str]:
    """Return how often each sending arrived, by the id in its metadata."""
    found: Counter[str] = Counter()
    for person in people(count):
        for message in arrived_at(workspace, person):
            found[(message.metadata or {})["event_payload"]["message"]] += 1
    return found


async def count_states(database: Database) -> dict[str, int]:
    """Return how many sendings are in each state; empty while the database does not answer."""
    counted = select(col(Sending.state), func.count()).group_by(col(Sending.state))
    try:
        async with database.reading() as session:
            return dict((await session.execute(counted)).all())
    except (DatabaseBroken, OSError):
        return {OPEN[0]: 1}


def troubles_in(folder: Path) -> Counter[str]:
    """Return what guards caught in the processes, by event and job."""
    found: Counter[str] = Counter()
    for log in folder.glob("*.log"):
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if not line.startswith('{"'):
                continue
            entry = json.loads(line)
            if entry.get("level") == "error":
                found[f"{entry['event']} {entry.get('job', '')}".strip()] += 1
    return found
