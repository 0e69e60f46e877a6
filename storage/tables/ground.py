"""The ground of every table: names of constraints, ids, moments and keys that carry the workspace."""

import secrets
from typing import Any, ClassVar

from sqlalchemy import ForeignKeyConstraint, Index, MetaData, text
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
