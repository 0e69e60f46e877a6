"""What a service file may not be: each fault is one sentence with its place, and never a crash."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Mistaken
from bot.flows.service_file import read_service_file

FILE = """[service]
name = "Northshire"
hours = "09:00-17:00"
practice_leads = ["U0LEAD"]

[[people]]
slack = "U0AMIRA"
working_days = ["mon", "tue"]
shift = { pattern = "2 on 4 off", from = 2026-11-02, start = "21:30", end = "07:30" }

[[supervision]]
supervisor = "U0SUP"
practitioner = "U0AMIRA"

[[teams]]
name = "Assessment North"
focus = ["offering-a-real-choice"]
practitioners = ["U0AMIRA", "U0BEN"]

[[teams.rhythms]]
name = "Weekly question"
pack = "pulse"
on = ["tue"]
every_weeks = 1
at = "moment"
zone = "member"
spread_minutes = 20
starts_on = 2026-11-24
expires_after = "3 working days"
"""
RHYTHM = r"^teams\[0\]\.rhythms\[0\]\."
NESTING = 100_000


def changed(instead_of: str, written: str) -> bytes:
    """Return the file with one piece of it written otherwise."""
    assert instead_of in FILE
    return FILE.replace(instead_of, written, 1).encode()


@pytest.mark.parametrize(
    "written",
    [b"\xef\xbb\xbf" + FILE.encode(), FILE.replace("\n", "\r\n").encode()],
    ids=["byte order mark", "Windows line ends"],
)
def test_a_file_saved_on_windows_means_the_same(written: bytes):
    assert read_service_file(written) == read_service_file(FILE.encode())


@pytest.mark.parametrize(
    ("instead_of", "written", "said"),
    [
        ('"Northshire"', "5", r"^service\.name: write words in quotation marks$"),
        ('"Northshire"', '""', r"^service\.name: this is empty"),
        ('"Northshire"', '"   "', r"^service\.name: this is empty"),
        ('"Northshire"', f'"{"x" * 201}"', r"^service\.name: .*200 characters at most"),
        ('"Northshire"', '"a\\u0000b"', r"^service\.name: .*one line"),
        ('"Assessment North"', '"a\\u202Eb"', r"^teams\[0\]\.name: .*cannot be seen"),
        ('"Assessment North"', f'"{"ab " * 66}"', r"^teams\[0\]\.key: the name is too long"),
        ('"Assessment North"', '"\U0001f389"', r"^teams\[0\]\.key: .*write a key"),
        ('name = "Northshire"', 'name = "N"\nzone = "member"', r"^service\.zone: 'member' is not a known"),
        ('name = "Northshire"', 'name = "N"\nminimum_group = "5"', r"minimum_group: write a whole number"),
        ('name = "Northshire"', 'name = "N"\nminimum_group = 4', r"minimum_group: choose 5 or more"),
        ('"09:00-17:00"', '"25:00-17:00"', r"^service\.hours: hours read like"),
        ('"09:00-17:00"', '"09:00-09:00"', r"^service\.hours: .*same minute"),
        ('"member"', '["Europe/London"]', RHYTHM + "zone: .*is not a known zone"),
        ('"moment"', '"24:00"', RHYTHM + "at: a time reads like"),
        ("2026-11-24", "86400", RHYTHM + "starts_on: a date reads like"),
        ("2026-11-24", "9999-12-31", RHYTHM + "starts_on: .*between 1900 and 2199"),
        ("2026-11-24", "2026-11-24T00:00:00", RHYTHM + "starts_on: a date reads like"),
        ("every_weeks = 1", "every_weeks = true", RHYTHM + "every_weeks: write a whole number"),
        ("every_weeks = 1", "every_weeks = 3", RHYTHM + "every_weeks: choose 1, 2, 4 or 6"),
        ("spread_minutes = 20", "spread_minutes = 241", RHYTHM + "spread_minutes: choose 240 or less"),
        ('"3 working days"', f'"{"9" * 5000} working days"', RHYTHM + "expires_after: write a number"),
        ('"2 on 4 off"', '"0 on 0 off"', r"^people\[0\]\.shift\.pattern: a pattern reads like"),
        ('end = "07:30"', 'end = "21:30"', r"^people\[0\]\.shift: .*same minute"),
        ('"U0SUP"', '"U0AMIRA"', r"^supervision\[0\]: nobody supervises themselves"),
        ('["mon", "tue"]', "[]", r"^people\[0\]\.working_days: this list is empty"),
        (
            '["U0AMIRA", "U0BEN"]',
            '["amira"]',
            r'^teams\[0\]\.practitioners\[0\]: write a Slack id, such as "U',
        ),
        (
            '["offering-a-real-choice"]',
            '["offering-a-real-choice", "Offering a real choice"]',
            r"^teams\[0\]\.focus\[1\]: .*twice",
        ),
        ('["U0LEAD"]', '["U0LEAD"]\ncolour = "blue"', r"^service\.colour: there is no such key here"),
        ("[[teams.rhythms]]", "[[teams.rythms]]", r"^teams\[0\]\.rythms: there is no such key here"),
        ('pack = "pulse"\n', "", RHYTHM + "pack: this is needed"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_write(instead_of: str, written: str, said: str):
    with pytest.raises(Mistaken, match=said):
        read_service_file(changed(instead_of, written))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"", "service: this is needed"),
        (b"\x00" * 100, "not valid TOML: .*line 1, column 1"),
        (FILE.encode("utf-16"), "not UTF-8"),
        (b"#" * 5_000_001, "larger than 5 MB"),
        (b"a = " + b"[" * NESTING, "brackets go too deep"),
        (b"a = " + b"{a=" * NESTING, "brackets go too deep"),
        (b"a = " + b"9" * 5000, "a number in it is too long"),
        (b"[service]\nname = 'x'\nname = 'y'\n", "line 3"),
        (b"service = [1]", "service: keys and values belong here"),
        (b"[service]\nname = 'x'\n[teams]\nname = 'y'\n", "teams: this is a list"),
    ],
    ids=[
        "empty",
        "zeros",
        "another encoding",
        "huge",
        "deep list",
        "deep table",
        "long number",
        "key twice",
        "list for a table",
        "table for a list",
    ],
)
def test_bytes_that_are_no_service_file_are_refused_with_a_sentence(written: bytes, said: str):
    with pytest.raises(Mistaken, match=said):
        read_service_file(written)


def test_names_of_any_script_and_with_signs_are_kept_as_written():
    name = "\U0001f469\u200d\U0001f469\u200d\U0001f467 Gogledd T\u0177 \u0627\u0644\u0634\u0645\u0627\u0644"

    read = read_service_file(changed('"Northshire"', f'"{name}"'))

    assert read.service.name == name


VALUES = st.one_of(
    st.none().map(lambda _: "[]"),
    st.booleans().map(lambda value: str(value).lower()),
    st.integers().map(str),
    st.floats().map(repr),
    st.dates().map(str),
    st.times().map(str),
    st.datetimes().map(str),
    st.sampled_from(['""', '"x"', "[1]", '["x"]', "[[]]", "{}", "{ a = 1 }", '"99:99"', '"0 working days"']),
)
PLACES = [line for line in FILE.splitlines() if " = " in line]


@given(st.sampled_from(PLACES), VALUES)
def test_whatever_value_stands_anywhere_it_is_taken_or_refused_with_its_place(line: str, value: str):
    written = changed(line, f"{line.partition(' = ')[0]} = {value}")

    said = refusal_of(written)

    assert said == "" or re.match(r"[a-z_]+(\[[0-9]+\])?[^ ]*: [^ ]", said) or "not valid TOML: " in said


def refusal_of(written: bytes) -> str:
    """Return the sentence that refuses a file, or nothing for one that is taken."""
    try:
        read_service_file(written)
    except Mistaken as refusal:
        return str(refusal)
    return ""
