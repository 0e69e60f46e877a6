"""What a person reads of quiet: the one message after something serious, what would suit, and the pause."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.errors import Mistaken
from bot.flows.saying_forms import worried
from bot.flows.saying_safety import named, what_for
from bot.flows.seen import HoldSeen, PauseSeen, SignpostSeen, SuitsSeen
from bot.slack.actions import CHOICES, PICK_A_DATE, UNTIL_I_SAY, Act, Field, Form, carrying, field_block
from bot.slack.blocks import (
    Json,
    Options,
    actions,
    asking,
    button,
    context,
    flat,
    modal,
    one_of,
    pieces,
    section,
    sections,
    spoken,
    weekday,
)
from bot.slack.written import Message
from practice.safety import Concern

START_AGAIN = "Start my questions again"
STOP = "Stop questions"
STOP_FOR_THE_TEAM = "Stop for the team"
KEEP_PAUSING = "Keep pausing"
KEEP = "keep"
THREE, TWO = "3", "2"

STOPPED = "Questions have stopped for the team. Each person gets one message in working hours."
STARTED_AGAIN = "Your questions start again from their next date. No one is told."

_NOT_HERE = (
    "Please don't write about it here. No one monitors Inrole, and what happened has its own place to be "
    "told and recorded."
)
_NOT_MONITORED = "No one monitors Inrole, so it can't pass on a worry."
_SUITS = (
    "Inrole has paused its questions to you, to leave you room. Nothing waits for an answer. "
    "What would suit you from here? No one is told what you choose."
)
_WEEK = 7
_FORTNIGHT = 14
_CHOOSE_A_DATE = "Choose a date, or another of the answers above."
_MOST_SIGNPOSTS = 12


def hold(seen: HoldSeen) -> Message:
    """Return the one message after something serious: no detail, nothing to answer, people to talk to."""
    stopped = (
        f"Questions from Inrole have stopped for {seen.team}. Somebody in the team has said that something "
        "serious has happened. Who said so isn't kept, and nothing here needs an answer from you."
    )
    lines = [stopped, _NOT_HERE, _people(seen.signposts)]
    after = button("After something hard", Act.HARD)
    if not seen.is_held:
        return _message(lines, [after])
    lines.append(
        "When you would like questions again, today or in some weeks, there is a button here and under Pause "
        "on my Home tab. Each person starts their own, and no one is told who has."
    )
    return _message(lines, [after, button(START_AGAIN, Act.RESTART)])


def started_again() -> Message:
    """Return the same message once its person has started again."""
    return _message([STARTED_AGAIN])


def suits(seen: SuitsSeen) -> Message:
    """Return the question what would suit; once answered it says what was chosen."""
    if seen.answer is not None:
        return _message(
            [
                f"Thanks, saved: {seen.answer}. No one is told what you chose.",
                "You can change your mind whenever you like, on my Home tab.",
            ]
        )
    row = [button(words, carrying(Act.SUITS, code)) for code, words in CHOICES.items()]
    return _message([_SUITS], [*row, button(KEEP_PAUSING, carrying(Act.SUITS, KEEP))])


def hold_form(teams: Options, signposts: Sequence[SignpostSeen]) -> Json:
    """Return the question whether to stop all questions to a team; with several teams it asks for which."""
    blocks = [
        section(
            "This stops all questions to everyone in the team at once, and sends each person one message "
            "with people to talk to."
        ),
        section(
            "Nothing is asked about what happened, it isn't kept who pressed this, and each person starts "
            "their own questions again when it suits them."
        ),
    ]
    chosen = teams[0][0] if len(teams) == 1 else ""
    blocks.append(
        asking(
            field_block(Field.TEAM), "For which team?", one_of(Field.TEAM, teams, chosen), is_optional=False
        )
    )
    blocks += [context(piece) for piece in pieces(f"{_NOT_MONITORED} {worried(signposts)}")]
    return modal(
        "Something serious", blocks, callback_id=Form.HOLD, submit=STOP_FOR_THE_TEAM, close="Go back"
    )


def pause(seen: PauseSeen) -> Json:
    """Return the choice of how long to pause; the reason is not asked, and starting again is one tap."""
    blocks = []
    if seen.is_held:
        stopped = "Questions to you have stopped since something serious happened in your team."
        blocks.append(section(stopped, accessory=button(START_AGAIN, Act.RESTART)))
    if seen.is_paused:
        until = f" until {weekday(seen.paused_until)}" if seen.paused_until else " until you say"
        again = button("Start again now", Act.RESUME)
        blocks.append(section(f"Questions are paused{until}.", accessory=again))
    picker = {"type": "datepicker", "action_id": Field.DATE.value}
    blocks += [
        asking(
            field_block(Field.UNTIL), "Pause until", one_of(Field.UNTIL, _ways(seen.today)), is_optional=False
        ),
        asking(field_block(Field.DATE), "The last day away, if you pick one", picker),
        context("No reason is asked and no one is told. Nothing waits for you when you come back."),
        _weekly(seen.weekly),
    ]
    return modal("Pause", blocks, callback_id=Form.PAUSE, submit="Pause")


def paused_until(choices: Mapping[str, Sequence[str]]) -> date | None:
    """Return the first date after a pause, None for an open one; raise Mistaken when a date is missing.

    A date somebody picks is the last one they are away.
    """
    chosen = next(iter(choices.get(Field.UNTIL, ())), "")
    if chosen == UNTIL_I_SAY:
        return None
    is_picked = chosen == PICK_A_DATE
    written = next(iter(choices.get(Field.DATE, ())), "") if is_picked else chosen
    try:
        return date.fromisoformat(written) + timedelta(days=1 if is_picked else 0)
    except (ValueError, OverflowError):
        raise Mistaken(_CHOOSE_A_DATE) from None


def _ways(today: date) -> Options:
    monday = today + timedelta(days=_WEEK - today.weekday())
    tomorrow = today + timedelta(days=1)
    fortnight = today + timedelta(days=_FORTNIGHT)
    options = {tomorrow.isoformat(): f"Tomorrow ({weekday(tomorrow)})"}
    options.setdefault(monday.isoformat(), f"Next Monday ({weekday(monday)})")
    options.setdefault(fortnight.isoformat(), f"Two weeks from now ({weekday(fortnight)})")
    options[PICK_A_DATE] = "A date I pick"
    options[UNTIL_I_SAY] = "Until I say"
    return tuple(options.items())


def _weekly(weekly: int) -> Json:
    if weekly > int(TWO):
        return section(
            "Up to three questions a week, from everything together.",
            accessory=button("Back to two", carrying(Act.WEEKLY, TWO)),
        )
    return section(
        "Up to two questions a week, from everything together.",
        accessory=button("Up to three is fine", carrying(Act.WEEKLY, THREE)),
    )


def _people(signposts: Sequence[SignpostSeen]) -> str:
    nearest = sorted(signposts[:_MOST_SIGNPOSTS], key=_is_for_the_work)
    routes = [f"\u2022 {named(each)}: {what_for(each)}" for each in nearest]
    return "\n".join(["People to talk to: your supervisor, or anyone you trust at work.", *routes])


def _is_for_the_work(route: SignpostSeen) -> bool:
    """Whether a route is for a worry about the work; those for the person themselves come before it."""
    return route.said_when in {Concern.CHILD, Concern.COLLEAGUE, Concern.MY_SAFETY}


def _message(lines: Sequence[str], row: Sequence[Json] = ()) -> Message:
    said = "\n".join(lines)
    words = " / ".join(flat(each["text"]["text"]) for each in row)
    blocks = [block for line in lines for block in sections(line)]
    return Message(
        text=spoken(f"{said}\n{words}" if words else said), blocks=[*blocks, actions(row)] if row else blocks
    )
