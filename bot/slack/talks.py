"""What Inrole says while something is talked through: stages and buttons, never the person's own words."""

from collections.abc import Sequence

from bot.flows.guarding import KEEP, NOT_A_PERSON
from bot.flows.saying_forms import FIRST_LINE, NOT_MONITORED, worried
from bot.flows.seen_talks import TalkSeen, Turn
from bot.slack.actions import Act, Form, carrying
from bot.slack.blocks import Json, actions, button, context, escaped, modal, pieces, section, sections, spoken
from bot.slack.metadata import Remembered, remember
from bot.slack.written import Message

TALK = "Talk it through"
ABOUT = (
    "I ask each part of the form in our conversation, one at a time, and you answer by typing there.\n"
    "Slack keeps its copy of what you type there, for as long as your organisation keeps messages. The form "
    "leaves no copy in the conversation.\n"
    "Either way, what Inrole keeps is yours alone unless you share it. You are asked this once."
)
YES, NOT_NOW = "Yes, that's fine", "Not now"
WAITS = "The first question is in our conversation, under Messages. You can close this."
COPY = "Slack keeps its copy of what you type here."
HOW = "Type below. Keep saves and ends; Stop leaves a draft for 7 days."
LAST = "That was the last one. Keep it as it is, or go on writing."
NAMES = "Some words there may be names, so it isn't saved yet."
AGAIN = "Of course. Write it again whenever you like; nothing of that message is kept."
NOTHING_NOW = "Nothing there looks like a name now."
WHICH = (
    "These look like names or places. Words that could point to a child, family or colleague don't belong "
    "here. Nothing of the message is stored. In the conversation you can choose what to do."
)

SKIP, BACK, STOP, KEEP_IT = "skip", "back", "stop", "keep"
SEE, REWRITE = "see", "again"
NAMES_CHOICES = {
    "not_a_person": NOT_A_PERSON,
    "keep": KEEP,
}
"""What is chosen about names, by the code of its button."""


def consent(about: Remembered) -> Json:
    """Return what a person agrees to once, before the first time."""
    return modal(
        TALK,
        sections(ABOUT),
        callback_id=Form.TALK,
        submit=YES,
        close=NOT_NOW,
        private_metadata=remember(about),
    )


def turn(seen: TalkSeen) -> Message | None:
    """Return what Inrole says next, or None where it says nothing."""
    match seen.turn:
        case Turn.NOTHING:
            return None
        case Turn.NAMES:
            return names(seen)
        case Turn.SAID | Turn.STOPPED | Turn.KEPT:
            row = [button("Mine", Act.MINE)] if seen.turn is not Turn.SAID else []
            return _saying([section(escaped(seen.said))], [seen.said], row, seen)
        case Turn.LAST:
            words = f"{seen.said} {LAST}".strip()
            return _saying([section(escaped(words))], [words], _steps(seen), seen)
        case Turn.BEGIN | Turn.ASK:
            return _asked(seen)


def names(seen: TalkSeen) -> Message:
    """Return that a message may hold names, without a word of it."""
    value = f"{seen.talk}/{seen.names_at}/{seen.ts}"
    row = [
        button("See which", carrying(Act.TALK_NAMES, SEE), value),
        button("Not a person", carrying(Act.TALK_NAMES, "not_a_person"), value),
        button("Keep as it is", carrying(Act.TALK_NAMES, "keep"), value),
        button("I'll write it again", carrying(Act.TALK_NAMES, REWRITE), value),
    ]
    return _saying([section(escaped(NAMES))], [NAMES], row, seen)


def which(words: Sequence[str]) -> Json:
    """Return a view of what looks like names, which only its writer opened."""
    shown = ", ".join(f"*{escaped(word[:60])}*" for word in words)
    blocks = [section(f"{shown}\n{WHICH}")] if words else [section(NOTHING_NOW)]
    return modal("May be names", blocks, callback_id=Form.READING)


def plain(words: str) -> Message:
    """Return a sentence."""
    return Message(text=spoken(words), blocks=[section(escaped(words))])


def _asked(seen: TalkSeen) -> Message:
    place = f"{seen.place + 1} of {seen.stages}"
    blocks: list[Json] = []
    said = list(filter(None, [seen.question, seen.said, f"{seen.label} ({place})"]))
    if seen.question:
        blocks += sections(seen.question)
    if seen.said:
        blocks.append(section(escaped(seen.said)))
    blocks += sections("", title=seen.label)
    small = place
    if seen.turn is Turn.BEGIN:
        about = (FIRST_LINE, f"{COPY} {NOT_MONITORED} {worried(seen.signposts)}")
        small = "\n".join([f"{place} \u00b7 {HOW}", *about])
        said += [HOW, *about]
    blocks += [context(piece) for piece in pieces(small)]
    return _saying(blocks, said, _steps(seen), seen)


def _steps(seen: TalkSeen) -> list[Json]:
    value = f"{seen.talk}/{seen.place}"
    words = {SKIP: "Skip", BACK: "Back", STOP: "Stop", KEEP_IT: "Keep"}
    if seen.turn is Turn.LAST:
        del words[SKIP]
    if seen.place == 0:
        del words[BACK]
    is_last = seen.turn is Turn.LAST
    return [
        button(each, carrying(Act.TALK_STEP, code), value, is_main=is_last and code == KEEP_IT)
        for code, each in words.items()
    ]


def _saying(blocks: Sequence[Json], said: Sequence[str], row: Sequence[Json], seen: TalkSeen) -> Message:
    words = " / ".join(each["text"]["text"] for each in row)
    drawn = [*blocks, *([actions(list(row), block_id=carrying("talk", seen.talk))] if row else [])]
    return Message(text=spoken("\n".join(filter(None, [*said, words]))), blocks=drawn)
