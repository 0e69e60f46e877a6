"""The words that say who will see a reflection, which the form in Slack and the pages both use."""

from bot.flows.seen_shares import ChoosingSeen
from storage.shares import AGENDA, PEER, SUPERVISOR, TEAM

STAYS_YOURS = (
    "Your words stay yours unless you share them. A court or a data request could, rarely, ask for what is "
    "stored."
)
SEEN_BY_TEAM = (
    "Your team sees these words in its digest, without your name, and may put a line on its own card. In a "
    "small team people may guess it is you. You can withdraw them whenever you like."
)
SEEN_BY = {
    SUPERVISOR: (
        "{name} can open these words, with your name. No one else is shown them, nor is anyone who "
        "supervises you later."
    ),
    AGENDA: (
        "{name} can open these words, with your name, for supervision. No message is sent, and no one else "
        "is shown them."
    ),
    PEER: (
        "{name} can open these words, with your name, and may write you one line back. No one else is shown "
        "them."
    ),
}
YOU_SEE = "You see when they are opened, and you can withdraw them whenever you like."
SOMEBODY = {
    SUPERVISOR: "The supervisor you choose",
    AGENDA: "The supervisor you choose",
    PEER: "The colleague you choose",
}


def who_sees(seen: ChoosingSeen) -> str:
    """Return who will see the words, or why the chosen reader cannot; the reader is named."""
    if seen.trouble:
        return seen.trouble
    return seen_by(seen.audience, seen.name)


def seen_by(audience: str, name: str | None = None) -> str:
    """Return who sees the words of a choice; `name` is the one reader's, None while nobody is chosen."""
    if audience in SEEN_BY:
        return f"{SEEN_BY[audience].format(name=name or SOMEBODY[audience])} {YOU_SEE}"
    return SEEN_BY_TEAM if audience == TEAM else STAYS_YOURS
