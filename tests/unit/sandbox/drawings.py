"""Blocks and views the sandbox's tests post and open."""

from typing import Any

from sandbox.wire import Json


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def section(words: str = "A question") -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": words}}


def button(words: str, action_id: str) -> Json:
    return {"type": "button", "text": plain(words), "action_id": action_id, "value": "1"}


def option(words: str) -> Json:
    return {"text": plain(words), "value": words.lower()}


def actions(*elements: Json, block_id: str = "taps") -> Json:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def later() -> Json:
    return {
        "type": "static_select",
        "action_id": "later",
        "placeholder": plain("Later"),
        "options": [option("In an hour"), option("Tomorrow")],
    }


def question() -> list[Json]:
    return [section(), actions(button("Yes", "yes"), button("Partly", "partly"), later())]


def asked(
    words: str, block_id: str, *, optional: bool = False, action_id: str = "words", **limits: Any
) -> Json:
    element = {"type": "plain_text_input", "action_id": action_id, **limits}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(words),
        "optional": optional,
        "element": element,
    }


def picked(words: str, block_id: str, kind: str = "radio_buttons", *, action_id: str = "pick") -> Json:
    element = {
        "type": kind,
        "action_id": action_id,
        "options": [option("Keep private"), option("Show the team")],
    }
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(words),
        "optional": True,
        "element": element,
    }


def modal(*blocks: Json, **more: object) -> Json:
    body = {"type": "modal", "title": plain("Reflect"), "blocks": list(blocks), **more}
    if any(block["type"] == "input" for block in blocks):
        body.setdefault("submit", plain("Keep private"))
    return body


def home(*blocks: Json) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section("Good morning")]}
