"""Applying what concerns typed words: the shared list of what is nobody's name, and talking it through."""

from bot.flows.application import FILE, Application
from storage import records

TALKS = {
    True: "Talk it through in the conversation: turned on",
    False: "Talk it through in the conversation: turned off",
}
NOT_NAMES = "Not asked about as names: {words}"
NONE_LEFT = "Not asked about as names: nothing is on the list any more"


async def apply_typing(run: Application) -> None:
    """Make both be the file's; each change is kept with its date, for *How it's set up*."""
    part = run.file.service
    if run.service.not_names != list(part.not_names):
        run.service.not_names = list(part.not_names)
        words = ", ".join(part.not_names)
        await _changed(run, NOT_NAMES.format(words=words) if words else NONE_LEFT)
    if run.service.talks != part.talk_it_through:
        run.service.talks = part.talk_it_through
        await _changed(run, TALKS[part.talk_it_through])


async def _changed(run: Application, words: str) -> None:
    run.changes.changed.append(f"service: {words}")
    await records.append(
        run.session, run.workspace, at=run.now, who=FILE, did=records.SET_UP, subject=None, about=words
    )
