"""Views that a person reads: a digest, what is theirs, and how it is set up; each fits what Slack takes."""

import json
from collections.abc import Iterable, Sequence

from bot.flows.saying_safety import named, what_for
from bot.flows.seen import CardSeen, DigestSeen, SetUpSeen, SetUpTeam
from bot.flows.seen_journal import KeptSeen, MineSeen, UnfinishedSeen
from bot.slack.actions import Act, Form, carrying
from bot.slack.blocks import (
    Json,
    actions,
    button,
    context,
    day,
    divider,
    escaped,
    header,
    modal,
    plain,
    section,
    sections,
)
from bot.slack.plan_views import plans
from bot.slack.share_rows import share_rows
from practice.digest import DigestContent, from_json

EXAMPLE = "EXAMPLE. A made-up team with made-up figures, to show what a digest looks like."
NOTHING_SHOWN = "No one's words are here this time. An empty list is a fine list."
WHERE_THE_REST_IS = "There is more than fits here. The page has all of it."

_SURE: Json = {
    "title": plain("Delete this one?", 100),
    "text": plain("What you wrote in it goes for good. What you kept before stays.", 300),
    "confirm": plain("Delete", 30),
    "deny": plain("Keep it", 30),
}
_MOST_BLOCKS = 90
_MOST_BYTES = 200_000


def digest(seen: DigestSeen, *, page: str | None = None) -> Json:
    """Return a published digest: its frozen figures in words beside what people chose to show.

    `page` is the address of the same on a page, which also has what would not fit.
    """
    content = digest_content(seen)
    blocks = [header(seen.team_name), context(period(content))]
    if seen.is_example:
        blocks.append(section(f"*{EXAMPLE}*"))
    blocks += sections(content.headline)
    named = named_barriers(content)
    if named:
        blocks += sections(named, title="What got in the way")
    ending = [
        *sections(
            "\n".join(f"\u2022 {each}" for each in content.questions), title="Two questions for supervision"
        ),
        context(escaped(content.rule)),
        context(escaped(content.withheld)),
        *([actions([button("Open the page", Act.LINK, url=page)])] if page else []),
    ]
    focus = [block for each in seen.focus for block in _focus(each)]
    shown = [_shown(seen, number) for number, lines in enumerate(seen.shown) if any(map(str.strip, lines))]
    middle = [
        *focus,
        section("*What people chose to show*"),
        *(_parted(shown) if shown else [section(NOTHING_SHOWN)]),
    ]
    return modal("Team digest", fitting([*blocks, *middle], ending), callback_id=Form.READING)


def _shown(seen: DigestSeen, number: int) -> list[Json]:
    first, *rest = sections("\n".join(seen.shown[number]))
    if number >= len(seen.addable):
        return [first, *rest]
    reflection = seen.addable[number]
    add = button("Add to our card", carrying(Act.ADD_LINE, reflection), f"{seen.team}/{reflection}")
    return [{**first, "accessory": add}, *rest]


def digest_content(seen: DigestSeen) -> DigestContent:
    """Return what a digest's frozen content says."""
    return from_json(json.dumps(seen.content).encode())


def period(content: DigestContent) -> str:
    """Return the time a digest covers: 2 November 2026 to 29 November 2026."""
    return f"{day(content.from_on)} to {day(content.to_on)}"


def named_barriers(content: DigestContent) -> str:
    """Return the barriers that were named, in words; empty where none was."""
    named = [each for figure in content.figures for each in figure.named or ()]
    return "; ".join(named) + "." if named else ""


def mine(seen: MineSeen, *, page: str | None = None) -> Json:
    """Return a person's own plans, by date, what is not finished, and reflections, newest first.

    What others can read is withdrawn beside it. `page` is the address of their own page.
    """
    blocks = [*(plans(seen.plans) if seen.plans else []), *_unfinished(seen.drafts)]
    for kept in seen.kept:
        blocks += [divider(), *_kept(kept)]
    blocks = blocks[1:] if blocks[:1] == [divider()] else blocks
    if not blocks:
        blocks = [section("What you write shows here, for you. Type /reflect, or tap Reflect on a question.")]
    ending = [actions([button("Open my page", Act.LINK, url=page)])] if page else []
    return modal("Mine", fitting(blocks, ending), callback_id=Form.READING)


def how_set_up(seen: SetUpSeen, *, page: str | None = None) -> Json:
    """Return how it is set up, in short; `page` is the address of the whole of it, with every change."""
    blocks = [
        section(f"*{escaped(seen.service[:200])}*"),
        section(
            "Taking part is each person's own choice. Nothing here is used for appraisal, capability, "
            "discipline or assessment. No one is shown who takes part, who replies, who pauses, or how full "
            "anyone's week was."
        ),
        section(
            f"A team figure appears when at least {seen.threshold} people replied whose answer nobody has "
            "been shown, as *few, some* or *most*, after a secret change of up to two people. Words are "
            "private until their writer shares them."
        ),
    ]
    for team in seen.teams:
        blocks += sections(_team(team), title=team.name)
    holders = _people(seen.role_holders)
    if holders:
        blocks += sections(holders, title="Who looks after it")
    routes = "\n".join(f"{named(each)}: {what_for(each)}" for each in seen.signposts)
    if routes:
        blocks += sections(routes, title="People to turn to. No one monitors Inrole")
    words = "Words that bring signposts"
    row = [("Read all of it", Act.LINK, page), (words, carrying(Act.LINK, "words"), f"{page}/words")]
    ending = [actions([button(said, act, url=url) for said, act, url in row])] if page else []
    return modal("How it's set up", fitting(blocks, ending), callback_id=Form.READING)


def card_blocks(seen: CardSeen) -> list[Json]:
    """Return a practice card's parts in reading order."""
    return [
        context(f"Principle: {escaped(seen.principle)}"),
        *(block for title, text in seen.parts for block in sections(text, title=title)),
    ]


def _focus(card: CardSeen) -> list[Json]:
    looks_like = card.parts[0][1] if card.parts else ""
    first, *rest = sections(looks_like, title=card.name)
    return [{**first, "accessory": button("What counts?", carrying(Act.COUNTS, card.slug))}, *rest]


def _unfinished(drafts: Sequence[UnfinishedSeen]) -> list[Json]:
    """Return what was begun and not finished, by its dates; the words are behind *Go on*."""
    blocks = [divider(), section("*Not finished*")] if drafts else []
    for draft in drafts:
        began = f"Begun on {day(draft.begun_on)}, kept until {day(draft.kept_until)}"
        go_on = button("Go on", carrying(Act.DRAFT, draft.form), draft.form)
        delete = button("Delete", carrying(Act.DRAFT_DELETE, draft.reflection), draft.reflection)
        row = [go_on, {**delete, "confirm": _SURE}]
        blocks += [*sections(f"{began}\n{draft.question}"), actions(row)]
    return blocks


def _kept(kept: KeptSeen) -> list[Json]:
    blocks = sections(kept.question, title=day(kept.kept_on))
    for label, words in kept.lines:
        blocks += sections(words, title=label)
    return [*blocks, *share_rows(kept.reflection, kept.shares)]


def _team(team: SetUpTeam) -> str:
    lines = [
        *team.rhythms,
        f"Who can open its digest: everyone in the team; {_people(team.readers) or 'no one else'}.",
    ]
    return "\n".join([*lines, team.digest])


def _people(pairs: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name} ({capacity})" for capacity, name in pairs)


def _parted(groups: list[list[Json]]) -> list[Json]:
    return [block for group in groups for block in (*group, divider())][:-1]


def fitting(blocks: list[Json], ending: list[Json]) -> list[Json]:
    """Return the blocks that Slack's sizes have room for, with a line where some had to stay behind."""
    room = _MOST_BYTES - len(json.dumps(ending))
    kept: list[Json] = []
    for block in blocks:
        room -= len(json.dumps(block))
        if room < 0 or len(kept) + len(ending) >= _MOST_BLOCKS:
            return [*kept, context(WHERE_THE_REST_IS), *ending]
        kept.append(block)
    return [*kept, *ending]
