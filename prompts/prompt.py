"""What we ask and what practice looks like: packs, prompts, cards and frameworks, as their files say."""

from dataclasses import replace
from typing import Annotated, Any, Literal, get_args

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.dataclasses import dataclass

Role = Literal[
    "social worker",
    "family support",
    "early help",
    "residential",
    "independent reviewing",
    "supervisor",
    "manager",
    "other",
]
Pathway = Literal[
    "triage",
    "assessment",
    "visit",
    "phone",
    "plan",
    "meeting",
    "review",
    "court",
    "duty",
    "on shift",
    "closure",
    "writing",
    "supervision",
]
PromptMoment = Literal["before", "during", "after"]
Principle = Literal["safety", "trust", "choice", "collaboration", "empowerment", "cultural consideration"]
Lens = Literal[
    "fathers and men",
    "domestic abuse",
    "disability and neurodivergence",
    "cultural humility",
    "co-regulation",
    "harm outside the home",
    "unaccompanied and asylum",
    "poverty",
    "language",
    "identity and racism",
    "child's voice",
]
Answer = Literal["tap", "several", "word bank", "scale", "line", "plan"]

ROLES: tuple[str, ...] = get_args(Role)
PATHWAYS: tuple[str, ...] = get_args(Pathway)
LENSES: tuple[str, ...] = get_args(Lens)
PRINCIPLES: tuple[str, ...] = get_args(Principle)

NEAREST_PATHWAY: dict[str, str] = {
    "triage": "phone",
    "assessment": "visit",
    "plan": "meeting",
    "review": "meeting",
    "court": "writing",
    "duty": "phone",
    "closure": "visit",
    "supervision": "meeting",
}
"""The pathway whose card wording stands in where a card has none for this one."""

CARD_FIELDS = (
    "looks_like",
    "very_full_week",
    "words_to_try",
    "with_a_child",
    "when_no_choice",
    "counts_as_partly",
    "not_this",
)
"""What a card says, in reading order; each may have a variant."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Version = Annotated[int, Field(ge=1, strict=True)]
Taps = Annotated[tuple[Label, ...], Field(max_length=10)]

_FILE = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class Stage:
    """One step of a framework: its exact `name`, the question that asks it and how it is answered.

    `taps` serve *tap* and *several*, `words` serve *word bank*, `low` and `high` name the ends of a
    *scale* (0 to 10).
    """

    name: Words
    ask: Words
    answer: Answer = "line"
    taps: Taps = ()
    words: Taps = ()
    low: Label | None = None
    high: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class ShortForm:
    """The one-tap version of a prompt."""

    text: Words
    taps: Taps


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class Prompt:
    """One invitation, whole: what its file leaves out it has from its pack.

    `version` counts wordings; `earlier` holds the texts of versions 1 to `version - 1`, so that old
    reflections read true. `personal`: it speaks of the person's own plan, pressure, reflection or
    supervision, so its words belong in a form. `signposts`: taps that show people to talk to and store
    nothing. `retired`: kept for old reflections, never chosen. Empty `roles` or `pathways` fit all.
    """

    slug: Slug
    version: Version = 1
    text: Words
    answer: Answer
    taps: Taps = ()
    words: Taps = ()
    low: Label | None = None
    high: Label | None = None
    short: ShortForm
    moment: PromptMoment
    pathways: tuple[Pathway, ...] = ()
    roles: tuple[Role, ...] = ()
    element: Slug | None = None
    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]
    lenses: tuple[Lens, ...] = ()
    framework: Slug | None = None
    stages: tuple[Stage, ...] = ()
    personal: bool = False
    signposts: Taps = ()
    retired: bool = False
    earlier: tuple[Words, ...] = ()

    def wording(self, version: int) -> str | None:
        """Return the text as it read in `version`, or None where the file no longer holds it."""
        texts = (*self.earlier, self.text)
        return texts[version - 1] if 1 <= version <= len(texts) else None

    def fits(self, role: str) -> bool:
        """Say whether this prompt may be asked of someone in `role`."""
        return not self.roles or role in self.roles


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class Pack:
    """A set of prompts with one purpose; its slug is its file's name.

    `length` is in words ("about 60 seconds"). `sent` is False for a pack that is only ever opened by
    choice. From `moment` on, the fields are what a prompt has unless it names its own.
    """

    slug: Slug
    title: Words
    purpose: Words
    version: Version
    length: Words
    sent: bool = True
    moment: PromptMoment
    personal: bool = False
    framework: Slug | None = None
    stages: tuple[Stage, ...] = ()
    pathways: tuple[Pathway, ...] = ()
    roles: tuple[Role, ...] = ()
    prompts: tuple[Prompt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a card as it is shown: its heading and its text."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class CardVariant:
    """What a card says instead for a role, on a pathway, or for both together; one of the two is named."""

    role: Role | None = None
    pathway: Pathway | None = None
    looks_like: Words | None = None
    very_full_week: Words | None = None
    words_to_try: tuple[Words, ...] | None = None
    counts_as_partly: Words | None = None
    not_this: Words | None = None
    with_a_child: Words | None = None
    when_no_choice: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class Card:
    """A practice element and what it looks like; its slug is its name in lower case, joined by hyphens.

    Empty `roles` suit every role. `words_to_try` are lines a person could say as they stand.
    """

    slug: Slug
    name: Words
    version: Version = 1
    principle: Principle
    looks_like: Words
    very_full_week: Words
    words_to_try: Annotated[tuple[Words, ...], Field(min_length=1, max_length=5)]
    with_a_child: Words
    when_no_choice: Words
    counts_as_partly: Words
    not_this: Words
    roles: tuple[Role, ...] = ()
    variants: tuple[CardVariant, ...] = ()

    def fitted(self, role: str | None, pathway: str | None) -> "Card":
        """Return this card as it reads in a role on a pathway: what is closer to both wins, field by field.

        A pathway without wording of its own takes its nearest; a role's wording wins over a pathway's, and
        wording for the two together over both.
        """
        own_pathways = {variant.pathway for variant in self.variants}
        taken = pathway if pathway in own_pathways else NEAREST_PATHWAY.get(pathway or "", pathway)
        wanted = [(None, taken), (role, None), (role, taken)]
        closer = [
            {name: getattr(variant, name) for name in CARD_FIELDS if getattr(variant, name) is not None}
            for pair in wanted
            for variant in self.variants
            if (variant.role, variant.pathway) == pair and pair != (None, None)
        ]
        changes: dict[str, Any] = {name: text for fields in closer for name, text in fields.items()}
        return replace(self, variants=(), **changes)

    def sections(self) -> tuple[Section, ...]:
        """Return the card's parts in reading order, for Slack, a page or a sheet of paper."""
        return (
            Section(title="Looks like", text=self.looks_like),
            Section(title="In a very full week", text=self.very_full_week),
            Section(title="Words to try", text="\n".join(f'"{line}"' for line in self.words_to_try)),
            Section(title="With a child", text=self.with_a_child),
            Section(title="When there is no choice", text=self.when_no_choice),
            Section(title="Counts as partly", text=self.counts_as_partly),
            Section(title="Not this", text=self.not_this),
        )


@dataclass(frozen=True, slots=True, kw_only=True, config=_FILE)
class Framework:
    """A published reflection model, or an order of our own, with the exact names of its stages.

    `shorter` lists the shorter runs of stages we allow; `credit` is the line shown with it; `talk_only`
    marks a model for conversation, which no written prompt may name.
    """

    slug: Slug
    name: Words
    originator: Words
    year: Words
    stages: Annotated[tuple[Words, ...], Field(min_length=1)]
    shorter: tuple[tuple[Words, ...], ...] = ()
    credit: Words
    talk_only: bool = False
