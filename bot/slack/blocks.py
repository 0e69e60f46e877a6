"""Block Kit's pieces as small functions: words are made safe and cut to size here and nowhere else."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
Options: TypeAlias = Sequence[tuple[str, str]]
"""What may be chosen, as (code, words)."""

SECTION = 3000
BUTTON = 75
OPTION = 75
HEADER = 150
LABEL = 2000
PLACEHOLDER = 150
TITLE = 24
TEXT = 4000
RADIO_OPTIONS = 10

_EMPHASIS = re.compile(r"\*([^*\n]+)\*")


def escaped(words: str) -> str:
    """Return words in which Slack finds no mention, link or broadcast, whatever was written."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def flat(words: str) -> str:
    """Return words for a `plain_text`: no marks of emphasis, guillemets in place of angle brackets."""
    return _unmarked(words).replace("<", "\u2039").replace(">", "\u203a")


def spoken(words: str) -> str:
    """Return words for a message's top-level text: escaped, without marks of emphasis, cut to its size."""
    return fitted(_unmarked(words), TEXT)


def fitted(words: str, limit: int) -> str:
    """Return escaped words of at most `limit` characters, ending in an ellipsis where some had to go."""
    safe = escaped(words)
    if len(safe) <= limit:
        return safe
    kept = words[: limit - 1]
    while len(escaped(kept)) > limit - 1:
        kept = kept[:-1]
    return escaped(kept).rstrip() + "\u2026"


def pieces(words: str, limit: int = SECTION) -> list[str]:
    """Return escaped words in as many pieces as a limit needs, parted at white space where there is any."""
    found: list[str] = []
    rest = words.strip()
    while rest:
        kept = rest[:limit]
        while len(escaped(kept)) > limit:
            kept = kept[: len(kept) * limit // len(escaped(kept))]
        if len(kept) < len(rest):
            gap = max(kept.rfind(" "), kept.rfind("\n"))
            kept = kept[:gap] if gap > 0 else kept
        found.append(escaped(kept.strip()))
        rest = rest[len(kept) :].lstrip()
    return found


def plain(words: str, limit: int) -> Json:
    """Return a `plain_text` of at most `limit` characters."""
    safe = flat(words)
    if len(safe) > limit:
        safe = safe[: limit - 1].rstrip() + "\u2026"
    return {"type": "plain_text", "text": safe, "emoji": False}


def section(mrkdwn: str, *, block_id: str | None = None, accessory: Json | None = None) -> Json:
    """Return a section of text that is already safe and within its size."""
    block: Json = {"type": "section", "text": {"type": "mrkdwn", "text": mrkdwn, "verbatim": True}}
    if block_id is not None:
        block["block_id"] = block_id
    if accessory is not None:
        block["accessory"] = accessory
    return block


def sections(words: str, *, title: str | None = None) -> list[Json]:
    """Return as many sections as words of any length need, an emphasised title before the first."""
    head = f"*{escaped(title)}*\n" if title else ""
    first, *others = pieces(words, SECTION - len(head)) or [""]
    if not head and not first:
        return []
    return [section((head + first).strip()), *map(section, others)]


def context(mrkdwn: str, *, block_id: str | None = None) -> Json:
    """Return a small line of text that is already safe."""
    block: Json = {"type": "context", "elements": [{"type": "mrkdwn", "text": mrkdwn, "verbatim": True}]}
    if block_id is not None:
        block["block_id"] = block_id
    return block


def header(words: str) -> Json:
    """Return a heading."""
    return {"type": "header", "text": plain(words, HEADER)}


def divider() -> Json:
    """Return a line across."""
    return {"type": "divider"}


def button(
    words: str, action_id: str, value: str = "", *, is_main: bool = False, url: str | None = None
) -> Json:
    """Return a button; the main one of a set is drawn in the colour of action."""
    element: Json = {"type": "button", "action_id": action_id, "text": plain(words, BUTTON)}
    if value:
        element["value"] = value
    if is_main:
        element["style"] = "primary"
    if url is not None:
        element["url"] = url
    return element


def actions(elements: Iterable[Json], *, block_id: str | None = None) -> Json:
    """Return a row of elements."""
    block: Json = {"type": "actions", "elements": list(elements)}
    if block_id is not None:
        block["block_id"] = block_id
    return block


def option(code: str, words: str) -> Json:
    """Return one choice."""
    return {"text": plain(words, OPTION), "value": code}


def select(placeholder: str, action_id: str, options: Options) -> Json:
    """Return a menu that reads `placeholder` until something is chosen."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": plain(placeholder, PLACEHOLDER),
        "options": [option(*each) for each in options],
    }


def one_of(action_id: str, options: Options, chosen: str = "") -> Json:
    """Return a choice of one: radio buttons, or a menu where there are too many for them."""
    if len(options) > RADIO_OPTIONS:
        element = select("Choose", action_id, options)
    else:
        element = {
            "type": "radio_buttons",
            "action_id": action_id,
            "options": [option(*each) for each in options],
        }
    initial = [each for each in element["options"] if each["value"] == chosen]
    if initial:
        element["initial_option"] = initial[0]
    return element


def several_of(action_id: str, options: Options, chosen: Sequence[str] = ()) -> Json:
    """Return a choice of several: tick boxes, or a menu where there are too many for them."""
    many = len(options) > RADIO_OPTIONS
    element: Json = {"type": "multi_static_select" if many else "checkboxes", "action_id": action_id}
    if many:
        element["placeholder"] = plain("Choose", PLACEHOLDER)
    element["options"] = [option(*each) for each in options]
    initial = [each for each in element["options"] if each["value"] in chosen]
    if initial:
        element["initial_options"] = initial
    return element


def asking(block_id: str, label: str, element: Json, *, hint: str = "", is_optional: bool = True) -> Json:
    """Return an input with its label."""
    block: Json = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, LABEL),
        "element": element,
        "optional": is_optional,
    }
    if hint:
        block["hint"] = plain(hint, LABEL)
    return block


def modal(
    title: str,
    blocks: list[Json],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str = "Close",
    private_metadata: str = "",
) -> Json:
    """Return a modal; `submit` is named where there is an input."""
    view: Json = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, TITLE),
        "close": plain(close, TITLE),
        "blocks": blocks,
    }
    if submit is not None:
        view["submit"] = plain(submit, TITLE)
    if private_metadata:
        view["private_metadata"] = private_metadata
    return view


def day(on: date) -> str:
    """Return a date as it is read: 3 November 2026."""
    return f"{on.day} {on:%B %Y}"


def weekday(on: date) -> str:
    """Return a date near at hand as it is read: Monday 30 November."""
    return f"{on:%A} {on.day} {on:%B}"


def _unmarked(words: str) -> str:
    return _EMPHASIS.sub(r"\1", words) if "*" in words else words
