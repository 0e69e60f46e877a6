"""Applying a service file changes what it names and nothing else."""

from pathlib import Path

import pytest

from bot.errors import Mistaken
from bot.flows.applying import Applying
from bot.flows.ground import Ground, the_workspace
from bot.flows.service_file import read_service_file
from prompts.library import load_library
from sandbox.clock import SteppingClock
from storage import people, rhythms
from storage.database import Database
from storage.sealing import Seal, new_key
from tests.examples import MONDAY, service


@pytest.fixture
async def ground(database: Database) -> Ground:
    return Ground(
        database=database,
        clock=SteppingClock(MONDAY),
        library=load_library(),
        seal=Seal((new_key(),)),
        draw_key=b"0" * 32,
        names_keys=(b"1" * 32,),
        address="https://inrole.example.org",
        workspace=await the_workspace(database),
    )


async def test_the_same_file_twice_changes_nothing(ground: Ground):
    first = await Applying(ground).apply(read_service_file(service("U0BEN")))
    again = await Applying(ground).apply(read_service_file(service("U0BEN")))

    assert "team Assessment North (assessment-north)" in first.added
    assert again.nothing


async def test_a_rehearsal_says_what_would_change_and_writes_nothing(ground: Ground):
    changes = await Applying(ground).apply(read_service_file(service()), rehearse=True)

    async with ground.reading() as session:
        assert await people.teams(session, ground.workspace) == []
    assert changes.added


async def test_a_person_no_longer_named_is_ended_and_not_deleted(ground: Ground):
    await Applying(ground).apply(read_service_file(service("U0BEN")))

    changes = await Applying(ground).apply(read_service_file(service()))

    async with ground.reading() as session:
        assert await people.person(session, ground.workspace, "U0BEN") is not None
        assert await people.memberships(session, ground.workspace, person="U0BEN") == []
    assert changes.ended == ["Assessment North: U0BEN is no longer in the team"]


async def test_an_edited_rhythm_gets_a_new_version_and_keeps_the_old(ground: Ground):
    await Applying(ground).apply(read_service_file(service()))

    await Applying(ground).apply(read_service_file(service().replace(b'"tue"', b'"wed"')))

    async with ground.reading() as session:
        (rhythm,) = await rhythms.open_rhythms(session, ground.workspace)
        assert (await rhythms.latest_version(session, ground.workspace, rhythm.id)).number == 2


async def test_the_smallest_group_can_rise_and_not_fall(ground: Ground):
    raised = service().replace(b"practice_leads", b"minimum_group = 8\npractice_leads")
    await Applying(ground).apply(read_service_file(raised))

    with pytest.raises(Mistaken, match=r"service\.minimum_group: .*8.*raised, not lowered"):
        await Applying(ground).apply(read_service_file(service()))


@pytest.mark.parametrize(
    ("instead_of", "written", "said"),
    [
        (b'pack = "pulse"', b'pack = "puls"', r"teams\[0\]\.rhythms\[0\]\.pack: there is no pack 'puls'"),
        (
            b'"offering-a-real-choice"',
            b'"being-nice"',
            r"teams\[0\]\.focus\[0\]: there is no practice element",
        ),
        (b'on = ["tue"]', b'on = ["tuesday"]', r"teams\[0\]\.rhythms\[0\]\.on\[0\]"),
        (b'on = ["tue"]', b"", r"teams\[0\]\.rhythms\[0\]: say when with exactly one of"),
        (
            b'on = ["tue"]',
            b'on = ["tue"]\nzone = "Mars/Base"',
            r"rhythms\[0\]\.zone: 'Mars/Base' is not a known zone",
        ),
        (b"U0AMIRA", b"amira", r"people\[0\]\.slack"),
        (b"[service]", b"[service", r"not valid TOML: .*line 2, column"),
        (b'taking_part = "ask"', b'taking_part = "yes"', r"people\[0\]\.taking_part"),
        (b"practice_leads", b"practise_leads", r"service\.practise_leads"),
    ],
    ids=["pack", "focus", "weekday", "no dates", "zone", "slack id", "toml", "word", "unknown key"],
)
async def test_one_fault_refuses_the_whole_file_with_its_place(
    ground: Ground, instead_of: bytes, written: bytes, said: str
):
    file = service().replace(instead_of, written)

    with pytest.raises(Mistaken, match=said):
        await Applying(ground).apply(read_service_file(file))

    async with ground.reading() as session:
        assert await people.teams(session, ground.workspace) == []


def test_a_file_of_bytes_that_are_no_text_is_refused_with_a_sentence(tmp_path: Path):
    with pytest.raises(Mistaken, match="not UTF-8"):
        read_service_file(b"\xff\xfe\x00")
