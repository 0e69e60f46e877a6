"""What a question's message needs from its prompt and its pack."""

import pytest

from bot.flows.asking import seconds_for, taps_in
from prompts.library import load_library

LIBRARY = load_library()


@pytest.mark.parametrize(
    ("length", "seconds"),
    [
        ("about 60 seconds", 60),
        ("60 to 90 seconds", 90),
        ("about 2 minutes beforehand; the meeting takes 30 to 45", 120),
        ("about 10 seconds a week, 60 seconds a month", 10),
        ("not long", 10),
    ],
)
def test_a_question_says_how_long_its_pack_says(length: str, seconds: int):
    assert seconds_for(length, short=False) == seconds
    assert seconds_for(length, short=True) == 10


def test_only_one_tap_answers_are_buttons_and_every_short_form_has_some():
    prompts = [prompt for pack in LIBRARY.packs.values() for prompt in pack.prompts]

    assert {prompt.answer for prompt in prompts if taps_in(prompt, short=False)} == {"tap"}
    assert {prompt.answer for prompt in prompts if not taps_in(prompt, short=False)} > {"several", "line"}
    assert all(taps_in(prompt, short=True) for prompt in prompts)
