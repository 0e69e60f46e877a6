"""Forgetting: everything a person gave is erased in one transaction; published figures stay as they are."""

from dataclasses import dataclass

import structlog

from bot.flows.ground import Ground
from bot.flows.looking import known
from storage import erasing, records
from storage.tables.ground import opaque

THEMSELF = "the person themself"
DID = "erased everything a person gave"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """An erasure that is done.

    `reference` is what the record calls it, which tells nothing of the person. `is_settled` says that the
    database has given up the old bytes too; otherwise it does so by itself, soon.
    """

    reference: str
    is_settled: bool = True


class Forgetting:
    """Erases what is a person's own, by what `storage/forgetting.py` says of each table."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def erase(self, person: str, *, who: str = THEMSELF) -> Erased:
        """Erase everything a person gave; no message is sent to them until they join again.

        A second time finds nothing and does no harm. Raise Unknown for somebody Inrole does not know.
        """
        workspace, now, reference = self._ground.workspace, self._ground.clock(), opaque()
        async with self._ground.writing.begin() as session:
            await self._ground.service(session, alone=True)
            await known(session, self._ground, person)
            await erasing.hold(session, workspace, person)
            await erasing.erase(session, workspace, person, now=now)
            await records.append(session, workspace, at=now, who=who, did=DID, subject=None, about=reference)
        is_settled = await erasing.settle(self._ground.database, rebuilt=True)
        log.info("person_erased", reference=reference, state="settled" if is_settled else "not settled")
        return Erased(reference=reference, is_settled=is_settled)
