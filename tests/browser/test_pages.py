"""Every page, at phone and desk width, in light and dark, is free of axe's violations and fits the width."""

from pathlib import Path

import axe_core_python
import pytest
from playwright.sync_api import Browser, Page

from tests.browser.acting import digest_page

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
WIDTHS = {"phone": (390, 844), "desk": (1280, 900)}
PAGES = (
    "/",
    "/me",
    "/teams/assessment-north",
    "/teams/assessment-north/digests/latest",
    "/teams/harbour-house/digests/latest",
    "/how-its-set-up",
    "/how-its-set-up/words",
    "/reflect",
    "/reflect/form",
    "/shared",
    "/me/journal",
    "/me/cpd",
    "/me/erase",
    "/cards/offering-a-real-choice",
    "/teams/assessment-north/cards/offering-a-real-choice",
    "/library",
    "/library/packs/home-visit",
    "/library/frameworks",
    "/library/suggest?pack=home-visit&prompt=a-real-choice",
    "/nowhere",
)


def violations(page: Page) -> list[str]:
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found["violations"]]


MANAGER_PAGES = (
    "/teams/assessment-north",
    "/teams/assessment-north/plan",
    "/teams/assessment-north/rhythms",
)


@pytest.fixture(scope="session")
def signed_in(browser: Browser, demo: str) -> dict[str, object]:
    """Sign a supervisor in, and keep her browser's cookies."""
    return _entered(browser, demo, "U0SUNITA")


@pytest.fixture(scope="session")
def manager_signed_in(browser: Browser, demo: str) -> dict[str, object]:
    """Sign a manager in likewise."""
    return _entered(browser, demo, "U0DECLAN")


def _entered(browser: Browser, demo: str, person: str) -> dict[str, object]:
    """Follow the link that /digest gives somebody and return what their browser remembers."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{demo}/#person={person}&tab=messages")
    page.wait_for_selector("body[data-ready]")
    entering = digest_page(page)
    entering.get_by_role("button").first.click()
    entering.wait_for_url("**/teams/**")
    state = context.storage_state()
    context.close()
    return dict(state)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_violation_or_runs_over_its_width(
    browser: Browser, demo: str, signed_in: dict[str, object], width: str, scheme: str
):
    assert _faults(browser, demo, signed_in, PAGES, width=width, scheme=scheme) == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_of_a_manager_has_a_violation_or_runs_over_its_width(
    browser: Browser, demo: str, manager_signed_in: dict[str, object], width: str
):
    assert _faults(browser, demo, manager_signed_in, MANAGER_PAGES, width=width, scheme="light") == {}


def _faults(
    browser: Browser,
    demo: str,
    state: dict[str, object],
    paths: tuple[str, ...],
    *,
    width: str,
    scheme: str,
) -> dict[str, list[str]]:
    wide, high = WIDTHS[width]
    context = browser.new_context(
        storage_state=state,  # type: ignore[arg-type]
        viewport={"width": wide, "height": high},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="en-GB",
        bypass_csp=True,
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in paths:
        page.goto(_ours(demo, path))
        over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        found[path] = [*violations(page), *(["runs over its width"] if over > 0 else [])]
    context.close()
    return {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("tab", ["messages", "home", "clock"])
def test_the_workspace_has_no_violation(browser: Browser, demo: str, width: str, tab: str):
    wide, high = WIDTHS[width]
    context = browser.new_context(viewport={"width": wide, "height": high}, locale="en-GB", bypass_csp=True)
    page = context.new_page()
    page.goto(f"{demo}/#person=U0TOMOS&tab={tab}")
    page.wait_for_selector("body[data-ready]")

    assert violations(page) == []
    context.close()


def _ours(demo: str, path: str) -> str:
    start, _, port = demo.rpartition(":")
    return f"{start}:{int(port) + 1}{path}"
