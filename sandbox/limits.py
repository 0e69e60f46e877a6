"""What real Slack refuses: the validation of messages, metadata and views before anything happens."""

import json
from typing import Any

from sandbox.blocks import elements_of, message_block, view_block
from sandbox.refusals import Refused
from sandbox.shapes import Check, Findings, boolean, fault, listing, one_of, plain, shape, string
from sandbox.wire import Json, fresh_id

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
BLOCK_TEXT = 13_000
MESSAGE_TEXT = 4_000
VIEW_BYTES = 250_000
METADATA_BYTES = 8_000
BROADCASTS = ("<!channel", "<!here", "<!everyone")

_message_blocks = listing(message_block, most=MESSAGE_BLOCKS, least=0)
_view_blocks = listing(view_block, most=VIEW_BLOCKS, least=0)
_view_extras: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_modal = shape(
    {"type": one_of("modal"), "title": plain(24), "blocks": _view_blocks},
    {
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        "submit_disabled": boolean,
        **_view_extras,
    },
)
_home = shape({"type": one_of("home"), "blocks": _view_blocks}, _view_extras)


def checked_message(args: Json) -> tuple[str, list[Json], Json | None]:
    """Return text, blocks (with an id on every block and element) and metadata of a message.

    Raises `Refused` with Slack's error where Slack would take none of it: `invalid_blocks` with the places,
    `msg_blocks_too_long`, `msg_too_long`, `no_text`, `restricted_action` for a broadcast, `metadata_*`.
    """
    text = args.get("text") or ""
    blocks = args.get("blocks")
    if not isinstance(text, str):
        raise Refused("invalid_arguments", ["[ERROR] must provide a string [json-pointer:/text]"])
    if len(text) > MESSAGE_TEXT:
        raise Refused("msg_too_long")
    if blocks is not None:
        _check_blocks(blocks)
    if not text:
        raise Refused("no_text")
    metadata = checked_metadata(args.get("metadata"))
    _refuse_broadcasts(text)
    return text, numbered(blocks or []), metadata


def checked_view(view: Any, *kinds: str) -> Json:
    """Return the view with an id on every block and element.

    `kinds` are the types of view the call takes. Raises `Refused` with `view_too_large` or
    `invalid_arguments` and the places.
    """
    if not isinstance(view, dict) or view.get("type") not in kinds:
        raise Refused(
            "invalid_arguments", [f"[ERROR] must be a view of type {' or '.join(kinds)} [json-pointer:/view]"]
        )
    if len(json.dumps(view)) > VIEW_BYTES:
        raise Refused("view_too_large")
    found = Findings()
    (_home if view["type"] == "home" else _modal)(view, "/view", found)
    if not found.faults:
        _check_ids(view["blocks"], "/view/blocks", found)
        if sum(bool(element.get("focus_on_load")) for _, element in elements_of(view["blocks"])) > 1:
            fault(found, "/view/blocks", "only one element may have focus_on_load")
        if view["type"] == "modal" and "submit" not in view and _asks(view["blocks"]):
            fault(found, "/view", "submit is required when there is an input block")
    if found.faults:
        raise Refused("invalid_arguments", found.faults)
    for words in found.texts:
        _refuse_broadcasts(words)
    return {**view, "blocks": numbered(view["blocks"])}


def checked_metadata(metadata: Any) -> Json | None:
    """Return the metadata of a message, `None` for none: an event type and a flat payload of plain values."""
    if metadata in (None, "", {}):
        return None
    if not isinstance(metadata, dict) or not set(metadata) <= {"event_type", "event_payload", "entities"}:
        raise Refused("invalid_metadata_format")
    payload = metadata.get("event_payload")
    if (
        not metadata.get("event_type")
        or not isinstance(metadata["event_type"], str)
        or not isinstance(payload, dict)
    ):
        raise Refused("invalid_metadata_format")
    if any(isinstance(value, dict | list) for value in payload.values()):
        raise Refused("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return metadata


def numbered(blocks: list[Json]) -> list[Json]:
    """Return the blocks with an id made up wherever the app gave none, as Slack does."""
    for block in blocks:
        block.setdefault("block_id", fresh_id("b"))
    for _, element in elements_of(blocks):
        element.setdefault("action_id", fresh_id("a"))
    return blocks


def _check_blocks(blocks: Any) -> None:
    if isinstance(blocks, str):
        raise Refused("invalid_blocks_format")
    found = Findings()
    _message_blocks(blocks, "/blocks", found)
    if not found.faults:
        _check_ids(blocks, "/blocks", found)
    if found.faults:
        raise Refused("invalid_blocks", found.faults)
    for words in found.texts:
        _refuse_broadcasts(words)
    if sum(map(len, found.texts)) > BLOCK_TEXT:
        raise Refused("msg_blocks_too_long")


def _check_ids(blocks: list[Json], where: str, found: Findings) -> None:
    seen: set[tuple[str, str]] = set()
    named = [("block_id", block["block_id"]) for block in blocks if "block_id" in block]
    named += [("action_id", part["action_id"]) for _, part in elements_of(blocks) if "action_id" in part]
    for pair in named:
        if pair in seen:
            fault(found, where, f"{pair[0]} {pair[1]} is used more than once")
        seen.add(pair)


def _asks(blocks: list[Json]) -> bool:
    return any(block["type"] == "input" for block in blocks)


def _refuse_broadcasts(words: str) -> None:
    if "<!" in words and any(broadcast in words for broadcast in BROADCASTS):
        raise Refused("restricted_action")
