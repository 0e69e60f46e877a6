"""The checker refuses each kind of bad content by file, place and rule, and finds none in what ships."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prompts.checking import check
from prompts.fault import Rule
from prompts.library import LibraryFault, load_library, read_library, read_over
from prompts.parsing import Shelf, parse
from prompts.rules import WHOLE_LIBRARY, library_faults
from tests.unit.prompts.bad_content import CARD_FILE, CORPUS, GOOD, PACK_FILE, Bad, write


@pytest.fixture(name="shipped", scope="module")
def _shipped() -> Shelf:
    return read_library()[0]


def test_the_library_that_ships_breaks_no_rule():
    library = load_library()

    assert len(library.packs) >= 3
    assert check() == []
    assert check(library) == []


def test_a_small_good_folder_breaks_no_rule(tmp_path: Path):
    folder = write(tmp_path, GOOD)

    faults = check(folder)

    assert faults == []


@pytest.mark.parametrize("bad", CORPUS.values(), ids=CORPUS.keys())
def test_bad_content_is_refused_by_file_place_and_rule(bad: Bad, shipped: Shelf):
    texts = {f"northshire/{name}": text for name, text in bad.written().items()}

    _, faults = read_over(shipped, texts)

    named = {(fault.file, fault.place, fault.rule) for fault in faults}
    assert (f"northshire/{bad.file}", bad.place, bad.rule) in named
    assert all(fault.sentence.endswith((".", '"')) for fault in faults)


@pytest.mark.parametrize(
    "name", ["TOML that does not close its text", "an unknown role", "twenty-six words", "one tap"]
)
def test_bad_content_in_a_folder_stops_the_start_with_one_sentence(name: str, tmp_path: Path):
    folder = write(tmp_path, CORPUS[name].written())

    with pytest.raises(LibraryFault) as refused:
        load_library(folder)

    assert str(folder) in str(refused.value)
    assert "\n" not in str(refused.value)


def test_every_rule_is_broken_somewhere_in_the_tests():
    broken = {bad.rule for bad in CORPUS.values()} | {"folder", "empty folder"}

    assert broken == set(get_args(Rule))


def test_an_unknown_pathway_of_a_pack_is_told_once_and_not_for_each_prompt(tmp_path: Path):
    folder = write(tmp_path, CORPUS["an unknown pathway, told once"].written())

    faults = check(folder)

    assert [fault.place for fault in faults] == ["pathways[0]"]


def test_an_empty_folder_is_refused(tmp_path: Path):
    faults = check(tmp_path)

    assert [(fault.file, fault.rule) for fault in faults] == [(str(tmp_path), "empty folder")]


def test_a_file_in_no_known_folder_is_refused(tmp_path: Path):
    folder = write(tmp_path, GOOD | {"packs/lost.toml": "title = 'x'"})

    faults = check(folder)

    assert [(fault.file, fault.rule) for fault in faults] == [(f"{folder}/packs/lost.toml", "folder")]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path):
    faults = check(tmp_path / "nowhere")

    assert [fault.rule for fault in faults] == ["folder"]


def test_a_file_that_is_not_text_is_a_fault_and_not_a_crash(tmp_path: Path):
    folder = write(tmp_path, GOOD)
    (folder / PACK_FILE).write_bytes(b"\xff\xfe\x00")

    faults = check(folder)

    assert [fault.rule for fault in faults] == ["folder"]


def test_a_whole_library_is_held_to_the_floor_of_each_lens():
    library = load_library()
    pack = library.packs["pulse"]
    packs = {f"pack-{number}": replace(pack, slug=f"pack-{number}") for number in range(WHOLE_LIBRARY)}
    whole = replace(library, packs=MappingProxyType(packs))
    part = replace(library, packs=MappingProxyType({"pulse": pack}))

    faults = list(library_faults(whole))

    assert "poverty" in " ".join(fault.sentence for fault in faults)
    assert list(library_faults(part)) == []


def test_a_card_may_show_what_not_to_say(tmp_path: Path):
    folder = write(tmp_path, GOOD)

    assert "must" in (folder / CARD_FILE).read_text(encoding="utf-8")
    assert check(folder) == []


_VALUES = st.recursive(
    st.one_of(st.integers(), st.booleans(), st.text(max_size=8).map(repr)),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(
    st.dictionaries(
        st.sampled_from(
            ["title", "purpose", "version", "moment", "stages", "prompts", "roles", "framework", "slug"]
        ),
        _VALUES,
        max_size=6,
    ),
    st.sampled_from(["texts/odd.toml", "elements/odd.toml", "frameworks.toml"]),
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_no_file_however_odd_makes_reading_raise(table: dict[str, object], file: str):
    text = "\n".join(
        f"{name} = {str(value).replace('True', 'true').replace('False', 'false')}"
        for name, value in table.items()
    )

    shelf = parse({file: text})

    assert shelf.faults or not text or file == "frameworks.toml"
