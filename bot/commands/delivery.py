"""What is planned and what was delivered: preview and ledger."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

import typer

from bot import clock
from bot.app import grounded
from bot.commands.running import err, out, run
from bot.flows.ledgering import Ledgering
from bot.flows.previewing import WEEKS, Previewing
from bot.flows.seen_delivery import LedgerSeen, OutageSeen, OwnLedgerSeen, OwnPlanSeen, WishSeen
from bot.logs import start_logging
from bot.settings import read_settings

TOLD = "This look is noted, and told to the person it is about."

Team = Annotated[str | None, typer.Argument(help="A team's key or name.")]
PersonOption = Annotated[
    str | None, typer.Option(help="A Slack user id: that person's own truth; they are told.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def preview(
    team: Team = None,
    weeks: Annotated[int, typer.Option(help="How many weeks ahead.")] = WEEKS,
    person: PersonOption = None,
    as_json: AsJson = False,
) -> None:
    """Print what a team's rhythms wish for, or with --person one person's own weeks ahead."""
    if team is None and person is None:
        err.print("Say whose weeks ahead: a TEAM, or --person PERSON.")
        raise typer.Exit(2)
    seen = run(_preview(team, person, weeks))
    if as_json:
        _print_json(seen)
    elif isinstance(seen, WishSeen):
        _print_wish(seen)
    else:
        _print_own_plan(seen)


async def _preview(team: str | None, person: str | None, weeks: int) -> WishSeen | OwnPlanSeen:
    settings = read_settings()
    start_logging(settings.log_format)
    async with grounded(settings, clock.now) as ground:
        previewing = Previewing(ground)
        if person is None:
            return await previewing.wish(str(team), weeks=weeks)
        return await previewing.look(person, called=team, weeks=weeks)


def ledger(person: PersonOption = None, as_json: AsJson = False) -> None:
    """Print delivery by date for the service, or with --person one person's own rows."""
    seen = run(_ledger(person))
    if as_json:
        _print_json(seen)
    elif isinstance(seen, LedgerSeen):
        _print_ledger(seen)
    else:
        _print_own_ledger(seen)


async def _ledger(person: str | None) -> LedgerSeen | OwnLedgerSeen:
    settings = read_settings()
    start_logging(settings.log_format)
    async with grounded(settings, clock.now) as ground:
        ledgering = Ledgering(ground)
        return await (ledgering.service() if person is None else ledgering.look(person))


def _print_json(seen: WishSeen | OwnPlanSeen | LedgerSeen | OwnLedgerSeen) -> None:
    typer.echo(json.dumps(asdict(seen), default=_written, ensure_ascii=False, indent=2))


def _written(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _print_wish(seen: WishSeen) -> None:
    _say(f"{seen.team_name}, {_day(seen.from_on)} to {_day(seen.until_on)}")
    for name, sentence in seen.rhythms:
        _say(f"{name}: {sentence}.")
    for each in seen.dates:
        _say(f"  {_day(each.on):16} {each.rhythm}: {', '.join(each.planned) or 'nobody'}")
        if each.not_planned:
            _say(f"  {'':16} not planned: {', '.join(each.not_planned)}")
    if not seen.dates:
        _say("Nothing is planned in these weeks.")


def _print_own_plan(seen: OwnPlanSeen) -> None:
    _say(f"{seen.name or seen.person}, {_day(seen.from_on)} to {_day(seen.until_on)}")
    if seen.note is not None:
        _say(seen.note)
    for each in seen.dates:
        said = "not sent" if each.at is None else f"at {each.at:%H:%M}"
        _say(f"  {_day(each.on):16} {each.rhythm}: {_because(said, each.reason)}")
    if not seen.dates:
        _say("Nothing is planned in these weeks.")
    err.print(TOLD)


def _print_ledger(seen: LedgerSeen) -> None:
    _say(f"The service, {_day(seen.from_on)} to {_day(seen.until_on)}")
    for each in seen.dates:
        _say(f"  {_day(each.on):16} planned {each.planned}, missed {each.missed}, unknown {each.unknown}")
    if not seen.dates:
        _say("Nothing was planned in this time.")
    _print_outages(seen.outages)


def _print_outages(lasted: Sequence[OutageSeen]) -> None:
    for outage in lasted:
        until = "now" if outage.until_at is None else _moment(outage.until_at)
        _say(f"  {outage.what}: {_moment(outage.from_at)} to {until}")
    if not lasted:
        _say("No outage.")


def _print_own_ledger(seen: OwnLedgerSeen) -> None:
    _say(f"{seen.name or seen.person}, since {_day(seen.from_on)}")
    for row in seen.rows:
        at = "" if row.at is None else f" at {row.at:%H:%M}"
        _say(f"  {_day(row.on):16} {row.what}: {_because(row.state + at, row.reason)}")
    if not seen.rows:
        _say("Nothing was to be sent in this time.")
    err.print(TOLD)


def _because(said: str, reason: str | None) -> str:
    return said if reason is None else f"{said} ({reason})"


def _say(line: str) -> None:
    out.print(line, markup=False)


def _day(on: date) -> str:
    return f"{on:%a} {on.day} {on:%b %Y}"


def _moment(at: datetime) -> str:
    return f"{_day(at)} {at:%H:%M}"
