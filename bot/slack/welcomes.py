"""The first message a person gets: to practitioners, and to those who read digests."""

from bot.flows.seen import RoleWelcomeSeen, WelcomeSeen
from bot.slack.actions import CHOICES, Act, carrying
from bot.slack.blocks import Json, actions, button, escaped, section, spoken
from bot.slack.written import Message

WHEN = "When suits you?"
SET_UP = "How it's set up"

ABOUT = """\
It's up to you. No one is told who joins, replies or stops. It isn't used for appraisal, capability or \
discipline.
Your answers aren't shown to anyone. When enough people have replied, the team sees *few, some* or *most*, \
and so do you.
Your words stay yours unless you share them. A court or a data request could, rarely, ask for what is \
stored.
No one monitors Inrole, so it can't pass on a worry about a child."""
"""What a person is told before they choose."""

_ABOUT_READING = """\
Taking part is each person's own choice. No one is told who joins, replies, pauses or stops: not you, not \
anyone else. It isn't used for appraisal, capability or discipline.
When enough people have replied, the digest says *few, some* or *most*, to the whole team at the same time.
What people write stays theirs unless they share it. Please don't ask people to share; an empty list is a \
fine list.
No one monitors Inrole, so it can't pass on a worry about a child."""

_LONGEST_NAME = 100
_LONGEST_TEAMS = 300


def welcome(seen: WelcomeSeen) -> Message:
    """Return the welcome; once answered it says what was chosen and keeps the same choices at hand."""
    if seen.answer is None:
        said = f"""\
Hello{_name(seen.name)}. I'm Inrole. Your team chose to try a short question about practice, about once a \
week.
{ABOUT}
{WHEN}"""
    else:
        said = f"""\
Thanks{_name(seen.name)}, saved: {seen.answer}.
No one is told what you chose. You can change your mind whenever you like, here or on my Home tab."""
    return _with_buttons(said, [*choices(), button(SET_UP, Act.SET_UP)], [*CHOICES.values(), SET_UP])


def role_welcome(seen: RoleWelcomeSeen) -> Message:
    """Return the welcome of somebody who reads digests."""
    teams = _joined(seen.teams) or "Your team"
    said = f"""\
Hello{_name(seen.name)}. I'm Inrole. {teams} chose to try a short question about practice, about once a \
week, and you can open the digest that comes of it.
{_ABOUT_READING}"""
    words = {"Try it yourself": Act.TRY_IT, "See an example digest": Act.EXAMPLE, SET_UP: Act.SET_UP}
    return _with_buttons(said, [button(*each) for each in words.items()], list(words))


def choices() -> list[Json]:
    """Return the buttons by which a person joins, chooses their time, or leaves, each in one tap."""
    return [button(words, carrying(Act.WELCOME, code)) for code, words in CHOICES.items()]


def _with_buttons(said: str, row: list[Json], words: list[str]) -> Message:
    return Message(text=spoken(f"{said}\n{' / '.join(words)}"), blocks=[section(escaped(said)), actions(row)])


def _name(name: str) -> str:
    return f" {name.strip()[:_LONGEST_NAME]}" if name.strip() else ""


def _joined(names: tuple[str, ...]) -> str:
    said = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return said if len(said) <= _LONGEST_TEAMS else "Your teams"
