"""Exporting: everything of one person as a zip of JSON files, with a page that says what is in it."""

import asyncio
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.flows.exported import Exported, exported
from bot.flows.exported_facts import about_me_told, answers_told, deliveries_told, looked_told, settings_told
from bot.flows.exported_words import plans_told, reflections_told, shared_with_me_told, suggestions_told
from bot.flows.ground import Ground
from bot.flows.looking import COPY, known, note_look
from storage.forgetting import (
    ABOUT_ME,
    ANSWERS,
    DELIVERIES,
    LOOKED,
    PLANS,
    REFLECTIONS,
    SETTINGS,
    SHARED_WITH_ME,
    SUGGESTIONS,
)

README = "README.txt"
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, the oldest it can tell: the same facts make the same bytes."""

SAID = {
    REFLECTIONS: "what you wrote, drafts too, with whom you shared it, who opened it and what came back",
    PLANS: "your plans, and how each went when you were asked",
    ANSWERS: "your taps, what got in the way, and what you would like your team to work on",
    DELIVERIES: "each date on which you were to be asked, with the reason, and each message to you",
    SETTINGS: "when you take part, your hours, pauses and reminders",
    SHARED_WITH_ME: "that somebody shared something with you, who and when, and your own line back",
    SUGGESTIONS: "wordings you suggested under your name",
    ABOUT_ME: "your name, role, teams, posts and supervision, and when you were signed in",
    LOOKED: "who looked at what is yours, or made a copy of it",
}


class Exporting:
    """Puts together everything of a person."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def export(self, person: str) -> bytes:
        """Return a person's zip to somebody at the server; it is noted, and told to the person.

        Raise Unknown for somebody Inrole does not know, Mistaken where a key for their words is missing.
        """
        made = await self.export_own(person)
        await note_look(self._ground, person, did=COPY)
        return made

    async def export_own(self, person: str) -> bytes:
        """Return a person's zip to themself; raise Unknown or Mistaken."""
        async with self._ground.reading() as session:
            everything = await exported(session, self._ground, await known(session, self._ground, person))
        return await asyncio.to_thread(_zipped, everything, self._ground.clock())


def _zipped(of: Exported, now: datetime) -> bytes:
    """Return the zip: JSON in UTF-8, dates in ISO 8601; the same facts give the same bytes."""
    told: Mapping[str, Any] = {
        REFLECTIONS: reflections_told(of),
        PLANS: plans_told(of),
        ANSWERS: answers_told(of),
        DELIVERIES: deliveries_told(of),
        SETTINGS: settings_told(of),
        SHARED_WITH_ME: shared_with_me_told(of),
        SUGGESTIONS: suggestions_told(of),
        ABOUT_ME: about_me_told(of),
        LOOKED: looked_told(of),
    }
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        _put(pack, README, _readme(of, now))
        for name, values in told.items():
            _put(pack, name, json.dumps(values, ensure_ascii=False, indent=2) + "\n")
    return held.getvalue()


def _put(pack: zipfile.ZipFile, name: str, text: str) -> None:
    entry = zipfile.ZipInfo(name, OLDEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    pack.writestr(entry, text.encode())


def _readme(of: Exported, now: datetime) -> str:
    on = now.astimezone(of.zone)
    files = "\n".join(f"{name}\n    {said}" for name, said in SAID.items())
    whose = of.person.name or of.person.id
    return f"""Everything Inrole keeps of {whose}, as it stood on {on:%A} {on.day} {on:%B %Y}.

{files}

The files are plain text in a form called JSON: any text editor opens them, and so do programs.
Times are those of {of.zone.key}, with their difference from UTC.

What you wrote may still tell of other people. Keep this file where you would keep a notebook.
Words that others shared with you are theirs, and are not here. Figures of teams hold nobody's
name, so nothing in them can be given out as yours. Slack keeps its own copy of what was sent.
"""
