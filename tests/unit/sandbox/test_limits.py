"""What Slack refuses, this workspace refuses: whole, and saying where."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.limits import checked_message, checked_view
from sandbox.methods import METHODS
from sandbox.refusals import Refused
from sandbox.wire import Json
from tests.unit.sandbox.drawings import (
    actions,
    asked,
    button,
    later,
    modal,
    option,
    picked,
    plain,
    question,
    section,
)
from tests.unit.sandbox.practising import Practice


def words(length: int, kind: str = "mrkdwn") -> Json:
    return {"type": kind, "text": "y" * length}


def refusal_of(blocks: object = None, **more: object) -> Refused | None:
    args: Json = {"text": "t", **more}
    if blocks is not None:
        args["blocks"] = blocks
    try:
        checked_message(deepcopy(args))
    except Refused as refused:
        return refused
    return None


def view_refusal_of(view: object) -> Refused | None:
    try:
        checked_view(deepcopy(view), "modal", "home")
    except Refused as refused:
        return refused
    return None


def element(kind: str, **more: object) -> list[Json]:
    return [actions({"type": kind, "action_id": "a", **more})]


def form(**more: object) -> Json:
    return modal({**asked("What happened?", "what"), "element": {"action_id": "a", **more}})


OPTIONS = [option("One"), option("Two")]

GOOD = {
    "a question": question(),
    "longest section": [{"type": "section", "text": words(3000)}],
    "longest fields": [{"type": "section", "fields": [words(1300)] * 10}],
    "longest header": [{"type": "header", "text": words(150, "plain_text")}],
    "most blocks": [{"type": "divider"}] * 50,
    "most buttons": [actions(*(button("b" * 75, f"a{n}") for n in range(25)))],
    "most context": [{"type": "context", "elements": [words(5)] * 10}],
    "most options": element("static_select", options=[option(str(n)) for n in range(100)]),
    "groups": element("static_select", option_groups=[{"label": plain("g"), "options": OPTIONS}]),
    "an overflow": element("overflow", options=[option(str(n)) for n in range(5)]),
    "pickers": [
        *element("timepicker", initial_time="09:30", timezone="Europe/London"),
        {**section(), "accessory": {"type": "datepicker", "action_id": "d", "initial_date": "2026-11-24"}},
    ],
    "a confirmed button": [
        actions(
            {
                **button("Go", "go"),
                "confirm": {"title": plain("Sure?"), "text": words(9), "confirm": plain("Yes")},
            }
        )
    ],
    "rich text": [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "Hi"}]}],
        }
    ],
    "no blocks": [],
}

BAD = {
    "not a list": ({"type": "divider"}, "invalid_blocks"),
    "unreadable": ("[", "invalid_blocks_format"),
    "a block too many": ([{"type": "divider"}] * 51, "invalid_blocks"),
    "an unknown block": ([{"type": "nonsense"}], "invalid_blocks"),
    "no block": (["divider"], "invalid_blocks"),
    "an unknown key": ([{**section(), "colour": "red"}], "invalid_blocks"),
    "an empty section": ([{"type": "section"}], "invalid_blocks"),
    "an empty text": ([{"type": "section", "text": words(0)}], "invalid_blocks"),
    "a long section": ([{"type": "section", "text": words(3001)}], "invalid_blocks"),
    "a long field": ([{"type": "section", "fields": [words(2001)]}], "invalid_blocks"),
    "a field too many": ([{"type": "section", "fields": [words(5)] * 11}], "invalid_blocks"),
    "a marked-up header": ([{"type": "header", "text": words(5)}], "invalid_blocks"),
    "a long header": ([{"type": "header", "text": words(151, "plain_text")}], "invalid_blocks"),
    "a context too full": ([{"type": "context", "elements": [words(5)] * 11}], "invalid_blocks"),
    "an empty context": ([{"type": "context", "elements": []}], "invalid_blocks"),
    "a button too many": ([actions(*(button("b", f"a{n}") for n in range(26)))], "invalid_blocks"),
    "no button": ([actions()], "invalid_blocks"),
    "a long button": ([actions(button("b" * 76, "a"))], "invalid_blocks"),
    "a long value": ([actions({**button("b", "a"), "value": "v" * 2001})], "invalid_blocks"),
    "a long action id": ([actions(button("b", "a" * 256))], "invalid_blocks"),
    "a long block id": ([{**section(), "block_id": "b" * 256}], "invalid_blocks"),
    "an unknown style": ([actions({**button("b", "a"), "style": "green"})], "invalid_blocks"),
    "an action id twice": ([actions(button("b", "a"), button("c", "a"))], "invalid_blocks"),
    "a block id twice": ([{**section(), "block_id": "b"}] * 2, "invalid_blocks"),
    "no options": (element("static_select", options=[]), "invalid_blocks"),
    "options left out": (element("static_select"), "invalid_blocks"),
    "options and groups": (
        element("static_select", options=OPTIONS, option_groups=[{"label": plain("g"), "options": OPTIONS}]),
        "invalid_blocks",
    ),
    "an option too many": (
        element("static_select", options=[option(str(n)) for n in range(101)]),
        "invalid_blocks",
    ),
    "an overflow too long": (
        element("overflow", options=[option(str(n)) for n in range(6)]),
        "invalid_blocks",
    ),
    "a radio too many": (
        element("radio_buttons", options=[option(str(n)) for n in range(11)]),
        "invalid_blocks",
    ),
    "a long option": (element("static_select", options=[option("o" * 76)]), "invalid_blocks"),
    "a long description": (
        element("radio_buttons", options=[{**option("o"), "description": plain("d" * 76)}]),
        "invalid_blocks",
    ),
    "an option value twice": (element("static_select", options=[option("o"), option("o")]), "invalid_blocks"),
    "a start that is no option": (
        element("static_select", options=OPTIONS, initial_option=option("Three")),
        "invalid_blocks",
    ),
    "a long placeholder": ([actions({**later(), "placeholder": plain("p" * 151)})], "invalid_blocks"),
    "a marked-up placeholder": ([actions({**later(), "placeholder": words(3)})], "invalid_blocks"),
    "an unknown zone": (element("timepicker", timezone="Europe/Northshire"), "invalid_blocks"),
    "a time that is none": (element("timepicker", initial_time="25:00"), "invalid_blocks"),
    "a date that is none": (element("datepicker", initial_date="24/11/2026"), "invalid_blocks"),
    "a typed input in actions": (element("plain_text_input"), "invalid_blocks"),
    "an input in a message": ([asked("What?", "what")], "invalid_blocks"),
    "an image without words": (
        [{"type": "image", "image_url": "https://example.org/a.png"}],
        "invalid_blocks",
    ),
    "too much text": ([{"type": "section", "text": words(2900)}] * 5, "msg_blocks_too_long"),
    "a broadcast": ([section("hi <!channel>")], "restricted_action"),
}


@pytest.mark.parametrize("blocks", GOOD.values(), ids=GOOD)
def test_good_blocks_are_taken(blocks: list[Json]):
    assert refusal_of(blocks) is None


@pytest.mark.parametrize(("blocks", "error"), BAD.values(), ids=BAD)
def test_bad_blocks_are_refused(blocks: object, error: str):
    refused = refusal_of(blocks)

    assert refused is not None
    assert refused.error == error


def test_a_refusal_says_where():
    refused = refusal_of([section(), actions(button("b" * 76, "a"))])

    assert refused is not None
    assert refused.answer()["response_metadata"] == {
        "messages": [
            "[ERROR] must be between 1 and 75 characters [json-pointer:/blocks/1/elements/0/text/text]"
        ]
    }


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "y" * 4001}, "msg_too_long"),
        ({"text": 5}, "invalid_arguments"),
        ({"text": "<!here>"}, "restricted_action"),
        ({"metadata": "{"}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "", "event_payload": {}}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "x", "event_payload": {"a": {"b": 1}}}}, "invalid_metadata_schema"),
        ({"metadata": {"event_type": "x", "event_payload": {"a": "y" * 8000}}}, "metadata_too_large"),
    ],
)
def test_bad_text_and_metadata_are_refused(more: Json, error: str):
    refused = refusal_of(**more)

    assert refused is not None
    assert refused.error == error


def test_blocks_without_a_text_for_screen_readers_are_refused():
    refused = refusal_of(question(), text="")

    assert refused is not None
    assert refused.error == "no_text"


GOOD_VIEWS = {
    "a form": modal(asked("What?", "what"), picked("Who?", "who")),
    "something to read": modal(section()),
    "most blocks": modal(*[{"type": "divider"}] * 100),
    "the longest input": form(type="plain_text_input", max_length=3000, min_length=0),
    "a time": form(type="timepicker", timezone="Europe/London"),
    "home": {"type": "home", "blocks": question()},
}

BAD_VIEWS = {
    "no view": "view",
    "another type": {"type": "panel", "blocks": []},
    "no title": {"type": "modal", "blocks": [section()]},
    "a long title": modal(section(), title=plain("t" * 25)),
    "a marked-up title": modal(section(), title=words(5)),
    "an input and no submit": {"type": "modal", "title": plain("t"), "blocks": [asked("What?", "what")]},
    "a submit of nothing": modal(asked("What?", "what"), submit=None),
    "a long submit": modal(section(), submit=plain("s" * 25)),
    "too much private metadata": modal(section(), private_metadata="p" * 3001),
    "a long callback id": modal(section(), callback_id="c" * 256),
    "a block too many": modal(*[{"type": "divider"}] * 101),
    "an input twice": modal(asked("What?", "what"), asked("What?", "what")),
    "an action id twice": modal(asked("What?", "one"), asked("What?", "two")),
    "a max_length too long": form(type="plain_text_input", max_length=3001),
    "a min above the max": form(type="plain_text_input", max_length=5, min_length=6),
    "a start longer than the max": form(type="plain_text_input", max_length=5, initial_value="y" * 6),
    "two in focus": modal(
        asked("What?", "one", focus_on_load=True),
        {**picked("Who?", "two"), "element": {**later(), "focus_on_load": True}},
    ),
    "no options": form(type="static_select", options=[]),
    "an input without element": modal({"type": "input", "label": plain("What?")}),
    "a long label": modal({**asked("What?", "what"), "label": plain("l" * 2001)}),
    "a long hint": modal({**asked("What?", "what"), "hint": plain("h" * 2001)}),
    "a button as input": form(type="button", text=plain("b")),
    "a markdown block": modal({"type": "markdown", "text": "t"}),
    "a home with a title": {"type": "home", "title": plain("t"), "blocks": []},
    "an unknown key": modal(section(), colour="red"),
}


@pytest.mark.parametrize("view", GOOD_VIEWS.values(), ids=GOOD_VIEWS)
def test_good_views_are_taken(view: Json):
    assert view_refusal_of(view) is None


@pytest.mark.parametrize("view", BAD_VIEWS.values(), ids=BAD_VIEWS)
def test_bad_views_are_refused(view: object):
    refused = view_refusal_of(view)

    assert refused is not None
    assert refused.error == "invalid_arguments"
    assert refused.places


def test_a_view_over_250_kilobytes_is_refused():
    heavy = modal(*({"type": "section", "text": words(3000)} for _ in range(90)))

    refused = view_refusal_of(heavy)

    assert refused is not None
    assert refused.error == "view_too_large"


async def test_a_bad_block_spoils_the_whole_message(practice: Practice):
    answer = await practice.session.post(
        f"{practice.url}/api/chat.postMessage",
        json={"channel": "U0AMIRA", "text": "t", "blocks": [section(), {"type": "nonsense"}]},
        headers={"Authorization": f"Bearer {practice.workspace.bot_token}"},
    )

    assert (await answer.json())["error"] == "invalid_blocks"
    assert practice.workspace.hand("U0AMIRA").messages() == []


@pytest.mark.parametrize("method", METHODS)
def test_every_method_refuses_an_argument_it_does_not_have(method: str):
    required = dict.fromkeys(METHODS[method].required, "x")

    METHODS[method].check(required)
    with pytest.raises(Refused, match="unsupported argument: colour"):
        METHODS[method].check({**required, "colour": "red"})


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["section", "actions", "input"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "elements", "element", "options", "label"]), inner)
    ),
    max_leaves=12,
)


@given(blocks=anything)
def test_whatever_is_sent_as_blocks_is_taken_or_refused_and_never_breaks(blocks: object):
    refused = refusal_of(blocks)

    assert refused is None or refused.error in {"invalid_blocks", "invalid_blocks_format"}


@given(view=anything)
def test_whatever_is_sent_as_a_view_is_taken_or_refused_and_never_breaks(view: object):
    refused = view_refusal_of(view)

    assert refused is None or refused.error == "invalid_arguments"
