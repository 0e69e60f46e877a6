"""What becomes of every table when a person is erased, and where their export tells of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

OWN_ID = object()
"""Stands for the row's own random id where a field cannot be empty."""

NOW = object()
"""Stands for the moment of the erasure."""

UNSENT = ("missed", "unknown")
ON_THE_ROAD = ("due", "claimed", "sent", "held back")


class Fate(StrEnum):
    """What becomes of a person's rows."""

    DELETED = "deleted"
    EMPTIED = "emptied"
    KEPT = "kept"
    OF_NOBODY = "of nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One table, how its rows lead to a person, and what becomes of those.

    A path is columns from the table to the person's id, each step by its foreign key; `column=table` names
    the table where there is none, `column~` looks for the id inside a key. `among` narrows the rows to those
    with one of the values, or with none where it lists none; `empties` says what fields become. A line
    `once_gone` holds only for people whom the service no longer names in any place. `export` is the file that
    tells of the rows; where there is none, or where something stays, `why` says why.
    """

    table: str
    of: tuple[str, ...] = ()
    fate: Fate = Fate.DELETED
    among: Mapping[str, Collection[str]] = field(default_factory=lambda: MappingProxyType({}))
    empties: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    once_gone: bool = False
    export: str | None = None
    why: str = ""


REFLECTIONS, PLANS, ANSWERS = "reflections.json", "plans.json", "answers.json"
DELIVERIES, SETTINGS, ABOUT_ME = "deliveries.json", "settings.json", "about-me.json"
SHARED_WITH_ME, LOOKED, SUGGESTIONS = "shared-with-me.json", "looked.json", "suggestions.json"
FILES = (
    REFLECTIONS,
    PLANS,
    ANSWERS,
    DELIVERIES,
    SETTINGS,
    SHARED_WITH_ME,
    SUGGESTIONS,
    ABOUT_ME,
    LOOKED,
)

SERVICES = "what the service itself says of its people; others read it, so a gap would tell of the erasure"
FIGURES = "figures hold no ids, and what was published stays as it was read"
NO_ONES = "holds nothing of any one person"

LINES = (
    Line(
        table="words",
        of=(
            "owner=reflection.person",
            "owner=commitment.person",
            "owner=follow_up.commitment.person",
            "owner=share.reflection.person",
            "owner=share.reader",
        ),
        export=REFLECTIONS,
    ),
    Line(table="talk_line", of=("talk.person",), why="numbers of Slack's messages, with nothing in them"),
    Line(table="talk", of=("person",), export=REFLECTIONS),
    Line(table="card_line", of=("reflection.person",), export=REFLECTIONS),
    Line(table="opening", of=("share.reflection.person",), export=REFLECTIONS),
    Line(table="share", of=("reflection.person",), export=REFLECTIONS),
    Line(
        table="share",
        of=("reader",),
        fate=Fate.EMPTIED,
        among={"withdrawn_at": ()},
        empties={"withdrawn_at": NOW},
        export=SHARED_WITH_ME,
        why="its writer goes on seeing with whom they had shared, and when it was opened",
    ),
    Line(
        table="share",
        of=("reader",),
        fate=Fate.EMPTIED,
        empties={"replied_at": None},
        export=SHARED_WITH_ME,
        why="the line back is gone with its words",
    ),
    Line(table="follow_up", of=("commitment.person",), export=PLANS),
    Line(table="commitment", of=("person",), export=PLANS),
    Line(table="got_in_the_way", of=("person",), export=ANSWERS),
    Line(table="answer", of=("person",), export=ANSWERS),
    Line(table="reflection", of=("person",), export=REFLECTIONS),
    Line(
        table="suggestion",
        of=("person",),
        fate=Fate.EMPTIED,
        empties={"person": None},
        export=SUGGESTIONS,
        why="a wording given to the service stays for its practice lead, without a name",
    ),
    Line(table="not_a_person", of=("person",), why="keyed hashes that nobody can read back"),
    Line(table="focus_choice", of=("person",), export=ANSWERS),
    Line(table="nudge", of=("occurrence.person",), export=DELIVERIES),
    Line(table="sending", of=("person",), among={"state": ON_THE_ROAD}, export=DELIVERIES),
    Line(
        table="sending",
        of=("person",),
        fate=Fate.EMPTIED,
        among={"state": UNSENT},
        empties={
            "subject": OWN_ID,
            "channel": None,
            "ts": None,
            "sent_at": None,
            "claimed_by": None,
            "lease_until": None,
        },
        export=DELIVERIES,
        why="what could not be sent is counted for the whole service, and the count stands still",
    ),
    Line(table="occurrence", of=("person",), export=DELIVERIES),
    Line(table="quiet", of=("person",), export=SETTINGS),
    Line(table="taking_part", of=("person",), export=SETTINGS),
    Line(table="link", of=("person",), export=ABOUT_ME),
    Line(table="page_session", of=("person",), export=ABOUT_ME),
    Line(table="received", of=("key~",), why="the keys of presses, dropped after 7 days anyway"),
    Line(table="happening", of=("person",), among={"kind": ("visit",)}, export=ABOUT_ME),
    Line(table="happening", of=("person",), once_gone=True, export=ABOUT_ME, why=SERVICES),
    Line(table="working_pattern", of=("person",), once_gone=True, export=SETTINGS, why=SERVICES),
    Line(table="role_held", of=("person",), once_gone=True, export=ABOUT_ME, why=SERVICES),
    Line(table="membership", of=("person",), fate=Fate.KEPT, export=ABOUT_ME, why=SERVICES),
    Line(table="post", of=("person",), fate=Fate.KEPT, export=ABOUT_ME, why=SERVICES),
    Line(
        table="supervision_pair",
        of=("practitioner", "supervisor"),
        fate=Fate.KEPT,
        export=ABOUT_ME,
        why=SERVICES,
    ),
    Line(
        table="window_member",
        of=("person",),
        fate=Fate.KEPT,
        export=ABOUT_ME,
        why="who was in a team at a date; without it, the size of a roster would tell of the erasure",
    ),
    Line(
        table="record",
        of=("subject",),
        fate=Fate.KEPT,
        export=LOOKED,
        why="appended only, each row with the hash of the one before",
    ),
    Line(
        table="person",
        of=("id",),
        fate=Fate.EMPTIED,
        empties={
            "dm": None,
            "preferred_at": None,
            "preferred_moment": None,
            "wants_reminder": False,
            "weekly": 2,
            "talks_from": None,
            "welcomed_at": NOW,
        },
        export=SETTINGS,
        why="the id, the standing, and since when they are known say who counts in a roster",
    ),
    Line(
        table="person",
        of=("id",),
        fate=Fate.EMPTIED,
        empties={"name": "", "zone": None, "started_on": None},
        once_gone=True,
        export=ABOUT_ME,
        why=SERVICES,
    ),
    Line(table="digest", fate=Fate.OF_NOBODY, why=FIGURES),
    Line(table="digest_figure", fate=Fate.OF_NOBODY, why=FIGURES),
    *(
        Line(table=name, fate=Fate.OF_NOBODY, why=NO_ONES)
        for name in (
            "workspace",
            "signpost",
            "threshold",
            "team",
            "window",
            "focus",
            "focus_round",
            "rhythm",
            "rhythm_version",
            "token",
            "wished",
            "beat",
            "outage",
            "slowed",
        )
    ),
)
"""A line for every table, in the order of erasing: a row goes before what it belongs to."""
