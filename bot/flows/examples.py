"""A made-up digest, for readers to see what one looks like before theirs is out."""

import json
from datetime import UTC, datetime, timedelta

from bot.flows.answering import card_seen
from bot.flows.choosing import WITHOUT_FOCUS
from bot.flows.ground import Ground
from bot.flows.seen import DigestSeen
from practice.digest import as_json, compose
from practice.privacy import Band, Shown, Withheld
from practice.windows import GRID_FROM, Period

TEAM = "Example team"
SHOWN = (
    ("I asked where they would like to sit, and they chose the step outside.",),
    ("Two times to choose from on the phone. It took a minute and we began calmer.",),
)


def example_digest(ground: Ground) -> DigestSeen:
    """Return a digest of nobody: made-up figures through the real words."""
    period = Period(from_on=GRID_FROM, until_on=GRID_FROM + timedelta(days=28))
    card = card_seen(ground, WITHOUT_FOCUS, None)
    content = compose(
        team_name=TEAM,
        period=period,
        published_at=datetime(2026, 2, 2, 9, 30, tzinfo=UTC),
        figures=(
            Shown(figure="used", answered=0, cells=(), band=Band.MOST),
            Shown(figure="could_not", answered=0, cells=(), band=Band.SOME),
            Shown(figure="very_full_weeks", answered=0, cells=(), band=Band.FEW),
            Withheld(figure="barriers"),
        ),
        element_names=[card.name] if card else [],
    )
    return DigestSeen(
        team="example",
        team_name=TEAM,
        content=json.loads(as_json(content)),
        shown=SHOWN,
        focus=(card,) if card else (),
        page=f"{ground.address}/how-its-set-up",
        is_example=True,
    )
