"""The choice of the next prompt: pure, the same for the same facts, with a sentence that says why."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prompts.library import PULSE, Library
from prompts.prompt import Prompt
from prompts.rules import WEEKLY_ITEM

WORDING_RESTS_FOR = timedelta(weeks=6)
ANGLE_LASTS_FOR = timedelta(weeks=3)
"""A weekly question keeps one angle for three askings; the fourth looks from elsewhere."""
NEVER = 366
"""Days that stand for never asked: longer than any wait within a year."""
VERY_FULL = 4
SILENCES = 2

_PATHWAY_WORDS = {
    "assessment": "an assessment",
    "visit": "a visit",
    "phone": "a phone call",
    "plan": "a plan",
    "meeting": "a meeting",
    "review": "a review",
    "on shift": "a shift",
    "closure": "an ending",
    "writing": "something you write",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One prompt a person was asked: on which date, whether in its short form, whether it had a reply."""

    pack: str
    prompt: str
    on: date
    short: bool
    answered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The prompt chosen, whether to ask its short form, and why, in one sentence that tells nothing personal.

    The sentence stands on Home, where others may look on, so it is the same for the short form: that one
    follows from how full a week was, or from silence.
    """

    prompt: Prompt
    short: bool
    why: str


def select(
    library: Library,
    *,
    pack: str,
    role: str,
    pathway: str | None = None,
    focus: Collection[str] = (),
    moment: str | None = None,
    pressure: int | None = None,
    asked: Sequence[Asked] = (),
    on: date,
    seed: str,
) -> Choice | None:
    """Return the next prompt of `pack` for one person on a date, or None where none of it may be asked.

    A prompt is in reach when it fits the role and the moment (without a moment, any but *during*). Of these,
    each rule narrows the choice unless nothing would remain: no wording asked in the last six weeks (where
    all were, those that have rested longest); the pathway; another angle once one has lasted three weeks; the
    elements in `focus`. Of what remains, the prompt whose principle, lens and wording together have waited
    most days, ties broken by a hash of `seed`. Its short form is asked when `pressure` (1 to 5, as last told)
    is 4 or 5, or when the last two questions had no reply. The pulse is always its weekly item. `asked` may
    come in any order; askings after `on` are left out.
    """
    history = sorted((entry for entry in asked if entry.on <= on), key=_in_order)
    if pack == PULSE:
        item = library.prompt(PULSE, WEEKLY_ITEM)
        why = "It is the weekly question, in the same words for everyone."
        return Choice(prompt=item, short=False, why=why) if item else None
    in_reach = _in_reach(library, pack, role, moment)
    if not in_reach:
        return None
    past = _past(library, pack, history, on, frozenset(focus))
    rested = past.rested(in_reach)
    fitting = _narrowed(rested, lambda prompt: pathway is None or pathway in (prompt.pathways or (pathway,)))
    lasted = past.lasting_angle()
    angled = _narrowed(fitting, lambda prompt: lasted is None or past.angle(prompt) != lasted)
    focused = _narrowed(angled, lambda prompt: prompt.element in past.focus)
    chosen = min(focused, key=lambda prompt: (-past.waited(prompt), _shuffled(seed, pack, prompt.slug)))
    short = (pressure or 0) >= VERY_FULL or _is_silent(history)
    reason = _reason(chosen, past, pathway, is_new_angle=lasted is not None and past.angle(chosen) != lasted)
    return Choice(prompt=chosen, short=short, why=_sentence(reason, is_rested=past.is_rested(chosen)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What a person was asked before a date: `last` has the date of each wording, principle and lens.

    `asked` holds the questions of one pack, oldest first. A prompt without a lens counts under the lens "".
    """

    asked: Sequence[tuple[date, Prompt]]
    last: Mapping[tuple[str, str], date]
    on: date
    focus: frozenset[str]

    def is_rested(self, prompt: Prompt) -> bool:
        return self._days_since("wording", prompt.slug) >= WORDING_RESTS_FOR.days

    def rested(self, prompts: Sequence[Prompt]) -> list[Prompt]:
        """Return those whose wording has rested; where none has, those that have rested longest."""
        rested = [prompt for prompt in prompts if self.is_rested(prompt)]
        waits = [self._days_since("wording", prompt.slug) for prompt in prompts]
        longest = max(waits)
        return rested or [prompt for prompt, wait in zip(prompts, waits, strict=True) if wait == longest]

    def angle(self, prompt: Prompt) -> str:
        """Return what a prompt looks from: the focus, else its element, else its first principle."""
        if prompt.element in self.focus:
            return "focus"
        return prompt.element or prompt.principles[0]

    def lasting_angle(self) -> str | None:
        """Return the angle that this pack's questions have kept for three weeks or more, if one has."""
        lasting: str | None = None
        since = self.on
        for asked_on, prompt in reversed(self.asked):
            if lasting is not None and self.angle(prompt) != lasting:
                break
            lasting, since = self.angle(prompt), asked_on
        return lasting if self.on - since >= ANGLE_LASTS_FOR else None

    def waited(self, prompt: Prompt) -> int:
        """Return the days that a prompt's principle, lens and wording have waited, added up."""
        principle = max(self._days_since("principle", name) for name in prompt.principles)
        lens = max(self._days_since("lens", name) for name in prompt.lenses or ("",))
        return principle + lens + self._days_since("wording", prompt.slug)

    def _days_since(self, kind: str, name: str) -> int:
        last = self.last.get((kind, name))
        return NEVER if last is None else (self.on - last).days


def _past(library: Library, pack: str, history: Sequence[Asked], on: date, focus: frozenset[str]) -> _Past:
    asked: list[tuple[date, Prompt]] = []
    last: dict[tuple[str, str], date] = {}
    for entry in history:
        prompt = library.prompt(entry.pack, entry.prompt)
        if prompt is None:
            continue
        last |= {("principle", name): entry.on for name in prompt.principles}
        last |= {("lens", name): entry.on for name in prompt.lenses or ("",)}
        if entry.pack == pack:
            last["wording", prompt.slug] = entry.on
            asked.append((entry.on, prompt))
    return _Past(asked=asked, last=last, on=on, focus=focus)


def _in_order(entry: Asked) -> tuple[date, str, str, bool, bool]:
    return entry.on, entry.pack, entry.prompt, entry.short, entry.answered


def _in_reach(library: Library, pack: str, role: str, moment: str | None) -> list[Prompt]:
    held = library.packs.get(pack)
    return [
        prompt
        for prompt in (held.prompts if held else ())
        if not prompt.retired
        and prompt.fits(role)
        and (prompt.moment == moment if moment is not None else prompt.moment != "during")
    ]


def _narrowed(prompts: Sequence[Prompt], keeps: Callable[[Prompt], bool]) -> list[Prompt]:
    return [prompt for prompt in prompts if keeps(prompt)] or list(prompts)


def _shuffled(seed: str, pack: str, slug: str) -> str:
    return hashlib.sha256(f"{seed}\n{pack}\n{slug}".encode()).hexdigest()


def _is_silent(history: Sequence[Asked]) -> bool:
    latest = history[-SILENCES:]
    return len(latest) == SILENCES and not any(entry.answered for entry in latest)


def _reason(prompt: Prompt, past: _Past, pathway: str | None, *, is_new_angle: bool) -> str:
    if prompt.element in past.focus:
        return "It fits your team's focus"
    if is_new_angle:
        return "It looks at the work from a new angle"
    if pathway in prompt.pathways and pathway is not None:
        return f"It fits {_PATHWAY_WORDS.get(pathway, pathway)}"
    if prompt.roles:
        return "It is written for your role"
    return f"It is about {prompt.principles[0]}"


def _sentence(reason: str, *, is_rested: bool) -> str:
    rest = (
        "you have not had it in the last six weeks" if is_rested else "you have had the others more recently"
    )
    return f"{reason} and {rest}."
