"""The reflection form's layout: which fields, in which steps, four at most in each."""

from dataclasses import dataclass
from functools import cache

from bot.flows.seen import FieldKind, FieldSeen
from prompts.library import Library
from prompts.prompt import Stage

FIELDS_A_STEP = 4
PLAN_IF = "if"
PLAN_THEN = "then"
DEFAULT_QUESTION = "Something from your work that you would like to think about."
DEFAULT_STAGES = (
    ("What", "What happened, in a sentence or two?"),
    ("So what", "What did it mean, for them or for you?"),
    ("Now what", "What would you like to do, or do again?"),
)
BARRIERS = FieldSeen(
    name="barriers", label="What got in the way? Up to three, if anything did", kind=FieldKind.SEVERAL
)
PLAN = (
    FieldSeen(
        name=PLAN_IF, label="A plan, if you want one. If this happens ...", hint="If a visit feels rushed"
    ),
    FieldSeen(name=PLAN_THEN, label="... then I will", hint="I will say what happens next before I leave"),
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
    stages = [_field(stage) for stage in found.stages if stage.answer != "plan"]
    return _laid_out(found.text, tuple(stages) or _default_fields())


@cache
def _default() -> Layout:
    return _laid_out("", _default_fields())


def _default_fields() -> tuple[FieldSeen, ...]:
    return tuple(FieldSeen(name=name, label=label) for name, label in DEFAULT_STAGES)


def _laid_out(question: str, stages: tuple[FieldSeen, ...]) -> Layout:
    asked = (*stages, BARRIERS)
    steps = tuple(asked[start : start + FIELDS_A_STEP] for start in range(0, len(asked), FIELDS_A_STEP))
    return Layout(question=question, steps=(*steps, PLAN))


def _field(stage: Stage) -> FieldSeen:
    words = stage.taps or stage.words
    return FieldSeen(
        name=stage.name,
        label=stage.ask,
        kind=FieldKind.TAP if words and stage.answer == "tap" else FieldKind.LINE,
        hint=" / ".join(stage.words),
        options=tuple((word, word) for word in stage.taps) if stage.answer == "tap" else (),
    )
