"""App Home: each person's front door, the same to look at whatever they chose, answered or paused."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.flows.seen import HomeSeen, TeamSeen
from bot.slack.actions import Act, carrying, digest_value
from bot.slack.blocks import (
    Json,
    actions,
    button,
    context,
    day,
    divider,
    escaped,
    flat,
    header,
    section,
    weekday,
)
from bot.slack.welcomes import ABOUT, WHEN, choices

WHY = "Why this one?"
_NOON = 12
_EVENING = 18
_MOST_TEAMS = 30
_LABEL = 75
"""Most characters of what a screen reader says of a button: Slack's own limit."""


def home(seen: HomeSeen) -> Json:
    """Return the Home view.

    It says nothing of a plan, a share, an answer, a pause, or whether the person takes part: those open when
    tapped. The choices of the welcome always stand here: joining, leaving and coming back are one tap.
    """
    blocks = [header(_greeting(seen))]
    if seen.is_practitioner:
        if seen.takes_part is None:
            blocks.append(section(ABOUT))
        blocks += _practitioner(seen)
    blocks.append(_row("What people chose to share", button("Shared with you", Act.SHARED)))
    if any(team.is_reader for team in seen.teams):
        blocks.append(context("Please don't ask people to share; an empty list is a fine list."))
    if seen.is_practitioner:
        blocks += _when()
    if seen.teams:
        blocks += [divider(), *_teams(seen)]
    if seen.is_manager:
        blocks.append(_row("Rhythms: when your team is asked", button("Open rhythms", Act.RHYTHMS)))
        blocks += [_quiet_day(team) for team in seen.teams[:_MOST_TEAMS] if team.may_quieten]
    blocks += [
        divider(),
        _row("How it's set up", button("Read", Act.SET_UP)),
        _row("Every question and practice card", button("Browse", carrying(Act.PAGE, "library"))),
        _row("People to talk to, and nothing to write", button("After something hard", Act.HARD)),
    ]
    if seen.teams:
        blocks.append(_row("Something serious has happened in the team", button("Stop questions", Act.HOLD)))
    blocks.append(context("No one monitors Inrole, so it can't pass on a worry about a child."))
    return {"type": "home", "blocks": blocks}


def _practitioner(seen: HomeSeen) -> list[Json]:
    blocks = []
    if seen.question is not None:
        blocks += [
            section("*A question for you, if you want it*"),
            *([context(escaped(f"{WHY} {seen.why}"))] if seen.why else []),
            actions(
                [
                    button("Answer", Act.ANSWER, seen.question, is_main=True),
                    button("Skip this one", Act.SKIP, seen.question),
                ]
            ),
        ]
    ways = [
        button("Reflect", Act.REFLECT),
        *([button("Talk it through", Act.TALK)] if seen.may_talk else []),
        button("Open a page", carrying(Act.PAGE, "write")),
    ]
    typed = ", by typing in our conversation" if seen.may_talk else ""
    return [
        *blocks,
        section("*Something from work you'd like to think about*"),
        context(f"In a form here{typed}, or on a page of your own."),
        actions(ways),
        divider(),
        _row("Mine: plan, journal, what I shared", button("Show", Act.MINE)),
        _row("My next eight weeks", button("See", Act.AHEAD)),
    ]


def _when() -> list[Json]:
    return [
        divider(),
        section(f"*{WHEN}* No one is told what you choose."),
        actions(choices()),
        _row("A time without questions", button("Pause until...", Act.PAUSE)),
        _row("One reminder, if a question is still open", button("Choose", Act.REMINDER)),
    ]


def _teams(seen: HomeSeen) -> list[Json]:
    zone = ZoneInfo(seen.zone)
    teams = seen.teams[:_MOST_TEAMS]
    blocks = [_focus(team, team.chooses_until) for team in teams if team.chooses_until]
    blocks += [section("*Team digests*"), *(_team(team, zone) for team in teams)]
    if any(team.is_reader for team in seen.teams):
        blocks += [
            _row("What a digest looks like", button("See an example digest", Act.EXAMPLE)),
            _row("What the question is like", button("Try it yourself", Act.TRY_IT)),
        ]
    return blocks


def _team(team: TeamSeen, zone: ZoneInfo) -> Json:
    if team.digests:
        newest = team.digests[0]
        opens = button("Open the digest", carrying(Act.DIGEST, team.key), digest_value(team.key, newest))
        return _row(f"{team.name}, to {day(newest)}", opens)
    if team.next_digest_at is not None:
        due = team.next_digest_at.astimezone(zone)
        return section(
            escaped(f"{team.name}: the first digest is due on {weekday(due.date())} at {due:%H:%M}.")
        )
    return section(escaped(f"{team.name}: no digest yet."))


def _focus(team: TeamSeen, until: date) -> Json:
    choose = button("Choose our focus", carrying(Act.FOCUS, team.key), team.key)
    return _row(f"{team.name}: keep your practice focus or take up another, before {day(until)}", choose)


def _quiet_day(team: TeamSeen) -> Json:
    if team.is_quiet_today:
        undo = button("Undo the quiet day", carrying(Act.UNDO_QUIET_DAY, team.key), team.key)
        return _row(f"{team.name}: today is a quiet day, and nothing more is asked.", undo)
    quieten = button("Quiet day today", carrying(Act.QUIET_DAY, team.key), team.key)
    return _row(f"{team.name}: ask nothing more today", quieten)


def _row(words: str, element: Json) -> Json:
    heard = f"{element['text']['text'].rstrip('.')}: {words}"
    return section(escaped(words), accessory={**element, "accessibility_label": flat(heard)[:_LABEL]})


def _greeting(seen: HomeSeen) -> str:
    now: datetime = seen.now.astimezone(ZoneInfo(seen.zone))
    part = "morning" if now.hour < _NOON else "afternoon" if now.hour < _EVENING else "evening"
    name = flat(seen.name.strip())
    return f"Good {part}, {name}" if name else f"Good {part}"
