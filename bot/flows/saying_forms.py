"""The words that stand in every form, which Slack and the pages both draw."""

from collections.abc import Sequence

from bot.flows.saying_safety import named
from bot.flows.seen import SignpostSeen

FIRST_LINE = (
    "No names or details that point to a child, family or colleague. Facts about a child go on their record, "
    "not here."
)
NOT_MONITORED = "No one monitors Inrole, so it can't pass on a worry."
BARRIERS_HINT = (
    "About the system, never about you. It counts in team figures when enough people have replied; no one is "
    "shown who chose what."
)

_CHILD = "a child may be at risk"


def worried(signposts: Sequence[SignpostSeen]) -> str:
    """Return where to turn with a worry about a child: the service's own signposts, or what anyone can do."""
    routes = [named(each) for each in signposts if each.said_when == _CHILD]
    ways = "; ".join(routes) or "your duty manager or safeguarding lead, or 999 in an emergency"
    return f"Worried about a child now? {ways[0].upper()}{ways[1:]}."
