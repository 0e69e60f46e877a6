"""From the text of the library's files to packs, cards and frameworks, with a fault where that fails."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from prompts.fault import Broken, Fault, Place, Rule
from prompts.prompt import Card, Framework, Pack

FRAMEWORKS_FILE = "frameworks.toml"
INHERITED = ("moment", "pathways", "roles", "personal", "framework", "stages")
"""What a prompt has from its pack unless it names its own."""

_RULE_OF_FIELD: dict[str, Rule] = {
    "roles": "role",
    "role": "role",
    "pathways": "pathway",
    "pathway": "pathway",
    "principles": "principle",
    "principle": "principle",
    "lenses": "lens",
    "moment": "moment",
    "answer": "answer kind",
    "version": "version",
    "slug": "slug",
}
_TOML_PLACE = re.compile(r"^(?P<reason>.*) \(at (?P<place>.*)\)$")
_Made = TypeVar("_Made", Pack, Card, Framework)


@dataclass(slots=True, kw_only=True)
class Shelf:
    """What a set of files holds, by slug; `places` says where, by kind and slug (and prompt's slug)."""

    packs: dict[str, Pack] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    frameworks: dict[str, Framework] = field(default_factory=dict)
    places: dict[tuple[str, ...], Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def parse(files: Mapping[str, str]) -> Shelf:
    """Read TOML texts by file name into a shelf; what cannot be read becomes a fault and is left out.

    Names end in `texts/SLUG.toml` (a pack), `elements/SLUG.toml` (a card) or `frameworks.toml`.
    """
    shelf = Shelf()
    for file in sorted(files):
        path = PurePosixPath(file)
        table = _table(file, files[file], shelf.faults)
        if table is None:
            continue
        if path.name == FRAMEWORKS_FILE:
            _put_frameworks(file, table, shelf)
        elif path.parent.name == "texts":
            _put_pack(file, table, shelf)
        else:
            _put_card(file, table, shelf)
    return shelf


def place_of(location: tuple[str | int, ...]) -> str:
    """Return a location as people write it: ("prompts", 2, "text") is "prompts[2].text"."""
    place = ""
    for step in location:
        place += f"[{step}]" if isinstance(step, int) else f".{step}"
    return place.removeprefix(".")


def _table(file: str, text: str, faults: list[Fault]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_PLACE.match(str(error))
        place = found["place"] if found else "the file"
        reason = found["reason"] if found else str(error)
        faults.append(
            Fault(file=file, place=place, rule="TOML", sentence=f"This is not valid TOML: {reason}.")
        )
        return None


def _put_frameworks(file: str, table: dict[str, Any], shelf: Shelf) -> None:
    for slug, entry in table.items():
        framework = _made(Framework, file, slug, entry, shelf.faults)
        if framework is not None:
            shelf.frameworks[slug] = framework
            shelf.places["framework", slug] = Place(file=file, at=slug)


def _put_card(file: str, table: dict[str, Any], shelf: Shelf) -> None:
    slug = PurePosixPath(file).stem
    card = _made(Card, file, slug, table, shelf.faults)
    if card is not None:
        shelf.cards[slug] = card
        shelf.places["card", slug] = Place(file=file)


def _put_pack(file: str, table: dict[str, Any], shelf: Shelf) -> None:
    slug = PurePosixPath(file).stem
    pack = _made(Pack, file, slug, table, shelf.faults)
    if pack is None:
        return
    shelf.packs[slug] = pack
    shelf.places["pack", slug] = Place(file=file)
    for number, prompt in enumerate(pack.prompts):
        place = Place(file=file, at=f"prompts[{number}]")
        first = shelf.places.setdefault(("prompt", slug, prompt.slug), place)
        if first is not place:
            sentence = (
                f'The slug "{prompt.slug}" is also that of {first.at}; each prompt of a pack has its own.'
            )
            shelf.faults.append(
                Fault(file=file, place=place.within("slug"), rule="unique slug", sentence=sentence)
            )


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    prompts = table.get("prompts")
    if not isinstance(prompts, list):
        return table
    return table | {"prompts": [_filled_prompt(entry, table) for entry in prompts]}


def _filled_prompt(entry: Any, pack: dict[str, Any]) -> Any:
    if not isinstance(entry, dict):
        return entry
    inherited = {name: pack[name] for name in INHERITED if name in pack}
    if "framework" in entry:
        inherited.pop("stages", None)
    filled = inherited | entry
    if filled.get("answer") == "tap" and "text" in filled and "taps" in filled:
        filled.setdefault("short", {"text": filled["text"], "taps": filled["taps"]})
    return filled


def _made(kind: type[_Made], file: str, slug: str, written: Any, faults: list[Fault]) -> _Made | None:
    prefix: tuple[str, ...] = (slug,) if kind is Framework else ()
    if not isinstance(written, dict):
        sentence = f"{slug} is a table of fields."
        faults.append(Fault(file=file, place=place_of(prefix), rule="value", sentence=sentence))
        return None
    if "slug" in written:
        sentence = "The name of the file or table is the slug; leave this line out."
        place = place_of((*prefix, "slug"))
        faults.append(Fault(file=file, place=place, rule="unknown field", sentence=sentence))
        return None
    table = _filled(written) if kind is Pack else written
    try:
        return TypeAdapter(kind).validate_python(table | {"slug": slug})
    except ValidationError as error:
        faults.extend(_faults_of(error, file, prefix, written))
        return None


def _faults_of(
    error: ValidationError, file: str, prefix: tuple[str, ...], written: dict[str, Any]
) -> Iterator[Fault]:
    for detail in error.errors(include_url=False):
        location = detail["loc"]
        if _is_inherited(location, written):
            continue
        rule, sentence = _worded(
            detail["type"], location, detail["input"], detail["msg"], detail.get("ctx", {})
        )
        yield Fault(file=file, place=place_of((*prefix, *location)), rule=rule, sentence=sentence)


def _is_inherited(location: tuple[str | int, ...], written: dict[str, Any]) -> bool:
    match location:
        case ("prompts", int(number), str(name), *_) if name in INHERITED:
            entry = written["prompts"][number]
            return isinstance(entry, dict) and name not in entry
    return False


def _worded(
    kind: str, location: tuple[str | int, ...], given: object, message: str, context: Mapping[str, object]
) -> Broken:
    names = [step for step in location if isinstance(step, str)]
    name = names[-1] if names else "the table"
    rule: Rule = _RULE_OF_FIELD.get(name, "value")
    if kind == "missing":
        return (
            ("short form", "A short form is missing.")
            if name == "short"
            else (
                "missing field",
                f'"{name}" is missing.',
            )
        )
    if kind == "unexpected_keyword_argument":
        return "unknown field", f'"{name}" is not a field here; check its spelling.'
    if kind == "literal_error":
        return rule, f'"{given}" is not a {rule} we know; choose from {context["expected"]}.'
    if kind == "string_pattern_mismatch":
        return rule, f'"{given}" is not a slug: lower case words joined by hyphens.'
    return rule, f"{name}: {message}."
