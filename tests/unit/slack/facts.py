"""Facts to draw, and whether Slack would take what was drawn."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.flows.riding import OUTCOMES
from bot.flows.seen import (
    CardSeen,
    DigestSeen,
    FieldKind,
    FieldSeen,
    FormSeen,
    HomeSeen,
    QuestionSeen,
    RoleWelcomeSeen,
    SetUpSeen,
    SetUpTeam,
    SignpostSeen,
    Stage,
    TeamSeen,
    WelcomeSeen,
)
from bot.flows.seen_journal import KeptSeen, MineSeen, UnfinishedSeen
from bot.flows.seen_library import LinesSeen, ShownLine, SuggestFormSeen
from bot.flows.seen_plans import FollowUpSeen, FollowUpStage, PlanSeen, ToldSeen
from bot.flows.seen_shares import ShareSeen
from bot.slack.blocks import Json
from bot.slack.written import Message
from practice.facts import BARRIERS
from sandbox.limits import checked_message, checked_view

ASKED = QuestionSeen(
    occurrence="occurrence-1",
    question="*Offering a real choice*: since last Tuesday, did you get to use it?",
    taps=(
        ("yes", "Yes"),
        ("partly", "Partly"),
        ("could_not", "Came up, couldn't"),
        ("did_not", "Didn't come up"),
    ),
    is_weekly=True,
    stage=Stage.ASKED,
    later=(("end_of_today", "End of today"), ("tomorrow", "Tomorrow")),
    element="offering-a-real-choice",
    words_to_try="Shall we do the hard part first or last?",
)
OTHER = replace(
    ASKED,
    question="On your last visit, did the person get a real choice, even a small one?",
    taps=(("0", "Yes"), ("1", "A small one"), ("2", "Not this time")),
    is_weekly=False,
    seconds=60,
)
PERSONAL = replace(OTHER, question="You said this week was very full. Our practice focus:", is_personal=True)
DUTY = SignpostSeen(
    name="duty manager",
    contact="01632 960 111",
    said_when="a child may be at risk",
    hours="mon-fri 09:00-17:30",
)
OUT_OF_HOURS = SignpostSeen(
    name="out-of-hours team", contact="01632 960 222", said_when="a child may be at risk"
)
COLLEAGUE = SignpostSeen(name="designated lead", contact="01632 960 333", said_when="a colleague")
SHARES = (("private", "Keep private"), ("team", "Show the team without my name"))
FIRST_STEP = FormSeen(
    form="form-1",
    occurrence="occurrence-1",
    pack="pulse",
    prompt="weekly-item",
    question="Offering a real choice",
    step=0,
    steps=2,
    fields=(
        FieldSeen(name="What", label="What happened, in a sentence or two?", value="We sat & <talked>"),
        FieldSeen(
            name="Where",
            label="Where was it?",
            kind=FieldKind.TAP,
            options=(("a visit", "A visit"), ("a call", "A call")),
            value="a call",
        ),
        FieldSeen(
            name="barriers",
            label="What got in the way? Up to three",
            kind=FieldKind.SEVERAL,
            options=tuple(BARRIERS.items()),
            values=("time", "rule"),
        ),
    ),
    signposts=(DUTY, OUT_OF_HOURS, COLLEAGUE),
)
LAST_STEP = replace(
    FIRST_STEP,
    step=1,
    fields=(FieldSeen(name="if", label="If this happens ..."), FieldSeen(name="then", label="then I will")),
    shares=SHARES,
)
CARD = CardSeen(
    slug="offering-a-real-choice",
    name="Offering a real choice",
    principle="choice",
    parts=(("Looks like", "Two ways, each truly possible."), ("Not this", "A choice with one right answer.")),
)
CONTENT: dict[str, object] = {
    "team": "Assessment North",
    "from": "2026-11-02",
    "to": "2026-11-29",
    "published_at": "2026-11-30T09:30:00Z",
    "headline": "Most used it. For some it came up and couldn't be done.",
    "elements": ["Offering a real choice"],
    "rule": "Every count was changed by up to two.",
    "figures": {
        "used": {"shown": True, "band": "most"},
        "could_not": {"shown": True, "band": "some"},
        "very_full_weeks": {"shown": False},
        "barriers": {"shown": True, "named": ["Not enough time", "Another agency"]},
    },
    "questions": ["What helped?", "What would make it easier?"],
    "withheld": "Where something isn't shown, too few people could be counted.",
}
DIGEST = DigestSeen(
    team="assessment-north",
    team_name="Assessment North",
    content=CONTENT,
    shown=(("I asked where she wanted to sit.", "I will ask again."), ("We took a break.",)),
    focus=(CARD,),
    page="/teams/assessment-north/digests/2026-11-29",
)
KEPT = KeptSeen(
    reflection="reflection-1",
    kept_on=date(2026, 11, 3),
    question="Offering a real choice",
    lines=(("What", "She chose the kitchen."), ("So what", "It went more slowly.")),
    shares=(
        ShareSeen(
            share="share-1",
            audience="team",
            words="the team, without your name",
            shared_on=date(2026, 11, 4),
        ),
    ),
)
PLAN = PlanSeen(
    plan="plan-1",
    made_on=date(2026, 11, 3),
    moment="a visit feels rushed",
    act="say what happens next",
    sentence="If a visit feels rushed, then I will say what happens next.",
    said="When it's all rush I say <what> comes & when.",
    told=(
        ToldSeen(on=date(2026, 11, 10), said="Tried it. A bit better", line="They stayed <till> the end."),
    ),
)
FOLLOW_UP = FollowUpSeen(
    plan="plan-1",
    stage=FollowUpStage.ASKED,
    asks="You made a plan on 3 November. Did the moment come?",
    choices=tuple((code, said) for code, (_, said) in OUTCOMES.items()),
)
MINE = MineSeen(
    plans=(PLAN, replace(PLAN, plan="plan-2", ended_on=date(2026, 11, 24))),
    kept=(KEPT, replace(KEPT, reflection="reflection-2", shares=())),
)
DRAFT = UnfinishedSeen(
    reflection="reflection-3",
    begun_on=date(2026, 11, 23),
    kept_until=date(2026, 11, 30),
    question="What would you do again?",
    lines=(("What", "Half a thought."),),
    form="form-3",
)
TEAM = TeamSeen(
    key="assessment-north",
    name="Assessment North",
    digests=(date(2026, 11, 29), date(2026, 11, 1)),
    next_digest_at=datetime(2026, 12, 28, 9, 30, tzinfo=UTC),
    is_reader=False,
)
HOME = HomeSeen(
    name="Amira",
    now=datetime(2026, 11, 24, 14, tzinfo=UTC),
    zone="Europe/London",
    takes_part=True,
    question="occurrence-1",
    paused_until=None,
    is_paused=False,
    teams=(TEAM,),
    is_practitioner=True,
)
SET_UP = SetUpSeen(
    service="Northshire Children's Services",
    threshold=5,
    threshold_since=(),
    teams=(
        SetUpTeam(
            name="Assessment North",
            members=("Amira", "Ben"),
            founding=("Amira",),
            readers=(("supervisor", "Sunita"), ("manager", "Marek")),
            rhythms=("Weekly question: every Tuesday",),
            digest="The next digest is due on Monday 30 November 2026.",
        ),
    ),
    role_holders=(("practice lead", "Lena"),),
    signposts=(DUTY, COLLEAGUE),
    changes=(),
)
SUGGEST = SuggestFormSeen(
    form="form-1",
    pack="home-visit",
    prompt="a-real-choice",
    element="",
    said="On your last visit, did the person get a real choice, even a small one?",
    signposts=(DUTY,),
)
LINES = LinesSeen(
    team="assessment-north",
    lines=(
        ShownLine(reflection="r1", number=0, words="I asked where she wanted to sit & <waited>."),
        ShownLine(reflection="r1", number=1, words="I will ask again."),
    ),
    cards=((CARD.slug, CARD.name), ("steady-beside", "Steady beside")),
)
WELCOME = WelcomeSeen(name="Amira")
ROLE_WELCOME = RoleWelcomeSeen(name="Sunita", teams=("Assessment North", "Assessment South"))


def checked(drawn: Message | Json) -> None:
    """Raise what the practice workspace, and so Slack, would refuse a message or a view with."""
    if isinstance(drawn, Message):
        checked_message({"text": drawn.text, "blocks": copy.deepcopy(drawn.blocks)})
    else:
        checked_view(copy.deepcopy(drawn), "modal", "home")


def elements(blocks: list[Json]) -> Iterator[Json]:
    """Yield everything that can be pressed, chosen from or typed in."""
    for block in blocks:
        yield from block.get("elements", []) if block["type"] == "actions" else []
        yield from (block[part] for part in ("accessory", "element") if part in block)


def buttons(blocks: list[Json]) -> list[str]:
    """Return the words of the buttons in their order."""
    return [each["text"]["text"] for each in elements(blocks) if each["type"] == "button"]


def words(node: Any) -> str:
    """Return all that can be read in blocks."""
    if isinstance(node, list):
        return "\n".join(filter(None, (words(child) for child in node)))
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            return str(node["text"])
        return "\n".join(filter(None, (words(child) for child in node.values())))
    return ""
