"""What a person is shown, as facts: flows fill these, Slack and pages draw them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.flows.seen_plans import FollowUpSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class SignpostSeen:
    """A route to help: its name, how to reach it, and when it is for."""

    name: str
    contact: str
    said_when: str
    hours: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeSeen:
    """The first message to a practitioner. `answer` is None until they chose, then their choice in words."""

    name: str
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWelcomeSeen:
    """The first message to somebody who reads digests: supervisors and managers, with their teams' names."""

    name: str
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSeen:
    """The one message after something serious. `is_held` gives the button by which a person starts again."""

    team: str
    signposts: tuple[SignpostSeen, ...]
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SuitsSeen:
    """What would suit somebody whose questions have paused; `answer` is their choice in words, once made."""

    answer: str | None = None


class Stage(StrEnum):
    """Where a question stands in its one message."""

    ASKED = "asked"
    PRESSURE = "pressure"
    RECEIPT = "receipt"
    NOT_TODAY = "not today"
    LATER = "later"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSeen:
    """A question as it now stands, and everything its message needs.

    `taps` are (code, words) of the buttons in order; `is_weekly` says the taps are the weekly item's and
    pressure follows. `came_up` is true once the answer was *Came up, couldn't*, which offers what got in
    the way. `later` holds (code, words) of the moments that *Later* offers. `is_personal` hides the
    question from notifications. `words_to_try` is the small thing given back with the receipt;
    `has_reflection` says there are words already. `is_short` is told only in a view its person opens: it
    follows from how full a week was, or from silence. `wording` is "pack/prompt" where a wording of its own
    can be suggested, empty for the weekly item. `follow_up` is the question about a plan that rides on it.
    `may_talk` says, with the receipt, that more can be said in the conversation;
    `is_gentle`: some tap of it shows people to talk to and is not kept, so its receipt never says what was;
    `offers_people`: such a tap was made a moment ago.
    """

    occurrence: str
    question: str
    taps: tuple[tuple[str, str], ...]
    is_weekly: bool
    stage: Stage
    later: tuple[tuple[str, str], ...] = ()
    later_words: str | None = None
    element: str | None = None
    words_to_try: str | None = None
    came_up: bool = False
    has_reflection: bool = False
    is_personal: bool = False
    is_short: bool = False
    seconds: int = 10
    wording: str = ""
    is_gentle: bool = False
    offers_people: bool = False
    follow_up: FollowUpSeen | None = None
    may_talk: bool = False


class FieldKind(StrEnum):
    """How a stage of the form is answered."""

    LINE = "line"
    TAP = "tap"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSeen:
    """One input of the form: `name` is stable, `label` is read, `value` is what was written before."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSeen:
    """One step of the reflection form.

    `form` is the opaque id under which everything typed is kept; `step` counts from 0 to `steps` - 1.
    `shares` are (code, words) of the sharing choices, on the last step only; `shared` is the code chosen
    before. `may_talk` says that it can be talked through in the conversation instead.
    """

    form: str
    occurrence: str | None
    pack: str
    prompt: str
    question: str
    step: int
    steps: int
    fields: tuple[FieldSeen, ...]
    shares: tuple[tuple[str, str], ...] = ()
    supervisors: tuple[tuple[str, str], ...] = ()
    shared: str = "private"
    signposts: tuple[SignpostSeen, ...] = ()
    may_talk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSeen:
    """A practice card: headings with their texts, in order."""

    slug: str
    name: str
    principle: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSeen:
    """A published digest: the frozen content beside words that are looked up live.

    `content` is the frozen JSON as Python values. `shown` are what people chose to show, each one
    reflection with its lines in order, without names; empty when withdrawn. `focus` holds the cards of the
    practice focus. `addable` holds, for members of the team, the id of each reflection in `shown`: its lines
    can be put on the team's own card.
    """

    team: str
    team_name: str
    content: dict[str, object]
    shown: tuple[tuple[str, ...], ...]
    focus: tuple[CardSeen, ...]
    page: str
    is_example: bool = False
    addable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSeen:
    """A team in lists; `digests` are the last dates of its published windows, newest first.

    `may_quieten` is for its managers, who can make today a quiet day. `chooses_until` is the date
    before which its own members may choose the practice focus, None while they are not asked.
    """

    key: str
    name: str
    digests: tuple[date, ...]
    next_digest_at: datetime | None
    is_reader: bool
    may_quieten: bool = False
    is_quiet_today: bool = False
    chooses_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamOpened:
    """A team on its own: as in lists, with the cards of its practice focus."""

    team: TeamSeen
    focus: tuple[CardSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseSeen:
    """What keeps a person's questions away; `paused_until` is the first date after it, None for an open one.

    `is_held` says that their questions stopped after something serious. `weekly` is the most a week that they
    welcome from everything together.
    """

    today: date
    is_paused: bool
    paused_until: date | None
    is_held: bool = False
    weekly: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeSeen:
    """App Home: nothing on it counts, and nothing personal is told until it is tapped.

    `question` is the open question's occurrence, or None, and `why` the sentence that says why this one;
    it tells nothing personal. `takes_part` None means they have not said yet.
    """

    name: str
    now: datetime
    zone: str
    takes_part: bool | None
    question: str | None
    paused_until: date | None
    is_paused: bool
    teams: tuple[TeamSeen, ...]
    is_practitioner: bool
    is_manager: bool = False
    why: str | None = None
    may_talk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpTeam:
    """A team as *How it's set up* names it to its members."""

    name: str
    members: tuple[str, ...]
    founding: tuple[str, ...]
    readers: tuple[tuple[str, str], ...]
    rhythms: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpSeen:
    """*How it's set up*: who can see what, thresholds, role holders, in one place for every member."""

    service: str
    threshold: int
    threshold_since: tuple[tuple[date, int], ...]
    teams: tuple[SetUpTeam, ...]
    role_holders: tuple[tuple[str, str], ...]
    signposts: tuple[SignpostSeen, ...]
    changes: tuple[tuple[date, str], ...]
    not_names: tuple[str, ...] = ()
    talks: bool = False
