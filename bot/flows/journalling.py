"""Journalling: what is a person's own, read back by them alone."""

from collections.abc import Mapping

from bot.flows.forms import PLAN_IF, PLAN_THEN, Layout, layout_for
from bot.flows.ground import Ground, local_date
from bot.flows.seen import KeptSeen, MineSeen
from storage import reflections
from storage.tables import Reflection, Share

KEPT_SHOWN = 5


class Journalling:
    """A person's reflections and plans, opened by them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def mine(self, person: str) -> MineSeen:
        """Return a person's live plan and newest reflections, in their own words."""
        workspace = self._ground.workspace
        async with self._ground.reading() as session:
            kept = await reflections.kept(session, workspace, person, most=KEPT_SHOWN)
            plans = await reflections.live_plans(session, workspace, person)
            words = await reflections.read_words(
                session,
                self._ground.seal,
                workspace=workspace,
                owners=[*(row.id for row in kept), *(plan.id for plan in plans)],
            )
            shares = await reflections.open_shares(session, workspace, [row.id for row in kept])
            service = await self._ground.service(session)
        halves = [words.get(plan.id, {}) for plan in plans]
        return MineSeen(
            plans=tuple((half.get(PLAN_IF, ""), half.get(PLAN_THEN, "")) for half in halves),
            kept=tuple(
                self._kept_seen(row, words.get(row.id, {}), shares.get(row.id), service.zone) for row in kept
            ),
        )

    def _kept_seen(
        self, row: Reflection, words: Mapping[str, str], share: Share | None, zone: str
    ) -> KeptSeen:
        layout: Layout = layout_for(self._ground.library, row.pack or "", row.prompt or "")
        labels = {field.name: field.label for step in layout.steps for field in step}
        return KeptSeen(
            reflection=row.id,
            kept_on=local_date(row.kept_at, zone),
            question=row.question,
            lines=tuple((labels.get(name, name), line) for name, line in words.items()),
            share=share.audience if share else None,
            shared_on=local_date(share.shared_at, zone) if share else None,
        )
