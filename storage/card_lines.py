"""The lines a team put on its own cards: pointers to what is shown, gone with it."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from storage.reflections import TEAM
from storage.tables import CardLine, Share


async def on_card(session: AsyncSession, workspace: str, team: str, element: str) -> list[CardLine]:
    """Return the lines of a team's card whose reflection is still shown to that team, in a chance order."""
    found = (
        select(CardLine)
        .join(
            Share,
            (col(Share.workspace) == col(CardLine.workspace))
            & (col(Share.reflection) == col(CardLine.reflection))
            & (col(Share.team) == col(CardLine.team)),
        )
        .where(
            col(CardLine.workspace) == workspace,
            col(CardLine.team) == team,
            col(CardLine.element) == element,
            col(Share.audience) == TEAM,
            col(Share.withdrawn_at).is_(None),
        )
        .order_by(col(CardLine.reflection), col(CardLine.field))
    )
    return list((await session.execute(found)).scalars())


async def is_shown(session: AsyncSession, workspace: str, team: str, reflection: str) -> bool:
    """Whether a reflection is shown to a team now."""
    found = select(col(Share.id)).where(
        col(Share.workspace) == workspace,
        col(Share.reflection) == reflection,
        col(Share.audience) == TEAM,
        col(Share.team) == team,
        col(Share.withdrawn_at).is_(None),
    )
    return (await session.execute(found)).scalar_one_or_none() is not None


async def take_off(
    session: AsyncSession, workspace: str, *, team: str, element: str, reflection: str, field: str
) -> None:
    """Take one line off a team's card; one that is not there is no matter."""
    await session.execute(
        delete(CardLine).where(
            col(CardLine.workspace) == workspace,
            col(CardLine.team) == team,
            col(CardLine.element) == element,
            col(CardLine.reflection) == reflection,
            col(CardLine.field) == field,
        )
    )


async def forget(session: AsyncSession, workspace: str, reflection: str) -> None:
    """Take every line of a reflection off every card."""
    await session.execute(
        delete(CardLine).where(col(CardLine.workspace) == workspace, col(CardLine.reflection) == reflection)
    )
