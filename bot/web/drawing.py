"""Pages from templates: the one place that knows Jinja, and how a date reads."""

import hashlib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from bot.flows import saying, saying_forms, saying_safety, saying_shares
from bot.flows.entering import Reader
from bot.flows.forms import BETWEEN

STYLE = "inrole.css"


class Drawing:
    """Draws pages; `is_practice` puts the banner of the practice workspace on each of them."""

    def __init__(self, *, is_practice: bool) -> None:
        self._templates = Environment(
            loader=PackageLoader("bot.web"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._templates.filters.update(day=day, day_short=day_short, period=period)
        style = files("bot.web").joinpath("static", STYLE).read_bytes()
        self._templates.globals.update(
            is_practice=is_practice,
            between=BETWEEN,
            forms=saying_forms,
            safety=saying_safety,
            saying=saying,
            saying_shares=saying_shares,
            style=f"/static/{STYLE}?v={hashlib.sha256(style).hexdigest()[:12]}",
        )

    def page(
        self,
        template: str,
        *,
        reader: Reader | None = None,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **facts: object,
    ) -> HTMLResponse:
        """Return the page of a template; `reader` None draws it for somebody signed out."""
        text = self._templates.get_template(f"{template}.html").render(reader=reader, **facts)
        return HTMLResponse(text, status_code=status, headers=headers)


def day(on: date) -> str:
    """Return a date, or the date of a moment, as *Monday 23 November 2026*."""
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def day_short(on: date) -> str:
    """Return a date as *23 November 2026*."""
    return f"{on.day} {on:%B} {on.year}"


def period(from_on: date, to_on: date) -> str:
    """Return a stretch of dates, both included, as *26 October to 22 November 2026*."""
    year = "" if from_on.year == to_on.year else f" {from_on.year}"
    month = "" if not year and from_on.month == to_on.month else f" {from_on:%B}"
    return f"{from_on.day}{month}{year} to {day_short(to_on)}"
