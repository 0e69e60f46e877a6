"""Sharing: who else may read a reflection, by its writer's choice, and taking it back."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.ground import Ground
from storage import card_lines, people, reflections
from storage.tables import Reflection, Share

PRIVATE = "private"
TEAM = reflections.TEAM
SHARES = ((PRIVATE, "Keep private"), (TEAM, "Show the team without my name"))
SHARED_ALREADY = (
    "You have shown this one to the team, so it stays as they saw it. "
    "Withdraw it on Home, under Mine, and you can change it."
)


class Sharing:
    """What others may read, for as long as the writer leaves it open."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def withdraw(self, person: str, reflection_id: str) -> None:
        """Take a shared reflection back from whoever could read it."""
        workspace = self._ground.workspace
        async with self._ground.writing.begin() as session:
            row = await session.get(Reflection, (workspace, reflection_id))
            if row is None or row.person != person:
                raise Unknown("There is nothing of yours by that name.")
            shares = await reflections.open_shares(session, workspace, [row.id])
            if row.id in shares:
                shares[row.id].withdrawn_at = self._ground.clock()
            await card_lines.forget(session, workspace, row.id)


async def choices_for(session: AsyncSession, ground: Ground, person: str) -> tuple[tuple[str, str], ...]:
    """Return with whom a person may share, as (code, words), *Keep private* first."""
    home = await people.home_team(session, ground.workspace, person)
    return SHARES if home is not None else SHARES[:1]


async def share(session: AsyncSession, ground: Ground, row: Reflection, choice: str) -> None:
    """Share a reflection that has words as its writer chose."""
    if choice != TEAM:
        return
    home = await people.home_team(session, ground.workspace, row.person)
    has_words = await reflections.has_words(session, ground.workspace, row.id)
    if home is not None and has_words:
        shared = Share(
            workspace=ground.workspace, reflection=row.id, audience=TEAM, team=home, shared_at=ground.clock()
        )
        session.add(shared)


async def refuse_shared(session: AsyncSession, ground: Ground, row: Reflection) -> None:
    """Raise Mistaken for a reflection that somebody else may read now: it stays as they saw it."""
    if await reflections.open_shares(session, ground.workspace, [row.id]):
        raise Mistaken(SHARED_ALREADY)
