"""What was written is kept and shown whole, and what was published stays as it was."""

import json

import pytest

from bot.errors import Refusal
from bot.slack.readings import WHERE_THE_REST_IS
from tests.acting import BEFORE_ASKED, SHOWN, as_text, reflect
from tests.examples import TWELVE, agreed
from tests.integration.test_digests import ALL_WITHHELD
from tests.windows import (
    BEFORE_THE_WINDOW,
    FORTNIGHT_PUBLISHED,
    FOUR_WEEKS_PUBLISHED,
    QUESTION_AT,
    TEAM,
    WINDOW_BEGINS,
    all_reply,
    figures,
    frozen,
    questioned,
    signed_in,
)
from tests.wire import Wire, joined

LEAF, LISTEN = "\U0001f33f", "\u0627\u0633\u062a\u0645\u0639 \u0625\u0644\u064a\u0647\u0645"
SCRIPTS = f"Dw i'n gwrando. {LEAF * 30} {LISTEN}. "
SEVEN, SIX, FIVE = TWELVE[:7], TWELVE[:6], TWELVE[:5]
NEXT_PUBLISHED = FOUR_WEEKS_PUBLISHED.replace(month=2, day=1)
TWICE = "every_weeks = 4\nends_on = 2027-01-05"


async def test_f32_a_digest_too_long_for_a_view_says_where_the_rest_is_and_the_page_has_all_of_it(
    ready_url: str,
):
    async with questioned(ready_url) as wire:
        await all_reply(wire)
        for person in TWELVE:
            await reflect(wire, person, {"What": _long(person)}, share=SHOWN, button="Add a line")
        await wire.jump(FORTNIGHT_PUBLISHED)
        hand = wire.hand("U0SUP")
        await hand.command("/digest")
        await hand.press(hand.messages()[-1], "Open here")
        view = hand.view()
        assert view is not None
        page = await (await signed_in(wire, "U0SUP")).get(f"/teams/{TEAM}/digests/latest")

    parts = [as_text(block.get("text", {})) for block in view["blocks"]]
    opened = [person for person in TWELVE if any(_sign(person) in part for part in parts)]
    assert 0 < len(opened) < len(TWELVE)
    assert WHERE_THE_REST_IS in as_text(view)
    shown = page.text.replace("&#39;", "'")
    assert [person for person in TWELVE if _long(person) not in shown] == []


async def test_f33_five_replies_are_shown_in_bands_and_with_one_person_less_nothing_is(ready_url: str):
    """A team of seven is the least that has figures; of six it has none, and the first stay as they are."""
    async with joined(ready_url, at=BEFORE_THE_WINDOW) as wire:
        await wire.apply(_file(*SEVEN))
        await wire.jump(WINDOW_BEGINS)
        await wire.jump(QUESTION_AT)
        await all_reply(wire, *FIVE)
        await wire.jump(QUESTION_AT.replace(day=29))
        await wire.apply(_file(*SIX))
        await wire.jump(FOUR_WEEKS_PUBLISHED)
        first = await frozen(wire)
        assert json.loads(first)["figures"]["used"]["shown"] is True
        assert json.loads(first)["figures"]["used"]["band"] in ("few", "some", "most")

        await wire.jump(QUESTION_AT.replace(year=2027, month=1, day=5))
        await all_reply(wire, *FIVE)
        await wire.jump(NEXT_PUBLISHED)

        assert await figures(wire) == ALL_WITHHELD
        assert await frozen(wire, f"/api/v1/teams/{TEAM}/digests/2027-01-03") == first


@pytest.mark.parametrize(("kept", "asked_for"), [(5, 4), (7, 6)])
async def test_f33_the_smallest_group_is_never_lowered(ready_url: str, kept: int, asked_for: int):
    async with joined(ready_url, at=BEFORE_ASKED) as wire:
        await wire.apply(agreed(*SEVEN, service=f"minimum_group = {kept}"))

        with pytest.raises(Refusal, match=str(kept)):
            await wire.apply(agreed(*SEVEN, service=f"minimum_group = {asked_for}"))

        assert f"at least {kept} people replied" in await _set_up(wire)


async def _set_up(wire: Wire) -> str:
    hand = wire.hand("U0SUP")
    await hand.open_home()
    await hand.press_home("Read")
    view = hand.view()
    assert view is not None
    return as_text(view)


def _file(*people: str) -> bytes:
    return agreed(*people, rhythm=TWICE, starts_on="2026-12-08")


def _sign(person: str) -> str:
    return f"[{TWELVE.index(person)}]"


def _long(person: str) -> str:
    return (_sign(person) + SCRIPTS * 60)[:2990].strip()
