"""Plans on a signed-in page: seen, followed up, made smaller and let go, by their writer alone."""

import re

import httpx2

from tests.acting import asked, question, rows
from tests.plans import AMIRA, CAME, FIRST, PLAN, WHOLE, plan_made, signed_in
from tests.wire import Wire

BEN = "U0BEN"


async def follow_up_address(wire: Wire) -> str:
    ((occurrence,),) = await rows(wire, "SELECT occurrence FROM follow_up")
    return f"/questions/{occurrence}/plan"


def once(page: httpx2.Response) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


async def tap(browser: httpx2.AsyncClient, at: str, doing: str, **typed: str) -> httpx2.Response:
    page = await browser.get(at)
    return await browser.post(at, data={"once": once(page), "doing": doing, **typed})


async def test_a_follow_up_is_answered_on_a_page(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        at = await follow_up_address(wire)
        browser = await signed_in(wire, AMIRA)

        first = await browser.get(at)
        assert CAME in first.text
        assert "Did it help?" in (await tap(browser, at, "asked:tried")).text
        assert "Which suits you now?" in (await tap(browser, at, "helped:-1")).text
        asked_back = await tap(browser, at, "tell:", line="Oluwaseun said so.")
        assert asked_back.status_code == 422
        assert "Oluwaseun" in asked_back.text
        assert await rows(wire, "SELECT field FROM words WHERE field = 'how'") == []
        assert (await tap(browser, at, "tell:", line="They said so.")).status_code == 200
        assert "Your plan goes on." in (await tap(browser, at, "next:keep")).text

        assert await rows(wire, "SELECT outcome, helped FROM follow_up") == [("tried", -1)]
        assert "They said so." in (await browser.get("/me")).text


async def test_a_plan_is_made_smaller_and_let_go_on_its_writers_page(ready_url: str):
    async with asked(ready_url, AMIRA) as wire:
        await plan_made(wire)
        browser = await signed_in(wire, AMIRA)
        ((plan,),) = await rows(wire, "SELECT id FROM commitment")
        page = await browser.get("/me")
        assert WHOLE in page.text

        form = await browser.get(f"/me/plans/{plan}/smaller")
        assert PLAN[1] in form.text
        sent = {"once": once(form), "moment": PLAN[0], "act": ""}
        assert (await browser.post(f"/me/plans/{plan}/smaller", data=sent)).status_code == 422
        done = await browser.post(f"/me/plans/{plan}/smaller", data={**sent, "act": "sit"})
        assert done.status_code == 303
        assert "then I will sit." in (await browser.get("/me")).text

        gone = await browser.post(f"/me/plans/{plan}/let-go", data={"once": "mine"})
        assert gone.status_code == 303
        assert "Earlier" in (await browser.get("/me")).text
        assert await rows(wire, "SELECT state FROM commitment") == [("let go",)]


async def test_nobody_else_reaches_a_plan_or_its_follow_up(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        at = await follow_up_address(wire)
        ((plan,),) = await rows(wire, "SELECT id FROM commitment")
        for person in (BEN, "U0SUP", "U0MAN"):
            browser = await signed_in(wire, person)

            answers = [
                await browser.get(at),
                await browser.post(at, data={"once": "1", "doing": "asked:tried"}),
                await browser.get(f"/me/plans/{plan}/smaller"),
                await browser.post(f"/me/plans/{plan}/let-go", data={"once": "mine"}),
                await browser.post(
                    f"/me/plans/{plan}/smaller", data={"once": "1", "moment": "a", "act": "b"}
                ),
            ]

            assert {answer.status_code for answer in answers} == {404}
        assert await rows(wire, "SELECT outcome FROM follow_up") == [(None,)]
        assert await rows(wire, "SELECT state FROM commitment") == [("live",)]
        assert question(wire, AMIRA).text == "A question from Inrole"
