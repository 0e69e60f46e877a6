"""What the workspace says no with: to the app as Slack would, and to a person's hand in a sentence."""

from collections.abc import Sequence
from typing import Any


class Refused(Exception):
    """A call that Slack refuses: answered as HTTP 200 with `ok: false` and this error.

    `places` are the sentences of `response_metadata.messages`; `more` are further fields of the answer.
    """

    def __init__(self, error: str, places: Sequence[str] = (), **more: Any) -> None:
        super().__init__(error, *places)
        self.error = error
        self.places = tuple(places)
        self.more = more

    def answer(self) -> dict[str, Any]:
        """Return the body of the answer."""
        body: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.places:
            body["errors"] = [place.removeprefix("[ERROR] ") for place in self.places]
            body["response_metadata"] = {"messages": list(self.places)}
        return body


class HandRefused(Exception):
    """Something a person cannot do on what they see, with the sentence that says why."""


class NotFound(HandRefused):
    """A person, message, button, view or input that is not there."""


class Unanswered(HandRefused):
    """The app gave no answer Slack accepts, in time: the person sees a warning and nothing changes."""
