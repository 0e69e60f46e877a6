"""What is one's own, on its pages: found, read and shared, and never anybody else's."""

import re
from datetime import UTC, datetime, timedelta

from bot.flows.journalling import LOOKED_THROUGH
from storage.tables import Reflection
from tests.acting import ASKED_AT, asked, rows
from tests.journals import (
    AMIRA,
    BEN,
    JOURNAL,
    SUNITA,
    VISIT,
    answered,
    everything,
    keep,
    listed,
    seal_in,
    signed_in,
)


async def test_the_journal_is_read_newest_first_and_by_the_page(ready_url: str):
    async with asked(ready_url) as wire:
        kept = []
        for number in range(23):
            wire.clock.advance_to(ASKED_AT + timedelta(hours=number + 1))
            kept.append(await keep(wire, AMIRA, {"What": f"Number {number}."}))
        browser = await signed_in(wire, AMIRA)

        first = await browser.get(JOURNAL)
        second = await browser.get(f"{JOURNAL}?page=2")
        beyond = await browser.get(f"{JOURNAL}?page=99")

        newest_first = kept[::-1]
        assert listed(first) == newest_first[:20]
        assert listed(second) == newest_first[20:]
        assert listed(beyond) == newest_first[20:]
        assert ("Older" in first.text, "Newer" in first.text) == (True, False)
        assert ("Older" in second.text, "Newer" in second.text) == (False, True)


async def test_dates_pathway_and_principle_narrow_the_journal(ready_url: str):
    async with asked(ready_url) as wire:
        visit = await keep(wire, AMIRA, {"What": "We sat in the garden."}, prompt=VISIT)
        wire.clock.advance_to(datetime(2026, 11, 26, 23, 30, tzinfo=UTC))
        free = await keep(wire, AMIRA, {"What": "A long day."})
        browser = await signed_in(wire, AMIRA)

        async def found(**asked_for: str) -> list[str]:
            return listed(await browser.get(JOURNAL, params=asked_for))

        assert await found() == [free, visit]
        assert await found(since="2026-11-25") == [free]
        assert await found(until="2026-11-25") == [visit]
        assert await found(since="2026-11-24", until="2026-11-24") == [visit]
        assert await found(since="2026-11-27") == []
        assert await found(pathway="visit") == [visit]
        assert await found(pathway="court") == []
        assert await found(principle="choice") == [visit]
        assert await found(principle="safety", pathway="visit") == []
        page = (await browser.get(JOURNAL)).text
        assert '<option value="visit">Visit</option>' in page
        assert '<option value="court">' not in page


async def test_words_are_found_exactly_where_they_stand_and_are_kept_nowhere(ready_url: str):
    written = {
        "What": ["We sat in the GARDEN.", "Tea first, then the café.", "Nothing to tell."],
        "if": ["", "", "the garden gate is shut"],
    }
    async with asked(ready_url, AMIRA, BEN) as wire:
        kept = {}
        for number, line in enumerate(written["What"]):
            wire.clock.advance_to(ASKED_AT + timedelta(hours=number + 1))
            plan = written["if"][number]
            lines = {"What": line} | ({"if": plan, "then": "knock at the back"} if plan else {})
            kept[number] = await keep(wire, AMIRA, lines)
        await keep(wire, BEN, {"What": "Another garden altogether."})
        browser = await signed_in(wire, AMIRA)
        before = await everything(wire)

        for sought, expected in {
            "garden": {0, 2},
            "THE garden.": {0},
            "cafe": {1},
            "tea first": {1},
            "back": {2},
            "altogether": set(),
            "zumbaliq": set(),
            "_": set(),
            "%": set(),
        }.items():
            page = await browser.post(JOURNAL, data={"words": sought})
            assert set(listed(page)) == {kept[number] for number in expected}, sought
            assert str(page.url).endswith(JOURNAL)

        assert await everything(wire) == before
        assert "zumbaliq" not in wire.log.getvalue()


async def test_of_a_very_long_journal_the_newest_are_looked_through_and_dates_reach_the_rest(ready_url: str):
    async with asked(ready_url) as wire:
        ground = wire.inrole.flows.ground
        async with ground.writing.begin() as session:
            session.add_all(
                Reflection(
                    workspace=ground.workspace,
                    id=f"r{number:04}",
                    person=AMIRA,
                    form=f"f{number}",
                    state="kept",
                    question="A question.",
                    kept_at=ASKED_AT - timedelta(days=number),
                )
                for number in range(LOOKED_THROUGH + 1)
            )
        for oldest in ("r0000", f"r{LOOKED_THROUGH:04}"):
            await seal_in(wire, oldest, "What", "We sat in the garden.")
        amira = await signed_in(wire, AMIRA)

        newest = await amira.post(JOURNAL, data={"words": "garden"})
        reached = await amira.post(JOURNAL, data={"words": "garden", "until": "2024-12-31"})

        assert listed(newest) == ["r0000"]
        assert "Older reflections than these may be there too." in newest.text
        assert listed(reached) == [f"r{LOOKED_THROUGH:04}"]
        assert "Older reflections" not in reached.text


async def test_a_reflection_opens_with_all_that_belongs_to_it(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        lines = {"What": "We sat in the garden.", "if": "it rains", "then": "ask about the kitchen"}
        kept = await keep(
            wire, AMIRA, lines, prompt=VISIT, share="peer", reader=BEN, barriers=("time", "agency")
        )
        ((share,),) = await rows(wire, "SELECT id FROM share")
        ben = await answered(wire, BEN, share, "Thank you for this.")
        amira = await signed_in(wire, AMIRA)

        page = (await amira.get(f"{JOURNAL}/{kept}")).text

        for words in (
            "We sat in the garden.",
            "ask about the kitchen",
            "Another agency; Not enough time.",
            "Shared with Ben",
            "opened 24 November 2026 at 09:30",
            'href="/cards/offering-a-real-choice"',
        ):
            assert words in page, words
        assert (await amira.post(f"{JOURNAL}/{kept}/withdraw", data={"share": share})).status_code == 303
        assert (await ben.get(f"/shared/{share}")).status_code == 404
        assert "withdrawn" in (await amira.get(f"{JOURNAL}/{kept}")).text


async def test_a_reflection_is_shared_from_its_page_once_however_often_it_is_sent(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        kept = await keep(wire, AMIRA, {"What": "We sat in the garden."})
        amira = await signed_in(wire, AMIRA)
        form = (await amira.get(f"{JOURNAL}/{kept}/share?to=agenda")).text
        key = re.search(r'name="key" value="(\w+)"', form)
        assert key
        assert re.search(r'value="agenda" checked', form)

        sent = {"audience": "peer", "colleague": BEN, "key": key[1]}
        for _ in range(2):
            assert (await amira.post(f"{JOURNAL}/{kept}/share", data=sent)).status_code == 303
        refused = await amira.post(f"{JOURNAL}/{kept}/share", data=sent | {"colleague": "", "key": "other"})

        assert await rows(wire, "SELECT audience, reader FROM share") == [("peer", BEN)]
        assert refused.status_code == 422
        assert "Choose a colleague first." in refused.text


async def test_somebody_elses_reflection_is_the_same_page_as_none(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        kept = await keep(wire, AMIRA, {"What": "We sat in the garden."}, share="team")
        ben = await signed_in(wire, BEN)
        sunita = await signed_in(wire, SUNITA)
        before = await everything(wire)

        for browser in (ben, sunita):
            for ending in ("", "/delete", "/share"):
                theirs = await browser.get(f"{JOURNAL}/{kept}{ending}")
                absent = await browser.get(f"{JOURNAL}/0123456789abcdef01234567{ending}")
                assert (theirs.status_code, theirs.text) == (404, absent.text)
            for way, sent in {
                f"{JOURNAL}/{kept}/delete": {},
                f"{JOURNAL}/{kept}/withdraw": {},
                f"{JOURNAL}/{kept}/share": {"audience": "team", "key": "k"},
                "/me/cpd": {"reflection": kept},
                "/me/cpd/txt": {"reflection": kept},
            }.items():
                assert (await browser.post(way, data=sent)).status_code == 404, way

        assert await everything(wire) == before
