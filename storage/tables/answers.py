"""What people gave back: taps, reflections, their sealed words, shares, plans and suggestions."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, LargeBinary, text
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
        Index(
            "ix_reflection_draft",
            "workspace",
            "kept_at",
            sqlite_where=text("state = 'draft'"),
            postgresql_where=text("state = 'draft'"),
        ),
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
    """A reflection somebody else may read while it is open: a team, or the one `reader` it was shared with.

    A peer's line back is in `words`, owned by the share.
    """

    __tablename__ = "share"
    __table_args__ = (
        belongs_to("reflection", table="reflection"),
        belongs_to("team", table="team"),
        belongs_to("reader", table="person"),
        CheckConstraint("audience IN ('team', 'supervisor', 'peer', 'agenda')", name="known"),
        CheckConstraint("(audience = 'team') = (team IS NOT NULL)", name="with_a_team"),
        CheckConstraint("(audience = 'team') = (reader IS NULL)", name="with_a_reader"),
        one_open("share", "reflection", "audience", "reader", ended="withdrawn_at"),
        Index(
            "uq_share_one_team",
            "workspace",
            "reflection",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL AND reader IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL AND reader IS NULL"),
        ),
        Index("ix_share_reader", "workspace", "reader"),
        Index("ix_share_reflection", "workspace", "reflection"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    reflection: str
    audience: str
    team: str | None = None
    reader: str | None = None
    shared_at: datetime = moment()
    withdrawn_at: datetime | None = moment(nullable=True)
    replied_at: datetime | None = moment(nullable=True)


class Opening(Table, table=True):
    """The reader of a share opened it: the first time on each date, shown to its writer."""

    __tablename__ = "opening"
    __table_args__ = (belongs_to("share", table="share"),)
    workspace: str = Field(primary_key=True)
    share: str = Field(primary_key=True)
    on: date = Field(primary_key=True)
    at: datetime = moment()


class Talk(Table, table=True):
    """A reflection talked through in the conversation, stage by stage; `place` is the stage asked now."""

    __tablename__ = "talk"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("reflection", table="reflection"),
        one_open("talk", "person", ended="ended_at"),
        Index("ix_talk_reflection", "workspace", "reflection"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str
    reflection: str
    place: int = 0
    started_at: datetime = moment()
    changed_at: datetime = moment()
    ended_at: datetime | None = moment(nullable=True)


class TalkLine(Table, table=True):
    """Which message a stage's words came from, so that an edit or a deletion there reaches them."""

    __tablename__ = "talk_line"
    __table_args__ = (belongs_to("talk", table="talk"), Index("ix_talk_line_ts", "workspace", "ts"))
    workspace: str = Field(primary_key=True)
    talk: str = Field(primary_key=True)
    ts: str = Field(primary_key=True)
    field: str


class NotAPerson(Table, table=True):
    """A word one person said is no name, as a keyed hash; it counts for that person alone."""

    __tablename__ = "not_a_person"
    __table_args__ = (belongs_to("person", table="person"),)
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    hash: str = Field(primary_key=True)


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


class FollowUp(Table, table=True):
    """The gentle question about a plan, so many days after it was made; it rides on an ordinary question.

    `helped` runs from -2 to +2; how they could tell is in `words`, owned by `id`. `settled_at` is when they
    said that the plan stays, as it is or in other words.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        belongs_to("commitment", table="commitment"),
        belongs_to("occurrence", table="occurrence"),
        Index("uq_follow_up_once", "workspace", "commitment", "after_days", unique=True),
        Index("ix_follow_up_occurrence", "workspace", "occurrence"),
        CheckConstraint(
            "outcome IS NULL OR outcome IN ('tried', 'could not', 'not yet', 'let go')", name="known"
        ),
        CheckConstraint("helped IS NULL OR helped BETWEEN -2 AND 2", name="in_range"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    commitment: str
    after_days: int
    occurrence: str
    asked_at: datetime = moment()
    outcome: str | None = None
    helped: int | None = None
    answered_at: datetime | None = moment(nullable=True)
    settled_at: datetime | None = moment(nullable=True)
