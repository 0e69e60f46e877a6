"""Every table: what is remembered, under which key, and what the database itself refuses."""

import secrets
from datetime import date, datetime, time
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, Index, LargeBinary, MetaData, text
from sqlmodel import Field, SQLModel

from storage.columns import UtcDateTime

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


def opaque() -> str:
    """Return a new random id that tells nothing."""
    return secrets.token_hex(12)


def moment(*, nullable: bool = False, index: bool = False) -> Any:
    """Return a column for a moment in UTC."""
    return Field(default=None, sa_type=UtcDateTime, nullable=nullable, index=index)


def belongs_to(*columns: str, table: str, key: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    """Return a foreign key of `columns` that carries the workspace."""
    return ForeignKeyConstraint(["workspace", *columns], [f"{table}.{name}" for name in ("workspace", *key)])


def one_open(table: str, *columns: str, ended: str = "until_on") -> Index:
    """Return the index that lets only one row for `columns` be open at a time."""
    still_open = text(f"{ended} IS NULL")
    return Index(
        f"uq_{table}_one_open",
        "workspace",
        *columns,
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


class Table(SQLModel):
    """The ground of every table."""

    metadata: ClassVar[MetaData] = metadata


class Workspace(Table, table=True):
    """One organisation's Slack workspace and the service it holds."""

    __tablename__ = "workspace"
    id: str = Field(primary_key=True, default_factory=opaque)
    slack_team: str | None = Field(default=None, unique=True)
    bot: str | None = None
    name: str = "This service"
    zone: str = "Europe/London"
    calendar: str = "england-and-wales"
    hours_start: time = time(9)
    hours_end: time = time(17)
    is_demo: bool = False
    removed_at: datetime | None = moment(nullable=True)


class Signpost(Table, table=True):
    """A shown route to help or safeguarding."""

    __tablename__ = "signpost"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.id"]),)
    workspace: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    name: str
    contact: str
    said_when: str
    roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    hours: str | None = None


class Threshold(Table, table=True):
    """The fewest people a figure may speak for, from a date; only rises."""

    __tablename__ = "threshold"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.id"]),
        CheckConstraint("value >= 5", name="at_least_five"),
    )
    workspace: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    from_at: datetime = Field(sa_type=UtcDateTime, primary_key=True)
    value: int


class Person(Table, table=True):
    """Somebody in the workspace, by Slack id; coming back is the same row."""

    __tablename__ = "person"
    __table_args__ = (ForeignKeyConstraint(["workspace"], ["workspace.id"]),)
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    name: str = ""
    zone: str | None = None
    standing: str = "member"
    dm: str | None = None
    known_from_on: date
    started_on: date | None = None
    welcomed_at: datetime | None = moment(nullable=True)
    preferred_at: time | None = None
    preferred_moment: str | None = None
    wants_reminder: bool = False
    weekly: int = 2
    left_at: datetime | None = moment(nullable=True)


class RoleHeld(Table, table=True):
    """The job shape a person has from a date."""

    __tablename__ = "role_held"
    __table_args__ = (belongs_to("person", table="person"), one_open("role_held", "person"))
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    role: str
    until_on: date | None = None


class TakingPart(Table, table=True):
    """A person's own yes; at most one is open."""

    __tablename__ = "taking_part"
    __table_args__ = (
        belongs_to("person", table="person"),
        one_open("taking_part", "person", ended="until_at"),
    )
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    from_at: datetime = Field(sa_type=UtcDateTime, primary_key=True)
    until_at: datetime | None = moment(nullable=True)


class Team(Table, table=True):
    """People who work together: the unit of a digest."""

    __tablename__ = "team"
    __table_args__ = (
        ForeignKeyConstraint(["workspace"], ["workspace.id"]),
        Index("uq_team_key", "workspace", "key", unique=True),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    key: str
    name: str
    founded_on: date
    until_on: date | None = None
    owner: str = "file"


class Membership(Table, table=True):
    """A practitioner in a team; `home` is the one team in whose figures they count.

    `until_back` says that it ended because they left the workspace, and opens again when they are back.
    """

    __tablename__ = "membership"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("team", table="team"),
        one_open("membership", "team", "person"),
        Index(
            "uq_membership_one_home",
            "workspace",
            "person",
            unique=True,
            sqlite_where=text("until_on IS NULL AND home"),
            postgresql_where=text("until_on IS NULL AND home"),
        ),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    team: str
    person: str = Field(index=True)
    from_on: date
    until_on: date | None = None
    home: bool = True
    founding: bool = False
    until_back: bool = False
    owner: str = "file"


class Post(Table, table=True):
    """A capacity a person holds, for a team or the whole service; access is read from here only.

    `until_back` as in a membership.
    """

    __tablename__ = "post"
    __table_args__ = (belongs_to("person", table="person"), belongs_to("team", table="team"))
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str = Field(index=True)
    capacity: str
    team: str | None = None
    from_on: date
    until_on: date | None = None
    until_back: bool = False
    owner: str = "file"


class SupervisionPair(Table, table=True):
    """Who supervises whom, and in which kind of supervision."""

    __tablename__ = "supervision_pair"
    __table_args__ = (
        belongs_to("practitioner", table="person"),
        belongs_to("supervisor", table="person"),
        one_open("supervision_pair", "practitioner", "supervisor", "kind"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    practitioner: str
    supervisor: str
    kind: str
    from_on: date
    until_on: date | None = None


class Pattern(Table, table=True):
    """The days and hours, or the shift, a person works from a date."""

    __tablename__ = "working_pattern"
    __table_args__ = (belongs_to("person", table="person"),)
    workspace: str = Field(primary_key=True)
    person: str = Field(primary_key=True)
    from_on: date = Field(primary_key=True)
    pattern: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class QuietTime(Table, table=True):
    """Dates on which nothing is sent to a person or a team; a person's own is never shown to others.

    A hold is a row of the team, so that it happened, and one of each member, which ends when they say.
    """

    __tablename__ = "quiet"
    __table_args__ = (
        belongs_to("person", table="person"),
        belongs_to("team", table="team"),
        CheckConstraint("(person IS NULL) <> (team IS NULL)", name="of_one"),
    )
    workspace: str = Field(primary_key=True)
    id: str = Field(primary_key=True, default_factory=opaque)
    person: str | None = Field(default=None, index=True)
    team: str | None = Field(default=None, index=True)
    kind: str
    from_on: date
    until_on: date | None = None


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
