"""What is shown of plans and of delivery, as facts: flows fill these, Slack, pages and commands draw them."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WishedDate:
    """A rhythm of a team on a date: for whom a question is planned and for whom it is not, by name."""

    on: date
    rhythm: str
    planned: tuple[str, ...]
    not_planned: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WishSeen:
    """A team's plan as its managers see it: the wish, the same whatever anybody chose for themselves.

    `rhythms` are names with the wish in a sentence; dates are in order, both ends included.
    """

    team: str
    team_name: str
    from_on: date
    until_on: date
    rhythms: tuple[tuple[str, str], ...]
    dates: tuple[WishedDate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDate:
    """What becomes of one wished date for the person who reads it.

    `at` is when it is asked, in their zone, or None; `reason` says why it moved or is not asked.
    """

    on: date
    rhythm: str
    at: datetime | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlanSeen:
    """A person's own weeks ahead; `note` is a sentence about all of it, such as a slower pace, or None."""

    person: str
    name: str
    from_on: date
    until_on: date
    note: str | None
    dates: tuple[OwnDate, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutageSeen:
    """A time in which nothing could be sent to anybody, in the service's zone; still open without an end."""

    from_at: datetime
    until_at: datetime | None
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDate:
    """Delivery on a date across the service: the wish, and what is ours to mend."""

    on: date
    planned: int
    missed: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSeen:
    """Delivery by date for the whole service, and outages by their hours."""

    from_on: date
    until_on: date
    dates: tuple[LedgerDate, ...]
    outages: tuple[OutageSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRow:
    """One message to the person who reads this, sent or not, with what became of it and why.

    `at` is when it was sent, or else was due, in their zone; None where it never was.
    """

    on: date
    at: datetime | None
    what: str
    state: str
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnLedgerSeen:
    """Everything that was to reach a person since a date, and who else looked at what is theirs."""

    person: str
    name: str
    from_on: date
    rows: tuple[OwnRow, ...]
    looked: tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverySeen:
    """Delivery of the whole service in numbers; the first four are by the wish (docs/decisions/0010)."""

    due: int
    sent: int
    late: int
    missed: int
    unknown: int
    lag_seconds: int
    slowed_minutes: int
