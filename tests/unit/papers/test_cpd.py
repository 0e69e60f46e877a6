"""A CPD draft is laid out as the regulator asks, and every word of a person is masked on the way."""

from dataclasses import replace

import pytest

from bot.papers.cpd import NO_PEER, CpdFacts, PeerLine, lay_out
from bot.papers.paper import Kind, Paper
from bot.papers.plain_text import as_text
from practice.cpd import Line
from practice.cpd import without_identifiers as without
from tests.unit.papers.drafts import FACTS, MARCH, PEER, PLAN, VISIT, unmasked

HEADINGS = [
    "Title, type and date",
    "What the activity was",
    "What I learned",
    "Impact on my practice and the people I work with",
    "Peer reflection",
    "Also written",
]


def blocks_of(paper: Paper, heading: str) -> list[tuple[Kind, str, str]]:
    section = next(each for each in paper.sections if each.heading == heading)
    return [(block.kind, block.label, block.words) for block in section.blocks]


def words_of(paper: Paper) -> str:
    return as_text(paper).decode("utf-8-sig")


def test_a_draft_has_the_parts_of_the_form_in_their_order():
    paper = lay_out(FACTS, mask=unmasked)

    assert [section.heading for section in paper.sections] == HEADINGS


def test_each_stage_stands_under_its_heading_oldest_first_with_its_question_and_date():
    paper = lay_out(FACTS, mask=unmasked)

    assert blocks_of(paper, "What I learned")[1:] == [
        (Kind.WORDS, "What did it mean? (12 March 2026)", "The order was a choice they could make."),
        (Kind.WORDS, "Analysis (7 May 2026)", "Theirs were shorter."),
    ]
    assert (Kind.WORDS, "What happened? (12 March 2026)", "The visit felt rushed.") in blocks_of(
        paper, HEADINGS[1]
    )
    assert blocks_of(paper, "Also written")[1:] == [
        (Kind.WORDS, "Any of these? (12 March 2026)", "steady / hopeful")
    ]


def test_one_reflection_needs_no_dates_beside_its_questions():
    paper = lay_out(replace(FACTS, reflections=(VISIT,)), mask=unmasked)

    assert blocks_of(paper, "What I learned")[1][1] == "What did it mean?"


def test_a_plan_and_what_came_of_it_count_as_impact():
    paper = lay_out(replace(FACTS, reflections=(replace(VISIT, lines=()),)), mask=unmasked)

    assert blocks_of(paper, HEADINGS[3])[1:] == [
        (
            Kind.WORDS,
            "My plan",
            "If a visit feels rushed, then I will say what happens next before I leave",
        ),
        (Kind.WORDS, "How it went, 2 April 2026", "Tried it\nThey rang first."),
    ]


def test_dates_tell_which_registration_year_they_fall_in():
    late = replace(VISIT, on=MARCH.replace(month=12))

    one = lay_out(FACTS, mask=unmasked)
    two = lay_out(replace(FACTS, reflections=(VISIT, late)), mask=unmasked)

    assert "In the registration year that ends on 30 November 2026." in words_of(one)
    assert "In the registration years that end on 30 November 2026 and 30 November 2027." in words_of(two)


def test_a_draft_without_a_peer_shows_the_gap_and_says_what_is_asked_for():
    paper = lay_out(replace(FACTS, peer=None), mask=unmasked)

    gap, rule = blocks_of(paper, "Peer reflection")
    assert gap == (Kind.GAP, "", NO_PEER)
    assert NO_PEER == "Peer reflection: not added yet"
    assert "at least two entries" in rule[2]
    assert "30 November" in rule[2]


def test_a_peer_is_told_by_role_with_the_date_their_line_and_what_changed():
    paper = lay_out(FACTS, mask=unmasked)

    assert blocks_of(paper, "Peer reflection")[1:] == [
        (Kind.WORDS, "With whom", "A senior colleague"),
        (Kind.WORDS, "When", "20 May 2026"),
        (Kind.WORDS, "What they said", "You slowed down, and they noticed."),
        (Kind.WORDS, "What changed for me", "I leave five minutes at the end."),
    ]


@pytest.mark.parametrize("missing", ["What", "So what", "Now what"])
def test_a_part_nothing_was_written_for_shows_a_gap(missing: str):
    lines = tuple(line for line in VISIT.lines if line.stage != missing)

    paper = lay_out(
        replace(FACTS, reflections=(replace(VISIT, lines=lines),), plans=(), peer=PEER), mask=unmasked
    )

    gaps = [block for section in paper.sections for block in section.blocks if block.kind is Kind.GAP]
    assert len(gaps) == 1
    assert gaps[0].words.startswith("Not written yet: ")


def test_what_a_peer_led_to_shows_a_gap_until_it_is_written():
    paper = lay_out(replace(FACTS, peer=replace(PEER, changed=" ")), mask=unmasked)

    assert blocks_of(paper, "Peer reflection")[-1][0] is Kind.GAP


def test_a_draft_says_that_it_is_one_and_that_stories_identify_and_never_that_all_is_clear():
    words = words_of(lay_out(FACTS, mask=unmasked))

    assert "This is a draft for you to read and change." in words
    assert "a story can still identify" in words
    assert "Some can be missed" in words
    assert not any(said in words.lower() for said in ("all clear", "anonymous", "anonymised", "safe to"))


def test_every_word_of_the_writer_and_the_peer_passes_the_mask():
    lines = tuple(replace(line, words=f"SEEN {line.words}") for line in VISIT.lines)
    follow_up = replace(PLAN.follow_ups[0], words="SEEN too")
    facts = CpdFacts(
        service="Northshire",
        reflections=(replace(VISIT, lines=lines),),
        plans=(replace(PLAN, moment="SEEN moment", act="SEEN act", follow_ups=(follow_up,)),),
        peer=PeerLine(role="SEEN role", on=MARCH, words="SEEN words", changed="SEEN change"),
    )

    words = words_of(lay_out(facts, mask=lambda each: each.replace("SEEN", "hidden")))

    assert words.count("hidden") == 4 + 3 + 3
    assert "SEEN" not in words


def test_identifiers_are_out_of_a_draft_masked_with_the_guard():
    line = Line(stage="What", words="I rang Kieran Walsh on 07700 900123.")
    facts = replace(FACTS, reflections=(replace(VISIT, lines=(line,)),))

    words = words_of(lay_out(facts, mask=without))

    assert "I rang [name] on [phone number]." in words
    assert "Kieran" not in words


def test_a_draft_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one reflection"):
        CpdFacts(service="Northshire", reflections=())
