"""The pages of what is planned and what was delivered."""

from starlette.testclient import TestClient


def test_a_persons_own_page_says_when_and_why_not(amira: TestClient) -> None:
    page = amira.get("/me").text

    assert "My next eight weeks" in page
    assert "moved here: personal setting" in page
    assert "not sent: personal setting" in page
    assert "missed at 09:40, outage" in page
    assert "whoever runs the server opened your own weeks ahead" in page


def test_a_team_plan_names_dates_without_reasons_and_outages_by_their_hours(amira: TestClient) -> None:
    page = amira.get("/teams/assessment-north/plan").text

    assert "Weekly question: Amira" in page
    assert "not planned: Ben" in page
    assert "personal" not in page
    assert "Inrole was not running" in page
    assert "09:40 to 12:40" in page


def test_somebody_elses_team_plan_is_not_there(amira: TestClient) -> None:
    assert amira.get("/teams/another/plan").status_code == 404


def test_the_numbers_are_text_for_prometheus(stranger: TestClient) -> None:
    answer = stranger.get("/metrics")

    assert answer.headers["content-type"].startswith("text/plain; version=")
    assert [line for line in answer.text.splitlines() if not line.startswith("#")] == [
        "inrole_due_total 8.0",
        "inrole_sent_total 7.0",
        "inrole_late_total 2.0",
        "inrole_missed_total 1.0",
        "inrole_slack_429_minutes_total 3.0",
        "inrole_unknown 0.0",
        "inrole_delivery_lag_seconds 60.0",
    ]
