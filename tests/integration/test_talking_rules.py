"""What a talk does where messages cross, words change elsewhere, or somebody turns something off."""

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.errors import Mistaken, Unknown
from bot.flows.applying import Applying
from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.ground import Ground
from bot.flows.guarding import KEEP, NOT_A_PERSON
from bot.flows.keeping import FormOf, Written
from bot.flows.places import moment_of
from bot.flows.reflecting import Reflecting
from bot.flows.seen_talks import TalkSeen, Turn
from bot.flows.service_file import read_service_file
from bot.flows.sharing import TEAM, NotShared, Sharing
from bot.flows.talking import Message, Talking
from storage import reflections, shares
from tests.examples import MONDAY, agreed
from tests.grounds import grounded

AMIRA, BEN = "U0AMIRA", "U0BEN"
A_MOMENT = 0.5
BLANK = FormOf(form="f" * 24, occurrence=None, pack="", prompt="")


@pytest.fixture
async def ground(ready_url: str) -> AsyncIterator[Ground]:
    async with grounded(ready_url, agreed(AMIRA, BEN, service="talk_it_through = true")) as ground:
        yield ground


def stamp(seconds: float) -> str:
    """Return Slack's number of a message so many seconds after the talk began."""
    return f"{(MONDAY + timedelta(seconds=seconds)).timestamp():.6f}"


def message(seconds: float, text: str, *, key: str | None = None) -> Message:
    return Message(person=AMIRA, ts=stamp(seconds), key=key or f"{seconds:.2f}:{text}", text=text)


async def begun(ground: Ground, about: FormOf = BLANK) -> TalkSeen:
    seen = await Talking(ground).begin(AMIRA, about, agrees=True, key=f"begin:{about.form}")
    assert seen is not None
    await Talking(ground).asked(AMIRA, stamp(1))
    return seen


async def say(ground: Ground, seconds: float, text: str) -> TalkSeen:
    """Say something and let Slack post the next question half a second later."""
    seen = await Talking(ground).hear(message(seconds, text))
    assert seen is not None
    if seen.turn in (Turn.ASK, Turn.LAST):
        await Talking(ground).asked(AMIRA, stamp(seconds + 0.5))
    return seen


async def words(ground: Ground, form: str = BLANK.form) -> dict[str, str]:
    async with ground.reading() as session:
        row = await reflections.by_form(session, ground.workspace, AMIRA, form)
        if row is None:
            return {}
        found = await reflections.read_words(
            session, ground.seal, workspace=ground.workspace, owners=[row.id]
        )
        return found.get(row.id, {})


async def test_what_was_typed_before_the_next_question_belongs_to_the_stage_before(ground: Ground):
    await begun(ground)

    await say(ground, 10, "First.")
    crossed = await say(ground, 10.2, "And this.")
    await say(ground, 20, "Second.")

    assert crossed.turn is Turn.SAID
    assert await words(ground) == {"What": "First.\n\nAnd this.", "So what": "Second."}


async def test_messages_that_arrive_out_of_order_stand_as_they_were_written(ground: Ground):
    await begun(ground)

    await say(ground, 10.2, "After.")
    await say(ground, 10, "Before.")

    assert (await words(ground))["What"] == "Before.\n\nAfter."


async def test_a_message_from_before_the_talk_is_no_part_of_it(ground: Ground):
    await begun(ground)

    assert await Talking(ground).hear(message(-60, "Hello.")) is None
    assert await words(ground) == {}


async def test_slacks_clock_may_be_behind_ours(ground: Ground):
    talking = Talking(ground)
    await begun(ground)
    await talking.asked(AMIRA, stamp(-20))

    heard = await talking.hear(message(-15, "First."))
    await talking.asked(AMIRA, stamp(-14.5))
    await talking.hear(message(-10, "Second."))

    assert heard is not None
    assert await words(ground) == {"What": "First.", "So what": "Second."}


async def test_an_edit_and_a_deletion_reach_their_own_paragraph(ground: Ground):
    talking = Talking(ground)
    await begun(ground)
    await say(ground, 10, "One.")
    await say(ground, 10.1, "Two.")
    await say(ground, 10.2, "Three.")

    await talking.amend(message(10.1, "Two, better.\n\nStill two.", key="edit"))
    await talking.amend(message(10, "", key="gone"))

    assert (await words(ground))["What"] == "Two, better.\nStill two.\n\nThree."


async def test_the_same_edit_told_again_says_nothing_more(ground: Ground):
    talking = Talking(ground)
    await begun(ground)
    await say(ground, 10, "One.")

    first = await talking.amend(message(10, "Two.", key="edit"))
    again = await talking.amend(message(10, "Two.", key="edit"))
    unchanged = await talking.amend(message(10, "Two.", key="another"))

    assert first is not None
    assert first.turn is Turn.SAID
    assert [each and each.turn for each in (again, unchanged)] == [Turn.NOTHING, Turn.NOTHING]


async def test_an_edit_of_what_was_not_saved_yet_is_heard_as_the_answer(ground: Ground):
    talking = Talking(ground)
    await begun(ground)
    turned_back = await talking.hear(message(10, "Kacper hid."))

    heard = await talking.amend(message(10, "He hid.", key="edit"))

    assert turned_back is not None
    assert turned_back.turn is Turn.NAMES
    assert heard is not None
    assert heard.turn is Turn.ASK
    assert await words(ground) == {"What": "He hid."}


async def test_once_the_form_changed_the_words_an_edit_leaves_them(ground: Ground):
    talking = Talking(ground)
    await begun(ground)
    await say(ground, 10, "One.")
    ground.clock.advance_to(MONDAY + timedelta(minutes=5))  # type: ignore[attr-defined]
    lines = {"What": "Written in the form."}
    await Reflecting(ground).step(AMIRA, BLANK, Written(lines=lines, choices={}), to=1, key="step")

    seen = await talking.amend(message(10, "Edited.", key="edit"))

    assert seen is not None
    assert "in the form since" in seen.said
    assert await words(ground) == lines


async def test_what_is_shared_stays_as_it_was_seen(ground: Ground):
    talking = Talking(ground)
    seen = await begun(ground)
    await say(ground, 10, "One.")
    await talking.keep(AMIRA, seen.talk, key="keep")
    async with ground.reading() as session:
        row = await reflections.by_form(session, ground.workspace, AMIRA, BLANK.form)
    assert row is not None
    await Sharing(ground).share(AMIRA, row.id, TEAM, key="share")

    edited = await talking.amend(message(10, "Edited.", key="edit"))

    assert edited is not None
    assert "shown this one to the team" in edited.said
    assert await words(ground) == {"What": "One."}


async def test_a_draft_is_shared_by_nobodys_press_until_it_is_kept(ground: Ground):
    sharing = Sharing(ground)
    await begun(ground)
    plan = {PLAN_IF: "the visit feels rushed", PLAN_THEN: "I will sit down first"}
    drafted = Written(lines={"What": "One.", **plan}, choices={})
    await Reflecting(ground).step(AMIRA, BLANK, drafted, to=0, key="draft")
    async with ground.reading() as session:
        row = await reflections.by_form(session, ground.workspace, AMIRA, BLANK.form)
    assert row is not None

    for wanted in (sharing.share(AMIRA, row.id, TEAM, key="early"), sharing.to_share(AMIRA, row.id)):
        with pytest.raises(NotShared, match="a draft still"):
            await wanted
    await Reflecting(ground).keep(AMIRA, BLANK, Written(lines={}, choices={}), key="keep")
    await sharing.share(AMIRA, row.id, TEAM, key="then")

    async with ground.reading() as session:
        kept = await reflections.by_form(session, ground.workspace, AMIRA, BLANK.form)
        live = await reflections.live_plans(session, ground.workspace, AMIRA)
    assert kept is not None
    assert (kept.state, len(live)) == (reflections.KEPT, 1)


async def test_a_share_waits_for_what_is_being_written_by_the_same_person(ground: Ground):
    seen = await begun(ground)
    await say(ground, 10, "One.")
    await Talking(ground).keep(AMIRA, seen.talk, key="keep")
    async with ground.reading() as session:
        row = await reflections.by_form(session, ground.workspace, AMIRA, BLANK.form)
    assert row is not None

    async with ground.writing.begin() as session:
        await reflections.hold_writer(session, ground.workspace, AMIRA)
        sharing = asyncio.create_task(Sharing(ground).share(AMIRA, row.id, TEAM, key="share"))
        done, _ = await asyncio.wait({sharing}, timeout=A_MOMENT)
    await sharing

    assert done == set()
    async with ground.reading() as session:
        assert len(await shares.open_of(session, ground.workspace, row.id)) == 1


async def test_more_than_a_stage_takes_is_not_saved_and_says_so(ground: Ground):
    await begun(ground)
    await say(ground, 10, "a few words " * 200)

    crossed = await say(ground, 10.1, "more words " * 200)

    assert "3,000" in crossed.said
    assert (await words(ground))["What"].endswith("a few words")


async def test_turning_it_off_ends_a_talk_and_messages_are_answered_as_ever(ground: Ground):
    talking = Talking(ground)
    seen = await begun(ground)
    await say(ground, 10, "One.")
    await Applying(ground).apply(read_service_file(agreed(AMIRA, BEN)))

    assert await talking.hear(message(20, "Two.")) is None
    with pytest.raises(Mistaken, match="has ended"):
        await talking.keep(AMIRA, seen.talk, key="keep")
    with pytest.raises(Mistaken, match="turned off"):
        await talking.begin(AMIRA, BLANK, key="again")


async def test_beginning_another_leaves_the_first_as_a_draft(ground: Ground):
    talking = Talking(ground)
    first = await begun(ground)
    await say(ground, 10, "One.")

    other = FormOf(form="e" * 24, occurrence=None, pack="", prompt="")
    second = await begun(ground, other)
    await say(ground, 20, "Two.")

    assert await words(ground) == {"What": "One."}
    assert await words(ground, other.form) == {"What": "Two."}
    assert "under Mine" in second.said
    with pytest.raises(Mistaken, match="has ended"):
        await talking.turn(AMIRA, first.talk, 0, back=False, key="skip")


async def test_nobody_presses_in_anothers_talk(ground: Ground):
    talking = Talking(ground)
    seen = await begun(ground)

    for act in (talking.stop, talking.keep):
        with pytest.raises(Mistaken, match="has ended"):
            await act(BEN, seen.talk, key="press")
    with pytest.raises(Unknown):
        await talking.begin("U0STRANGER", BLANK, agrees=True, key="begin")


async def test_settled_names_go_to_the_stage_they_answered(ground: Ground):
    talking = Talking(ground)
    seen = await begun(ground)
    late = message(10, "Kacper hid.")
    await talking.hear(late)
    await say(ground, 20, "He hid.")

    settled = await talking.settle(message(10, "Kacper hid.", key="press"), seen.talk, 0, KEEP)
    refused = await talking.settle(message(30, "Zofia too.", key="other"), seen.talk, 1, "something else")

    assert settled.turn is Turn.SAID
    assert refused.turn is Turn.NAMES
    assert await words(ground) == {"What": "Kacper hid.\n\nHe hid."}


async def test_what_is_not_a_person_is_remembered_from_a_talk_too(ground: Ground):
    talking = Talking(ground)
    seen = await begun(ground)
    await talking.settle(message(10, "At Tanglewood.", key="press"), seen.talk, 0, NOT_A_PERSON)

    assert await talking.which(AMIRA, "Tanglewood again.") == ()
    assert await talking.which(BEN, "We met at Tanglewood again.") == ("Tanglewood",)


async def test_words_that_bring_signposts_bring_them_once_and_the_row_is_the_same(ground: Ground):
    await begun(ground)

    first = await say(ground, 10, "I haven't told anyone that he was hit again last night.")
    second = await say(ground, 20, "I still haven't told anyone that he was hit.")

    assert first.concerned is not None
    assert second.concerned is None


@pytest.mark.parametrize(
    ("ts", "moment"),
    [
        ("1790000000.000100", datetime.fromisoformat("2026-09-21T14:13:20.000100+00:00")),
        ("1790000000", datetime.fromisoformat("2026-09-21T14:13:20+00:00")),
    ],
)
def test_a_number_of_slacks_is_a_moment(ts: str, moment: datetime):
    assert moment_of(ts) == moment


def test_what_is_no_number_of_slacks_is_refused():
    with pytest.raises(Mistaken, match="can't find that message"):
        moment_of("soon")


async def test_messages_heard_in_the_same_moment_are_all_saved(ground: Ground):
    await begun(ground)
    letters = "abcdef"

    heard = await asyncio.gather(
        *(
            Talking(ground).hear(message(10 + at / 100, f"Thought {each}."))
            for at, each in enumerate(letters)
        ),
        *(Talking(ground).hear(message(10, "Thought a.")) for _ in range(5)),
    )

    saved = "\n\n".join((await words(ground)).values())
    assert sorted(saved.split("\n\n")) == [f"Thought {each}." for each in letters]
    assert sum(each is not None and each.turn is Turn.NOTHING for each in heard) == 5


async def test_edits_of_one_stage_in_the_same_moment_all_reach_it(ground: Ground):
    letters = "abcdef"
    await begun(ground)
    for at, each in enumerate(letters):
        await say(ground, 10 + at / 100, f"Thought {each}.")

    await asyncio.gather(
        *(
            Talking(ground).amend(message(10 + at / 100, f"Better {each}.", key=f"edit {each}"))
            for at, each in enumerate(letters)
        )
    )

    saved = "\n\n".join((await words(ground)).values())
    assert saved == "\n\n".join(f"Better {each}." for each in letters)


async def test_an_edit_while_it_is_kept_and_while_the_form_is_sent_is_neither_lost_nor_in_the_way(
    ground: Ground,
):
    seen = await begun(ground)
    await say(ground, 10, "One.")
    await say(ground, 20, "Two.")
    other = Written(lines={"Now what": "Three."}, choices={})

    await asyncio.gather(
        Talking(ground).amend(message(10, "One, better.", key="first edit")),
        Talking(ground).keep(AMIRA, seen.talk, key="kept"),
        Talking(ground).amend(message(20, "Two, better.", key="second edit")),
        Reflecting(ground).step(AMIRA, BLANK, other, to=0, key="sent"),
    )

    assert await words(ground) == {"What": "One, better.", "So what": "Two, better.", "Now what": "Three."}


async def test_a_message_that_a_stranger_changes_or_writes_belongs_to_nothing(ground: Ground):
    stranger = Message(person="U0NOBODY", ts=stamp(10), key="any", text="Hello.")

    assert await Talking(ground).amend(stranger) is None
    assert await Talking(ground).hear(stranger) is None
