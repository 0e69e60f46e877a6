"""The reflection form's layout: which fields, in which steps, four at most in each."""

from dataclasses import dataclass
from functools import cache

from bot.flows.seen import FieldKind, FieldSeen
from prompts.library import Library
from prompts.prompt import Prompt, Stage

FIELDS_A_STEP = 4
BANK = "words"
PLAN_IF = "if"
PLAN_THEN = "then"
PLAN_ASK = "A plan, if you want one."
DEFAULT_QUESTION = "Something from your work that you would like to think about."
DEFAULT_STAGES = (
    ("What", "What happened, in a sentence or two?"),
    ("So what", "What did it mean, for them or for you?"),
    ("Now what", "What would you like to do, or do again?"),
)
KINDS = {
    "tap": FieldKind.TAP,
    "scale": FieldKind.TAP,
    "several": FieldKind.SEVERAL,
    "word bank": FieldKind.SEVERAL,
}
SCALE = tuple(str(number) for number in range(11))
BETWEEN = " / "
"""What stands between several chosen words once they are kept as one line."""
BARRIERS = FieldSeen(
    name="barriers", label="What got in the way? Up to three, if anything did", kind=FieldKind.SEVERAL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A form: the question above it and its fields by step; the last step also has the sharing choice."""

    question: str
    steps: tuple[tuple[FieldSeen, ...], ...]


def layout_for(library: Library, pack: str, prompt: str) -> Layout:
    """Return the form of a prompt; one the library does not know has the default stages."""
    found = library.prompt(pack, prompt) if pack else None
    if found is None:
        return _default()
    stages = tuple(_field(stage) for stage in found.stages if stage.answer != "plan")
    plan = next((stage.ask for stage in found.stages if stage.answer == "plan"), PLAN_ASK)
    stages = (*_bank(found), *stages)
    return _laid_out(found.text, stages or _default_fields(), plan)


@cache
def _default() -> Layout:
    return _laid_out("", _default_fields(), PLAN_ASK)


def _default_fields() -> tuple[FieldSeen, ...]:
    return tuple(FieldSeen(name=name, label=label) for name, label in DEFAULT_STAGES)


def _laid_out(question: str, stages: tuple[FieldSeen, ...], plan: str) -> Layout:
    asked = (*stages, BARRIERS)
    steps = tuple(asked[start : start + FIELDS_A_STEP] for start in range(0, len(asked), FIELDS_A_STEP))
    halves = (
        FieldSeen(
            name=PLAN_IF, label=f"{plan} If this happens ...", hint="For example: a visit feels rushed"
        ),
        FieldSeen(
            name=PLAN_THEN,
            label="... then I will",
            hint="For example: say what happens next before I leave",
        ),
    )
    return Layout(question=question, steps=(*steps, halves))


def _bank(prompt: Prompt) -> tuple[FieldSeen, ...]:
    """Return the prompt's own words to choose from, where it has some that no stage brings."""
    bank = {"word bank": prompt.words, "several": prompt.taps}.get(prompt.answer, ())
    words = tuple(word for word in bank if word not in prompt.signposts)
    if not words or any(set(words) <= {*stage.words, *stage.taps} for stage in prompt.stages):
        return ()
    options = tuple((word, word) for word in words)
    return (FieldSeen(name=BANK, label="Any of these?", kind=FieldKind.SEVERAL, options=options),)


def _field(stage: Stage) -> FieldSeen:
    kind = KINDS.get(stage.answer, FieldKind.LINE)
    words = SCALE if stage.answer == "scale" else stage.taps or stage.words
    ends = f"0 is {stage.low}, 10 is {stage.high}" if stage.low and stage.high else ""
    return FieldSeen(
        name=stage.name,
        label=stage.ask,
        kind=kind if words else FieldKind.LINE,
        hint=ends.lower(),
        options=tuple((word, word) for word in words),
    )
