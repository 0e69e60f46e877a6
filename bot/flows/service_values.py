"""The single values of a service file: what each may be, and the sentence that says so."""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Annotated, Any, Literal
from unicodedata import category
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from bot.errors import Mistaken
from practice.facts import Hours
from practice.identifiers import guard, plain_words
from practice.rhythm_rules import EARLIEST, LATEST

LARGEST = 5_000_000
LONGEST_OPEN = 20
UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
SENTENCES: Mapping[str, str] = {
    "missing": "this is needed; write it",
    "extra_forbidden": "there is no such key here; take it out, or mend its spelling",
    "string_type": "write words in quotation marks",
    "string_too_short": "this is empty; write it",
    "string_too_long": "this is too long; write {max_length} characters at most",
    "tuple_type": "this is a list; write it in [ ], or as [[tables]]",
    "model_type": "keys and values belong here, as in a table of TOML",
    "int_type": "write a whole number, without quotation marks",
    "bool_type": "write true or false, without quotation marks",
    "too_short": "this list is empty; write something in it, or leave it out",
    "too_long": "this list is too long; leave {max_length} at most",
    "greater_than_equal": "choose {ge} or more",
    "less_than_equal": "choose {le} or less",
    "literal_error": "choose {expected}",
    "enum": "choose {expected}",
}


def parsed(written: bytes) -> dict[str, Any]:
    """Return the tables of a TOML file, a byte order mark or not; raise Mistaken with the reason."""
    if len(written) > LARGEST:
        raise Mistaken("The service file is larger than 5 MB; split it by service.")
    try:
        return tomllib.loads(written.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Mistaken("The service file is not UTF-8 text; save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise Mistaken(f"The service file is not valid TOML: {error}.") from None
    except RecursionError:
        raise Mistaken("The service file is not valid TOML: its brackets go too deep.") from None
    except ValueError:
        raise Mistaken("The service file is not valid TOML: a number in it is too long.") from None


def fault_of(error: ValidationError) -> str:
    """Return the place and the reason of the first fault, as `teams[0].rhythms[0].at: a time reads ...`."""
    first = error.errors(include_url=False, include_input=False)[0]
    sentence = SENTENCES.get(first["type"])
    reason = (
        sentence.format(**first.get("ctx", {})) if sentence else first["msg"].removeprefix("Value error, ")
    )
    return f"{place_of(first['loc'])}: {reason}"


def place_of(steps: tuple[int | str, ...]) -> str:
    """Return where in the file, as `teams[0].rhythms[0].pack`."""
    place = ""
    for step in steps:
        if isinstance(step, int):
            place += f"[{step}]"
        elif not step.startswith(("function-", "literal[", "time", "is-instance")):
            place += f".{step}" if place else step
    return place or "the file"


def _hours(written: object) -> object:
    match = re.fullmatch(f"({CLOCK})-({CLOCK})", written) if isinstance(written, str) else None
    if match is None:
        raise ValueError('hours read like "09:00-17:00"')
    starts, ends = (time.fromisoformat(part) for part in match.groups())
    if starts == ends:
        raise ValueError("hours start and end at the same minute; change one of them")
    return Hours(starts=starts, ends=ends)


def _clock_time(written: object) -> object:
    if isinstance(written, str) and re.fullmatch(CLOCK, written):
        return time.fromisoformat(written)
    raise ValueError('a time reads like "13:00"')


def _moment_or_time(written: object) -> object:
    return written if written == "moment" else _clock_time(written)


def _day(written: object) -> object:
    day = written
    if isinstance(written, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        day = date.fromisoformat(written)
    if isinstance(day, date) and not isinstance(day, datetime) and EARLIEST <= day <= LATEST:
        return day
    raise ValueError("a date reads like 2026-11-24, and lies between 1900 and 2199")


def _working_days(written: object) -> object:
    match = re.fullmatch(r"([0-9]{1,2}) working days?", written) if isinstance(written, str) else None
    if match is None or not 1 <= int(match.group(1)) <= LONGEST_OPEN:
        raise ValueError('write a number of working days from 1 to 20, such as "3 working days"')
    return int(match.group(1))


def _reminder(written: object) -> object:
    return None if written == "never" else _working_days(written)


def _whole(written: object) -> object:
    if type(written) is not int:
        raise ValueError("write a whole number, without quotation marks")
    return written


def _zone(written: object) -> object:
    if isinstance(written, str) and written in available_timezones():
        return written
    raise ValueError(f'{written!r} is not a known zone; write a name such as "Europe/London"')


def _zone_or_member(written: object) -> object:
    if written == "member" or (isinstance(written, str) and written in available_timezones()):
        return written
    raise ValueError(f'{written!r} is not a known zone; write "member" or a name such as "Europe/London"')


def _not_name(written: object) -> object:
    if not isinstance(written, str) or not plain_words(written) or guard(written).hard:
        raise ValueError('write words such as "Sunshine House", without numbers or addresses')
    return written


def _one_line(written: str) -> str:
    if any(category(letter) in UNSEEN or letter in TURNING for letter in written):
        raise ValueError("write it on one line, without signs that cannot be seen")
    if not written.strip():
        raise ValueError("this is empty; write it")
    return written


def _like(pattern: str, sentence: str) -> Callable[[object], object]:
    def check(written: object) -> object:
        if not isinstance(written, str) or not re.fullmatch(pattern, written):
            raise ValueError(sentence)
        return written

    return check


SlackId = Annotated[str, BeforeValidator(_like(r"[UW][A-Z0-9]{2,20}", 'write a Slack id, such as "U0AMIRA"'))]
PackSlug = Annotated[str, BeforeValidator(_like(r"[a-z0-9-]{1,60}", 'write a pack\'s slug, such as "pulse"'))]
TeamKey = Annotated[
    str,
    BeforeValidator(
        _like(r"(?:[a-z0-9][a-z0-9-]{0,59})?", "write lower-case letters, digits and hyphens, 60 at most")
    ),
]
ShiftPattern = Annotated[
    str,
    BeforeValidator(
        _like(r"[0-9]?[1-9] on [0-9]{1,2} off|[1-9]0 on [0-9]{1,2} off", 'a pattern reads like "2 on 4 off"')
    ),
]
Line = Annotated[str, AfterValidator(_one_line)]
Words = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]
Day = Annotated[date, BeforeValidator(_day)]
ClockHours = Annotated[Hours, BeforeValidator(_hours)]
ClockTime = Annotated[time, BeforeValidator(_clock_time)]
At = Annotated[Literal["moment"] | time, BeforeValidator(_moment_or_time)]
Zone = Annotated[str, BeforeValidator(_zone)]
ZoneOrMember = Annotated[str, BeforeValidator(_zone_or_member)]
EveryWeeks = Annotated[Literal[1, 2, 4, 6], BeforeValidator(_whole)]
OpenFor = Annotated[int, BeforeValidator(_working_days)]
RemindAfter = Annotated[int | None, BeforeValidator(_reminder)]
NotName = Annotated[Words, BeforeValidator(_not_name)]
