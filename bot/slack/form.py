"""The reflection form: one step of it as a modal, with what was written before still in place."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.flows.guarding import CHANGE, KEEP, NOT_A_PERSON, NamesAsked, NamesChoice
from bot.flows.saying_forms import BARRIERS_HINT, FIRST_LINE, NOT_MONITORED, worried
from bot.flows.seen import FieldKind, FieldSeen, FormSeen
from bot.flows.seen_shares import ChoosingSeen
from bot.slack.actions import (
    LONGEST_TEXT,
    MOST_BARRIERS,
    Act,
    Field,
    Form,
    carried,
    carrying,
    field_block,
    field_name,
)
from bot.slack.blocks import (
    Json,
    actions,
    asking,
    button,
    context,
    escaped,
    modal,
    one_of,
    pieces,
    section,
    sections,
    several_of,
)
from bot.slack.metadata import Remembered, remember
from bot.slack.share_choices import only_reader, sharing, submit_words, who_sees

LIKE_NAMES = (
    "Before this is saved: {words}. These look like names or places. Nothing is stored yet. Words that could "
    "point to a child, family or colleague don't belong here: change them below, or go on to keep them."
)
NAMES_LABEL = "What would you like to do?"
NAMES_CHOICES = (
    (CHANGE, "I've changed it below"),
    (NOT_A_PERSON, "It isn't a person or a place"),
    (KEEP, "Keep it as it is"),
)
TOO_MANY_BARRIERS = "Up to three, please: keep the three that got in the way most."

_ABOUT_NAMES = "about_names"
_LONGEST_NAME = 60
_VIEW_KEYS = ("type", "callback_id", "title", "close", "submit", "private_metadata", "blocks")


def form(seen: FormSeen) -> Json:
    """Return one step of the form.

    Every input is optional and starts with what was kept of it. Block ids stay the same from draw to draw, so
    that Slack keeps what was typed meanwhile. The last step asks about sharing, *Keep private* first, and its
    button says which; the earlier ones say *Next*. The later ones have *Back*.
    """
    is_last = seen.step >= seen.steps - 1
    blocks = [context(FIRST_LINE), *sections(seen.question)]
    if seen.steps > 1:
        blocks.append(context(f"Step {seen.step + 1} of {seen.steps}"))
    if seen.step > 0:
        blocks.append(
            actions([button("Back", Act.BACK, seen.form)], block_id=carrying("steps", str(seen.step)))
        )
    if seen.may_talk and seen.step == 0:
        blocks.append(actions([button("Talk it through", Act.TALK)], block_id=carrying("talk", "")))
    blocks += [_input(field) for field in seen.fields]
    submit = "Next"
    choosing = ChoosingSeen(shares=seen.shares, supervisors=seen.supervisors, audience=seen.shared)
    if is_last:
        blocks += sharing(choosing) if seen.shares else ()
        submit = submit_words(choosing)
    blocks.append(who_sees(choosing))
    blocks += [context(piece) for piece in pieces(f"{NOT_MONITORED}\n{worried(seen.signposts)}")]
    return modal(
        "Reflect",
        blocks,
        callback_id=Form.REFLECT,
        submit=submit,
        close="Not now",
        private_metadata=remember(
            Remembered(
                form=seen.form,
                occurrence=seen.occurrence,
                pack=seen.pack,
                prompt=seen.prompt,
                step=seen.step,
                reader=only_reader(choosing),
            )
        ),
    )


def with_names(view: Mapping[str, Any], asked: NamesAsked, texts: Mapping[str, str]) -> Json:
    """Return an open form that shows likely names back, with what was typed still in place.

    The words go nowhere but into this view, which only its writer sees.
    """
    kept: Json = {key: view[key] for key in _VIEW_KEYS if view.get(key)}
    words = ", ".join(f"*{escaped(word[:_LONGEST_NAME])}*" for word in asked.words)
    about = [
        section(LIKE_NAMES.format(words=words), block_id=carrying(_ABOUT_NAMES, asked.marks)),
        asking(field_block(Field.NAMES), NAMES_LABEL, one_of(Field.NAMES, NAMES_CHOICES)),
    ]
    kept["blocks"] = [*about, *(_as_typed(block, texts) for block in _below_names(kept["blocks"]))]
    return kept


def names_choice(view: Mapping[str, Any], choices: Mapping[str, Sequence[str]]) -> NamesChoice | None:
    """Return what was chosen about the names a form showed back; going on without a choice keeps them."""
    shown = [
        carried(block["block_id"]).value
        for block in view.get("blocks", ())
        if carried(str(block.get("block_id"))).stem == _ABOUT_NAMES
    ]
    if not shown:
        return None
    return NamesChoice.read(next(iter(choices.get(Field.NAMES, ())), KEEP), shown[0])


def _below_names(blocks: Sequence[Json]) -> list[Json]:
    """Return a form's own blocks, without those that showed names back before."""
    asking_at = [place for place, block in enumerate(blocks) if _asks_names(block)]
    return list(blocks[asking_at[0] + 1 :] if asking_at else blocks)


def _asks_names(block: Mapping[str, Any]) -> bool:
    return block.get("block_id") == field_block(Field.NAMES)


def _as_typed(block: Json, texts: Mapping[str, str]) -> Json:
    element = block.get("element") or {}
    typed = texts.get(field_name(str(block.get("block_id"))), "")
    if element.get("type") != "plain_text_input" or not typed:
        return block
    return {**block, "element": {**element, "initial_value": typed[:LONGEST_TEXT]}}


def faults(choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what to mend in a submitted form or list of barriers, as sentences by block id."""
    if len(choices.get(Field.BARRIERS, ())) > MOST_BARRIERS:
        return {field_block(Field.BARRIERS): TOO_MANY_BARRIERS}
    return {}


def _input(field: FieldSeen) -> Json:
    kind = field.kind if field.options else FieldKind.LINE
    action_id = carrying(kind, field.name)
    match kind:
        case FieldKind.LINE:
            element = _line(action_id, field.value)
        case FieldKind.TAP:
            element = one_of(action_id, field.options, field.value)
        case FieldKind.SEVERAL:
            element = several_of(action_id, field.options, field.values)
    hint = field.hint or (BARRIERS_HINT if field.name == Field.BARRIERS else "")
    return asking(field_block(field.name), field.label, element, hint=hint)


def _line(action_id: str, value: str) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": action_id,
        "multiline": True,
        "max_length": LONGEST_TEXT,
    }
    if value:
        element["initial_value"] = value[:LONGEST_TEXT]
    return element
