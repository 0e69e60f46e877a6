"""The manager's rhythm page: the same rules as in Slack, nothing saved before they start it."""

import httpx2
import pytest

from tests.acting import rows
from tests.examples import MONDAY, TWELVE, agreed
from tests.wire import Wire, joined

MANAGER, SUPERVISOR, AMIRA = "U0MAN", "U0SUP", "U0AMIRA"
PAGE = "/teams/assessment-north/rhythms"
RHYTHMS = "SELECT name, owner, until_on IS NULL FROM rhythm ORDER BY name"
ONLY_THE_FILES = [("Weekly question", "file", True)]
ON_SHIFT = {"template": "on-shift", "on": "wed", "every_weeks": "1", "starts_on": "2026-11-24"}
FILE = agreed(*TWELVE[:7], starts_on="2027-03-02")


async def signed_in(wire: Wire, person: str) -> httpx2.AsyncClient:
    link = await wire.inrole.flows.entering.make_link(person, PAGE)
    browser = await wire.new_browser()
    entered = await browser.post(link.removeprefix(wire.address))
    assert entered.status_code == 303
    return browser


async def test_looking_saves_nothing_and_starting_saves_one_however_often_pressed(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        browser = await signed_in(wire, MANAGER)

        page = await browser.get(PAGE, params=ON_SHIFT)
        assert page.status_code == 200
        assert "Once a week, on Wednesday, at each person&#39;s own time, from 24 November 2026" in page.text
        assert page.text.count("7 planned") == 8
        assert await rows(wire, RHYTHMS) == ONLY_THE_FILES

        for _ in range(2):
            started = await browser.post(PAGE, data=ON_SHIFT)
            assert started.headers["location"] == f"{PAGE}?done=started"
        assert await rows(wire, RHYTHMS) == [("On shift", "form", True), *ONLY_THE_FILES]
        assert "Started." in (await browser.get(f"{PAGE}?done=started")).text


async def test_a_rhythm_is_changed_and_ended_on_its_page(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        browser = await signed_in(wire, MANAGER)
        await browser.post(PAGE, data=ON_SHIFT)
        ((rhythm,),) = await rows(wire, "SELECT id FROM rhythm WHERE owner = 'form'")

        shown = (await browser.get(PAGE, params={"rhythm": rhythm})).text
        assert "A change takes effect from the next date." in shown
        changed = await browser.post(PAGE, data={**ON_SHIFT, "rhythm": rhythm, "on": "thu"})
        assert changed.headers["location"] == f"{PAGE}?done=changed"
        assert "Once a week, on Thursday" in (await browser.get(PAGE)).text
        ended = await browser.post(f"{PAGE}/{rhythm}/end")

        assert ended.headers["location"] == f"{PAGE}?done=ended"
        assert await rows(wire, RHYTHMS) == [("On shift", "form", False), *ONLY_THE_FILES]


async def test_what_cannot_work_is_said_beside_its_field_and_saves_nothing(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        browser = await signed_in(wire, MANAGER)

        refused = await browser.post(PAGE, data={**ON_SHIFT, "on": "sat", "ends_on": "2026-11-01"})
        late = await browser.post(PAGE, data={**ON_SHIFT, "at": "21:00"})
        odd = await browser.post(PAGE, data={**ON_SHIFT, "starts_on": "soon"})
        none = await browser.get(PAGE, params={"template": "daily"})

        assert [answer.status_code for answer in (refused, late, odd, none)] == [422] * 4
        assert 'id="fault-ends_on">It ends on 1 November 2026' in refused.text
        assert 'id="fault-at">21:00 is outside everyone' in late.text
        assert await rows(wire, RHYTHMS) == ONLY_THE_FILES


@pytest.mark.parametrize(
    "odd",
    [
        {"starts_on": "9999-12-31"},
        {"ends_on": "9999-12-31"},
        {"starts_on": "0001-01-01"},
        {"every_weeks": "9" * 30},
        {"at": "12:15:30"},
        {"at": "12:15Z"},
        {"at": "24:00"},
        {"on": "\0"},
        {"template": "\0"},
    ],
    ids=str,
)
async def test_odd_values_are_refused_alike_in_the_form_and_in_its_preview(
    ready_url: str, odd: dict[str, str]
):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        browser = await signed_in(wire, MANAGER)

        sent = await browser.post(PAGE, data={**ON_SHIFT, **odd})
        looked = await browser.get(PAGE, params={**ON_SHIFT, **odd})

        assert sent.status_code == 422
        assert looked.status_code in {200, 422}
        assert looked.status_code == 422 or 'id="fault-' in looked.text
        assert await rows(wire, RHYTHMS) == ONLY_THE_FILES


async def test_an_address_no_table_can_hold_leads_nowhere(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        browser = await signed_in(wire, MANAGER)

        for path in ("/teams/%00/rhythms", "/api/v1/teams/%00/digests", "/me/%00", f"{PAGE}/%00/end"):
            assert (await browser.get(path)).status_code == 404, path
        assert (await browser.get(f"{PAGE}?rhythm=%00")).status_code == 422
        assert (await browser.post(PAGE, data={**ON_SHIFT, "rhythm": "\0"})).status_code == 422


async def test_only_a_manager_of_the_team_finds_the_page_and_only_from_our_own_pages(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        absent = PAGE.replace("assessment-north", "another-team")
        for person in (SUPERVISOR, AMIRA):
            browser = await signed_in(wire, person)
            answers = [
                await browser.get(PAGE),
                await browser.post(PAGE, data=ON_SHIFT),
                await browser.post(f"{PAGE}/r/end"),
            ]
            assert {answer.status_code for answer in answers} == {404}
            assert answers[0].text == (await browser.get(absent)).text
        manager = await signed_in(wire, MANAGER)
        elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}

        assert (await manager.post(PAGE, data=ON_SHIFT, headers=elsewhere)).status_code == 403
        assert (await wire.browser.get(PAGE)).status_code == 401
        assert await rows(wire, RHYTHMS) == ONLY_THE_FILES


async def test_a_rhythm_of_the_service_file_is_looked_at_and_not_changed(ready_url: str):
    async with joined(ready_url, at=MONDAY) as wire:
        await wire.apply(FILE)
        browser = await signed_in(wire, MANAGER)
        ((rhythm,),) = await rows(wire, "SELECT id FROM rhythm")

        assert "Kept in the service file" in (await browser.get(PAGE)).text
        assert (await browser.get(PAGE, params={"rhythm": rhythm})).status_code == 403
        assert (await browser.post(f"{PAGE}/{rhythm}/end")).status_code == 403
        assert await rows(wire, RHYTHMS) == ONLY_THE_FILES
