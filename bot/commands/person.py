"""What is one person's: a copy of everything, and erasing it."""

import asyncio
import logging
import os
import re
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bot import clock
from bot.app import grounded
from bot.commands.running import err, out, refuse, run
from bot.errors import NotAllowed
from bot.flows.exporting import Exporting
from bot.flows.forgetting import Erased, Forgetting
from bot.flows.looking import AT_THE_SERVER, check_known
from bot.logs import start_logging
from bot.settings import read_settings

TOLD = "This copy is noted, and told to the person it is of. It holds their own words."
PATIENCE = 2.0
"""After how many seconds we say that we are still at it."""

ONLY_THEIRS = 0o600
NOT_IN_NAMES = r"[^A-Za-z0-9]"

Person = Annotated[str, typer.Argument(metavar="PERSON", help="A Slack user id.")]


def export(
    person: Person,
    output: Annotated[
        Path | None, typer.Option(help="The zip to write; default: inrole-PERSON.zip here.")
    ] = None,
) -> None:
    """Write everything of a person as a zip of JSON files; they are told."""
    file = output or Path(f"inrole-{re.sub(NOT_IN_NAMES, '-', person)}.zip")
    made = b""
    with _new(file) as taken:
        try:
            made = run(_export(person))
            taken.write(made)
        finally:
            if not made:
                file.unlink()
    out.print(f"{file}: {len(made):,} bytes.", markup=False)
    err.print(TOLD)


async def _export(person: str) -> bytes:
    settings = read_settings()
    start_logging(settings.log_format)
    async with grounded(settings, clock.now) as ground:
        work = asyncio.create_task(Exporting(ground).export(person))
        await asyncio.wait({work}, timeout=PATIENCE)
        if work.done():
            return await work
        with err.status(f"Gathering everything of {person} ..."):
            return await work


def _new(file: Path) -> BinaryIO:
    """Open a new file that only its owner can read."""
    try:
        return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_THEIRS), "wb")
    except FileExistsError:
        refuse(f"{file} is there already. Name another file with --output.")
    except OSError as error:
        refuse(f"{file} cannot be written: {error.strerror}.")


def erase(
    person: Person,
    yes: Annotated[bool, typer.Option("--yes", help="Erase without asking for the id again.")] = False,
) -> None:
    """Erase everything a person gave; published figures stay, and nothing is sent to them again."""
    erased = run(_erase(person, is_sure=yes))
    out.print(f"Erased. The record calls it {erased.reference}, and names nobody.", markup=False)
    if not erased.is_settled:
        err.print("The database still holds old bytes of it. Run this again when it is less busy.")


async def _erase(person: str, *, is_sure: bool) -> Erased:
    settings = read_settings()
    start_logging(settings.log_format, lowest=logging.WARNING)
    async with grounded(settings, clock.now) as ground:
        await check_known(ground, person)
        if not is_sure:
            await asyncio.to_thread(_ask, person)
        return await Forgetting(ground).erase(person, who=AT_THE_SERVER)


def _ask(person: str) -> None:
    err.print(
        f"This erases all that {person} wrote, answered and set, for good. What they shared goes too. "
        "There is no way back, except from a backup.",
        markup=False,
    )
    if typer.prompt(f"Type {person} to erase it", err=True).strip() != person:
        raise NotAllowed("Nothing was erased.")
