"""A team's own card: lines people chose to show, put there by anyone in the team and looked up live."""

from sqlalchemy.ext.asyncio import AsyncSession

from bot.errors import Mistaken, Unknown
from bot.flows.answering import card_seen
from bot.flows.choosing import focus_of
from bot.flows.ground import Ground
from bot.flows.seen import CardSeen
from bot.flows.seen_library import LinesSeen, ShownLine, TeamCardSeen
from storage import card_lines, people, reflections
from storage.tables import CardLine, Team

MOST_LINES = 12
HEADING = "Lines this team added"
NO_SUCH_LINE = "That line isn't shown any more, or it isn't your team's. Nothing was changed."
NOT_IN_FOCUS = "That card isn't one your team works on now. Nothing was changed."
CARD_FULL = f"This card has {MOST_LINES} lines, which is plenty. Take one off to make room."


class Carding:
    """Grows a card from what people show; whose line it is stands nowhere, and a withdrawn one is gone."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def card(self, person: str, team_key: str, element: str) -> TeamCardSeen:
        """Return a team's card with its lines, for whoever may open the team's digest; raise Unknown."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            team, is_member = await self._team(session, person, team_key)
            role = await people.held_role(session, workspace, person)
            card = card_seen(self._ground, element, role.role if role else None)
            if card is None:
                raise Unknown(NO_SUCH_LINE)
            lines = await lines_on(session, self._ground, team.id, element)
        return TeamCardSeen(team=team.key, team_name=team.name, card=card, lines=lines, may_change=is_member)

    async def lines(self, person: str, team_key: str, reflection: str) -> LinesSeen:
        """Return the lines of a shown reflection that a member may add, and the cards they may add to."""
        async with self._ground.reading() as session:
            team = await self._own_team(session, person, team_key)
            shown = await self._shown(session, team, reflection)
            focus = await focus_of(session, self._ground, team.id)
        cards = self._ground.library.cards
        return LinesSeen(
            team=team.key,
            lines=tuple(
                ShownLine(reflection=reflection, number=number, words=words)
                for number, words in enumerate(shown.values())
            ),
            cards=tuple((element, cards[element].name) for element in focus),
        )

    async def add(self, person: str, team_key: str, element: str, reflection: str, number: int) -> None:
        """Put a line that is shown to the team on one of its focus cards; a second time changes nothing."""
        workspace = self._ground.workspace
        async with self._ground.writing.begin() as session:
            team = await self._own_team(session, person, team_key)
            if element not in await focus_of(session, self._ground, team.id):
                raise Mistaken(NOT_IN_FOCUS)
            field = await self._field(session, team, reflection, number)
            there = await card_lines.on_card(session, workspace, team.id, element)
            if any((row.reflection, row.field) == (reflection, field) for row in there):
                return
            if len(there) >= MOST_LINES:
                raise Mistaken(CARD_FULL)
            session.add(
                CardLine(
                    workspace=workspace, team=team.id, element=element, reflection=reflection, field=field
                )
            )

    async def take_off(self, person: str, team_key: str, element: str, reflection: str, number: int) -> None:
        """Take a line off a team's card, by anyone in the team; while it is shown it can go back."""
        async with self._ground.writing.begin() as session:
            team = await self._own_team(session, person, team_key)
            field = await self._field(session, team, reflection, number)
            await card_lines.take_off(
                session,
                self._ground.workspace,
                team=team.id,
                element=element,
                reflection=reflection,
                field=field,
            )

    async def _field(self, session: AsyncSession, team: Team, reflection: str, number: int) -> str:
        fields = list(await self._shown(session, team, reflection))
        if not 0 <= number < len(fields):
            raise Unknown(NO_SUCH_LINE)
        return fields[number]

    async def _shown(self, session: AsyncSession, team: Team, reflection: str) -> dict[str, str]:
        workspace = self._ground.workspace
        if not await card_lines.is_shown(session, workspace, team.id, reflection):
            raise Unknown(NO_SUCH_LINE)
        words = await reflections.read_words(
            session, self._ground.seal, workspace=workspace, owners=[reflection]
        )
        return words.get(reflection, {})

    async def _own_team(self, session: AsyncSession, person: str, team_key: str) -> Team:
        team, is_member = await self._team(session, person, team_key)
        if not is_member:
            raise Unknown(NO_SUCH_LINE)
        return team

    async def _team(self, session: AsyncSession, person: str, team_key: str) -> tuple[Team, bool]:
        workspace = self._ground.workspace
        team = await people.team(session, workspace, team_key)
        if team is None or team.until_on is not None:
            raise Unknown(NO_SUCH_LINE)
        is_member = bool(await people.memberships(session, workspace, team=team.id, person=person))
        if not is_member and person not in await people.readers(session, workspace, team.id):
            raise Unknown(NO_SUCH_LINE)
        return team, is_member


async def lines_on(session: AsyncSession, ground: Ground, team: str, element: str) -> tuple[ShownLine, ...]:
    """Return the lines on a team's card that are shown to it now, with their words."""
    rows = await card_lines.on_card(session, ground.workspace, team, element)
    words = await reflections.read_words(
        session, ground.seal, workspace=ground.workspace, owners={row.reflection for row in rows}
    )
    found = []
    for row in rows:
        lines = words.get(row.reflection, {})
        if row.field in lines:
            number = list(lines).index(row.field)
            found.append(ShownLine(reflection=row.reflection, number=number, words=lines[row.field]))
    return tuple(found)


def with_lines(card: CardSeen, lines: tuple[ShownLine, ...]) -> CardSeen:
    """Return a card with its team's lines as one more part."""
    if not lines:
        return card
    added = "\n".join(f"\u2022 {line.words}" for line in lines)
    return CardSeen(
        slug=card.slug, name=card.name, principle=card.principle, parts=(*card.parts, (HEADING, added))
    )
