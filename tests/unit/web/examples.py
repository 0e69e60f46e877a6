"""Made-up facts that pages are drawn from."""

import json
from datetime import UTC, date, datetime
from typing import Any

from bot.flows.entering import Reader
from bot.flows.seen import (
    CardSeen,
    SetUpSeen,
    SetUpTeam,
    SignpostSeen,
)
from bot.flows.seen_journal import (
    KeptSeen,
    MineSeen,
    UnfinishedSeen,
)
from bot.flows.seen_library import ShownLine, SuggestionSeen
from bot.flows.seen_plans import PlanSeen, ToldSeen
from bot.flows.seen_shares import ShareSeen
from practice.digest import as_json, compose
from practice.privacy import Band, Figure, Shown, Withheld
from practice.windows import Period
from prompts.library import load_library

ADDRESS = "http://inrole.test"
NOW = datetime(2026, 11, 23, 9, 40, tzinfo=UTC)
NORTH = "assessment-north"
LAST_ON = date(2026, 11, 22)
AMIRA = Reader(person="U0AMIRA", name="Amira")
CARD = CardSeen(
    slug="offering-a-real-choice",
    name="Offering a real choice",
    principle="Choice",
    parts=(
        ("Looks like", "Two or more options, each truly possible, and “no” is one of them."),
        ("In a very full week", "“Kitchen or front room?” and mean it."),
        ("Words to try", "“Shall we do the hard part first or last?”"),
        (
            "When there is no choice",
            "Say so: “This part isn't up to either of us. What would make it easier?”",
        ),
        ("Counts as partly", "You offered; the moment went before they could answer."),
        ("Not this", "A choice with one right answer."),
    ),
)
CONTENT: dict[str, Any] = json.loads(
    as_json(
        compose(
            team_name="Assessment North",
            period=Period(from_on=date(2026, 10, 26), until_on=date(2026, 11, 23)),
            published_at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
            figures=(
                Shown(figure=Figure.USED, answered=7, cells=(), band=Band.MOST),
                Shown(figure=Figure.COULD_NOT, answered=7, cells=(), band=Band.SOME),
                Shown(figure=Figure.VERY_FULL_WEEKS, answered=7, cells=(), band=Band.FEW),
                Withheld(figure=Figure.BARRIERS),
            ),
            element_names=("Offering a real choice",),
        )
    )
)
SHOWN = (
    (
        "I asked which room felt easier and then waited. It took longer than I'm used to.",
        "I noticed how often my choices have one right answer.",
    ),
    ("We did the form last instead of first. He told me what he would have left out.",),
)
SHOWN_TO_TEAM = ShareSeen(
    share="s1", audience="team", words="the team, without your name", shared_on=date(2026, 11, 17)
)
WITH_SUNITA = ShareSeen(
    share="s2",
    audience="supervisor",
    words="Sunita (supervisor)",
    shared_on=date(2026, 11, 18),
    openings=(NOW,),
    line_back="I would like to hear more.",
)
MINE = MineSeen(
    plans=(
        PlanSeen(
            plan="p1",
            made_on=date(2026, 11, 3),
            moment="I am asked to visit before four",
            act="ask which room feels easier",
            sentence="If I am asked to visit before four, then I will ask which room feels easier.",
            told=(ToldSeen(on=date(2026, 11, 10), said="Tried it. It helped.", line="He sat down."),),
        ),
    ),
    kept=(
        KeptSeen(
            reflection="r2",
            kept_on=date(2026, 11, 17),
            question="Offering a real choice: since last Tuesday, did you get to use it?",
            lines=(("What", "She picked the garden."), ("So what", "Waiting was the choice.")),
            shares=(SHOWN_TO_TEAM, WITH_SUNITA),
        ),
        KeptSeen(
            reflection="r1",
            kept_on=date(2026, 11, 10),
            question="What helped you stay steady this week?",
            lines=(("What", "A walk between two visits."),),
        ),
    ),
)
DRAFT = UnfinishedSeen(
    reflection="d1",
    begun_on=date(2026, 11, 20),
    kept_until=date(2026, 11, 27),
    question="What would you like to try next?",
    lines=(("What", "Half a thought."),),
    form="f1",
)
SET_UP = SetUpSeen(
    service="Northshire Children's Services",
    threshold=5,
    threshold_since=((date(2026, 9, 1), 5),),
    teams=(
        SetUpTeam(
            name="Assessment North",
            members=("Amira", "Ben", "Chidi", "Dilys", "Esme", "Femi", "Grace"),
            founding=("Amira", "Ben", "Chidi", "Dilys", "Esme", "Femi"),
            readers=(("supervisor", "Sunita"), ("manager", "Morgan")),
            rhythms=("Weekly question: every Tuesday, near the end of each person's own day.",),
            digest="Every four weeks, on the working day after the window ends.",
        ),
    ),
    role_holders=(("practice lead", "Lowri"), ("commissioner", "Priya")),
    signposts=(
        SignpostSeen(
            name="Duty manager",
            contact="01632 960 111",
            said_when="a child may be at risk",
            hours="Monday to Friday, 09:00 to 17:30",
        ),
        SignpostSeen(name="Out-of-hours team", contact="01632 960 222", said_when="a child may be at risk"),
    ),
    changes=((date(2026, 11, 2), "Grace joined Assessment North."),),
)
LIBRARY = load_library()
LINES = (
    ShownLine(reflection="r2", number=0, words="I asked which room felt easier & then <waited>."),
    ShownLine(reflection="r2", number=1, words="Waiting was the choice."),
)
SUGGESTION = SuggestionSeen(
    suggestion="s1",
    pack="home-visit",
    prompt="a-real-choice",
    element="",
    said="On your last visit, did the person get a real choice, even a small one?",
    words="Say <em>child</em> as well.",
    by=None,
    made_on=date(2026, 11, 20),
)
