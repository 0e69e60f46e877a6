"""Finding what a person means by its words: a button, a choice, an input."""

from sandbox.blocks import elements_of
from sandbox.refusals import NotFound
from sandbox.wire import Json


def button_called(blocks: list[Json], words: str) -> tuple[Json, Json]:
    """Return the block and the button with these words on it or this action id; `NotFound` for none."""
    buttons = [(block, element) for block, element in elements_of(blocks) if element["type"] == "button"]
    for block, button in buttons:
        if words in (button["text"]["text"], button["action_id"]):
            return block, button
    there = ", ".join(button["text"]["text"] for _, button in buttons) or "none"
    sentence = f"There is no button {words!r} there; the buttons are: {there}."
    raise NotFound(sentence)


def choice_called(blocks: list[Json], words: str) -> tuple[Json, Json]:
    """Return the block and the choice a person means; `NotFound` when there is none.

    The words are those of its placeholder, its label, the text beside it, its action id or its block id.
    """
    choices = [pair for pair in elements_of(blocks) if pair[1]["type"] != "button"]
    for block, element in choices:
        if words.casefold() in {name.casefold() for name in _names(block, element)}:
            return block, element
    there = ", ".join(min(_names(block, element), key=len) for block, element in choices) or "none"
    sentence = f"There is nothing called {words!r} to choose from there; there are: {there}."
    raise NotFound(sentence)


def _names(block: Json, element: Json) -> set[str]:
    names = {block["block_id"], element["action_id"]}
    if "placeholder" in element:
        names.add(element["placeholder"]["text"])
    if "label" in block:
        names.add(block["label"]["text"])
    if "accessory" in block and "text" in block:
        names.add(block["text"]["text"])
    return names
