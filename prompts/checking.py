"""The linter of the library: every rule broken, with file, place and a plain sentence."""

from pathlib import Path

from prompts.fault import Fault
from prompts.library import Library, content_faults, read_library

__all__ = ["Fault", "check"]


def check(source: Library | Path | None = None) -> list[Fault]:
    """Return the faults of a loaded library, of an organisation's folder, or (None) of the one we ship.

    A folder is read as it would be loaded, over our own files, and only its own faults are returned. Bad
    content never raises: whatever cannot be read is a fault too, and the rest is still checked.
    """
    if isinstance(source, Library):
        return content_faults(source)
    shelf, faults = read_library(source)
    return faults if source is not None else [*shelf.faults, *content_faults(shelf)]
