"""Answering and writing on pages: the same question and the same form as in Slack, by a link."""

import re
from datetime import UTC, datetime
from html import unescape

import httpx2

from tests.acting import asked, mine, rows
from tests.examples import MONDAY, agreed
from tests.wire import Wire, joined

AMIRA, BEN = "U0AMIRA", "U0BEN"
QUESTION_AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
WHAT = "We sat on the back step and she chose where to begin."


async def entered(wire: Wire, person: str, path: str = "/reflect") -> httpx2.AsyncClient:
    """Return the browser of somebody who followed a way in that leads to a page."""
    browser = await wire.new_browser()
    link = await wire.inrole.flows.entering.make_link(person, path)
    answer = await browser.post(link, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    return browser


def hidden(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in HIDDEN.findall(page)}


async def begun(browser: httpx2.AsyncClient, about: str = "") -> str:
    page = await browser.get("/reflect/form", params={"about": about})
    assert page.status_code == 200, page.text
    return page.text


async def send(
    browser: httpx2.AsyncClient, page: str, *, go: str = "next", **written: str
) -> httpx2.Response:
    lines = {f"line:{name.replace('_', ' ')}": words for name, words in written.items()}
    return await browser.post(
        "/reflect/form", data={**hidden(page), **lines, "go": go}, follow_redirects=True
    )


async def test_a_question_is_answered_on_a_page_by_its_taps(ready_url: str):
    async with asked(ready_url, AMIRA) as wire:
        browser = await entered(wire, AMIRA)
        front = (await browser.get("/reflect")).text
        (path,) = re.findall(r'href="(/questions/[^"]+)"', front)
        page = (await browser.get(path)).text
        assert "Offering a real choice" in page

        after = await browser.post(
            path, data={**hidden(page), "doing": "tap:could_not"}, follow_redirects=True
        )
        assert "How full was your week?" in after.text
        after = await browser.post(
            path, data={**hidden(after.text), "doing": "pressure:3"}, follow_redirects=True
        )

        assert "Thanks, saved." in after.text
        assert "What got in the way?" in after.text
        kept = await rows(wire, "SELECT item, value FROM answer ORDER BY item")
        assert len(kept) == 2
        ticked = {"doing": "barriers", "barriers": ["time", "rule"]}
        await browser.post(path, data={**hidden(after.text), **ticked})
        assert await rows(wire, "SELECT code FROM got_in_the_way ORDER BY code") == [("rule",), ("time",)]


async def test_a_question_of_somebody_else_is_not_there(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        ((occurrence,),) = await rows(wire, f"SELECT id FROM occurrence WHERE person = '{AMIRA}' LIMIT 1")
        browser = await entered(wire, BEN)

        theirs = await browser.get(f"/questions/{occurrence}")
        absent = await browser.get("/questions/0000")

        assert theirs.status_code == absent.status_code == 404
        assert theirs.text == absent.text


async def test_a_form_on_pages_loses_nothing_between_steps_and_back(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        browser = await entered(wire, AMIRA)

        second = await send(browser, await begun(browser), What=WHAT, So_what="It slowed us all down.")
        assert "2 of 2" in second.text
        assert WHAT not in str(second.url)
        back = await send(browser, second.text, go="back", **{"if": "a visit is rushed", "then": "I say so"})
        assert WHAT in unescape(back.text)
        again = await send(browser, back.text, What=WHAT, So_what="It slowed us all down.")
        assert "a visit is rushed" in unescape(again.text)
        done = await send(browser, again.text, **{"if": "a visit is rushed", "then": "I say so"})

        assert done.status_code == 200
        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]
        assert WHAT in await mine(wire, AMIRA)


async def test_a_likely_name_on_a_page_is_shown_back_with_all_that_was_typed_and_nothing_is_stored(
    ready_url: str,
):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        browser = await entered(wire, AMIRA)
        named = "Zbigniew Kowalczyk opened the door to me."

        asked_back = await send(browser, await begun(browser), What=named)

        assert asked_back.status_code == 422
        assert "look like names or places" in asked_back.text
        assert named in unescape(asked_back.text)
        assert await rows(wire, "SELECT COUNT(*) FROM words") == [(0,)]
        kept = await browser.post(
            "/reflect/form",
            data={**hidden(asked_back.text), "line:What": named, "names": "keep", "go": "next"},
            follow_redirects=True,
        )
        assert "2 of 2" in kept.text


async def test_half_a_plan_on_a_page_says_what_is_missing_and_keeps_what_was_typed(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        browser = await entered(wire, AMIRA)
        second = await send(browser, await begun(browser), What=WHAT)

        refused = await send(browser, second.text, **{"if": "a visit is rushed", "then": ""})

        assert refused.status_code == 422
        assert "A plan has two halves" in refused.text
        assert "a visit is rushed" in unescape(refused.text)


async def test_a_step_sent_twice_is_kept_once(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        browser = await entered(wire, AMIRA)
        first = await begun(browser)
        second = await send(browser, first, What=WHAT)

        await send(browser, second.text)
        await send(browser, second.text)

        assert await rows(wire, "SELECT COUNT(*) FROM reflection") == [(1,)]


async def test_a_form_of_somebody_else_or_from_another_site_is_refused(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA, BEN))
        browser, other = await entered(wire, AMIRA), await entered(wire, BEN)
        second = await send(browser, await begun(browser), What=WHAT)

        peeked = await other.get(second.url.path)
        forged = await browser.post(
            "/reflect/form",
            data={**hidden(second.text), "go": "next"},
            headers={"Sec-Fetch-Site": "cross-site"},
        )

        assert peeked.status_code == 404
        assert WHAT not in peeked.text
        assert forged.status_code == 403


async def test_words_that_bring_signposts_are_saved_before_the_way_to_help_is_shown(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(agreed(AMIRA))
        browser = await entered(wire, AMIRA)
        words = "He said there is more at home, and I haven't told anyone yet."

        second = await send(browser, await begun(browser), What=words)
        shown = await send(browser, second.text)

        assert "01632 960 111" in shown.text
        assert "If this is already in hand, carry on." in unescape(shown.text)
        assert 'href="/reflect/saved"' in shown.text
        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]
