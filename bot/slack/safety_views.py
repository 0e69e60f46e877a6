"""What a person reads of help: signposts after a reflection, and the pack after something hard."""

from collections.abc import Collection, Sequence

from bot.flows.saying_safety import (
    ABOUT,
    CARRY_ON,
    KIND,
    NO_ONE_MONITORS,
    NOT_KEPT,
    TALKING,
    TITLE,
    TO_TALK_TO,
    more_of,
)
from bot.flows.seen import SignpostSeen
from bot.flows.seen_safety import Concerned, HardSeen, HelpSeen
from bot.slack.actions import Act, Form, carrying
from bot.slack.blocks import (
    HEADER,
    Json,
    actions,
    button,
    context,
    divider,
    escaped,
    header,
    modal,
    section,
    sections,
    spoken,
)
from bot.slack.written import Message
from practice.safety import Concern

HARD = "After something hard"
IN_HAND, NOW, TALK = "in_hand", "now", "talk"
CHOICES = {IN_HAND: "In hand", NOW: "I'll do it now", TALK: "I want to talk to someone first"}
THANKS = "Thanks. Your words are saved, and nothing about this is kept."
STOPS = "Questions from Inrole can stop for as long as you like. No reason is asked."
NOTHING_KEPT = "Nothing you tap here is kept, and no one is told."
PRACTICAL = (
    "Someone else can take on a visit, a call or a meeting today, stay with you, or help with getting home. "
    "You could ask your manager, somebody nearby, or:"
)
AGAIN = "Another question"

_QUIET, _HELP = "quiet", "practical"
_MOST_ROUTES = 30


def concerned(seen: Concerned, *, first: str = "") -> Json:
    """Return what is shown once words that bring signposts are saved; `first` is said before it."""
    return modal(TITLE, [*sections(first), *concerned_blocks(seen)], callback_id=Form.READING)


def concerned_blocks(seen: Concerned) -> list[Json]:
    """Return the signposts of a person's words with three choices, and a kind note on how they are."""
    routes = dict(seen.routes)
    how_i_am = routes.pop(Concern.HOW_I_AM, None)
    blocks: list[Json] = []
    for concern, each in routes.items():
        blocks += sections(_listed(each), title=ABOUT[concern])
    if routes:
        row = [button(words, carrying(Act.CONCERN, code), _codes(routes)) for code, words in CHOICES.items()]
        blocks += [section(f"*{CARRY_ON}*"), actions(row), context(NO_ONE_MONITORS)]
    if how_i_am is not None:
        blocks += [*([divider()] if routes else []), *_kind(how_i_am)]
    return [*blocks, context(escaped(NOT_KEPT))]


def whispered(seen: Concerned) -> Message:
    """Return the same for the conversation it was typed in, where only its writer sees it."""
    routes = dict(seen.routes)
    how_i_am = routes.pop(Concern.HOW_I_AM, None)
    lines = [TITLE, *(f"{ABOUT[concern]}\n{_listed(each)}" for concern, each in routes.items())]
    if routes:
        lines += [CARRY_ON, " / ".join(CHOICES.values()), NO_ONE_MONITORS]
    if how_i_am is not None:
        lines += [ABOUT[Concern.HOW_I_AM], KIND, _listed(how_i_am), STOPS, "Pause"]
    return Message(text=spoken("\n".join([*lines, NOT_KEPT])), blocks=concerned_blocks(seen))


def above(form: Json, seen: Concerned | None) -> Json:
    """Return a form with the signposts of what was changed a step before above it, where there are some."""
    return form if seen is None else {**form, "blocks": [*concerned_blocks(seen), divider(), *form["blocks"]]}


def chosen(code: str, seen: Concerned, people: Sequence[SignpostSeen]) -> Json:
    """Return what a choice brings: short thanks, the contacts large and plain, or people to talk to."""
    match code:
        case "now":
            every = dict.fromkeys(route for _, routes in seen.routes for route in routes)
            blocks = [block for route in list(every)[:_MOST_ROUTES] for block in _large(route)]
            blocks.append(context("Facts about a child go on their record, not here. Nothing here is kept."))
        case "talk":
            routes = [route for _, each in seen.routes for route in each]
            blocks = [
                section(TALKING),
                *sections(_listed(people), title=TO_TALK_TO),
                *sections(_listed(routes), title="Who can act on it"),
                context(NOTHING_KEPT),
            ]
        case _:
            blocks = [section(THANKS)]
    return modal(TITLE, blocks, callback_id=Form.READING)


def hard(seen: HardSeen) -> Json:
    """Return a prompt of the pack after something hard: taps and no text box."""
    row = [button(words, carrying(Act.HARD_TAP, code), seen.prompt) for code, words in seen.taps]
    blocks = [
        *sections(seen.question),
        actions(row),
        context(f"{NOTHING_KEPT} {NO_ONE_MONITORS} Please don't write about it here."),
    ]
    if seen.following:
        blocks.append(actions([button(AGAIN, carrying(Act.HARD, "another"), seen.following)]))
    return modal(HARD, blocks, callback_id=Form.READING)


def offered(seen: HelpSeen, *, title: str = TO_TALK_TO) -> Json:
    """Return people to talk to, quiet from us and practical help, what was asked for first."""
    people = sections(_listed(seen.people), title=TO_TALK_TO)
    quiet = [section(f"*Quiet from Inrole*\n{STOPS}", accessory=button("Pause", Act.PAUSE))]
    practical = sections(f"{PRACTICAL}\n{_listed(seen.practical)}", title="Practical help")
    parts = {"": people, _QUIET: quiet, _HELP: practical}
    asked = seen.tapped.lower()
    first = next((name for name in (_QUIET, _HELP) if name in asked), "")
    ordered = [parts[first], *(part for name, part in parts.items() if name != first)]
    blocks = [block for part in ordered for block in part]
    return modal(title, [*blocks, context(f"{NOTHING_KEPT} {NO_ONE_MONITORS}")], callback_id=Form.READING)


def concerns_of(value: str) -> tuple[Concern, ...]:
    """Return the concerns a button carries; what an older one names is left out."""
    return tuple(Concern[name] for name in value.split(",") if name in Concern.__members__)


def _codes(concerns: Collection[Concern]) -> str:
    return ",".join(concern.name for concern in concerns)


def _kind(routes: Sequence[SignpostSeen]) -> list[Json]:
    return [
        *sections(f"{KIND}\n{_listed(routes)}", title=ABOUT[Concern.HOW_I_AM]),
        section(STOPS, accessory=button("Pause", Act.PAUSE)),
    ]


def _listed(routes: Sequence[SignpostSeen]) -> str:
    seen = list(dict.fromkeys(_line(route) for route in routes))
    return "\n".join(f"\u2022 {line}" for line in seen[:_MOST_ROUTES])


def _line(route: SignpostSeen) -> str:
    reached = f": {route.contact}" if route.contact else ""
    more = more_of(route)
    return f"{route.name}{reached}{f' ({more})' if more else ''}"


def _large(route: SignpostSeen) -> list[Json]:
    more = more_of(route)
    name = f"{route.name}{f' ({more})' if more else ''}"
    if not route.contact:
        return [header(route.name), *sections(more)]
    if len(route.contact) > HEADER:
        return sections(name, title=route.contact)
    return [header(route.contact), *sections(name)]
