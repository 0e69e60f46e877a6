"""Digests: windows by the size of the team, published once for everybody, frozen for good."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.workspace import Member
from tests.acting import NOTICE, SHOWN, press, reflect, view_text
from tests.examples import TWELVE, agreed, members
from tests.windows import (
    ASKED_ONCE,
    BEFORE_THE_WINDOW,
    FORTNIGHT_PUBLISHED,
    FOUR_WEEKS_PUBLISHED,
    LATEST,
    QUESTION_AT,
    TEAM,
    WINDOW_BEGINS,
    all_reply,
    figures,
    frozen,
    questioned,
    signed_in,
    token,
)
from tests.wire import Wire, joined

SECOND = timedelta(seconds=1)
ALL_WITHHELD = {key: {"shown": False} for key in ("used", "could_not", "very_full_weeks", "barriers")}


@pytest.mark.parametrize(
    ("size", "last_on", "published_at"),
    [
        (6, "2027-01-03", FOUR_WEEKS_PUBLISHED),
        (7, "2027-01-03", FOUR_WEEKS_PUBLISHED),
        (9, "2027-01-03", FOUR_WEEKS_PUBLISHED),
        (10, "2026-12-20", FORTNIGHT_PUBLISHED),
    ],
)
async def test_a_team_has_the_window_of_its_size(
    ready_url: str, size: int, last_on: str, published_at: datetime
):
    async with joined(ready_url, at=BEFORE_THE_WINDOW) as wire:
        await wire.apply(agreed(*TWELVE[:size], rhythm=ASKED_ONCE))
        await wire.jump(WINDOW_BEGINS)
        await wire.jump(published_at - SECOND)
        told = await wire.hand("U0SUP").command("/digest")
        assert told is not None
        assert (
            f"The first is due on {published_at:%A} {published_at.day} {published_at:%B %Y}" in told["text"]
        )
        assert wire.messages("U0SUP", NOTICE) == []

        await wire.jump(published_at)

        digest = json.loads(await frozen(wire))
        assert (digest["from"], digest["to"]) == ("2026-12-07", last_on)
        assert datetime.fromisoformat(digest["published_at"]) == published_at
        assert len(wire.messages("U0SUP", NOTICE)) == 1
        assert len(wire.messages(TWELVE[0], NOTICE)) == 1


async def test_a_bank_holiday_moves_publication_to_the_next_working_day(ready_url: str):
    easter_monday = datetime(2027, 3, 29, 8, 30, tzinfo=UTC)
    async with joined(ready_url, at=datetime(2027, 3, 12, 9, 0, tzinfo=UTC)) as wire:
        await wire.apply(agreed(*TWELVE, rhythm=ASKED_ONCE))
        await wire.jump(datetime(2027, 3, 15, 8, 0, tzinfo=UTC))
        await wire.jump(easter_monday)
        assert (await wire.browser.get(LATEST, headers=await token(wire))).status_code == 404

        await wire.jump(easter_monday + timedelta(days=1) - SECOND)
        assert (await wire.browser.get(LATEST, headers=await token(wire))).status_code == 404
        await wire.jump(easter_monday + timedelta(days=1))
        assert json.loads(await frozen(wire))["to"] == "2027-03-28"


async def test_many_ticks_on_many_replicas_publish_one_digest_and_tell_of_it_once(ready_url: str):
    async with questioned(ready_url) as wire:
        await all_reply(wire, *TWELVE[:6])
        wire.clock.advance_to(FORTNIGHT_PUBLISHED)
        await asyncio.gather(*(wire.inrole.jobs.tick("digest") for _ in range(4)))
        await wire.tick()
        first = await frozen(wire)
        await wire.jump(FORTNIGHT_PUBLISHED + timedelta(minutes=5))
        await wire.jump(FORTNIGHT_PUBLISHED + timedelta(days=1))

        listed = await wire.browser.get(f"/api/v1/teams/{TEAM}/digests", headers=await token(wire))
        assert len(listed.json()["digests"]) == 1
        assert await frozen(wire) == first
        assert {len(wire.messages(person, NOTICE)) for person in (*TWELVE, "U0SUP", "U0MAN")} == {1}


ANOTHER_TEAM = """
[[teams]]
name = "Project"
practitioners = [{0}]

[[teams.rhythms]]
name = "Project question"
pack = "pulse"
on = ["tue"]
at = "09:30"
spread_minutes = 0
starts_on = 2026-12-08
ends_on = 2026-12-08
"""


async def test_what_another_team_asked_counts_in_no_figure_of_this_one(ready_url: str):
    names = ", ".join(f'"{slack}"' for slack in TWELVE)
    async with joined(ready_url, at=BEFORE_THE_WINDOW) as wire:
        await wire.apply(agreed(*TWELVE, starts_on="2027-03-02") + ANOTHER_TEAM.format(names).encode())
        await wire.jump(WINDOW_BEGINS)
        await wire.jump(QUESTION_AT)
        await all_reply(wire)
        await wire.jump(FORTNIGHT_PUBLISHED)

        assert await figures(wire) == ALL_WITHHELD


async def test_a_figure_not_shown_has_nothing_else_whatever_the_cause(ready_url: str):
    async with questioned(ready_url) as wire:
        await all_reply(wire, *TWELVE[:4], used="Came up, couldn't", pressure="not safe to carry")
        await wire.jump(FORTNIGHT_PUBLISHED)

        digest = json.loads(await frozen(wire))
        assert digest["figures"] == ALL_WITHHELD
        assert len(digest["questions"]) == 2
        assert "too few people could be counted" in digest["withheld"]


async def test_a_team_of_six_has_no_figures_and_has_what_people_showed_and_two_questions(ready_url: str):
    six = TWELVE[:6]
    async with questioned(ready_url, *six) as wire:
        await all_reply(wire, *six)
        await reflect(wire, six[0], {"What": "The kettle first."}, share=SHOWN, button="Add a line")
        await wire.jump(FOUR_WEEKS_PUBLISHED)

        digest = json.loads(await frozen(wire))
        assert digest["figures"] == ALL_WITHHELD
        assert len(digest["questions"]) == 2
        hand = wire.hand("U0SUP")
        answer = await hand.command("/digest")
        assert answer is not None
        await hand.press(hand.messages()[-1], "Open here")
        assert "The kettle first." in view_text(wire, "U0SUP")
        assert digest["questions"][0] in view_text(wire, "U0SUP")
        page = await (await signed_in(wire, "U0SUP")).get(f"/teams/{TEAM}/digests/latest")
        assert "The kettle first." in page.text


async def test_barriers_are_named_by_many_and_never_by_few(ready_url: str):
    async with questioned(ready_url) as wire:
        for person in TWELVE:
            await press(wire, person, "Came up, couldn't")
            await press(wire, person, "steady")
            await press(wire, person, "What got in the way?")
            rare = ["agency"] if person in TWELVE[:2] else []
            wire.hand(person).fill("field:barriers", ["time", *rare])
            assert await wire.hand(person).submit() is None
        await wire.jump(FORTNIGHT_PUBLISHED)

        found = await figures(wire)
        assert found["barriers"] == {"shown": True, "named": ["Not enough time"]}
        assert found["could_not"] == {"shown": True, "band": "most"}
        assert found["used"] == {"shown": True, "band": "few"}


async def test_what_happens_after_publication_recomputes_nothing(ready_url: str):
    seven = TWELVE[:7]
    twice = "every_weeks = 4\nends_on = 2027-01-05"
    async with joined(ready_url, at=BEFORE_THE_WINDOW) as wire:
        await wire.apply(agreed(*seven, rhythm=twice, starts_on="2026-12-08"))
        await wire.jump(WINDOW_BEGINS)
        await wire.jump(QUESTION_AT)
        await all_reply(wire, *seven)
        await reflect(wire, seven[0], {"What": "By the window."}, share=SHOWN, button="Add a line")
        await wire.jump(datetime(2026, 12, 29, 9, 0, tzinfo=UTC))
        await wire.apply(agreed(*seven[:6], rhythm=twice, starts_on="2026-12-08"))
        await wire.jump(FOUR_WEEKS_PUBLISHED)
        first = await frozen(wire)
        assert json.loads(first)["figures"]["used"] == {"shown": True, "band": "most"}

        await wire.inrole.flows.sharing.withdraw(seven[0], await the_shared(wire, seven[0]))
        await press(wire, seven[1], "Change")
        await press(wire, seven[1], "Didn't come up")
        raised = agreed(*seven[:6], rhythm=twice, starts_on="2026-12-08", service="minimum_group = 9")
        await wire.apply(raised)
        assert await frozen(wire) == first

        await wire.jump(datetime(2027, 1, 5, 9, 30, tzinfo=UTC))
        await all_reply(wire, *seven[:6])
        await wire.jump(datetime(2027, 2, 1, 9, 30, tzinfo=UTC))
        assert json.loads(await frozen(wire))["to"] == "2027-01-31"
        assert await figures(wire) == ALL_WITHHELD
        assert await frozen(wire, f"/api/v1/teams/{TEAM}/digests/2027-01-03") == first


@pytest.mark.parametrize(
    ("joined_on", "first_due"),
    [(9, FORTNIGHT_PUBLISHED), (10, FOUR_WEEKS_PUBLISHED)],
    ids=["known for 28 days", "known for 27 days"],
)
async def test_a_late_joiner_counts_once_known_for_four_weeks(
    ready_url: str, joined_on: int, first_due: datetime
):
    async with joined(ready_url, at=datetime(2026, 11, 8, 9, 0, tzinfo=UTC)) as wire:
        await wire.apply(agreed(*TWELVE[:9], rhythm="ends_on = 2026-11-25"))
        wire.clock.advance_to(datetime(2026, 11, joined_on, 12, 0, tzinfo=UTC))
        await wire.apply(agreed(*TWELVE[:10], rhythm="ends_on = 2026-11-25"))
        await wire.jump(BEFORE_THE_WINDOW)
        await wire.jump(datetime(2026, 12, 7, 10, 0, tzinfo=UTC))

        listed = await wire.browser.get("/api/v1/teams", headers=await token(wire))
        due = datetime.fromisoformat(listed.json()["teams"][0]["next_digest_at"])
        assert due == first_due


async def test_who_left_their_post_before_the_notice_could_leave_is_told_no_figure(ready_url: str):
    afternoons = '[[people]]\nslack = "U0SUP"\nhours = "13:00-17:00"\n\n[[teams]]'
    written = agreed(*TWELVE, rhythm=ASKED_ONCE).replace(b"[[teams]]", afternoons.encode())
    async with joined(ready_url, at=BEFORE_THE_WINDOW) as wire:
        await wire.apply(written)
        for moment in (WINDOW_BEGINS, WINDOW_BEGINS + timedelta(hours=6), QUESTION_AT):
            await wire.jump(moment)
        await all_reply(wire)
        await wire.jump(FORTNIGHT_PUBLISHED)
        assert [len(wire.messages(person, NOTICE)) for person in ("U0MAN", "U0SUP")] == [1, 0]

        await wire.apply(written.replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0LEAD"]'))
        await wire.jump(FORTNIGHT_PUBLISHED + timedelta(hours=4))

        assert wire.messages("U0SUP", NOTICE) == []


async def test_people_who_only_read_count_for_nobody(ready_url: str):
    people = [*members(), Member(id="U0GUY", name="Guy", real_name="Guy Example", guest=True)]
    async with joined(ready_url, at=BEFORE_THE_WINDOW, people=people) as wire:
        await wire.apply(agreed(*TWELVE[:8], "U0GUY", "U0SUP", rhythm=ASKED_ONCE))
        await wire.jump(WINDOW_BEGINS)

        listed = await wire.browser.get("/api/v1/teams", headers=await token(wire))
        due = datetime.fromisoformat(listed.json()["teams"][0]["next_digest_at"])
        assert due == FOUR_WEEKS_PUBLISHED


async def the_shared(wire: Wire, person: str) -> str:
    (kept,) = (await wire.inrole.flows.journalling.mine(person)).kept
    return kept.reflection


async def test_an_answer_changed_between_closing_and_publishing_counts_as_it_stood(ready_url: str):
    async with questioned(ready_url) as wire:
        await all_reply(wire)
        await wire.jump(FORTNIGHT_PUBLISHED - timedelta(hours=1))

        for person in TWELVE:
            await press(wire, person, "Change")
            await press(wire, person, "Didn't come up")
        await wire.jump(FORTNIGHT_PUBLISHED)

        assert (await figures(wire))["used"] == {"shown": True, "band": "most"}


async def test_a_barrier_taken_back_before_closing_and_ticked_again_after_it_is_not_in_that_digest(
    ready_url: str,
):
    async with questioned(ready_url) as wire:
        await all_reply(wire, used="Came up, couldn't")
        for boxes in (["time"], []):
            for person in TWELVE:
                await tick(wire, person, boxes)
        await wire.jump(FORTNIGHT_PUBLISHED - timedelta(hours=1))
        for person in TWELVE:
            await tick(wire, person, ["time"])
        await wire.jump(FORTNIGHT_PUBLISHED)

        assert (await figures(wire))["barriers"] == {"shown": True, "named": []}


async def test_a_barrier_taken_back_only_after_closing_and_ticked_again_stays_in_that_digest(ready_url: str):
    async with questioned(ready_url) as wire:
        await all_reply(wire, used="Came up, couldn't")
        for person in TWELVE:
            await tick(wire, person, ["time"])
        await wire.jump(FORTNIGHT_PUBLISHED - timedelta(hours=1))
        for boxes in ([], ["time"]):
            for person in TWELVE:
                await tick(wire, person, boxes)
        await wire.jump(FORTNIGHT_PUBLISHED)

        assert (await figures(wire))["barriers"] == {"shown": True, "named": ["Not enough time"]}


async def tick(wire: Wire, person: str, boxes: list[str]) -> None:
    """Let what got in the way be these boxes and no others."""
    await press(wire, person, "What got in the way?")
    wire.hand(person).fill("field:barriers", boxes)
    assert await wire.hand(person).submit() is None
