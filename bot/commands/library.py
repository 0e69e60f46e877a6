"""The library of prompts and the app manifest, which need no secret."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.running import err, out, refuse
from bot.errors import WrongSetting
from bot.settings import read_prompts_dir, read_public_url
from bot.slack.manifest import manifest as app_manifest
from prompts.checking import check as find_faults
from prompts.document import document as as_page
from prompts.library import Library, LibraryFault, load_library

prompts = typer.Typer(help="The library: packs, prompts and practice cards.", no_args_is_help=True)
Folder = Annotated[Path | None, typer.Argument(help="A folder of your own packs and cards.")]
WITHOUT_ADDRESS = "https://inrole.example.org"


def _library() -> Library:
    try:
        return load_library(read_prompts_dir())
    except LibraryFault as error:
        refuse(str(error))


@prompts.command("list")
def list_packs() -> None:
    """List the packs and practice cards."""
    library = _library()
    for slug, pack in sorted(library.packs.items()):
        sent = "" if pack.sent else "  (never sent)"
        out.print(f"{slug:26}{len(pack.prompts):3}  {pack.purpose}{sent}", markup=False)
    out.print()
    for slug, card in sorted(library.cards.items()):
        out.print(f"{slug:40}{card.principle}", markup=False)


@prompts.command()
def show(name: Annotated[str, typer.Argument(help="The slug of a pack or a card.")]) -> None:
    """Show a pack with its prompts, or a practice card."""
    library = _library()
    if name in library.packs:
        pack = library.packs[name]
        out.print(f"{pack.title}: {pack.purpose} ({pack.length})", markup=False)
        for prompt in pack.prompts:
            out.print(f"\n  {prompt.slug}  v{prompt.version}", markup=False)
            out.print(f"  {prompt.text}", markup=False)
            if prompt.taps:
                out.print(f"  {' / '.join(prompt.taps)}", markup=False)
        return
    if name in library.cards:
        card = library.cards[name]
        out.print(f"{card.name} ({card.principle})", markup=False)
        for section in card.sections():
            out.print(f"\n  {section.title}\n  {section.text}", markup=False)
        return
    refuse(f"There is no pack or card {name!r}. `inrole prompts list` shows them all.")


@prompts.command()
def check(folder: Folder = None) -> None:
    """Check the library, or a folder of your own, against every content rule."""
    faults = find_faults(folder)
    for fault in faults:
        place = f", {fault.place}" if fault.place else ""
        out.print(f"{fault.file}{place} ({fault.rule}): {fault.sentence}", markup=False)
    if faults:
        refuse(f"{len(faults)} to mend.")
    out.print("Every rule holds.")


@prompts.command()
def document(
    output: Annotated[Path | None, typer.Option(help="Where to write it; printed where left out.")] = None,
) -> None:
    """Write the whole library as one page, with a played year of choice for each role."""
    with err.status("Playing a year of choice for each role"):
        page = as_page(_library())
    if output is None:
        typer.echo(page, nl=False)
        return
    output.write_text(page, encoding="utf-8")
    out.print(f"Written to {output}.", markup=False)


def manifest() -> None:
    """Print the Slack app manifest for INROLE_PUBLIC_URL."""
    try:
        address = read_public_url()
    except WrongSetting as refusal:
        refuse(str(refusal))
    if address is None:
        err.print(f"INROLE_PUBLIC_URL is not set: {WITHOUT_ADDRESS} stands in for it.")
    typer.echo(json.dumps(app_manifest(address or WITHOUT_ADDRESS), indent=2))
