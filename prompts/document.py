"""The whole library as one page of Markdown, for people to read, and the same for the same library."""

from collections.abc import Iterable, Iterator, Sequence

from prompts.library import Library
from prompts.prompt import (
    LENSES,
    PRINCIPLES,
    ROLES,
    Card,
    CardVariant,
    Framework,
    Pack,
    Prompt,
    Section,
    Stage,
)
from prompts.years import Year, packs_for, year_of

SOURCES = """\
- **Principles**: Office for Health Improvement and Disparities, *Working definition of trauma-informed
  practice*, 2 November 2022 (Open Government Licence v3.0): safety, trust, choice, collaboration,
  empowerment, cultural consideration.
- **If-then plans**: Gollwitzer (1999); Gollwitzer and Sheeran (2006), 94 tests, d = 0.65; Sheeran, Listrom
  and Gollwitzer (2024), 642 tests, d from 0.27 to 0.66, larger where the plan is rehearsed.
- **How old a reader has to be**: Kincaid, Fishburne, Rogers and Chissom (1975), US Navy research report 8-75.
- **What training alone does**: Purtle (2020), 23 studies, 17 of them one group before and after: 12 showed
  gains for staff, 7 of which held for a month or more. The evidence is thin, and we say so."""
"""What the library stands on besides the frameworks, each with its year."""

_BEGINS = (
    "Written from the files in `prompts/` by `make library`. Change those, never this page. All wording is "
    "our own; names of frameworks and of their stages are their originators'."
)
_YEARS = (
    "One person in each role, one question a week for 52 weeks, the packs that fit the role in turn, every "
    "question with a reply. *Longest gap* is the most weeks without one of the six principles. *Early* "
    "counts wordings that came back within six weeks."
)
_ALONE = (
    "The same year with one pack alone every week: how many of its prompts each role met. A star marks a "
    "role for whom fewer than six fit, so that a wording comes back sooner than six weeks."
)


def document(library: Library) -> str:
    """Return every pack, card, framework and source, and a year of choice for each role, as Markdown."""
    lines = [
        "# The library",
        "",
        _BEGINS,
        "",
        _counted(library),
        *_packs(library),
        *_cards(library),
        *_frameworks(library),
        *_years(library),
        *_sources(),
    ]
    return "\n".join(lines) + "\n"


def _counted(library: Library) -> str:
    prompts = [prompt for pack in library.packs.values() for prompt in _live(pack)]
    return (
        f"{len(library.packs)} packs with {len(prompts)} prompts, {len(library.cards)} practice cards and "
        f"{len(library.frameworks)} frameworks."
    )


def _live(pack: Pack) -> list[Prompt]:
    return [prompt for prompt in pack.prompts if not prompt.retired]


def _packs(library: Library) -> Iterator[str]:
    packs = [pack for _, pack in sorted(library.packs.items())]
    yield from _heading("## Packs")
    yield from _table(
        ("pack", "purpose", "moment", "length", "prompts"),
        (
            (f"[{pack.slug}](#{pack.slug})", pack.purpose, pack.moment, pack.length, len(_live(pack)))
            for pack in packs
        ),
    )
    yield from _heading("### Lenses and principles")
    prompts = [prompt for pack in packs for prompt in _live(pack)]
    through = [(lens, sum(lens in prompt.lenses for prompt in prompts)) for lens in LENSES]
    about = [(name, sum(name in prompt.principles for prompt in prompts)) for name in PRINCIPLES]
    yield from _table(("lens or principle", "prompts"), [*through, *about])
    for pack in packs:
        yield from _pack(pack, library)


def _pack(pack: Pack, library: Library) -> Iterator[str]:
    framework = library.frameworks.get(pack.framework or "")
    yield from _heading(f"### {pack.slug}")
    yield f"**{pack.title}.** {pack.purpose}"
    yield ""
    yield from _bullets(
        ("Length", pack.length),
        ("Moment", pack.moment if pack.sent else "never sent, only opened by choice"),
        ("Pathways", ", ".join(pack.pathways) or "any"),
        ("Roles", ", ".join(pack.roles) or "all"),
        ("Framework", f"{framework.name} ({framework.originator}). {framework.credit}" if framework else ""),
        ("Steps", "; ".join(_step(stage) for stage in pack.stages)),
    )
    for prompt in _live(pack):
        yield from _prompt(prompt, pack)


def _prompt(prompt: Prompt, pack: Pack) -> Iterator[str]:
    yield ""
    yield f"**{prompt.text}** `{prompt.slug}`"
    yield ""
    short = prompt.short if (prompt.short.text, prompt.short.taps) != (prompt.text, prompt.taps) else None
    yield from _bullets(
        ("Answer", f"{prompt.answer}: {_choices(prompt)}" if _choices(prompt) else prompt.answer),
        ("Short form", f"{short.text} {' / '.join(short.taps)}" if short else ""),
        ("About", "; ".join(filter(None, (prompt.element, *prompt.principles)))),
        ("Lenses", "; ".join(prompt.lenses)),
        ("Moment", prompt.moment if prompt.moment != pack.moment else ""),
        ("Pathways", ", ".join(prompt.pathways) if prompt.pathways != pack.pathways else ""),
        ("Roles", ", ".join(prompt.roles) if prompt.roles != pack.roles else ""),
        ("Steps", "; ".join(_step(stage) for stage in prompt.stages) if prompt.stages != pack.stages else ""),
    )


def _choices(asked: Prompt | Stage) -> str:
    if asked.answer == "scale":
        return f"0 {asked.low}, 10 {asked.high}"
    return " / ".join(asked.taps or asked.words)


def _step(stage: Stage) -> str:
    choices = f" ({_choices(stage)})" if _choices(stage) else ""
    return f"{stage.name}: {stage.ask}{choices}"


def _cards(library: Library) -> Iterator[str]:
    yield from _heading("## Practice cards")
    for _, card in sorted(library.cards.items()):
        yield from _heading(f"### {card.name}")
        yield f"Principle: {card.principle}. `{card.slug}`"
        yield ""
        yield from _bullets(*((section.title, _one_line(section)) for section in card.sections()))
        for variant in card.variants:
            yield from _variant(card, variant)


def _variant(card: Card, variant: CardVariant) -> Iterator[str]:
    whose = " on the pathway ".join(filter(None, (variant.role, variant.pathway)))
    usual = card.sections()
    own = card.fitted(variant.role, variant.pathway).sections()
    yield ""
    yield f"*{whose[:1].upper()}{whose[1:]}*"
    yield ""
    changed = [section for section, plain in zip(own, usual, strict=True) if section != plain]
    yield from _bullets(*((section.title, _one_line(section)) for section in changed))


def _one_line(section: Section) -> str:
    return section.text.replace("\n", " ")


def _frameworks(library: Library) -> Iterator[str]:
    yield from _heading("## Frameworks")
    yield "Stages are named as their originators name them. A shorter run is one a pack may use."
    yield ""
    for slug, framework in sorted(library.frameworks.items()):
        used = [name for name, pack in sorted(library.packs.items()) if _uses(pack, slug)]
        yield from _heading(f"### {framework.name}")
        yield from _bullets(
            ("Originator", f"{framework.originator} ({framework.year})"),
            ("Stages", ", ".join(framework.stages)),
            ("Shorter runs", "; ".join(", ".join(run) for run in framework.shorter)),
            ("Credit", framework.credit),
            ("Used in", _use(framework, used)),
        )


def _use(framework: Framework, used: Sequence[str]) -> str:
    return "talk only, never a written prompt" if framework.talk_only else ", ".join(used) or "no pack yet"


def _uses(pack: Pack, framework: str) -> bool:
    return framework in (pack.framework, *(prompt.framework for prompt in _live(pack)))


def _years(library: Library) -> Iterator[str]:
    yield from _heading("## A year of choosing")
    yield _YEARS
    yield ""
    years = [year_of(library, role, packs_for(library, role)) for role in ROLES]
    yield from _table(
        ("role", "packs", "questions", "prompts", "principles", "lenses", "longest gap", "early"),
        (
            (
                year.role,
                year.packs,
                year.asked,
                year.prompts,
                f"{len(year.principles)} of {len(PRINCIPLES)}",
                f"{len(year.lenses)} of {len(LENSES)}",
                f"{year.longest_gap} weeks",
                year.early or "none",
            )
            for year in years
        ),
    )
    yield ""
    yield _ALONE
    yield ""
    alone = {
        role: {pack.slug: year_of(library, role, [pack]) for pack in packs_for(library, role)}
        for role in ROLES
    }
    slugs = sorted({slug for years in alone.values() for slug in years})
    yield from _table(
        ("pack", *ROLES), ((slug, *(_met(alone[role].get(slug)) for role in ROLES)) for slug in slugs)
    )


def _met(year: Year | None) -> str:
    if year is None:
        return "not asked"
    return f"{year.prompts}*" if year.early else str(year.prompts)


def _sources() -> Iterator[str]:
    yield from _heading("## Sources")
    yield "Originators of the frameworks stand with each of them above."
    yield ""
    yield SOURCES


def _heading(words: str) -> tuple[str, str, str]:
    return "", words, ""


def _bullets(*pairs: tuple[str, str]) -> Iterator[str]:
    yield from (f"- {name}: {words}" for name, words in pairs if words)


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('---' for _ in heads)} |"
    yield from (f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)
