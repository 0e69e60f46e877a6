"""Sealing of people's words: encrypted, bound to their row, padded and without a telling time."""

import json
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PADDED_TO = 256
DAY = 24 * 60 * 60


class ForeignSeal(ValueError):
    """The sealed words are not of this row, or no key opens them."""


class Seal:
    """Seals words to (workspace, owner, field) and opens them there only.

    The first of `keys` seals, all of them open. The sealed bytes tell neither the second nor the length.
    """

    def __init__(self, keys: tuple[str, ...]) -> None:
        self._fernet = MultiFernet([Fernet(key) for key in keys])

    def seal(self, words: str, *, workspace: str, owner: str, field: str, now: datetime) -> bytes:
        """Return `words` encrypted and bound to their row."""
        bound = json.dumps([workspace, owner, field, words], ensure_ascii=False).encode()
        padded = bound + b" " * (-len(bound) % PADDED_TO)
        return self._fernet.encrypt_at_time(padded, int(now.timestamp()) // DAY * DAY)

    def open(self, sealed: bytes, *, workspace: str, owner: str, field: str) -> str:
        """Return the words; raise ForeignSeal when they were sealed to another row or by an unknown key."""
        try:
            opened: list[str] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise ForeignSeal("No key of this service opens these words") from error
        if opened[:3] != [workspace, owner, field]:
            raise ForeignSeal("These words belong to another row")
        return opened[3]


def derived_key(keys: tuple[str, ...], purpose: str) -> bytes:
    """Return 32 secret bytes for `purpose`, derived from the first of `keys` (HKDF, RFC 5869)."""
    return derived_keys(keys[:1], purpose)[0]


def derived_keys(keys: tuple[str, ...], purpose: str) -> tuple[bytes, ...]:
    """Return 32 secret bytes for `purpose` from each of `keys`, in their order (HKDF, RFC 5869)."""
    return tuple(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode()).derive(key.encode())
        for key in keys
    )


def new_key() -> str:
    """Return a fresh key as INROLE_SECRET_KEYS takes it."""
    return Fernet.generate_key().decode()


def is_key(text: str) -> bool:
    """Whether `text` is a key that Fernet takes."""
    try:
        Fernet(text)
    except ValueError:
        return False
    return True
