"""A person's own weeks ahead, in a view only they open."""

from bot.flows.seen_delivery import OwnDate, OwnPlanSeen
from bot.slack.actions import Act, Form
from bot.slack.blocks import Json, actions, button, context, escaped, modal, section, sections, weekday

TITLE = "Next eight weeks"
NOTHING = "No question is planned for you in these weeks."
FOR_YOU = "Only you see this. It is how things stand now, and changes with what you choose."

_MOST = 40


def weeks(seen: OwnPlanSeen, *, page: str) -> Json:
    """Return the weeks ahead with every reason; `page` is the address of the same on a page."""
    blocks: list[Json] = []
    if seen.note is not None:
        blocks.append(section(escaped(seen.note)))
    lines = [_line(each) for each in seen.dates[:_MOST]]
    blocks += sections("\n".join(lines)) if lines else [section(NOTHING)]
    blocks += [context(FOR_YOU), actions([button("Open my page", Act.LINK, url=page)])]
    return modal(TITLE, blocks, callback_id=Form.READING)


def _line(each: OwnDate) -> str:
    if each.at is None:
        return f"{weekday(each.on)}: {each.rhythm}, not sent ({each.reason})"
    moved = f" (moved here: {each.reason})" if each.reason else ""
    return f"{weekday(each.on)} at {each.at:%H:%M}: {each.rhythm}{moved}"
