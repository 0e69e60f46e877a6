"""The JSON API: frozen figures, exactly as they were published."""

import re
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from bot.errors import Mistaken
from bot.flows.reading import Frozen
from bot.web.access import ThisAsker, ThisWeb
from bot.web.schemas import DigestBody, DigestList, DigestListed, Problem, TeamList, TeamListed
from bot.web.troubles import PROBLEM

ROOT = "/api/v1"

_PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {PROBLEM: {"schema": Problem.model_json_schema()}},
    }
    for status in (401, 403, 404, 405, 413, 422, 429, 500)
}

TeamKey = Annotated[str, Path(description="The team's key.", examples=["assessment-north"])]
DigestName = Annotated[
    str, Path(description="The date its window ends, or `latest`.", examples=["latest", "2026-11-22"])
]

routes = APIRouter(prefix=ROOT, responses=_PROBLEMS, tags=["figures"])


def which_of(written: str) -> str:
    """Return which digest an address names; raise Mistaken when it is neither a date nor *latest*."""
    if written == "latest" or (_DATE.fullmatch(written) and _is_date(written)):
        return written
    raise Mistaken(
        "A digest is named by the date its window ends, such as 2026-11-22, or by the word latest."
    )


@routes.get("/teams", response_model=TeamList, summary="Teams whose figures you may read")
async def list_teams(web: ThisWeb, asker: ThisAsker) -> Response:
    """Return teams by name."""
    seen = await web.flows.reading.program_teams(reader=asker.reader, program=asker.program)
    listed = [
        TeamListed(team=team.key, name=team.name, href=_digests(team.key), next_digest_at=team.next_digest_at)
        for team in seen
    ]
    return _json(TeamList(teams=listed).model_dump_json().encode())


@routes.get("/teams/{team}/digests", response_model=DigestList, summary="A team's published digests")
async def list_digests(team: TeamKey, web: ThisWeb, asker: ThisAsker) -> Response:
    """Return a team's digests, newest first."""
    frozen = await web.flows.reading.frozen_list(team, reader=asker.reader, program=asker.program)
    listed = [
        DigestListed(
            digest=one.ends_on, published_at=one.published_at, href=f"{_digests(team)}/{one.ends_on}"
        )
        for one in frozen
    ]
    return _json(DigestList(team=team, digests=listed).model_dump_json().encode())


@routes.get(
    "/teams/{team}/digests/{digest}",
    response_model=DigestBody,
    summary="One digest, byte for byte as it was frozen",
    responses={304: {"description": "It is as the `If-None-Match` given says."}},
)
async def read_digest(
    request: Request, team: TeamKey, digest: DigestName, web: ThisWeb, asker: ThisAsker
) -> Response:
    """Return the frozen bytes, or 304 where the caller has them already."""
    frozen = await web.flows.reading.frozen(
        team, which_of(digest), reader=asker.reader, program=asker.program
    )
    headers = {**_PRIVATE, "ETag": _etag(frozen)}
    if _has_already(request.headers.get("if-none-match"), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    return Response(frozen.content, media_type="application/json", headers=headers)


def _is_date(written: str) -> bool:
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def _digests(team: str) -> str:
    return f"{ROOT}/teams/{quote(team, safe='')}/digests"


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json", headers=_PRIVATE)


def _etag(frozen: Frozen) -> str:
    return frozen.etag if frozen.etag.startswith('"') else f'"{frozen.etag}"'


def _has_already(held: str | None, etag: str) -> bool:
    """Return whether `If-None-Match` names what we have; a weak tag counts (RFC 9110, 13.1.2)."""
    if held is None:
        return False
    tags = {tag.strip().removeprefix("W/") for tag in held.split(",")}
    return "*" in tags or etag in tags
