"""What every command needs: one loop, one readable refusal, one exit code."""

import asyncio
from collections.abc import Coroutine
from typing import Any, NoReturn, TypeVar

import typer
from rich.console import Console

from bot.errors import Refusal

Result = TypeVar("Result")
REFUSED = 1

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run a coroutine to its end; a refusal is said in one sentence and ends with 1."""
    try:
        return asyncio.run(work)
    except Refusal as refusal:
        refuse(str(refusal))


def refuse(sentence: str) -> NoReturn:
    """Say why not, and end with 1."""
    err.print(sentence, markup=False)
    raise typer.Exit(REFUSED)
