"""What a person wrote, and what was shared with them, as the plain values of an export."""

from typing import Any

from bot.flows.exported import Exported
from bot.flows.forms import layout_for
from practice.facts import BARRIERS
from storage.tables import Commitment, FollowUp, Reflection, Share, Suggestion

Told = dict[str, Any]


def reflections_told(of: Exported) -> list[Told]:
    """Return every reflection, drafts too, first kept first, with all that hangs on each."""
    plans = {plan.reflection: plan for plan in of.written.plans if plan.reflection}
    return [_reflection(of, row, plans.get(row.id)) for row in of.written.reflections]


def plans_told(of: Exported) -> list[Told]:
    """Return every plan with its follow-ups, first made first."""
    return [_plan(of, plan) for plan in of.written.plans]


def suggestions_told(of: Exported) -> list[Told]:
    """Return the wordings suggested under the person's name."""
    return [_suggestion(of, row) for row in of.written.suggestions]


def shared_with_me_told(of: Exported) -> list[Told]:
    """Return that something was shared with the person, by whom and when, and their own lines back.

    What was taken back before they opened it is not told.
    """
    return [
        {
            "by": of.name(of.written.writers.get(share.reflection)),
            "as": share.audience,
            "shared_at": of.at(share.shared_at),
            "ended_at": of.at(share.withdrawn_at),
            "you_opened_it": _openings(of, share),
            "your_line_back": " ".join(of.written.words.get(share.id, {}).values()) or None,
        }
        for share in of.written.received
        if share.withdrawn_at is None or _openings(of, share)
    ]


def _reflection(of: Exported, row: Reflection, plan: Commitment | None) -> Told:
    layout = layout_for(of.ground.library, row.pack or "", row.prompt or "")
    asked = {field.name: field.label for step in layout.steps for field in step}
    sources = [source for source in (row.id, row.occurrence) if source]
    return {
        "question": row.question,
        "kept_at": of.at(row.kept_at),
        "changed_at": of.at(row.changed_at),
        "state": row.state,
        "late": row.late,
        "pack": row.pack,
        "prompt": row.prompt,
        "version": row.version,
        "stages": [
            {"stage": stage, "asked": asked.get(stage, stage), "words": words}
            for stage, words in of.written.words.get(row.id, {}).items()
        ],
        "got_in_the_way": [
            BARRIERS.get(ticked.code, ticked.code)
            for source in sources
            for ticked in of.noted.barriers.get(source, ())
            if ticked.unticked_at is None
        ],
        "shares": [_share(of, share) for share in of.written.shares.get(row.id, ())],
        "on_team_cards": [
            {"team": of.teams.get(line.team, line.team), "element": line.element, "stage": line.field}
            for line in of.written.card_lines.get(row.id, ())
        ],
        "talked_through": [
            {"from": of.at(talk.started_at), "until": of.at(talk.ended_at)}
            for talk in of.written.talks.get(row.id, ())
        ],
        "plan": None if plan is None else _plan(of, plan),
    }


def _share(of: Exported, share: Share) -> Told:
    team = None if share.team is None else of.teams.get(share.team, share.team)
    return {
        "with": share.audience,
        "name": of.name(share.reader) or team,
        "shared_at": of.at(share.shared_at),
        "ended_at": of.at(share.withdrawn_at),
        "opened": _openings(of, share),
        "line_back": " ".join(of.written.words.get(share.id, {}).values()) or None,
        "line_back_at": of.at(share.replied_at),
    }


def _openings(of: Exported, share: Share) -> list[str | None]:
    return [of.at(row.at) for row in of.written.openings.get(share.id, ())]


def _plan(of: Exported, plan: Commitment) -> Told:
    return {
        **of.written.words.get(plan.id, {}),
        "state": plan.state,
        "made_at": of.at(plan.accepted_at),
        "ended_at": of.at(plan.ended_at),
        "follow_ups": [_follow_up(of, row) for row in of.written.follow_ups.get(plan.id, ())],
    }


def _follow_up(of: Exported, row: FollowUp) -> Told:
    return {
        "after_days": row.after_days,
        "asked_at": of.at(row.asked_at),
        "outcome": row.outcome,
        "helped": row.helped,
        "how_you_could_tell": " ".join(of.written.words.get(row.id, {}).values()) or None,
        "answered_at": of.at(row.answered_at),
    }


def _suggestion(of: Exported, row: Suggestion) -> Told:
    return {
        "about": row.element or f"{row.pack}/{row.prompt}",
        "words": " ".join(of.written.words.get(row.id, {}).values()),
        "made_on": row.made_on.isoformat(),
        "settled_on": None if row.settled_on is None else row.settled_on.isoformat(),
    }
