"""A prompt for somebody who asks for one themselves: the pathway their words name, and what fits it today."""

import hashlib
import re
from collections.abc import Collection
from datetime import date

from prompts.library import Library
from prompts.prompt import NEAREST_PATHWAY, PATHWAYS, Prompt

ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "triage": ("front door", "referral", "referrals", "mash", "screening"),
    "assessment": ("assess", "assessing", "assessments", "single assessment"),
    "visit": ("home visit", "home visits", "visits", "visiting", "doorstep"),
    "phone": ("phone call", "telephone call", "telephone", "call", "calls", "ringing"),
    "plan": ("planning", "plans", "care plan", "care planning"),
    "meeting": ("meetings", "conference", "case conference", "core group", "family group conference"),
    "review": ("reviews", "reviewing", "looked after review"),
    "court": ("court papers", "hearing", "legal"),
    "duty": ("duty desk", "on duty"),
    "on shift": ("shift", "shifts", "handover", "night shift", "nights"),
    "closure": ("closing", "ending", "endings", "goodbye", "last visit", "moving on"),
    "writing": ("recording", "records", "record", "report", "notes", "letter", "write"),
    "supervision": ("supervising",),
}
"""What people call a pathway besides its own name, in small letters."""

AFTER_SOMETHING_HARD = "after-something-hard"
"""The pack that is never sent, and opens by choice alone."""

LONGER_LOOK = "longer-look"
"""The pack that takes one piece of work through all the steps of a framework."""

LONGER: dict[str, str] = {
    "gibbs": "gibbs",
    "reflective cycle": "gibbs",
    "kolb": "kolb",
    "learning cycle": "kolb",
    "supervision cycle": "supervision-cycle",
    "atkins": "atkins-and-murphy",
    "longer": "",
    "step by step": "",
}
"""What asks for a longer look, with the framework it names, if it names one."""

_HARD = re.compile(r"(?<!\w)(?:something (?:very |really )?hard|hard day|something serious)(?!\w)")
_CALLED = {name: pathway for pathway in PATHWAYS for name in (pathway, *ALSO_CALLED.get(pathway, ()))}
_LONGEST_FIRST = sorted(_CALLED, key=len, reverse=True)
_NAMES = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)")


def pathway_in(words: str) -> str | None:
    """Return the pathway that `words` name ("a phone call"), or None where they name none."""
    plain = re.sub(r"[\s_-]+", " ", words.lower())
    found = _NAMES.search(plain)
    return _CALLED[found[1]] if found else None


def longer_in(words: str) -> str | None:
    """Return the framework that `words` ask for ("gibbs"), "" for any, None where they ask for none."""
    plain = re.sub(r"[\s_-]+", " ", words.lower())
    return next((framework for name, framework in LONGER.items() if re.search(rf"\b{name}\b", plain)), None)


def asks_after_something_hard(words: str) -> bool:
    """Say whether `words` ask for the pack after something hard ("after something hard", "a hard day")."""
    return bool(_HARD.search(re.sub(r"[\s_-]+", " ", words.lower())))


def unprompted(
    library: Library,
    *,
    pathway: str,
    role: str,
    on: date,
    seed: str,
    recent: Collection[tuple[str, str]] = (),
) -> tuple[str, Prompt] | None:
    """Return a pack's slug and a prompt of it that fits a pathway, *during* ones too; None where none does.

    The prompts of the pathway that fit `role` stand in an order that a hash of `seed` gives each person, and
    each day takes the next, so that all come round before one comes back. Those in `recent`, as (pack,
    prompt), are passed over while others remain. Packs that are never sent, and prompts with a place to
    fill, stay out. A pathway without a prompt takes those of the pathways nearest to it.
    """
    near = [other for other in PATHWAYS if _are_near(pathway, other)]
    fitting = _on(library, {pathway}, role) or _on(library, set(near), role)
    if not fitting:
        return None
    ordered = sorted(fitting, key=lambda each: _shuffled(seed, each[0], each[1].slug))
    start = on.toordinal() % len(ordered)
    from_today = [*ordered[start:], *ordered[:start]]
    rested = [each for each in from_today if (each[0], each[1].slug) not in recent]
    return (rested or from_today)[0]


def longer_look(
    library: Library, *, framework: str, role: str, on: date, seed: str
) -> tuple[str, Prompt] | None:
    """Return a prompt that leads through all the steps of a framework, or of any; another each day."""
    pack = library.packs.get(LONGER_LOOK)
    fitting = [
        prompt
        for prompt in (pack.prompts if pack else ())
        if framework in ("", prompt.framework or "") and prompt.fits(role) and not prompt.retired
    ]
    if not fitting:
        return None
    ordered = sorted(fitting, key=lambda prompt: _shuffled(seed, LONGER_LOOK, prompt.slug))
    return LONGER_LOOK, ordered[on.toordinal() % len(ordered)]


def _on(library: Library, pathways: set[str], role: str) -> list[tuple[str, Prompt]]:
    return [
        (pack.slug, prompt)
        for pack in library.packs.values()
        if pack.sent
        for prompt in pack.prompts
        if pathways.intersection(prompt.pathways)
        and prompt.fits(role)
        and not prompt.retired
        and "{" not in prompt.text
    ]


def _are_near(pathway: str, other: str) -> bool:
    return NEAREST_PATHWAY.get(pathway) == other or NEAREST_PATHWAY.get(other) == pathway


def _shuffled(seed: str, pack: str, slug: str) -> str:
    return hashlib.sha256(f"{seed}\n{pack}\n{slug}".encode()).hexdigest()
