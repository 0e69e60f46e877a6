"""What a team reads: windows, digests and the changed counts in them."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, Index, LargeBinary
from sqlmodel import Field

from storage.tables.ground import Table, belongs_to, moment, opaque


class Window(Table, table=True):
    """The time one digest covers: made before it starts, never changed."""

    __tablename__ = "window"
    __table_args__ = (
        belongs_to("team", table="team"),
        Index("uq_window_start", "workspace", "team", "from_on", unique=True),
        CheckConstraint("until_on > from_on", name="runs_forward"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    team: str
    from_on: date
    until_on: date
    made_at: datetime = moment()
    members_at: datetime | None = moment(nullable=True)


class WindowMember(Table, table=True):
    """A person counted in a window, as the team stood at its start."""

    __tablename__ = "window_member"
    __table_args__ = (belongs_to("window", table="window"), belongs_to("person", table="person"))
    workspace: str = Field(primary_key=True)
    window: str = Field(primary_key=True)
    person: str = Field(primary_key=True)


class Digest(Table, table=True):
    """The frozen bytes a team reads; they outlive the replies."""

    __tablename__ = "digest"
    __table_args__ = (
        belongs_to("window", table="window"),
        belongs_to("team", table="team"),
        Index("uq_digest_window", "workspace", "window", unique=True),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    window: str
    team: str
    ends_on: date
    published_at: datetime = moment()
    threshold: int
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class DigestFigure(Table, table=True):
    """A changed count of a published figure; the true one is stored nowhere."""

    __tablename__ = "digest_figure"
    __table_args__ = (belongs_to("digest", table="digest"),)
    workspace: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    figure: str = Field(primary_key=True)
    cell: str = Field(primary_key=True)
    changed: int
    answered: int
    band: str | None = None
