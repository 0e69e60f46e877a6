"""The content rules of packs and prompts, each a fault with its place when broken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Protocol

from prompts.fault import Broken, Fault, Place
from prompts.prompt import LENSES, Card, Framework, Lens, Pack, Prompt, Stage
from prompts.questions import taps_beside
from prompts.reading_age import reading_age
from prompts.wording import PLACEHOLDERS, broken_by, is_personal, too_long

MINIMUM = 8
"""The fewest prompts a pack has, retired ones aside."""
WHOLE_LIBRARY = 22
"""The packs that ship: the floors of the library hold once it is whole."""
LENS_FLOOR = 6
PATHWAY_PACK_LENSES: tuple[Lens, ...] = ("identity and racism", "child's voice")
PACK_AGE = 11.0
PROMPT_AGE = 13.5
WEEKLY_ITEM = "weekly-item"
WEEKLY_TEXT = "{element}: since last {weekday}, did you get to use it?"
WEEKLY_TAPS = ("Yes", "Partly", "Came up, couldn't", "Didn't come up")

_TAPS = {"tap": (2, 5), "several": (3, 10)}
_FEWEST_WORDS, _MOST_WORDS = 4, 10


class Holdings(Protocol):
    """What the rules read: everything by slug, and where it stands."""

    @property
    def packs(self) -> Mapping[str, Pack]:
        """Packs by slug."""

    @property
    def cards(self) -> Mapping[str, Card]:
        """Cards by slug."""

    @property
    def frameworks(self) -> Mapping[str, Framework]:
        """Frameworks by slug."""

    @property
    def places(self) -> Mapping[tuple[str, ...], Place]:
        """Places by kind and slug."""


def pack_faults(holdings: Holdings, packs: Iterable[Pack]) -> Iterator[Fault]:
    """Yield every rule that one of `packs`, or a prompt in it, breaks beside all that is held."""
    for pack in packs:
        place = holdings.places["pack", pack.slug]
        yield from _at(place, "title", broken_by(pack.title))
        yield from _at(place, "purpose", broken_by(pack.purpose))
        yield from _at(place, "length", broken_by(pack.length))
        yield from _at(place, "prompts", _whole_pack(pack))
        yield from _at(place, "framework", _framework(pack.framework, holdings))
        yield from _stages(pack.stages, pack.framework, place, holdings)
        for prompt in pack.prompts:
            if not prompt.retired:
                yield from _prompt(prompt, pack, holdings)


def _at(place: Place, part: str, broken: Iterator[Broken]) -> Iterator[Fault]:
    for rule, sentence in broken:
        yield Fault(file=place.file, place=place.within(part), rule=rule, sentence=sentence)


def _whole_pack(pack: Pack) -> Iterator[Broken]:
    live = [prompt for prompt in pack.prompts if not prompt.retired]
    if len(live) < MINIMUM:
        yield "pack size", f"Prompts in this pack: {len(live)}; {MINIMUM} is the fewest."
    seen = {lens for prompt in live for lens in prompt.lenses}
    for lens in PATHWAY_PACK_LENSES:
        if pack.pathways and lens not in seen:
            yield "lens floor", f'A pack with a pathway has at least one prompt through the lens "{lens}".'
    age = reading_age(dict.fromkeys(chain.from_iterable(_questions(prompt) for prompt in live)))
    if age > PACK_AGE:
        yield "reading age", f"This pack reads at about age {age:.1f}; {PACK_AGE:.0f} is the most."
    if pack.slug == "pulse":
        yield from _weekly_item(live)


def _weekly_item(prompts: Sequence[Prompt]) -> Iterator[Broken]:
    item = next((prompt for prompt in prompts if prompt.slug == WEEKLY_ITEM), None)
    if item is None or item.text != WEEKLY_TEXT or item.taps != WEEKLY_TAPS:
        yield "weekly item", f'The prompt "{WEEKLY_ITEM}" keeps its fixed words and taps: "{WEEKLY_TEXT}"'


def _questions(prompt: Prompt) -> list[str]:
    return [prompt.text, prompt.short.text, *(stage.ask for stage in prompt.stages)]


def _prompt(prompt: Prompt, pack: Pack, holdings: Holdings) -> Iterator[Fault]:
    place = holdings.places["prompt", pack.slug, prompt.slug]
    allowed = PLACEHOLDERS.get(pack.slug, ())
    yield from _at(place, "text", _text(prompt.text, allowed))
    yield from _answer(prompt, prompt.text, place)
    yield from _at(place, "short.text", _text(prompt.short.text, allowed))
    yield from _at(place, "short.taps", _short_taps(prompt))
    yield from _at(place, "element", _element(prompt, holdings))
    yield from _at(place, "version", _versions(prompt))
    yield from _at(place, "signposts", _signposts(prompt))
    yield from _at(place, "personal", _personal(prompt))
    if prompt.framework != pack.framework:
        yield from _at(place, "framework", _framework(prompt.framework, holdings))
    if (prompt.framework, prompt.stages) != (pack.framework, pack.stages):
        yield from _stages(prompt.stages, prompt.framework, place, holdings)
    if not pack.sent and (prompt.answer not in ("tap", "several") or prompt.stages):
        sentence = "A pack that is never sent has taps only, no text box and no stages."
        yield Fault(file=place.file, place=place.within("answer"), rule="never sent", sentence=sentence)


def _text(text: str, allowed: Sequence[str]) -> Iterator[Broken]:
    yield from broken_by(text, allowed=allowed)
    yield from too_long(text)
    age = reading_age([text])
    if age > PROMPT_AGE:
        yield "reading age", f"This reads at about age {age:.1f}; {PROMPT_AGE:g} is the most for one prompt."


def _answer(asked: Prompt | Stage, text: str, place: Place) -> Iterator[Fault]:
    yield from _at(place, "answer", _answer_shape(asked))
    for part, labels in (("taps", asked.taps), ("words", asked.words)):
        for number, label in enumerate(labels):
            yield from _at(place, f"{part}[{number}]", broken_by(label))
    for part, end in (("low", asked.low), ("high", asked.high)):
        yield from _at(place, part, broken_by(end or ""))
    if asked.answer == "tap" and asked.taps:
        yield from _at(place, "taps", taps_beside(text, asked.taps))


def _answer_shape(asked: Prompt | Stage) -> Iterator[Broken]:
    kind = asked.answer
    if kind in _TAPS:
        fewest, most = _TAPS[kind]
        if not fewest <= len(asked.taps) <= most:
            yield "taps", f'The answer "{kind}" has {fewest} to {most} taps; here are {len(asked.taps)}.'
    elif asked.taps:
        yield "taps", f'The answer "{kind}" has no taps; take them out or change the answer.'
    if kind == "word bank" and not _FEWEST_WORDS <= len(asked.words) <= _MOST_WORDS:
        yield (
            "word bank",
            f"A word bank has {_FEWEST_WORDS} to {_MOST_WORDS} words; here are {len(asked.words)}.",
        )
    elif kind != "word bank" and asked.words:
        yield "word bank", f'The answer "{kind}" has no word bank; take the words out or change the answer.'
    ends = (asked.low is not None, asked.high is not None)
    if kind == "scale" and not all(ends):
        yield "scale", 'A scale names both its ends: "low" (0) and "high" (10).'
    elif kind != "scale" and any(ends):
        yield "scale", f'The answer "{kind}" has no ends; take them out or change the answer.'


def _short_taps(prompt: Prompt) -> Iterator[Broken]:
    fewest, most = _TAPS["tap"]
    if not fewest <= len(prompt.short.taps) <= most:
        yield "short form", f"A short form has {fewest} to {most} taps; here are {len(prompt.short.taps)}."
    for label in prompt.short.taps:
        yield from broken_by(label)
    if (prompt.short.text, prompt.short.taps) != (prompt.text, prompt.taps):
        yield from taps_beside(prompt.short.text, prompt.short.taps)


def _element(prompt: Prompt, holdings: Holdings) -> Iterator[Broken]:
    if prompt.element is None:
        return
    card = holdings.cards.get(prompt.element)
    if card is None:
        yield "element", f'There is no practice card "{prompt.element}".'
    elif card.principle not in prompt.principles:
        yield "principle", f'"{card.name}" belongs to {card.principle}; name that principle here too.'


def _versions(prompt: Prompt) -> Iterator[Broken]:
    if len(prompt.earlier) != prompt.version - 1:
        yield "version", f"Version {prompt.version} lists {prompt.version - 1} earlier wordings."


def _signposts(prompt: Prompt) -> Iterator[Broken]:
    for label in prompt.signposts:
        if label not in (*prompt.taps, *prompt.short.taps):
            yield "signposts", f'"{label}" is not one of the taps.'


def _personal(prompt: Prompt) -> Iterator[Broken]:
    if not prompt.personal and any(map(is_personal, (prompt.text, prompt.short.text))):
        yield (
            "personal",
            "This speaks of the reader's own plan, pressure or supervision: mark it personal = true.",
        )


def _framework(slug: str | None, holdings: Holdings) -> Iterator[Broken]:
    if slug is None:
        return
    framework = holdings.frameworks.get(slug)
    if framework is None:
        yield "framework", f'There is no framework "{slug}" in frameworks.toml.'
    elif framework.talk_only:
        yield "framework", f"{framework.name} is for talking, never for a written prompt."


def _stages(stages: Sequence[Stage], slug: str | None, place: Place, holdings: Holdings) -> Iterator[Fault]:
    for number, stage in enumerate(stages):
        within = Place(file=place.file, at=place.within(f"stages[{number}]"))
        yield from _at(within, "ask", _text(stage.ask, ()))
        yield from _answer(stage, stage.ask, within)
    yield from _at(place, "stages", _stage_names([stage.name for stage in stages], slug, holdings))


def _stage_names(names: list[str], slug: str | None, holdings: Holdings) -> Iterator[Broken]:
    if slug is None:
        if len(names) > 1:
            yield "stages", "More than one stage needs the framework they come from."
        return
    framework = holdings.frameworks.get(slug)
    if framework is None:
        return
    allowed = (framework.stages, *framework.shorter)
    if tuple(names) not in allowed:
        choices = "; or ".join(", ".join(run) for run in allowed)
        yield (
            "stages",
            f"The stages of {framework.name} are {choices}; here are {', '.join(names) or 'none'}.",
        )


def library_faults(holdings: Holdings) -> Iterator[Fault]:
    """Yield each lens of which a whole library has too few prompts."""
    if len(holdings.packs) < WHOLE_LIBRARY:
        return
    prompts = [prompt for pack in holdings.packs.values() for prompt in pack.prompts if not prompt.retired]
    for lens in LENSES:
        count = sum(lens in prompt.lenses for prompt in prompts)
        if count < LENS_FLOOR:
            sentence = (
                f'The library has {count} prompts through the lens "{lens}"; {LENS_FLOOR} is the fewest.'
            )
            yield Fault(file="texts", place="lenses", rule="lens floor", sentence=sentence)
