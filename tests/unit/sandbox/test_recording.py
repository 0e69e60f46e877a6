"""The record of what the app asked for."""

import json
import stat
from pathlib import Path

from sandbox.wire import Json
from tests.unit.sandbox.drawings import home, question
from tests.unit.sandbox.practising import TOKEN, practising


def lines_of(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text().splitlines()]


async def test_each_request_is_one_line_with_its_json_read(tmp_path: Path):
    path = tmp_path / "requests.jsonl"
    metadata = {"event_type": "inrole_nudge", "event_payload": {"message": "a1"}}
    async with practising(record=path) as practice:
        await practice.client.chat_postMessage(
            channel="U0AMIRA", text="t", blocks=question(), metadata=metadata
        )
        await practice.session.post(
            f"{practice.url}/api/views.publish",
            data={"token": TOKEN, "user_id": "U0AMIRA", "view": json.dumps(home())},
        )
        await practice.client.users_info(user="U0AMIRA")

    posted, published, asked = lines_of(path)
    assert posted["method"] == "chat.postMessage"
    assert posted["http"] == "POST"
    assert posted["args"]["blocks"] == question()
    assert posted["args"]["metadata"] == metadata
    assert published["args"] == {"user_id": "U0AMIRA", "view": home()}
    assert (asked["method"], asked["http"], asked["args"]) == ("users.info", "GET", {"user": "U0AMIRA"})


async def test_a_refused_request_is_recorded_too(tmp_path: Path):
    path = tmp_path / "requests.jsonl"
    async with practising(record=path) as practice:
        await practice.session.post(f"{practice.url}/api/chat.shout", data={"token": TOKEN, "text": "t"})

    assert lines_of(path) == [{"method": "chat.shout", "http": "POST", "args": {"text": "t"}}]


async def test_the_record_is_its_owners_alone_and_never_has_the_token(tmp_path: Path):
    path = tmp_path / "requests.jsonl"
    path.touch(mode=0o644)
    async with practising(record=path) as practice:
        await practice.client.auth_test()
        await practice.session.post(f"{practice.url}/api/auth.test", json={"token": TOKEN})
        await practice.session.get(f"{practice.url}/api/users.info?user=U0AMIRA&token={TOKEN}")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(lines_of(path)) == 3
    assert TOKEN not in path.read_text()


async def test_a_record_is_continued(tmp_path: Path):
    path = tmp_path / "requests.jsonl"
    for _ in range(2):
        async with practising(record=path) as practice:
            await practice.client.auth_test()

    assert len(lines_of(path)) == 2
