"""Offering fewer questions: once, to a team's managers, when a rhythm has asked often for twelve weeks."""

from collections.abc import Awaitable
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from bot.flows.ground import Ground, local_date
from bot.flows.messenger import NoticeSeen, Purpose
from practice.templates import may_ask_less
from storage import people, rhythms, sendings
from storage.tables import Rhythm, Workspace

FEWER = "fewer:"


class Notify(Protocol):
    """What puts a notice on the road to some people, once a subject."""

    def __call__(
        self, ground: Ground, session: AsyncSession, *, subject: str, person_ids: frozenset[str]
    ) -> Awaitable[None]:
        """Put it there."""
        ...


async def offer_fewer(ground: Ground, session: AsyncSession, service: Workspace, *, notify: Notify) -> None:
    """Ask the managers of each team whose rhythm has run for twelve weeks whether less often would do."""
    for rhythm in await rhythms.open_rhythms(session, service.id):
        subject = f"{FEWER}{rhythm.id}"
        if not await _has_run_long(ground, session, service, rhythm):
            continue
        if await sendings.has_subject(session, service.id, purpose=Purpose.NOTICE, subject=subject):
            continue
        held = await people.posts(session, service.id, team=rhythm.team)
        managers = frozenset(post.person for post in held if post.capacity == "manager")
        await notify(ground, session, subject=subject, person_ids=managers)


async def fewer_notice(session: AsyncSession, ground: Ground, subject: str) -> NoticeSeen | None:
    """Return what the managers read, None where the rhythm has ended meanwhile."""
    rhythm_id = subject.removeprefix(FEWER)
    running = await rhythms.open_rhythms(session, ground.workspace)
    rhythm = next((each for each in running if each.id == rhythm_id), None)
    team = await people.team_by_id(session, ground.workspace, rhythm.team) if rhythm else None
    if rhythm is None or team is None:
        return None
    return NoticeSeen(
        lines=(
            f"{rhythm.name}, for {team.name}: it has run for twelve weeks. Keep it, or ask less often?",
            "Nothing changes unless you change it. Type /rhythm to look at it.",
        ),
        button="Open the page",
        url=f"{ground.address}/teams/{team.key}/rhythms",
    )


async def _has_run_long(ground: Ground, session: AsyncSession, service: Workspace, rhythm: Rhythm) -> bool:
    versions = await rhythms.some_versions(session, service.id, [rhythm.id])
    first, last = versions[min(versions)], versions[max(versions)]
    begun = max(rhythms.read_wish(first.wish).starts_on, local_date(first.effective_at, service.zone))
    today = local_date(ground.clock(), service.zone)
    return may_ask_less(rhythms.read_wish(last.wish), since=begun, today=today)
