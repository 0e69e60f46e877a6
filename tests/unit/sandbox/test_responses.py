"""What an app may send to a response address."""

from datetime import timedelta
from typing import Any

import pytest

from sandbox.wire import Json
from tests.unit.sandbox.drawings import question, section
from tests.unit.sandbox.practising import START, Practice


async def address_after_press(practice: Practice) -> str:
    await practice.client.chat_postMessage(channel="U0AMIRA", text="A question", blocks=question())
    await practice.workspace.settled()
    hand = practice.workspace.hand("U0AMIRA")
    await hand.press(hand.messages()[-1], "Yes")
    return str(practice.app.arrivals[-1].payload["response_url"])


async def send(practice: Practice, url: str, body: Json) -> tuple[int, Json]:
    async with practice.session.post(url, json=body) as answer:
        told: Json = await answer.json()
        return answer.status, told


def seen(practice: Practice) -> list[tuple[str, bool]]:
    return [(message.text, message.ephemeral) for message in practice.workspace.hand("U0AMIRA").messages()]


async def test_a_new_message_is_a_whisper_unless_it_is_for_the_channel(practice: Practice):
    url = await address_after_press(practice)

    await send(practice, url, {"text": "Between us"})
    await send(practice, url, {"text": "For all", "response_type": "in_channel"})

    assert seen(practice) == [("A question", False), ("Between us", True), ("For all", False)]


async def test_the_original_is_replaced_with_its_blocks(practice: Practice):
    url = await address_after_press(practice)

    await send(practice, url, {"text": "Thanks", "blocks": [section("Thanks")], "replace_original": True})

    [message] = practice.workspace.hand("U0AMIRA").messages()
    assert message.text == "Thanks"
    assert message.blocks[0]["text"]["text"] == "Thanks"


async def test_the_original_is_deleted(practice: Practice):
    url = await address_after_press(practice)

    await send(practice, url, {"delete_original": True})

    assert seen(practice) == []


async def test_a_whisper_can_be_replaced(practice: Practice):
    channel = (await practice.client.conversations_open(users="U0AMIRA"))["channel"]["id"]
    await practice.client.chat_postEphemeral(channel=channel, user="U0AMIRA", text="Sure?", blocks=question())
    hand = practice.workspace.hand("U0AMIRA")
    await hand.press(hand.messages()[0], "Yes")

    await send(
        practice,
        practice.app.arrivals[-1].payload["response_url"],
        {"text": "Done", "replace_original": True},
    )

    assert seen(practice) == [("Done", True)]


async def test_an_address_is_good_for_five_uses(practice: Practice):
    url = await address_after_press(practice)

    answers = [await send(practice, url, {"text": str(number)}) for number in range(6)]

    assert [status for status, _ in answers] == [200] * 5 + [404]
    assert answers[-1][1]["error"] == "used_url"
    assert len(seen(practice)) == 6


@pytest.mark.parametrize(("minutes", "status"), [(30, 200), (30.1, 404)])
async def test_an_address_is_good_for_thirty_minutes(practice: Practice, minutes: float, status: int):
    url = await address_after_press(practice)

    practice.clock.advance_to(START + timedelta(minutes=minutes))
    answer = await send(practice, url, {"text": "Thanks"})

    assert answer[0] == status


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"text": "t", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
        ({"text": "", "replace_original": True}, "no_text"),
        ({"text": "t", "colour": "red"}, "invalid_arguments"),
    ],
)
async def test_what_a_message_is_refused_for_is_refused_here(
    practice: Practice, body: dict[str, Any], error: str
):
    url = await address_after_press(practice)

    status, told = await send(practice, url, body)

    assert (status, told["error"]) == (404, error)
    assert seen(practice) == [("A question", False)]


async def test_a_made_up_address_and_a_vanished_original_are_refused(practice: Practice):
    url = await address_after_press(practice)
    [message] = practice.workspace.hand("U0AMIRA").messages()
    await practice.client.chat_delete(channel=message.channel, ts=message.ts)

    assert (await send(practice, f"{practice.url}/response/R0", {"text": "t"}))[1]["error"] == "expired_url"
    assert (await send(practice, url, {"text": "t", "replace_original": True}))[1][
        "error"
    ] == "message_not_found"


async def test_a_command_gives_an_address_too(practice: Practice):
    await practice.workspace.hand("U0AMIRA").command("/digest")

    await send(practice, practice.app.arrivals[-1].form["response_url"], {"text": "Here it is"})

    assert seen(practice) == [("Here it is", True)]
