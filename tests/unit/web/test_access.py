"""A link opens a session once, by a press of its button; nothing else does."""

from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from bot.flows.entering import Entered
from bot.web.access import is_local

Opened = Callable[..., TestClient]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_link_preview_spends_nothing(stranger: TestClient, flows: Any, method: str) -> None:
    previewed = [stranger.request(method, "/enter/fresh") for _ in range(3)]

    assert [answer.status_code for answer in previewed] == [200, 200, 200]
    assert "set-cookie" not in previewed[0].headers
    assert "fresh" in flows.entering.links


def test_the_page_of_a_link_has_one_button_that_posts_to_the_same_address(stranger: TestClient) -> None:
    page = stranger.get("/enter/fresh").text

    assert page.count("<button") == 1
    assert '<form method="post">' in page


def test_pressing_the_button_opens_a_session_and_leads_to_the_page(stranger: TestClient) -> None:
    answer = stranger.post("/enter/fresh")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/teams/assessment-north/digests/latest"
    assert stranger.get("/me").status_code == 200


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(
    stranger: TestClient, opened: Opened
) -> None:
    plain = stranger.post("/enter/fresh").headers["set-cookie"]

    assert plain == "inrole=amira-session; HttpOnly; Path=/; SameSite=lax"


def test_the_session_cookie_travels_by_https_only_where_inrole_does(opened: Opened) -> None:
    cookie = opened(address="https://inrole.test").post("/enter/fresh").headers["set-cookie"]

    assert "Secure" in cookie.split("; ")


def test_a_link_works_once(stranger: TestClient) -> None:
    stranger.post("/enter/fresh")

    again = stranger.post("/enter/fresh")

    assert again.status_code == 410
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_used_late_or_strange_link_says_how_to_get_a_new_one(stranger: TestClient, method: str) -> None:
    answer = stranger.request(method, "/enter/strange")

    assert answer.status_code == 410
    assert "/digest" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "https://elsewhere.test/",
        "//elsewhere.test",
        "/\\elsewhere.test",
        "\\\\elsewhere.test",
        "teams",
        "",
        "/\n/x",
    ],
)
def test_a_link_never_leads_to_another_site(stranger: TestClient, flows: Any, path: str) -> None:
    flows.entering.links["odd"] = Entered(session="amira-session", path=path)

    answer = stranger.post("/enter/odd")

    assert not is_local(path)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "sent",
    [
        {"sec-fetch-site": "cross-site", "origin": "http://elsewhere.test"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://elsewhere.test"},
        {"origin": "null"},
    ],
    ids=["another site", "a neighbour", "another origin", "an origin that is hidden"],
)
@pytest.mark.parametrize("path", ["/enter/fresh", "/leave"])
def test_a_form_on_another_site_is_refused(
    amira: TestClient, flows: Any, path: str, sent: dict[str, str]
) -> None:
    answer = amira.post(path, headers=sent)

    assert answer.status_code == 403
    assert "fresh" in flows.entering.links
    assert "amira-session" in flows.entering.sessions


@pytest.mark.parametrize(
    "sent",
    [{"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://inrole.test"}, {}],
    ids=["our page", "typed by hand", "our origin", "no browser"],
)
def test_a_form_of_ours_is_taken(stranger: TestClient, sent: dict[str, str]) -> None:
    answer = stranger.post("/enter/fresh", headers=sent)

    assert answer.status_code == 303


def test_signing_out_ends_the_session_and_forgets_the_cookie(amira: TestClient, flows: Any) -> None:
    answer = amira.post("/leave")

    assert flows.entering.ended == ["amira-session"]
    assert 'inrole=""' in answer.headers["set-cookie"]
    assert answer.headers["location"] == "/"
    assert amira.get("/me").status_code == 401


@pytest.mark.parametrize(
    "path",
    ["/me", "/how-its-set-up", "/teams/assessment-north", "/teams/nowhere", "/cards/nothing"]
    + [f"/teams/assessment-north/digests/{digest}" for digest in ("latest", "2026-11-22", "nonsense")],
)
def test_somebody_signed_out_reads_the_same_wherever_they_look(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)

    assert answer.status_code == 401
    assert answer.content == stranger.get("/me").content
    assert "/digest" in answer.text


def test_a_session_that_ended_counts_as_none(opened: Opened) -> None:
    client = opened()
    client.cookies.set("inrole", "long-gone")

    assert client.get("/me").status_code == 401
    assert client.get("/").status_code == 200
