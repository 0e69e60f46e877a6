"""The short form of a question comes after a very full week, and no reader of what came of it learns so."""

from datetime import UTC, datetime

import pytest

from bot.flows.journal_facts import in_full
from prompts.library import load_library
from storage.tables import Reflection
from tests.acting import as_text, asked, choose_share, press, reply, rows, send, write
from tests.examples import agreed
from tests.sharing import AMIRA, MY_SUPERVISOR, SUNITA, WORDS, read
from tests.wire import Wire

LIBRARY = load_library()
SHORTENED = [
    (pack.slug, prompt)
    for pack in LIBRARY.packs.values()
    for prompt in pack.prompts
    if prompt.short.text != prompt.text
]
ON_THURSDAYS = """
ends_on = 2026-11-24

[[teams.rhythms]]
name = "After a meeting"
pack = "meeting"
on = ["thu"]
starts_on = 2026-11-26
"""
THURSDAY_EVENING = datetime(2026, 11, 26, 17, tzinfo=UTC)


async def thursdays(wire: Wire) -> tuple[str, bool]:
    """Return the slug of Thursday's question, and whether it came in its short form."""
    ((prompt, short),) = await rows(wire, "SELECT prompt, short FROM nudge WHERE pack = 'meeting'")
    return prompt, bool(short)


@pytest.mark.parametrize("pressure", ["steady", "not safe to carry"])
async def test_a_supervisor_reads_the_whole_question_whichever_form_of_it_came(ready_url: str, pressure: str):
    async with asked(ready_url, AMIRA, written=agreed(AMIRA, rhythm=ON_THURSDAYS)) as wire:
        await reply(wire, AMIRA, "Yes", pressure)
        await wire.until(THURSDAY_EVENING)
        slug, is_short = await thursdays(wire)
        prompt = LIBRARY.prompt("meeting", slug)
        assert prompt is not None
        assert is_short is (pressure == "not safe to carry")

        await press(wire, AMIRA, "Reflect")
        line = next(stage.name for stage in prompt.stages if stage.answer == "line")
        while "field:share" not in (step := as_text(wire.hand(AMIRA).view())):
            if f"field:{line}" in step:
                write(wire, AMIRA, {line: WORDS})
            assert await send(wire, AMIRA) is None
        await choose_share(wire, AMIRA, MY_SUPERVISOR)
        assert await send(wire, AMIRA) is None
        await wire.tick()
        said = await read(wire, SUNITA)

        assert WORDS in said
        assert prompt.text in said
        assert prompt.short.text not in said


def test_every_short_form_reads_as_the_whole_question():
    rows_of = {
        prompt.text: Reflection(
            workspace="w", person=AMIRA, form="f", pack=pack, prompt=prompt.slug, question=prompt.short.text
        )
        for pack, prompt in SHORTENED
    }

    assert len(rows_of) > 100
    assert {in_full(LIBRARY, row) for row in rows_of.values()} == rows_of.keys()


def test_a_question_in_other_words_stays_as_it_was_asked():
    row = Reflection(workspace="w", person=AMIRA, form="f", question="What stays with you?")

    assert in_full(LIBRARY, row) == "What stays with you?"
