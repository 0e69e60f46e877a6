"""What a person is shown of their own plans, as facts; nobody else is shown any of it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FollowUpStage(StrEnum):
    """Where a follow-up stands in the view behind *Answer*."""

    ASKED = "asked"
    HELPED = "helped"
    NEXT = "next"
    KEPT = "kept"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSeen:
    """A follow-up that a question carries; nothing here holds a word the person wrote.

    `plan` is its opaque id. `asks` is the sentence of this stage and `choices` its taps as (code, words).
    `may_tell` offers a line on how they could tell that it helped; `has_told` says there is one.
    """

    plan: str
    stage: FollowUpStage
    asks: str
    choices: tuple[tuple[str, str], ...]
    may_tell: bool = False
    has_told: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the question about the moment still waits for its tap."""
        return self.stage is FollowUpStage.ASKED


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSeen:
    """What a person once said of a plan: on which date, in the words of the taps, and how they could tell."""

    on: date
    said: str
    line: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSeen:
    """One plan, opened by its writer.

    `moment` and `act` are its two halves, `sentence` both as one, `said` the same in their own words where
    they said it once. `ended_on` is the date they let it go, None while it is live.
    """

    plan: str
    made_on: date
    moment: str = field(repr=False)
    act: str = field(repr=False)
    sentence: str = field(repr=False)
    said: str = field(default="", repr=False)
    ended_on: date | None = None
    told: tuple[ToldSeen, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether it is still followed."""
        return self.ended_on is None

    @property
    def own_words(self) -> str:
        """The plan as they said it once, where that differs from the sentence."""
        return self.said if self.said != self.sentence else ""
