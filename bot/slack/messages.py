"""Messages drawn from facts: the question in each of its stages, and whatever else flows send."""

from bot.flows.messenger import Content, NoticeSeen
from bot.flows.saying import (
    ANSWER,
    BEHIND_ANSWER,
    HOW_FULL,
    LATER,
    NOT_TODAY,
    PERSONAL,
    SKIP,
    WHAT_COUNTS,
    received,
    reflect_words,
    small_line,
)
from bot.flows.seen import HoldSeen, QuestionSeen, RoleWelcomeSeen, Stage, SuitsSeen, WelcomeSeen
from bot.slack import quiet_views
from bot.slack.actions import Act, carrying
from bot.slack.blocks import (
    SECTION,
    Json,
    Options,
    actions,
    button,
    context,
    escaped,
    fitted,
    section,
    select,
    spoken,
)
from bot.slack.plan_views import ONE_MORE, OPEN, open_follow_up
from bot.slack.replies import notice
from bot.slack.welcomes import role_welcome, welcome
from bot.slack.wordings import SUGGEST, suggest_button
from bot.slack.written import Message
from practice.facts import Pressure

_PUT_AWAY = {
    Stage.NOT_TODAY: "Not today, that's fine. Nothing more comes today, and no one is told.",
    Stage.SKIPPED: "Skipped, that's fine. No one is told.",
}


def drawn(content: Content) -> Message:
    """Return the message for anything a flow sends."""
    match content:
        case QuestionSeen():
            return question(content)
        case WelcomeSeen():
            return welcome(content)
        case RoleWelcomeSeen():
            return role_welcome(content)
        case HoldSeen():
            return quiet_views.hold(content)
        case SuitsSeen():
            return quiet_views.suits(content)
        case NoticeSeen():
            return notice(content)


def question(seen: QuestionSeen) -> Message:
    """Return a question's one message as its stage has it.

    What was answered changes nothing in it, but for *What got in the way?* after *Came up, couldn't*. The
    text says all that the blocks say, in the words of the buttons; of a personal question, `PERSONAL`.
    """
    match seen.stage:
        case Stage.ASKED if seen.is_personal:
            return _personal(seen)
        case Stage.ASKED:
            return _asked(seen)
        case Stage.PRESSURE:
            return _pressure(seen)
        case Stage.RECEIPT:
            return _receipt(seen)
        case Stage.LATER:
            return _put_away(seen, f"Of course. I'll ask again {seen.later_words or 'later'}.")
        case Stage.NOT_TODAY | Stage.SKIPPED:
            return _put_away(seen, _PUT_AWAY[seen.stage])


def tap_act(seen: QuestionSeen) -> Act:
    """Return what a tap on this question does: only the weekly item's are counted."""
    return Act.USED if seen.is_weekly else Act.TAP


def taps(seen: QuestionSeen) -> Json:
    """Return the row of a question's own taps, in the order and words of its pack."""
    act = tap_act(seen)
    return actions(
        [button(words, carrying(act, code), seen.occurrence) for code, words in seen.taps],
        block_id=carrying("taps", seen.occurrence),
    )


def pressures(occurrence: str) -> Json:
    """Return the row of taps for how full the week was."""
    return actions(
        [button(each.value, carrying(Act.PRESSURE, str(each.level)), occurrence) for each in Pressure],
        block_id=carrying("pressure", occurrence),
    )


def what_counts(seen: QuestionSeen) -> Json | None:
    """Return the button that opens the practice card, where the question has one."""
    if seen.element is None:
        return None
    return button(WHAT_COUNTS, carrying(Act.COUNTS, seen.element), seen.occurrence)


def in_words(options: Options) -> str:
    """Return taps as they are read aloud."""
    return " / ".join(words for _, words in options)


def _personal(seen: QuestionSeen) -> Message:
    return Message(
        text=PERSONAL,
        blocks=[
            section(PERSONAL),
            context(escaped(f"{BEHIND_ANSWER} \u00b7 {small_line(seen)}")),
            _doing(seen, [button(ANSWER, Act.ANSWER, seen.occurrence, is_main=True)]),
        ],
    )


def _asked(seen: QuestionSeen) -> Message:
    small = small_line(seen)
    blocks = [
        _line(seen.question, what_counts(seen)),
        context(escaped(small)),
    ]
    parts = [seen.question]
    if seen.taps:
        blocks.append(taps(seen))
        parts.append(in_words(seen.taps))
    blocks.append(_doing(seen))
    also = [WHAT_COUNTS] if seen.element is not None else []
    also += [reflect_words(seen), LATER, NOT_TODAY, SKIP]
    parts += [f"Or: {' / '.join(also)}", f"({small})"]
    return Message(text=spoken("\n".join(parts)), blocks=blocks)


def _pressure(seen: QuestionSeen) -> Message:
    small = "your answer isn't shown to anyone; it counts in team figures when enough people have replied"
    told = " / ".join(each.value for each in Pressure)
    others = [
        button(reflect_words(seen), Act.REFLECT, seen.occurrence),
        button(SKIP, Act.PRESSURE_SKIPPED, seen.occurrence),
    ]
    return Message(
        text=spoken(
            f"Thanks. One more: {HOW_FULL}\n{told}\nOr: {reflect_words(seen)} / Skip this one\n({small})"
        ),
        blocks=[
            section(f"Thanks. One more: *{HOW_FULL}*"),
            context(small),
            pressures(seen.occurrence),
            actions(others, block_id=carrying("doing", seen.occurrence)),
        ],
    )


def _receipt(seen: QuestionSeen) -> Message:
    lines = [received(seen)]
    if seen.words_to_try:
        lines.append(f"Words to try: {_quoted(seen.words_to_try)}")
    waits = seen.follow_up is not None and seen.follow_up.is_open
    if waits:
        lines.append(ONE_MORE)
    buttons = [("Add a line", Act.REFLECT), ("Change", Act.CHANGE)]
    if seen.may_talk:
        buttons.insert(1, ("Talk it through", Act.TALK))
    if seen.came_up:
        buttons.append(("What got in the way?", Act.GOT_IN_THE_WAY))
    row = [button(words, act, seen.occurrence) for words, act in buttons]
    if seen.has_reflection and seen.wording:
        buttons.append((SUGGEST, Act.SUGGEST))
        row.append(suggest_button(seen.wording))
    if waits:
        buttons.insert(0, (OPEN, Act.FOLLOW_UP))
        row.insert(0, open_follow_up(seen.occurrence))
    said = "\n".join(lines)
    return Message(
        text=spoken(f"{said}\n{' / '.join(words for words, _ in buttons)}"),
        blocks=[_line(said), actions(row, block_id=carrying("after", seen.occurrence))],
    )


def _put_away(seen: QuestionSeen, said: str) -> Message:
    row = [button("Change", Act.CHANGE, seen.occurrence)]
    return Message(
        text=spoken(f"{said}\nChange"),
        blocks=[_line(said), actions(row, block_id=carrying("away", seen.occurrence))],
    )


def _doing(seen: QuestionSeen, first: list[Json] | None = None) -> Json:
    row = [*(first or []), button(reflect_words(seen), Act.REFLECT, seen.occurrence)]
    if seen.later:
        row.append(select(LATER, Act.LATER, seen.later))
    row.append(button(NOT_TODAY, Act.NOT_TODAY, seen.occurrence))
    row.append(button(SKIP, Act.SKIP, seen.occurrence))
    return actions(row, block_id=carrying("doing", seen.occurrence))


def _line(words: str, accessory: Json | None = None) -> Json:
    return section(fitted(words, SECTION), accessory=accessory)


def _quoted(words: str) -> str:
    return words if words[:1] in {'"', "\u201c"} else f'"{words}"'
