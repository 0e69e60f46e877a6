"""The practice workspace's page over HTTP: what is served, under which policy, and what is never in it."""

import re
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from starlette.testclient import TestClient

from sandbox.clock import SteppingClock
from sandbox.pages import Group, page_routes
from sandbox.server import create_app
from sandbox.workspace import Member, Workspace

GROUPS = [
    Group(name="Assessment North", people={"U0AMIRA": "practitioner", "U0SUNITA": "supervisor"}),
    Group(name="Managers", people={"U0PRIYA": "manager"}),
]
STATIC = files("sandbox.pages").joinpath("static")
SERVED = sorted(file.name for file in STATIC.iterdir() if file.name != "index.html")
MODULES = [name for name in SERVED if name.endswith(".js")]
ELSEWHERE = re.compile(r"""(?:https?:)?//[\w-]+\.[\w.-]+|url\(|@import""")
OWN_NAMESPACE = "http://www.w3.org/2000/svg"
MARKUP_FROM_TEXT = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(")
LONGEST_MODULE = 350


@pytest.fixture
def client() -> TestClient:
    workspace = Workspace(
        team="T0NORTH",
        name="Northshire practice workspace",
        clock=SteppingClock(datetime(2026, 11, 24, 9, tzinfo=UTC)),
        signing_secret="a signing secret",
        bot_token="xoxb-practice",
        members=[Member(id="U0AMIRA", name="Amira", real_name="Amira Khan")],
        events_url=None,
    )
    return TestClient(create_app(workspace, pages=page_routes(GROUPS)), base_url="http://127.0.0.1")


def written(name: str) -> str:
    return STATIC.joinpath(name).read_text(encoding="utf-8")


def test_the_page_says_what_it_is_and_that_everyone_is_made_up(client: TestClient):
    page = client.get("/")

    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>Practice workspace</title>" in page.text
    assert "A stand-in for Slack on this machine. Everyone here is made up." in page.text


@pytest.mark.parametrize("path", ["/", "/workspace/groups", *[f"/static/{name}" for name in SERVED]])
def test_everything_is_served_under_a_policy_that_lets_nothing_in_from_elsewhere(
    client: TestClient, path: str
):
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["index.html", *SERVED])
def test_no_file_leads_or_reaches_elsewhere(name: str):
    text = written(name).replace(OWN_NAMESPACE, "")

    assert text.strip()
    assert ELSEWHERE.findall(text) == []


def test_every_file_the_page_and_its_modules_ask_for_is_served(client: TestClient):
    asked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', written("index.html")))
    asked |= {
        f"/static/{name}"
        for module in MODULES
        for name in re.findall(r'^import .* from "\./([^"]+)";$', written(module), re.MULTILINE)
    }

    answers = {path: client.get(path).status_code for path in asked}

    assert {"/static/main.js", "/static/practice.css", "/static/mrkdwn.js"} <= set(answers)
    assert set(answers.values()) == {200}
    assert {path.removeprefix("/static/") for path in asked} == set(SERVED)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_never_makes_markup_from_text_and_stays_short(name: str):
    text = written(name)

    assert text.startswith("/** ")
    assert MARKUP_FROM_TEXT.findall(text) == []
    assert text.count("\n") < LONGEST_MODULE


def test_the_page_has_nothing_inline_that_its_policy_would_stop():
    page = written("index.html")

    assert "<script" in page
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page) == []


def test_every_element_a_module_asks_for_by_its_id_is_in_the_page_or_made_by_a_module():
    text = "\n".join(map(written, MODULES))
    there = set(re.findall(r'\bid="([\w-]+)"', written("index.html")))

    asked = set(re.findall(r'byId\("([\w-]+)"\)', text))

    assert asked
    assert asked <= there


def test_scripts_styles_and_pictures_are_served_as_what_they_are(client: TestClient):
    kinds = {name: client.get(f"/static/{name}").headers["content-type"] for name in SERVED}

    assert kinds["main.js"] == "text/javascript; charset=utf-8"
    assert kinds["practice.css"] == "text/css; charset=utf-8"
    assert kinds["practice.svg"] == "image/svg+xml"


def test_people_are_listed_in_the_groups_and_with_the_titles_given(client: TestClient):
    told = client.get("/workspace/groups").json()

    assert told == {
        "groups": [
            {
                "name": "Assessment North",
                "people": [
                    {"id": "U0AMIRA", "title": "practitioner"},
                    {"id": "U0SUNITA", "title": "supervisor"},
                ],
            },
            {"name": "Managers", "people": [{"id": "U0PRIYA", "title": "manager"}]},
        ]
    }


def test_the_page_leaves_the_workspace_its_own_addresses(client: TestClient):
    people = client.get("/workspace/people").json()["people"]

    assert [person["id"] for person in people] == ["U0AMIRA"]


@pytest.mark.parametrize(
    "path", ["/static/", "/static/index.html", "/static/../__init__.py", "/static/no.js"]
)
def test_nothing_but_the_files_of_the_page_is_served(client: TestClient, path: str):
    assert client.get(path).status_code == 404


def test_the_page_is_read_and_never_written_to(client: TestClient):
    assert client.post("/").status_code == 405
