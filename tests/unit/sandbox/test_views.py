"""Opening, changing and laying views: triggers, hashes, ids and what was typed."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.hands import Hand
from sandbox.wire import Json
from tests.unit.sandbox.drawings import asked, button, home, modal, picked, plain, question, section
from tests.unit.sandbox.practising import Practice

FORM = modal(asked("What happened?", "what"), picked("Who may see it?", "sharing"))


async def trigger_of(practice: Practice, person: str = "U0AMIRA") -> str:
    hand = practice.workspace.hand(person)
    await hand.command("/reflect")
    return str(practice.app.arrivals[-1].form["trigger_id"])


async def opened(practice: Practice, view: Json = FORM) -> tuple[Hand, Json]:
    answer = await practice.client.views_open(trigger_id=await trigger_of(practice), view=view)
    shown: Json = answer["view"]
    return practice.workspace.hand("U0AMIRA"), shown


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


async def test_a_trigger_opens_a_form_for_its_person_alone(practice: Practice):
    hand, view = await opened(practice)

    seen = hand.view()
    assert seen is not None
    assert seen["id"] == view["id"] == view["root_view_id"]
    assert practice.workspace.hand("U0BEN").view() is None


async def test_a_trigger_holds_for_three_seconds_of_real_time(practice: Practice):
    in_time, too_late = await trigger_of(practice), await trigger_of(practice)

    practice.stopwatch[0] = 3.0
    assert (await practice.client.views_open(trigger_id=in_time, view=FORM))["ok"]
    practice.stopwatch[0] = 3.01
    assert await error_of(practice.client.views_open(trigger_id=too_late, view=FORM)) == "expired_trigger_id"


async def test_a_trigger_is_good_once(practice: Practice):
    trigger = await trigger_of(practice)

    await practice.client.views_open(trigger_id=trigger, view=FORM)

    assert await error_of(practice.client.views_open(trigger_id=trigger, view=FORM)) == "exchanged_trigger_id"


async def test_a_made_up_trigger_is_refused(practice: Practice):
    assert await error_of(practice.client.views_open(trigger_id="1.2.3", view=FORM)) == "invalid_trigger_id"


async def test_a_refused_view_does_not_use_up_the_trigger(practice: Practice):
    trigger = await trigger_of(practice)

    assert (
        await error_of(practice.client.views_open(trigger_id=trigger, view={"type": "modal"}))
        == "invalid_arguments"
    )

    assert (await practice.client.views_open(trigger_id=trigger, view=FORM))["ok"]


async def test_a_change_with_an_old_hash_is_refused(practice: Practice):
    _, view = await opened(practice)
    changed = await practice.client.views_update(view_id=view["id"], hash=view["hash"], view=FORM)

    assert changed["view"]["id"] == view["id"]
    assert changed["view"]["hash"] != view["hash"]
    assert (
        await error_of(practice.client.views_update(view_id=view["id"], hash=view["hash"], view=FORM))
        == "hash_conflict"
    )


async def test_what_was_typed_stays_where_the_ids_stay(practice: Practice):
    hand, view = await opened(practice)
    hand.fill("What happened?", "Tea")
    hand.fill("Who may see it?", "Show the team")
    renamed = modal(asked("What happened?", "other", initial_value="Start"), picked("And who?", "sharing"))

    await practice.client.views_update(view_id=view["id"], view=renamed)

    seen = hand.view()
    assert seen is not None
    values = seen["state"]["values"]
    assert set(values) == {"other", "sharing"}
    assert values["other"]["words"]["value"] == "Start"
    assert values["sharing"]["pick"]["selected_option"]["value"] == "show the team"


async def test_what_was_typed_goes_where_the_action_id_or_the_kind_changes(practice: Practice):
    hand, view = await opened(practice)
    hand.fill("What happened?", "Tea")
    hand.fill("Who may see it?", "Show the team")
    other_action = {
        **asked("What happened?", "what"),
        "element": {"type": "plain_text_input", "action_id": "new"},
    }

    await practice.client.views_update(
        view_id=view["id"], view=modal(other_action, picked("Who?", "sharing", "checkboxes"))
    )

    seen = hand.view()
    assert seen is not None
    assert seen["state"]["values"] == {
        "what": {"new": {"type": "plain_text_input", "value": None}},
        "sharing": {"pick": {"type": "checkboxes", "selected_options": []}},
    }


async def test_a_closed_or_unknown_view_is_not_found(practice: Practice):
    hand, view = await opened(practice)
    await hand.close_view()

    assert await error_of(practice.client.views_update(view_id=view["id"], view=FORM)) == "not_found"
    assert await error_of(practice.client.views_update(view_id="V0", view=FORM)) == "not_found"


async def test_views_are_found_by_external_id_which_is_unique(practice: Practice):
    named = {**FORM, "external_id": "draft-1"}
    hand, _ = await opened(practice, named)

    changed = await practice.client.views_update(
        external_id="draft-1", view={**named, "title": plain("Again")}
    )
    twin = await error_of(
        practice.client.views_open(trigger_id=await trigger_of(practice, "U0BEN"), view=named)
    )

    assert changed["ok"]
    assert (hand.view() or {})["title"]["text"] == "Again"
    assert twin == "duplicate_external_id"


async def test_three_views_are_the_most_on_a_stack(practice: Practice):
    hand, root = await opened(practice)
    for _ in range(2):
        await practice.client.views_push(trigger_id=await trigger_of(practice), view=FORM)

    top = hand.view()
    error = await error_of(practice.client.views_push(trigger_id=await trigger_of(practice), view=FORM))

    assert top is not None
    assert top["root_view_id"] == root["id"]
    assert top["previous_view_id"] not in (None, root["id"])
    assert error == "push_limit_reached"


async def test_pushing_on_nothing_is_refused(practice: Practice):
    assert (
        await error_of(practice.client.views_push(trigger_id=await trigger_of(practice), view=FORM))
        == "not_found"
    )


async def test_a_home_is_published_for_one_person_with_a_hash(practice: Practice):
    first = await practice.client.views_publish(user_id="U0AMIRA", view=home())
    second = await practice.client.views_publish(
        user_id="U0AMIRA", view=home(section("Good evening")), hash=first["view"]["hash"]
    )
    late = await error_of(
        practice.client.views_publish(user_id="U0AMIRA", view=home(), hash=first["view"]["hash"])
    )

    seen = practice.workspace.hand("U0AMIRA").home()
    assert seen is not None
    assert seen["id"] == first["view"]["id"] == second["view"]["id"]
    assert seen["blocks"][0]["text"]["text"] == "Good evening"
    assert late == "hash_conflict"
    assert practice.workspace.hand("U0BEN").home() is None


async def test_buttons_on_the_home_carry_the_view_and_a_trigger(practice: Practice):
    block = {"type": "actions", "block_id": "door", "elements": [button("Answer", "answer")]}
    await practice.client.views_publish(user_id="U0AMIRA", view=home(block, *question()))

    await practice.workspace.hand("U0AMIRA").press_home("Answer")

    payload = practice.app.arrivals[-1].payload
    assert payload["type"] == "block_actions"
    assert payload["container"] == {"type": "view", "view_id": payload["view"]["id"]}
    assert payload["actions"][0]["action_id"] == "answer"
    assert "response_url" not in payload
    assert (await practice.client.views_open(trigger_id=payload["trigger_id"], view=FORM))["ok"]
