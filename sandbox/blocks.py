"""The blocks and elements the workspace knows, with every size and rule that Slack refuses on.

Sources: Slack's Block Kit reference and the types of its own client library.
"""

from collections.abc import Iterator
from typing import Any

from sandbox.shapes import (
    MRKDWN,
    Check,
    Findings,
    boolean,
    both,
    by_type,
    calendar_date,
    clock_time,
    fault,
    link,
    listing,
    one_of,
    plain,
    shape,
    string,
    text,
    whole,
    words,
    zone,
)
from sandbox.wire import Json

SELECT_OPTIONS = 100
BOX_OPTIONS = 10
OVERFLOW_OPTIONS = 5
INPUT_LENGTH = 3000

_confirm = shape(
    {"text": text(300)},
    {"title": plain(100), "confirm": plain(30), "deny": plain(30), "style": one_of("primary", "danger")},
)
_option_keys: dict[str, Check] = {"value": string(75)}
_option_extras: dict[str, Check] = {"description": plain(75), "url": link}
_option = shape({"text": plain(75), **_option_keys}, _option_extras)
_box_option = shape({"text": text(75), **_option_keys}, {"description": text(75), "url": link})
_group = shape({"label": plain(75), "options": listing(_option, most=SELECT_OPTIONS)})
_placeholder = plain(150)
_dispatch = shape(
    {}, {"trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), most=2)}
)
_person = string(20)


def options_of(element: Json) -> list[Json]:
    """Return every option of an element, those in groups included."""
    options = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        options.extend(group["options"])
    return options


def _choices(element: Any, where: str, found: Findings) -> None:
    if "options" in element and "option_groups" in element:
        fault(found, where, "options and option_groups cannot be together")
    elif "options" not in element and "option_groups" not in element:
        fault(found, where, "missing required field: options")
    options = options_of(element)
    values = [option["value"] for option in options]
    for value in {value for value in values if values.count(value) > 1}:
        fault(found, where, f"option value {value} is used more than once")
    chosen = list(element.get("initial_options") or [])
    chosen += [element["initial_option"]] if "initial_option" in element else []
    for option in chosen:
        if option not in options:
            fault(found, where, "an initial option must match one of the options")


def _lengths(element: Any, where: str, found: Findings) -> None:
    low, high = element.get("min_length", 0), element.get("max_length", INPUT_LENGTH)
    if low > high:
        fault(found, where, "min_length must not be above max_length")
    if len(element.get("initial_value", "")) > high:
        fault(found, where, "initial_value must not be longer than max_length")


def _element(kind: str, required: dict[str, Check] | None = None, **optional: Check) -> Check:
    return shape(
        {"type": one_of(kind), **(required or {})},
        {"action_id": string(), **optional},
    )


def _field(kind: str, required: dict[str, Check] | None = None, **optional: Check) -> Check:
    return _element(kind, required, confirm=_confirm, focus_on_load=boolean, **optional)


def _typing(kind: str, required: dict[str, Check] | None = None, **optional: Check) -> Check:
    return _element(
        kind,
        required,
        focus_on_load=boolean,
        placeholder=_placeholder,
        dispatch_action_config=_dispatch,
        initial_value=string(INPUT_LENGTH),
        **optional,
    )


_options = listing(_option, most=SELECT_OPTIONS)
_groups = listing(_group, most=SELECT_OPTIONS)
_boxes = listing(_box_option, most=BOX_OPTIONS)
_overflow_options = listing(_option, most=OVERFLOW_OPTIONS)

_image = shape({"type": one_of("image"), "alt_text": string(2000), "image_url": link})
_button = _element(
    "button",
    {"text": plain(75)},
    value=string(2000),
    url=link,
    style=one_of("primary", "danger"),
    confirm=_confirm,
    accessibility_label=string(75),
)
_fields: dict[str, Check] = {
    "checkboxes": both(_field("checkboxes", {"options": _boxes}, initial_options=_boxes), _choices),
    "datepicker": _field("datepicker", placeholder=_placeholder, initial_date=calendar_date),
    "datetimepicker": _field("datetimepicker", initial_date_time=whole(1_000_000_000, 9_999_999_999)),
    "multi_static_select": both(
        _field(
            "multi_static_select",
            placeholder=_placeholder,
            options=_options,
            option_groups=_groups,
            initial_options=_options,
            max_selected_items=whole(1, SELECT_OPTIONS),
        ),
        _choices,
    ),
    "multi_users_select": _field(
        "multi_users_select",
        placeholder=_placeholder,
        initial_users=listing(_person, most=SELECT_OPTIONS),
        max_selected_items=whole(1, SELECT_OPTIONS),
    ),
    "radio_buttons": both(_field("radio_buttons", {"options": _boxes}, initial_option=_box_option), _choices),
    "static_select": both(
        _field(
            "static_select",
            placeholder=_placeholder,
            options=_options,
            option_groups=_groups,
            initial_option=_option,
        ),
        _choices,
    ),
    "timepicker": _field("timepicker", placeholder=_placeholder, initial_time=clock_time, timezone=zone),
    "users_select": _field("users_select", placeholder=_placeholder, initial_user=_person),
}
_typed: dict[str, Check] = {
    "plain_text_input": both(
        _typing(
            "plain_text_input",
            multiline=boolean,
            min_length=whole(0, INPUT_LENGTH),
            max_length=whole(1, INPUT_LENGTH),
        ),
        _lengths,
    ),
    "email_text_input": _typing("email_text_input"),
    "url_text_input": _typing("url_text_input"),
    "number_input": _typing(
        "number_input", {"is_decimal_allowed": boolean}, min_value=string(20), max_value=string(20)
    ),
}
_overflow = both(
    _element("overflow", {"options": _overflow_options}, confirm=_confirm),
    _choices,
)

_pressed: dict[str, Check] = {"button": _button, "overflow": _overflow}
_style = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
_rich_element = by_type(
    {
        "text": shape({"type": one_of("text"), "text": words(INPUT_LENGTH)}, {"style": _style}),
        "link": shape(
            {"type": one_of("link"), "url": link},
            {"text": string(INPUT_LENGTH), "style": _style, "unsafe": boolean},
        ),
        "emoji": shape({"type": one_of("emoji"), "name": string()}, {"style": _style, "unicode": string()}),
        "user": shape({"type": one_of("user"), "user_id": string(20)}, {"style": _style}),
    }
)
_rich_parts = listing(_rich_element, most=SELECT_OPTIONS, least=0)
_rich_section = shape({"type": one_of("rich_text_section"), "elements": _rich_parts})
_rich_text = by_type(
    {
        "rich_text_section": _rich_section,
        "rich_text_quote": shape({"type": one_of("rich_text_quote"), "elements": _rich_parts}),
        "rich_text_preformatted": shape({"type": one_of("rich_text_preformatted"), "elements": _rich_parts}),
        "rich_text_list": shape(
            {
                "type": one_of("rich_text_list"),
                "style": one_of("bullet", "ordered"),
                "elements": listing(_rich_section, most=SELECT_OPTIONS),
            },
            {"indent": whole(0, 8), "border": one_of(0, 1)},
        ),
    }
)


def _has_words(block: Any, where: str, found: Findings) -> None:
    if "text" not in block and "fields" not in block:
        fault(found, where, "missing required field: text or fields")


def _block(kind: str, required: dict[str, Check], **optional: Check) -> Check:
    return shape({"type": one_of(kind), **required}, {"block_id": string(), **optional})


_everywhere: dict[str, Check] = {
    "actions": _block("actions", {"elements": listing(by_type({**_pressed, **_fields}), most=25)}),
    "context": _block(
        "context",
        {
            "elements": listing(
                by_type({"image": _image, "plain_text": plain(), "mrkdwn": text(kinds=MRKDWN)}), most=10
            )
        },
    ),
    "divider": _block("divider", {}),
    "header": _block("header", {"text": plain(150)}),
    "image": _block("image", {"alt_text": string(2000), "image_url": link}, title=plain(2000)),
    "rich_text": _block("rich_text", {"elements": listing(_rich_text, most=SELECT_OPTIONS)}),
    "section": both(
        _block(
            "section",
            {},
            text=text(),
            fields=listing(text(2000), most=10),
            expand=boolean,
            accessory=by_type(
                {
                    **_pressed,
                    **{kind: check for kind, check in _fields.items() if kind != "datetimepicker"},
                    "image": _image,
                }
            ),
        ),
        _has_words,
    ),
}
_input = _block(
    "input",
    {"label": plain(2000), "element": by_type({**_fields, **_typed})},
    hint=plain(2000),
    optional=boolean,
    dispatch_action=boolean,
)

message_block: Check = by_type({**_everywhere, "markdown": _block("markdown", {"text": words(12_000)})})
"""The check of one block of a message."""

view_block: Check = by_type({**_everywhere, "input": _input})
"""The check of one block of a modal or Home."""


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield each block with an element of it that a person can press, choose from or type in."""
    for block in blocks:
        kind = block["type"]
        if kind == "actions":
            for element in block["elements"]:
                yield block, element
        elif kind == "input":
            yield block, block["element"]
        elif kind == "section" and block.get("accessory", {}).get("type", "image") != "image":
            yield block, block["accessory"]
