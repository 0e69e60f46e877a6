"""The pack that is never sent: it opens by its words, and each of its taps shows people to talk to."""

import pytest

from prompts.library import load_library
from prompts.pathways import AFTER_SOMETHING_HARD, asks_after_something_hard

PACK = load_library().packs[AFTER_SOMETHING_HARD]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("after something hard", True),
        ("After-something-hard", True),
        ("something really hard", True),
        ("a hard day", True),
        ("something serious", True),
        ("hard", False),
        ("hardship meeting", False),
        ("visit", False),
        ("", False),
    ],
)
def test_the_pack_is_asked_for_by_its_words(words: str, expected: bool):
    assert asks_after_something_hard(words) is expected


def test_it_is_never_sent_and_no_tap_of_it_is_kept():
    assert not PACK.sent
    assert len(PACK.prompts) > 8
    for prompt in PACK.prompts:
        assert set(prompt.taps) <= set(prompt.signposts)
        assert not prompt.stages
