"""Everything the library holds is taken by Slack as it is drawn: each prompt, each form, each card."""

from collections.abc import Iterator
from itertools import product

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.flows.browsing import previewed
from bot.flows.forms import layout_for
from bot.flows.seen import CardSeen, FormSeen, QuestionSeen
from bot.slack import form, messages, modals
from prompts.library import load_library
from prompts.prompt import PATHWAYS, ROLES
from tests.unit.slack.facts import DUTY, SHARES, buttons, checked, words

LIBRARY = load_library()
PACKS = sorted(LIBRARY.packs)
KINDS = [
    ("pulse", "weekly-item"),
    ("home-visit", "a-real-choice"),
    ("home-visit", "when-it-got-heated"),
    ("home-visit", "what-a-child-showed"),
]


def questions(pack: str) -> Iterator[QuestionSeen]:
    """Yield every prompt of a pack, whole and in its short form."""
    for prompt, short in product(LIBRARY.packs[pack].prompts, (False, True)):
        yield previewed(LIBRARY, LIBRARY.packs[pack], prompt, short=short)


def steps(pack: str, prompt: str) -> Iterator[FormSeen]:
    """Yield every step of a prompt's form."""
    layout = layout_for(LIBRARY, pack, prompt)
    for number, fields in enumerate(layout.steps):
        is_last = number + 1 == len(layout.steps)
        yield FormSeen(
            form="form-1",
            occurrence=None,
            pack=pack,
            prompt=prompt,
            question=layout.question,
            step=number,
            steps=len(layout.steps),
            fields=fields,
            shares=SHARES if is_last else (),
            signposts=(DUTY,),
        )


def as_card(slug: str, role: str | None, pathway: str | None) -> CardSeen:
    card = LIBRARY.card_for(slug, role, pathway)
    assert card is not None
    parts = tuple((section.title, section.text) for section in card.sections())
    return CardSeen(slug=slug, name=card.name, principle=card.principle, parts=parts)


@pytest.mark.parametrize("pack", PACKS)
def test_slack_takes_every_prompt_whole_and_short(pack: str):
    drawn = [(seen, messages.question(seen), modals.question(seen)) for seen in questions(pack)]

    assert len(drawn) >= 16
    for seen, message, view in drawn:
        checked(message)
        checked(view)
        assert "{" not in message.text
        assert len(message.text) < 600
        assert seen.is_personal or seen.question in message.text
        assert not seen.is_personal or seen.question not in message.text


@pytest.mark.parametrize("pack", PACKS)
def test_every_short_form_can_be_answered_where_it_stands(pack: str):
    for seen in questions(pack):
        if seen.is_short:
            blocks = modals.question(seen)["blocks"] if seen.is_personal else messages.question(seen).blocks
            assert [word for _, word in seen.taps if word not in buttons(blocks)] == []
            assert seen.taps


@pytest.mark.parametrize("pack", PACKS)
def test_slack_takes_every_step_of_every_form(pack: str):
    drawn = [form.form(step) for prompt in LIBRARY.packs[pack].prompts for step in steps(pack, prompt.slug)]

    assert len(drawn) >= 16
    for view in drawn:
        checked(view)


@pytest.mark.parametrize("slug", sorted(LIBRARY.cards))
def test_slack_takes_every_card_in_every_role_on_every_pathway(slug: str):
    for role, pathway in product((None, *ROLES), (None, *PATHWAYS)):
        seen = as_card(slug, role, pathway)
        view = modals.card(seen)
        checked(view)
        assert [
            text for _, text in seen.parts if text.replace("&", "&amp;") not in words(view["blocks"])
        ] == []


@pytest.mark.parametrize(("pack", "prompt"), KINDS, ids=["weekly", "tap", "word bank", "line"])
def test_each_kind_of_prompt_is_drawn_as_it_was_agreed(pack: str, prompt: str, snapshot: SnapshotAssertion):
    found = LIBRARY.prompt(pack, prompt)
    assert found is not None

    message = messages.question(previewed(LIBRARY, LIBRARY.packs[pack], found))
    short = messages.question(previewed(LIBRARY, LIBRARY.packs[pack], found, short=True))

    assert (message.text, message.blocks, short.text) == snapshot


def test_a_card_is_drawn_as_it_was_agreed(snapshot: SnapshotAssertion):
    assert modals.card(as_card("offering-a-real-choice", "social worker", "visit")) == snapshot
