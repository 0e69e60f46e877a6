"""Windows, the people counted in them, and the frozen digests."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.tables import Answer, Digest, Window, WindowMember


async def newest_window(session: AsyncSession, workspace: str, team: str) -> Window | None:
    """Return the window of a team that starts last."""
    found = select(Window).where(col(Window.workspace) == workspace, col(Window.team) == team)
    return (await session.execute(found.order_by(col(Window.from_on).desc()).limit(1))).scalar_one_or_none()


async def windows_without_members(session: AsyncSession, workspace: str, *, started_by: date) -> list[Window]:
    """Return the windows that have started and whose people are not noted yet."""
    found = select(Window).where(
        col(Window.workspace) == workspace,
        col(Window.members_at).is_(None),
        col(Window.from_on) <= started_by,
    )
    return list((await session.execute(found.order_by(col(Window.from_on)))).scalars())


async def unpublished_windows(session: AsyncSession, workspace: str, *, ended_by: date) -> list[Window]:
    """Return the windows that have ended and have no digest yet, the earliest first."""
    published = exists().where(
        col(Digest.workspace) == col(Window.workspace), col(Digest.window) == col(Window.id)
    )
    found = select(Window).where(
        col(Window.workspace) == workspace,
        col(Window.until_on) <= ended_by,
        col(Window.members_at).is_not(None),
        ~published,
    )
    return list((await session.execute(found.order_by(col(Window.until_on)))).scalars())


async def next_window(session: AsyncSession, workspace: str, team: str) -> Window | None:
    """Return the earliest window of a team that has no digest yet."""
    published = exists().where(
        col(Digest.workspace) == col(Window.workspace), col(Digest.window) == col(Window.id)
    )
    found = select(Window).where(col(Window.workspace) == workspace, col(Window.team) == team, ~published)
    return (await session.execute(found.order_by(col(Window.from_on)).limit(1))).scalar_one_or_none()


async def window(session: AsyncSession, workspace: str, window_id: str) -> Window | None:
    """Return one window."""
    return await session.get(Window, (workspace, window_id))


async def members(session: AsyncSession, workspace: str, window_id: str) -> frozenset[str]:
    """Return the people counted in a window."""
    found = select(col(WindowMember.person)).where(
        col(WindowMember.workspace) == workspace, col(WindowMember.window) == window_id
    )
    return frozenset((await session.execute(found)).scalars())


async def people_in_overlapping(session: AsyncSession, workspace: str, of: Window) -> frozenset[str]:
    """Return the people counted in another window that overlaps this one."""
    found = (
        select(col(WindowMember.person))
        .join(
            Window,
            (col(Window.workspace) == col(WindowMember.workspace))
            & (col(Window.id) == col(WindowMember.window)),
        )
        .where(
            col(Window.workspace) == workspace,
            col(Window.id) != of.id,
            col(Window.from_on) < of.until_on,
            col(Window.until_on) > of.from_on,
        )
    )
    return frozenset((await session.execute(found)).scalars())


async def published_overlapping(session: AsyncSession, workspace: str, of: Window) -> list[Window]:
    """Return the windows with a digest that share a date with this one, itself included."""
    found = (
        select(Window)
        .join(
            Digest,
            (col(Digest.workspace) == col(Window.workspace)) & (col(Digest.window) == col(Window.id)),
        )
        .where(
            col(Window.workspace) == workspace,
            col(Window.from_on) < of.until_on,
            col(Window.until_on) > of.from_on,
        )
    )
    return list((await session.execute(found)).scalars())


async def has_closed(session: AsyncSession, given: Answer, *, at: datetime, zone: str) -> bool:
    """Whether the window that counts an answer had closed at a moment; False where none counts it."""
    until_on = await counted_until(session, given.workspace, given.person, given.answered_at, zone=zone)
    return until_on is not None and at.astimezone(ZoneInfo(zone)).date() >= until_on


async def counted_until(
    session: AsyncSession, workspace: str, person_id: str, moment: datetime, *, zone: str
) -> date | None:
    """Return the end (exclusive) of the window that counts what a person said at a moment, None without."""
    on = moment.astimezone(ZoneInfo(zone)).date()
    found = (
        select(col(Window.until_on))
        .join(
            WindowMember,
            (col(Window.workspace) == col(WindowMember.workspace))
            & (col(Window.id) == col(WindowMember.window)),
        )
        .where(
            col(Window.workspace) == workspace,
            col(WindowMember.person) == person_id,
            col(Window.from_on) <= on,
            col(Window.until_on) > on,
        )
    )
    return (await session.execute(found.limit(1))).scalar_one_or_none()


async def digests(session: AsyncSession, workspace: str, team: str) -> list[Digest]:
    """Return the published digests of a team, newest first."""
    found = select(Digest).where(col(Digest.workspace) == workspace, col(Digest.team) == team)
    return list((await session.execute(found.order_by(col(Digest.ends_on).desc()))).scalars())


async def digest(session: AsyncSession, workspace: str, team: str, ends_on: date | None) -> Digest | None:
    """Return the digest whose window ends on a date, or the newest one."""
    found = select(Digest).where(col(Digest.workspace) == workspace, col(Digest.team) == team)
    if ends_on is not None:
        found = found.where(col(Digest.ends_on) == ends_on)
    return (await session.execute(found.order_by(col(Digest.ends_on).desc()).limit(1))).scalar_one_or_none()


async def digest_by_id(session: AsyncSession, workspace: str, digest_id: str) -> Digest | None:
    """Return one digest."""
    return await session.get(Digest, (workspace, digest_id))


def started(window: Window, at: datetime) -> None:
    """Note that the people of a window were taken down."""
    window.members_at = at
