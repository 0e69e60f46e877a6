"""The smallest checks that payloads are held to: lengths, kinds, lists and objects.

A check takes a value, the JSON pointer to it and the list of faults that it adds to, each in the words and
form of Slack's `response_metadata.messages`.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias
from zoneinfo import available_timezones

Check: TypeAlias = Callable[[Any, str, list[str]], None]

ID_LENGTH = 255
TEXT_LENGTH = 3000
LINK_LENGTH = 3000

_CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_ZONES = frozenset(available_timezones())


def fault(faults: list[str], where: str, sentence: str) -> None:
    """Add one fault at a JSON pointer."""
    faults.append(f"[ERROR] {sentence} [json-pointer:{where}]")


def string(most: int = ID_LENGTH, least: int = 1) -> Check:
    """Check for text of `least` to `most` characters."""

    def check(value: Any, where: str, faults: list[str]) -> None:
        if not isinstance(value, str):
            fault(faults, where, "must provide a string")
        elif len(value) > most:
            fault(faults, where, f"must be less than {most + 1} characters")
        elif len(value) < least:
            fault(faults, where, f"must be more than {least - 1} characters")

    return check


def boolean(value: Any, where: str, faults: list[str]) -> None:
    """Check for true or false."""
    if not isinstance(value, bool):
        fault(faults, where, "must provide a boolean")


def whole(least: int, most: int) -> Check:
    """Check for a whole number between the two, both included."""

    def check(value: Any, where: str, faults: list[str]) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            fault(faults, where, "must provide a number")
        elif not least <= value <= most:
            fault(faults, where, f"must be between {least} and {most}")

    return check


def one_of(*words: Any) -> Check:
    """Check for one of the values."""

    def check(value: Any, where: str, faults: list[str]) -> None:
        if not isinstance(value, str | int) or value not in words:
            fault(faults, where, "must be one of: " + ", ".join(str(word) for word in words))

    return check


def listing(item: Check, *, most: int, least: int = 1) -> Check:
    """Check for a list of `least` to `most` items that each pass."""

    def check(value: Any, where: str, faults: list[str]) -> None:
        if not isinstance(value, list):
            fault(faults, where, "must provide an array")
            return
        if len(value) > most:
            fault(faults, where, f"no more than {most} items allowed")
        if len(value) < least:
            fault(faults, where, f"no fewer than {least} items required")
        for number, entry in enumerate(value):
            item(entry, f"{where}/{number}", faults)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Check for an object with all the required keys, any of the optional ones and no other."""
    known = {**required, **(optional or {})}

    def check(value: Any, where: str, faults: list[str]) -> None:
        if not isinstance(value, dict):
            fault(faults, where, "must provide an object")
            return
        for key in required:
            if key not in value:
                fault(faults, where, f"missing required field: {key}")
        for key, entry in value.items():
            part = known.get(key)
            if part is None:
                fault(faults, where, f"no more than the known properties allowed: {key}")
            else:
                part(entry, f"{where}/{key}", faults)

    return check


def by_type(kinds: Mapping[str, Check]) -> Check:
    """Check for an object whose `type` is known, by the check of that type."""

    def check(value: Any, where: str, faults: list[str]) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        part = kinds.get(kind) if isinstance(kind, str) else None
        if part is None:
            fault(faults, where, f"unsupported type: {kind}")
        else:
            part(value, where, faults)

    return check


def both(*checks: Check) -> Check:
    """Check by each in turn, stopping where one finds a fault."""

    def check(value: Any, where: str, faults: list[str]) -> None:
        before = len(faults)
        for part in checks:
            part(value, where, faults)
            if len(faults) > before:
                return

    return check


def plain(most: int = TEXT_LENGTH) -> Check:
    """Check for a `plain_text` object."""
    return shape({"type": one_of("plain_text"), "text": string(most)}, {"emoji": boolean})


def mrkdwn(most: int = TEXT_LENGTH) -> Check:
    """Check for a `mrkdwn` object."""
    return shape({"type": one_of("mrkdwn"), "text": string(most)}, {"verbatim": boolean})


def text(most: int = TEXT_LENGTH) -> Check:
    """Check for a text object of either kind."""
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn(most)})


def calendar_date(value: Any, where: str, faults: list[str]) -> None:
    """Check for a date as YYYY-MM-DD."""
    try:
        written = date.fromisoformat(value).isoformat() == value
    except (TypeError, ValueError):
        written = False
    if not written:
        fault(faults, where, "must be a date as YYYY-MM-DD")


def clock_time(value: Any, where: str, faults: list[str]) -> None:
    """Check for a time of day as HH:mm."""
    if not isinstance(value, str) or not _CLOCK_TIME.fullmatch(value):
        fault(faults, where, "must be a time as HH:mm")


def zone(value: Any, where: str, faults: list[str]) -> None:
    """Check for the IANA name of a time zone."""
    if not isinstance(value, str) or value not in _ZONES:
        fault(faults, where, "must be the IANA name of a time zone")


def link(value: Any, where: str, faults: list[str]) -> None:
    """Check for a web address."""
    if not isinstance(value, str) or not value.startswith(("https://", "http://", "mailto:")):
        fault(faults, where, "must be a valid URL")
    elif len(value) > LINK_LENGTH:
        fault(faults, where, f"must be less than {LINK_LENGTH + 1} characters")
