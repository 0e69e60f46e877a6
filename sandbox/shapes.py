"""The smallest checks that payloads are held to: lengths, kinds, lists and objects.

A check takes a value, the JSON pointer to it and the findings that it adds to; a fault has the form of the
sentences in Slack's `response_metadata.messages`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias
from zoneinfo import available_timezones


@dataclass(frozen=True, slots=True)
class Findings:
    """What a walk through a payload found: its faults, and every text in it that people read."""

    faults: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


Check: TypeAlias = Callable[[Any, str, Findings], None]

ID_LENGTH = 255
TEXT_LENGTH = 3000
LINK_LENGTH = 3000
SCALARS = (str, int)
PLAIN = frozenset({"plain_text"})
MRKDWN = frozenset({"mrkdwn"})
EITHER = PLAIN | MRKDWN
TEXT_KEYS = frozenset({"type", "text"})
FLAGS = {"plain_text": "emoji", "mrkdwn": "verbatim"}

_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ZONES = frozenset(available_timezones())


def fault(found: Findings, where: str, sentence: str) -> None:
    """Add one fault at a JSON pointer."""
    found.faults.append(f"[ERROR] {sentence} [json-pointer:{where}]")


def string(most: int = ID_LENGTH, least: int = 1) -> Check:
    """Check for text of `least` to `most` characters."""

    def check(value: Any, where: str, found: Findings) -> None:
        if not isinstance(value, str):
            fault(found, where, "must provide a string")
        elif len(value) > most:
            fault(found, where, f"must be less than {most + 1} characters")
        elif len(value) < least:
            fault(found, where, f"must be more than {least - 1} characters")

    return check


def boolean(value: Any, where: str, found: Findings) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        fault(found, where, "must provide a boolean")


def whole(least: int, most: int) -> Check:
    """Check for a whole number between the two, both included."""

    def check(value: Any, where: str, found: Findings) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            fault(found, where, "must provide a number")
        elif not least <= value <= most:
            fault(found, where, f"must be between {least} and {most}")

    return check


def one_of(*words: Any) -> Check:
    """Check for one of the values."""
    known = frozenset(words)

    def check(value: Any, where: str, found: Findings) -> None:
        if not isinstance(value, SCALARS) or value not in known:
            fault(found, where, "must be one of: " + ", ".join(str(word) for word in words))

    return check


def listing(item: Check, *, most: int, least: int = 1) -> Check:
    """Check for a list of `least` to `most` items that each pass."""

    def check(value: Any, where: str, found: Findings) -> None:
        if not isinstance(value, list):
            fault(found, where, "must provide an array")
            return
        if len(value) > most:
            fault(found, where, f"no more than {most} items allowed")
        if len(value) < least:
            fault(found, where, f"no fewer than {least} items required")
        for number, entry in enumerate(value):
            item(entry, f"{where}/{number}", found)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check for an object with all the required keys, any of the optional ones and no other."""
    known = {**required, **(optional or {})}

    def check(value: Any, where: str, found: Findings) -> None:
        if not isinstance(value, dict):
            fault(found, where, "must provide an object")
            return
        for key in required:
            if key not in value:
                fault(found, where, f"missing required field: {key}")
        for key, entry in value.items():
            part = known.get(key)
            if part is None:
                fault(found, where, f"no more than the known properties allowed: {key}")
            else:
                part(entry, f"{where}/{key}", found)

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """Check for an object whose `type` is known, by the check of that type."""

    def check(value: Any, where: str, found: Findings) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        part = kinds.get(kind) if isinstance(kind, str) else None
        if part is None:
            fault(found, where, f"unsupported type: {kind}")
        else:
            part(value, where, found)

    return check


def both(*checks: Check) -> Check:
    """Check by each in turn, stopping where one finds a fault."""

    def check(value: Any, where: str, found: Findings) -> None:
        before = len(found.faults)
        for part in checks:
            part(value, where, found)
            if len(found.faults) > before:
                return

    return check


def text(most: int = TEXT_LENGTH, kinds: frozenset[str] = EITHER) -> Check:
    """Check for a text object of these kinds with 1 to `most` characters."""

    def check(value: Any, where: str, found: Findings) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            fault(found, where, f"must be a text object of type {' or '.join(sorted(kinds))}")
            return
        words = value.get("text")
        if not isinstance(words, str):
            fault(found, f"{where}/text", "must provide a string")
        elif not 1 <= len(words) <= most:
            fault(found, f"{where}/text", f"must be between 1 and {most} characters")
        else:
            found.texts.append(words)
        flag = FLAGS[kind]
        for key in value:
            if key == flag:
                boolean(value[key], f"{where}/{key}", found)
            elif key not in TEXT_KEYS:
                fault(found, where, f"no more than the known properties allowed: {key}")

    return check


def plain(most: int = TEXT_LENGTH) -> Check:
    """Check for a `plain_text` object."""
    return text(most, PLAIN)


def words(most: int) -> Check:
    """Check for text of 1 to `most` characters that people read."""
    length = string(most)

    def check(value: Any, where: str, found: Findings) -> None:
        length(value, where, found)
        if isinstance(value, str):
            found.texts.append(value)

    return check


def calendar_date(value: Any, where: str, found: Findings) -> None:
    """Check for a date as YYYY-MM-DD."""
    try:
        written = date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        written = False
    if not written:
        fault(found, where, "must be a date as YYYY-MM-DD")


def clock_time(value: Any, where: str, found: Findings) -> None:
    """Check for a time of day as HH:mm."""
    if not isinstance(value, str) or not _CLOCK_TIME.fullmatch(value):
        fault(found, where, "must be a time as HH:mm")


def zone(value: Any, where: str, found: Findings) -> None:
    """Check for the IANA name of a time zone."""
    if not isinstance(value, str) or value not in _ZONES:
        fault(found, where, "must be the IANA name of a time zone")


def link(value: Any, where: str, found: Findings) -> None:
    """Check for a web address."""
    if not isinstance(value, str) or not value.startswith(("https://", "http://", "mailto:")):
        fault(found, where, "must be a valid URL")
    elif len(value) > LINK_LENGTH:
        fault(found, where, f"must be less than {LINK_LENGTH + 1} characters")
