"""Browsing the library: packs, frameworks, and each prompt as it will look."""

from collections.abc import Iterator

from bot.errors import Unknown
from bot.flows.asking import USED_WORDS, seconds_for, taps_in
from bot.flows.choosing import WITHOUT_FOCUS
from bot.flows.forms import BARRIERS as GOT_IN_THE_WAY
from bot.flows.forms import layout_for
from bot.flows.seen import FieldSeen, QuestionSeen, Stage
from bot.flows.seen_library import FrameworkSeen, LibrarySeen, PackOpened, PackSeen, PromptSeen
from practice.cadence import Later
from practice.facts import BARRIERS
from prompts.library import PULSE, Library
from prompts.prompt import Framework, Pack, Prompt
from prompts.rules import WEEKLY_ITEM

PREVIEW = "preview"
NO_SUCH_PACK = "There is no such pack."
FILLED = {"{weekday}": "Tuesday", "{date}": "3 November"}
"""What stands in a preview where the real day will."""


class Browsing:
    """Shows the library to whoever is signed in; it holds nothing of anybody's."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def library(self) -> LibrarySeen:
        """Return every pack and card, by slug."""
        return LibrarySeen(
            packs=tuple(_pack(pack) for _, pack in sorted(self._library.packs.items())),
            cards=tuple(
                (slug, card.name, card.principle) for slug, card in sorted(self._library.cards.items())
            ),
            frameworks=len(self._library.frameworks),
        )

    def pack(self, slug: str) -> PackOpened:
        """Return a pack with its prompts as they will look; raise Unknown."""
        pack = self._library.packs.get(slug)
        if pack is None:
            raise Unknown(NO_SUCH_PACK)
        framework = self._library.frameworks.get(pack.framework or "")
        return PackOpened(
            pack=_pack(pack),
            framework=self._framework(framework) if framework else None,
            prompts=tuple(_prompt(self._library, pack, prompt) for prompt in _live(pack)),
        )

    def frameworks(self) -> tuple[FrameworkSeen, ...]:
        """Return every framework with its originator, by name."""
        found = sorted(self._library.frameworks.values(), key=lambda framework: framework.name)
        return tuple(self._framework(framework) for framework in found)

    def _framework(self, framework: Framework) -> FrameworkSeen:
        packs = sorted(self._library.packs.items())
        return FrameworkSeen(
            slug=framework.slug,
            name=framework.name,
            originator=framework.originator,
            year=framework.year,
            stages=framework.stages,
            shorter=framework.shorter,
            credit=framework.credit,
            is_talk_only=framework.talk_only,
            packs=tuple(
                (slug, pack.title)
                for slug, pack in packs
                if framework.slug in (pack.framework, *(prompt.framework for prompt in _live(pack)))
            ),
        )


def previewed(library: Library, pack: Pack, prompt: Prompt, *, short: bool = False) -> QuestionSeen:
    """Return a prompt as its question stands when it is asked, an example where a day will stand."""
    is_weekly = (pack.slug, prompt.slug) == (PULSE, WEEKLY_ITEM)
    element = WITHOUT_FOCUS if is_weekly else prompt.element
    text = prompt.short.text if short else prompt.text
    named = {"{element}": library.cards[WITHOUT_FOCUS].name} if WITHOUT_FOCUS in library.cards else {}
    for hole, words in (FILLED | named).items():
        text = text.replace(hole, words)
    return QuestionSeen(
        occurrence=PREVIEW,
        question=text,
        taps=tuple(USED_WORDS.items()) if is_weekly else taps_in(prompt, short=short),
        is_weekly=is_weekly,
        stage=Stage.ASKED,
        later=tuple((choice.name.lower(), choice.value) for choice in Later),
        element=element,
        is_personal=prompt.personal,
        is_short=short,
        seconds=seconds_for(pack.length, short=short),
    )


def _live(pack: Pack) -> list[Prompt]:
    return [prompt for prompt in pack.prompts if not prompt.retired]


def _pack(pack: Pack) -> PackSeen:
    return PackSeen(
        slug=pack.slug,
        title=pack.title,
        purpose=pack.purpose,
        length=pack.length,
        moment=pack.moment,
        is_sent=pack.sent,
        pathways=pack.pathways,
        roles=pack.roles,
        prompts=len(_live(pack)),
    )


def _prompt(library: Library, pack: Pack, prompt: Prompt) -> PromptSeen:
    has_short = (prompt.short.text, prompt.short.taps) != (prompt.text, prompt.taps)
    return PromptSeen(
        slug=prompt.slug,
        question=previewed(library, pack, prompt),
        short=previewed(library, pack, prompt, short=True) if has_short else None,
        fields=tuple(_fields(library, pack, prompt)),
        tags=tuple((name, words) for name, words in _tags(library, pack, prompt) if words),
    )


def _fields(library: Library, pack: Pack, prompt: Prompt) -> Iterator[FieldSeen]:
    for step in layout_for(library, pack.slug, prompt.slug).steps:
        for field in step:
            options = tuple(BARRIERS.items()) if field.name == GOT_IN_THE_WAY.name else field.options
            yield FieldSeen(
                name=field.name, label=field.label, kind=field.kind, hint=field.hint, options=options
            )


def _tags(library: Library, pack: Pack, prompt: Prompt) -> Iterator[tuple[str, str]]:
    card = library.cards.get(prompt.element or "")
    yield "Card", card.name if card else ""
    yield "Principles", ", ".join(prompt.principles)
    yield "Lenses", ", ".join(prompt.lenses)
    yield "Moment", prompt.moment if prompt.moment != pack.moment else ""
    yield "Pathways", ", ".join(prompt.pathways) if prompt.pathways != pack.pathways else ""
    yield "Roles", ", ".join(prompt.roles) if prompt.roles != pack.roles else ""
