"""What a person is shown of their own journal, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.flows.seen_plans import PlanSeen
from bot.flows.seen_shares import ShareSeen


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What of a journal is asked for: dates, both included; a pathway, a principle, and words it contains.

    `page` counts from 1; what is empty or None narrows nothing.
    """

    from_on: date | None = None
    until_on: date | None = None
    pathway: str = ""
    principle: str = ""
    words: str = ""
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything but the page is asked for."""
        return bool(self.from_on or self.until_on or self.pathway or self.principle or self.words.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSeen:
    """One of a person's own reflections, for them alone; `lines` are (label, words)."""

    reflection: str
    kept_on: date
    question: str
    lines: tuple[tuple[str, str], ...]
    shares: tuple[ShareSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfinishedSeen:
    """Something begun and not finished, kept until `kept_until`; `form` is where it goes on."""

    reflection: str
    begun_on: date
    kept_until: date
    question: str
    lines: tuple[tuple[str, str], ...]
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MineSeen:
    """What is a person's own, shown only when they tap."""

    plans: tuple[PlanSeen, ...]
    kept: tuple[KeptSeen, ...]
    drafts: tuple[UnfinishedSeen, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalSeen:
    """A page of a person's journal, newest first.

    `pathways` and `principles` are those of the reflections in it, to choose from. `page` is the page shown,
    `is_cut` says that older reflections than were looked through may be there: dates reach them.
    """

    asked: Asked
    entries: tuple[KeptSeen, ...]
    drafts: tuple[UnfinishedSeen, ...]
    pathways: tuple[str, ...]
    principles: tuple[str, ...]
    page: int
    has_newer: bool
    has_older: bool
    is_empty: bool
    is_cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlanLine:
    """The plan a reflection ended in, by its two halves; `is_live` while it is followed."""

    moment: str
    act: str
    is_live: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReflectionSeen:
    """One reflection, opened by its writer.

    `barriers` are what got in the way, in words; `card` is (element, name) of the practice card it was
    about; `kept_until` is the last date of a draft, None for what was kept; `form` is where it is changed.
    """

    reflection: str
    on: date
    question: str
    lines: tuple[tuple[str, str], ...]
    form: str
    shares: tuple[ShareSeen, ...] = ()
    barriers: tuple[str, ...] = ()
    card: tuple[str, str] | None = None
    plan: OwnPlanLine | None = None
    kept_until: date | None = None
    is_late: bool = False
