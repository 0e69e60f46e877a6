"""The JSON that workspace and app exchange, and how the arguments of a request are read."""

import base64
import hashlib
import hmac
import json
import secrets
from itertools import count
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from sandbox.refusals import Refused

Json: TypeAlias = dict[str, Any]

UNREADABLE = {
    "blocks": "invalid_blocks_format",
    "view": "invalid_arguments",
    "metadata": "invalid_metadata_format",
    "attachments": "invalid_attachments",
}
"""Arguments that carry JSON text in forms and queries, and the error when it cannot be read."""

_run = secrets.token_hex(4).upper()
_numbers = count(1)


def fresh_id(prefix: str) -> str:
    """Return an id never given before, in this run or another: an app may remember ids across restarts."""
    return f"{prefix}{_run}{next(_numbers):06X}"


def dumps(value: Any) -> bytes:
    """Return the value as compact JSON bytes."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def read_args(*, query: bytes, kind: str, body: bytes) -> Json:
    """Return the arguments of a call from query, form and JSON body together.

    `kind` is the content type of the body. Raises `Refused` where the body cannot be read.
    """
    args: Json = dict(parse_qsl(query.decode("latin-1"), keep_blank_values=True)) if query else {}
    if body:
        args.update(_read_body(kind, body))
    return args


def decode_args(args: Json) -> Json:
    """Return the arguments with the JSON text in them read; text that is no JSON stays as it came."""
    decoded = dict(args)
    for key in UNREADABLE:
        if isinstance(decoded.get(key), str):
            try:
                decoded[key] = json.loads(decoded[key])
            except ValueError:
                continue
    return decoded


def is_true(value: Any) -> bool:
    """Say whether a flag is set: Slack takes true, "true" and "1"."""
    return value is True or value in (1, "1", "true", "True")


def signature(secret: str, stamp: str, body: bytes) -> str:
    """Return Slack's `v0` signature: HMAC-SHA256 over version, time stamp and the raw body.

    Source: Slack's documentation, "Verifying requests from Slack".
    """
    signed = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
    return "v0=" + signed.hexdigest()


def stable_id(prefix: str, *parts: str) -> str:
    """Return an id that is the same in every run for the same parts."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return prefix + base64.b32encode(digest)[:9].decode()


def escaped(text: str) -> str:
    """Return typed text as Slack sends it: the three control characters as entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _read_body(kind: str, body: bytes) -> Json:
    if kind.startswith("application/json"):
        try:
            read = json.loads(body)
        except ValueError as broken:
            raise Refused("invalid_json") from broken
        if not isinstance(read, dict):
            raise Refused("json_not_object")
        return read
    if kind.startswith("application/x-www-form-urlencoded"):
        try:
            return dict(parse_qsl(body.decode(), keep_blank_values=True))
        except UnicodeDecodeError as broken:
            raise Refused("invalid_charset") from broken
    raise Refused("invalid_post_type")
