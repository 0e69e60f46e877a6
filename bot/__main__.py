"""The command line: `inrole`."""

from importlib import import_module
from importlib.util import find_spec

import typer

from bot.commands import delivery, guard, library, person, service, serving

cli = typer.Typer(
    name="inrole",
    help="Reflective practice, in role.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.command()(serving.serve)
cli.command()(serving.worker)
cli.command()(serving.migrate)
cli.command()(service.apply)
cli.command()(service.digest)
cli.command()(delivery.preview)
cli.command()(delivery.ledger)
cli.command()(person.export)
cli.command()(person.erase)
cli.add_typer(service.token, name="token")
cli.add_typer(library.prompts, name="prompts")
cli.command()(library.manifest)
cli.command()(guard.guard)
if find_spec("sandbox") is not None:
    cli.command()(import_module("bot.commands.demo").demo)


def main() -> None:
    """Run the command line."""
    cli()


if __name__ == "__main__":
    main()
