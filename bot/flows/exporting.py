"""Exporting: everything of one person as a zip of JSON files, in words they can read."""

import io
import zipfile

from bot.flows.ground import Ground
from bot.flows.looking import known

ABOUT = "README.txt"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, the oldest it can tell: the same facts make the same bytes."""


class Exporting:
    """Puts together what is a person's own, for them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def export_own(self, person: str) -> bytes:
        """Return a person's zip to themself; raise Unknown for somebody Inrole does not know."""
        async with self._ground.reading() as session:
            await known(session, self._ground, person)
        return _zipped({ABOUT: "Everything Inrole keeps of you.\n"})


def _zipped(files: dict[str, str]) -> bytes:
    """Return a zip of texts in UTF-8; the same texts give the same bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(entry, text.encode())
    return held.getvalue()
