"""The views in which a manager looks at a team's rhythms, starts one, changes it or ends it."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, time

from bot.errors import Mistaken
from bot.flows.rhythm_seen import DateSeen, Draft, DraftSeen, RhythmSeen, TeamRhythms
from bot.slack.actions import Act, Field, Form, field_block
from bot.slack.blocks import (
    Json,
    actions,
    asking,
    button,
    context,
    divider,
    escaped,
    header,
    modal,
    one_of,
    option,
    plain,
    section,
    sections,
    several_of,
    weekday,
)
from bot.slack.shapes import NOT_READABLE
from practice.facts import Weekday
from practice.rhythm_rules import AT, DAY_NAMES, ENDS_ON, EVERY_WEEKS, STARTS_ON, Fault
from practice.templates import TEMPLATES, Template, template

NONE_YET = "No rhythm yet. Start one from a template; it takes under a minute."
KEPT_IN_FILE = "Kept in the service file; whoever runs Inrole changes it there."
NOT_PLANNED = "not planned"
NO_DATE = "No date in these eight weeks."
NO_EVENT = "No date in these eight weeks yet: it waits for its event, which is noted in the service file."
THE_WISH = (
    "This is the plan for everyone in the team, by calendar and contract. It is the same whoever replies."
)

_MOST_RHYTHMS = 12
_MOST_DOTS = 12
_DESCRIPTION = 75
_EVERY = {1: "Every week", 2: "Every two weeks", 4: "Every four weeks", 6: "Every six weeks"}


def overview(teams: Sequence[TeamRhythms], pages: Mapping[str, str]) -> Json:
    """Return the rhythms of the teams a person manages; `pages` has each team's page by its key."""
    blocks: list[Json] = []
    for team in teams:
        blocks.append(header(team.name))
        for rhythm in team.rhythms[:_MOST_RHYTHMS]:
            blocks += _rhythm(team, rhythm)
        if not team.rhythms:
            blocks.append(section(NONE_YET))
        row = [button("Start a rhythm", Act.RHYTHM_NEW, team.key, is_main=True)]
        if team.key in pages:
            row.append(button("Open the page", Act.LINK, url=pages[team.key]))
        blocks += [actions(row, block_id=f"team:{team.key}"), divider()]
    return modal("Rhythms", blocks[:-1][:95], callback_id=Form.READING)


def choose_template(team: str) -> Json:
    """Return the choice of a template."""
    choice = one_of(Field.TEMPLATE, [(each.key, each.name) for each in TEMPLATES], TEMPLATES[0].key)
    said = {each.key: each.sentence for each in TEMPLATES}
    for each in [*choice["options"], choice["initial_option"]]:
        each["description"] = plain(said[each["value"]], _DESCRIPTION)
    return modal(
        "Start a rhythm",
        [asking(field_block(Field.TEMPLATE), "What is it for?", choice, is_optional=False)],
        callback_id=Form.RHYTHM_TEMPLATE,
        submit="Next",
        close="Cancel",
        private_metadata=_remember(team=team, rhythm=None, draft=None),
    )


def form(seen: DraftSeen) -> Json:
    """Return the rhythm as a form; nothing is saved from it."""
    chosen = template(seen.draft.template) or TEMPLATES[0]
    return modal(
        "Start a rhythm" if seen.rhythm is None else "Change a rhythm",
        [
            section(f"*{escaped(seen.name)}*, for everyone in {escaped(seen.team.name)}"),
            context(escaped(chosen.sentence)),
            *_dates(chosen, seen.draft),
            _time(seen.draft),
            _day(Field.STARTS_ON, "From", seen.draft.starts_on, is_optional=False),
            _day(Field.ENDS_ON, "Until", seen.draft.ends_on, is_optional=True),
        ],
        callback_id=Form.RHYTHM,
        submit="See eight weeks",
        close="Cancel",
        private_metadata=_remember(team=seen.team.key, rhythm=seen.rhythm, draft=seen.draft),
    )


def preview(seen: DraftSeen) -> Json:
    """Return a draft's sentence and its eight weeks, with the button that starts it."""
    waits = (template(seen.draft.template) or TEMPLATES[0]).after is not None
    dates = "\n".join(_date(each) for each in seen.dates) or (NO_EVENT if waits else NO_DATE)
    blocks = [
        section(f"*{escaped(seen.name)}*, for everyone in {escaped(seen.team.name)}"),
        *sections(f"{seen.sentence}."),
        divider(),
        *sections(dates),
        context(THE_WISH),
    ]
    if seen.rhythm is not None:
        blocks.append(context("It takes effect from its next date; what is already asked stays as it is."))
    blocks.append(actions([button("Back", Act.RHYTHM_BACK)]))
    return modal(
        "Eight weeks",
        blocks,
        callback_id=Form.RHYTHM_START,
        submit="Start this rhythm" if seen.rhythm is None else "Change this rhythm",
        close="Cancel",
        private_metadata=_remember(team=seen.team.key, rhythm=seen.rhythm, draft=seen.draft),
    )


def ending(team: str, rhythm: str) -> Json:
    """Return the question whether to end a rhythm."""
    return modal(
        "End this rhythm?",
        [section("No more questions come from it. Those already asked stay open until they expire.")],
        callback_id=Form.RHYTHM_END,
        submit="End this rhythm",
        close="Keep it",
        private_metadata=_remember(team=team, rhythm=rhythm, draft=None),
    )


def remembered(view: Json) -> tuple[str, str | None, Draft | None]:
    """Return the team, the rhythm and the draft a view was drawn for; raise Mistaken for a strange one."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
        drafted = kept.get("draft")
        return str(kept["team"]), kept.get("rhythm"), None if drafted is None else _read(drafted)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Mistaken(NOT_READABLE) from None


def drafted(before: Draft, choices: Mapping[str, Sequence[str]]) -> Draft:
    """Return the draft as the form was filled in; raise Mistaken for what no form of ours offers."""
    every = next(iter(choices.get(Field.EVERY, ())), str(before.every_weeks))
    at, ends_on = (next(iter(choices.get(name, ())), "") for name in (Field.AT, Field.ENDS_ON))
    starts_on = next(iter(choices.get(Field.STARTS_ON, ())), "")
    try:
        return Draft(
            template=before.template,
            on=frozenset(Weekday(day) for day in choices.get(Field.DAYS, ())),
            every_weeks=int(every),
            at=time.fromisoformat(at) if at else None,
            starts_on=date.fromisoformat(starts_on),
            ends_on=date.fromisoformat(ends_on) if ends_on else None,
        )
    except ValueError:
        raise Mistaken(NOT_READABLE) from None


def errors(draft: Draft, faults: Sequence[Fault]) -> dict[str, str]:
    """Return each fault's sentence by the block of the input it lies in."""
    chosen = template(draft.template) or TEMPLATES[0]
    inputs = {AT: Field.AT, ENDS_ON: Field.ENDS_ON, STARTS_ON: Field.STARTS_ON}
    rest = Field.DAYS if chosen.after is None else Field.STARTS_ON
    return {field_block(inputs.get(fault.field, rest)): fault.sentence for fault in faults}


def _rhythm(team: TeamRhythms, rhythm: RhythmSeen) -> list[Json]:
    said = section(f"*{escaped(rhythm.name)}*\n{escaped(rhythm.sentence)}.")
    if not rhythm.is_ours:
        return [said, context(KEPT_IN_FILE)]
    value = f"{team.key}/{rhythm.id}"
    row = [button("Change", Act.RHYTHM_CHANGE, value), button("End", Act.RHYTHM_END, value)]
    return [said, actions(row, block_id=f"rhythm:{rhythm.id}")]


def _dates(chosen: Template, draft: Draft) -> list[Json]:
    if chosen.after is not None:
        offsets = ", ".join(str(offset) for offset in chosen.after.offsets)
        return [section(f"Days after {chosen.after.event}: {offsets}. Each moves to a working day.")]
    days = several_of(
        Field.DAYS,
        [(day.value, DAY_NAMES[day]) for day in Weekday],
        [day.value for day in Weekday if day in draft.on],
    )
    label = "On" if chosen.nth is None else "On the first of these in a month"
    blocks = [asking(field_block(Field.DAYS), label, days)]
    if chosen.nth is None:
        every = {
            "type": "static_select",
            "action_id": Field.EVERY.value,
            "options": [option(str(weeks), _EVERY[weeks]) for weeks in EVERY_WEEKS],
            "initial_option": option(str(draft.every_weeks), _EVERY[draft.every_weeks]),
        }
        blocks.insert(0, asking(field_block(Field.EVERY), "How often", every, is_optional=False))
    return blocks


def _time(draft: Draft) -> Json:
    picker: Json = {"type": "timepicker", "action_id": Field.AT.value}
    if draft.at is not None:
        picker["initial_time"] = f"{draft.at:%H:%M}"
    hint = "Leave it empty for each person's own time. Anyone's own choice comes first."
    return asking(field_block(Field.AT), "At", picker, hint=hint)


def _day(name: Field, label: str, on: date | None, *, is_optional: bool) -> Json:
    picker: Json = {"type": "datepicker", "action_id": name.value}
    if on is not None:
        picker["initial_date"] = on.isoformat()
    hint = "Leave it empty for no end." if is_optional else ""
    return asking(field_block(name), label, picker, hint=hint, is_optional=is_optional)


def _date(seen: DateSeen) -> str:
    if not seen.questions:
        return f"{weekday(seen.on)}: {NOT_PLANNED}"
    dots = "\u25cf" * seen.questions if seen.questions <= _MOST_DOTS else ""
    unit = "question" if seen.questions == 1 else "questions"
    return f"{weekday(seen.on)}: {seen.questions} {unit} {dots}".rstrip()


def _remember(*, team: str, rhythm: str | None, draft: Draft | None) -> str:
    written: Json = {"team": team, "rhythm": rhythm}
    if draft is not None:
        written["draft"] = {
            "template": draft.template,
            "on": [day.value for day in Weekday if day in draft.on],
            "every": draft.every_weeks,
            "at": f"{draft.at:%H:%M}" if draft.at else "",
            "from": draft.starts_on.isoformat(),
            "until": draft.ends_on.isoformat() if draft.ends_on else "",
        }
    return json.dumps(written, separators=(",", ":"))


def _read(written: Json) -> Draft:
    return Draft(
        template=str(written["template"]),
        on=frozenset(Weekday(day) for day in written["on"]),
        every_weeks=int(written["every"]),
        at=time.fromisoformat(written["at"]) if written["at"] else None,
        starts_on=date.fromisoformat(written["from"]),
        ends_on=date.fromisoformat(written["until"]) if written["until"] else None,
    )
