"""Events on their way to the app: signed, echoed, retried, and out of order when asked."""

import asyncio
import hashlib
import hmac
from datetime import timedelta

import pytest
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.people import Member
from sandbox.refusals import Unanswered
from sandbox.wire import Json
from tests.unit.sandbox.drawings import home, question
from tests.unit.sandbox.practising import SECRET, START, Arrival, Practice, practising


def refusing(practice: Practice, times: int) -> None:
    """Let the app answer 500 so many times, then 200."""
    left = iter([500] * times)

    async def answer(_: Arrival) -> Response:
        return Response(status_code=next(left, 200))

    practice.app.answer = answer


async def test_what_is_sent_is_signed_over_the_raw_body_in_real_time():
    async with practising(wall=lambda: 1_800_000_000) as practice:
        await practice.workspace.hand("U0AMIRA").say('Café & "tea" <now>')

    [arrival] = practice.app.arrivals
    signed = b"v0:1800000000:" + arrival.body
    expected = "v0=" + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    assert arrival.headers["x-slack-request-timestamp"] == "1800000000"
    assert arrival.headers["x-slack-signature"] == expected


async def test_a_typed_message_arrives_escaped_with_its_place_and_person(practice: Practice):
    said = await practice.workspace.hand("U0AMIRA").say("a < b & c > d")

    [arrival] = practice.app.arrivals
    event = arrival.payload["event"]
    assert arrival.payload["type"] == "event_callback"
    assert (event["type"], event["channel_type"], event["user"]) == ("message", "im", "U0AMIRA")
    assert (event["channel"], event["ts"]) == (said.channel, said.ts)
    assert event["text"] == "a &lt; b &amp; c &gt; d"
    assert event["blocks"][0]["elements"][0]["elements"][0]["text"] == "a < b & c > d"
    assert "bot_id" not in event


async def test_a_reply_in_a_thread_names_its_message(practice: Practice):
    posted = await practice.client.chat_postMessage(channel="U0AMIRA", text="A question")
    await practice.workspace.hand("U0AMIRA").say("Tea", thread_ts=posted["ts"])

    assert practice.app.events[-1]["thread_ts"] == posted["ts"]


async def test_the_apps_own_message_comes_back_with_its_bot_id_and_without_metadata(practice: Practice):
    posted = await practice.client.chat_postMessage(
        channel="U0AMIRA", text="A question", metadata={"event_type": "x", "event_payload": {"message": "1"}}
    )
    await practice.workspace.settled()

    [event] = practice.app.events
    assert (event["ts"], event["text"]) == (posted["ts"], "A question")
    assert event["bot_id"] == (await practice.client.auth_test())["bot_id"]
    assert "subtype" not in event
    assert "metadata" not in event


async def test_an_edit_comes_as_message_changed_with_both_states(practice: Practice):
    posted = await practice.client.chat_postMessage(channel="U0AMIRA", text="Before")
    await practice.client.chat_update(channel=posted["channel"], ts=posted["ts"], text="After")
    await practice.workspace.settled()

    event = practice.app.events[-1]
    assert event["subtype"] == "message_changed"
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("Before", "After")
    assert event["message"]["ts"] == posted["ts"] != event["ts"]


async def test_a_persons_edit_and_removal_are_told(practice: Practice):
    hand = practice.workspace.hand("U0AMIRA")
    said = await hand.say("Befor")
    await hand.edit(said.ts, "Before & after")
    await hand.remove(said.ts)

    events = practice.app.events
    assert [event.get("subtype") for event in events] == [None, "message_changed", "message_deleted"]
    assert events[1]["message"]["text"] == "Before &amp; after"
    assert events[2]["deleted_ts"] == said.ts
    assert hand.messages() == []


async def test_the_home_opens_without_a_view_the_first_time(practice: Practice):
    hand = practice.workspace.hand("U0AMIRA")
    await hand.open_home()
    await practice.client.views_publish(user_id="U0AMIRA", view=home())
    await hand.open_home()
    await hand.open_home("messages")

    first, second, third = practice.app.events
    assert (first["type"], first["tab"], "view" in first) == ("app_home_opened", "home", False)
    assert second["view"]["type"] == "home"
    assert (third["tab"], "view" in third) == ("messages", False)


async def test_changes_of_accounts_are_told(practice: Practice):
    practice.workspace.join(Member(id="U0NEW", name="Nia", real_name="Nia New"))
    practice.workspace.change("U0AMIRA", deleted=True)
    practice.workspace.change("U0BEN", zone="Europe/Dublin")
    await practice.workspace.settled()

    told = {(event["type"], event["user"]["id"]): event["user"] for event in practice.app.events}
    assert set(told) == {("team_join", "U0NEW"), ("user_change", "U0AMIRA"), ("user_change", "U0BEN")}
    assert told["user_change", "U0AMIRA"]["deleted"]
    assert told["user_change", "U0BEN"]["tz"] == "Europe/Dublin"


async def test_taking_the_app_away_is_told_in_both_ways_and_ends_its_token(practice: Practice):
    practice.workspace.uninstall()
    await practice.workspace.settled()

    assert {event["type"] for event in practice.app.events} == {"app_uninstalled", "tokens_revoked"}
    assert practice.workspace.token_error == "account_inactive"


async def test_only_what_the_app_subscribed_to_is_sent():
    async with practising(subscriptions={"app_home_opened"}) as practice:
        hand = practice.workspace.hand("U0AMIRA")
        await hand.say("Hello")
        await hand.open_home()

    assert [event["type"] for event in practice.app.events] == ["app_home_opened"]


async def test_an_unacknowledged_event_is_sent_again_at_once_then_after_one_and_five_minutes(
    practice: Practice,
):
    refusing(practice, 9)
    arrived = []

    await practice.workspace.hand("U0AMIRA").say("Hello")
    for minutes in (0, 0.9, 1, 4.9, 5, 60):
        practice.clock.advance_to(START + timedelta(minutes=minutes))
        await practice.workspace.settled()
        arrived.append(len(practice.app.arrivals))

    assert arrived == [2, 2, 3, 3, 4, 4]
    assert len({arrival.payload["event_id"] for arrival in practice.app.arrivals}) == 1
    assert len({arrival.body for arrival in practice.app.arrivals}) == 1
    assert [arrival.headers.get("x-slack-retry-num") for arrival in practice.app.arrivals] == [
        None,
        "1",
        "2",
        "3",
    ]
    assert practice.app.arrivals[1].headers["x-slack-retry-reason"] == "http_error"


async def test_retries_stop_once_one_is_acknowledged(practice: Practice):
    refusing(practice, 1)

    await practice.workspace.hand("U0AMIRA").say("Hello")
    practice.clock.advance_to(START + timedelta(hours=1))
    await practice.workspace.settled()

    assert len(practice.app.arrivals) == 2


async def test_an_app_may_decline_retries(practice: Practice):
    async def answer(_: Arrival) -> Response:
        return Response(status_code=500, headers={"X-Slack-No-Retry": "1"})

    practice.app.answer = answer
    await practice.workspace.hand("U0AMIRA").say("Hello")
    await practice.workspace.settled()

    assert len(practice.app.arrivals) == 1


async def test_a_retry_comes_while_the_first_is_still_running():
    async with practising(ack_timeout=0.05, retry_after=(0.0,)) as practice:
        release = asyncio.Event()
        running: list[int] = []

        async def answer(_: Arrival) -> Response:
            running.append(1)
            if len(running) == 1:
                await release.wait()
            else:
                release.set()
            return Response()

        practice.app.answer = answer
        await practice.workspace.hand("U0AMIRA").say("Hello")
        await practice.workspace.settled()

        first, again = practice.app.arrivals

    assert first.payload["event_id"] == again.payload["event_id"]
    assert again.headers["x-slack-retry-reason"] == "http_timeout"


async def test_an_app_that_is_down_is_tried_again_when_it_is_back():
    async with practising(events_url="http://127.0.0.1:9/slack/events", retry_after=(60.0,)) as practice:
        await practice.workspace.hand("U0AMIRA").say("Hello")
        [exchange] = practice.workspace.exchanges

        assert exchange.status == "not reached"


@pytest.mark.parametrize("renamed", [False, True], ids=["one id", "ids of their own"])
async def test_an_event_comes_several_times_when_asked(practice: Practice, renamed: bool):
    practice.workspace.faults.on_event("renamed" if renamed else "repeated", copies=11)

    await practice.workspace.hand("U0AMIRA").say("Hello")
    await practice.workspace.settled()

    ids = {arrival.payload["event_id"] for arrival in practice.app.arrivals}
    assert len(practice.app.arrivals) == 11
    assert len(ids) == (11 if renamed else 1)
    assert len({event["ts"] for event in practice.app.events}) == 1
    assert not any("x-slack-retry-num" in arrival.headers for arrival in practice.app.arrivals)


async def test_an_event_comes_late_when_asked(practice: Practice):
    practice.workspace.faults.on_event("late", delay=timedelta(minutes=10))

    await practice.workspace.hand("U0AMIRA").say("First")
    await practice.workspace.hand("U0AMIRA").say("Second")
    await practice.workspace.settled()
    practice.clock.advance_to(START + timedelta(minutes=10))
    await practice.workspace.settled()

    assert [event["text"] for event in practice.app.events] == ["Second", "First"]


async def test_events_come_out_of_order_when_asked(practice: Practice):
    practice.workspace.faults.on_event("shuffled", times=3, copies=3)

    for words in ("one", "two", "three", "four"):
        await practice.workspace.hand("U0AMIRA").say(words)
    await practice.workspace.settled()

    assert [event["text"] for event in practice.app.events] == ["three", "two", "one", "four"]


async def test_held_events_go_out_when_nothing_more_comes(practice: Practice):
    practice.workspace.faults.on_event("shuffled", times=5, copies=5)

    await practice.workspace.hand("U0AMIRA").say("one")
    await practice.workspace.hand("U0AMIRA").say("two")
    await practice.workspace.settled()

    assert [event["text"] for event in practice.app.events] == ["two", "one"]


async def test_an_interaction_is_not_repeated(practice: Practice):
    refusing(practice, 1)
    await practice.client.chat_postMessage(channel="U0AMIRA", text="t", blocks=question())
    await practice.workspace.settled()
    refusing(practice, 1)
    before = len(practice.app.arrivals)

    with pytest.raises(Unanswered, match="HTTP 500"):
        await practice.workspace.hand("U0AMIRA").press(
            practice.workspace.hand("U0AMIRA").messages()[0], "Yes"
        )
    await practice.workspace.settled()

    assert len(practice.app.arrivals) == before + 1


@pytest.mark.parametrize("plain", [True, False])
async def test_the_app_proves_its_address(practice: Practice, plain: bool):
    async def answer(arrival: Arrival) -> Response:
        challenge: Json = {"challenge": arrival.payload["challenge"]}
        return PlainTextResponse(challenge["challenge"]) if plain else JSONResponse(challenge)

    practice.app.answer = answer

    assert await practice.workspace.verify_url()
    assert "x-slack-signature" in practice.app.arrivals[0].headers


async def test_an_app_that_does_not_prove_its_address_is_not_taken(practice: Practice):
    assert not await practice.workspace.verify_url()


async def test_the_exchanges_are_kept_and_bounded():
    async with practising(exchanges_kept=3) as practice:
        for _ in range(5):
            await practice.client.auth_test()
        await practice.workspace.hand("U0AMIRA").say("Hello")

    kept = list(practice.workspace.exchanges)
    assert [(each.number, each.direction, each.kind, each.status) for each in kept] == [
        (4, "in", "auth.test", "ok"),
        (5, "in", "auth.test", "ok"),
        (6, "out", "message", "200"),
    ]
