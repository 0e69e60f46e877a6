"""Plans at their edges: two at once, a leaver, a short form, the pack about plans, and canaries."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from bot.flows.committing import PlansFull
from bot.flows.keeping import FormOf, Written
from storage import commitments
from storage.database import open_database
from storage.tables import metadata
from tests.acting import ASKED_AT, asked, my_plans, press, question, rows, send, view_text, write
from tests.examples import agreed
from tests.plans import AMIRA, CAME, FIRST, PERSONAL, PLAN, SECOND, THIRD, WEEK, plan_made
from tests.wire import Wire, joined

VISITS = """
[[teams.rhythms]]
name = "Visits"
pack = "home-visit"
on = ["tue"]
at = "09:30"
spread_minutes = 0
starts_on = 2026-12-01
"""
MOMENT, ACT, SAID, HOW, SMALL = "quillwort", "larkspur", "sorrel", "bryony", "teasel"
CANARIES = (MOMENT, ACT, SAID, HOW, SMALL)
OWN_VIEWS = {"views.open", "views.push", "views.update"}


async def test_of_two_questions_at_the_same_moment_one_gets_the_follow_up(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST - timedelta(minutes=1))
        ((plan,),) = await rows(wire, "SELECT id FROM commitment")
        occurrences = [row[0] for row in await rows(wire, "SELECT id FROM occurrence ORDER BY planned_on")][
            :2
        ]
        ground = wire.inrole.flows.ground

        async def attach(occurrence: str) -> bool:
            async with ground.writing.begin() as session:
                return await commitments.attach(
                    session,
                    ground.workspace,
                    plan=plan,
                    after_days=7,
                    occurrence=occurrence,
                    now=wire.clock(),
                )

        given = await asyncio.gather(*(attach(occurrence) for occurrence in occurrences))

        assert len(occurrences) == 2
        assert sorted(given) == [False, True]
        assert len(await rows(wire, "SELECT id FROM follow_up")) == 1


async def test_of_plans_sent_at_the_same_moment_two_are_kept_and_the_others_are_asked_back(ready_url: str):
    async with asked(ready_url) as wire:
        reflecting = wire.inrole.flows.reflecting
        forms = [f"form-{number}" for number in range(5)]
        written = Written(lines={"What": "It went quickly.", "if": PLAN[0], "then": PLAN[1]}, choices={})

        async def keep(form: str) -> None:
            about = FormOf(form=form, occurrence=None, pack="", prompt="")
            await reflecting.keep(AMIRA, about, written, key=form)

        ends = await asyncio.gather(*map(keep, forms), return_exceptions=True)

        assert [type(end) for end in ends if end is not None] == [PlansFull] * 3
        assert await rows(wire, "SELECT state FROM commitment") == [("live",), ("live",)]
        assert await rows(wire, "SELECT state FROM reflection") == [("kept",), ("kept",)]


async def test_one_form_sent_twice_at_the_same_moment_is_kept_once(ready_url: str):
    async with asked(ready_url) as wire:
        about = FormOf(form="twice", occurrence=None, pack="", prompt="")
        written = Written(lines={"What": "It went quickly.", "if": PLAN[0], "then": PLAN[1]}, choices={})

        await asyncio.gather(
            *(wire.inrole.flows.reflecting.keep(AMIRA, about, written, key=key) for key in ("slack", "page"))
        )

        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]
        assert await rows(wire, "SELECT state FROM commitment") == [("live",)]


async def test_a_leaver_is_asked_nothing_and_somebody_back_goes_on_where_they_were(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        wire.workspace.change(AMIRA, deleted=True)
        await wire.workspace.settled()
        await wire.through(SECOND - timedelta(days=2))
        assert await rows(wire, "SELECT after_days FROM follow_up") == []

        wire.workspace.change(AMIRA, deleted=False)
        await wire.workspace.settled()
        await wire.through(SECOND + WEEK)

        assert await rows(wire, "SELECT after_days FROM follow_up") == [(21,)]
        assert PLAN[0] in await my_plans(wire, AMIRA)


async def test_what_is_erased_is_never_asked_about(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.inrole.flows.forgetting.erase(AMIRA)

        await wire.through(THIRD)

        assert await rows(wire, "SELECT id FROM commitment") == []
        assert PERSONAL not in [message.text for message in wire.messages(AMIRA)]


async def test_a_question_of_the_pack_about_plans_names_the_date_and_needs_a_plan(ready_url: str):
    written = agreed(AMIRA, "U0BEN").replace(b'pack = "pulse"', b'pack = "follow-up"')
    async with joined(ready_url, at=ASKED_AT - timedelta(minutes=10)) as wire:
        await wire.apply(written)
        await wire.hand(AMIRA).command("/reflect")
        await wire.hand(AMIRA).submit()
        write(wire, AMIRA, {"if": PLAN[0], "then": PLAN[1]})
        assert await send(wire, AMIRA) is None

        for week in range(20):
            await wire.through(ASKED_AT + week * WEEK)
            await press(wire, AMIRA, "Answer")
            assert "{" not in view_text(wire, AMIRA)
            await press(wire, AMIRA, "Skip this one")

        asked_of_her = [row[0] for row in await rows(wire, "SELECT question FROM nudge")]
        assert len(asked_of_her) == 20
        assert not any("{" in each for each in asked_of_her)
        assert any("You made a plan on 24 November." in each for each in asked_of_her)
        assert await rows(wire, "SELECT id FROM follow_up") == []
        held = await rows(wire, "SELECT DISTINCT state, reason FROM sending WHERE person = 'U0BEN'")
        assert ("held back", "no question of the pack fits") in held
        assert wire.messages("U0BEN", "inrole_nudge") == []


async def test_let_it_go_tapped_on_a_question_of_that_pack_lets_one_plan_go(ready_url: str):
    written = agreed(AMIRA).replace(b'pack = "pulse"', b'pack = "follow-up"')
    async with joined(ready_url, at=ASKED_AT - timedelta(minutes=10)) as wire:
        await wire.apply(written)
        hand = wire.hand(AMIRA)
        for moment in PLAN:
            await hand.command("/reflect")
            await hand.submit()
            write(wire, AMIRA, {"if": moment, "then": "wait"})
            assert await send(wire, AMIRA) is None
        await wire.jump(ASKED_AT)
        await ask_whether_it_came(wire, CAME)
        await press(wire, AMIRA, "Answer")

        await hand.press_view("Let it go")
        await press(wire, AMIRA, "Change")
        await press(wire, AMIRA, "Answer")
        await hand.press_view("Let it go")

        states = await rows(wire, "SELECT state FROM commitment ORDER BY state")
        assert states == [("let go",), ("live",)]


async def test_let_it_go_lets_no_other_plan_go_than_the_one_a_question_named(ready_url: str):
    written = agreed(AMIRA).replace(b'pack = "pulse"', b'pack = "follow-up"')
    async with joined(ready_url, at=ASKED_AT - timedelta(minutes=10)) as wire:
        await wire.apply(written)
        await wire.hand(AMIRA).command("/reflect")
        await wire.hand(AMIRA).submit()
        write(wire, AMIRA, {"if": PLAN[0], "then": PLAN[1]})
        assert await send(wire, AMIRA) is None
        await wire.jump(ASKED_AT)
        await ask_whether_it_came(wire, CAME.replace("24 November", "12 October"))
        await press(wire, AMIRA, "Answer")

        await wire.hand(AMIRA).press_view("Let it go")

        assert await rows(wire, "SELECT state FROM commitment") == [("live",)]


async def test_a_short_form_carries_no_follow_up_and_the_next_whole_question_does(ready_url: str):
    written = agreed(AMIRA).replace(b'pack = "pulse"', b'pack = "home-visit"')
    async with joined(ready_url, at=ASKED_AT - timedelta(minutes=10)) as wire:
        await wire.apply(written)
        await wire.hand(AMIRA).command("/reflect")
        await wire.hand(AMIRA).submit()
        write(wire, AMIRA, {"if": PLAN[0], "then": PLAN[1]})
        assert await send(wire, AMIRA) is None
        await tell_pressure(wire)

        for week in range(2):
            await wire.through(ASKED_AT + week * WEEK)
            await press(wire, AMIRA, "Skip this one")
        shorts = await rows(wire, "SELECT short FROM nudge")
        assert [bool(short) for (short,) in shorts] == [True, True]
        assert await rows(wire, "SELECT id FROM follow_up") == []
        await ddl(wire, "UPDATE answer SET value = 'steady'")
        await wire.through(FIRST + WEEK)

        assert await rows(wire, "SELECT after_days FROM follow_up") == [(7,)]
        assert question(wire, AMIRA).text == PERSONAL


async def test_words_of_a_plan_are_sealed_and_stand_only_in_views_their_writer_opened(
    ready_url: str, tmp_path: Path
):
    record = tmp_path / "record.jsonl"
    async with joined(ready_url, at=ASKED_AT - timedelta(minutes=10), record=record) as wire:
        await wire.apply(agreed(AMIRA))
        await wire.jump(ASKED_AT)
        hand = wire.hand(AMIRA)
        await plan_made(wire, (f"a {MOMENT} visit", f"wait for {ACT}"))
        write(wire, AMIRA, {"said": f"My {SAID} way."})
        assert await send(wire, AMIRA) is None
        await wire.through(FIRST)
        await press(wire, AMIRA, "Answer")
        await hand.press_view("Tried it")
        await hand.press_view("A lot better")
        await hand.press_view("How could you tell?")
        write(wire, AMIRA, {"how": f"A {HOW} smile."})
        assert await send(wire, AMIRA) is None
        await hand.press_view("Make it smaller")
        write(wire, AMIRA, {"then": f"wait a {SMALL} moment"})
        assert await send(wire, AMIRA) is None
        said = await my_plans(wire, AMIRA)
        assert MOMENT in said
        assert SMALL in said
        assert HOW in said
        held, logged = await everything_held(wire), wire.log.getvalue()
        messages = json.dumps([[each.text, each.blocks, each.metadata] for each in hand.messages()])

    requests = [json.loads(line) for line in record.read_text().splitlines()]
    telling = [each for each in requests if any(word in json.dumps(each) for word in CANARIES)]
    assert telling
    assert {each["method"] for each in telling} <= OWN_VIEWS
    for each in requests:
        assert not any(word in kept for word in CANARIES for kept in private_metadata(each))
    for word in CANARIES:
        assert word not in messages
        assert word not in logged
        assert word not in held


async def tell_pressure(wire: Wire) -> None:
    """Let Amira have told that her week was very full, as an earlier weekly question would keep it."""
    ground = wire.inrole.flows.ground
    await ddl(
        wire,
        "INSERT INTO answer (workspace, id, person, item, period_on, value, counted, late, answered_at) "
        f"VALUES ('{ground.workspace}', 'a1', '{AMIRA}', 'pressure', '2026-11-23', 'too full', 'too full', "
        "false, '2026-11-23 09:00:00')",
    )


def private_metadata(request: dict[str, object]) -> list[str]:
    found: list[str] = []

    def look(part: object) -> None:
        if isinstance(part, dict):
            for key, each in part.items():
                if key == "private_metadata":
                    found.append(str(each))
                look(each)
        elif isinstance(part, list):
            for each in part:
                look(each)

    look(request)
    return found


async def ask_whether_it_came(wire: Wire, question: str) -> None:
    """Make the question that was sent the first one of the pack about plans, in these words."""
    await ddl(
        wire, f"UPDATE nudge SET prompt = 'did-the-moment-come', short = false, question = '{question}'"
    )


async def ddl(wire: Wire, statement: str) -> None:
    database = open_database(wire.settings.database_url)
    async with database.writing.begin() as session:
        await session.execute(text(statement))
    await database.close()


async def everything_held(wire: Wire) -> str:
    database = open_database(wire.settings.database_url)
    held: list[str] = []
    async with database.reading() as session:
        for table in metadata.tables:
            held += [
                str(tuple(row)) for row in (await session.execute(text(f'SELECT * FROM "{table}"'))).all()
            ]
    await database.close()
    assert len(held) > 10
    return "\n".join(held)
