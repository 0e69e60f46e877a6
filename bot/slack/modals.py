"""Every view a person opens: the smaller ones here, the reflection form and the readings beside."""

from collections.abc import Mapping, Sequence
from datetime import time

from bot.errors import Mistaken
from bot.flows.saying import HOW_FULL, received, small_line
from bot.flows.saying_forms import BARRIERS_HINT
from bot.flows.seen import CardSeen, QuestionSeen, Stage
from bot.slack.actions import Act, Field, Form, carrying, field_block
from bot.slack.blocks import (
    SECTION,
    Json,
    actions,
    asking,
    button,
    context,
    escaped,
    fitted,
    header,
    modal,
    section,
    sections,
    several_of,
)
from bot.slack.form import faults, form
from bot.slack.messages import pressures, taps, what_counts
from bot.slack.metadata import Remembered, remember
from bot.slack.plan_views import follow_up
from bot.slack.readings import card_blocks, digest, how_set_up, mine
from bot.slack.wordings import suggest_button
from practice.facts import BARRIERS

__all__ = [
    "barriers",
    "card",
    "digest",
    "faults",
    "form",
    "how_set_up",
    "kept",
    "mine",
    "note",
    "opening",
    "pick_time",
    "picked_time",
    "question",
]

KEPT = ("Thanks, saved.", "It is on your Home, under Mine, whenever you want it.")
KEPT_AND_SHARED = (
    "Thanks, saved and shared.",
    "On your Home, under Mine, you see with whom, and you can withdraw it.",
)
SHORT = "This is the short form, to take less of your time."


def question(seen: QuestionSeen) -> Json:
    """Return a personal question with its taps, in the view its person opened; later stages likewise."""
    occurrence = seen.occurrence
    match seen.stage:
        case Stage.ASKED:
            blocks = [
                section(fitted(seen.question, SECTION), accessory=what_counts(seen)),
                context(escaped(small_line(seen))),
            ]
            if seen.is_short:
                blocks.append(context(SHORT))
            if seen.taps:
                blocks.append(taps(seen))
            blocks.append(actions([button("Reflect", Act.REFLECT, occurrence)]))
        case Stage.PRESSURE:
            blocks = [section(f"Thanks. One more: *{HOW_FULL}*"), pressures(occurrence)]
        case _:
            blocks = [section(received(seen)), actions([button("Add a line", Act.REFLECT, occurrence)])]
    if seen.follow_up is not None:
        blocks += follow_up(seen.follow_up, occurrence)
    return modal("Inrole", blocks, callback_id=Form.READING)


def opening(title: str = "Inrole") -> Json:
    """Return what stands in a view for the moment it takes to fetch its words."""
    return modal(title, [section("One moment, opening this for you.")], callback_id=Form.READING)


def note(title: str, lines: Sequence[str]) -> Json:
    """Return a view that says something and asks for nothing: a refusal, or that something was saved."""
    return modal(title, sections("\n".join(lines)), callback_id=Form.READING)


def kept(pack: str, prompt: str, *, is_shared: bool = False) -> Json:
    """Return what is said once an unprompted reflection is kept; a prompt's wording may be bettered."""
    blocks = sections("\n".join(KEPT_AND_SHARED if is_shared else KEPT))
    if pack and prompt:
        blocks.append(actions([suggest_button(f"{pack}/{prompt}")]))
    return modal("Reflect", blocks, callback_id=Form.READING)


def card(seen: CardSeen) -> Json:
    """Return the practice card behind *What counts?*."""
    blocks = [header(seen.name), *card_blocks(seen), actions([suggest_button(seen.slug)])]
    return modal("What counts?", blocks, callback_id=Form.READING)


def barriers(occurrence: str, *, ticked: Sequence[str] = (), element: str | None = None) -> Json:
    """Return what got in the way as tick boxes, three at most, and a way to an example, counted nowhere."""
    blocks = [
        asking(
            field_block(Field.BARRIERS),
            "What got in the way? Up to three",
            several_of(Field.BARRIERS, tuple(BARRIERS.items()), ticked),
            hint=BARRIERS_HINT,
        )
    ]
    if element is not None:
        example = button("I'd like to see an example", carrying(Act.COUNTS, element), occurrence)
        blocks.append(actions([example]))
    return modal(
        "What got in the way?",
        blocks,
        callback_id=Form.BARRIERS,
        submit="Save",
        private_metadata=remember(Remembered(occurrence=occurrence)),
    )


def pick_time(*, initial: time | None = None) -> Json:
    """Return the choice of a time of one's own."""
    at = initial or time(13)
    picker = {
        "type": "timepicker",
        "action_id": Field.TIME.value,
        "initial_time": f"{at:%H:%M}",
    }
    blocks = [
        asking(
            field_block(Field.TIME),
            "What time of day suits you?",
            picker,
            hint="On days you work, by the clock where you are. You can change it whenever you like.",
            is_optional=False,
        )
    ]
    return modal("My time", blocks, callback_id=Form.PICK_TIME, submit="Save")


def picked_time(choices: Mapping[str, Sequence[str]]) -> time:
    """Return the chosen time; raise Mistaken when there is none."""
    try:
        return time.fromisoformat(next(iter(choices.get(Field.TIME, ())), ""))
    except ValueError:
        raise Mistaken("Choose a time of day, such as 13:00.") from None
