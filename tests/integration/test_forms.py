"""Forms: what is typed is kept once and loses nothing, and what was shown stays as it was seen."""

import asyncio
from datetime import UTC, datetime

from sandbox import acts
from sandbox.views import OpenView
from sandbox.wire import Json
from tests.acting import (
    SHOWN,
    as_text,
    asked,
    choose_share,
    finish,
    mine,
    my_plans,
    press,
    reflect,
    reply,
    rows,
    view_text,
    write,
)
from tests.wire import Wire

AMIRA = "U0AMIRA"
NEXT_MONDAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


async def test_a_form_sent_twice_keeps_one_reflection_and_one_share(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "We drew a map of the week together."})
        await hand.submit()
        await choose_share(wire, AMIRA, SHOWN)
        slow = wire.workspace.screens[AMIRA].stack[-1]

        answers = await asyncio.gather(*(submit_again(wire, slow) for _ in range(3)))

        assert answers == [None, None, None]
        assert await rows(wire, "SELECT state FROM reflection") == [("kept",)]
        assert len(await rows(wire, "SELECT id FROM share WHERE withdrawn_at IS NULL")) == 1
        assert (await mine(wire, AMIRA)).count("We drew a map of the week together.") == 1


async def test_going_on_twice_from_the_first_step_keeps_one_draft(ready_url: str):
    async with asked(ready_url) as wire:
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "We chose the room together."})
        slow = wire.workspace.screens[AMIRA].stack[-1]

        answers = await asyncio.gather(*(submit_again(wire, slow) for _ in range(3)))

        assert {answer["response_action"] for answer in answers if answer} == {"update"}
        assert await rows(wire, "SELECT state FROM reflection") == [("draft",)]


async def test_back_and_forth_through_the_steps_loses_nothing(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "Tea first, then the talk.", "barriers": ["time", "agency"]})
        await hand.submit()
        write(wire, AMIRA, {"if": "a visit feels rushed", "then": "I will sit down first"})
        await hand.press_view("Back")
        assert "Tea first, then the talk." in view_text(wire, AMIRA)
        write(wire, AMIRA, {"So what": "They set the pace."})
        await hand.submit()
        assert "I will sit down first" in view_text(wire, AMIRA)
        await finish(wire, AMIRA)

        said = await mine(wire, AMIRA)
        assert "Tea first, then the talk." in said
        assert "They set the pace." in said
        assert "a visit feels rushed" in await my_plans(wire, AMIRA)
        assert sorted(await rows(wire, "SELECT code FROM got_in_the_way")) == [("agency",), ("time",)]


async def test_a_form_sent_after_the_question_expired_is_kept_and_marked_late(ready_url: str):
    async with asked(ready_url) as wire:
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "It came to me on Sunday."})
        await wire.jump(NEXT_MONDAY)
        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA)
        await reply(wire, AMIRA, "Partly", None)

        assert "It came to me on Sunday." in await mine(wire, AMIRA)
        assert await rows(wire, "SELECT late FROM reflection") in ([(True,)], [(1,)])
        assert await rows(wire, "SELECT late FROM answer") in ([(True,)], [(1,)])


async def test_a_kept_reflection_can_be_changed_until_it_is_shown_and_after_it_is_withdrawn(ready_url: str):
    async with asked(ready_url) as wire:
        await reflect(wire, AMIRA, {"What": "First version."})
        await press(wire, AMIRA, "Add a line")
        assert "First version." in view_text(wire, AMIRA)
        write(wire, AMIRA, {"What": "Second version."})
        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA, share=SHOWN)

        await press(wire, AMIRA, "Add a line")
        assert "One moment" not in view_text(wire, AMIRA)
        assert "it stays as they saw it" in view_text(wire, AMIRA)
        await wire.hand(AMIRA).close_view()

        await withdraw(wire, AMIRA)
        await press(wire, AMIRA, "Add a line")
        assert "Second version." in view_text(wire, AMIRA)
        write(wire, AMIRA, {"What": "Third version."})
        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA, share=SHOWN)

        said = await mine(wire, AMIRA)
        assert "Third version." in said
        assert "Second version." not in said
        assert "Shown to the team without your name" in said


async def test_a_form_left_open_cannot_change_what_was_shown_since(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await reflect(wire, AMIRA, {"What": "First version."})
        await press(wire, AMIRA, "Add a line")
        stale = wire.workspace.screens[AMIRA].stack.pop()
        await reflect(wire, AMIRA, {"What": "Shown version."}, share=SHOWN, button="Add a line")
        wire.workspace.screens[AMIRA].stack.append(stale)
        write(wire, AMIRA, {"What": "Sneaked in."})

        await hand.submit()

        assert "it stays as they saw it" in view_text(wire, AMIRA)
        assert "Sneaked in." in as_text(stale.typed)
        await hand.close_view()
        await hand.close_view()
        assert "Shown version." in await mine(wire, AMIRA)


async def test_a_plan_needs_both_halves_and_two_plans_are_plenty(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await hand.command("/reflect")
        await hand.submit()
        write(wire, AMIRA, {"if": "a visit feels rushed"})
        assert await hand.submit() == {
            "field:then": "A plan has two halves: when something happens, what you will do. "
            "Or leave both empty."
        }
        write(wire, AMIRA, {"then": "I will sit down first"})
        assert await hand.submit() is None
        await hand.close_view()

        await wire.jump(NEXT_MONDAY)
        await own_plan(wire, "the form is long", "I will ask what to skip")
        refused = await own_plan(wire, "a third thing happens", "I will stop")

        assert refused == {
            "field:if": "You have two plans already, and two is plenty. Leave this empty to keep the rest."
        }
        assert len(await rows(wire, "SELECT id FROM commitment")) == 2
        assert "then I will ask what to skip." in await my_plans(wire, AMIRA)


async def test_long_words_in_any_script_are_kept_whole(ready_url: str):
    long = ("Dw i'n gwrando. \U0001f33f \u0627\u0633\u062a\u0645\u0639 " * 150)[:2990].strip()
    async with asked(ready_url) as wire:
        await reflect(wire, AMIRA, {"What": long})
        await press(wire, AMIRA, "Add a line")

        view = wire.hand(AMIRA).view()
        assert view is not None
        kept = [block["element"].get("initial_value") for block in view["blocks"] if block["type"] == "input"]
        assert long in kept


async def test_typed_mentions_and_links_stay_the_letters_they_are(ready_url: str):
    odd = "<!channel> <https://example.org|here> & *bold* &lt;b&gt;"
    async with asked(ready_url) as wire:
        await reflect(wire, AMIRA, {"What": odd}, plan=("<!here>", "<@U0SUP>"))
        await press(wire, AMIRA, "Add a line")

        drawn = view_text(wire, AMIRA)
        assert odd in drawn
        await wire.hand(AMIRA).close_view()
        said = await mine(wire, AMIRA) + await my_plans(wire, AMIRA)
        assert "&lt;!channel&gt; &lt;https://example.org|here&gt; &amp; " in said
        assert "If &lt;!here&gt;, then I will " in said
        assert "<!" not in said
        assert "<@" not in said


async def withdraw(wire: Wire, person: str) -> None:
    hand = wire.hand(person)
    await hand.open_home()
    await hand.press_home("Show")
    await hand.press_view("Withdraw")
    assert "Shown to the team" not in view_text(wire, person)
    await hand.close_view()


async def own_plan(wire: Wire, moment: str, act: str) -> dict[str, str] | None:
    hand = wire.hand(AMIRA)
    await hand.command("/reflect")
    await hand.submit()
    write(wire, AMIRA, {"if": moment, "then": act})
    errors = await hand.submit()
    await hand.close_view()
    return errors


async def submit_again(wire: Wire, view: OpenView) -> Json | None:
    """Send a form as it stands, as a hasty finger or a slow line does."""
    answer = await wire.workspace.courier.interaction(acts.submission(wire.workspace, view))
    return answer.json()


async def test_a_likely_name_is_shown_back_before_anything_is_stored(ready_url: str):
    async with asked(ready_url) as wire:
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "Oluwaseun asked me to stay, on 07700 900142."})

        await wire.hand(AMIRA).submit()

        assert "*Oluwaseun*" in as_text(wire.hand(AMIRA).view())
        assert await rows(wire, "SELECT id FROM reflection") == []

        write(wire, AMIRA, {"What": "They asked me to stay, on 07700 900142."})
        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA)

        assert "They asked me to stay, on [phone number]." in await mine(wire, AMIRA)


async def test_a_word_that_looks_like_a_name_may_be_kept(ready_url: str):
    async with asked(ready_url) as wire:
        await press(wire, AMIRA, "Reflect")
        write(wire, AMIRA, {"What": "Oluwaseun asked me to stay."})
        await wire.hand(AMIRA).submit()

        await wire.hand(AMIRA).submit()
        await finish(wire, AMIRA)

        assert "Oluwaseun asked me to stay." in await mine(wire, AMIRA)
