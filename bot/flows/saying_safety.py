"""The words around help after a reflection, which Slack and the pages both draw."""

import re

from bot.flows.seen import SignpostSeen
from practice.safety import Concern

TITLE = "Your words are saved"
CARRY_ON = "If this is already in hand, carry on."
NOT_KEPT = (
    "A word list on our own server brought this up as you saved. That it did isn't kept, nor is what you "
    "choose here, and no one is told. Lists miss things: seeing nothing says nothing about what was written."
)
NO_ONE_MONITORS = "No one monitors Inrole, so it can't pass this on."
KIND = (
    "A list found words here that can go with a hard time. It may be wrong. "
    "If it would help to talk, here is who you could turn to."
)
TALKING = (
    "Talking it over first is one way to start. You can ask without giving a name. If waiting could put "
    "someone in danger, ring 999 or the people below now."
)
TO_TALK_TO = "People to talk to"
ABOUT = {
    Concern.CHILD: "If there is something about a child or family that hasn't been told or recorded yet",
    Concern.COLLEAGUE: "If it is about what a colleague did, or asked you to do",
    Concern.MY_SAFETY: "If it is about your own safety",
    Concern.HOW_I_AM: "How you are",
}
_FOR: dict[str, str] = {
    Concern.CHILD: "when a child may be at risk",
    Concern.COLLEAGUE: "about what a colleague did",
    Concern.MY_SAFETY: "for your own safety",
    Concern.HOW_I_AM: "for how you are",
}
_DAYS = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)\b")


def more_of(route: SignpostSeen) -> str:
    """Return what is said of a route beside its name and contact: what for, where that helps, and when."""
    is_known = route.said_when in list(Concern)
    return ", ".join(filter(None, ["" if is_known else route.said_when, hours_of(route)]))


def hours_of(route: SignpostSeen) -> str:
    """Return a route's hours as they read aloud ("Mon to Fri 09:00 to 17:30"), empty where it gives none."""
    written = (route.hours or "").replace("-", " to ")
    return _DAYS.sub(lambda found: found[0].capitalize(), written)


def named(route: SignpostSeen) -> str:
    """Return a route's name, contact and hours in one line."""
    hours = hours_of(route)
    return f"{route.name}, {route.contact}" + (f" ({hours})" if hours else "")


def what_for(route: SignpostSeen) -> str:
    """Return what a route is for, to follow its name: a concern in whole words, or what its service wrote."""
    return _FOR.get(route.said_when, route.said_when)
