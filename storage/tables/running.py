"""How it runs: ways in, delivery over time, and the record of who looked."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from storage.columns import UtcDateTime
from storage.tables.ground import Table, belongs_to, moment, one_open, opaque


class Link(Table, table=True):
    """A way in that a person is sent; spent once."""

    __tablename__ = "link"
    __table_args__ = (belongs_to("person", table="person"),)
    workspace: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    person: str
    path: str
    until_at: datetime = moment()
    used_at: datetime | None = moment(nullable=True)


class PageSession(Table, table=True):
    """A signed-in browser."""

    __tablename__ = "page_session"
    __table_args__ = (belongs_to("person", table="person"),)
    workspace: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    person: str
    until_at: datetime = moment()
    seen_at: datetime = moment()


class Token(Table, table=True):
    """A program's right to read frozen figures of a team or of the service."""

    __tablename__ = "token"
    __table_args__ = (belongs_to("team", table="team"),)
    workspace: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)
    team: str | None = None
    made_at: datetime = moment()
    until_at: datetime = moment()
    revoked_at: datetime | None = moment(nullable=True)


class Wished(Table, table=True):
    """How many questions the rhythms of a team wished for on a date, whatever anybody chose."""

    __tablename__ = "wished"
    __table_args__ = (belongs_to("team", table="team"), Index("ix_wished_date", "workspace", "on"))
    workspace: str = Field(primary_key=True)
    team: str = Field(primary_key=True)
    on: date = Field(primary_key=True)
    people: int = 0
    from_at: datetime | None = moment(nullable=True)
    last_at: datetime | None = moment(nullable=True)
    over_at: datetime | None = moment(nullable=True)
    late: int = 0
    missed: int = 0
    settled: bool = False


class Beat(Table, table=True):
    """When delivery was last seen running, and when little enough waited, by any process."""

    __tablename__ = "beat"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.id"]),)
    workspace: str = Field(primary_key=True)
    at: datetime = moment()
    caught_up_at: datetime = moment()


class Outage(Table, table=True):
    """A time in which nothing could be sent to anybody: we did not run, or the workspace did not answer."""

    __tablename__ = "outage"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.id"]),
        CheckConstraint("kind IN ('not running', 'not heard')", name="known"),
        one_open("outage", "kind", ended="until_at"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    kind: str
    from_at: datetime = moment()
    until_at: datetime | None = moment(nullable=True)


class Slowed(Table, table=True):
    """A minute in which the workspace asked us to send more slowly."""

    __tablename__ = "slowed"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.id"]),)
    workspace: str = Field(primary_key=True)
    minute: datetime = Field(sa_type=UtcDateTime, primary_key=True)


class Record(Table, table=True):
    """Something done that others may ask about later; each carries the hash of the one before it."""

    __tablename__ = "record"
    __table_args__ = (
        belongs_to("subject", table="person"),
        Index("ix_record_subject", "workspace", "subject"),
    )
    workspace: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    previous: str
    at: datetime = moment()
    who: str
    did: str
    subject: str | None = None
    about: str = ""
