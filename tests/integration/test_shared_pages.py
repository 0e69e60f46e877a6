"""Pages of sharing, with the real application: who opens what, a line back, and sharing later from Mine."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape

import httpx2

from tests.acting import NOTICE, asked, mine, reflect, rows, view_text
from tests.wire import Wire

AMIRA, BEN, SUNITA, MAREK = "U0AMIRA", "U0BEN", "U0SUP", "U0MAN"
WORDS = "We counted the stairs zumbaliq together."


@asynccontextmanager
async def kept(url: str) -> AsyncIterator[Wire]:
    """Give a wire on which Amira has kept a reflection and shared it with nobody."""
    async with asked(url, AMIRA, BEN) as wire:
        await reflect(wire, AMIRA, {"What": WORDS})
        yield wire


async def browser_of(wire: Wire, person: str) -> httpx2.AsyncClient:
    browser = await wire.new_browser()
    link = await wire.inrole.flows.entering.make_link(person, "/shared")
    assert (await browser.post(link)).status_code == 303
    return browser


async def shared(wire: Wire, audience: str = "peer", reader: str | None = BEN) -> str:
    """Share Amira's reflection and return the id of the share."""
    (reflection,) = (await rows(wire, "SELECT id FROM reflection"))[0]
    await wire.inrole.flows.sharing.share(AMIRA, reflection, audience, reader, key=f"{audience}:{reader}")
    (share,) = (await rows(wire, f"SELECT id FROM share WHERE audience = '{audience}'"))[0]
    return str(share)


def key_in(page: str) -> str:
    found = re.search(r'name="key" value="(\w+)"', page)
    assert found is not None
    return found[1]


async def test_the_list_names_who_and_when_and_the_words_open_one_by_one(ready_url: str):
    async with kept(ready_url) as wire:
        share = await shared(wire)
        ben = await browser_of(wire, BEN)

        listed = (await ben.get("/shared")).text
        assert "Amira, 24 November 2026" in listed
        assert "zumbaliq" not in listed
        assert await rows(wire, "SELECT share FROM opening") == []
        opened = (await ben.get(f"/shared/{share}")).text

        assert WORDS in unescape(opened)
        assert await rows(wire, "SELECT share FROM opening") == [(share,)]
        assert "24 November 2026 at 09:30" in await mine(wire, AMIRA)


async def test_what_is_brought_to_supervision_is_under_a_heading_of_its_own(ready_url: str):
    async with kept(ready_url) as wire:
        share = await shared(wire, "agenda", SUNITA)
        sunita = await browser_of(wire, SUNITA)

        assert "<h2>Brought to supervision</h2>" in (await sunita.get("/shared")).text
        opened = (await sunita.get(f"/shared/{share}")).text

        assert WORDS in unescape(opened)
        assert "<textarea" not in opened


async def test_absent_forbidden_and_withdrawn_read_alike(ready_url: str):
    async with kept(ready_url) as wire:
        share = await shared(wire)
        marek, amira, ben = [await browser_of(wire, person) for person in (MAREK, AMIRA, BEN)]
        absent = await marek.get("/shared/0123456789abcdef")

        forbidden, own = await marek.get(f"/shared/{share}"), await amira.get(f"/shared/{share}")
        line = await marek.post(f"/shared/{share}/line", data={"key": "k", "line": "Hello."})
        await wire.inrole.flows.sharing.withdraw_one(AMIRA, share)
        withdrawn = await ben.get(f"/shared/{share}")

        answers = (absent, forbidden, line, withdrawn, own)
        assert {answer.status_code for answer in answers} == {404}
        assert {answer.text for answer in answers} == {absent.text}
        assert "People can take back what they shared" in unescape(absent.text)
        assert await rows(wire, "SELECT share FROM opening") == []


async def test_signed_out_or_from_another_site_nothing_opens_or_is_sent(ready_url: str):
    async with kept(ready_url) as wire:
        share = await shared(wire)
        nobody, ben = await wire.new_browser(), await browser_of(wire, BEN)

        outside = await nobody.get(f"/shared/{share}")
        crossed = await ben.post(
            f"/shared/{share}/line",
            data={"key": "k", "line": "Hello."},
            headers={"sec-fetch-site": "cross-site"},
        )

        assert (outside.status_code, crossed.status_code) == (401, 403)
        assert "zumbaliq" not in outside.text
        assert await rows(wire, "SELECT replied_at FROM share") == [(None,)]


async def test_a_line_on_the_page_is_guarded_sent_once_and_told_to_the_writer(ready_url: str):
    async with kept(ready_url) as wire:
        share = await shared(wire)
        ben = await browser_of(wire, BEN)
        page = (await ben.get(f"/shared/{share}")).text
        line = {"key": key_in(page), "line": "Oluwaseun would have waited too."}

        asked_back = await ben.post(f"/shared/{share}/line", data=line)
        assert asked_back.status_code == 422
        assert "<strong>Oluwaseun</strong>" in asked_back.text
        assert await rows(wire, "SELECT replied_at FROM share") == [(None,)]
        changed = line | {"line": "I would have waited too.", "names": "change"}
        sent = [await ben.post(f"/shared/{share}/line", data=changed) for _ in range(2)]
        again = await ben.post(f"/shared/{share}/line", data=changed | {"key": "another"})
        await wire.tick()

        assert [answer.status_code for answer in (*sent, again)] == [303, 303, 422]
        assert "I would have waited too." in (await ben.get(f"/shared/{share}")).text
        assert "A line back: " not in str(wire.messages(AMIRA, NOTICE))
        assert [message.text for message in wire.messages(AMIRA, NOTICE)] == [
            "A line back is waiting for you.\nOpen"
        ]


async def test_an_empty_or_long_line_is_said_so_with_what_was_typed(ready_url: str):
    async with kept(ready_url) as wire:
        share = await shared(wire)
        ben = await browser_of(wire, BEN)

        empty = await ben.post(f"/shared/{share}/line", data={"key": "a", "line": "  "})
        long = await ben.post(f"/shared/{share}/line", data={"key": "b", "line": "Waiting. " * 60})

        assert (empty.status_code, long.status_code) == (422, 422)
        assert "Write a line first" in empty.text
        assert "longer than 500 characters" in long.text
        assert "Waiting. Waiting." in long.text


async def test_mine_shares_later_and_names_the_reader_on_the_button(ready_url: str):
    async with kept(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await hand.open_home()
        await hand.press_home("Show")
        await hand.press_view("Share")
        assert "zumbaliq" not in view_text(wire, AMIRA)
        hand.fill("field:share", "My supervisor")
        await wire.workspace.settled()
        view = hand.view()
        assert view is not None
        assert view["submit"]["text"] == "Share with Sunita"

        assert await hand.submit() is None
        assert "It is shared now." in view_text(wire, AMIRA)
        while hand.view():
            await hand.close_view()
        await hand.open_home()
        await hand.press_home("Show")
        await hand.press_view("Bring to supervision")
        view = hand.view()
        assert view is not None
        assert view["submit"]["text"] == "Bring to supervision"
        assert await hand.submit() is None
        while hand.view():
            await hand.close_view()

        open_now = "SELECT audience FROM share WHERE withdrawn_at IS NULL ORDER BY audience"
        assert await rows(wire, open_now) == [("agenda",), ("supervisor",)]
        await hand.open_home()
        await hand.press_home("Show")
        await hand.press_view("Withdraw from all")
        assert await rows(wire, open_now) == []


async def test_the_page_shares_with_a_chosen_colleague_and_says_what_is_missing(ready_url: str):
    async with kept(ready_url) as wire:
        (reflection,) = (await rows(wire, "SELECT id FROM reflection"))[0]
        amira = await browser_of(wire, AMIRA)
        at = f"/me/journal/{reflection}/share"
        page = (await amira.get(at)).text
        form = {"key": key_in(page), "audience": "peer", "supervisor": SUNITA}
        assert "Sunita can open these words, with your name." in page

        missing = await amira.post(at, data=form | {"colleague": ""})
        stranger = await amira.post(at, data=form | {"colleague": "U0STRANGER"})
        done = await amira.post(at, data=form | {"colleague": BEN})

        assert [each.status_code for each in (missing, stranger, done)] == [422, 422, 303]
        assert "Choose a colleague first." in missing.text
        assert await rows(wire, "SELECT audience, reader FROM share") == [("peer", BEN)]
