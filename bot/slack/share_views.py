"""Views of sharing: what colleagues shared, one of them opened, a line back, and with whom mine is shared."""

from collections.abc import Sequence

from bot.flows.receiving import LONGEST_LINE
from bot.flows.saying_forms import FIRST_LINE, NOT_MONITORED, worried
from bot.flows.seen import SignpostSeen
from bot.flows.seen_shares import OpenedSeen, ReceivedSeen, ToShareSeen
from bot.slack.actions import Act, Field, Form, carrying, field_block
from bot.slack.blocks import (
    Json,
    actions,
    asking,
    button,
    context,
    day,
    escaped,
    modal,
    pieces,
    section,
    sections,
    weekday,
)
from bot.slack.metadata import Remembered, remember
from bot.slack.readings import fitting
from bot.slack.share_choices import only_reader, sharing, submit_words, who_sees

TITLE = "Shared with you"
SHARE = "Share"
LINE_BACK = "A line back"
NOTHING = (
    "Nothing is shared with you now. When somebody chooses to let you read a reflection, it is here for as "
    "long as they leave it open."
)
BROUGHT = "Brought to supervision"
WORDS_INSIDE = "The words are behind Open. The writer sees that you opened them, and when."
ONE_LINE = "One line, once. Only the person who shared this reads it, with your name."
PRIVATE_NOTE = "Theirs to take back at any time. Please don't copy it or pass it on."
SENT = ("Thanks, sent.", "They read it on their own page, with your name.")
SHARED_NOW = ("It is shared now.", "Under Mine you see when it is opened, and you can withdraw it.")
STAYS_PRIVATE = ("It stays private.",)

_MOST_ROWS = 80


def received(seen: Sequence[ReceivedSeen], *, page: str | None = None) -> Json:
    """Return what may be opened, by writer and date, and no words; `page` is the address of the same."""
    shared = [each for each in seen if not each.is_for_supervision]
    brought = [each for each in seen if each.is_for_supervision]
    blocks = [_row(each) for each in shared]
    if brought:
        blocks += [section(f"*{BROUGHT}*"), *(_row(each) for each in brought)]
    blocks = [*blocks[:_MOST_ROWS], context(WORDS_INSIDE)] if blocks else [section(NOTHING)]
    ending = [actions([button("Open the page", Act.LINK, url=page)])] if page else []
    return modal(TITLE, fitting(blocks, ending), callback_id=Form.READING)


def opened(seen: OpenedSeen) -> Json:
    """Return a reflection as the one it was shared with reads it."""
    blocks = [
        section(f"*{escaped(seen.writer)}*, {day(seen.shared_on)}"),
        *sections(seen.question),
        *(block for label, words in seen.lines for block in sections(words, title=label)),
    ]
    ending: list[Json] = []
    if seen.line_back is not None:
        ending += sections(seen.line_back, title="Your line")
    elif seen.may_reply:
        ending.append(actions([button("Write a line back", Act.LINE_BACK, seen.share)]))
    return modal(TITLE, fitting(blocks, [*ending, context(PRIVATE_NOTE)]), callback_id=Form.READING)


def line_form(seen: OpenedSeen) -> Json:
    """Return the form for a peer's one line."""
    typed: Json = {
        "type": "plain_text_input",
        "action_id": Field.LINE_BACK.value,
        "multiline": True,
        "max_length": LONGEST_LINE,
    }
    label = f"A line for {seen.writer}"
    blocks = [
        context(FIRST_LINE),
        asking(field_block(Field.LINE_BACK), label, typed, hint=ONE_LINE, is_optional=False),
        *_always_there(seen.signposts),
    ]
    return modal(
        LINE_BACK,
        blocks,
        callback_id=Form.LINE_BACK,
        submit="Send the line",
        close="Not now",
        private_metadata=remember(Remembered(form=seen.share)),
    )


def share_later(seen: ToShareSeen) -> Json:
    """Return the choice of who may see a kept reflection."""
    blocks = [
        section(f"*{day(seen.kept_on)}*"),
        *sections(seen.question),
        *sharing(seen.choosing),
        who_sees(seen.choosing),
    ]
    return modal(
        SHARE,
        blocks,
        callback_id=Form.SHARE,
        submit=submit_words(seen.choosing),
        close="Not now",
        private_metadata=remember(Remembered(form=seen.reflection, reader=only_reader(seen.choosing))),
    )


def _row(seen: ReceivedSeen) -> Json:
    opens = button("Open", carrying(Act.OPEN_SHARE, seen.share), seen.share)
    return section(f"*{escaped(seen.writer)}*\n{weekday(seen.shared_on)}", accessory=opens)


def _always_there(signposts: Sequence[SignpostSeen]) -> list[Json]:
    return [context(piece) for piece in pieces(f"{NOT_MONITORED}\n{worried(signposts)}")]
