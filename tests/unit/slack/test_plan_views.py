"""Views of plans: Slack takes each, and what a person wrote stands only where they opened it."""

import json
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from bot.flows.riding import ENDED, HELPED_WORDS, STAYS, next_seen
from bot.flows.seen import Stage
from bot.flows.seen_plans import FollowUpSeen, FollowUpStage
from bot.slack import messages, modals, plan_views
from practice.commitments import Outcome
from tests.unit.slack.facts import ASKED, FOLLOW_UP, MINE, PLAN, buttons, checked, words

CARRYING = replace(ASKED, follow_up=FOLLOW_UP, is_personal=True)
HELPED = replace(
    FOLLOW_UP,
    stage=FollowUpStage.HELPED,
    choices=tuple((str(step), said) for step, said in HELPED_WORDS.items()),
)
NEXT = next_seen("plan-1", Outcome.TRIED, has_told=False)
KEPT = FollowUpSeen(plan="plan-1", stage=FollowUpStage.KEPT, asks=STAYS, choices=())
OVER = FollowUpSeen(plan="plan-1", stage=FollowUpStage.ENDED, asks=ENDED, choices=())
VIEWS = {
    "carrying a follow-up": modals.question(CARRYING),
    "did it help": modals.question(replace(CARRYING, follow_up=HELPED)),
    "what becomes of it": modals.question(replace(CARRYING, follow_up=NEXT, stage=Stage.RECEIPT)),
    "kept": modals.question(replace(CARRYING, follow_up=KEPT)),
    "let go": modals.question(replace(CARRYING, follow_up=OVER)),
    "plan": plan_views.plan(PLAN),
    "earlier plan": plan_views.plan(MINE.plans[1]),
    "smaller": plan_views.smaller(PLAN, (), below=plan_views.MINE),
    "how could you tell": plan_views.tell_how("They stayed.", (), occurrence="occurrence-1"),
    "say it once": plan_views.rehearsal(replace(PLAN, said=""), ()),
}


@pytest.mark.parametrize("name", VIEWS)
def test_slack_takes_every_view_of_plans(name: str, snapshot: SnapshotAssertion):
    checked(VIEWS[name])

    assert VIEWS[name] == snapshot


@pytest.mark.parametrize("stage", Stage)
def test_a_message_never_says_that_there_is_a_plan(stage: Stage):
    message = messages.question(replace(CARRYING, stage=stage))

    assert "plan" not in f"{message.text} {words(message.blocks)}".lower()


@pytest.mark.parametrize("name", VIEWS)
def test_what_a_view_remembers_is_opaque(name: str):
    kept = VIEWS[name].get("private_metadata", "")

    assert set(json.loads(kept or "{}")) <= {"f", "o", "b"}
    assert "rush" not in kept


def test_a_plan_stays_closed_among_what_is_mine_until_it_is_tapped():
    drawn = words(modals.mine(MINE)["blocks"])

    assert PLAN.moment not in drawn
    assert PLAN.act not in drawn
    assert PLAN.said not in drawn
    assert buttons(modals.mine(MINE)["blocks"]).count("See my plan") == 2


def test_words_kept_as_they_stood_are_not_said_twice():
    drawn = words(plan_views.plan(replace(PLAN, said=PLAN.sentence))["blocks"])

    assert drawn.count(PLAN.sentence) == 1
    assert "In my words" not in drawn


def test_a_receipt_offers_what_is_still_open_and_nothing_once_it_was_answered():
    waiting = messages.question(replace(CARRYING, stage=Stage.RECEIPT))
    answered = messages.question(replace(CARRYING, stage=Stage.RECEIPT, follow_up=NEXT))

    assert "Open it" in buttons(waiting.blocks)
    assert plan_views.ONE_MORE in waiting.text
    assert "Open it" not in buttons(answered.blocks)
