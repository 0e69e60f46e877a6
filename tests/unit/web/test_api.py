"""Programs read frozen figures byte for byte, and a problem body for everything else."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.errors import Mistaken, NotAllowed
from bot.flows.reading import Program
from bot.web.schemas import EXAMPLE_DIGEST, DigestBody

Opened = Callable[..., TestClient]

NORTH_TOKEN = {"Authorization": "Bearer north-token"}
DIGESTS = "/api/v1/teams/assessment-north/digests"


def test_a_digest_is_the_frozen_bytes(stranger: TestClient, flows: Any) -> None:
    frozen = flows.reading.freeze(flows.reading.published[0])

    answer = stranger.get(f"{DIGESTS}/latest", headers=NORTH_TOKEN)

    assert answer.content == frozen.content
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["etag"] == f'"{frozen.etag}"'


def test_a_page_session_reads_the_same_bytes_as_a_token(amira: TestClient, stranger: TestClient) -> None:
    by_session = amira.get(f"{DIGESTS}/2026-11-22")
    by_token = stranger.get(f"{DIGESTS}/2026-11-22", headers=NORTH_TOKEN)

    assert by_session.status_code == 200
    assert by_session.content == by_token.content


@pytest.mark.parametrize(
    "held", ['"frozen-2026-11-22"', 'W/"frozen-2026-11-22"', '"old", "frozen-2026-11-22"', "*"]
)
def test_a_caller_who_has_the_digest_is_told_so(amira: TestClient, held: str) -> None:
    answer = amira.get(f"{DIGESTS}/latest", headers={"If-None-Match": held})

    assert answer.status_code == 304
    assert answer.content == b""
    assert answer.headers["etag"] == '"frozen-2026-11-22"'


def test_a_caller_with_an_older_digest_gets_the_new_one(amira: TestClient) -> None:
    answer = amira.get(f"{DIGESTS}/latest", headers={"If-None-Match": '"frozen-2026-10-25"'})

    assert answer.status_code == 200
    assert answer.content


def test_head_says_what_get_would_without_the_body(amira: TestClient) -> None:
    got = amira.get(f"{DIGESTS}/latest")

    asked = amira.head(f"{DIGESTS}/latest")

    assert asked.content == b""
    assert asked.headers == got.headers


def test_the_list_leads_to_each_digest_newest_first(amira: TestClient) -> None:
    listed = amira.get(DIGESTS).json()["digests"]

    assert [one["digest"] for one in listed] == ["2026-11-22", "2026-10-25", "2026-09-27"]
    assert [amira.get(one["href"]).status_code for one in listed] == [200, 200, 200]


def test_teams_lead_to_their_digests(stranger: TestClient) -> None:
    listed = stranger.get("/api/v1/teams", headers=NORTH_TOKEN).json()["teams"]

    assert [team["team"] for team in listed] == ["assessment-north"]
    assert stranger.get(listed[0]["href"], headers=NORTH_TOKEN).status_code == 200


@pytest.mark.parametrize("path", ["/api/v1/teams", DIGESTS, f"{DIGESTS}/latest"])
@pytest.mark.parametrize(
    ("sent", "challenge"),
    [
        ({}, 'Bearer realm="inrole"'),
        ({"Authorization": "Bearer strange"}, 'Bearer realm="inrole", error="invalid_token"'),
        ({"Authorization": "Basic north-token"}, 'Bearer realm="inrole"'),
    ],
    ids=["nobody", "a strange token", "another scheme"],
)
def test_nobody_we_know_is_asked_for_a_token(
    stranger: TestClient, path: str, sent: dict[str, str], challenge: str
) -> None:
    answer = stranger.get(path, headers=sent)

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == challenge
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_strange_token_is_refused_even_beside_a_good_session(amira: TestClient) -> None:
    assert amira.get("/api/v1/teams", headers={"Authorization": "Bearer strange"}).status_code == 401


def test_absent_and_forbidden_are_one_answer(amira: TestClient, stranger: TestClient, flows: Any) -> None:
    flows.entering.programs["other-token"] = Program(team="assessment-south")
    absent = amira.get("/api/v1/teams/nowhere/digests/latest")

    forbidden = stranger.get(f"{DIGESTS}/latest", headers={"Authorization": "Bearer other-token"})

    assert absent.status_code == forbidden.status_code == 404
    assert absent.content == forbidden.content
    assert absent.headers == forbidden.headers


@pytest.mark.parametrize(
    "written", ["nonsense", "20261122", "2026-W47-7", "2026-13-01", "LATEST", "2026-11-22T00:00"]
)
def test_a_digest_that_is_neither_a_date_nor_latest_is_explained(amira: TestClient, written: str) -> None:
    answer = amira.get(f"{DIGESTS}/{written}")

    assert answer.status_code == 422
    assert "latest" in answer.json()["detail"]


def test_before_the_first_digest_it_says_when(amira: TestClient, flows: Any) -> None:
    flows.reading.published = ()

    answer = amira.get(f"{DIGESTS}/latest")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "The first digest is due on Monday 23 November 2026."


@pytest.mark.parametrize(
    ("refusal", "status"), [(NotAllowed("Not with this token."), 403), (Mistaken("Not like that."), 422)]
)
def test_a_refusal_is_a_problem_body_with_its_sentence(
    amira: TestClient, flows: Any, refusal: Exception, status: int
) -> None:
    flows.reading.breaks_with = refusal

    answer = amira.get(f"{DIGESTS}/latest")

    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(refusal),
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_figures_are_only_read(amira: TestClient, method: str) -> None:
    answer = amira.request(method, f"{DIGESTS}/latest")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert answer.json()["status"] == 405


def test_a_caller_who_reads_too_fast_is_told_when_there_is_room(opened: Opened) -> None:
    client = opened(signed_in=True, reads_per_minute=2)
    answers = [client.get("/api/v1/teams") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[2].headers["retry-after"] == "30"
    assert client.get("/api/v1/teams", headers=NORTH_TOKEN).status_code == 200


def test_a_private_answer_stays_out_of_shared_caches(amira: TestClient) -> None:
    answer = amira.get(f"{DIGESTS}/latest")

    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["vary"] == "Authorization, Cookie"


def test_the_description_holds_the_api_and_nothing_else(stranger: TestClient) -> None:
    described = stranger.get("/api/v1/openapi.json").json()

    assert set(described["paths"]) == {
        "/api/v1/teams",
        "/api/v1/teams/{team}/digests",
        "/api/v1/teams/{team}/digests/{digest}",
    }
    assert set(described["components"]["securitySchemes"]) == {"token", "page session"}


def test_each_trouble_in_the_description_is_a_problem_body(stranger: TestClient) -> None:
    described = stranger.get("/api/v1/openapi.json").json()["paths"]

    for path in described.values():
        responses = path["get"]["responses"]
        troubles = {status: list(said["content"]) for status, said in responses.items() if status >= "400"}
        assert set(troubles) == {"401", "403", "404", "405", "413", "422", "429", "500"}
        assert all(kinds == ["application/problem+json"] for kinds in troubles.values())


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/api/v1/docs"])
def test_no_page_of_the_framework_is_served(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 404


def test_the_example_and_a_real_digest_fit_the_description(flows: Any) -> None:
    example = DigestBody.model_validate(EXAMPLE_DIGEST)
    real = DigestBody.model_validate(flows.reading.content)

    assert example.figures.used.band == real.figures.used.band == "most"
    assert set(json.loads(json.dumps(EXAMPLE_DIGEST))) == set(flows.reading.content)
