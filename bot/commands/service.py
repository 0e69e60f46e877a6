"""Setting up and reading the service: apply, digest, token."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot import clock
from bot.app import grounded, rehearsing
from bot.commands.running import err, out, refuse, run
from bot.flows.application import Changes
from bot.flows.applying import Applying
from bot.flows.entering import Entering, NewToken
from bot.flows.reading import Reading
from bot.flows.service_file import read_service_file
from bot.logs import start_logging
from bot.settings import read_settings
from practice.digest import DigestContent, DigestFigure, from_json

FIGURE_WORDS = {
    "used": "Used it",
    "could_not": "Came up, couldn't",
    "very_full_weeks": "Very full weeks",
    "barriers": "What got in the way",
}


def apply(
    file: Annotated[Path, typer.Argument(help="The service file, in TOML.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change and change nothing.")
    ] = False,
) -> None:
    """Make people, teams and rhythms what the service file says."""
    try:
        written = file.read_bytes()
    except OSError as error:
        refuse(f"{file} cannot be read: {error.strerror}.")
    run(_apply(written, dry_run=dry_run))


async def _apply(written: bytes, *, dry_run: bool) -> None:
    service = read_service_file(written)
    settings = read_settings()
    start_logging(settings.log_format)
    opening = rehearsing if dry_run else grounded
    async with opening(settings, clock.now) as ground:
        changes = await Applying(ground).apply(service, rehearse=dry_run)
    _print_changes(changes, dry_run=dry_run)


def _print_changes(changes: Changes, *, dry_run: bool) -> None:
    if changes.nothing:
        out.print("Nothing to change: the service is as the file says.")
        return
    for title, lines in (("added", changes.added), ("changed", changes.changed), ("ended", changes.ended)):
        for line in lines:
            out.print(f"{title:8} {line}", markup=False)
    total = f"{len(changes.added)} added, {len(changes.changed)} changed, {len(changes.ended)} ended."
    out.print(f"{total} Nothing was written: this was a dry run." if dry_run else total)


def digest(
    team: Annotated[str, typer.Argument(help="A team's key or name.")],
    window: Annotated[str, typer.Option(help="LAST, or the date a window ends.")] = "LAST",
    as_json: Annotated[bool, typer.Option("--json", help="Print the frozen JSON.")] = False,
) -> None:
    """Print a team's published digest."""
    frozen = run(_digest(team, window))
    if as_json:
        typer.echo(json.dumps(json.loads(frozen), ensure_ascii=False, indent=2))
        return
    _print_digest(from_json(frozen))


async def _digest(team: str, window: str) -> bytes:
    settings = read_settings()
    start_logging(settings.log_format)
    async with grounded(settings, clock.now) as ground:
        return (await Reading(ground).published(team, window)).content


def _print_digest(content: DigestContent) -> None:
    out.print(f"[bold]{content.team}[/bold], {content.from_on:%d %B %Y} to {content.to_on:%d %B %Y}")
    out.print(content.headline)
    for figure in content.figures:
        said = (", ".join(figure.named or ()) or "nothing named") if figure.named is not None else figure.band
        out.print(
            f"  {FIGURE_WORDS.get(figure.figure, figure.figure):22}{said if figure.shown else 'not shown'}"
        )
    out.print("Two questions for supervision:")
    for question in content.questions:
        out.print(f"  {question}", markup=False)
    out.print(content.withheld)
    out.print(content.rule)


def _said(figure: DigestFigure) -> str:
    if not figure.shown:
        return "not shown"
    if figure.named is None:
        return str(figure.band)
    return ", ".join(figure.named) or "nothing that enough people named"


token = typer.Typer(help="Tokens that let a program read frozen figures.", no_args_is_help=True)


@token.callback()
def tokens() -> None:
    """Tokens that let a program read frozen figures."""


@token.command("create")
def create(
    team: Annotated[str | None, typer.Option(help="A team's key or name.")] = None,
    service: Annotated[bool, typer.Option("--service", help="For all teams of the service.")] = False,
) -> None:
    """Make a token; it is shown once and is good for 90 days."""
    if (team is None) == (not service):
        err.print("Say what the token may read: --team TEAM, or --service.")
        raise typer.Exit(2)
    made = run(_create(team))
    err.print(f"Good until {made.until_on:%d %B %Y}. It is shown this once; keep it where secrets are kept.")
    typer.echo(made.secret)


async def _create(team: str | None) -> NewToken:
    settings = read_settings()
    start_logging(settings.log_format)
    async with grounded(settings, clock.now) as ground:
        return await Entering(ground).make_token(team)
