"""With whom a person's own reflection is shared, under it in their view, with what they can do about it."""

from collections.abc import Sequence

from bot.flows.saying import with_whom
from bot.flows.seen_shares import ShareSeen
from bot.flows.sharing import AGENDA, WORDS
from bot.slack.actions import Act, carrying
from bot.slack.blocks import Json, actions, button, context, day, section, sections

SHARE = "Share"
WITHDRAW = "Withdraw"
WITHDRAW_ALL = "Withdraw from all"


def share_rows(reflection: str, seen: Sequence[ShareSeen]) -> list[Json]:
    """Return with whom a reflection is shared, each with *Withdraw*, then *Share* and *Bring to supervision*.

    Where several can read it, one button withdraws it from all of them.
    """
    row = [
        button(SHARE, carrying(Act.SHARE_LATER, reflection), reflection),
        button(WORDS[AGENDA], carrying(Act.BRING, reflection), reflection),
    ]
    if sum(each.can_withdraw for each in seen) > 1:
        row.append(button(WITHDRAW_ALL, carrying(Act.WITHDRAW, reflection), reflection))
    blocks = [block for each in seen for block in _one(each)]
    if not any(each.can_withdraw for each in seen):
        blocks.append(context("Private now" if blocks else "Private"))
    return [*blocks, actions(row)]


def _one(seen: ShareSeen) -> list[Json]:
    said = [f"{with_whom(seen)}, {day(seen.shared_on)}."]
    if seen.openings:
        said.append(f"Opened {', '.join(f'{day(at.date())} at {at:%H:%M}' for at in seen.openings)}.")
    first, *rest = sections("\n".join(said))
    if seen.can_withdraw:
        withdraw = button(WITHDRAW, carrying(Act.WITHDRAW_ONE, seen.share), seen.share)
        first = section(first["text"]["text"], accessory=withdraw)
    line = sections(seen.line_back, title="A line back") if seen.line_back else []
    return [first, *rest, *line]
