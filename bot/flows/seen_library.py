"""What is shown of the library, of a team's own card and of suggested wordings, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.flows.seen import CardSeen, FieldSeen, QuestionSeen, SignpostSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkSeen:
    """A framework with its originator and credit; `packs` are (slug, title) of those that use it."""

    slug: str
    name: str
    originator: str
    year: str
    stages: tuple[str, ...]
    shorter: tuple[tuple[str, ...], ...]
    credit: str
    is_talk_only: bool
    packs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSeen:
    """A pack in the library; empty `pathways` and `roles` mean any; `prompts` counts those that are asked."""

    slug: str
    title: str
    purpose: str
    length: str
    moment: str
    is_sent: bool
    pathways: tuple[str, ...]
    roles: tuple[str, ...]
    prompts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptSeen:
    """A prompt as it will look: its question, its short form where that differs, and the fields of its form.

    `tags` are (name, words) worth saying of it: card, principles, lenses, and where it differs from its pack.
    """

    slug: str
    question: QuestionSeen
    short: QuestionSeen | None
    fields: tuple[FieldSeen, ...]
    tags: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackOpened:
    """A pack with a preview of each of its prompts."""

    pack: PackSeen
    framework: FrameworkSeen | None
    prompts: tuple[PromptSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LibrarySeen:
    """All there is to browse; `cards` are (slug, name, principle)."""

    packs: tuple[PackSeen, ...]
    cards: tuple[tuple[str, str, str], ...]
    frameworks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line that was shown to the team: which reflection, which of its lines, and the words."""

    reflection: str
    number: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesSeen:
    """What a member may add to a card of their team: the lines shown, and (slug, name) of the focus cards."""

    team: str
    lines: tuple[ShownLine, ...]
    cards: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamCardSeen:
    """A team's own card: the practice card and the lines this team added; members may change those."""

    team: str
    team_name: str
    card: CardSeen
    lines: tuple[ShownLine, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestFormSeen:
    """The form that takes a suggested wording: `said` is the question's text or the card's name.

    `form` is an opaque id, so that sending it twice keeps it once. `pack` and `prompt` or `element` say what
    it is about.
    """

    form: str
    pack: str
    prompt: str
    element: str
    said: str
    signposts: tuple[SignpostSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionSeen:
    """A suggested wording as practice leads read it; `by` is a name where its writer gave it."""

    suggestion: str
    pack: str
    prompt: str
    element: str
    said: str
    words: str
    by: str | None
    made_on: date
