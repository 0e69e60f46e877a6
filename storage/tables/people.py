"""Who is there: the workspace, people, teams, what they do in them and when they work."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKeyConstraint, Index, text
from sqlmodel import Field

from storage.columns import UtcDateTime
from storage.tables.ground import Table, belongs_to, moment, one_open, opaque


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
    talks: bool = False
    not_names: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    focus_options: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
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
    talks_from: datetime | None = moment(nullable=True)
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
