"""What is asked, when, and how it left: rhythms, their dates, questions and messages on their way."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, Index
from sqlmodel import Field

from storage.tables.ground import Table, belongs_to, moment, one_open, opaque


class Focus(Table, table=True):
    """A practice element a team works on."""

    __tablename__ = "focus"
    __table_args__ = (belongs_to("team", table="team"), one_open("focus", "team", "element"))
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    team: str
    element: str
    from_on: date
    until_on: date | None = None
    owner: str = "file"


class FocusRound(Table, table=True):
    """A stretch of days in which a team chooses its practice focus from the options; settled once."""

    __tablename__ = "focus_round"
    __table_args__ = (
        belongs_to("team", table="team"),
        one_open("focus_round", "team", ended="settled_on"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    team: str
    opens_on: date
    closes_on: date
    options: list[str] = Field(sa_column=Column(JSON, nullable=False))
    settled_on: date | None = None


class FocusChoice(Table, table=True):
    """What one member would like in a round; shown to nobody, dropped when the round is settled."""

    __tablename__ = "focus_choice"
    __table_args__ = (
        belongs_to("round", table="focus_round"),
        belongs_to("person", table="person"),
    )
    workspace: str = Field(primary_key=True)
    round: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    choice: str


class Happening(Table, table=True):
    """Something dated in the life of a team or a person, from which a rhythm may count days."""

    __tablename__ = "happening"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("team", table="team"),
        CheckConstraint("(person IS NULL) <> (team IS NULL)", name="of_one"),
        CheckConstraint("kind IN ('training', 'joining', 'supervision', 'visit')", name="known"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str | None = Field(default=None, index=True)
    team: str | None = Field(default=None, index=True)
    kind: str
    on: date
    noted_at: datetime = moment()
    withdrawn_on: date | None = None
    owner: str = "file"


class Rhythm(Table, table=True):
    """A recurring wish to ask a team something."""

    __tablename__ = "rhythm"
    __table_args__ = (
        belongs_to("team", table="team"),
        Index("uq_rhythm_name", "workspace", "team", "name", unique=True),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    team: str
    name: str
    owner: str = "file"
    until_on: date | None = None


class RhythmVersion(Table, table=True):
    """What a rhythm wished from a moment on; a version never changes."""

    __tablename__ = "rhythm_version"
    __table_args__ = (belongs_to("rhythm", table="rhythm"),)
    workspace: str = Field(primary_key=True)
    rhythm: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    pack: str
    wish: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    effective_at: datetime = moment()


class Occurrence(Table, table=True):
    """One date of a rhythm for one person, sent or not."""

    __tablename__ = "occurrence"
    __table_args__ = (
        belongs_to("rhythm", "version", table="rhythm_version", key=("rhythm", "number")),
        belongs_to("person", table="person"),
        Index("uq_occurrence_date", "workspace", "rhythm", "person", "on", unique=True),
        Index("ix_occurrence_person", "workspace", "person", "planned_on"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    rhythm: str
    version: int
    person: str
    on: date
    planned_on: date
    due_at: datetime | None = moment(nullable=True)
    expires_at: datetime | None = moment(nullable=True)
    decision: str
    reason: str | None = None


class Nudge(Table, table=True):
    """The prompt chosen for an occurrence, when it was about to be sent."""

    __tablename__ = "nudge"
    __table_args__ = (belongs_to("occurrence", table="occurrence"),)
    workspace: str = Field(primary_key=True)
    occurrence: str = Field(primary_key=True)
    pack: str
    prompt: str
    version: int
    short: bool = False
    element: str | None = None
    question: str
    why: str
    put_off: str | None = None
    replied: bool = False


class Sending(Table, table=True):
    """One message on its way to one person: the only road by which anything leaves by itself."""

    __tablename__ = "sending"
    __table_args__ = (
        belongs_to("person", table="person"),
        Index("uq_sending_once", "workspace", "purpose", "subject", "person", unique=True),
        Index("ix_sending_waiting", "state", "due_at"),
        Index("ix_sending_message", "workspace", "channel", "ts"),
        CheckConstraint(
            "state IN ('due', 'claimed', 'sent', 'unknown', 'missed', 'held back')", name="stated"
        ),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    purpose: str
    subject: str
    person: str
    due_at: datetime = moment()
    until_at: datetime | None = moment(nullable=True)
    state: str = "due"
    reason: str | None = None
    claimed_by: str | None = None
    lease_until: datetime | None = moment(nullable=True)
    looked: int = 0
    channel: str | None = None
    ts: str | None = None
    sent_at: datetime | None = moment(nullable=True)


class Received(Table, table=True):
    """The natural key of something that arrived, so that it counts once."""

    __tablename__ = "received"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.id"]),)
    workspace: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    at: datetime = moment(index=True)
