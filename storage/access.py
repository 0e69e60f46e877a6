"""Ways in: links that are spent once, page sessions and tokens, kept only as hashes."""

import hashlib
import secrets
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Link, PageSession, Token


def new_secret() -> str:
    """Return a secret nobody can guess."""
    return secrets.token_urlsafe(32)


def hashed(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


async def unspent_link(session: AsyncSession, workspace: str, secret: str, now: datetime) -> Link | None:
    """Return a link that can still be spent."""
    found = select(Link).where(
        col(Link.workspace) == workspace,
        col(Link.hash) == hashed(secret),
        col(Link.used_at).is_(None),
        col(Link.until_at) > now,
    )
    return (await session.execute(found)).scalar_one_or_none()


async def spend_link(session: AsyncSession, workspace: str, secret: str, now: datetime) -> Link | None:
    """Spend a link; of several who try at once, one gets it."""
    spent = (
        update(Link)
        .where(
            col(Link.workspace) == workspace,
            col(Link.hash) == hashed(secret),
            col(Link.used_at).is_(None),
            col(Link.until_at) > now,
        )
        .values(used_at=now)
        .returning(Link)
        .execution_options(synchronize_session=False)
    )
    return (await session.execute(spent)).scalar_one_or_none()


async def page_session(
    session: AsyncSession, workspace: str, secret: str, now: datetime
) -> PageSession | None:
    """Return the page session of a browser."""
    found = select(PageSession).where(
        col(PageSession.workspace) == workspace,
        col(PageSession.hash) == hashed(secret),
        col(PageSession.until_at) > now,
    )
    return (await session.execute(found)).scalar_one_or_none()


async def end_page_session(session: AsyncSession, workspace: str, secret: str) -> None:
    """Sign a browser out."""
    mine = (col(PageSession.workspace) == workspace, col(PageSession.hash) == hashed(secret))
    await session.execute(delete(PageSession).where(*mine))


async def token(session: AsyncSession, workspace: str, secret: str, now: datetime) -> Token | None:
    """Return a token that is good now."""
    found = select(Token).where(
        col(Token.workspace) == workspace,
        col(Token.hash) == hashed(secret),
        col(Token.until_at) > now,
        col(Token.revoked_at).is_(None),
    )
    return (await session.execute(found)).scalar_one_or_none()


async def forget_spent(session: AsyncSession, before: datetime) -> None:
    """Drop links and page sessions that ended before a moment."""
    await session.execute(delete(Link).where(col(Link.until_at) < before))
    await session.execute(delete(PageSession).where(col(PageSession.until_at) < before))
