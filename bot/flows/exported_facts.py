"""What else is kept of a person, from taps to places, as the plain values of an export."""

from datetime import date
from typing import Any

from bot.flows.exported import Exported
from practice.contact import Reason
from practice.facts import BARRIERS
from storage.tables import Occurrence

Told = dict[str, Any]


def answers_told(of: Exported) -> Told:
    """Return every tap: answers, what got in the way, and wishes for the team's focus."""
    noted = of.noted
    questions = {row.occurrence: row.question for row in noted.nudges.values()}
    return {
        "answers": [
            {
                "item": row.item,
                "for": row.period_on.isoformat(),
                "question": questions.get(row.occurrence or ""),
                "answer": row.value,
                "counted_as": row.counted,
                "practice_element": row.element,
                "late": row.late,
                "answered_at": of.at(row.answered_at),
            }
            for row in noted.answers
        ],
        "got_in_the_way": [
            {
                "what": BARRIERS.get(row.code, row.code),
                "question": questions.get(row.source),
                "ticked_at": of.at(row.ticked_at),
                "taken_back_at": of.at(row.unticked_at),
            }
            for rows in noted.barriers.values()
            for row in rows
        ],
        "focus_choices": [
            {
                "team": of.teams.get(noted.rounds[row.round].team),
                "opened_on": _on(noted.rounds[row.round].opens_on),
                "choice": row.choice,
            }
            for row in noted.choices
        ],
    }


def deliveries_told(of: Exported) -> Told:
    """Return each date decided for the person with its question, and each message, sent or not."""
    return {
        "dates": [_date(of, row) for row in of.noted.occurrences],
        "messages": [
            {
                "what": row.purpose,
                "due_at": of.at(row.due_at),
                "state": row.state,
                "reason": row.reason,
                "sent_at": of.at(row.sent_at),
            }
            for row in of.noted.sendings
        ],
    }


def settings_told(of: Exported) -> Told:
    """Return what the person set for themselves, and the hours the service gave them."""
    person, noted = of.person, of.noted
    return {
        "taking_part": [_stretch(of.at(row.from_at), of.at(row.until_at)) for row in noted.taking_part],
        "answered_the_welcome_at": of.at(person.welcomed_at),
        "preferred_time": None if person.preferred_at is None else person.preferred_at.isoformat("minutes"),
        "preferred_moment": person.preferred_moment,
        "questions_a_week_at_most": person.weekly,
        "wants_reminders": person.wants_reminder,
        "talks_it_through_since": of.at(person.talks_from),
        "zone": person.zone,
        "quiet": [
            {"kind": row.kind, **_stretch(_on(row.from_on), _on(row.until_on))} for row in noted.quiets
        ],
        "working_patterns": [{"from": _on(row.from_on), **row.pattern} for row in noted.patterns],
    }


def about_me_told(of: Exported) -> Told:
    """Return who the person is to the service, where they count, and when they were signed in."""
    person, noted = of.person, of.noted
    return {
        "slack_id": person.id,
        "name": person.name,
        "standing": person.standing,
        "known_from": _on(person.known_from_on),
        "started_on": _on(person.started_on),
        "left_at": of.at(person.left_at),
        "direct_message_channel": person.dm,
        "roles": [{"role": row.role, **_stretch(_on(row.from_on), _on(row.until_on))} for row in noted.roles],
        "teams": [
            {
                "team": of.teams.get(row.team, row.team),
                "counts_in_its_figures": row.home,
                **_stretch(_on(row.from_on), _on(row.until_on)),
            }
            for row in noted.memberships
        ],
        "posts": [
            {
                "post": row.capacity,
                "team": of.teams.get(row.team or ""),
                **_stretch(_on(row.from_on), _on(row.until_on)),
            }
            for row in noted.posts
        ],
        "supervision": [
            {
                "kind": row.kind,
                "practitioner": of.name(row.practitioner),
                "supervisor": of.name(row.supervisor),
                **_stretch(_on(row.from_on), _on(row.until_on)),
            }
            for row in noted.pairs
        ],
        "dates": [
            {"what": row.kind, "on": _on(row.on), "withdrawn_on": _on(row.withdrawn_on)}
            for row in noted.happenings
        ],
        "counted_in_digests": [
            {"team": of.teams.get(row.team, row.team), **_stretch(_on(row.from_on), _on(row.until_on))}
            for row in noted.windows
        ],
        "signed_in": [
            {"last_seen_at": of.at(row.seen_at), "until": of.at(row.until_at)} for row in noted.sessions
        ],
        "ways_in": [
            {"to": row.path, "until": of.at(row.until_at), "used_at": of.at(row.used_at)}
            for row in noted.links
        ],
    }


def looked_told(of: Exported) -> list[Told]:
    """Return who looked at what is the person's, and who made a copy, first first."""
    return [
        {"at": of.at(row.at), "who": row.who, "did": row.did, "about": row.about or None}
        for row in of.noted.records
    ]


def _date(of: Exported, row: Occurrence) -> Told:
    nudge = of.noted.nudges.get(row.id)
    asked = (
        {}
        if nudge is None
        else {
            "question": nudge.question,
            "why_this_one": nudge.why,
            "pack": nudge.pack,
            "prompt": nudge.prompt,
            "put_off": nudge.put_off,
            "replied": nudge.replied,
        }
    )
    return {
        "rhythm": of.rhythms.get(row.rhythm, row.rhythm),
        "on": _on(row.on),
        "planned_on": _on(row.planned_on),
        "due_at": of.at(row.due_at),
        "expires_at": of.at(row.expires_at),
        "decision": row.decision,
        "reason": None if row.reason is None else Reason(row.reason).words,
        **asked,
    }


def _stretch(from_: str | None, until: str | None) -> Told:
    return {"from": from_, "until": until}


def _on(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
