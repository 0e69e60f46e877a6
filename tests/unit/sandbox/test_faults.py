"""Faults on order: what the app's client meets, and whether the call had its effect."""

import asyncio
import json
import time
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.unit.sandbox.practising import TOKEN, Practice


def texts(practice: Practice, person: str = "U0AMIRA") -> list[str]:
    return [message.text for message in practice.workspace.hand(person).messages()]


async def post(practice: Practice, person: str = "U0AMIRA") -> Any:
    return await practice.client.chat_postMessage(channel=person, text="Hello")


@pytest.mark.parametrize(
    ("fault", "header"), [("limited", "7"), ("limited_silently", None)], ids=["with Retry-After", "without"]
)
async def test_a_limited_call_has_no_effect(practice: Practice, fault: str, header: str | None):
    practice.workspace.faults.on_call(fault, "chat.postMessage", retry_after=7)

    with pytest.raises(SlackApiError) as caught:
        await post(practice)

    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers.get("Retry-After") == header
    assert texts(practice) == []


async def test_a_fault_strikes_so_many_times_and_one_method_alone(practice: Practice):
    practice.workspace.faults.on_call("refused", "chat.postMessage", times=2, error="rate_limited")

    assert (await practice.client.auth_test())["ok"]
    for _ in range(2):
        with pytest.raises(SlackApiError, match="rate_limited"):
            await post(practice)
    await post(practice)

    assert texts(practice) == ["Hello"]
    assert practice.workspace.faults.calls == []


async def test_a_fault_for_one_person_spares_the_others(practice: Practice):
    practice.workspace.faults.on_call("refused", "*", times=9, person="U0BEN", error="user_disabled")
    channel = practice.workspace.conversation_of("U0BEN").channel

    await post(practice)
    for address in ("U0BEN", channel):
        with pytest.raises(SlackApiError, match="user_disabled"):
            await post(practice, address)

    assert (texts(practice), texts(practice, "U0BEN")) == (["Hello"], [])


@pytest.mark.parametrize(("fault", "effect"), [("broken", []), ("broken_after", ["Hello"])])
async def test_a_broken_call_answers_500_before_or_after_its_effect(
    practice: Practice, fault: str, effect: list[str]
):
    practice.workspace.faults.on_call(fault, "chat.postMessage")

    async with practice.session.post(
        f"{practice.url}/api/chat.postMessage",
        json={"channel": "U0AMIRA", "text": "Hello"},
        headers={"Authorization": f"Bearer {TOKEN}"},
    ) as answer:
        status = answer.status

    assert status == 500
    assert texts(practice) == effect


async def test_a_dropped_answer_comes_after_the_effect(practice: Practice):
    practice.workspace.faults.on_call("dropped_after", "chat.postMessage")

    with pytest.raises(aiohttp.ClientError):
        await post(practice)

    assert texts(practice) == ["Hello"]


async def test_a_withheld_answer_comes_never_but_the_effect_does(practice: Practice):
    practice.workspace.faults.on_call("withheld_after", "chat.postMessage")
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.1)) as session:
        client = AsyncWebClient(
            token=TOKEN, base_url=f"{practice.url}/api/", session=session, retry_handlers=[]
        )

        with pytest.raises(asyncio.TimeoutError):
            await client.chat_postMessage(channel="U0AMIRA", text="Hello")

    assert texts(practice) == ["Hello"]


async def test_a_garbled_answer_is_no_json_but_the_effect_is_there(practice: Practice):
    practice.workspace.faults.on_call("garbled_after", "chat.postMessage")

    async with practice.session.post(
        f"{practice.url}/api/chat.postMessage",
        json={"channel": "U0AMIRA", "text": "Hello"},
        headers={"Authorization": f"Bearer {TOKEN}"},
    ) as answer:
        body = await answer.text()

    with pytest.raises(ValueError, match="Expecting value"):
        json.loads(body)
    assert texts(practice) == ["Hello"]


async def test_latency_is_added_to_every_call(practice: Practice):
    practice.workspace.latency = 0.05

    started = time.monotonic()
    await practice.client.auth_test()

    assert time.monotonic() - started >= 0.05


async def test_what_was_ordered_can_be_called_off(practice: Practice):
    practice.workspace.faults.on_call("broken", "*", times=5)
    practice.workspace.faults.on_event("repeated", copies=5)

    practice.workspace.faults.clear()
    await post(practice)
    await practice.workspace.settled()

    assert len(practice.app.arrivals) == 1


async def test_an_unknown_fault_cannot_be_ordered(practice: Practice):
    with pytest.raises(ValueError, match="nonsense"):
        practice.workspace.faults.on_call("nonsense", "*")
