"""From what went wrong to an answer: a problem body for programs, a calm page for people."""

import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from math import ceil
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from bot.errors import Mistaken, NotAllowed, NotYet, Refusal, Unknown
from bot.web.drawing import Drawing

PROBLEM = "application/problem+json"

NOTHING_HERE = "There is nothing here, or it isn't yours to see."
SIGNED_OUT = "You are not signed in. Send /digest to Inrole in Slack and it answers with a link of your own."
NO_TOKEN = "Send a token of Inrole's as a bearer token, or sign in first."  # noqa: S105 - a sentence
TOO_LARGE = "That is more than can be taken in at once."
UNEXPECTED = "Something went wrong on our side, not with what you did. What was saved before is still there."
REALM = 'Bearer realm="inrole"'

_SENTENCES = {
    400: "That request could not be read.",
    401: SIGNED_OUT,
    403: "That isn't possible from here.",
    404: NOTHING_HERE,
    405: "This address isn't used that way.",
    413: TOO_LARGE,
    422: "Part of that address could not be read.",
}
_STATUSES: Mapping[type[Refusal], int] = {Unknown: 404, NotYet: 404, NotAllowed: 403, Mistaken: 422}
Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]
_FOR_PROGRAMS = ("/api/", "/health/", "/slack/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """What went wrong: an HTTP status, and the sentence that says so and what to do."""

    status: int
    sentence: str
    headers: Mapping[str, str] = field(default_factory=dict)
    reference: str | None = None


class SignedOut(Exception):
    """A page was asked for by nobody we know."""


class NoToken(Exception):
    """The API was asked by nobody we know; `was_given` says whether a token came with it."""

    def __init__(self, *, was_given: bool) -> None:
        super().__init__(NO_TOKEN)
        self.was_given = was_given


class TooOften(Exception):
    """Somebody reads faster than they may; `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__("read too often")
        self.wait = wait


def problem(trouble: Trouble) -> Response:
    """Return an RFC 9457 body."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(trouble.status).phrase,
        "status": trouble.status,
        "detail": trouble.sentence,
    }
    if trouble.reference is not None:
        body["reference"] = trouble.reference
    return Response(
        json.dumps(body, ensure_ascii=False).encode(),
        status_code=trouble.status,
        media_type=PROBLEM,
        headers=dict(trouble.headers),
    )


def of_status(error: HTTPException) -> Trouble:
    """Return the trouble of a status that the framework raised: no such address, a wrong method."""
    sentence = _SENTENCES.get(error.status_code, _SENTENCES[400])
    return Trouble(status=error.status_code, sentence=sentence, headers=error.headers or {})


def of_status_alone(status: int) -> Trouble:
    """Return the trouble of a status with the sentence that goes with it."""
    return Trouble(status=status, sentence=_SENTENCES[status])


def of_unreadable(_error: RequestValidationError) -> Trouble:
    """Return the 422 of a request that does not fit; what was sent is not repeated."""
    return Trouble(status=422, sentence=_SENTENCES[422])


def of_refusal(refusal: Refusal) -> Trouble:
    """Return the trouble of a refusal, whose message is the sentence.

    What is absent and what is forbidden read the same here, whatever the flow said.
    """
    status = next((status for kind, status in _STATUSES.items() if isinstance(refusal, kind)), 422)
    return Trouble(status=status, sentence=NOTHING_HERE if isinstance(refusal, Unknown) else str(refusal))


def of_signed_out(_error: SignedOut) -> Trouble:
    """Return the 401 of a page, the same for every address."""
    return Trouble(status=401, sentence=SIGNED_OUT, headers={"WWW-Authenticate": REALM})


def of_no_token(error: NoToken) -> Trouble:
    """Return the 401 of the API, with the challenge of RFC 6750."""
    challenge = REALM + (', error="invalid_token"' if error.was_given else "")
    return Trouble(status=401, sentence=NO_TOKEN, headers={"WWW-Authenticate": challenge})


def of_too_often(error: TooOften) -> Trouble:
    """Return the 429 with the whole seconds to wait."""
    seconds = max(1, ceil(error.wait))
    return Trouble(
        status=429,
        sentence=f"That was a lot at once. In {seconds} s there is room again.",
        headers={"Retry-After": str(seconds)},
    )


def of_too_large() -> Trouble:
    """Return the 413 of a body over the cap."""
    return Trouble(status=413, sentence=TOO_LARGE)


def of_the_unexpected(reference: str) -> Trouble:
    """Return the 500 with a reference to quote."""
    return Trouble(status=500, sentence=UNEXPECTED, reference=reference)


OF_ERRORS: Mapping[type[Exception], Callable[[Any], Trouble]] = {
    HTTPException: of_status,
    RequestValidationError: of_unreadable,
    Refusal: of_refusal,
    SignedOut: of_signed_out,
    NoToken: of_no_token,
    TooOften: of_too_often,
}
"""What each error of a route reads as."""


class Answers:
    """Answers trouble in the way that whoever asked can read."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def answer(self, scope: Scope, trouble: Trouble) -> Response:
        """Return a problem body for an address that programs read, else a page."""
        if scope["path"].startswith(_FOR_PROGRAMS):
            return problem(trouble)
        return self._drawing.page("trouble", status=trouble.status, headers=trouble.headers, trouble=trouble)

    def handler(self, trouble_of: Callable[[Any], Trouble]) -> Handler:
        """Return how the framework is to answer one kind of error."""

        async def answered(request: Request, error: Any) -> Response:
            return self.answer(request.scope, trouble_of(error))

        return answered
