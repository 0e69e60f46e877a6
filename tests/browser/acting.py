"""What people do in the practice workspace's page."""

from playwright.sync_api import Page, expect


def digest_page(page: Page) -> Page:
    """Ask for the digest and follow the link that comes with it, which works once."""
    answers = page.get_by_role("article").filter(has_text="works once")
    before = answers.count()
    page.get_by_role("button", name="/digest", exact=True).click()
    expect(answers).to_have_count(before + 1)
    with page.context.expect_page() as opened:
        answers.last.get_by_role("link").first.click()
    return opened.value
