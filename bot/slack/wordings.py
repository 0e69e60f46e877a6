"""Views of suggested wordings and of lines for a team's own card, and the way in to a page."""

from bot.flows.saying_forms import NOT_MONITORED, worried
from bot.flows.seen_library import LinesSeen, SuggestFormSeen
from bot.flows.suggesting import Wording
from bot.slack.actions import LONGEST_TEXT, Act, Field, Form, carrying, field_block
from bot.slack.blocks import Json, actions, asking, button, context, modal, one_of, pieces, section, sections
from bot.slack.metadata import Remembered, remember

SUGGEST = "Suggest a wording"
ABOUT = "About the wording, please: no names or details that point to a child, family or colleague."
WHO_READS = (
    "Practice leads read it on a page of theirs. A court or a data request could, rarely, ask for what is "
    "stored."
)
NAMED = "yes"
NAMES = (("no", "Leave my name out"), (NAMED, "Add my name"))
THANKS = ("Thanks, sent.", "A practice lead reads it on a page. Your name is with it only if you added it.")
ADD = "Add to our card"
WHICH_LINE = (
    "Which line is worth keeping on the team's card? No name stands with it, and its writer can withdraw it."
)
PAGES = {"suggestions": "/library/suggestions", "library": "/library", "write": "/reflect"}
"""The pages that a button gives a way in to, by its code."""

_MOST_BLOCKS = 90


def about_of(value: str) -> Wording:
    """Return what a button's value is about: "pack/prompt", or the slug of a card."""
    pack, slash, prompt = value.partition("/")
    return Wording(pack=pack, prompt=prompt) if slash else Wording(element=value)


def suggest_button(value: str) -> Json:
    """Return the button that opens the form for a wording."""
    return button(SUGGEST, Act.SUGGEST, value)


def suggest_form(seen: SuggestFormSeen) -> Json:
    """Return the form that takes a suggested wording."""
    typed: Json = {
        "type": "plain_text_input",
        "action_id": Field.SUGGESTION.value,
        "multiline": True,
        "max_length": LONGEST_TEXT,
    }
    label = "What would you say instead, or change?"
    blocks = [
        context(ABOUT),
        *sections(seen.said),
        asking(field_block(Field.SUGGESTION), label, typed, is_optional=False),
        asking(field_block(Field.NAME), "Your name", one_of(Field.NAME, NAMES, NAMES[0][0])),
        context(WHO_READS),
        *(context(piece) for piece in pieces(f"{NOT_MONITORED}\n{worried(seen.signposts)}")),
    ]
    about = Remembered(form=seen.form, pack=seen.pack, prompt=seen.prompt, element=seen.element)
    return modal(
        SUGGEST,
        blocks,
        callback_id=Form.SUGGEST,
        submit="Send",
        close="Not now",
        private_metadata=remember(about),
    )


def lines(seen: LinesSeen) -> Json:
    """Return the shown lines of one reflection, each with a button for each of the team's cards."""
    blocks = [section(WHICH_LINE)]
    for line in seen.lines:
        where = f"{seen.team}/{line.reflection}"
        row = [
            button(f"Add to {name}", carrying(Act.PUT_LINE, f"{slug}/{line.number}"), where)
            for slug, name in seen.cards
        ]
        drawn = [*sections(line.words), actions(row)]
        if len(blocks) + len(drawn) <= _MOST_BLOCKS:
            blocks += drawn
    return modal(ADD, blocks, callback_id=Form.READING)


def way_in(page: str) -> Json:
    """Return a view with a link to a page that works once."""
    open_page = button("Open the page", Act.LINK, url=page, is_main=True)
    once = context("The link works once, for ten minutes.")
    return modal(
        "Inrole", [section("Here is your way in."), actions([open_page]), once], callback_id=Form.READING
    )
