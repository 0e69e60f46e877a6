"""The Web API as the app meets it through its client and by hand."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.people import Member
from tests.unit.sandbox.drawings import actions, button, question, section
from tests.unit.sandbox.practising import TOKEN, Practice, practising

METADATA = {"event_type": "inrole_nudge", "event_payload": {"message": "a1"}}


async def error_of(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    assert caught.value.response.status_code == 200
    return str(caught.value.response["error"])


async def test_the_token_says_who_the_app_is(practice: Practice):
    answer = await practice.client.auth_test()

    assert answer["team_id"] == "T0NORTH"
    assert answer["user_id"] != answer["bot_id"]
    assert "chat:write" in answer.headers["x-oauth-scopes"]


@pytest.mark.parametrize(
    ("headers", "error"),
    [({}, "not_authed"), ({"Authorization": "Bearer xoxb-other"}, "invalid_auth")],
    ids=["no token", "another token"],
)
async def test_a_bad_token_is_refused_with_http_200(practice: Practice, headers: dict[str, str], error: str):
    async with practice.session.post(f"{practice.url}/api/auth.test", headers=headers) as answer:
        body = await answer.json()

    assert (answer.status, body) == (200, {"ok": False, "error": error})


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive"])
async def test_a_revoked_token_is_refused_until_the_app_is_installed_again(practice: Practice, error: str):
    practice.workspace.revoke(error)
    refused = await error_of(practice.client.auth_test())
    practice.workspace.reinstall()

    assert refused == error
    assert (await practice.client.auth_test())["ok"]


async def test_a_missing_scope_is_named():
    async with practising(scopes={"chat:write"}) as practice:
        with pytest.raises(SlackApiError) as caught:
            await practice.client.users_list()

    assert caught.value.response.data == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "chat:write",
    }


async def test_an_unknown_method_is_refused(practice: Practice):
    assert await error_of(practice.client.api_call("chat.shout")) == "unknown_method"


async def test_posting_to_a_person_answers_with_a_channel_that_is_not_their_id(practice: Practice):
    posted = await practice.client.chat_postMessage(channel="U0AMIRA", text="Hello")
    opened = await practice.client.conversations_open(users="U0AMIRA")
    again = await practice.client.chat_postMessage(channel=posted["channel"], text="Hello again")

    assert posted["channel"].startswith("D")
    assert posted["channel"] == opened["channel"]["id"] == again["channel"]


async def test_channel_ids_are_the_same_in_every_run():
    channels = []
    for _ in range(2):
        async with practising() as practice:
            channels.append((await practice.client.conversations_open(users="U0BEN"))["channel"]["id"])

    assert channels[0] == channels[1]


async def test_time_stamps_are_strings_that_grow_in_a_channel_while_the_clock_stands(practice: Practice):
    stamps = [
        (await practice.client.chat_postMessage(channel="U0AMIRA", text=str(n)))["ts"] for n in range(4)
    ]
    elsewhere = (await practice.client.chat_postMessage(channel="U0BEN", text="0"))["ts"]

    assert all(isinstance(stamp, str) for stamp in stamps)
    assert stamps == sorted(set(stamps), key=float)
    assert elsewhere == stamps[0]


@pytest.mark.parametrize(
    ("method", "args", "error"),
    [
        ("chat.postMessage", {"channel": "C0NOWHERE", "text": "t"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0NOBODY", "text": "t"}, "channel_not_found"),
        ("chat.postMessage", {"channel": "U0ROBOT", "text": "t"}, "cannot_dm_bot"),
        ("chat.postMessage", {"text": "t"}, "invalid_arguments"),
        ("chat.postMessage", {"channel": "U0AMIRA", "text": "t", "colour": "red"}, "invalid_arguments"),
        ("chat.update", {"channel": "U0AMIRA", "ts": "1.2", "text": "t"}, "channel_not_found"),
        ("chat.delete", {"channel": "U0AMIRA", "ts": "1.2"}, "channel_not_found"),
        ("conversations.open", {"users": "U0NOBODY"}, "user_not_found"),
        ("conversations.open", {"users": "U0LEFT"}, "user_disabled"),
        ("conversations.open", {"users": "U0AMIRA,U0BEN"}, "missing_scope"),
        ("conversations.open", {}, "users_list_not_supplied"),
        ("conversations.history", {"channel": "D0NOWHERE"}, "channel_not_found"),
        ("users.info", {"user": "U0NOBODY"}, "user_not_found"),
        ("users.list", {"cursor": "nonsense"}, "invalid_cursor"),
        ("users.list", {"cursor": "bmV4dF90czox"}, "invalid_cursor"),
        ("users.list", {"limit": "many"}, "invalid_limit"),
        ("users.list", {"limit": "-1"}, "invalid_limit"),
        ("views.publish", {"user_id": "U0NOBODY", "view": {"type": "home", "blocks": []}}, "user_not_found"),
    ],
)
async def test_what_is_not_there_is_refused(
    practice: Practice, method: str, args: dict[str, Any], error: str
):
    assert await error_of(practice.client.api_call(method, json=args)) == error


async def test_a_deactivated_person_keeps_a_channel_and_posting_says_ok(practice: Practice):
    answer = await practice.client.chat_postMessage(channel="U0LEFT", text="Hello")

    assert answer["ok"]


async def test_an_edit_needs_the_channel_and_shows_in_its_place(practice: Practice):
    posted = await practice.client.chat_postMessage(channel="U0AMIRA", text="Before", blocks=question())

    await practice.client.chat_update(channel=posted["channel"], ts=posted["ts"], text="After")

    seen = practice.workspace.hand("U0AMIRA").messages()
    assert [(message.ts, message.text, message.blocks) for message in seen] == [(posted["ts"], "After", [])]


async def test_only_the_apps_own_messages_can_be_edited_or_deleted(practice: Practice):
    said = await practice.workspace.hand("U0AMIRA").say("Mine")
    client, channel, ts = practice.client, said.channel, said.ts

    assert await error_of(client.chat_update(channel=channel, ts=ts, text="Yours")) == "cant_update_message"
    assert await error_of(client.chat_delete(channel=channel, ts=ts)) == "cant_delete_message"
    assert (
        await error_of(practice.client.chat_delete(channel=said.channel, ts="1.000001"))
        == "message_not_found"
    )


async def test_a_deleted_message_is_gone_from_sight_and_history(practice: Practice):
    posted = [await practice.client.chat_postMessage(channel="U0AMIRA", text=str(n)) for n in range(3)]

    await practice.client.chat_delete(channel=posted[1]["channel"], ts=posted[1]["ts"])

    history = await practice.client.conversations_history(channel=posted[0]["channel"])
    assert [message["text"] for message in history["messages"]] == ["2", "0"]
    assert [message.text for message in practice.workspace.hand("U0AMIRA").messages()] == ["0", "2"]


async def test_metadata_is_hidden_unless_asked_for(practice: Practice):
    posted = await practice.client.chat_postMessage(channel="U0AMIRA", text="A question", metadata=METADATA)
    plain = await practice.client.conversations_history(channel=posted["channel"])
    full = await practice.client.conversations_history(channel=posted["channel"], include_all_metadata=True)

    assert "metadata" not in plain["messages"][0]
    assert full["messages"][0]["metadata"] == METADATA


async def test_metadata_stays_through_an_edit_until_it_is_emptied(practice: Practice):
    posted = await practice.client.chat_postMessage(channel="U0AMIRA", text="A question", metadata=METADATA)
    place = {"channel": posted["channel"], "ts": posted["ts"]}

    await practice.client.chat_update(**place, text="Thanks")
    kept = practice.workspace.hand("U0AMIRA").messages()[0].metadata
    await practice.client.chat_update(**place, text="Thanks", metadata={})

    assert kept == METADATA
    assert practice.workspace.hand("U0AMIRA").messages()[0].metadata is None


async def test_history_comes_newest_first_in_pages_that_end(practice: Practice):
    channel = ""
    for number in range(7):
        channel = (await practice.client.chat_postMessage(channel="U0AMIRA", text=str(number)))["channel"]

    texts: list[str] = []
    cursor: str | None = None
    while True:
        page = await practice.client.conversations_history(channel=channel, limit=3, cursor=cursor)
        texts += [message["text"] for message in page["messages"]]
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]

    assert texts == ["6", "5", "4", "3", "2", "1", "0"]


@pytest.mark.parametrize(
    ("inclusive", "texts"), [(False, ["2"]), (True, ["3", "2", "1"])], ids=["ends left out", "ends included"]
)
async def test_history_between_two_moments(practice: Practice, inclusive: bool, texts: list[str]):
    posted = [await practice.client.chat_postMessage(channel="U0AMIRA", text=str(n)) for n in range(5)]

    page = await practice.client.conversations_history(
        channel=posted[0]["channel"], oldest=posted[1]["ts"], latest=posted[3]["ts"], inclusive=inclusive
    )

    assert [message["text"] for message in page["messages"]] == texts


async def test_history_refuses_a_moment_that_is_none(practice: Practice):
    channel = (await practice.client.conversations_open(users="U0AMIRA"))["channel"]["id"]

    assert (
        await error_of(practice.client.conversations_history(channel=channel, oldest="noon"))
        == "invalid_ts_oldest"
    )
    assert (
        await error_of(practice.client.conversations_history(channel=channel, latest="noon"))
        == "invalid_ts_latest"
    )


async def test_a_person_without_a_zone_has_none_in_their_account(practice: Practice):
    with_zone = (await practice.client.users_info(user="U0AMIRA"))["user"]
    without = (await practice.client.users_info(user="U0BEN"))["user"]

    assert (with_zone["tz"], with_zone["tz_offset"]) == ("Europe/London", 0)
    assert "tz" not in without
    assert "tz_offset" not in without


async def test_the_list_has_guests_bots_leavers_strangers_and_slackbot():
    stranger = Member(id="W0ELSE", name="Else", real_name="Else Where", stranger=True)
    guest = Member(id="U0SOME", name="Some", real_name="Some Guest", guest=True)
    left = Member(id="U0LEFT", name="Leo", real_name="Leo Left", deleted=True)
    async with practising(members=[stranger, guest, left]) as practice:
        listed = (await practice.client.users_list())["members"]

    people = {account["id"]: account for account in listed}
    assert people["W0ELSE"]["is_stranger"]
    assert people["W0ELSE"]["team_id"] != "T0NORTH"
    assert (people["U0SOME"]["is_restricted"], people["U0SOME"]["is_ultra_restricted"]) == (True, False)
    assert people["U0LEFT"]["deleted"]
    assert "tz" not in people["U0LEFT"]
    assert people["U0INROLE"]["is_bot"]
    assert not people["USLACKBOT"]["is_bot"]


async def test_pages_of_people_may_be_short_and_only_an_empty_cursor_ends_them(practice: Practice):
    pages: list[list[str]] = []
    cursor: str | None = None
    while cursor != "":
        page = await practice.client.users_list(limit=8, cursor=cursor)
        pages.append([account["id"] for account in page["members"]])
        cursor = page["response_metadata"]["next_cursor"]

    everybody = [person for page in pages for person in page]
    assert everybody == list(practice.workspace.members)
    assert len(pages[0]) < 8
    assert pages[-1] == []


async def test_a_whisper_is_seen_by_its_person_and_in_no_history(practice: Practice):
    channel = (await practice.client.conversations_open(users="U0AMIRA"))["channel"]["id"]

    await practice.client.chat_postEphemeral(channel=channel, user="U0AMIRA", text="Between us")

    [seen] = practice.workspace.hand("U0AMIRA").messages()
    history = await practice.client.conversations_history(channel=channel)
    assert (seen.text, seen.ephemeral) == ("Between us", True)
    assert history["messages"] == []
    assert (
        await error_of(practice.client.chat_postEphemeral(channel=channel, user="U0BEN", text="t"))
        == "user_not_in_channel"
    )


@pytest.mark.parametrize("way", ["post query", "get query", "form", "json", "json with blocks as text"])
async def test_arguments_are_read_wherever_they_come(practice: Practice, way: str):
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    url = f"{practice.url}/api/"
    session = practice.session
    blocks = '[{"type": "divider"}]'
    calls = {
        "post query": lambda: session.post(url + "conversations.open?users=U0AMIRA", headers=bearer),
        "get query": lambda: session.get(url + f"users.info?user=U0AMIRA&token={TOKEN}"),
        "form": lambda: session.post(
            url + "chat.postMessage",
            data={"token": TOKEN, "channel": "U0AMIRA", "text": "t", "blocks": blocks},
        ),
        "json": lambda: session.post(
            url + "chat.postMessage",
            json={"channel": "U0AMIRA", "text": "t", "blocks": [{"type": "divider"}]},
            headers=bearer,
        ),
        "json with blocks as text": lambda: session.post(
            url + "chat.postMessage",
            json={"channel": "U0AMIRA", "text": "t", "blocks": blocks},
            headers=bearer,
        ),
    }

    async with calls[way]() as answer:
        body = await answer.json()

    assert body["ok"], body


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        ("application/json", b"{", "invalid_json"),
        ("application/json", b"[]", "json_not_object"),
        ("application/x-www-form-urlencoded", b"text=\xff\xfe", "invalid_charset"),
        ("text/csv", b"a,b", "invalid_post_type"),
        ("application/json", b'{"channel": "U0AMIRA", "text": "t", "blocks": "["}', "invalid_blocks_format"),
    ],
)
async def test_an_unreadable_body_is_refused(practice: Practice, kind: str, body: bytes, error: str):
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": kind}
    async with practice.session.post(
        f"{practice.url}/api/chat.postMessage", data=body, headers=headers
    ) as answer:
        told = await answer.json()

    assert (answer.status, told["error"]) == (200, error)


async def test_a_get_cannot_post(practice: Practice):
    url = f"{practice.url}/api/chat.postMessage?channel=U0AMIRA&text=t&token={TOKEN}"
    async with practice.session.get(url) as answer:
        body = await answer.json()

    assert body["error"] == "invalid_post_type"
    assert practice.workspace.hand("U0AMIRA").messages() == []


async def test_blocks_and_elements_get_ids_where_the_app_gave_none(practice: Practice):
    bare = actions({"type": "button", "text": {"type": "plain_text", "text": "Yes"}})
    del bare["block_id"]

    posted = await practice.client.chat_postMessage(
        channel="U0AMIRA", text="t", blocks=[section(), bare, actions(button("No", "no"))]
    )

    stored = posted["message"]["blocks"]
    ids = [block["block_id"] for block in stored]
    assert len(set(ids)) == 3
    assert stored[1]["elements"][0]["action_id"]
    assert stored[2]["elements"][0]["action_id"] == "no"
