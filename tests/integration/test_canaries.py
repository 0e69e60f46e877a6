"""Words typed anywhere, in Slack and on pages, are found in their owner's views and nowhere else."""

import io
import json
import logging
import re
import zipfile
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from storage.commitments import attach
from storage.database import open_database
from tests.acting import as_text, mine, reflect, rows, send, view_text
from tests.examples import TWELVE, agreed
from tests.integration.test_privacy_over_the_wire import everything_held
from tests.integration.test_talking import ON, begin, say
from tests.seen import surfaces
from tests.windows import ASKED_ONCE, questioned
from tests.wire import Wire

AMIRA, BEN = TWELVE[:2]
LEAD, SUNITA = "U0LEAD", "U0SUP"
WRITTEN, MOMENT, ACT, DRAFT, ON_A_PAGE = "quenchwick", "vorpalish", "snarkwood", "bandersome", "frumious"
SEARCHED, LINE, SUGGESTED, SMALLER, BROKEN = "galumphed", "mimsyish", "tulgewood", "uffishly", "burbled"
TALKED, TOLD, SAID, REJECTED = "gimbleish", "brilligest", "manxomely", "outgrabed"
HERS = (WRITTEN, ACT, DRAFT, ON_A_PAGE, SUGGESTED, SMALLER, TALKED, TOLD, SAID)
"""What Amira wrote and kept; the line is Ben's, and what was looked for, turned back or broke is nobody's."""

CANARIES = (*HERS, MOMENT, SEARCHED, LINE, BROKEN, REJECTED)
OWN_VIEWS = {"views.open", "views.push", "views.update"}
READ_BY = {SUGGESTED: {f"{LEAD} /library/suggestions"}}
"""Where somebody else may read a word, by its writer's choice."""


@dataclass(slots=True)
class Browsers:
    """Each person's browser, and every address and header that passed."""

    wire: Wire
    passed: list[str] = field(default_factory=list)

    async def of(self, person: str) -> httpx2.AsyncClient:
        browser = await self.wire.new_browser()
        browser.event_hooks = {"response": [self._note]}
        link = await self.wire.inrole.flows.entering.make_link(person, "/me")
        assert (await browser.post(link)).status_code == 303
        return browser

    async def _note(self, response: httpx2.Response) -> None:
        self.passed += [str(response.url), repr(response.headers)]


async def test_words_are_found_with_their_owner_and_nowhere_else(
    ready_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    record = tmp_path / "record.jsonl"
    async with questioned(ready_url, record=record) as wire:
        browsers = Browsers(wire)
        amira, ben = await browsers.of(AMIRA), await browsers.of(BEN)
        await write_in_slack(wire)
        await talk_it_through(wire)
        await write_on_pages(wire, amira)
        share = await share_with(wire, BEN, "peer")
        await share_with(wire, SUNITA, "supervisor")
        said = await ben.post(f"/shared/{share}/line", data={"line": f"So {LINE}.", "key": "once"})
        assert said.status_code == 303
        told = await tell_of_the_plan(wire, amira)
        turned_back = await be_turned_back(wire, amira)
        draft = await cpd_draft(wire, amira)
        broken = await break_a_page(wire, amira)
        await wire.tick()

        places = await surfaces(wire)
        messages = "".join(as_text(each.blocks) + each.text for who in TWELVE for each in wire.messages(who))
        own = await mine(wire, AMIRA) + unescape((await amira.get("/me")).text) + await entries(amira)
        copy = everything_in((await amira.post("/me/download")).content)
        held = await everything_held(wire)
        logged = wire.log.getvalue() + caplog.text + "".join(capfd.readouterr())
        passed = "\n".join(browsers.passed)

    assert [word for word in (*HERS, LINE) if word not in copy] == []
    assert [word for word in (WRITTEN, ON_A_PAGE, ACT, SMALLER, LINE) if word not in own] == []
    assert [word for word in (SEARCHED, BROKEN, REJECTED) if word in copy] == []
    assert [word for word in (WRITTEN, ACT, LINE) if word not in draft] == []
    assert (TOLD in told, REJECTED in turned_back) == (True, True)
    assert SUGGESTED in places[f"{LEAD} /library/suggestions"]
    assert "Something went wrong" in broken
    assert len(places) > 40
    assert AMIRA in held
    assert f"/shared/{share}/line" in passed
    for word in CANARIES:
        for found in (messages, held, logged, passed, broken):
            assert word not in found
            assert word.encode().hex() not in found
        assert {place for place, drawn in places.items() if word in drawn} == READ_BY.get(word, set())
    requests = [json.loads(line) for line in record.read_text().splitlines()]
    holding = {each["method"] for each in requests if any(word in json.dumps(each) for word in CANARIES)}
    assert holding
    assert holding <= OWN_VIEWS


async def write_in_slack(wire: Wire) -> None:
    """Keep a reflection with a plan, leave a draft, and suggest a wording under one's name."""
    hand = wire.hand(AMIRA)
    await reflect(
        wire, AMIRA, {"What": f"A {WRITTEN} afternoon."}, plan=(f"a {MOMENT} visit", f"I will {ACT}")
    )
    while hand.view():
        await hand.close_view()
    await hand.command("/reflect")
    hand.fill("field:What", f"Only a {DRAFT} draft.")
    assert await send(wire, AMIRA) is None
    assert "field:then" in view_text(wire, AMIRA)
    await hand.close_view()


async def talk_it_through(wire: Wire) -> None:
    """Say one stage of a reflection in the conversation, and stop there."""
    await wire.apply(agreed(*TWELVE, rhythm=ASKED_ONCE, service=ON))
    await begin(wire)
    await say(wire, f"A {TALKED} hour.")
    assert await rows(wire, "SELECT field FROM talk_line") == [("What",)]


async def write_on_pages(wire: Wire, amira: httpx2.AsyncClient) -> None:
    """Write a reflection, look for words, suggest a wording, and make the plan smaller."""
    form = await amira.get("/reflect/form")
    step = await amira.post(
        "/reflect/form", data={**hidden(form), "line:What": f"It was {ON_A_PAGE} then.", "go": "next"}
    )
    assert step.status_code == 303, step.text
    last = await amira.get(step.headers["location"])
    kept = await amira.post("/reflect/form", data={**hidden(last), "go": "next"})
    assert kept.status_code == 303, kept.text
    found = await amira.post("/me/journal", data={"words": SEARCHED})
    assert SEARCHED in found.text
    suggested = await amira.post(
        "/library/suggest",
        data={"element": "offering-a-real-choice", "words": f"Try {SUGGESTED}.", "form": "f1", "name": "yes"},
    )
    assert suggested.status_code == 303, suggested.text
    ((plan,),) = await rows(wire, "SELECT id FROM commitment")
    page = await amira.get(f"/me/plans/{plan}/smaller")
    smaller = await amira.post(
        f"/me/plans/{plan}/smaller",
        data={**hidden(page), "moment": f"it is {SMALLER}", "act": f"I will {ACT}"},
    )
    assert smaller.status_code == 303, smaller.text


async def tell_of_the_plan(wire: Wire, amira: httpx2.AsyncClient) -> str:
    """Let the question carry a follow-up, say how it went, and return its page; say the plan too."""
    ground = wire.inrole.flows.ground
    ((plan, occurrence),) = await rows(
        wire,
        "SELECT commitment.id, reflection.occurrence FROM commitment "
        "JOIN reflection ON reflection.id = commitment.reflection",
    )
    async with ground.writing.begin() as session:
        assert await attach(
            session, ground.workspace, plan=plan, after_days=7, occurrence=occurrence, now=wire.clock()
        )
    page = f"/questions/{occurrence}/plan"
    for number, sent in enumerate(
        ({"doing": "asked:tried"}, {"doing": "helped:1"}, {"doing": "tell", "line": f"It felt {TOLD}."})
    ):
        answered = await amira.post(page, data={"once": f"told{number}", **sent})
        assert answered.status_code == 200, answered.text
    said = await amira.post(f"/me/plans/{plan}/say", data={"once": "said", "said": f"I {SAID} will."})
    assert said.status_code == 303, said.text
    return (await amira.get(page)).text


async def be_turned_back(wire: Wire, amira: httpx2.AsyncClient) -> str:
    """Write what looks like a name, in the form and in the conversation, and leave it at that."""
    await say(wire, f"Kacper {REJECTED} there.")
    form = await amira.get("/reflect/form")
    page = await amira.post(
        "/reflect/form",
        data={**hidden(form), "line:What": f"Kacper {REJECTED} then.", "go": "next"},
    )
    assert page.status_code == 422, page.text
    return page.text


async def cpd_draft(wire: Wire, amira: httpx2.AsyncClient) -> str:
    """Download a CPD draft of each kind and return the plain one."""
    ((reflection,), *_) = await rows(
        wire, "SELECT id FROM reflection WHERE state = 'kept' AND occurrence IS NOT NULL"
    )
    chosen = {"reflection": str(reflection), "plans": "yes", "peer": "yes"}
    drafts = [await amira.post(f"/me/cpd/{kind}", data=chosen) for kind in ("docx", "pdf", "txt")]
    assert [each.status_code for each in drafts] == [200, 200, 200]
    return drafts[-1].content.decode("utf-8-sig")


async def share_with(wire: Wire, reader: str, audience: str) -> str:
    """Share the first reflection and return the id of the share."""
    ((reflection,), *_) = await rows(
        wire, "SELECT id FROM reflection WHERE state = 'kept' AND occurrence IS NOT NULL"
    )
    await wire.inrole.flows.sharing.share(AMIRA, reflection, audience, reader, key=f"{audience}:{reader}")
    ((share,),) = await rows(wire, f"SELECT id FROM share WHERE audience = '{audience}'")
    return str(share)


async def break_a_page(wire: Wire, amira: httpx2.AsyncClient) -> str:
    """Let the database fail while words are on their way to it, and return what the page says."""
    database = open_database(wire.settings.database_url)
    wire.expected.add("request_broke")
    form = await amira.get("/reflect/form")
    for statement in ("ALTER TABLE words RENAME TO mislaid", "ALTER TABLE mislaid RENAME TO words"):
        async with database.writing.begin() as session:
            await session.execute(text(statement))
        if "TO mislaid" in statement:
            answer = await amira.post(
                "/reflect/form", data={**hidden(form), "line:What": f"A {BROKEN} line."}
            )
            assert answer.status_code == 500
    await database.close()
    return answer.text


async def entries(browser: httpx2.AsyncClient) -> str:
    """Return every reflection of a person's journal as its page shows it."""
    listed = (await browser.get("/me/journal")).text
    addresses = re.findall(r'href="(/me/journal/\w+)"', listed)
    assert addresses
    return "".join([unescape((await browser.get(address)).text) for address in addresses])


def everything_in(pack: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(pack)) as opened:
        return "\n".join(opened.read(name).decode() for name in opened.namelist())


def hidden(page: httpx2.Response) -> dict[str, Any]:
    """Return what a page's form sends without being asked."""
    assert page.status_code == 200, page.text
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
