"""Every case of what goes wrong in practice names tests, and each of them exists."""

import re

from tests.failures import TESTS, proven_by

CASES = [f"F{number:02}" for number in range(1, 41)]


def test_every_case_has_a_test_that_exists():
    named = proven_by()
    there = {
        f"{file.stem.removeprefix('test_')}::{name}"
        for file in TESTS.glob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert list(named) == CASES
    assert [case for case, tests in named.items() if not tests] == []
    assert [test for tests in named.values() for test in tests if test not in there] == []


def test_a_test_that_carries_a_case_in_its_name_stands_beside_it():
    named = proven_by()
    carried = [
        (f"F{number}", f"{file.stem.removeprefix('test_')}::{name}")
        for file in TESTS.glob("test_*.py")
        for name, number in re.findall(
            r"^(?:async )?def (test_f(\d\d)_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    ]

    assert carried
    assert [(case, test) for case, test in carried if test not in named[case]] == []
