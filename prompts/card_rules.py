"""The content rules of practice cards and frameworks, each a fault with its place when broken."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from prompts.fault import Broken, Fault, Place
from prompts.prompt import CARD_FIELDS, Card, CardVariant, Framework
from prompts.reading_age import reading_age
from prompts.rules import Holdings
from prompts.wording import broken_by

MOST_RENDERED = 2_900
"""Characters of a whole card: Slack takes 3,000 in one section, and a heading stands above it."""
MOST_IN_A_FIELD = 600
CARD_AGE = 11.0
QUOTED = ("not_this",)
"""Fields that show what not to say."""


def card_faults(holdings: Holdings, cards: Iterable[Card]) -> Iterator[Fault]:
    """Yield every rule that one of `cards` breaks."""
    for card in cards:
        place = holdings.places["card", card.slug]
        yield from _named(place, "name", _name(card))
        yield from _fields(card, place)
        yield from _variants(card, place)
        yield from _named(place, "", _rendered(card))


def framework_faults(holdings: Holdings, frameworks: Iterable[Framework]) -> Iterator[Fault]:
    """Yield every rule that one of `frameworks` breaks."""
    for framework in frameworks:
        place = holdings.places["framework", framework.slug]
        yield from _named(place, "shorter", _shorter(framework))
        yield from _named(place, "credit", broken_by(framework.credit))


def slug_of(name: str) -> str:
    """Return a name in lower case, words joined by hyphens, apostrophes and other marks dropped."""
    bare = re.sub(r"['’]", "", name.lower())  # noqa: RUF001
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def rendered(card: Card) -> str:
    """Return the whole card as plain text, its longest form in Slack."""
    parts = [f"{section.title}\n{section.text}" for section in card.sections()]
    return "\n\n".join([f"{card.name} ({card.principle})", *parts])


def _named(place: Place, part: str, broken: Iterator[Broken]) -> Iterator[Fault]:
    for rule, sentence in broken:
        where = place.within(part) if part else place.at
        yield Fault(file=place.file, place=where, rule=rule, sentence=sentence)


def _name(card: Card) -> Iterator[Broken]:
    if slug_of(card.name) != card.slug:
        yield "file name", f'The card "{card.name}" lives in {slug_of(card.name)}.toml.'
    yield from broken_by(card.name)


def _fields(words: Card | CardVariant, place: Place) -> Iterator[Fault]:
    for name in CARD_FIELDS:
        said = getattr(words, name)
        lines = said if isinstance(said, tuple) else (said or "",)
        for number, line in enumerate(lines):
            part = f"{name}[{number}]" if isinstance(said, tuple) else name
            yield from _named(place, part, broken_by(line, quoted=name in QUOTED))
        length = sum(map(len, lines))
        if length > MOST_IN_A_FIELD:
            sentence = f"This part has {length} characters; {MOST_IN_A_FIELD} is the most."
            yield Fault(file=place.file, place=place.within(name), rule="card length", sentence=sentence)


def _variants(card: Card, place: Place) -> Iterator[Fault]:
    seen = set()
    for number, variant in enumerate(card.variants):
        within = Place(file=place.file, at=place.within(f"variants[{number}]"))
        yield from _fields(variant, within)
        pair = (variant.role, variant.pathway)
        if pair == (None, None):
            sentence = "A variant names a role, a pathway, or both."
            yield Fault(file=place.file, place=within.at, rule="variant", sentence=sentence)
        elif pair in seen:
            sentence = "A variant for the same role and pathway stands above."
            yield Fault(file=place.file, place=within.at, rule="variant", sentence=sentence)
        seen.add(pair)


def _rendered(card: Card) -> Iterator[Broken]:
    roles = {None, *(variant.role for variant in card.variants)}
    pathways = {None, *(variant.pathway for variant in card.variants)}
    longest = max(len(rendered(card.fitted(role, pathway))) for role, pathway in product(roles, pathways))
    if longest > MOST_RENDERED:
        yield (
            "card length",
            f"This card has up to {longest} characters; {MOST_RENDERED} is the most for Slack.",
        )
    said: tuple[Card | CardVariant, ...] = (card, *card.variants)
    age = reading_age(text for words in said for text in _plain_texts(words))
    if age > CARD_AGE:
        yield "reading age", f"This card reads at about age {age:.1f}; {CARD_AGE:.0f} is the most."


def _plain_texts(words: Card | CardVariant) -> Iterator[str]:
    for name in CARD_FIELDS:
        said = getattr(words, name)
        yield from said if isinstance(said, tuple) else (said or "",)


def _shorter(framework: Framework) -> Iterator[Broken]:
    for run in framework.shorter:
        rest = iter(framework.stages)
        if not all(stage in rest for stage in run):
            yield (
                "stages",
                f"{', '.join(run)} is not a shorter run of the stages of {framework.name}, in order.",
            )
