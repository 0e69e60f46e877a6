"""What a view remembers while it is open: opaque ids, slugs of the library and a step, never words."""

import json
from dataclasses import dataclass, replace

LARGEST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What a view was drawn for: its form or question, its prompt or card, and its step, from 0.

    `reader` is the one supervisor it can mean, where there is one; `below` says what kind of view it lies on.
    """

    form: str = ""
    occurrence: str | None = None
    pack: str = ""
    prompt: str = ""
    step: int = 0
    element: str = ""
    reader: str = ""
    below: str = ""


def remember(view: Remembered) -> str:
    """Return `private_metadata` of at most 3,000 characters; raise ValueError for an id that is none."""
    parts = {
        "f": view.form,
        "o": view.occurrence,
        "p": view.pack,
        "q": view.prompt,
        "s": view.step,
        "e": view.element,
        "r": view.reader,
        "b": view.below,
    }
    written = json.dumps({key: part for key, part in parts.items() if part}, separators=(",", ":"))
    if len(written) > LARGEST:
        raise ValueError("an opaque id is far shorter than this")
    return written


def remembered(written: str | None) -> Remembered:
    """Return what a view remembers; what an older or broken one does not say is left empty."""
    try:
        kept = json.loads(written or "{}")
    except ValueError:
        return Remembered()
    if not isinstance(kept, dict):
        return Remembered()
    step = kept.get("s")
    return Remembered(
        form=_id(kept.get("f")),
        occurrence=_id(kept.get("o")) or None,
        pack=_id(kept.get("p")),
        prompt=_id(kept.get("q")),
        step=step if type(step) is int and step > 0 else 0,
        element=_id(kept.get("e")),
        reader=_id(kept.get("r")),
        below=_id(kept.get("b")),
    )


def remember_reader(written: str | None, reader: str) -> str:
    """Return what a view remembers with another reader, otherwise the same."""
    return remember(replace(remembered(written), reader=reader))


def _id(part: object) -> str:
    return part if isinstance(part, str) else ""
