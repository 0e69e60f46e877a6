"""One demo, played as three people: practitioner, supervisor and manager."""

import re

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from tests.browser.acting import digest_page

PRACTITIONER = "Tomos"
SUPERVISOR = "Sunita"
MANAGER = "Declan"


def become(page: Page, name: str, tab: str = "Messages") -> None:
    """Look at a tab as somebody, once what they see is drawn: their Home is opened only then."""
    if not page.locator("#who").inner_text().startswith(name):
        opened = f"/workspace/people/U0{name.upper()}/open-home"
        with page.expect_request(lambda each: each.url.endswith(opened)):
            page.get_by_role("button", name=re.compile(rf"^{name}\b")).first.click()
    page.get_by_role("tab", name=tab).click()


def step(page: Page, words: str) -> None:
    now = page.locator(".now")
    before = now.inner_text()
    page.get_by_role("button", name=words).click()
    expect(now).not_to_have_text(before, use_inner_text=True, timeout=60_000)
    expect(page.get_by_role("button", name=words)).not_to_have_attribute(
        "aria-disabled", "true", timeout=60_000
    )


def has_come(page: Page, has: str) -> bool:
    """Whether a question is there, or comes soon."""
    try:
        newest(page, has).wait_for(timeout=5_000)
    except PlaywrightTimeoutError:
        return False
    return True


def newest(page: Page, has: str):
    return page.get_by_role("article").filter(has=page.get_by_role("button", name=has)).last


def test_a_question_is_answered_reflected_on_and_shown_to_the_team(workspace: Page):
    become(workspace, PRACTITIONER)
    for _ in range(3):
        if has_come(workspace, "Partly"):
            break
        step(workspace, "To the next question")

    newest(workspace, "Partly").get_by_role("button", name="Partly").click()
    newest(workspace, "too full").get_by_role("button", name="busy").click()
    newest(workspace, "Add a line").get_by_role("button", name="Add a line").click()

    form = workspace.get_by_role("dialog", name="Reflect")
    form.get_by_label("What happened").fill("We chose the kitchen table together.")
    form.get_by_role("button", name="Next").click()
    form.get_by_label("Show the team without my name").check()
    form.get_by_role("button", name="Show the team").click()

    expect(form).to_be_hidden()
    become(workspace, PRACTITIONER, "Home")
    workspace.locator("#home").get_by_role("button", name="Show").click()
    mine = workspace.get_by_role("dialog")
    expect(mine).to_contain_text("We chose the kitchen table together.")
    expect(mine.get_by_role("button", name="Withdraw").first).to_be_visible()
    mine.get_by_role("button", name="Close").click()
    expect(mine).to_be_hidden()


def test_a_supervisor_reads_the_digest_in_the_conversation_and_on_its_page(workspace: Page):
    become(workspace, SUPERVISOR)

    page = digest_page(workspace)
    page.get_by_role("button").first.click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text(re.compile("few|some|most", re.IGNORECASE))
    expect(page.locator("main")).not_to_contain_text(re.compile(r"\b\d+ (of|people)\b"))


def test_a_manager_sees_digests_and_nothing_of_who_replied(workspace: Page):
    become(workspace, MANAGER, "Home")

    home = workspace.locator("#home")
    expect(home).to_contain_text("Team digests")
    expect(home).not_to_contain_text(re.compile("replied|answered|silent|paused", re.IGNORECASE))
