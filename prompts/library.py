"""The library as it ships and as an organisation changes it: the one place that opens its files."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from prompts.card_rules import card_faults, framework_faults
from prompts.fault import Fault, Place, Rule
from prompts.parsing import FRAMEWORKS_FILE, Shelf, parse
from prompts.prompt import Card, Framework, Pack, Prompt
from prompts.rules import WEEKLY_ITEM, library_faults, pack_faults

FOLDERS = ("texts", "elements")
PULSE = "pulse"


class LibraryFault(Exception):
    """The library cannot be used: one sentence with file, place and rule, and every fault behind it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Say the first fault; keep them all."""
        first = faults[0]
        place = f", {first.place}" if first.place else ""
        super().__init__(f"{first.file}{place} ({first.rule}): {first.sentence}")
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Every pack, card and framework by slug; `places` says where each stands in its files."""

    packs: Mapping[str, Pack]
    cards: Mapping[str, Card]
    frameworks: Mapping[str, Framework]
    places: Mapping[tuple[str, ...], Place] = field(repr=False)

    def prompt(self, pack_slug: str, prompt_slug: str) -> Prompt | None:
        """Return a prompt of a pack, a retired one too, or None where there is none."""
        pack = self.packs.get(pack_slug)
        found = pack.prompts if pack else ()
        return next((prompt for prompt in found if prompt.slug == prompt_slug), None)

    def weekly_item(self, element_name: str, weekday: str) -> str:
        """Return the weekly item's fixed words for an element ("Offering a real choice") since a weekday.

        Plain text, with no mark-up; the words of `element_name` are taken as they are.
        """
        item = self.prompt(PULSE, WEEKLY_ITEM)
        text = item.text if item else ""
        return text.replace("{weekday}", weekday).replace("{element}", element_name)

    def monthly_items(self) -> tuple[Prompt, ...]:
        """Return the monthly few taps of the pulse, in order: each a scale of 0 to 10."""
        pulse = self.packs.get(PULSE)
        return tuple(
            prompt
            for prompt in (pulse.prompts if pulse else ())
            if prompt.answer == "scale" and not prompt.retired
        )

    def card_for(self, element: str, role: str | None = None, pathway: str | None = None) -> Card | None:
        """Return an element's card as it reads in a role on a pathway, or None where there is none."""
        card = self.cards.get(element)
        return card.fitted(role, pathway) if card else None


def load_library(extra: Path | None = None) -> Library:
    """Return the packaged library, with an organisation's folder of the same shape laid over it.

    A card, a framework or a prompt of `extra` takes the place of ours with its slug; a pack's own fields do
    too, and its prompts stand beside ours. Raises `LibraryFault` where `extra` is empty or breaks a rule.
    """
    return _ours() if extra is None else _sound(*read_library(extra))


@cache
def _ours() -> Library:
    return _sound(*read_library())


def _sound(shelf: Shelf, faults: Collection[Fault]) -> Library:
    if faults or shelf.faults:
        raise LibraryFault((*faults, *shelf.faults))
    return as_library(shelf)


def read_library(extra: Path | None = None) -> tuple[Shelf, list[Fault]]:
    """Return what could be read, and the faults of `extra`, held to every rule.

    The shelf's own `faults` are those of the files we ship, held to structure alone here;
    `prompts.checking.check` holds them to the rest.
    """
    own = parse(dict(_texts(_packaged(), "")))
    if extra is None:
        return own, []
    texts, faults = _read_folder(extra)
    shelf, broken = read_over(own, texts)
    return shelf, [*faults, *broken]


def read_over(own: Shelf, texts: Mapping[str, str]) -> tuple[Shelf, list[Fault]]:
    """Return `own` with an organisation's files, by name, laid over it, and every fault of those files."""
    added = parse(texts)
    shelf = _laid_over(own, added)
    return shelf, [*added.faults, *content_faults(shelf, texts)]


def content_faults(shelf: Shelf | Library, files: Collection[str] | None = None) -> list[Fault]:
    """Return every content rule broken by what was read, or by what stands in `files`, file by file."""

    def within(kind: str, slug: str) -> bool:
        return files is None or shelf.places[kind, slug].file in files

    packs = [pack for slug, pack in shelf.packs.items() if within("pack", slug)]
    cards = [card for slug, card in shelf.cards.items() if within("card", slug)]
    frameworks = [framework for slug, framework in shelf.frameworks.items() if within("framework", slug)]
    found = chain(
        pack_faults(shelf, packs),
        card_faults(shelf, cards),
        framework_faults(shelf, frameworks),
        library_faults(shelf),
    )
    return sorted(
        (fault for fault in found if files is None or fault.file in files), key=lambda fault: fault.file
    )


def as_library(shelf: Shelf) -> Library:
    """Return a shelf as a library nobody can change."""
    return Library(
        packs=MappingProxyType(dict(shelf.packs)),
        cards=MappingProxyType(dict(shelf.cards)),
        frameworks=MappingProxyType(dict(shelf.frameworks)),
        places=MappingProxyType(dict(shelf.places)),
    )


def _packaged() -> Traversable:
    return resources.files("prompts")


def _texts(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    frameworks = folder / FRAMEWORKS_FILE
    if frameworks.is_file():
        yield f"{prefix}{FRAMEWORKS_FILE}", frameworks.read_text(encoding="utf-8")
    for name in FOLDERS:
        inner = folder / name
        if not inner.is_dir():
            continue
        for entry in sorted(inner.iterdir(), key=lambda found: found.name):
            if entry.name.endswith(".toml"):
                yield f"{prefix}{name}/{entry.name}", entry.read_text(encoding="utf-8")


def _read_folder(folder: Path) -> tuple[dict[str, str], list[Fault]]:
    if not folder.is_dir():
        return {}, [_folder_fault(folder, "folder", "There is no such folder.")]
    try:
        texts = dict(_texts(folder, f"{folder}/"))
        faults = [*_strays(folder)]
    except (OSError, UnicodeDecodeError) as error:
        return {}, [_folder_fault(folder, "folder", f"A file here cannot be read as text: {error}.")]
    if not texts and not faults:
        sentence = "Nothing is here: packs go in texts/, cards in elements/, frameworks in frameworks.toml."
        faults = [_folder_fault(folder, "empty folder", sentence)]
    return texts, faults


def _strays(folder: Path) -> Iterator[Fault]:
    for path in sorted(folder.rglob("*.toml")):
        place = path.relative_to(folder)
        if str(place) != FRAMEWORKS_FILE and str(place.parent) not in FOLDERS:
            sentence = "Packs go in texts/, cards in elements/; a file elsewhere is not read."
            yield Fault(file=str(path), place="", rule="folder", sentence=sentence)


def _folder_fault(folder: Path, rule: Rule, sentence: str) -> Fault:
    return Fault(file=str(folder), place="", rule=rule, sentence=sentence)


def _laid_over(own: Shelf, added: Shelf) -> Shelf:
    packs = dict(own.packs)
    places = own.places | added.places
    for slug, pack in added.packs.items():
        ours = packs.get(slug)
        packs[slug] = _merged(ours, pack) if ours else pack
    return Shelf(
        packs=packs,
        cards=own.cards | added.cards,
        frameworks=own.frameworks | added.frameworks,
        places=places,
        faults=own.faults,
    )


def _merged(ours: Pack, theirs: Pack) -> Pack:
    by_slug = {prompt.slug: prompt for prompt in (*ours.prompts, *theirs.prompts)}
    return replace(theirs, prompts=tuple(by_slug.values()))
