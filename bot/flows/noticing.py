"""Noticing: what a notice says when it is about to leave, by what it is about."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.deciding import SUITS, suits_subject
from bot.flows.focusing import FOCUS, focus_notice
from bot.flows.ground import Ground
from bot.flows.looking import LOOKED, looked_notice
from bot.flows.messenger import Content, NoticeSeen
from bot.flows.offering import FEWER, fewer_notice
from bot.flows.quietening import HOLD
from bot.flows.receiving import LINE, line_notice, shared_notice
from bot.flows.seen import HoldSeen, SuitsSeen
from bot.flows.sharing import SHARED
from bot.flows.signposting import turning
from bot.flows.suggesting import SUBJECT, is_lead
from practice.contact import Reason
from practice.digest import from_json
from storage import digests, people, quiets, suggestions
from storage.sendings import Claimed, Outcome
from storage.tables import Team

ENDED = "the rhythm or the membership ended"
SETTLED = "nothing waits any more"
SUGGESTIONS_PAGE = "suggestions"
A_DAY = timedelta(days=1)

Writing = Callable[[AsyncSession, Ground, Claimed, datetime], Awaitable[Content | str]]
"""Returns what a notice says, or the reason why it no longer says it."""


async def notice(session: AsyncSession, ground: Ground, one: Claimed, now: datetime) -> Content | Outcome:
    """Return what a notice says, or that it is held back and why."""
    write = next((write for about, write in _WRITING.items() if one.subject.startswith(about)), _digest)
    told = await write(session, ground, one, now)
    return Outcome(id=one.id, state="held back", reason=told) if isinstance(told, str) else told


async def _hold(session: AsyncSession, ground: Ground, one: Claimed, now: datetime) -> HoldSeen | str:
    workspace = ground.workspace
    hold = await quiets.by_id(session, workspace, one.subject.removeprefix(HOLD))
    team = await people.team_by_id(session, workspace, hold.team) if hold and hold.team else None
    if team is None:
        return ENDED
    held = await quiets.held_among(session, workspace, [one.person], now.date() + A_DAY)
    return HoldSeen(
        team=team.name,
        signposts=(await turning(session, ground, one.person)).with_helplines(),
        is_held=bool(held),
    )


async def _suits(session: AsyncSession, ground: Ground, one: Claimed, _now: datetime) -> SuitsSeen | str:
    yes = await people.is_taking_part(session, ground.workspace, one.person)
    is_still_so = yes is not None and one.subject == suits_subject(yes.from_at)
    return SuitsSeen() if is_still_so else Reason.PERSONAL.words


async def _suggestions(
    session: AsyncSession, ground: Ground, one: Claimed, _now: datetime
) -> NoticeSeen | str:
    if not await is_lead(session, ground.workspace, one.person):
        return ENDED
    if not await suggestions.waiting(session, ground.workspace):
        return SETTLED
    return NoticeSeen(
        lines=(
            "A suggested wording waits for you.",
            "The words are on a page that practice leads can open, and nowhere else.",
        ),
        button="Open the page",
        page=SUGGESTIONS_PAGE,
    )


async def _looked(session: AsyncSession, ground: Ground, one: Claimed, _now: datetime) -> NoticeSeen | str:
    return await looked_notice(session, ground, one.subject) or ENDED


async def _fewer(session: AsyncSession, ground: Ground, one: Claimed, _now: datetime) -> NoticeSeen | str:
    return await fewer_notice(session, ground, one.subject) or ENDED


async def _focus(session: AsyncSession, ground: Ground, one: Claimed, now: datetime) -> NoticeSeen | str:
    return await focus_notice(session, ground, one.subject, now) or ENDED


async def _shared(session: AsyncSession, ground: Ground, one: Claimed, _now: datetime) -> NoticeSeen | str:
    return await shared_notice(session, ground, one.subject, one.person) or SETTLED


async def _line(session: AsyncSession, ground: Ground, one: Claimed, _now: datetime) -> NoticeSeen | str:
    return await line_notice(session, ground, one.subject, one.person) or SETTLED


async def _digest(session: AsyncSession, ground: Ground, one: Claimed, _now: datetime) -> NoticeSeen | str:
    digest = await digests.digest_by_id(session, ground.workspace, one.subject.removeprefix("digest:"))
    team = await people.team_by_id(session, ground.workspace, digest.team) if digest else None
    if digest is None or team is None or not await _may_open(session, team, one.person):
        return ENDED
    content = from_json(digest.content)
    return NoticeSeen(
        lines=(
            f"The digest for {team.name} is out, for everyone in the team at once.",
            content.headline,
            "Type /digest to read it here or get a way in to the page.",
        ),
        button="Open the page",
        url=f"{ground.address}/teams/{team.key}/digests/{digest.ends_on.isoformat()}",
    )


async def _may_open(session: AsyncSession, team: Team, person: str) -> bool:
    if person in await people.readers(session, team.workspace, team.id):
        return True
    return bool(await people.memberships(session, team.workspace, team=team.id, person=person))


_WRITING: dict[str, Writing] = {
    HOLD: _hold,
    SUITS: _suits,
    SUBJECT: _suggestions,
    LOOKED: _looked,
    FEWER: _fewer,
    SHARED: _shared,
    LINE: _line,
    FOCUS: _focus,
}
