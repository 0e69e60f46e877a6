"""What was done that others may ask about later: appended only, each row with the hash of the one before."""

import hashlib
import json
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Record

SET_UP = "set up"


async def append(
    session: AsyncSession,
    workspace: str,
    *,
    at: datetime,
    who: str,
    did: str,
    subject: str | None,
    about: str = "",
) -> Record:
    """Note that somebody did something, to a person or the service; the caller holds the workspace alone."""
    newest = select(Record).where(col(Record.workspace) == workspace).order_by(col(Record.number).desc())
    last = (await session.execute(newest.limit(1))).scalar_one_or_none()
    record = Record(
        workspace=workspace,
        number=last.number + 1 if last else 1,
        previous=hashed(last) if last else "",
        at=at,
        who=who,
        did=did,
        subject=subject,
        about=about,
    )
    session.add(record)
    return record


async def about(session: AsyncSession, workspace: str, person_id: str) -> list[Record]:
    """Return what was done about a person, newest first."""
    found = select(Record).where(col(Record.workspace) == workspace, col(Record.subject) == person_id)
    return list((await session.execute(found.order_by(col(Record.number).desc()))).scalars())


async def of_set_up(session: AsyncSession, workspace: str) -> list[Record]:
    """Return each change of how the service is set up that was noted, newest first."""
    found = select(Record).where(col(Record.workspace) == workspace, col(Record.did) == SET_UP)
    return list((await session.execute(found.order_by(col(Record.number).desc()))).scalars())


async def numbered(session: AsyncSession, workspace: str, number: int) -> Record | None:
    """Return one record."""
    return await session.get(Record, (workspace, number))


def hashed(record: Record) -> str:
    """Return the hash that the next record carries: SHA-256 over every column, in order."""
    told = [
        record.number,
        record.previous,
        record.at.isoformat(),
        record.who,
        record.did,
        record.subject,
        record.about,
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
