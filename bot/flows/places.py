"""Which stage of a talk a message belongs to, by Slack's own clock."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.errors import Mistaken
from bot.flows.saying_talks import GONE
from bot.flows.seen import FieldSeen
from storage.tables import Talk, TalkLine


def place_for(talk: Talk, stages: Sequence[FieldSeen], ts: str) -> int:
    """Return the stage a message answers: the one asked, or the one before where it was typed before that."""
    was_typed_before = moment_of(ts) < talk.changed_at
    place = talk.place - 1 if was_typed_before else talk.place
    return max(0, min(place, len(stages) - 1))


def place_of(line: TalkLine, stages: Sequence[FieldSeen]) -> int:
    """Return the stage that a message became part of."""
    return next((place for place, each in enumerate(stages) if each.name == line.field), 0)


def moment_of(ts: str) -> datetime:
    """Return the moment of one of Slack's time stamps, such as 1790000000.000100."""
    try:
        seconds, _, rest = ts.partition(".")
        return datetime.fromtimestamp(int(seconds), UTC) + timedelta(microseconds=int(rest[:6].ljust(6, "0")))
    except ValueError:
        raise Mistaken(GONE) from None
