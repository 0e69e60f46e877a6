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
    rf"|(?:[\w+-]{{1,64}} dot ){{0,3}}[\w.+-]{{1,64}} at {_LABEL}(?: dot {_LABEL})+"
    rf"|\w{{1,32}}[._+\d]\w{{1,32}} at {_LABEL}(?:\.{_LABEL})*\."
    r"(?:com|org|net|uk|co|io|ie|eu|example|info)\b"
    r"|[\w.+-]{2,64} at (?:gmail|googlemail|hotmail|outlook|yahoo|icloud|live|btinternet|aol|example)"
    r"\.[a-z.]{2,7}\b",
    re.IGNORECASE,
)
_LINK: Final = re.compile(
    r"(?:https?://|www\.)[^\s<>|\[\]]{0,500}?(?:\d{3}|[?=])[^\s<>|\[\]]{0,1500}"
    r"|(?:https?://)?(?<![\w-])(?:[\w-]{1,20}\.){0,2}(?:facebook|fb|instagram|tiktok|twitter|x|snapchat|youtube"
    r"|linkedin|threads|discord|twitch|roblox|gofundme|justgiving|onlyfans|tinyurl|bit|youtu|t)\.(?:com|net|gg|tv|me|ly|be|co)/"
    r"[^\s<>|\[\]]{2,500}(?<![.,;:!?)])",
    re.IGNORECASE,
)
_ACCOUNT: Final = r"[a-z][\w.-]{1,40}(?<![.-])"
_HANDLE: Final = re.compile(
    rf"(?<![\w@<./-])@(?=[a-z.]*[\d_.][\w]){_ACCOUNT}"
    r"|(?<![\w#])[\w.]{2,32}#\d{4}\b"
    r"|\b(?:insta|instagram|ig|snap|snapchat|snap ?chat|tik ?tok|twitter|discord|roblox|psn|xbox|steam"
    r"|facebook|gamer ?tag|user ?name|screen ?name|handle|account name|profile)\b"
    r"(?:'s|[ :,(]|\b(?:she|he|they|it|her|his|their|is|was|as|called|name|tag|account|user|handle|on|the"
    r"|id)\b){1,8}"
    rf"(?P<named>@?(?=[a-z.-]*[\d_.][\w.]){_ACCOUNT})",
    re.IGNORECASE,
)
_SLACK: Final = re.compile(
    r"<[@#](?P<mention>[A-Z][A-Z0-9]{2,})(?:\|[^>]*)?>|<!subteam\^(?P<group>[A-Z0-9]+)(?:\|[^>]*)?>"
    r"|(?<![\w/-])(?P<short>[UW]0[A-Z0-9]{4,12})(?![\w-])"
    r"|(?<![\w/-])(?=[A-Z]*\d)(?P<long>[UWCDGTB](?=[A-Z0-9]*[A-Z])[A-Z0-9]{8,10})(?![\w-])"
    r"|(?<![\w/-])(?P<small>[uw]0(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{6,11})(?![\w-])"
)
_SAID: Final = (
    r"(?:oh|o|zero|nought|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|hundred)"
)
_SAID_ALOUD: Final = re.compile(rf"\b{_SAID}(?:[ ,-]{{1,2}}{_SAID}){{7,}}\b", re.IGNORECASE)

_SEP: Final = r"[ .()/~_-]{0,3}"
_PHONE: Final = re.compile(
    rf"\(?\+{_SEP}\d(?:{_SEP}\d){{6,14}}(?!\d)|(?<![\d+])\(?00[1-9](?:{_SEP}\d){{8,13}}(?!\d)"
    rf"|(?<![\d+])\(?0(?:{_SEP}\d){{10}}(?!\d)|(?<![\d+])\(?0(?:{_SEP}\d){{9}}(?!\d)"
    r"|(?<![\d+])0\d{3,4}[,*|]\d{3}[,*|]\d{3,4}(?!\d)"
    rf"|(?<![\d+])0\d{{2,4}}(?:[ ,-]{{1,2}}(?:{_SAID}|\d{{1,4}})\b){{4,9}}(?<=[a-z])"
    r"|(?<![\d+])44 ?\(?0?\)? ?[1-9](?:[ -]?\d){9}(?!\d)|(?<![\d+])7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)"
)
_PHONE_CUE: Final = re.compile(
    r"\b(?:phone|tel|telephone|mobile|mob|landline|whatsapp|ring|rang|call|called|text|texted|dial|ext)\b"
    r"[^\d\n]{0,20}?(?P<number>\(?\d(?:[ .()-]{0,2}\d){5,14})(?!\d)"
    r"|\bext(?:n|ension)?\b[ .:]{0,2}(?P<extension>\d{3,6})(?!\d)",
    re.IGNORECASE,
)
_PUBLIC: Final = frozenset({"08001111", "116123", "116000", "08088005000", "08082000247", "08004320111"})
"""Published helplines, which are nobody's."""


def find_written_contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield e-mail addresses, telling links, account names, Slack ids, and phone numbers said in words."""
    if "@" in text or "at" in text or "AT" in text:
        for found in _EMAIL.finditer(text):
            yield *found.span(), "EMAIL"
    for found in _LINK.finditer(text):
        yield *found.span(), "URL"
    for found in _HANDLE.finditer(text):
        yield *found.span(found.lastgroup or 0), "HANDLE"
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
        cued = found.lastgroup or "number"
        if digits_of(found[cued]) not in _PUBLIC:
            yield *found.span(cued), "PHONE"


def is_phone(text: str) -> bool:
    """Say whether a run of digits is a number that can be dialled from Great Britain."""
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(text, "GB"))
    except phonenumbers.NumberParseException:
        return False


def digits_of(text: str) -> str:
    """Return the digits of a text and nothing else."""
    return "".join(filter(str.isdigit, text))
