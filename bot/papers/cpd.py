"""A CPD draft: the facts its writer chose, laid out in the order Social Work England's form asks for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from bot.papers.paper import Block, Kind, Paper, Section, day
from practice.cpd import Part, Placed, Reflection, in_order, registration_year_ends_on

DRAFT = "This is a draft for you to read and change. It has been sent to no one."
MASKED = (
    "Names, numbers, addresses and other identifying details were masked where they were seen. Some can be "
    "missed, and a story can still identify a child, a family or a colleague without any name. Only a person "
    "who knows the work can tell."
)
ORDER = (
    "It follows the order of Social Work England's form as we understand their public guidance. Where the "
    "two differ, theirs is the one to follow."
)
NO_PEER = "Peer reflection: not added yet"
PEER_RULE = (
    "Social Work England asks for at least two entries in each registration year, by 30 November, with a "
    "peer reflection in at least one of them. A peer can be a colleague, a supervisor or another "
    "professional who knows your work."
)
FOOT = "A draft to read and change"
TYPE = "Reflection on my own practice"

Mask = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """What came of a plan on a date: the outcome as it was tapped, and how its writer could tell, if said."""

    on: date
    outcome: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An if-then plan in its writer's words, with its follow-ups, if any."""

    moment: str
    act: str
    follow_ups: tuple[FollowUp, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerLine:
    """What a peer wrote back: `role` is who they are at work, never a name; `changed` is the writer's own."""

    role: str
    on: date
    words: str
    changed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CpdFacts:
    """What a draft is made of, as it was written: nothing in it has been masked yet.

    At least one reflection; ValueError otherwise. `elements` and `principles` are names from cards.
    """

    service: str
    reflections: tuple[Reflection, ...]
    elements: tuple[str, ...] = ()
    principles: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    peer: PeerLine | None = None

    def __post_init__(self) -> None:
        """Refuse a draft of nothing."""
        if not self.reflections:
            raise ValueError("A CPD draft is made of at least one reflection.")


def lay_out(facts: CpdFacts, *, mask: Mask) -> Paper:
    """Return the draft in the regulator's order, every word of its writer and peer masked on the way.

    `mask` has no default, so no paper can be made of words that nothing looked at; a flow passes
    `practice.cpd.without_identifiers` with the names it knows. Questions, elements and the service's name are
    the organisation's own words and pass unmasked. A line without words is left out; no other is.
    """
    placed = in_order(facts.reflections)
    several = len(facts.reflections) > 1
    written = {part: tuple(_written(lines, several=several, mask=mask)) for part, lines in placed.items()}
    sections = [
        Section(heading="Title, type and date", blocks=_named(facts)),
        _section(
            "What the activity was",
            "A short description, and why it matters in your role.",
            (*_looked_back_on(facts), *written[Part.ACTIVITY]),
            gap=None if written[Part.ACTIVITY] else "Not written yet: what the activity was.",
        ),
        _section(
            "What I learned",
            "What you took from doing it.",
            written[Part.LEARNED],
            gap=None if written[Part.LEARNED] else "Not written yet: what you learned.",
        ),
        _impact(facts, written[Part.IMPACT], mask=mask),
        Section(heading="Peer reflection", blocks=_peer(facts.peer, mask=mask)),
    ]
    if written[Part.ALSO]:
        hint = "These lines belong to none of the parts above. Move them, keep them or leave them out."
        sections.append(_section("Also written", hint, written[Part.ALSO]))
    return Paper(
        title=f"CPD draft: {_title(facts)}",
        under_title=f"From reflections kept with Inrole at {facts.service}",
        notices=(DRAFT, MASKED, ORDER),
        sections=tuple(sections),
        foot=FOOT,
    )


def _title(facts: CpdFacts) -> str:
    return " and ".join(facts.elements) or "a reflection on practice"


def _section(heading: str, hint: str, blocks: Iterable[Block], *, gap: str | None = None) -> Section:
    missing = (Block(kind=Kind.GAP, words=gap),) if gap else ()
    return Section(heading=heading, blocks=(Block(kind=Kind.HINT, words=hint), *blocks, *missing))


def _named(facts: CpdFacts) -> tuple[Block, ...]:
    dates = sorted({reflection.on for reflection in facts.reflections})
    years = sorted({registration_year_ends_on(on) for on in dates})
    one = "the registration year that ends" if len(years) == 1 else "the registration years that end"
    title = _title(facts)
    return (
        Block(kind=Kind.WORDS, label="Title", words=title[:1].upper() + title[1:]),
        Block(kind=Kind.WORDS, label="Type", words=TYPE),
        Block(kind=Kind.WORDS, label="Date", words=", ".join(map(day, dates))),
        Block(kind=Kind.HINT, words=f"In {one} on {' and '.join(map(day, years))}."),
    )


def _looked_back_on(facts: CpdFacts) -> Iterable[Block]:
    for reflection in sorted(facts.reflections, key=lambda each: each.on):
        yield Block(
            kind=Kind.WORDS, label=f"Question I looked at, {day(reflection.on)}", words=reflection.question
        )
    if facts.elements:
        yield Block(kind=Kind.WORDS, label="Practice this is about", words="; ".join(facts.elements))
    if facts.principles:
        yield Block(kind=Kind.WORDS, label="Principles", words=", ".join(facts.principles))


def _written(lines: Iterable[Placed], *, several: bool, mask: Mask) -> Iterable[Block]:
    for placed in lines:
        label = placed.line.asked or placed.line.stage
        dated = f"{label} ({day(placed.on)})" if several else label
        if placed.line.words.strip():
            yield Block(kind=Kind.WORDS, label=dated, words=mask(placed.line.words))


def _impact(facts: CpdFacts, written: tuple[Block, ...], *, mask: Mask) -> Section:
    plans = tuple(block for plan in facts.plans for block in _planned(plan, mask=mask))
    return _section(
        "Impact on my practice and the people I work with",
        "The difference it has made, or will make.",
        (*written, *plans),
        gap=None if written or plans else "Not written yet: what changed, or will change.",
    )


def _planned(plan: Plan, *, mask: Mask) -> Iterable[Block]:
    yield Block(
        kind=Kind.WORDS, label="My plan", words=f"If {mask(plan.moment)}, then I will {mask(plan.act)}"
    )
    for follow_up in plan.follow_ups:
        yield Block(
            kind=Kind.WORDS,
            label=f"How it went, {day(follow_up.on)}",
            words=f"{follow_up.outcome}\n{mask(follow_up.words)}",
        )


def _peer(peer: PeerLine | None, *, mask: Mask) -> tuple[Block, ...]:
    if peer is None:
        return (Block(kind=Kind.GAP, words=NO_PEER), Block(kind=Kind.HINT, words=PEER_RULE))
    changed = (
        Block(kind=Kind.WORDS, label="What changed for me", words=mask(peer.changed))
        if peer.changed.strip()
        else Block(
            kind=Kind.GAP, words="Not written yet: what you learned from talking about it, and what changed."
        )
    )
    return (
        Block(kind=Kind.HINT, words="With whom by role, never by name; when; what was said; what changed."),
        Block(kind=Kind.WORDS, label="With whom", words=mask(peer.role)),
        Block(kind=Kind.WORDS, label="When", words=day(peer.on)),
        Block(kind=Kind.WORDS, label="What they said", words=mask(peer.words)),
        changed,
    )
