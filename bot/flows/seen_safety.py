"""What a person is shown about help: signposts after a reflection, and the pack after something hard."""

from dataclasses import dataclass

from bot.flows.seen import SignpostSeen
from practice.safety import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """What a person's words brought: each concern, how they are last, with where to turn now.

    It is drawn for its writer at once and stored nowhere.
    """

    routes: tuple[tuple[Concern, tuple[SignpostSeen, ...]], ...]

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """The concerns, in order."""
        return tuple(concern for concern, _ in self.routes)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpSeen:
    """People to talk to and whom to ask for practical help; `tapped` is what was chosen, in words."""

    people: tuple[SignpostSeen, ...]
    practical: tuple[SignpostSeen, ...]
    tapped: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HardSeen:
    """A prompt of the pack after something hard, its taps as (code, words), and the slug of another."""

    prompt: str
    question: str
    taps: tuple[tuple[str, str], ...]
    following: str = ""
