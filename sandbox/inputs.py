"""What people type and choose: the state of each input, as Slack's client keeps, checks and sends it."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sandbox.blocks import elements_of, options_of
from sandbox.refusals import HandRefused, NotFound
from sandbox.shapes import Findings, calendar_date, clock_time
from sandbox.wire import Json, escaped

Typed: TypeAlias = dict[str, dict[str, Json]]
"""By block id and action id, the state of one input as in `state.values`, typed text not yet escaped."""

WORDS = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
LISTS = {"checkboxes", "multi_static_select", "multi_users_select"}
SLOTS = {
    **dict.fromkeys(WORDS, ("value", "initial_value")),
    "static_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
}
"""By type of input, where its state is kept and where the app says what it starts with."""


def starting(blocks: list[Json], kept: Typed | None = None) -> Typed:
    """Return the state of every input, as the app starts it.

    What is in `kept` stays where block id, action id and type are unchanged: so Slack does in `views.update`.
    """
    typed: Typed = {}
    for block, element in elements_of(blocks):
        if element["type"] not in SLOTS:
            continue
        before = (kept or {}).get(block["block_id"], {}).get(element["action_id"])
        unchanged = before is not None and before["type"] == element["type"]
        typed.setdefault(block["block_id"], {})[element["action_id"]] = (
            before if before is not None and unchanged else _first(element)
        )
    return typed


def sent(typed: Typed) -> Json:
    """Return `state.values` as Slack sends it: typed text escaped, an empty input `null`."""
    return {
        block_id: {action_id: _escaped(state) for action_id, state in states.items()}
        for block_id, states in typed.items()
    }


def stated(element: Json, wish: Any) -> Json:
    """Return the state of an input after a person's wish.

    `wish` is text, the words (or value) of an option, a list of those, a date, a time; `None` or an empty one
    clears. Raises `NotFound` for an option that is not there and `HandRefused` for what cannot be typed
    there.
    """
    kind = element["type"]
    slot, _ = SLOTS[kind]
    if kind in LISTS:
        wishes = [wish] if isinstance(wish, str) else list(wish or [])
        chosen = wishes if kind == "multi_users_select" else [option_called(element, each) for each in wishes]
        if len(chosen) > element.get("max_selected_items", len(chosen)):
            sentence = f"At most {element['max_selected_items']} can be chosen."
            raise HandRefused(sentence)
        return {"type": kind, slot: chosen}
    if wish is None or wish == "":
        return {"type": kind, slot: None}
    if slot == "selected_option":
        return {"type": kind, slot: option_called(element, wish)}
    _refuse_misfit(kind, wish)
    return {"type": kind, slot: wish}


def option_called(element: Json, words: str) -> Json:
    """Return the option with these words on it, or this value; `NotFound` when there is none."""
    options = options_of(element)
    for option in options:
        if words in (option["text"]["text"], option["value"]):
            return option
    offered = ", ".join(option["text"]["text"] for option in options)
    sentence = f"There is no option {words!r} there; there are: {offered}."
    raise NotFound(sentence)


def held_back(blocks: list[Json], typed: Typed) -> dict[str, str]:
    """Return, by block id, why Slack's client would not send this form; empty when it would."""
    errors = {}
    for block in blocks:
        if block["type"] == "input":
            element = block["element"]
            state = typed[block["block_id"]][element["action_id"]]
            why = _why_held(element, state[SLOTS[element["type"]][0]], optional=block.get("optional", False))
            if why:
                errors[block["block_id"]] = why
    return errors


def _first(element: Json) -> Json:
    slot, initial = SLOTS[element["type"]]
    empty: Any = [] if element["type"] in LISTS else None
    return {"type": element["type"], slot: element.get(initial, empty)}


def _escaped(state: Json) -> Json:
    if state["type"] in WORDS and state["value"]:
        return {**state, "value": escaped(state["value"])}
    return state


def _refuse_misfit(kind: str, wish: Any) -> None:
    found = Findings()
    if kind == "timepicker":
        clock_time(wish, "", found)
    elif kind == "datepicker":
        calendar_date(wish, "", found)
    elif not isinstance(wish, int if kind == "datetimepicker" else str):
        found.faults.append(kind)
    if found.faults:
        sentence = f"{wish!r} cannot be put into a {kind}."
        raise HandRefused(sentence)


def _why_held(element: Json, value: str | Sequence[Any] | None, *, optional: bool) -> str | None:
    if not value:
        return None if optional else "Please complete this required field."
    if element["type"] not in WORDS:
        return None
    if len(value) < element.get("min_length", 0):
        return f"Please write at least {element['min_length']} characters."
    if len(value) > element.get("max_length", len(value)):
        return f"Please write at most {element['max_length']} characters."
    return _why_unfit(element, str(value))


def _why_unfit(element: Json, value: str) -> str | None:
    kind = element["type"]
    if kind == "email_text_input" and "@" not in value:
        return "Please write an e-mail address."
    if kind == "url_text_input" and not value.startswith(("https://", "http://")):
        return "Please write a web address."
    if kind == "number_input":
        return _why_no_number(element, value)
    return None


def _why_no_number(element: Json, value: str) -> str | None:
    try:
        number = float(value)
    except ValueError:
        return "Please write a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please write a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if low is not None and number < float(low):
        return f"Please write {low} or more."
    if high is not None and number > float(high):
        return f"Please write {high} or less."
    return None
