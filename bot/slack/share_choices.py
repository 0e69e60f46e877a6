"""The choice of who may see a reflection: the inputs, the line that says who will, and the button's words."""

from collections.abc import Mapping
from typing import Any

from bot.flows import saying_shares
from bot.flows.seen_shares import ChoosingSeen
from bot.flows.sharing import AGENDA, PEER, PRIVATE, SUPERVISED, SUPERVISOR, TEAM
from bot.slack.actions import Act, Field, carrying, field_block
from bot.slack.blocks import (
    PLACEHOLDER,
    SECTION,
    TITLE,
    Json,
    asking,
    context,
    fitted,
    one_of,
    option,
    plain,
)
from bot.slack.metadata import remember_reader, remembered

ASKED = "Who may see this reflection?"
WHICH_SUPERVISOR = "Which supervisor?"
WHICH_PEER = "Which colleague?"
KEEPS = "Keep private"

_WHO_SEES = "who_sees"
_NAMED = (Field.SHARE_SUPERVISOR, Field.SHARE_PEER)
_SUBMIT = {
    PRIVATE: KEEPS,
    SUPERVISOR: "Share with my supervisor",
    PEER: "Share with a peer",
    AGENDA: "Bring to supervision",
    TEAM: "Show the team",
}
_VIEW_KEYS = ("type", "callback_id", "title", "close", "submit", "private_metadata", "blocks")


def sharing(seen: ChoosingSeen) -> list[Json]:
    """Return the inputs that ask who may see a reflection, the second only where one is to be named."""
    element = one_of(Act.SHARE, seen.shares, seen.audience)
    if "initial_option" not in element:
        element["initial_option"] = option(*seen.shares[0])
    asked = asking(field_block(Field.SHARE), ASKED, element, is_optional=False)
    return [{**asked, "dispatch_action": True}, *_naming(seen)]


def only_reader(seen: ChoosingSeen) -> str:
    """Return the supervisor that a form means where no second choice names one."""
    return seen.supervisors[0][0] if len(seen.supervisors) == 1 else ""


def submit_words(seen: ChoosingSeen) -> str:
    """Return what the last step's button says: what will happen to the words."""
    if seen.name and not seen.trouble and seen.audience in (SUPERVISOR, PEER):
        return f"Share with {seen.name}"
    return _SUBMIT.get(seen.audience, KEEPS)


def who_sees(seen: ChoosingSeen) -> Json:
    """Return the line that says who will see the words; the block id stays the same."""
    return context(fitted(saying_shares.who_sees(seen), SECTION), block_id=_WHO_SEES)


def redrawn(view: Mapping[str, Any], seen: ChoosingSeen) -> Json:
    """Return an open form, as Slack tells it, for another choice of sharing and otherwise the same.

    Block ids stay, so that what was typed and chosen stays with them.
    """
    kept: Json = {key: view[key] for key in _VIEW_KEYS if view.get(key)}
    blocks: list[Json] = []
    for block in kept["blocks"]:
        block_id = str(block.get("block_id"))
        if block_id in map(field_block, _NAMED):
            continue
        blocks.append(who_sees(seen) if block_id == _WHO_SEES else block)
        if block_id == field_block(Field.SHARE):
            blocks += _naming(seen)
    kept["blocks"] = blocks
    kept["submit"] = plain(submit_words(seen), TITLE)
    kept["private_metadata"] = remember_reader(view.get("private_metadata"), only_reader(seen))
    return kept


def reader_in(view: Mapping[str, Any], choices: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the one person an open form names for its choice of sharing, or None."""
    audience = next(iter(choices.get(Field.SHARE, ())), PRIVATE)
    if audience == PEER:
        return next(iter(choices.get(Field.SHARE_PEER, ())), None)
    if audience not in SUPERVISED:
        return None
    only = remembered(view.get("private_metadata")).reader
    return next(iter(choices.get(Field.SHARE_SUPERVISOR, ())), only or None)


def fault_block(view: Mapping[str, Any]) -> str:
    """Return the block a sentence about sharing is laid against: the second choice where it stands."""
    standing = {str(block.get("block_id")) for block in view.get("blocks", ())}
    return next((block for block in map(field_block, _NAMED) if block in standing), field_block(Field.SHARE))


def _naming(seen: ChoosingSeen) -> list[Json]:
    if seen.audience == PEER:
        element: Json = {
            "type": "users_select",
            "action_id": carrying(Act.SHARE_WITH, PEER),
            "placeholder": plain("Choose a colleague", PLACEHOLDER),
        }
        block, label = field_block(Field.SHARE_PEER), WHICH_PEER
    elif seen.audience in SUPERVISED and len(seen.supervisors) > 1:
        element = one_of(carrying(Act.SHARE_WITH, SUPERVISOR), seen.supervisors)
        block, label = field_block(Field.SHARE_SUPERVISOR), WHICH_SUPERVISOR
    else:
        return []
    return [{**asking(block, label, element, is_optional=False), "dispatch_action": True}]
