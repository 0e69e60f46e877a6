"""Whether a request is truly Slack's: the check on the raw body, before anything else reads it.

Source: Slack's "Verifying requests from Slack": `v0=` and the HMAC-SHA256 of `v0:{timestamp}:{raw body}`.
"""

import hashlib
import hmac
import re

FRESH_FOR = 300
"""Seconds that a stamp may lie away from now, either way."""

_STAMP = re.compile(r"[0-9]{1,12}", re.ASCII)


class Unsigned(Exception):
    """The request cannot be told to be Slack's: unsigned, wrongly signed, or stale. Answered with 401."""


class Unreadable(Exception):
    """The request is Slack's, but its body is not UTF-8 text. Answered with 400."""


def verify(body: bytes, timestamp: str | None, signature: str | None, *, secret: str, now: float) -> None:
    """Return for a request that Slack signed within 300 seconds of `now` (seconds since 1970), else raise.

    Raises Unsigned, which says no more to a stranger than that; Unreadable only for a body truly signed.
    """
    if timestamp is None or signature is None or not _STAMP.fullmatch(timestamp):
        raise Unsigned
    if abs(now - int(timestamp)) > FRESH_FOR:
        raise Unsigned
    expected = signed(body, timestamp, secret=secret)
    if not hmac.compare_digest(expected.encode(), signature.encode(errors="replace")):
        raise Unsigned
    try:
        body.decode()
    except UnicodeDecodeError:
        raise Unreadable from None


def signed(body: bytes, timestamp: str, *, secret: str) -> str:
    """Return the signature of a body sent at a time."""
    based = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), based, hashlib.sha256).hexdigest()
