"""Plans over the wire: made, said once, asked about inside ordinary questions, made smaller and let go."""

from datetime import UTC, datetime, timedelta

from tests.acting import (
    ASKED_AT,
    as_text,
    asked,
    button_words,
    finish,
    mine,
    press,
    question,
    reflect,
    rows,
    send,
    view_text,
    write,
)
from tests.plans import (
    AMIRA,
    CAME,
    FIRST,
    PERSONAL,
    PLAN,
    SECOND,
    THIRD,
    WEEK,
    WHOLE,
    has_follow_up,
    plan_made,
    see_plan,
)
from tests.wire import Wire

UNTOLD = "I have not told anyone about the mark I saw."


async def test_a_plan_is_followed_up_inside_the_next_questions_by_its_date_alone(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)

        carried = []
        for week in range(1, 12):
            await wire.through(ASKED_AT + week * WEEK)
            carried.append(await has_follow_up(wire))

        assert [number for number, is_there in enumerate(carried, 1) if is_there] == [1, 3, 9]
        assert await rows(wire, "SELECT after_days FROM follow_up ORDER BY after_days") == [
            (7,),
            (21,),
            (60,),
        ]


async def test_the_message_tells_nothing_and_the_view_has_both_questions(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)

        message = question(wire, AMIRA)
        assert message.text == PERSONAL
        assert "plan" not in as_text(message.blocks).lower()
        assert "Answer" in button_words(message)

        await press(wire, AMIRA, "Answer")
        drawn = view_text(wire, AMIRA)
        assert "did you get to use it?" in drawn
        assert CAME in drawn
        assert PLAN[1] not in drawn
        assert WHOLE in await see_plan(wire)


async def test_the_question_itself_is_answered_by_its_taps_alone(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")

        await hand.press_view("Partly")
        await hand.press_view("busy")

        assert await rows(wire, "SELECT value FROM answer WHERE item = 'weekly'") == [("partly",)]
        assert await rows(wire, "SELECT outcome FROM follow_up") == [(None,)]
        assert CAME in view_text(wire, AMIRA)
        await hand.close_view()
        assert "There is one more, if you want it." in question(wire, AMIRA).text
        await press(wire, AMIRA, "Open it")
        assert CAME in view_text(wire, AMIRA)


async def test_tried_it_then_how_it_helped_how_they_could_tell_and_keep_it(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")

        await hand.press_view("Tried it")
        assert "Did it help?" in view_text(wire, AMIRA)
        await hand.press_view("A bit better")
        await hand.press_view("How could you tell?")
        write(wire, AMIRA, {"how": "They stayed to the end, on 07700 900142."})
        assert await send(wire, AMIRA) is None
        assert "Which suits you now?" in view_text(wire, AMIRA)
        await hand.press_view("Keep it")

        assert "Your plan goes on." in view_text(wire, AMIRA)
        assert await rows(wire, "SELECT outcome, helped FROM follow_up") == [("tried", 1)]
        said = await see_plan(wire)
        assert "1 December 2026: Tried it. A bit better" in said
        assert "They stayed to the end, on [phone number]." in said


async def test_came_up_or_not_yet_goes_on_to_what_becomes_of_the_plan(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")

        await hand.press_view("follow_up:could_not")
        assert "Did it help?" not in view_text(wire, AMIRA)
        await hand.press_view("Change my answer")
        await hand.press_view("Not yet")

        assert "Which suits you now?" in view_text(wire, AMIRA)
        assert await rows(wire, "SELECT outcome, helped FROM follow_up") == [("not yet", None)]
        assert await rows(wire, "SELECT code FROM got_in_the_way") == []


async def test_made_smaller_is_the_same_plan_in_other_words(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")
        await hand.press_view("Not yet")

        await hand.press_view("Make it smaller")
        assert PLAN[1] in view_text(wire, AMIRA)
        write(wire, AMIRA, {"then": "sit down"})
        assert await send(wire, AMIRA) is None

        assert "Saved, in its new words." in view_text(wire, AMIRA)
        assert "If a visit feels rushed, then I will sit down." in await see_plan(wire)
        assert len(await rows(wire, "SELECT id FROM commitment")) == 1
        await wire.through(SECOND)
        assert question(wire, AMIRA).text == PERSONAL


async def test_let_go_is_a_good_ending_after_which_nothing_is_asked(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")

        await hand.press_view("Let it go")

        assert "That is a good ending too" in view_text(wire, AMIRA)
        await hand.close_view()
        await wire.through(THIRD)
        sent = [message.text for message in wire.messages(AMIRA, "inrole_nudge")]
        assert sent.count(PERSONAL) == 1
        said = await mine(wire, AMIRA)
        assert "Earlier" in said
        assert "let go on 1 December 2026" in said


async def test_one_not_answered_is_not_asked_twice(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)

        await wire.through(FIRST + WEEK)

        assert [message.text == PERSONAL for message in wire.messages(AMIRA, "inrole_nudge")] == [
            False,
            True,
            False,
        ]
        await press(wire, AMIRA, "Yes")
        assert await rows(wire, "SELECT outcome FROM follow_up") == [(None,)]


async def test_later_keeps_the_follow_up_though_it_was_answered_first(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")
        await hand.press_view("Tried it")
        await hand.close_view()

        await hand.choose(question(wire, AMIRA).ts, "Later", "tomorrow")
        await wire.through(FIRST + timedelta(days=2))

        again = wire.messages(AMIRA, "inrole_again")
        assert [message.text for message in again] == [PERSONAL]
        await hand.press(again[0].ts, "Answer")
        assert "Did it help?" in view_text(wire, AMIRA)
        await hand.press_view("Yes")
        assert await rows(wire, "SELECT value FROM answer WHERE item = 'weekly'") == [("yes",)]


async def test_two_plans_take_turns_the_oldest_first(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await plan_made(wire)
        await wire.jump(datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
        await hand.command("/reflect")
        await hand.submit()
        write(wire, AMIRA, {"if": "the form is long", "then": "ask what to skip"})
        assert await hand.submit() is None
        assert "If the form is long, then I will ask what to skip." in view_text(wire, AMIRA)
        await hand.close_view()

        await wire.through(FIRST + WEEK)

        ordered = await rows(
            wire,
            "SELECT f.after_days, c.accepted_at FROM follow_up f JOIN commitment c ON c.id = f.commitment "
            "ORDER BY f.asked_at",
        )
        assert [row[0] for row in ordered] == [7, 7]
        assert ordered[0][1] < ordered[1][1]
        assert (
            len({occurrence for (occurrence,) in await rows(wire, "SELECT occurrence FROM follow_up")}) == 2
        )


async def test_a_new_plan_is_said_once_in_the_persons_own_words(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await plan_made(wire)
        assert WHOLE in view_text(wire, AMIRA)

        write(wire, AMIRA, {"said": "When it is all rush I sit, then breathe."})
        assert await send(wire, AMIRA) is None

        assert hand.view() is None
        await hand.open_home()
        await hand.press_home("Show")
        assert "When it is all rush" not in view_text(wire, AMIRA)
        said = await see_plan(wire)
        assert "When it is all rush I sit, then breathe." in said
        assert WHOLE in said
        assert await rows(wire, "SELECT field FROM words WHERE field = 'said'") == [("said",)]
        await hand.close_view()

        await reflect(wire, AMIRA, {"What": "Again."}, plan=PLAN, button="Add a line")
        assert hand.view() is None


async def test_what_looks_like_a_name_is_shown_back_in_every_box_of_a_plan(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await plan_made(wire)
        write(wire, AMIRA, {"said": "When Oluwaseun rushes I sit down."})

        await hand.submit()

        assert "*Oluwaseun*" in view_text(wire, AMIRA)
        assert await rows(wire, "SELECT field FROM words WHERE field = 'said'") == []


async def test_a_plan_in_a_form_not_sent_off_is_no_plan_yet(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Reflect")
        await hand.submit()
        write(wire, AMIRA, {"if": PLAN[0], "then": PLAN[1]})
        await hand.press_view("Back")
        await hand.close_view()

        await wire.through(FIRST)

        assert question(wire, AMIRA).text != PERSONAL
        assert PLAN[0] not in await mine(wire, AMIRA)
        await wire.hand(AMIRA).press(wire.messages(AMIRA, "inrole_nudge")[0].ts, "Reflect")
        await hand.submit()
        assert PLAN[1] in view_text(wire, AMIRA)
        await finish(wire, AMIRA)
        assert "Made on 1 December 2026" in await mine(wire, AMIRA)


async def test_from_mine_a_plan_is_seen_made_smaller_and_let_go(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await plan_made(wire)
        await hand.open_home()
        await hand.press_home("Show")
        assert PLAN[0] not in view_text(wire, AMIRA)
        assert WHOLE in await see_plan(wire)

        await hand.press_view("Make it smaller")
        write(wire, AMIRA, {"then": ""})
        assert await hand.submit() is not None
        write(wire, AMIRA, {"then": "sit"})
        assert await send(wire, AMIRA) is None
        await hand.press_view("See my plan")
        assert "then I will sit." in view_text(wire, AMIRA)
        await hand.press_view("Let it go")

        assert "Let go on 24 November 2026" in view_text(wire, AMIRA)
        assert await rows(wire, "SELECT state FROM commitment") == [("let go",)]


async def test_the_same_tap_twice_counts_once_and_a_late_one_is_told_kindly(ready_url: str):
    async with asked(ready_url) as wire:
        await plan_made(wire)
        await wire.through(FIRST)
        hand = wire.hand(AMIRA)
        await press(wire, AMIRA, "Answer")
        stale = wire.workspace.screens[AMIRA].stack[-1]
        old = stale.body

        await hand.press_view("Let it go")
        stale.show(old)
        await hand.press_view("Tried it")

        assert await rows(wire, "SELECT outcome FROM follow_up") == [("let go",)]
        assert "That is a good ending too" in view_text(wire, AMIRA)


async def test_a_plan_erased_meanwhile_leaves_its_question_as_it_was(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await plan_made(wire)
        await hand.close_view()
        await wire.through(FIRST)
        await press(wire, AMIRA, "Answer")
        stale = wire.workspace.screens[AMIRA].stack[-1]
        await reflect_without_plan(wire)
        wire.workspace.screens[AMIRA].stack = [stale]

        await hand.press_view("Tried it")

        assert "That plan isn't here any more" in view_text(wire, AMIRA)
        assert await rows(wire, "SELECT id FROM follow_up") == []
        assert await rows(wire, "SELECT id FROM commitment") == []
        await press(wire, AMIRA, "Answer")
        assert "plan" not in view_text(wire, AMIRA)
        await hand.press_view("Yes")
        assert await rows(wire, "SELECT value FROM answer WHERE item = 'weekly'") == [("yes",)]


async def reflect_without_plan(wire: Wire) -> None:
    hand = wire.hand(AMIRA)
    first = wire.messages(AMIRA, "inrole_nudge")[0]
    await hand.press(first.ts, "Add a line")
    await hand.submit()
    write(wire, AMIRA, {"if": "", "then": ""})
    assert await send(wire, AMIRA) is None


async def test_words_that_ask_for_it_bring_signposts_once_in_every_box_of_a_plan(ready_url: str):
    async with asked(ready_url) as wire:
        hand = wire.hand(AMIRA)
        await plan_made(wire)
        write(wire, AMIRA, {"said": UNTOLD})
        assert await send(wire, AMIRA) is None
        assert "If this is already in hand, carry on" in view_text(wire, AMIRA)
        await hand.close_view()
        await wire.through(FIRST)
        await press(wire, AMIRA, "Answer")
        await hand.press_view("Tried it")
        await hand.press_view("A bit better")

        await hand.press_view("How could you tell?")
        write(wire, AMIRA, {"how": UNTOLD})
        assert await send(wire, AMIRA) is None
        assert "01632 960 111" in view_text(wire, AMIRA)
        await hand.close_view()
        assert "Which suits you now?" in view_text(wire, AMIRA)
        await hand.press_view("Change what I wrote")
        write(wire, AMIRA, {"how": f"{UNTOLD} They stayed."})
        assert await send(wire, AMIRA) is None

        assert "Which suits you now?" in view_text(wire, AMIRA)
        assert f"{UNTOLD} They stayed." in await see_plan(wire)
