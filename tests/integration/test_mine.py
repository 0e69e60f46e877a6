"""What is one's own, on its pages: found, read, shared, drafted from, deleted, and never anybody else's."""

import asyncio
import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx2
import pytest

from bot.flows.journalling import LOOKED_THROUGH
from bot.flows.keeping import FormOf, Written
from storage import reflections
from storage.database import open_database
from storage.tables import Reflection, metadata
from tests.acting import ASKED_AT, asked, press, rows, view_text, write
from tests.wire import Wire

AMIRA, BEN, SUNITA = "U0AMIRA", "U0BEN", "U0SUP"
JOURNAL = "/me/journal"
VISIT = ("home-visit", "a-real-choice")


async def signed_in(wire: Wire, person: str) -> httpx2.AsyncClient:
    link = await wire.inrole.flows.entering.make_link(person, "/me")
    browser = await wire.new_browser()
    assert (await browser.post(link.removeprefix(wire.address))).status_code == 303
    return browser


async def keep(
    wire: Wire,
    person: str,
    lines: dict[str, str],
    *,
    prompt: tuple[str, str] = ("", ""),
    share: str | None = None,
    reader: str | None = None,
    barriers: Sequence[str] = (),
) -> str:
    """Keep a reflection as the form does, and return its id."""
    form = f"form-{len(await rows(wire, 'SELECT id FROM reflection'))}-{person}"
    about = FormOf(form=form, occurrence=None, pack=prompt[0], prompt=prompt[1])
    choices = {"barriers": barriers} if barriers else {}
    written = Written(lines=lines, choices=choices, share=share, reader=reader)
    await wire.inrole.flows.reflecting.keep(person, about, written, key=f"key-{form}")
    ((reflection,),) = await rows(wire, f"SELECT id FROM reflection WHERE form = '{form}'")
    return str(reflection)


async def answered(wire: Wire, person: str, share: str, line: str) -> httpx2.AsyncClient:
    """Let a peer open what was shared with them and write one line back; return their browser."""
    browser = await signed_in(wire, person)
    assert (await browser.get(f"/shared/{share}")).status_code == 200
    sent = await browser.post(f"/shared/{share}/line", data={"line": line, "key": "once"})
    assert sent.status_code == 303
    return browser


async def mine_in_slack(wire: Wire) -> str:
    hand = wire.hand(AMIRA)
    await hand.open_home()
    await hand.press_home("Show")
    said = view_text(wire, AMIRA)
    await hand.close_view()
    return said


def listed(page: httpx2.Response) -> list[str]:
    """Return the reflections a page of the journal lists, in order."""
    assert page.status_code == 200
    return re.findall(rf'href="{JOURNAL}/(\w+)"', page.text)


async def everything(wire: Wire) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but those of page sessions, which note that they are used."""
    told = {}
    for name in sorted(set(metadata.tables) - {"page_session"}):
        told[name] = sorted(await rows(wire, f'SELECT * FROM "{name}"'), key=repr)
    return told


async def seal_in(wire: Wire, owner: str, field: str, words: str) -> None:
    """Seal words as they are, as an older guard may have let them pass."""
    ground = wire.inrole.flows.ground
    async with ground.writing.begin() as session:
        await reflections.write_words(
            session,
            ground.seal,
            workspace=ground.workspace,
            owner=owner,
            lines={field: words},
            now=wire.clock(),
        )


def the_files(url: str) -> bytes:
    """Return every byte of a SQLite database and its log; none of PostgreSQL's, which keeps its own files."""
    if not url.startswith("sqlite"):
        return b""
    path = Path(url.removeprefix("sqlite+aiosqlite:///"))
    found = b"".join(part.read_bytes() for part in path.parent.glob(f"{path.name}*"))
    assert found
    return found


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


async def test_what_is_deleted_is_gone_with_all_that_hung_on_it_and_the_plan_stays(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        lines = {"What": "We sat in the garden.", "if": "it rains", "then": "ask about the kitchen"}
        kept = await keep(wire, AMIRA, lines, share="peer", reader=BEN, barriers=("time",))
        other = await keep(wire, AMIRA, {"What": "This one stays."}, share="team")
        ((share,),) = await rows(wire, "SELECT id FROM share WHERE audience = 'peer'")
        ben = await answered(wire, BEN, share, "Thank you for this.")
        sealed = await rows(wire, f"SELECT sealed FROM words WHERE owner IN ('{kept}', '{share}')")
        amira = await signed_in(wire, AMIRA)

        assert "Keep the plan" in (await amira.get(f"{JOURNAL}/{kept}/delete")).text
        answer = await amira.post(f"{JOURNAL}/{kept}/delete", data={"plan": "keep"})

        assert answer.headers["location"] == f"{JOURNAL}?done=deleted"
        assert await rows(wire, "SELECT id FROM reflection") == [(other,)]
        assert await rows(wire, "SELECT reflection, audience FROM share") == [(other, "team")]
        assert await rows(wire, "SELECT share FROM opening") == []
        assert await rows(wire, "SELECT code FROM got_in_the_way WHERE unticked_at IS NULL") == []
        assert await rows(wire, "SELECT reflection, state FROM commitment") == [(None, "live")]
        assert "ask about the kitchen" in (await amira.get("/me")).text
        assert (await amira.get(f"{JOURNAL}/{kept}")).status_code == 404
        assert (await ben.get(f"/shared/{share}")).status_code == 404
        assert len(sealed) == 2
        assert [bytes(words) for (words,) in sealed if bytes(words) in the_files(ready_url)] == []


async def test_deleting_twice_at_once_while_a_peer_opens_and_answers_leaves_nothing(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        kept = await keep(wire, AMIRA, {"What": "We sat in the garden."}, share="peer", reader=BEN)
        ((share,),) = await rows(wire, "SELECT id FROM share")
        amira, ben = await signed_in(wire, AMIRA), await signed_in(wire, BEN)

        answers = await asyncio.gather(
            ben.get(f"/shared/{share}"),
            amira.post(f"{JOURNAL}/{kept}/delete"),
            amira.post(f"{JOURNAL}/{kept}/delete"),
            ben.post(f"/shared/{share}/line", data={"line": "Thank you for this.", "key": "once"}),
        )

        opened, first, second, line = (answer.status_code for answer in answers)
        assert sorted((first, second)) == [303, 404]
        assert (opened, line) in {(before, after) for before in (200, 404) for after in (303, 404)}
        for table in ("reflection", "share", "opening", "words"):
            assert await rows(wire, f"SELECT * FROM {table}") == []


async def test_the_plan_goes_too_where_that_was_chosen(ready_url: str):
    async with asked(ready_url) as wire:
        lines = {"What": "We sat in the garden.", "if": "it rains", "then": "ask about the kitchen"}
        kept = await keep(wire, AMIRA, lines)
        amira = await signed_in(wire, AMIRA)

        await amira.post(f"{JOURNAL}/{kept}/delete", data={"plan": "delete"})

        for table in ("reflection", "commitment", "words"):
            assert await rows(wire, f"SELECT * FROM {table}") == []


async def test_a_line_on_the_teams_card_goes_with_its_reflection(ready_url: str):
    async with asked(ready_url) as wire:
        kept = await keep(wire, AMIRA, {"What": "We sat in the garden."}, share="team")
        element = "offering-a-real-choice"
        await wire.inrole.flows.carding.add(AMIRA, "assessment-north", element, kept, 0)
        assert len(await rows(wire, "SELECT * FROM card_line")) == 1
        amira = await signed_in(wire, AMIRA)

        await amira.post(f"{JOURNAL}/{kept}/delete")

        assert await rows(wire, "SELECT * FROM card_line") == []
        card = await amira.get(f"/teams/assessment-north/cards/{element}")
        assert card.status_code == 200
        assert "garden" not in card.text


async def test_what_is_not_finished_stands_apart_goes_on_and_goes_after_a_week(ready_url: str):
    async with asked(ready_url) as wire:
        kept = await keep(wire, AMIRA, {"What": "A whole one."})
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "Half a thought."})
        await wire.hand(AMIRA).submit()
        await wire.hand(AMIRA).close_view()
        amira = await signed_in(wire, AMIRA)

        page = (await amira.get(JOURNAL)).text
        assert "kept until 1 December 2026" in page
        assert "Half a thought." in page
        onward = re.search(r'href="(/reflect/forms/\w+/0)"', page)
        assert onward
        assert "Half a thought." in (await amira.get(onward[1])).text
        assert listed(await amira.post(JOURNAL, data={"words": "thought"})) == []
        ((draft,),) = await rows(wire, "SELECT id FROM reflection WHERE state = 'draft'")
        assert (await amira.post("/me/cpd", data={"reflection": draft})).status_code == 404
        assert "Half a thought." not in await mine_in_slack(wire)

        await wire.jump(ASKED_AT + timedelta(days=6, hours=23))
        assert sorted(await rows(wire, "SELECT state FROM reflection")) == [("draft",), ("kept",)]
        await wire.jump(ASKED_AT + timedelta(days=7, minutes=11))
        assert await rows(wire, "SELECT id FROM reflection") == [(kept,)]
        assert await rows(wire, "SELECT owner FROM words") == [(kept,)]


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


async def test_a_cpd_draft_masks_carries_plan_and_peer_and_is_kept_nowhere(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        lines = {
            "What": "I rang 01632 960123 and Grace chose the garden.",
            "So what": "Waiting was the choice.",
            "if": "it rains",
            "then": "ask about the kitchen",
        }
        kept = await keep(wire, AMIRA, lines | {"What": "Nothing yet."})
        await seal_in(wire, kept, "What", lines["What"])
        amira = await signed_in(wire, AMIRA)
        await wire.inrole.flows.sharing.share(AMIRA, kept, "peer", BEN, key="k1")
        ((share,),) = await rows(wire, "SELECT id FROM share")
        await answered(wire, BEN, share, "You gave it time.")
        before = await everything(wire)
        chosen = {"reflection": kept, "plans": "yes", "peer": "yes"}

        page = (await amira.post("/me/cpd", data=chosen)).text
        files = {
            kind: (await amira.post(f"/me/cpd/{kind}", data=chosen)).content
            for kind in ("docx", "pdf", "txt")
        }

        with ZipFile(io.BytesIO(files["docx"])) as packed:
            word = packed.read("word/document.xml").decode()
        for said in (page, word, files["txt"].decode("utf-8-sig")):
            assert "Waiting was the choice." in said
            assert "ask about the kitchen" in said
            assert "You gave it time." in said
            assert "A colleague, social worker" in said
            assert "960123" not in said
            assert "Grace" not in said
            assert "chose the garden" in said
        assert files["pdf"].startswith(b"%PDF-")
        assert await everything(wire) == before
        assert "garden" not in wire.log.getvalue()


@pytest.mark.parametrize(
    ("on", "kept_on", "is_said"),
    [
        (date(2026, 11, 27), date(2026, 11, 25), True),
        (date(2026, 12, 2), date(2026, 11, 25), False),
        (date(2027, 9, 1), date(2027, 6, 1), True),
        (date(2027, 9, 1), date(2026, 11, 25), False),
    ],
    ids=["November", "December", "September", "last year's"],
)
async def test_a_piece_is_offered_in_its_season_for_three_of_this_year(
    tmp_path: Path, on: date, kept_on: date, is_said: bool
):
    url = f"sqlite+aiosqlite:///{tmp_path / 'season.db'}"
    database = open_database(url)
    await database.migrate()
    await database.close()
    async with asked(url) as wire:
        wire.clock.advance_to(datetime(kept_on.year, kept_on.month, kept_on.day, 12, tzinfo=UTC))
        for _ in range(3):
            await keep(wire, AMIRA, {"What": "We waited."})
        wire.clock.advance_to(datetime(on.year, on.month, on.day, 12, tzinfo=UTC))

        page = (await (await signed_in(wire, AMIRA)).get("/me")).text

        assert ("three reflections that could become a CPD piece" in page) is is_said


async def test_everything_is_erased_from_ones_page_and_the_session_with_it(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await keep(wire, AMIRA, {"What": "We sat in the garden."})
        amira = await signed_in(wire, AMIRA)
        packed = await amira.post("/me/download")
        with ZipFile(io.BytesIO(packed.content)) as told:
            assert "We sat in the garden." in told.read("reflections.json").decode()

        erased = await amira.post("/me/erase")

        assert erased.status_code == 200
        assert await rows(wire, "SELECT * FROM reflection") == []
        assert await rows(wire, "SELECT * FROM words") == []
        assert (await amira.get("/me")).status_code == 401
