"""What people gave back: taps, reflections, their sealed words, shares, plans and suggestions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, LargeBinary
from sqlmodel import Field

from storage.tables.ground import Table, belongs_to, moment, one_open, opaque


class Answer(Table, table=True):
    """A person's tap on an item for a period."""

    __tablename__ = "answer"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("occurrence", table="occurrence"),
        Index("uq_answer_once", "workspace", "person", "item", "period_on", unique=True),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str
    item: str
    period_on: date
    value: str
    counted: str
    element: str | None = None
    occurrence: str | None = None
    late: bool = False
    answered_at: datetime = moment(index=True)


class GotInTheWay(Table, table=True):
    """A barrier a person ticked beside an answer or a reflection."""

    __tablename__ = "got_in_the_way"
    __table_args__ = (
        belongs_to("person", table="person"),
        Index("ix_got_in_the_way_person", "workspace", "person", "ticked_at"),
    )
    workspace: str = Field(primary_key=True)
    source: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    person: str
    ticked_at: datetime = moment()
    unticked_at: datetime | None = moment(nullable=True)


class Reflection(Table, table=True):
    """The shell of a person's own words; the words themselves are in `words`."""

    __tablename__ = "reflection"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("occurrence", table="occurrence"),
        Index("uq_reflection_form", "workspace", "person", "form", unique=True),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str
    form: str
    occurrence: str | None = None
    pack: str | None = None
    prompt: str | None = None
    version: int | None = None
    question: str = ""
    state: str = "draft"
    late: bool = False
    kept_at: datetime = moment()
    changed_at: datetime | None = moment(nullable=True)


class Words(Table, table=True):
    """The only place free text lives, sealed to its row; erasing is deleting these."""

    __tablename__ = "words"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.id"]),)
    workspace: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    place: int = 0
    sealed: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class Share(Table, table=True):
    """A reflection somebody else may read while it is open."""

    __tablename__ = "share"
    __table_args__ = (
        belongs_to("reflection", table="reflection"),
        belongs_to("team", table="team"),
        one_open("share", "reflection", "audience", ended="withdrawn_at"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    reflection: str
    audience: str
    team: str | None = None
    shared_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)


class CardLine(Table, table=True):
    """A line people chose to show that a team put on its own card: a pointer, never the words."""

    __tablename__ = "card_line"
    __table_args__ = (
        belongs_to("team", table="team"),
        belongs_to("reflection", table="reflection"),
        Index("ix_card_line_reflection", "workspace", "reflection"),
    )
    workspace: str = Field(primary_key=True)
    team: str = Field(primary_key=True)
    element: str = Field(primary_key=True)
    reflection: str = Field(primary_key=True)
    field: str = Field(primary_key=True)


class Suggestion(Table, table=True):
    """A wording somebody proposes; its words are in `words`, its writer here only if they gave a name."""

    __tablename__ = "suggestion"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.id"]),
        belongs_to("person", table="person"),
        CheckConstraint("(element IS NULL) <> (prompt IS NULL)", name="of_one"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    element: str | None = None
    pack: str | None = None
    prompt: str | None = None
    person: str | None = None
    made_on: date
    settled_on: date | None = None


class Commitment(Table, table=True):
    """An if-then plan; its two lines are in `words`."""

    __tablename__ = "commitment"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("reflection", table="reflection"),
        Index("uq_commitment_origin", "workspace", "reflection", unique=True),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str = Field(index=True)
    reflection: str | None = None
    state: str = "live"
    accepted_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)
