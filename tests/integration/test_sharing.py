"""Sharing: the choices of the form, with one named person, once, and what cannot be chosen."""

import asyncio

import pytest

from sandbox import acts
from tests.acting import (
    as_text,
    asked,
    choose_share,
    mine,
    press,
    rows,
    send,
    view_text,
    write,
)
from tests.examples import agreed
from tests.sharing import (
    A_PEER,
    AMIRA,
    BEN,
    BRING,
    MY_SUPERVISOR,
    SUNITA,
    WORDS,
    close_all,
    form_of,
    name_peer,
    notices,
    read,
    received,
    shared,
    shares,
    submit_words,
    written,
)


async def test_the_form_offers_each_choice_in_its_words_keep_private_first(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await written(wire)

        asking = next(block for block in form_of(wire)["blocks"] if block.get("block_id") == "field:share")

        assert [each["text"]["text"] for each in asking["element"]["options"]] == [
            "Keep private",
            MY_SUPERVISOR,
            A_PEER,
            BRING,
            "Show the team without my name",
        ]
        assert asking["element"]["initial_option"]["value"] == "private"


async def test_the_button_and_the_line_below_name_the_reader_and_nothing_is_stored_before_it_is_sent(
    ready_url: str,
):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await written(wire, MY_SUPERVISOR)
        write(wire, AMIRA, {"if": "a visit feels rushed"})
        assert submit_words(wire) == "Share with Sunita"
        assert "Sunita can open these words, with your name." in view_text(wire, AMIRA)

        await choose_share(wire, AMIRA, A_PEER)
        assert submit_words(wire) == "Share with a peer"
        await name_peer(wire, BEN)
        assert submit_words(wire) == "Share with Ben"
        assert "Ben can open these words, with your name, and may write" in view_text(wire, AMIRA)
        await choose_share(wire, AMIRA, BRING)
        assert submit_words(wire) == BRING
        assert "Which colleague?" not in view_text(wire, AMIRA)

        assert "a visit feels rushed" in as_text(form_of(wire)["state"])
        assert await rows(wire, "SELECT id FROM share") == []
        await wire.tick()
        assert notices(wire, SUNITA) == notices(wire, BEN) == []


async def test_one_reflection_can_be_open_to_several_and_withdrawn_from_one(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await shared(wire, MY_SUPERVISOR)
        sharing = wire.inrole.flows.sharing
        (reflection,) = (await rows(wire, "SELECT id FROM reflection"))[0]
        await sharing.share(AMIRA, reflection, "peer", BEN, key="one")
        await sharing.bring(AMIRA, reflection, key="two")
        await sharing.share(AMIRA, reflection, "team", key="three")
        await sharing.share(AMIRA, reflection, "peer", BEN, key="four")
        assert await shares(wire) == [
            ("agenda", SUNITA),
            ("peer", BEN),
            ("supervisor", SUNITA),
            ("team", None),
        ]

        assert len(await rows(wire, "SELECT id FROM sending WHERE subject LIKE 'shared:%'")) == 2
        (share,) = (await rows(wire, "SELECT id FROM share WHERE audience = 'peer'"))[0]
        await sharing.withdraw_one(AMIRA, share)

        assert await shares(wire) == [("agenda", SUNITA), ("supervisor", SUNITA), ("team", None)]
        assert "Nothing is shared with you now." in await received(wire, BEN)
        await press(wire, AMIRA, "Add a line")
        assert "shared this one with Sunita" in view_text(wire, AMIRA)
        assert "shown this one to the team" in view_text(wire, AMIRA)
        await close_all(wire, AMIRA)
        await sharing.withdraw(AMIRA, reflection)
        assert await shares(wire) == []


async def test_with_several_supervisors_a_second_choice_names_each(ready_url: str):
    file = agreed(AMIRA).replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0SUP", "U0LEAD"]')
    async with asked(ready_url, written=file) as wire:
        await written(wire, MY_SUPERVISOR)
        assert submit_words(wire) == "Share with my supervisor"

        wire.hand(AMIRA).fill("field:share_supervisor", "Priya")
        await wire.workspace.settled()

        assert submit_words(wire) == "Share with Priya"
        assert await send(wire, AMIRA) is None
        assert await shares(wire) == [("supervisor", "U0LEAD")]
        assert "Nothing is shared with you now." in await received(wire, SUNITA)


async def test_a_pair_makes_a_supervisor_of_somebody_who_has_no_team(ready_url: str):
    pair = b'\n[[supervision]]\nsupervisor = "U0COM"\npractitioner = "U0AMIRA"\nkind = "professional"\n'
    file = agreed(AMIRA).replace(b'supervisors = ["U0SUP"]', b"supervisors = []") + pair
    async with asked(ready_url, written=file) as wire:
        await shared(wire, MY_SUPERVISOR)

        assert await shares(wire) == [("supervisor", "U0COM")]
        assert WORDS in await read(wire, "U0COM")


async def test_without_a_supervisor_neither_choice_that_needs_one_is_offered(ready_url: str):
    file = agreed(AMIRA).replace(b'supervisors = ["U0SUP"]', b"supervisors = []")
    async with asked(ready_url, written=file) as wire:
        await written(wire)

        said = view_text(wire, AMIRA)
        assert MY_SUPERVISOR not in said
        assert BRING not in said
        assert A_PEER in said


async def test_a_supervisor_who_changed_before_it_was_sent_is_not_swapped_for_the_next(ready_url: str):
    file = agreed(AMIRA)
    async with asked(ready_url, written=file) as wire:
        await written(wire, MY_SUPERVISOR)
        await wire.apply(file.replace(b'supervisors = ["U0SUP"]', b'supervisors = ["U0LEAD"]'))

        refused = await wire.hand(AMIRA).submit()

        assert refused == {
            "field:share": "Sunita isn't named as your supervisor any more. "
            "What you wrote is saved, and private for now."
        }
        assert await shares(wire) == []
        await choose_share(wire, AMIRA, "Keep private")
        assert await send(wire, AMIRA) is None
        assert WORDS in await mine(wire, AMIRA)


@pytest.mark.parametrize(
    ("peer", "sentence"),
    [
        (AMIRA, "That is you. Choose a colleague."),
        ("U0STRANGER", "Inrole isn't set up for them, so they could not open it. Choose another colleague."),
        ("U0GUEST", "Guy isn't a member of this workspace. Choose another colleague."),
        (BEN, "Ben is no longer in this workspace. Choose another colleague."),
    ],
    ids=["oneself", "unknown", "a guest", "left meanwhile"],
)
async def test_a_peer_who_cannot_be_is_said_so_and_nothing_is_lost(ready_url: str, peer: str, sentence: str):
    async with asked(ready_url, AMIRA, BEN, "U0GUEST") as wire:
        await written(wire, A_PEER, peer)
        if peer == BEN:
            wire.workspace.change(BEN, deleted=True)
            await wire.workspace.settled()

        refused = await wire.hand(AMIRA).submit()

        assert refused == {"field:share_peer": f"{sentence} What you wrote is saved, and private for now."}
        assert await shares(wire) == []
        assert await wire.hand(AMIRA).submit() == refused
        await name_peer(wire, "U0SUP")
        assert await send(wire, AMIRA) is None
        assert await shares(wire) == [("peer", SUNITA)]
        assert len(await rows(wire, "SELECT id FROM reflection")) == 1


async def test_a_form_without_words_shares_nothing_and_says_so(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await press(wire, AMIRA, "Reflect")
        await wire.hand(AMIRA).submit()
        await choose_share(wire, AMIRA, MY_SUPERVISOR)

        refused = await wire.hand(AMIRA).submit()

        assert refused == {"field:share": "There are no words in it yet, so there is nothing to read."}
        assert await rows(wire, "SELECT id FROM reflection") == []


async def test_a_form_sent_three_times_shares_once_and_tells_once(ready_url: str):
    async with asked(ready_url, AMIRA, BEN) as wire:
        await written(wire, A_PEER, BEN)
        slow = wire.workspace.screens[AMIRA].stack[-1]

        sent = acts.submission(wire.workspace, slow)
        answers = await asyncio.gather(*(wire.workspace.courier.interaction(sent) for _ in range(3)))
        await wire.tick()

        assert [answer.json() for answer in answers] == [None, None, None]
        assert await shares(wire) == [("peer", BEN)]
        assert len(notices(wire, BEN)) == 1
