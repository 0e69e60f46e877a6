"""Views of sharing: what each says, that Slack takes them, and that choosing loses nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.seen_shares import ChoosingSeen, OpenedSeen, ReceivedSeen, ShareSeen, ToShareSeen
from bot.slack import form, share_choices, share_views
from bot.slack.metadata import remembered
from bot.slack.share_rows import share_rows
from tests.unit.slack.facts import DUTY, LAST_STEP, buttons, checked, words

ON = date(2026, 11, 24)
OFFERED = (
    ("private", "Keep private"),
    ("supervisor", "My supervisor"),
    ("peer", "A peer I choose"),
    ("agenda", "Bring to supervision"),
    ("team", "Show the team without my name"),
)
ONE, TWO = (("U0SUP", "Sunita"),), (("U0LEAD", "Priya"), ("U0SUP", "Sunita"))
CHOOSING = ChoosingSeen(shares=OFFERED, supervisors=ONE)
OPENED = OpenedSeen(
    share="share-1",
    writer="Amira",
    shared_on=ON,
    question="What helped?",
    lines=(("What", "We sat & <talked>."), ("So what", "It was slower.")),
    may_reply=True,
    signposts=(DUTY,),
)
TO_SHARE = ToShareSeen(reflection="r1", question="What helped?", kept_on=ON, choosing=CHOOSING)
BY_BEN = ShareSeen(
    share="share-1",
    audience="peer",
    words="Ben (peer)",
    shared_on=ON,
    openings=(datetime(2026, 11, 24, 9, 30, tzinfo=UTC),),
    line_back="I would have waited too.",
)
BY_TEAM = ShareSeen(share="share-2", audience="team", words="the team without your name", shared_on=ON)


@pytest.mark.parametrize(
    ("chosen", "submit", "begins"),
    [
        ({}, "Keep private", "Your words stay yours unless you share them."),
        ({"audience": "supervisor", "name": "Sunita"}, "Share with Sunita", "Sunita can open these words,"),
        ({"audience": "supervisor"}, "Share with my supervisor", "The supervisor you choose can open"),
        ({"audience": "peer"}, "Share with a peer", "The colleague you choose can open these words,"),
        ({"audience": "peer", "name": "Ben"}, "Share with Ben", "Ben can open these words, with your name, "),
        ({"audience": "agenda", "name": "Sunita"}, "Bring to supervision", "Sunita can open these words,"),
        ({"audience": "team"}, "Show the team", "Your team sees these words in its digest, without"),
        ({"audience": "peer", "trouble": "That is you."}, "Share with a peer", "That is you."),
    ],
    ids=["private", "supervisor", "none yet", "no peer yet", "peer", "agenda", "team", "trouble"],
)
def test_the_button_and_the_line_say_what_will_happen(chosen: dict[str, str], submit: str, begins: str):
    seen = replace(CHOOSING, **chosen)  # type: ignore[arg-type]

    assert share_choices.submit_words(seen) == submit
    assert words(share_choices.who_sees(seen)).startswith(begins)


def test_a_second_choice_stands_only_where_one_is_to_be_named():
    def blocks(**chosen: object) -> list[str]:
        return [block["block_id"] for block in share_choices.sharing(replace(CHOOSING, **chosen))]  # type: ignore[arg-type]

    assert blocks(audience="supervisor") == ["field:share"]
    assert blocks(audience="team") == ["field:share"]
    assert blocks(audience="peer") == ["field:share", "field:share_peer"]
    assert blocks(audience="agenda", supervisors=TWO) == ["field:share", "field:share_supervisor"]


CHOSEN = st.builds(
    ChoosingSeen,
    shares=st.just(OFFERED),
    supervisors=st.sampled_from([(), ONE, TWO]),
    audience=st.sampled_from([code for code, _ in OFFERED]),
    name=st.none() | st.text(min_size=1, max_size=60),
    trouble=st.none() | st.text(min_size=1),
)


@given(choices=st.lists(CHOSEN, max_size=6))
def test_whatever_was_chosen_on_the_way_keep_private_is_the_form_as_it_began(choices: list[ChoosingSeen]):
    begun = form.form(replace(LAST_STEP, shares=OFFERED, supervisors=ONE))

    view = begun
    for chosen in choices:
        view = share_choices.redrawn(view, chosen)
        checked(view)

    assert share_choices.redrawn(view, CHOOSING) == begun


@pytest.mark.parametrize(
    ("choices", "reader"),
    [
        ({"share": ("private",), "share_peer": ("U0BEN",)}, None),
        ({"share": ("team",), "share_peer": ("U0BEN",)}, None),
        ({"share": ("peer",), "share_peer": ("U0BEN",), "share_supervisor": ("U0LEAD",)}, "U0BEN"),
        ({"share": ("peer",)}, None),
        ({"share": ("supervisor",)}, "U0SUP"),
        ({"share": ("agenda",), "share_supervisor": ("U0LEAD",)}, "U0LEAD"),
        ({}, None),
    ],
)
def test_the_reader_is_who_the_form_names_and_nobody_else(
    choices: dict[str, tuple[str, ...]], reader: str | None
):
    view = form.form(replace(LAST_STEP, shares=OFFERED, supervisors=ONE))

    assert share_choices.reader_in(view, choices) == reader


def test_with_several_supervisors_the_form_means_none_of_them_by_itself():
    view = form.form(replace(LAST_STEP, shares=OFFERED, supervisors=TWO))

    assert remembered(view["private_metadata"]).reader == ""
    assert share_choices.reader_in(view, {"share": ("supervisor",)}) is None


def test_the_list_says_who_and_when_and_how_what_is_brought_stands_apart():
    seen = (
        ReceivedSeen(share="s1", writer="Amira", shared_on=ON),
        ReceivedSeen(share="s2", writer="<!channel>", shared_on=ON, is_for_supervision=True),
    )

    view = share_views.received(seen, page="https://inrole.example.org/enter/x")

    checked(view)
    said = words(view["blocks"])
    assert said.index("Amira") < said.index("Brought to supervision") < said.index("&lt;!channel&gt;")
    assert buttons(view["blocks"]) == ["Open", "Open", "Open the page"]


def test_an_empty_list_says_what_it_will_show():
    assert "Nothing is shared with you now." in words(share_views.received(())["blocks"])


def test_what_is_opened_offers_a_line_to_a_peer_who_has_written_none():
    peer = share_views.opened(OPENED)
    written = share_views.opened(replace(OPENED, may_reply=False, line_back="I would have waited."))

    checked(peer)
    checked(written)
    assert "We sat &amp; &lt;talked&gt;." in words(peer["blocks"])
    assert (buttons(peer["blocks"]), buttons(written["blocks"])) == (["Write a line back"], [])
    assert "I would have waited." in words(written["blocks"])


def test_slack_takes_very_many_and_very_long_ones():
    rows = [ReceivedSeen(share=f"s{number}", writer="A" * 80, shared_on=ON) for number in range(300)]
    long = tuple((f"Stage {number}", "\U0001f33f " * 1500) for number in range(12))

    checked(share_views.received(rows))
    checked(share_views.opened(replace(OPENED, lines=long)))


def test_the_form_of_a_line_has_what_stands_in_every_form():
    view = share_views.line_form(OPENED)

    checked(view)
    said = words(view["blocks"])
    assert "No names or details that point to a child, family or colleague." in said
    assert "No one monitors Inrole" in said
    assert "01632 960 111" in said
    assert remembered(view["private_metadata"]).form == "share-1"


def test_sharing_later_begins_with_keep_private():
    view = share_views.share_later(TO_SHARE)

    checked(view)
    assert view["submit"]["text"] == "Keep private"
    assert remembered(view["private_metadata"]) == replace(remembered(None), form="r1", reader="U0SUP")


def test_each_share_is_withdrawn_by_itself_and_all_of_them_at_once_where_there_are_several():
    none, one, two = (share_rows("r1", each) for each in ((), (BY_BEN,), (BY_BEN, BY_TEAM)))

    assert buttons(none) == ["Share", "Bring to supervision"]
    assert buttons(one) == ["Withdraw", "Share", "Bring to supervision"]
    assert buttons(two) == ["Withdraw", "Withdraw", "Share", "Bring to supervision", "Withdraw from all"]
    assert "Private" in words(none)
    assert "Opened 24 November 2026 at 09:30." in words(one)
    assert "I would have waited too." in words(one)


def test_what_is_withdrawn_already_has_no_button_for_it():
    rows = share_rows("r1", (replace(BY_BEN, can_withdraw=False, words="Ben (peer, withdrawn)"),))

    assert buttons(rows) == ["Share", "Bring to supervision"]
    assert "Ben (peer, withdrawn)" in words(rows)
    assert "Private now" in words(rows)
