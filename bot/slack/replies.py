"""What Inrole answers where somebody wrote, pressed or asked for something: plain, kind, and never silent."""

from collections.abc import Sequence

from bot.flows.messenger import NoticeSeen
from bot.flows.receiving import MINE
from bot.flows.saying_forms import worried
from bot.flows.seen import DigestSeen, SignpostSeen
from bot.slack.actions import Act, carrying, digest_value
from bot.slack.blocks import Json, actions, button, context, sections, spoken
from bot.slack.readings import EXAMPLE, digest_content, named_barriers, period
from bot.slack.welcomes import SET_UP
from bot.slack.written import Message

NOT_READ = (
    "Thanks for writing. I can't take an answer from what is typed here, and no one monitors this chat. "
    "Slack keeps its own copy, so please leave out names and details of families."
)
CAN_DO = """\
What I can do:
\u2022 ask a short question, about once a week, if you take part
\u2022 /reflect opens a form for words of your own
\u2022 /digest opens your team's digest
\u2022 my Home tab has pause, what is yours and how it's set up"""
STRANGER = (
    "Hello. I'm Inrole, which asks teams a short question about practice, about once a week. I don't have "
    "you in a team here, so there is nothing for you to answer or open. Whoever looks after Inrole in your "
    "organisation can add you."
)
WENT_WRONG = "Something went wrong on our side. Nobody was shown anything. Please try again in a moment."
TOO_SLOW = "That took a moment too long, so it didn't open. Nothing is lost. Here is a fresh button."

_MOST_SECTIONS = 4


def what_i_can_do(signposts: Sequence[SignpostSeen] = ()) -> Message:
    """Return the reply to an ordinary message or a file in the conversation."""
    row = {"Reflect": Act.REFLECT, SET_UP: Act.SET_UP}
    return _saying([NOT_READ, CAN_DO, worried(signposts)], [button(*each) for each in row.items()])


def for_a_stranger() -> Message:
    """Return the reply to somebody whom Inrole has in no team: a guest, a visitor, a newcomer."""
    return _saying([STRANGER])


def too_slow(action_id: str, value: str = "", *, words: str = "Open it") -> Message:
    """Return the reply to a press that Slack gave up waiting for, with a button that does the same again."""
    return _saying([TOO_SLOW], [button(words, action_id, value, is_main=True)])


def refused(sentence: str) -> Message:
    """Return a refusal: the sentence that says what to do."""
    return _saying([sentence])


def went_wrong(reference: str) -> Message:
    """Return what a person reads when something of ours broke, with a reference they can quote."""
    return _saying([WENT_WRONG, f"If it happens again, tell whoever looks after Inrole: {reference}."])


def no_digest() -> Message:
    """Return the reply to `/digest` from somebody who can open none."""
    return _saying(["There is no digest here for you. Each team's digest is for its own people."])


def digest_summary(seen: DigestSeen, *, page: str) -> Message:
    """Return a digest in a few sentences, with a way to open it here and a link to its page.

    It holds figures in words and nobody's own words; those are in the view and on the page.
    """
    content = digest_content(seen)
    named = named_barriers(content)
    lines = [
        f"*{seen.team_name}*, {period(content)}",
        content.headline,
        f"What got in the way: {named}" if named else "",
        content.withheld,
    ]
    row = [
        button("Open here", Act.DIGEST, digest_value(seen.team, content.to_on), is_main=True),
        button("Open the page", Act.LINK, url=page),
    ]
    message = _saying([EXAMPLE if seen.is_example else "", *lines], row)
    return Message(
        text=message.text, blocks=[*message.blocks, context("The link works once, for ten minutes.")]
    )


def notice(seen: NoticeSeen) -> Message:
    """Return a plain message, with a button that opens a page or a view where it has one."""
    row = []
    if seen.button and seen.opens:
        opens = Act.MINE if seen.opens == MINE else Act.OPEN_SHARE
        row = [button(seen.button, opens, "" if seen.opens == MINE else seen.opens, is_main=True)]
    elif seen.button and seen.page:
        row = [button(seen.button, carrying(Act.PAGE, seen.page), is_main=True)]
    elif seen.button and seen.url:
        row = [button(seen.button, Act.LINK, url=seen.url)]
    return _saying(seen.lines, row)


def _saying(lines: Sequence[str], row: Sequence[Json] = ()) -> Message:
    said = "\n".join(line for line in lines if line)
    words = " / ".join(each["text"]["text"] for each in row)
    blocks = sections(said)[:_MOST_SECTIONS]
    if row:
        blocks.append(actions(row))
    return Message(text=spoken("\n".join(filter(None, [said, words]))), blocks=blocks)
