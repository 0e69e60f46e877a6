"""Views of a person's own plans: the follow-up behind a question, a plan opened, and forms that change it."""

from collections.abc import Sequence

from bot.flows.forms import PLAN_IF, PLAN_THEN
from bot.flows.riding import SMALLER
from bot.flows.saying_forms import FIRST_LINE, NOT_MONITORED, worried
from bot.flows.seen import SignpostSeen
from bot.flows.seen_plans import FollowUpSeen, FollowUpStage, PlanSeen, ToldSeen
from bot.slack.actions import LONGEST_TEXT, Act, Field, Form, carrying, field_block
from bot.slack.blocks import (
    SECTION,
    Json,
    actions,
    asking,
    button,
    context,
    day,
    divider,
    escaped,
    fitted,
    modal,
    pieces,
    section,
    sections,
)
from bot.slack.metadata import Remembered, remember

MY_PLAN = "My plan"
SEE = "See my plan"
SMALL = "Make it smaller"
GO = "Let it go"
HOW = "How could you tell?"
ONE_MORE = "There is one more, if you want it."
OPEN = "Open it"
MINE, PLAN, QUESTION = "mine", "plan", "question"
"""What lies below a form of a plan, and is drawn again once it is saved."""

NONE_YET = "No plan at the moment. A reflection can end in one: if this happens, then I will do that."
SMALLER_HINT = "Smaller is often easier to begin. The day you made it stays the same."
STAYS_YOURS = (
    "These words stay yours; no one is shown them. A court or a data request could, rarely, ask for what is "
    "stored."
)
SAY_ONCE = "Aloud or to yourself. Change the line if your words are different."


def follow_up(seen: FollowUpSeen, occurrence: str) -> list[Json]:
    """Return the question about a plan in the view behind *Answer*; what the plan says is one tap further."""
    if seen.stage in (FollowUpStage.KEPT, FollowUpStage.ENDED):
        return [divider(), section(escaped(seen.asks)), actions([_see(seen.plan)])]
    blocks = [divider(), section(fitted(seen.asks, SECTION)), actions(_choices(seen, occurrence))]
    also = [_see(seen.plan)]
    if seen.may_tell:
        words = "Change what I wrote" if seen.has_told else HOW
        also.insert(0, button(words, Act.TELL_HOW, occurrence))
    if seen.stage is not FollowUpStage.ASKED:
        also.append(button("Change my answer", carrying(Act.FOLLOW_UP, "again"), occurrence))
    return [*blocks, actions(also)]


def open_follow_up(occurrence: str) -> Json:
    """Return the button on a receipt behind which a follow-up still waits."""
    return button(OPEN, Act.FOLLOW_UP, occurrence)


def plans(seen: Sequence[PlanSeen]) -> list[Json]:
    """Return a person's plans by their dates; what each says opens when tapped."""
    live = [each for each in seen if each.is_live]
    blocks = [
        section("*My plan*" if len(live) == 1 else "*My plans*" if live else f"*{MY_PLAN}*\n{NONE_YET}")
    ]
    for each in live:
        row = [
            _see(each.plan),
            button(SMALL, carrying(Act.PLAN_SMALLER, f"{MINE}/{each.plan}"), each.plan),
            button(GO, carrying(Act.PLAN_GO, f"{MINE}/{each.plan}"), each.plan),
        ]
        blocks += [section(f"Made on {day(each.made_on)}"), actions(row)]
    past = [each for each in seen if not each.is_live]
    if past:
        blocks.append(section("*Earlier*"))
    return [*blocks, *(_past(each) for each in past)]


def plan(seen: PlanSeen) -> Json:
    """Return one plan opened by its writer: its words, what they said of it, and what they can do with it."""
    blocks = [context(f"Made on {day(seen.made_on)}"), *sections(seen.sentence)]
    if seen.own_words:
        blocks += sections(seen.own_words, title="In my words")
    for told in seen.told:
        blocks += _told(told)
    if seen.ended_on is not None:
        blocks.append(context(f"Let go on {day(seen.ended_on)}"))
    else:
        row = [
            button(SMALL, carrying(Act.PLAN_SMALLER, f"{PLAN}/{seen.plan}"), seen.plan),
            button(GO, carrying(Act.PLAN_GO, f"{PLAN}/{seen.plan}"), seen.plan),
        ]
        blocks.append(actions(row))
    return modal(MY_PLAN, blocks, callback_id=Form.READING)


def smaller(
    seen: PlanSeen, signposts: Sequence[SignpostSeen], *, below: str, occurrence: str | None = None
) -> Json:
    """Return the form that puts smaller words into a plan; `below` is the view it lies on."""
    blocks = [
        context(FIRST_LINE),
        asking(field_block(PLAN_IF), "If this happens ...", _line(PLAN_IF, seen.moment), is_optional=False),
        asking(
            field_block(PLAN_THEN),
            "... then I will",
            _line(PLAN_THEN, seen.act),
            hint=SMALLER_HINT,
            is_optional=False,
        ),
        *_about(signposts),
    ]
    about = Remembered(form=seen.plan, occurrence=occurrence, below=below)
    return _asks(SMALL, blocks, Form.PLAN_SMALLER, about, submit="Save")


def tell_how(line: str, signposts: Sequence[SignpostSeen], *, occurrence: str) -> Json:
    """Return the form for one line on how they could tell that it helped."""
    said = asking(
        field_block(Field.HOW), HOW, _line(Field.HOW, line), hint="What you saw or heard. No names."
    )
    blocks = [context(FIRST_LINE), said, *_about(signposts)]
    about = Remembered(occurrence=occurrence, below=QUESTION)
    return _asks(HOW, blocks, Form.TELL_HOW, about, submit="Keep private")


def rehearsal(seen: PlanSeen, signposts: Sequence[SignpostSeen]) -> Json:
    """Return a plan just made as one sentence, to be said once in its writer's own words; closing is fine."""
    blocks = [
        context(FIRST_LINE),
        *sections(seen.sentence, title="Saved. Your plan reads:"),
        asking(
            field_block(Field.SAID),
            "Say it once in your own words, if you like",
            _line(Field.SAID, seen.said or seen.sentence),
            hint=SAY_ONCE,
        ),
        *_about(signposts),
    ]
    about = Remembered(form=seen.plan)
    return _asks(MY_PLAN, blocks, Form.REHEARSE, about, submit="Keep it so", close="Skip this")


def _choices(seen: FollowUpSeen, occurrence: str) -> list[Json]:
    act = {
        FollowUpStage.ASKED: Act.FOLLOW_UP,
        FollowUpStage.HELPED: Act.HELPED,
        FollowUpStage.NEXT: Act.PLAN_NEXT,
    }[seen.stage]
    return [
        button(
            words,
            carrying(Act.PLAN_SMALLER, f"{QUESTION}/{seen.plan}") if code == SMALLER else carrying(act, code),
            occurrence,
        )
        for code, words in seen.choices
    ]


def _see(plan_id: str) -> Json:
    return button(SEE, carrying(Act.SEE_PLAN, plan_id), plan_id)


def _past(seen: PlanSeen) -> Json:
    ended = f", let go on {day(seen.ended_on)}" if seen.ended_on else ""
    return section(f"Made on {day(seen.made_on)}{ended}", accessory=_see(seen.plan))


def _told(told: ToldSeen) -> list[Json]:
    return [context(f"{day(told.on)}: {escaped(told.said)}"), *sections(told.line)]


def _about(signposts: Sequence[SignpostSeen]) -> list[Json]:
    return [
        context(STAYS_YOURS),
        *(context(piece) for piece in pieces(f"{NOT_MONITORED}\n{worried(signposts)}")),
    ]


def _asks(
    title: str, blocks: list[Json], form: Form, about: Remembered, *, submit: str, close: str = "Not now"
) -> Json:
    return modal(
        title, blocks, callback_id=form, submit=submit, close=close, private_metadata=remember(about)
    )


def _line(name: str, value: str) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": carrying("line", name),
        "multiline": True,
        "max_length": LONGEST_TEXT,
    }
    if value:
        element["initial_value"] = value[:LONGEST_TEXT]
    return element
