"""Every name that Inrole and Slack hold on to: actions, callbacks, blocks, inputs, and what they carry.

An action id is a stem, with what was chosen after a colon: `used:yes`. A button carries an opaque id as its
value; where Slack gives an element no value of its own, the block id carries it likewise: `doing:7f3a`.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Act(StrEnum):
    """What a person can do by a button or a choice; the stem of its action id."""

    USED = "used"
    TAP = "tap"
    PRESSURE = "pressure"
    PRESSURE_SKIPPED = "pressure_skipped"
    ANSWER = "answer"
    REFLECT = "reflect"
    LATER = "later"
    NOT_TODAY = "not_today"
    SKIP = "skip"
    CHANGE = "change"
    COUNTS = "counts"
    GOT_IN_THE_WAY = "got_in_the_way"
    WELCOME = "welcome"
    TRY_IT = "try_it"
    EXAMPLE = "example"
    SET_UP = "set_up"
    DIGEST = "digest"
    MINE = "mine"
    DRAFT = "draft"
    DRAFT_DELETE = "draft_delete"
    AHEAD = "ahead"
    WITHDRAW = "withdraw"
    PAUSE = "pause"
    RESUME = "resume"
    RESTART = "restart"
    HOLD = "hold"
    SUITS = "suits"
    WEEKLY = "weekly"
    QUIET_DAY = "quiet_day"
    UNDO_QUIET_DAY = "undo_quiet_day"
    BACK = "back"
    SHARE = "share"
    SHARE_WITH = "share_with"
    SHARE_LATER = "share_later"
    BRING = "bring"
    SHARED = "shared"
    OPEN_SHARE = "open_share"
    LINE_BACK = "line_back"
    WITHDRAW_ONE = "withdraw_one"
    LINK = "link"
    RHYTHMS = "rhythms"
    RHYTHM_NEW = "rhythm_new"
    RHYTHM_CHANGE = "rhythm_change"
    RHYTHM_END = "rhythm_end"
    RHYTHM_BACK = "rhythm_back"
    REMINDER = "reminder"
    SUGGEST = "suggest"
    ADD_LINE = "add_line"
    PUT_LINE = "put_line"
    PAGE = "page"
    TALK = "talk"
    TALK_STEP = "talk_step"
    TALK_NAMES = "talk_names"
    CONCERN = "concern"
    HARD = "hard"
    HARD_TAP = "hard_tap"
    FOCUS = "focus"
    FOLLOW_UP = "follow_up"
    HELPED = "helped"
    PLAN_NEXT = "plan_next"
    TELL_HOW = "tell_how"
    SEE_PLAN = "see_plan"
    PLAN_SMALLER = "plan_smaller"
    PLAN_GO = "plan_go"


class Form(StrEnum):
    """Which view is submitted or closed: its callback id."""

    REFLECT = "reflect"
    BARRIERS = "barriers"
    PAUSE = "pause"
    PICK_TIME = "pick_time"
    READING = "reading"
    RHYTHM_TEMPLATE = "rhythm_template"
    RHYTHM = "rhythm"
    RHYTHM_START = "rhythm_start"
    RHYTHM_END = "rhythm_end"
    REMINDER = "reminder"
    HOLD = "hold"
    SUGGEST = "suggest"
    TALK = "talk"
    FOCUS = "focus"
    SHARE = "share"
    LINE_BACK = "line_back"
    PLAN_SMALLER = "plan_smaller"
    TELL_HOW = "tell_how"
    REHEARSE = "rehearse"


class Field(StrEnum):
    """Inputs with a name of ours; a form's own fields bring their names with them."""

    SHARE = "share"
    SHARE_SUPERVISOR = "share_supervisor"
    SHARE_PEER = "share_peer"
    LINE_BACK = "line_back"
    BARRIERS = "barriers"
    NAMES = "names"
    TIME = "time"
    UNTIL = "until"
    DATE = "date"
    TEAM = "team"
    TEMPLATE = "template"
    EVERY = "every"
    DAYS = "days"
    AT = "at"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    REMINDER = "reminder"
    SUGGESTION = "suggestion"
    NAME = "name"
    FOCUS = "focus"
    HOW = "how"
    SAID = "said"


class Choice(StrEnum):
    """The answers to the welcome, as the code of `Act.WELCOME`."""

    START = "start"
    END = "end"
    PICK = "pick"
    NOT_FOR_ME = "no"


PICK_A_DATE = "date"
UNTIL_I_SAY = "open"
PRIVATE = "private"
MOST_BARRIERS = 3
LONGEST_TEXT = 3000

CHOICES: dict[Choice, str] = {
    Choice.START: "Start of my day",
    Choice.END: "End of my day",
    Choice.PICK: "I'll pick",
    Choice.NOT_FOR_ME: "Not for me",
}
"""The words of the welcome's buttons."""

_INPUT = "field"


class Carried(NamedTuple):
    """An id taken apart: its stem and what it carries."""

    stem: str
    value: str


def carrying(stem: str, value: str) -> str:
    """Return an action or block id that carries a value; without one it is the stem."""
    return f"{stem}:{value}" if value else stem


def carried(written: str) -> Carried:
    """Return the stem and the value of an action or block id."""
    stem, _, value = written.partition(":")
    return Carried(stem, value)


def field_block(name: str) -> str:
    """Return the block id of an input; errors are laid against it."""
    return carrying(_INPUT, name)


def field_name(block_id: str) -> str:
    """Return an input's name; a block id of another shape, as from an older form, is its own name."""
    return block_id.removeprefix(f"{_INPUT}:")


def digest_value(team: str, ended_on: date) -> str:
    """Return the value of a button that opens a digest: the team's key and the last date of its window."""
    return f"{team}/{ended_on.isoformat()}"


def digest_of(value: str) -> tuple[str, date | None]:
    """Return the team's key and the date of a digest button, None for the newest; undoes `digest_value`."""
    team, _, written = value.partition("/")
    try:
        return team, date.fromisoformat(written)
    except ValueError:
        return team, None
