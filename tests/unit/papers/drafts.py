"""Facts for drafts, with something in each place."""

from datetime import date

from bot.papers.cpd import CpdFacts, FollowUp, PeerLine, Plan
from bot.papers.paper import Block, Kind, Paper, Section
from practice.cpd import Line, Reflection

MARCH = date(2026, 3, 12)
MAY = date(2026, 5, 7)

VISIT = Reflection(
    on=MARCH,
    question="Which choice could you offer when time was short?",
    lines=(
        Line(stage="What", asked="What happened?", words="The visit felt rushed."),
        Line(stage="So what", asked="What did it mean?", words="The order was a choice they could make."),
        Line(stage="Now what", asked="What next?", words="Say what is up for choice at the start."),
        Line(stage="words", asked="Any of these?", words="steady / hopeful"),
    ),
)
WRITING = Reflection(
    on=MAY,
    question="Whose words are in the plan?",
    lines=(
        Line(stage="Description", words="Our words, on every page."),
        Line(stage="Analysis", words="Theirs were shorter."),
    ),
)
PLAN = Plan(
    moment="a visit feels rushed",
    act="say what happens next before I leave",
    follow_ups=(FollowUp(on=date(2026, 4, 2), outcome="Tried it", words="They rang first."),),
)
PEER = PeerLine(
    role="A senior colleague",
    on=date(2026, 5, 20),
    words="You slowed down, and they noticed.",
    changed="I leave five minutes at the end.",
)
FACTS = CpdFacts(
    service="Northshire Children's Services",
    elements=("Offering a real choice",),
    principles=("choice",),
    reflections=(WRITING, VISIT),
    plans=(PLAN,),
    peer=PEER,
)


def unmasked(words: str) -> str:
    return words


def paper_saying(words: str) -> Paper:
    """Return a paper with `words` in each place that words can stand."""
    return Paper(
        title=f"Title {words}",
        under_title=words,
        notices=(words,),
        sections=(
            Section(
                heading=f"Heading {words}",
                blocks=(
                    *(Block(kind=kind, words=words) for kind in Kind),
                    Block(kind=Kind.WORDS, words=words, label=f"Label {words}"),
                ),
            ),
        ),
        foot=words,
    )
