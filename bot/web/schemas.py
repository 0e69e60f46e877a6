"""The bodies of the API, as its description shows them; they also read frozen figures for the pages."""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

Band = Literal["few", "some", "most"]

EXAMPLE_DIGEST: JsonDict = {
    "team": "Assessment North",
    "from": "2026-10-26",
    "to": "2026-11-22",
    "published_at": "2026-11-23T09:30:00Z",
    "headline": "Most used it. For some it came up and couldn't be done.",
    "elements": ["Offering a real choice"],
    "rule": "Each count was changed in secret by up to two before anyone saw it.",
    "figures": {
        "used": {"shown": True, "band": "most"},
        "could_not": {"shown": True, "band": "some"},
        "very_full_weeks": {"shown": False},
        "barriers": {"shown": True, "named": ["Not enough time"]},
    },
    "questions": [
        "When it worked, what was there that helped?",
        "What would make it possible one more time next week?",
    ],
    "withheld": "Where something isn't shown, too few people could be counted to show it safely.",
}


class BandFigure(BaseModel):
    """A figure in words; one that is not shown has nothing but `shown`."""

    shown: bool
    band: Band | None = None


class NamedFigure(BaseModel):
    """What was named by enough people, in the order of the alphabet."""

    shown: bool
    named: list[str] = []


class Figures(BaseModel):
    """The figures of one window."""

    used: BandFigure
    could_not: BandFigure
    very_full_weeks: BandFigure
    barriers: NamedFigure


class DigestBody(BaseModel):
    """A published digest, as it was frozen; it holds no words anybody wrote and no count."""

    model_config = ConfigDict(json_schema_extra={"example": EXAMPLE_DIGEST})

    team: str = Field(description="The team's name.")
    from_on: date = Field(alias="from", description="The Monday the window begins.")
    to_on: date = Field(alias="to", description="The date the window ends.")
    published_at: datetime
    headline: str = Field(description="The figures that are shown, in sentences.")
    elements: list[str] = Field(description="The practice focus of the window, by name.")
    rule: str = Field(description="What was changed to protect people.")
    figures: Figures
    questions: list[str]
    withheld: str = Field(description="What is not shown, in one sentence, the same for every cause.")


class DigestListed(BaseModel):
    """A published digest in a list."""

    digest: date = Field(description="The date its window ends, which names it in addresses.")
    published_at: datetime
    href: str


class DigestList(BaseModel):
    """A team's published digests, newest first."""

    team: str
    digests: list[DigestListed]


class TeamListed(BaseModel):
    """A team whose frozen figures may be read."""

    team: str = Field(description="The key that names it in addresses.")
    name: str
    href: str
    next_digest_at: datetime | None


class TeamList(BaseModel):
    """The teams whose frozen figures may be read."""

    teams: list[TeamListed]


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["There is nothing here, or it isn't yours to see."])
    reference: str | None = Field(default=None, description="What to quote about a 500.")
