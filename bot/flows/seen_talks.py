"""What a person is shown while they talk something through; none of it holds their words."""

from dataclasses import dataclass
from enum import StrEnum

from bot.flows.seen import SignpostSeen
from bot.flows.seen_safety import Concerned


class Turn(StrEnum):
    """What Inrole says next."""

    BEGIN = "begin"
    ASK = "ask"
    LAST = "last"
    NAMES = "names"
    SAID = "said"
    STOPPED = "stopped"
    KEPT = "kept"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkSeen:
    """A talk as it stands after something was said or pressed.

    `place` counts the stages from 0, of `stages` in all; `label` is what the stage at `place` asks. `said` is
    a sentence to say first. `ts` is the message that may hold names, with `names_at` the place it answers.
    `concerned` is where to turn, drawn for this person alone and kept nowhere.
    """

    turn: Turn
    talk: str = ""
    place: int = 0
    stages: int = 0
    label: str = ""
    question: str = ""
    occurrence: str | None = None
    said: str = ""
    ts: str = ""
    names_at: int = 0
    signposts: tuple[SignpostSeen, ...] = ()
    concerned: Concerned | None = None
