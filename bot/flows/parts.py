"""The flows of a process, together."""

from dataclasses import dataclass

from bot.flows.answering import Answering
from bot.flows.applying import Applying
from bot.flows.browsing import Browsing
from bot.flows.carding import Carding
from bot.flows.committing import Committing
from bot.flows.cpd import CpdDrafting
from bot.flows.delivering import Delivering
from bot.flows.digesting import Digesting
from bot.flows.entering import Entering
from bot.flows.exporting import Exporting
from bot.flows.focusing import Focusing
from bot.flows.following import FollowingUp
from bot.flows.forgetting import Forgetting
from bot.flows.ground import Ground
from bot.flows.health import Health
from bot.flows.joining import Joining
from bot.flows.journalling import Journalling
from bot.flows.ledgering import Ledgering
from bot.flows.messenger import Messenger
from bot.flows.planning import Planning
from bot.flows.previewing import Previewing
from bot.flows.quietening import Quietening
from bot.flows.reading import Reading
from bot.flows.receiving import Receiving
from bot.flows.reflecting import Reflecting
from bot.flows.reminding import Reminding
from bot.flows.rhythms import Rhythms
from bot.flows.sharing import Sharing
from bot.flows.signposting import Signposting
from bot.flows.suggesting import Suggesting
from bot.flows.talking import Talking
from bot.flows.telling import Telling
from bot.flows.tidying import Tidying
from bot.flows.watching import Watching
from bot.flows.wishing import Wishing


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """One of each story."""

    ground: Ground
    answering: Answering
    applying: Applying
    browsing: Browsing
    carding: Carding
    cpd: CpdDrafting
    committing: Committing
    delivering: Delivering
    digesting: Digesting
    entering: Entering
    exporting: Exporting
    focusing: Focusing
    forgetting: Forgetting
    following: FollowingUp
    health: Health
    joining: Joining
    journalling: Journalling
    ledgering: Ledgering
    planning: Planning
    previewing: Previewing
    quietening: Quietening
    reading: Reading
    receiving: Receiving
    reflecting: Reflecting
    reminding: Reminding
    rhythms: Rhythms
    sharing: Sharing
    signposting: Signposting
    suggesting: Suggesting
    talking: Talking
    telling: Telling
    tidying: Tidying
    watching: Watching
    wishing: Wishing


def make_flows(
    ground: Ground, messenger: Messenger, *, health: Health, sends_per_minute: int, sole: bool
) -> Flows:
    """Return the flows on one ground; `sole` says that no other process shares the database."""
    planning, answering = Planning(ground), Answering(ground)
    return Flows(
        ground=ground,
        answering=answering,
        applying=Applying(ground),
        browsing=Browsing(ground.library),
        carding=Carding(ground),
        cpd=CpdDrafting(ground),
        committing=Committing(ground),
        delivering=Delivering(ground, messenger, sends_per_minute=sends_per_minute, sole=sole),
        digesting=Digesting(ground),
        entering=Entering(ground),
        exporting=Exporting(ground),
        focusing=Focusing(ground),
        forgetting=Forgetting(ground),
        following=FollowingUp(ground, answering),
        health=health,
        joining=Joining(ground, planning),
        journalling=Journalling(ground),
        ledgering=Ledgering(ground),
        planning=planning,
        previewing=Previewing(ground),
        quietening=Quietening(ground),
        reading=Reading(ground),
        receiving=Receiving(ground),
        reflecting=Reflecting(ground),
        reminding=Reminding(ground),
        rhythms=Rhythms(ground),
        sharing=Sharing(ground),
        signposting=Signposting(ground),
        suggesting=Suggesting(ground),
        talking=Talking(ground),
        telling=Telling(ground),
        tidying=Tidying(ground),
        watching=Watching(ground),
        wishing=Wishing(ground),
    )
