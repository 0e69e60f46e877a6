"""Ways to reach a person: e-mail addresses, telling links, Slack ids and telephone numbers."""

import re
from collections.abc import Iterator
from typing import Final

import phonenumbers

_NAME: Final = r"[\w.!#$%&*+/=?^{}~'-]{0,64}[\w+-]"
_DOT: Final = r"(?:\.|[\[({] ?dot ?[\])}]| dot )"
_LABEL: Final = r"[\w-]{1,63}"
_EMAIL: Final = re.compile(
    rf"(?:\w{{1,64}} \. )?{_NAME} ?@ ?(?:{_LABEL}(?:\.| \. ))+[\w-]{{2,63}}|[\w.+-]{{2,64}}@[\w-]{{2,63}}"
    rf"|[\w.+-]{{1,64}} ?[\[({{] ?at ?[\])}}] ?{_LABEL}(?: ?{_DOT} ?{_LABEL})+"
    rf"|[\w.+-]{{1,64}} at {_LABEL}(?: dot {_LABEL})+"
    rf"|\w{{1,32}}[._+\d]\w{{1,32}} at {_LABEL}(?:\.{_LABEL})*\."
    r"(?:com|org|net|uk|co|io|ie|eu|example|info)\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>|\[\]]{0,500}?(?:\d{3}|[?=])[^\s<>|\[\]]{0,1500}", re.IGNORECASE
)
_SLACK: Final = re.compile(
    r"<[@#](?P<mention>[A-Z][A-Z0-9]{2,})(?:\|[^>]*)?>|<!subteam\^(?P<group>[A-Z0-9]+)(?:\|[^>]*)?>"
    r"|(?<![\w/-])(?P<short>[UW]0[A-Z0-9]{4,12})(?![\w-])"
    r"|(?<![\w/-])(?=[A-Z]*\d)(?P<long>[UWCDGTB](?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,10})(?![\w-])"
    r"|(?<![\w/-])(?P<small>[uw]0(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{6,11})(?![\w-])"
)
_SAID: Final = r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble)"
_SAID_ALOUD: Final = re.compile(rf"\b{_SAID}(?:[ ,-]{{1,2}}{_SAID}){{7,}}\b", re.IGNORECASE)

_SEP: Final = r"[ .()/-]{0,3}"
_PHONE: Final = re.compile(
    rf"\+{_SEP}\d(?:{_SEP}\d){{6,14}}(?!\d)|(?<![\d+])\(?00[1-9](?:{_SEP}\d){{8,13}}(?!\d)"
    rf"|(?<![\d+])\(?0(?:{_SEP}\d){{10}}(?!\d)|(?<![\d+])\(?0(?:{_SEP}\d){{9}}(?!\d)"
    r"|(?<![\d+])44 ?\(?0?\)? ?[1-9](?:[ -]?\d){9}(?!\d)|(?<![\d+])7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)"
)
_PHONE_CUE: Final = re.compile(
    r"\b(?:phone|tel|telephone|mobile|mob|landline|whatsapp|ring|rang|call|called|text|texted|dial|ext)\b"
    r"[^\d\n]{0,20}?(?P<number>\(?\d(?:[ .()-]{0,2}\d){5,14})(?!\d)",
    re.IGNORECASE,
)
_PUBLIC: Final = frozenset({"08001111", "116123", "116000", "08088005000", "08082000247", "08004320111"})
"""Published helplines, which are nobody's."""


def find_written_contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield e-mail addresses, links that tell of one record, Slack ids, and phone numbers said in words."""
    if "@" in text or "at" in text:
        for found in _EMAIL.finditer(text):
            yield *found.span(), "EMAIL"
    for found in _LINK.finditer(text):
        yield *found.span(), "URL"
    for found in _SLACK.finditer(text):
        yield *found.span(found.lastgroup or 0), "SLACK"
    for found in _SAID_ALOUD.finditer(text):
        yield *found.span(), "PHONE"


def find_phones(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield telephone numbers by their shape, or by a word such as *ring* before six digits or more."""
    for found in _PHONE.finditer(text):
        if digits_of(found[0]) not in _PUBLIC:
            yield *found.span(), "PHONE"
    for found in _PHONE_CUE.finditer(text):
        if digits_of(found["number"]) not in _PUBLIC:
            yield *found.span("number"), "PHONE"


def is_phone(text: str) -> bool:
    """Say whether a run of digits is a number that can be dialled from Great Britain."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        return False


def digits_of(text: str) -> str:
    """Return the digits of a text and nothing else."""
    return "".join(filter(str.isdigit, text))
