"""Every table says what becomes of it when a person is erased, and the documents say the same."""

import pytest
from sqlalchemy import Table

from bot.flows.exporting import SAID
from storage.forgetting import FILES, LINES, Fate, Line
from storage.tables import metadata
from tests.house.committed import document

GONE = (Fate.DELETED, Fate.EMPTIED)


def lines_of(table: str) -> list[Line]:
    return [line for line in LINES if line.table == table]


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_each_table_has_a_line(table: str):
    assert lines_of(table), f"say in storage/forgetting.py what becomes of {table} when a person is erased"


def test_no_line_is_of_a_table_that_is_gone():
    assert {line.table for line in LINES} == set(metadata.tables)


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_each_column_that_names_a_person_is_in_a_line(table: Table):
    naming = {key.parent.name for key in table.foreign_keys if key.target_fullname == "person.id"}

    said = {path for line in lines_of(table.name) for path in line.of}

    assert naming <= said


@pytest.mark.parametrize("table", metadata.tables.values(), ids=lambda table: table.name)
def test_each_table_that_hangs_on_what_is_erased_is_erased_before_it(table: Table):
    places = {line.table: number for number, line in enumerate(LINES) if line.fate is Fate.DELETED}
    hangs_on = {key.column.table.name for key in table.foreign_keys} - {table.name}

    late = [name for name in hangs_on if name in places and places.get(table.name, -1) > places[name]]

    assert late == []


def test_a_line_of_nobody_leads_nowhere_and_every_other_leads_somewhere():
    for line in LINES:
        assert bool(line.of) is (line.fate is not Fate.OF_NOBODY), line.table
        assert bool(line.empties) is (line.fate is Fate.EMPTIED), line.table


def test_what_stays_or_is_not_exported_has_a_reason():
    silent = [
        line.table
        for line in LINES
        if not line.why and (line.fate is not Fate.DELETED or line.once_gone or line.export is None)
    ]

    assert silent == []


def test_each_file_of_an_export_has_a_line_and_is_explained_in_it():
    assert set(FILES) == set(SAID)
    assert {line.export for line in LINES if line.export} <= set(FILES)
    assert "reflections.json" in FILES


def test_confidentiality_names_each_file_of_an_export_and_each_table_in_which_an_id_stays():
    said = document("docs/confidentiality.md")
    staying = {
        line.table for line in LINES if line.of and (line.fate not in GONE or line.once_gone or line.why)
    }

    assert len(staying) > 5
    assert [name for name in FILES if f"`{name}`" not in said] == []
    assert [table for table in sorted(staying) if f"`{table}`" not in said] == []
