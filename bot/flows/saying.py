"""The words of a question's message and of a share, which Slack and the pages both draw."""

from bot.flows.seen import QuestionSeen
from bot.flows.seen_shares import ShareSeen

PERSONAL = "A question from Inrole"
"""All that a message says of a question about the person's own plan, pressure, reflection or supervision."""

BEHIND_ANSWER = "the words are behind Answer"
WHAT_COUNTS = "What counts?"
ANSWER = "Answer"
LATER = "Later"
NOT_TODAY = "Not today"
SKIP = "Skip this one"
HOW_FULL = "How full was your week?"
RECEIVED = "Thanks, saved. Your answer isn't shown to anyone."
GENTLY_RECEIVED = "Thanks. Your answer isn't shown to anyone."

_UNTIL_LONG = 120


def small_line(seen: QuestionSeen) -> str:
    """Return how long it takes and who sees the answer; only the weekly item's is counted."""
    long = f"{seen.seconds} seconds" if seen.seconds < _UNTIL_LONG else f"{round(seen.seconds / 60)} minutes"
    seen_by = (
        "your answer isn't shown to anyone; it counts in team figures when enough people have replied"
        if seen.is_weekly
        else "your answer isn't shown to anyone and isn't counted"
    )
    return f"about {long} \u00b7 {seen_by}"


def received(seen: QuestionSeen) -> str:
    """Return the receipt of an answer, which is the same whatever was tapped."""
    return GENTLY_RECEIVED if seen.is_gentle else RECEIVED


def reflect_words(seen: QuestionSeen) -> str:
    """Return what opens the form: to begin, or to add to what is there."""
    return "Add a line" if seen.has_reflection else "Reflect"


def doing(seen: QuestionSeen) -> tuple[str, ...]:
    """Return the words of the row below a question, in order."""
    first = (ANSWER,) if seen.is_personal else ()
    later = (LATER,) if seen.later else ()
    return (*first, reflect_words(seen), *later, NOT_TODAY, SKIP)


def with_whom(share: ShareSeen) -> str:
    """Return with whom a reflection is shared, as its writer reads it."""
    done = {"team": "Shown to", "agenda": "Brought to"}.get(share.audience, "Shared with")
    return f"{done} {share.words}"
