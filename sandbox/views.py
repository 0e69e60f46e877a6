"""Modals and Homes: the stack of views in front of one person, and how each is changed."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from sandbox.inputs import Typed, sent, starting
from sandbox.people import Identity
from sandbox.refusals import Refused
from sandbox.wire import Json, fresh_id

STACK = 3


class OpenView:
    """One view in front of a person: a modal or their Home.

    `body` is what the app gave, `typed` what the person has put in, `errors` what the app said about it by
    block id. `hash` changes with every change by the app; `previous` and `root` are ids of the stack.
    """

    def __init__(self, *, person: str, body: Json, previous: "OpenView | None" = None) -> None:
        self.id: str = fresh_id("V")
        self.person = person
        self.previous = previous.id if previous else None
        self.root: str = previous.root if previous else self.id
        self.typed: Typed = {}
        self.show(body)

    def show(self, body: Json) -> None:
        """Show another body: what was typed stays where ids are unchanged, the hash changes."""
        self.body = body
        self.typed = starting(body["blocks"], self.typed)
        self.errors: dict[str, str] = {}
        self.hash = f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"

    def as_json(self, identity: Identity) -> Json:
        """Return the view as Slack gives it to the app, with the state of its inputs."""
        body = self.body
        shown: Json = {
            "id": self.id,
            "team_id": identity.team,
            "type": body["type"],
            "blocks": body["blocks"],
            "private_metadata": body.get("private_metadata", ""),
            "callback_id": body.get("callback_id", ""),
            "state": {"values": sent(self.typed)},
            "hash": self.hash,
            "title": body.get("title"),
            "clear_on_close": body.get("clear_on_close", False),
            "notify_on_close": body.get("notify_on_close", False),
            "close": body.get("close"),
            "submit": body.get("submit"),
            "previous_view_id": self.previous,
            "root_view_id": self.root,
            "app_id": identity.app_id,
            "external_id": body.get("external_id", ""),
            "app_installed_team_id": identity.team,
            "bot_id": identity.bot_id,
        }
        return shown


@dataclass(slots=True, kw_only=True)
class Screen:
    """What one person has in front of them: the stack of modals, the last on top, and their Home."""

    person: str
    stack: list[OpenView] = field(default_factory=list)
    home: OpenView | None = None

    def open(self, body: Json) -> OpenView:
        """Open a modal in place of any stack there was."""
        view = OpenView(person=self.person, body=body)
        self.stack = [view]
        return view

    def push(self, body: Json) -> OpenView:
        """Lay a modal on top; `Refused`: `push_limit_reached` above three, `not_found` on none."""
        if not self.stack:
            raise Refused("not_found")
        if len(self.stack) >= STACK:
            raise Refused("push_limit_reached")
        view = OpenView(person=self.person, body=body, previous=self.stack[-1])
        self.stack.append(view)
        return view

    def drop(self, view: OpenView) -> None:
        """Close one modal; what lay below it shows again."""
        self.stack = [each for each in self.stack if each is not view]

    def publish(self, body: Json, expected: Any) -> OpenView:
        """Show a Home; `Refused` with `hash_conflict` when it is no longer the one the app knows."""
        if self.home is None:
            self.home = OpenView(person=self.person, body=body)
            return self.home
        check_hash(self.home, expected)
        self.home.show(body)
        return self.home

    def views(self) -> list[OpenView]:
        """Return every view in front of the person."""
        return [*self.stack, *([self.home] if self.home else [])]


def check_hash(view: OpenView, expected: Any) -> None:
    """Refuse with `hash_conflict` when the app gave a hash and it is not the view's."""
    if expected and expected != view.hash:
        raise Refused("hash_conflict")
