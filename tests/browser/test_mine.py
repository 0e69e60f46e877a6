"""One person's own pages in a browser: write, find, show the team, withdraw, draft from it, delete."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acting import digest_page
from tests.browser.test_pages import WIDTHS, violations

TOMOS = "U0TOMOS"
WORDS = "She picked the garden, and I waited while she found her shoes."
LEARNED = "Waiting was the choice I had not seen before."


@pytest.fixture(scope="module")
def ours(demo: str) -> str:
    """Give the address of Inrole beside the workspace's."""
    start, _, port = demo.rpartition(":")
    return f"{start}:{int(port) + 1}"


@pytest.fixture(scope="module")
def tomos(browser: Browser, demo: str) -> dict[str, object]:
    """Sign Tomos in by the link that /digest gives, and keep his browser's cookies."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{demo}/#person={TOMOS}&tab=messages")
    page.wait_for_selector("body[data-ready]")
    entering = digest_page(page)
    entering.get_by_role("button").first.click()
    entering.wait_for_url("**/teams/**")
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.fixture
def phone(browser: Browser, tomos: dict[str, object]) -> Iterator[Page]:
    """Give a page as wide as a phone, on which Tomos is signed in."""
    wide, high = WIDTHS["phone"]
    context = browser.new_context(
        storage_state=tomos,  # type: ignore[arg-type]
        viewport={"width": wide, "height": high},
        locale="en-GB",
        bypass_csp=True,
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def calm(page: Page) -> None:
    """Open whatever is closed, and expect neither a violation nor a page wider than the screen."""
    page.evaluate("() => document.querySelectorAll('details').forEach(each => { each.open = true })")
    over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    assert (violations(page), max(over, 0), page.url) == ([], 0, page.url)


def headed(page: Page, heading: str) -> None:
    """Wait until the page with this heading is there."""
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()


def write(page: Page, ours: str) -> None:
    """Write a reflection on the web form, and keep it private."""
    page.goto(f"{ours}/reflect/form")
    boxes = page.locator("main textarea")
    boxes.nth(0).fill(WORDS)
    boxes.nth(1).fill(LEARNED)
    while page.get_by_role("button", name="Next").count():
        page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Keep private").click()
    page.wait_for_url("**/reflect/saved")


def find(page: Page, ours: str, sought: str) -> None:
    """Look for words in the journal."""
    page.goto(f"{ours}/me")
    page.get_by_role("link", name="Journal").click()
    page.get_by_text("Find", exact=True).first.click()
    page.get_by_label("Words you wrote").fill(sought)
    page.get_by_role("button", name="Find").click()


def open_found(page: Page) -> None:
    """Open the one that was found, whole."""
    page.locator("details", has_text=WORDS).locator("summary").click()
    page.get_by_role("link", name=re.compile("^Open ")).click()
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_one_reflection_is_found_shown_withdrawn_drafted_from_and_deleted(
    phone: Page, ours: str, tmp_path: Path
):
    write(phone, ours)

    find(phone, ours, "GARDEN, and i")
    headed(phone, "Journal")
    expect(phone.locator("details.find")).to_have_attribute("open", "")
    assert phone.url == f"{ours}/me/journal"
    expect(phone.locator(".excerpt").first).to_be_hidden()
    phone.get_by_label("Show how each begins").check()
    expect(phone.locator(".excerpt").first).to_be_visible()
    calm(phone)
    phone.goto(f"{ours}/me")
    find(phone, ours, "GARDEN, and i")
    open_found(phone)
    expect(phone.locator("main")).to_contain_text("It is private.")
    calm(phone)

    phone.get_by_role("link", name="Share it").click()
    headed(phone, "Who may read it?")
    calm(phone)
    phone.get_by_label("Show the team without my name").check()
    phone.get_by_role("button", name="Save this choice").click()
    expect(phone.get_by_role("status")).to_have_text("Shared.")
    expect(phone.locator("main")).to_contain_text("Shown to the team")
    calm(phone)
    phone.get_by_role("button", name=re.compile("^Withdraw")).click()
    expect(phone.get_by_role("status")).to_contain_text("Withdrawn.")
    expect(phone.locator("main")).to_contain_text("It is private.")

    phone.get_by_role("link", name="A CPD draft of it").click()
    expect(phone.locator("input[name=reflection]:checked")).to_have_count(1)
    calm(phone)
    phone.get_by_role("button", name="See the draft").click()
    expect(phone.locator("main")).to_contain_text(LEARNED)
    calm(phone)
    for name, begins in {"Word": b"PK", "PDF": b"%PDF", "Text": "\ufeffCPD draft".encode()}.items():
        with phone.expect_download() as saved:
            phone.get_by_role("button", name=name, exact=True).click()
        saved.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
        assert saved.value.suggested_filename.startswith("cpd-draft.")

    find(phone, ours, WORDS)
    open_found(phone)
    phone.get_by_role("link", name="Delete this one").click()
    headed(phone, "Delete this one?")
    calm(phone)
    phone.get_by_role("button", name="Delete for good").click()
    expect(phone.get_by_role("status")).to_contain_text("Deleted.")
    expect(phone.locator("main")).not_to_contain_text(WORDS)
    find(phone, ours, WORDS)
    expect(phone.locator("main")).to_contain_text("Nothing here has that.")


def test_everything_comes_as_a_file_and_erasing_can_be_left(phone: Page, ours: str, tmp_path: Path):
    phone.goto(f"{ours}/me")
    expect(phone.locator("details[open]")).to_have_count(0)
    calm(phone)
    with phone.expect_download() as saved:
        phone.get_by_role("button", name="Download everything").click()
    saved.value.save_as(tmp_path / "mine.zip")
    assert (tmp_path / "mine.zip").read_bytes().startswith(b"PK")

    phone.goto(f"{ours}/me/erase")
    calm(phone)
    phone.get_by_role("link", name="Keep everything").click()
    expect(phone.get_by_role("heading", name="Mine")).to_be_visible()


def test_a_journal_is_read_by_keyboard_alone(phone: Page, ours: str):
    phone.goto(f"{ours}/me/journal")
    for _ in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("() => document.activeElement.tagName") == "SUMMARY":
            break
    phone.keyboard.press("Tab")
    expect(phone.get_by_label("Show how each begins")).to_be_focused()
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")

    expect(phone.locator("details[open]")).to_have_count(1)
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.wait_for_url(re.compile(r"/me/journal/\w+$"))
